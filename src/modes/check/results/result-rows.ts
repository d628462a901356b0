import type { CheckResult, FeatureOverlap, LandUse } from '../../../check/index.ts';
import {
  answerText,
  answerWords,
  holderWords,
  ruleDataText,
  severityText,
  severityWords,
  trustWords,
} from '../../../check/index.ts';
import { areaFigures, lengthText } from '../../../geo/area/index.ts';
import type { Classes } from '../../../geo/layer/index.ts';
import { type Bilingual, landCategoryWords, type Severity, severities } from '../../../model/index.ts';
import { classSums } from '../layers/class-sums.ts';

/** One cell: what is read, and what it sorts by. */
export interface Cell {
  text: Bilingual;
  /** Smaller lines under it. */
  more?: readonly Bilingual[];
  /** Columns it takes; one unless said. */
  span?: number;
  by?: number | string;
  figure?: boolean;
}
export interface ResultRow {
  key: string;
  /** Shapes to light while the row is pointed at: overlap or feature ids. */
  ids: readonly string[];
  tone?: Severity | 'unchecked' | 'clear';
  group: Bilingual;
  cells: readonly Cell[];
}
export interface ResultTable {
  id: 'conflicts' | 'layers' | 'villages' | 'parcels' | 'classes' | 'land-use' | 'rules';
  title: Bilingual;
  /** A column of short words is never folded. */
  columns: readonly { name: Bilingual; figure?: boolean; short?: boolean }[];
  rows: readonly ResultRow[];
  note?: Bilingual;
}

/** A row whose cells are written when they are first looked at: of a thousand parcels, few are seen at a time. */
function lazy(row: Omit<ResultRow, 'cells'>, cells: () => readonly Cell[]): ResultRow {
  let made: readonly Cell[] | undefined;
  return {
    ...row,
    get cells() {
      made ??= cells();
      return made;
    },
  };
}

const t = (zh: string, en: string): Bilingual => ({ zh, en });
const same = (text: string): Bilingual => ({ zh: text, en: text });
const text = (words: Bilingual): Cell => ({ text: words, by: words.zh });

/** 亩 first, 公顷 and m² under it. */
const area = (m2: number): Cell => {
  const { mu, ha, m2: square } = areaFigures(m2);
  return {
    text: t(`${mu} 亩`, `${mu} mu`),
    more: [t(`${ha} 公顷`, `${ha} ha`), same(`${square} m²`)],
    by: m2,
    figure: true,
  };
};
const share = (part: number): Cell => ({
  text: same(`${(100 * part).toFixed(part < 0.1 ? 2 : 1)}%`),
  by: part,
  figure: true,
});
const areaColumn = { name: t('面积', 'Area'), figure: true };
const ofZone = { name: t('占地块', 'Of zone'), figure: true };

/** Ground of the zone that lies outside of where it should be. */
function outsideArea(m2: number): Cell {
  const cell = area(m2);
  return { ...cell, text: t(`范围外 ${cell.text.zh}`, `${cell.text.en} outside`) };
}

function conflicts({ conflicts: list }: CheckResult): ResultTable {
  const rank = (severity: Severity) => severities.indexOf(severity);
  return {
    id: 'conflicts',
    title: t('冲突', 'Conflicts'),
    columns: [
      { name: t('级别', 'Severity'), short: true },
      { name: t('规则与要素', 'Rule and feature') },
      { name: t('范围', 'Extent'), figure: true },
    ],
    rows: list.map((item, index) => {
      const extent: Cell =
        item.overlapM2 !== undefined
          ? area(item.overlapM2)
          : item.outsideM2 !== undefined
            ? outsideArea(item.outsideM2)
            : item.lengthM !== undefined
              ? { text: lengthText(item.lengthM), by: item.lengthM, figure: true }
              : item.distanceM !== undefined
                ? {
                    text: t(`相距 ${lengthText(item.distanceM).zh}`, `${lengthText(item.distanceM).en} away`),
                    by: -item.distanceM,
                    figure: true,
                  }
                : { text: t('点位在内', 'inside'), by: 0, figure: true };
      return {
        key: `${item.rule} ${item.feature} ${index}`,
        ids: [item.feature],
        tone: item.severity,
        group: severityWords[item.severity],
        cells: [
          { text: severityText(item.severity, item.schematic), by: rank(item.severity) },
          {
            ...text(t(`${item.name.zh}：${item.featureName.zh}`, `${item.name.en}: ${item.featureName.en}`)),
            more: [item.law, trustWords(item)],
          },
          item.sliver
            ? { ...extent, text: t(`${extent.text.zh}（细碎）`, `${extent.text.en} (sliver)`) }
            : extent,
        ],
      };
    }),
  };
}

const overlapCells = (name: Bilingual, hit: FeatureOverlap): Cell[] => {
  const what = { ...text(name), more: [trustWords(hit)] };
  if (hit.kind === 'polygon') return [what, area(hit.overlapM2), share(hit.shareOfZone)];
  return [
    what,
    hit.kind === 'line'
      ? { text: lengthText(hit.lengthM ?? 0), by: 0, figure: true, span: 2 }
      : { text: t('点位在内', 'inside'), by: 0, figure: true, span: 2 },
  ];
};

function layers({ layers: list }: CheckResult): ResultTable {
  return {
    id: 'layers',
    title: t('图层', 'Layers'),
    columns: [{ name: t('图层与要素', 'Layer and feature') }, areaColumn, ofZone],
    rows: list.flatMap((layer): ResultRow[] => {
      const hits = [...layer.features, ...layer.slivers].map((hit, index) => ({
        key: `${layer.layer} ${hit.id}`,
        ids: [hit.id],
        group: layer.name,
        cells: overlapCells(
          index >= layer.features.length
            ? t(`${layer.name.zh}：${hit.name.zh}（细碎）`, `${layer.name.en}: ${hit.name.en} (sliver)`)
            : t(`${layer.name.zh}：${hit.name.zh}`, `${layer.name.en}: ${hit.name.en}`),
          hit,
        ),
      }));
      // A layer without a hit, or of which a feature could not be computed beside those that overlap.
      if (hits.length && !layer.reason) return hits;
      const answer = hits.length ? 'unchecked' : layer.answer;
      return [
        ...hits,
        {
          key: layer.layer,
          ids: [],
          tone: answer === 'unchecked' ? 'unchecked' : 'clear',
          group: layer.name,
          cells: [
            { ...text(layer.name), more: [answerText(answer, layer.reason)], span: 3 },
            { text: same(''), by: -1, span: 0 },
            { text: same(''), by: -1, span: 0 },
          ],
        },
      ];
    }),
  };
}

function villages({ villages: list, villageBalance: balance }: CheckResult): ResultTable {
  const group = t('村（社区）', 'Villages');
  return {
    id: 'villages',
    title: t('村', 'Villages'),
    columns: [{ name: group }, areaColumn, ofZone],
    rows: list.map((village) => ({
      key: village.code,
      ids: [`village:${village.code}`],
      group,
      cells: [
        { ...text(village.name), more: [same(village.code), trustWords(village)] },
        area(village.overlapM2),
        share(village.shareOfZone),
      ],
    })),
    note:
      balance.answer === 'unchecked'
        ? answerText(balance.answer, balance.reason)
        : t(
            `合计 ${areaFigures(balance.sumM2).mu} 亩；村界之外 ${areaFigures(balance.outsideM2).mu} 亩；残差 ${balance.residualM2.toFixed(2)} m²`,
            `Sum ${areaFigures(balance.sumM2).mu} mu; outside all villages ${areaFigures(balance.outsideM2).mu} mu; residual ${balance.residualM2.toFixed(2)} m²`,
          ),
  };
}

function parcels({ parcels: found }: CheckResult): ResultTable {
  const group = t('宗地', 'Parcels');
  return {
    id: 'parcels',
    title: group,
    columns: [{ name: t('编号', 'Parcel') }, areaColumn, { name: t('占该宗', 'Of parcel'), figure: true }],
    rows: [...found.items, ...found.slivers].map((item, index) =>
      lazy({ key: `${item.record}`, ids: [`parcel:${item.record}`], group }, () => [
        text(index >= found.items.length ? t(`${item.id}（细碎）`, `${item.id} (sliver)`) : same(item.id)),
        area(item.overlapM2),
        share(item.share),
      ]),
    ),
    note:
      found.answer === 'unchecked'
        ? answerText(found.answer, found.reason)
        : t(
            `共 ${found.count} 宗，合计 ${areaFigures(found.overlapM2).mu} 亩${found.dropped ? `；${found.dropped} 条记录没有可用的面，未参与核查` : ''}`,
            `${found.count} parcels, ${areaFigures(found.overlapM2).mu} mu in all${found.dropped ? `; ${found.dropped} records have no usable polygon and were not checked` : ''}`,
          ),
  };
}

function byClass(result: CheckResult, classes: Classes): ResultTable {
  const { name: column } = classes;
  const group = t(`按${column}`, `By ${column}`);
  return {
    id: 'classes',
    title: group,
    columns: [{ name: same(column) }, areaColumn, ofZone],
    rows: classSums(result, classes).map(({ value, m2, records }) => ({
      key: value,
      ids: records.map((record) => `parcel:${record}`),
      group,
      cells: [
        {
          ...text(value ? same(value) : t('（无值）', '(no value)')),
          more: [t(`${records.length} 宗`, `${records.length} parcels`)],
        },
        area(m2),
        share(m2 / result.zone.areaM2),
      ],
    })),
  };
}

/** Ground by owner and land class; state and collective apart. */
function byLandClass({ zone }: CheckResult, landUse: LandUse): ResultTable {
  const named = new Map(landUse.classes.map((one) => [one.code, one]));
  const { uncoveredM2, doublyM2, deductedM2 } = landUse;
  const closes = [
    t(`扣除地类 ${areaFigures(deductedM2).mu} 亩`, `${areaFigures(deductedM2).mu} mu deducted`),
    ...(uncoveredM2
      ? [
          t(
            `无地类数据 ${areaFigures(uncoveredM2).mu} 亩`,
            `${areaFigures(uncoveredM2).mu} mu without land-use data`,
          ),
        ]
      : []),
    ...(doublyM2
      ? [t(`重复覆盖 ${areaFigures(doublyM2).mu} 亩`, `${areaFigures(doublyM2).mu} mu covered twice`)]
      : []),
  ];
  return {
    id: 'land-use',
    title: t('地类', 'Land use'),
    columns: [{ name: t('地类', 'Land class') }, areaColumn, ofZone],
    rows: landUse.rows.map((row) => {
      const known = named.get(row.class);
      const name = known?.name ?? t('编码不在分类表中', 'not in the table of classes');
      const { zh, en } = holderWords[row.holder];
      return {
        key: `${row.owner} ${row.unit ?? ''} ${row.ownership} ${row.class}`,
        ids: [],
        group: t(`${row.owner || '—'}（${zh}）`, `${row.owner || '—'} (${en})`),
        cells: [
          {
            ...text(t(`${row.class} ${name.zh}`.trim(), `${row.class} ${name.en}`.trim())),
            more: known?.category ? [landCategoryWords[known.category]] : [],
          },
          area(row.areaM2),
          share(row.areaM2 / zone.areaM2),
        ],
      };
    }),
    note: t(`${closes.map(({ zh }) => zh).join('；')}。`, `${closes.map(({ en }) => en).join('; ')}.`),
  };
}

function rules({ rules: list }: CheckResult): ResultTable {
  return {
    id: 'rules',
    title: t('规则', 'Rules'),
    columns: [
      { name: t('级别', 'Severity'), short: true },
      { name: t('规则与法律依据', 'Rule and law') },
      { name: t('结果', 'Answer') },
    ],
    rows: list.map((rule) => ({
      key: rule.rule,
      ids: [],
      tone: rule.answer === 'overlap' ? rule.severity : rule.answer,
      group: severityWords[rule.severity],
      cells: [
        { text: severityWords[rule.severity], by: severities.indexOf(rule.severity) },
        {
          ...text(rule.name),
          more: [rule.law, ...(rule.layers?.length ? [ruleDataText(rule)] : [])],
        },
        { ...text(answerWords[rule.answer]), more: rule.reason ? [rule.reason.text] : [] },
      ],
    })),
  };
}

const made = new WeakMap<CheckResult, { classes: Classes | undefined; tables: ResultTable[] }>();

/** The tables of a check as the results panel shows them; of one result the same objects every time. */
export function tablesOf(result: CheckResult, classes?: Classes): ResultTable[] {
  const known = made.get(result);
  if (known && known.classes === classes) return known.tables;
  const tables = [
    conflicts(result),
    layers(result),
    villages(result),
    parcels(result),
    ...(classes && result.parcels.count ? [byClass(result, classes)] : []),
    ...(result.landUse ? [byLandClass(result, result.landUse)] : []),
    rules(result),
  ];
  made.set(result, { classes, tables });
  return tables;
}
