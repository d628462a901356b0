import type { CheckResult, FeatureOverlap } from '../../check/index.ts';
import { answerText, severityWords, trustWords } from '../../check/index.ts';
import { areaFigures, lengthText } from '../../geo/area/index.ts';
import { type Bilingual, type Severity, severities } from '../../model/index.ts';

/** One cell: what is read, and what it sorts by. */
export interface Cell {
  text: Bilingual;
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
  id: 'conflicts' | 'layers' | 'villages' | 'parcels' | 'rules';
  title: Bilingual;
  columns: readonly { name: Bilingual; figure?: boolean }[];
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
const nothing: Cell = { text: same('—'), by: -1, figure: true };

const area = (m2: number): Cell[] => {
  const figures = areaFigures(m2);
  return [
    { text: same(figures.mu), by: m2, figure: true },
    { text: same(figures.ha), by: m2, figure: true },
    { text: same(figures.m2), by: m2, figure: true },
  ];
};
const share = (part: number): Cell => ({
  text: same(`${(100 * part).toFixed(part < 0.1 ? 2 : 1)}%`),
  by: part,
  figure: true,
});
const areaColumns = [
  { name: t('亩', 'mu'), figure: true },
  { name: t('公顷', 'ha'), figure: true },
  { name: t('m²', 'm²'), figure: true },
];
const trustColumn = { name: t('依据与精度', 'Basis, accuracy') };

function conflicts({ conflicts: list }: CheckResult): ResultTable {
  const rank = (severity: Severity) => severities.indexOf(severity);
  return {
    id: 'conflicts',
    title: t('冲突', 'Conflicts'),
    columns: [
      { name: t('级别', 'Severity') },
      { name: t('规则与要素', 'Rule and feature') },
      { name: t('范围', 'Extent'), figure: true },
      trustColumn,
      { name: t('法律依据', 'Law') },
    ],
    rows: list.map((item, index) => {
      const figures = areaFigures(item.overlapM2 ?? 0);
      const extent: Cell =
        item.overlapM2 !== undefined
          ? { text: t(`${figures.mu} 亩`, `${figures.mu} mu`), by: item.overlapM2, figure: true }
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
          { text: severityWords[item.severity], by: rank(item.severity) },
          text(t(`${item.name.zh}：${item.featureName.zh}`, `${item.name.en}: ${item.featureName.en}`)),
          item.sliver
            ? { ...extent, text: t(`${extent.text.zh}（细碎）`, `${extent.text.en} (sliver)`) }
            : extent,
          text(trustWords(item)),
          text(item.law),
        ],
      };
    }),
  };
}

const overlapCells = (hit: FeatureOverlap): Cell[] => [
  ...(hit.kind === 'polygon' ? area(hit.overlapM2) : [nothing, nothing, nothing]),
  hit.kind === 'polygon'
    ? share(hit.shareOfZone)
    : hit.kind === 'line'
      ? { text: lengthText(hit.lengthM ?? 0), by: hit.lengthM ?? 0, figure: true }
      : { text: t('点', 'point'), by: 0 },
  text(trustWords(hit)),
];

function layers({ layers: list }: CheckResult): ResultTable {
  return {
    id: 'layers',
    title: t('图层', 'Layers'),
    columns: [
      { name: t('图层与要素', 'Layer and feature') },
      ...areaColumns,
      { name: t('占地块', 'Of zone'), figure: true },
      trustColumn,
    ],
    rows: list.flatMap((layer): ResultRow[] => {
      const hits = [...layer.features, ...layer.slivers].map((hit, index) => ({
        key: `${layer.layer} ${hit.id}`,
        ids: [hit.id],
        group: layer.name,
        cells: [
          text(
            index >= layer.features.length
              ? t(`${layer.name.zh}：${hit.name.zh}（细碎）`, `${layer.name.en}: ${hit.name.en} (sliver)`)
              : t(`${layer.name.zh}：${hit.name.zh}`, `${layer.name.en}: ${hit.name.en}`),
          ),
          ...overlapCells(hit),
        ],
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
            text(
              t(
                `${layer.name.zh}：${answerText(answer, layer.reason).zh}`,
                `${layer.name.en}: ${answerText(answer, layer.reason).en}`,
              ),
            ),
            nothing,
            nothing,
            nothing,
            nothing,
            nothing,
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
    columns: [{ name: group }, ...areaColumns, { name: t('占地块', 'Of zone'), figure: true }, trustColumn],
    rows: list.map((village) => ({
      key: village.code,
      ids: [`village:${village.code}`],
      group,
      cells: [
        text(t(`${village.name.zh} ${village.code}`, `${village.name.en} ${village.code}`)),
        ...area(village.overlapM2),
        share(village.shareOfZone),
        text(trustWords(village)),
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
    columns: [
      { name: t('编号', 'Parcel') },
      ...areaColumns,
      { name: t('占该宗', 'Of parcel'), figure: true },
    ],
    rows: [...found.items, ...found.slivers].map((item, index) =>
      lazy({ key: `${item.record}`, ids: [`parcel:${item.record}`], group }, () => [
        text(index >= found.items.length ? t(`${item.id}（细碎）`, `${item.id} (sliver)`) : same(item.id)),
        ...area(item.overlapM2),
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

function rules({ rules: list }: CheckResult): ResultTable {
  return {
    id: 'rules',
    title: t('规则', 'Rules'),
    columns: [
      { name: t('级别', 'Severity') },
      { name: t('规则', 'Rule') },
      { name: t('结果', 'Answer') },
      { name: t('法律依据', 'Law') },
    ],
    rows: list.map((rule) => ({
      key: rule.rule,
      ids: [],
      tone: rule.answer === 'overlap' ? rule.severity : rule.answer,
      group: severityWords[rule.severity],
      cells: [
        { text: severityWords[rule.severity], by: severities.indexOf(rule.severity) },
        text(rule.name),
        text(answerText(rule.answer, rule.reason)),
        text(rule.law),
      ],
    })),
  };
}

const made = new WeakMap<CheckResult, ResultTable[]>();

/** The tables of a check as the results panel shows them; of one result the same objects every time. */
export function tablesOf(result: CheckResult): ResultTable[] {
  const known = made.get(result);
  if (known) return known;
  const tables = [conflicts(result), layers(result), villages(result), parcels(result), rules(result)];
  made.set(result, tables);
  return tables;
}
