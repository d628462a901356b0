import { compareChecks } from '../compare.ts';
import type { CheckResult } from '../types.ts';
import { blank, type Cell, type Column, count, number, type Row, same, type Table, t } from './cells.ts';
import { landTotals } from './land-use.ts';
import { threeLines } from './three-lines.ts';

/** 亩 as printed, in hundredths: sums and differences are those of what is read beside them. */
const hundredths = (m2: number): number => Math.round(m2 * 0.15);
const inMu = (units: number): Cell => number(units / 100, 'mu', 2);
const mu = (m2: number): Cell => inMu(hundredths(m2));
const heading = (key: string, zh: string, en: string, columns: number): Row => ({
  key,
  cells: [{ ...t(zh, en), span: columns }, ...Array<Cell>(columns - 1).fill(blank)],
});

/**
 * Several zones side by side, 亩: each, their sum and, of two, by how much the second differs from the first.
 * @param sharedM2 ground that two zones have in common
 */
export function compareTable(
  results: readonly [CheckResult, ...CheckResult[]],
  sharedM2: number | undefined,
): Table {
  const compared = compareChecks(results);
  const two = results.length === 2;
  const [first, last] = [compared.zones[0]!, compared.zones.at(-1)!];
  const columns: Column[] = [
    { name: t('（亩）', '(mu)') },
    ...compared.zones.map(({ name }) => ({ name: same(name) })),
    { name: t('合计', 'Sum') },
    ...(two
      ? [{ name: t(`差（${last.name} 减 ${first.name}）`, `Difference (${last.name} less ${first.name})`) }]
      : []),
  ];
  const line = (key: string, name: Cell, values: readonly number[]): Row => ({
    key,
    cells: [
      name,
      ...values.map(mu),
      inMu(values.reduce((sum, value) => sum + hundredths(value), 0)),
      ...(two ? [inMu(hundredths(values[1] ?? 0) - hundredths(values[0] ?? 0))] : []),
    ],
  });
  const group = (key: string, zh: string, en: string, rows: readonly Row[]): Row[] =>
    rows.length ? [heading(key, zh, en, columns.length), ...rows] : [];
  const layerName = (id: string) =>
    results.flatMap(({ layers }) => layers).find(({ layer }) => layer === id)?.name ?? same(id);
  const villageName = (code: string) =>
    results.flatMap(({ villages }) => villages).find((one) => one.code === code)?.name ?? same(code);
  const totals = results.map(({ landUse }) => (landUse ? landTotals(landUse) : undefined));
  const land = (
    [
      ['agricultural', '农用地', 'Agricultural land'],
      ['cultivated', '其中耕地', 'Of it cultivated'],
      ['construction', '建设用地', 'Construction land'],
      ['unused', '未利用地', 'Unused land'],
    ] as const
  ).map(([key, zh, en]) =>
    line(
      `land ${key}`,
      t(zh, en),
      totals.map((one) => (one?.[key] ?? 0) * 10_000),
    ),
  );
  const lines = results.map(threeLines);
  const three = (lines[0] ?? []).flatMap(({ role, name }, i): Row[] => {
    const values = lines.map((own) => (role === 'urban-boundary' ? own[i]?.outsideM2 : own[i]?.insideM2));
    if (values.some((value) => value === undefined)) return [];
    const outside = role === 'urban-boundary';
    const label = outside ? t(`${name.zh}以外`, `Outside the ${name.en.toLowerCase()}`) : name;
    return [line(`line ${role}`, label, values as number[])];
  });
  return {
    id: 'compare',
    title: t('多地块对比', 'Compare zones'),
    columns,
    rows: [
      line(
        'area',
        t('椭球面积', 'Ellipsoidal area'),
        compared.zones.map(({ areaM2 }) => areaM2),
      ),
      line(
        'plane',
        t('高斯平面面积', 'Plane area'),
        compared.zones.map(({ planeAreaM2 }) => planeAreaM2),
      ),
      {
        key: 'conflicts',
        cells: [
          t('冲突（项）', 'Conflicts'),
          ...compared.zones.map(({ conflicts }) => count(conflicts)),
          count(compared.zones.reduce((sum, { conflicts }) => sum + conflicts, 0)),
          ...(two
            ? [
                t(
                  `消除 ${compared.resolved.length}，新增 ${compared.added.length}`,
                  `${compared.resolved.length} gone, ${compared.added.length} new`,
                ),
              ]
            : []),
        ],
      },
      ...(sharedM2 === undefined
        ? []
        : [
            {
              key: 'shared',
              cells: [t('两者重叠', 'In both'), mu(sharedM2), ...Array<Cell>(columns.length - 2).fill(blank)],
            },
          ]),
      ...(totals.every(Boolean) ? group('land', '按地类', 'By land use', land) : []),
      ...group('lines', '三线', 'Three lines', three),
      ...group(
        'villages',
        '按村',
        'By village',
        compared.villages.map(({ code, overlapM2 }) => line(`village ${code}`, villageName(code), overlapM2)),
      ),
      ...group(
        'layers',
        '按图层',
        'By layer',
        compared.layers
          .filter(({ sumM2 }) => sumM2 > 0)
          .map(({ layer, overlapM2, checked }) => {
            const name = layerName(layer);
            const label = checked ? name : t(`${name.zh}（含未核查）`, `${name.en} (partly unchecked)`);
            return line(`layer ${layer}`, label, overlapM2);
          }),
      ),
    ],
    note: t('同在几个地块里的面积各计一次。', 'Ground in several zones counts in each.'),
  };
}
