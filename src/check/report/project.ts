import type { Bilingual } from '../../model/index.ts';
import type { LandUse } from '../land-use.ts';
import type { CheckResult } from '../types.ts';
import {
  areaCells,
  blank,
  type Cell,
  count,
  nothing,
  number,
  type Row,
  same,
  type Table,
  t,
} from './cells.ts';
import { asPrinted, landTotals, landUseTable } from './land-use.ts';
import type { Report } from './report.ts';
import { sharedTables } from './shared-rows.ts';
import { threeLines } from './three-lines.ts';

const hectares = (m2: number): number => Math.round(m2) / 10_000;
const ha = (value: number): Cell => number(value, 'ha', 4);

/** Every line and rule of a check that gave no answer. */
export const openAnswers = ({ layers, rules }: CheckResult): number =>
  layers.filter(({ answer }) => answer === 'unchecked').length +
  rules.filter(({ answer }) => answer === 'unchecked').length;

/** Of results, which never change: a table of hundreds is sorted and filtered at every key. */
const written = new WeakMap<CheckResult, readonly Cell[]>();

/** What 地块面积汇总表 says of one zone, without its number. */
function cellsOf(result: CheckResult): readonly Cell[] {
  const cached = written.get(result);
  if (cached) return cached;
  const { zone, landUse, conflicts } = result;
  const by = landUse && landTotals(landUse);
  const [farm, red, urban] = threeLines(result);
  const line = (m2: number | undefined) => (m2 === undefined ? nothing : ha(hectares(m2)));
  const cells = [
    same(zone.name),
    // Each rounded from the area itself, as the zone's own table has it.
    areaCells(zone.areaM2)[0]!,
    ha(hectares(zone.areaM2)),
    ha(hectares(zone.planeAreaM2)),
    zone.stated ? ha(hectares(zone.stated.statedM2)) : nothing,
    ...(by ? [by.agricultural, by.cultivated, by.construction, by.unused].map(ha) : Array(4).fill(nothing)),
    line(farm?.insideM2),
    line(red?.insideM2),
    line(urban?.outsideM2),
    count(conflicts.length),
    count(openAnswers(result)),
  ];
  written.set(result, cells);
  return cells;
}

/**
 * 地块面积汇总表: a row a zone, with its ground by 三大类, the three lines, conflicts and answers that are open. Figures
 * are rounded to their last printed digit first and then added, so that the sums are those of what is printed.
 */
export function summaryTable(results: readonly CheckResult[]): Table {
  const head = (zh: string, en: string) => [t(zh, en)];
  const land = head('地类（公顷）', 'Land use (ha)');
  const three = head('三线（公顷）', 'Three lines (ha)');
  const area = head('面积', 'Area');
  const columns: Table['columns'] = [
    { name: t('序号', 'No.') },
    { name: t('地块', 'Zone'), narrow: 'name' },
    { heads: area, name: t('亩', 'mu'), narrow: 'figure' },
    { heads: area, name: t('公顷', 'ha'), narrow: 'figure-detail' },
    { heads: area, name: t('平面（公顷）', 'Plane (ha)') },
    { heads: area, name: t('所载（公顷）', 'Stated (ha)') },
    { heads: land, name: t('农用地', 'Agricultural') },
    { heads: land, name: t('其中耕地', 'Of it cultivated') },
    { heads: land, name: t('建设用地', 'Construction') },
    { heads: land, name: t('未利用地', 'Unused') },
    { heads: three, name: t('永久基本农田', 'Permanent farmland') },
    { heads: three, name: t('生态红线', 'Redline') },
    { heads: three, name: t('城镇边界外', 'Outside urban') },
    { name: t('冲突', 'Conflicts') },
    { name: t('未核查', 'Open') },
  ];
  const rows = results.map(
    (result, i): Row => ({
      key: result.zone.id,
      ids: [result.zone.id],
      cells: [count(i + 1), ...cellsOf(result)],
    }),
  );
  const total = columns.map((_, c): Cell => {
    if (c === 0) return t('合计', 'Total');
    const figures = rows.flatMap(({ cells }) => cells[c]?.number ?? []);
    const [first] = figures;
    if (!first) return blank;
    return number(
      figures.reduce((sum, { value, decimals }) => sum + Number(value.toFixed(decimals)), 0),
      first.unit,
      first.decimals,
    );
  });
  return {
    id: 'summary',
    title: t('地块面积汇总表', 'Zones of the project'),
    columns,
    lead: 2,
    rows: [...rows, { key: 'total', kind: 'sum', cells: total }],
    note: t(
      '各数先取至所印的末位（0.01 亩、0.0001 公顷）再相加，合计与所印数字一致；“—”为未核查或无数据，不计入合计。地块相互重叠的部分按各自面积计。',
      'Figures are rounded to what is printed (0.01 mu, 0.0001 ha) before they are added, so the sums are those of what is printed; “—” is not checked or no data and is not in the sums. Ground in two zones counts in both.',
    ),
  };
}

/** The land use of several zones as one; undefined unless each has one by the same classification. */
function together(results: readonly CheckResult[]): LandUse | undefined {
  const all = results.flatMap(({ landUse }) => (landUse ? asPrinted(landUse) : []));
  const [first] = all;
  if (!first || all.length < results.length) return undefined;
  if (all.some(({ classification }) => classification !== first.classification)) return undefined;
  const sum = (of: (one: LandUse) => number) => all.reduce((total, one) => total + of(one), 0);
  const unknown = new Map<string, number>();
  for (const { code, areaM2 } of all.flatMap(({ unknownClasses }) => unknownClasses))
    unknown.set(code, (unknown.get(code) ?? 0) + areaM2);
  const classes = new Map(all.flatMap(({ classes: list }) => list.map((one) => [one.code, one])));
  return {
    ...first,
    classes: [...classes.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    rows: all.flatMap(({ rows }) => rows),
    deductedM2: sum((one) => one.deductedM2),
    closesTo: sum((one) => one.closesTo),
    uncoveredM2: sum((one) => one.uncoveredM2),
    doublyM2: sum((one) => one.doublyM2),
    residualM2: sum((one) => one.residualM2),
    badDeductions: sum((one) => one.badDeductions),
    unknownClasses: [...unknown].map(([code, areaM2]) => ({ code, areaM2 })),
    cultivatedM2: sum((one) => one.cultivatedM2),
    deduction: all.find(({ deduction }) => deduction !== 'none')?.deduction ?? 'none',
  };
}

/** What the zones of a project come to together: put before the reports of its zones. */
export function projectReport(results: readonly [CheckResult, ...CheckResult[]], name?: Bilingual): Report {
  const landUse = together(results);
  const [{ engine, dataVersion }] = results;
  const called = name ?? t(`${results.length} 个地块`, `${results.length} zones`);
  return {
    title: t(`项目汇总：${called.zh}`, `Project summary: ${called.en}`),
    name: called,
    tables: [
      summaryTable(results),
      ...(landUse
        ? [
            {
              ...landUseTable(landUse, 'zones'),
              title: t('土地分类面积汇总表（公顷）', 'Land use of all zones (ha)'),
            },
          ]
        : []),
    ],
    shared: sharedTables(results),
    fingerprint: '',
    engine,
    dataVersion,
  };
}
