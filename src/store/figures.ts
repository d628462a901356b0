import { type Column, count, type Row, same, type Table, t } from '../check/report/cells.ts';
import type { Report } from '../check/report/report.ts';
import { tableCsv } from '../check/report/write.ts';
import {
  type Bilingual,
  basisWords,
  chapterOf,
  type Feature,
  itemsOf,
  listMark,
  type PlanItem,
  type Status,
  type StatusEntry,
  say,
  spatialKinds,
  yearOf,
} from '../model/index.ts';
import type { Filters, Store } from './index.ts';
import { statusFilters } from './state.ts';

/** One line or column: the items it counts, and the filter under which the list shows just these. */
interface Part {
  name: Bilingual;
  has(item: PlanItem): boolean;
  filters: Partial<Filters>;
  /** The plan its list is of, where that is not the one on show. */
  year?: string;
  /** It counts what the lines above it count, together. */
  sum?: true;
}
/** Items counted two ways at once. */
export interface Figures {
  id: 'years' | 'status' | 'place' | 'villages' | 'chapters' | 'cross';
  title: Bilingual;
  rows: Part[];
  columns: Part[];
  /** By row, then by column; the last of a row is the sum of the row. */
  counts: number[][];
}
export interface Words {
  status(word: Status | undefined): Bilingual;
  kind: Readonly<Record<PlanItem['spatial'], Bilingual>>;
}

type Shown = Pick<Store, 'state' | 'select'>;

const all: Bilingual = { zh: '合计', en: 'Total' };
const placed: readonly PlanItem['spatial'][] = spatialKinds.filter(
  (kind) => kind !== 'townwide' && kind !== 'none',
);

function counted(id: Figures['id'], title: Bilingual, items: PlanItem[], rows: Part[], columns: Part[]) {
  const used = columns.filter((column) => items.some((item) => column.has(item)));
  const counts = rows.map((row) => {
    const inRow = items.filter((item) => row.has(item));
    return [...used.map((column) => inRow.filter((item) => column.has(item)).length), inRow.length];
  });
  return { id, title, rows, columns: used, counts };
}

/** What a line or a column of a table may be. */
function partsOf({ state, select }: Shown, words: Words) {
  const chapters: Part[] = (state.plan.value?.chapters ?? []).map(({ number, short }) => ({
    name: short,
    has: ({ id }) => chapterOf(id) === number,
    filters: { chapters: [number] },
  }));
  const whole: Part = { name: all, has: () => true, filters: {}, sum: true };
  const statuses: Part[] = statusFilters.map((status) => {
    const word = status === 'unrecorded' ? undefined : status;
    return {
      name: words.status(word),
      has: ({ id }) => select.itemStatus(id)?.word === word,
      filters: { statuses: [status] },
    };
  });
  const kinds: Part[] = spatialKinds.map((kind) => ({
    name: words.kind[kind],
    has: ({ spatial }) => spatial === kind,
    filters: { kinds: [kind] },
  }));
  const villages: Part[] = [...select.villages.value].map(([code, { feature }]) => ({
    name: feature.properties.name,
    has: ({ id, spatial }) =>
      placed.includes(spatial) &&
      (select.featuresOfItem.value.get(id) ?? []).some((one) =>
        select.features.value.get(one)?.feature.properties.villages.includes(code),
      ),
    filters: { villages: [code], kinds: placed },
  }));
  return { chapters, whole, statuses, kinds, villages };
}

/**
 * The items of the plan on show by status × chapter, place × chapter, status × village and chapter × village, and those of
 * every plan by status × year where there are several, as of the chosen day. An item with shapes in several villages counts
 * in each.
 * @param within Code of a village: only items with a shape there are counted, by status × chapter and place × chapter.
 */
export function figuresOf(store: Shown, words: Words, within?: string): Figures[] {
  const { state, select } = store;
  const { villages, chapters, statuses, kinds, whole } = partsOf(store, words);
  const village = villages.find(({ filters }) => filters.villages?.[0] === within);
  const items = [...select.items.value.values()].filter((item) => village?.has(item) ?? true);
  const inVillage = (part: Part): Part => ({ ...part, filters: { ...village?.filters, ...part.filters } });
  const byChapter = [...chapters, whole].map(inVillage);
  const tables = [
    counted('status', t('各篇章的状态', 'Status by chapter'), items, byChapter, statuses),
    counted('place', t('各篇章在不在图上', 'On the map or not, by chapter'), items, byChapter, kinds),
  ];
  if (village) return tables;
  const plans = state.plans.value.map(({ plan }) => plan);
  const years: Part[] = plans.map((plan) => {
    const planItems = new Set(itemsOf(plan).map(({ id }) => id));
    return { name: same(yearOf(plan)), has: ({ id }) => planItems.has(id), filters: {}, year: yearOf(plan) };
  });
  return [
    ...(plans.length > 1
      ? [
          counted(
            'years',
            t('各年规划的状态', 'Status by year of the plan'),
            plans.flatMap(itemsOf),
            years,
            statuses,
          ),
        ]
      : []),
    ...tables,
    counted(
      'villages',
      t('各村（图形落在本村的项目）', 'By village: items with a shape there'),
      items,
      villages,
      statuses,
    ),
    counted('chapters', t('各村各篇章', 'By village and chapter'), items, villages, chapters),
  ];
}

/** All the ways at once, for a workbook: a line for every village and chapter that has items, by status. */
function crossOf(store: Shown, words: Words): Figures {
  const { villages, chapters, statuses } = partsOf(store, words);
  const items = [...store.select.items.value.values()];
  const rows = villages.flatMap((village) =>
    chapters.map(
      (chapter): Part => ({
        name: t(`${village.name.zh} · ${chapter.name.zh}`, `${village.name.en} · ${chapter.name.en}`),
        has: (item) => village.has(item) && chapter.has(item),
        filters: { ...village.filters, ...chapter.filters },
      }),
    ),
  );
  const used = rows.filter((row) => items.some((item) => row.has(item)));
  return counted('cross', t('各村各篇章的状态', 'Status by village and chapter'), items, used, statuses);
}

const tableOf = ({ id, title, rows, columns, counts }: Figures): Table => ({
  id,
  title,
  columns: [{ name: t('', '') }, ...columns.map(({ name }): Column => ({ name })), { name: all }],
  rows: rows.map(
    ({ name }, index): Row => ({ key: `${index}`, cells: [name, ...(counts[index] ?? []).map(count)] }),
  ),
});

/** The items themselves, a line each: what they are, how they stand, by which evidence, and where. */
function listOf({ state, select }: Shown, words: Words, ids: ReadonlySet<string>): Table {
  const name = (code: string): Bilingual =>
    select.villages.value.get(code)?.feature.properties.name ?? same(code);
  const joined = (list: Bilingual[]): Bilingual =>
    t(list.map(({ zh }) => zh).join(listMark.zh), list.map(({ en }) => en).join(listMark.en));
  const evidenceOf = (entry: StatusEntry): Bilingual =>
    state.localEntries.value.includes(entry)
      ? t(`${entry.evidence}（仅在本机）`, `${entry.evidence} (on this device only)`)
      : same(entry.evidence);
  const rows = (state.plan.value?.chapters ?? []).flatMap((chapter) =>
    chapter.sections.flatMap((section) =>
      section.items
        .filter(({ id }) => ids.has(id))
        .map((item): Row => {
          const status = select.itemStatus(item.id);
          const shapes = (select.featuresOfItem.value.get(item.id) ?? []).flatMap(
            (id) => select.features.value.get(id)?.feature.properties ?? [],
          );
          const worst = shapes.length ? Math.max(...shapes.map(({ accuracyM }) => accuracyM)) : undefined;
          const codes = [...new Set(shapes.flatMap(({ villages }) => villages))].sort();
          return {
            key: item.id,
            cells: [
              same(item.id),
              chapter.short,
              section.title,
              item.title,
              words.status(status?.word),
              same(status?.entry.date ?? ''),
              status ? evidenceOf(status.entry) : same(''),
              words.kind[item.spatial],
              item.why ?? same(''),
              joined([...new Set(shapes.map(({ basis }) => basis))].map((basis) => basisWords[basis])),
              joined(codes.map(name)),
              worst === undefined ? same('') : count(worst),
            ],
          };
        }),
    ),
  );
  const columns: [string, string][] = [
    ['编号', 'Number'],
    ['篇章', 'Chapter'],
    ['节', 'Section'],
    ['项目', 'Item'],
    ['状态', 'Status'],
    ['截至', 'As of'],
    ['状态依据', 'Evidence'],
    ['位置', 'Place'],
    ['没有位置的原因', 'Why it has no place'],
    ['图形依据', 'Basis of the shapes'],
    ['图形所在村（示意图形只是可能）', 'Villages of the shapes (of a sketch only likely)'],
    ['图形可能偏差（米）', 'Shapes may be off by (m)'],
  ];
  return {
    id: 'items',
    title: t('规划项目', 'Plan items'),
    columns: columns.map(([zh, en]) => ({ name: t(zh, en) })),
    rows,
  };
}

/** The list of `ids` with the figures of the whole plan, as a report for the writers of tables. */
export function figuresReport(store: Shown, words: Words, ids: ReadonlySet<string>): Report {
  const { state } = store;
  const title = state.plan.value?.title ?? same('');
  return {
    title,
    name: title,
    tables: [listOf(store, words, ids), ...[...figuresOf(store, words), crossOf(store, words)].map(tableOf)],
    engine: { name: '', version: '' },
    dataVersion: state.town.value?.dataVersion ?? '',
    fingerprint: '',
  };
}

/** The list of `ids` alone, as CSV. */
export const listCsv = (store: Shown, words: Words, ids: ReadonlySet<string>): string =>
  tableCsv(listOf(store, words, ids), store.state.language.value);

/**
 * The list of `ids` as GeoJSON: every shape with what the list says of its item, and an item that has no place as a record
 * without a shape. Names of the columns and values are in the user's language, as in the CSV.
 */
export function listGeoJson(store: Shown, words: Words, ids: ReadonlySet<string>): string {
  const { select, state } = store;
  const inWords = (text: Bilingual) => say(text, state.language.value);
  const { columns, rows } = listOf(store, words, ids);
  const record = (geometry: Feature['geometry'] | null, properties: Record<string, string | number>) => ({
    type: 'Feature',
    geometry,
    properties,
  });
  const features = rows.flatMap(({ key, cells }) => {
    const item = Object.fromEntries(
      columns.map(({ name }, at) => [inWords(name), inWords(cells[at] ?? same(''))]),
    );
    const shapes = (select.featuresOfItem.value.get(key) ?? []).flatMap(
      (id) => select.features.value.get(id)?.feature ?? [],
    );
    if (!shapes.length) return [record(null, item)];
    return shapes.map(({ geometry, properties: { id, name, basis, accuracyM, source } }) =>
      record(geometry, {
        ...item,
        [inWords(t('图形编号', 'Shape'))]: id,
        [inWords(t('图形名称', 'Name of the shape'))]: inWords(name),
        [inWords(t('图形依据', 'Basis of the shapes'))]: inWords(basisWords[basis]),
        [inWords(t('可能偏差（米）', 'May be off by (m)'))]: accuracyM,
        [inWords(t('图形来源', 'Source of the shape'))]: inWords(source),
      }),
    );
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}
