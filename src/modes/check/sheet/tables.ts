import {
  type Cell,
  type CheckResult,
  fitted,
  reportOf,
  type Table,
  withoutShared,
} from '../../../check/index.ts';
import type { Classes } from '../../../geo/layer/index.ts';
import { type Bilingual, type Language, type Layer, say } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { accuracyText, basisWords } from '../../../ui/words.ts';
import { folded, type SheetTable } from './table-parts.ts';

/** The parcel file that lay under the zone. */
export interface LaidParcels {
  name: string;
  count: number;
  classes: Classes | undefined;
}

const t = (zh: string, en: string): Bilingual => ({ zh, en });
const same = (text: string): Bilingual => ({ zh: text, en: text });

/** Where each layer on the sheet comes from, and how far it can be trusted; those that say the same in one row. */
export function sourcesTable(
  store: Store,
  layers: readonly Layer[],
  parcels: LaidParcels | undefined,
): Table {
  const groups = new Map<string, { names: Bilingual[]; cells: Cell[] }>();
  const add = (name: Bilingual, cells: Cell[]) => {
    const key = cells.map(({ zh }) => zh).join('\n');
    const group = groups.get(key) ?? { names: [], cells };
    group.names.push(name);
    groups.set(key, group);
  };
  for (const layer of layers) {
    const loaded = store.state.layers.value[layer.id];
    const features = loaded?.phase === 'ready' ? loaded.data.features.map((f) => f.properties) : [];
    const bases = [...new Set(features.map((f) => f.basis))];
    const worst = Math.max(0, ...features.map((f) => f.accuracyM));
    const sources = [...new Map(features.map((f) => [f.source.zh, f.source])).values()].slice(0, 3);
    const join = (language: Language, separator: string) =>
      sources.map((source) => say(source, language)).join(separator);
    add(layer.name, [
      t(
        `${bases.map((b) => basisWords[b].zh).join('、')} ${accuracyText(worst)}`,
        `${bases.map((b) => basisWords[b].en).join(', ')} ${accuracyText(worst)}`,
      ),
      same(layer.date ?? '—'),
      t(join('zh', '；'), join('en', '; ')),
    ]);
  }
  if (parcels)
    add(t('宗地', 'Parcels'), [
      t('以所载入文件为准', 'as in the file loaded'),
      same('—'),
      t(`${parcels.name}，${parcels.count} 宗`, `${parcels.name}, ${parcels.count} parcels`),
    ]);
  return {
    id: 'sources',
    title: t('数据来源与精度', 'Sources and accuracy'),
    columns: [
      { name: t('图层', 'Layer') },
      { name: t('依据与精度', 'Basis and accuracy') },
      { name: t('日期', 'Date') },
      { name: t('来源', 'Source') },
    ],
    rows: [...groups.values()].map(({ names, cells }, i) => ({
      key: `${i}`,
      cells: [t(names.map(({ zh }) => zh).join('、'), names.map(({ en }) => en).join(', ')), ...cells],
    })),
  };
}

/** Of a list of conflicts without any. */
const noConflict = (alone: boolean): Bilingual =>
  t(
    `有数据可核查的规则中未发现冲突${alone ? '；未核查的规则见“管控规则”' : '，未核查不等于没有'}。`,
    `No conflict with the rules that could be checked; ${alone ? 'those that could not are listed under “Rules”' : 'not checked is not clear'}.`,
  );

/**
 * The tables behind the map, in reading order.
 * @param widthMm Of the page between its margins.
 * @param shared On a sheet of several plots, what stands once for all of them, as do the sources.
 */
export function tablesFor(
  store: Store,
  zone: ZoneRecord,
  result: CheckResult,
  layers: readonly Layer[],
  widthMm: number,
  language: Language,
  parcels?: LaidParcels,
  shared?: readonly Table[],
): SheetTable[] {
  const { tables } = reportOf(result, { zone, classes: parcels?.classes });
  const all = new Set([...layers.map((layer) => layer.id), ...result.layers.map(({ layer }) => layer)]);
  const catalogue = store.state.catalogue.value?.layers ?? [];
  return [
    ...tables
      .filter(({ on }) => !on || on.includes('sheet'))
      .flatMap((table) => {
        if (table.id === 'points') return [folded(table)];
        const said =
          table.id === 'conflicts' && !table.rows.length ? { ...table, note: noConflict(!shared) } : table;
        return (shared ? withoutShared(said, shared) : [said]).flatMap((one) =>
          fitted(one, widthMm, language),
        );
      }),
    ...(shared
      ? []
      : [
          sourcesTable(
            store,
            catalogue.filter((layer) => all.has(layer.id)),
            parcels,
          ),
        ]),
  ];
}
