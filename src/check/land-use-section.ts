import { type Bilingual, landCategories, landCategoryWords } from '../model/index.ts';
import { closingGrid } from './closing-grid.ts';
import type { Holder, LandUse, LandUseRow } from './land-use.ts';
import { type ReportSection, same, t } from './report-cells.ts';

export const holderWords: Record<Holder, Bilingual> = {
  state: t('国有', 'State'),
  collective: t('集体', 'Collective'),
  unknown: t('权属性质不明', 'Ownership unknown'),
};

/** 1 m² is 0.0001 ha, the last printed digit. */
const unitM2 = 1;
const ha = (units: number): Bilingual => same((units / 10_000).toFixed(4));
const figure = (units: number): Bilingual => (units ? ha(units) : same(''));

interface LandColumn {
  name: Bilingual;
  /** Places of the grid's columns that it adds up. */
  of: number[];
  subtotal: boolean;
}

/** Codes in the order of the table, each 三大类 with its subtotal before it. */
function columnsOf(classes: LandUse['classes']): LandColumn[] {
  const out: LandColumn[] = [];
  for (const category of [...landCategories, undefined]) {
    const of = classes.flatMap((one, at) => (one.category === category ? [at] : []));
    if (!of.length) continue;
    const name = category ? landCategoryWords[category] : t('未归类', 'Unassigned');
    out.push({ name: t(`${name.zh}小计`, `${name.en}, subtotal`), of, subtotal: true });
    for (const at of of) {
      const { code, name: known } = classes[at]!;
      const named = known ?? (code ? t('编码不在表中', 'not in the table') : t('无编码', 'no code'));
      out.push({
        name: t(`${code} ${named.zh}`.trim(), `${code} ${named.en}`.trim()),
        of: [at],
        subtotal: false,
      });
    }
  }
  return out;
}

const keyOf = (row: LandUseRow): string => JSON.stringify([row.holder, row.owner, row.unit ?? '']);
const rank: Record<Holder, number> = { state: 0, collective: 1, unknown: 2 };

/**
 * 土地分类面积表: owners by classes in hectares to four decimals, state and collective apart; rows and columns add up
 * as printed. The last rows give what no record covers, or several do, and the zone.
 */
export function landUseSection(landUse: LandUse): ReportSection {
  const codes = landUse.classes.map(({ code }) => code);
  const owners = [...new Map(landUse.rows.map((row) => [keyOf(row), row])).values()].sort(
    (a, b) => rank[a.holder] - rank[b.holder],
  );
  const at = (owner: LandUseRow, code: string) =>
    landUse.rows
      .filter((row) => keyOf(row) === keyOf(owner) && row.class === code)
      .reduce((sum, row) => sum + row.areaM2, 0);
  const grid = closingGrid(
    owners.map((owner) => codes.map((code) => at(owner, code))),
    unitM2,
  );
  const columns = columnsOf(landUse.classes);
  const sum = (units: readonly number[], of: readonly number[]) => of.reduce((all, c) => all + units[c]!, 0);
  const line = (units: readonly number[]) => columns.map(({ of }) => figure(sum(units, of)));
  const rows: Bilingual[][] = [];
  for (const holder of ['state', 'collective', 'unknown'] as const) {
    const places = owners.flatMap((owner, r) => (owner.holder === holder ? [r] : []));
    if (!places.length) continue;
    for (const r of places) {
      const { owner, unit } = owners[r]!;
      const name = owner || '—';
      rows.push([
        holderWords[holder],
        same(unit ? `${name}（${unit}）` : name),
        ha(grid.rows[r]!),
        ...line(grid.cells[r]!),
      ]);
    }
    const together = codes.map((_, c) => places.reduce((all, r) => all + grid.cells[r]![c]!, 0));
    const whole = together.reduce((all, one) => all + one, 0);
    const name = holderWords[holder];
    rows.push([name, t('小计', 'Subtotal'), ha(whole), ...line(together)]);
  }
  const zone = Math.round(landUse.closesTo / unitM2);
  const blank = columns.map(() => same(''));
  rows.push([t('合计', 'Total'), same(''), ha(grid.total), ...line(grid.columns)]);
  const doubly = Math.round(landUse.doublyM2 / unitM2);
  if (doubly) rows.push([t('重复覆盖', 'Covered twice'), same(''), ha(-doubly), ...blank]);
  const open = zone - grid.total + doubly;
  if (open) rows.push([t('无地类数据', 'No land-use data'), same(''), ha(open), ...blank]);
  rows.push([t('地块', 'Zone'), same(''), ha(zone), ...blank]);
  const notes: Bilingual[] = [
    landUse.standard
      ? t(`分类依据：${landUse.standard.zh}。`, `Classes of ${landUse.standard.en}.`)
      : t('地类编码不属于所知的任何分类。', 'The class codes belong to no classification known here.'),
    t(
      `单位公顷；扣除地类（田坎）${(landUse.deductedM2 / 10_000).toFixed(4)} 公顷已单列。`,
      `In hectares; ${(landUse.deductedM2 / 10_000).toFixed(4)} ha deducted (field ridges) stand as a class of their own.`,
    ),
    t(
      `各格按最大余数取整，行、列合计与所印数字一致，与各自四舍五入值最多相差 ${(grid.residual / 10_000).toFixed(4)} 公顷。`,
      `Cells are rounded by the largest remainder: rows and columns add up as printed, at most ${(grid.residual / 10_000).toFixed(4)} ha off their own rounded values.`,
    ),
  ];
  if (landUse.deduction === 'percent')
    notes.push(t('扣除系数按百分数读取。', 'Deduction coefficients were read as per cent.'));
  if (landUse.badDeductions)
    notes.push(
      t(
        `${landUse.badDeductions} 个图斑的扣除系数不在 0—1（或 0—100 %）之内，未扣除。`,
        `${landUse.badDeductions} records have a coefficient outside 0–1 (or 0–100 %); nothing was deducted from them.`,
      ),
    );
  if (landUse.unknownClasses.length) {
    const list = landUse.unknownClasses.map(({ code }) => code || '（空）').join('、');
    notes.push(t(`分类表中没有的编码：${list}。`, `Codes the classification does not have: ${list}.`));
  }
  return {
    id: 'land-use',
    title: t('土地分类面积表（公顷）', 'Area by owner and land class (ha)'),
    columns: [
      t('权属性质', 'Ownership'),
      t('权属／坐落单位', 'Owner or location'),
      t('总面积', 'Total'),
      ...columns.map(({ name }) => name),
    ],
    rows,
    note: t(notes.map(({ zh }) => zh).join(''), notes.map(({ en }) => en).join(' ')),
  };
}
