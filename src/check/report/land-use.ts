import { areaFigures } from '../../geo/area/index.ts';
import { type Bilingual, landCategories, landCategoryWords } from '../../model/index.ts';
import { closingGrid } from '../closing-grid.ts';
import type { LandUse } from '../land-use.ts';
import type { Holder, LandUseRow } from '../land-use-rows.ts';
import {
  areaColumns,
  blank,
  type Cell,
  type Column,
  column,
  nothing,
  number,
  type Row,
  same,
  share,
  type Table,
  t,
} from './cells.ts';

const holderWords: Record<Holder, Bilingual> = {
  state: t('国有', 'State'),
  collective: t('集体', 'Collective'),
  unknown: t('权属性质不明', 'Ownership unknown'),
};

/** 1 m² is 0.0001 ha, the last printed digit. */
const unitM2 = 1;
/** m² of one 亩. */
const muM2 = 10_000 / 15;
const ha = (units: number): Cell => number(units / 10_000, 'ha', 4);
const figure = (units: number): Cell => (units ? ha(units) : blank);

type LandClass = LandUse['classes'][number];

const classWords = ({ code, name }: LandClass): Bilingual => {
  const named = name ?? (code ? t('编码不在表中', 'not in the table') : t('无编码', 'no code'));
  return t(`${code} ${named.zh}`.trim(), `${code} ${named.en}`.trim());
};

interface LandColumn extends Column {
  /** Places of the grid's columns that it adds up. */
  of: number[];
}

/** Codes in the order of the table under their 三大类 and first-level class, each with its subtotal before it. */
function columnsOf(classes: readonly LandClass[]): LandColumn[] {
  const out: LandColumn[] = [];
  for (const category of [...landCategories, undefined]) {
    const of = classes.flatMap((one, at) => (one.category === category ? [at] : []));
    if (!of.length) continue;
    const name = category ? landCategoryWords[category] : t('未归类', 'Unassigned');
    const subtotal = t('小计', 'Subtotal');
    out.push({ heads: [name], name: subtotal, of });
    const tops = new Map<string, number[]>();
    for (const at of of) {
      const { top, code } = classes[at]!;
      tops.set(top?.code ?? code, [...(tops.get(top?.code ?? code) ?? []), at]);
    }
    for (const places of tops.values()) {
      const { top } = classes[places[0]!]!;
      const above = top ? t(`${top.code} ${top.name.zh}`, `${top.code} ${top.name.en}`) : same('');
      if (places.length > 1) out.push({ heads: [name, above], name: subtotal, of: places });
      for (const at of places) out.push({ heads: [name, above], name: classWords(classes[at]!), of: [at] });
    }
  }
  return out;
}

const keyOf = (row: LandUseRow): string => JSON.stringify([row.holder, row.owner, row.unit ?? '']);
const rank: Record<Holder, number> = { state: 0, collective: 1, unknown: 2 };

/**
 * What the rows make together, m², by the zone and what is printed beside them, not by their sum: so that the last printed
 * digit closes, whatever the error of computing.
 */
const wholeOf = ({ closesTo, uncoveredM2, doublyM2 }: LandUse, unit: number): number => {
  const [zone = 0, open = 0, doubly = 0] = [closesTo, uncoveredM2, doublyM2].map((m2) =>
    Math.round(m2 / unit),
  );
  return (zone - open + doubly) * unit;
};

/** Owners and codes of the table, and its figures in units that add up. */
function gridOf(landUse: LandUse) {
  const owners = [...new Map(landUse.rows.map((row) => [keyOf(row), row])).values()].sort(
    (a, b) => rank[a.holder] - rank[b.holder],
  );
  const codes = landUse.classes.map(({ code }) => code);
  const areas = new Map<string, number>();
  for (const row of landUse.rows) {
    const key = `${keyOf(row)} ${row.class}`;
    areas.set(key, (areas.get(key) ?? 0) + row.areaM2);
  }
  const grid = closingGrid(
    owners.map((owner) => codes.map((code) => areas.get(`${keyOf(owner)} ${code}`) ?? 0)),
    unitM2,
    wholeOf(landUse, unitM2),
  );
  return { owners, codes, grid };
}

/** The same land use in whole printed units, so that what several zones come to is the sum of what is printed for each. */
export function asPrinted(landUse: LandUse): LandUse {
  const { owners, codes, grid } = gridOf(landUse);
  const units = (m2: number) => Math.round(m2 / unitM2) * unitM2;
  const [closesTo, doublyM2] = [units(landUse.closesTo), units(landUse.doublyM2)];
  return {
    ...landUse,
    rows: owners.flatMap((owner, r) =>
      codes.flatMap((code, c) => {
        const areaM2 = grid.cells[r]![c]! * unitM2;
        return areaM2 ? [{ ...owner, class: code, areaM2 }] : [];
      }),
    ),
    ...{ closesTo, doublyM2, uncoveredM2: closesTo - grid.total * unitM2 + doublyM2 },
  };
}

/** Hectares by 三大类 as they are printed in the table, and cultivated ground among them. */
export function landTotals(landUse: LandUse) {
  const { grid } = gridOf(landUse);
  const sum = (fits: (one: LandClass) => boolean) =>
    landUse.classes.reduce((all, one, c) => all + (fits(one) ? (grid.columns[c] ?? 0) : 0), 0) / 10_000;
  return {
    agricultural: sum(({ category }) => category === 'agricultural'),
    cultivated: sum(({ top }) => top?.code === '01'),
    construction: sum(({ category }) => category === 'construction'),
    unused: sum(({ category }) => category === 'unused'),
    unassigned: sum(({ category }) => category === undefined),
  };
}

/**
 * 土地分类面积表: owners by classes in hectares to four decimals, state and collective apart; rows and columns add up
 * as printed. The last rows give what no record covers, or several do, and the zone.
 * @param of `zones` where its figures are sums of what is printed for several.
 */
export function landUseTable(landUse: LandUse, of?: 'zones'): Table {
  const { owners, codes, grid } = gridOf(landUse);
  const columns = columnsOf(landUse.classes);
  const sum = (units: readonly number[], of: readonly number[]) => of.reduce((all, c) => all + units[c]!, 0);
  const line = (units: readonly number[]) => columns.map(({ of }) => figure(sum(units, of)));
  const rows: Row[] = [];
  for (const holder of ['state', 'collective', 'unknown'] as const) {
    const places = owners.flatMap((owner, r) => (owner.holder === holder ? [r] : []));
    if (!places.length) continue;
    for (const r of places) {
      const { owner, unit } = owners[r]!;
      const name = owner || '—';
      rows.push({
        key: keyOf(owners[r]!),
        cells: [
          holderWords[holder],
          same(unit ? `${name}（${unit}）` : name),
          ha(grid.rows[r]!),
          ...line(grid.cells[r]!),
        ],
      });
    }
    const together = codes.map((_, c) => places.reduce((all, r) => all + grid.cells[r]![c]!, 0));
    const whole = together.reduce((all, one) => all + one, 0);
    rows.push({
      key: holder,
      kind: 'sum',
      cells: [holderWords[holder], t('小计', 'Subtotal'), ha(whole), ...line(together)],
    });
  }
  const zone = Math.round(landUse.closesTo / unitM2);
  const blanks = columns.map(() => blank);
  const sums = (key: string, name: Bilingual, units: number, cells: readonly Cell[] = blanks) =>
    rows.push({ key, kind: 'sum', cells: [name, blank, ha(units), ...cells] });
  sums('total', t('合计', 'Total'), grid.total, line(grid.columns));
  const doubly = Math.round(landUse.doublyM2 / unitM2);
  if (doubly) sums('doubly', t('重复覆盖', 'Covered twice'), -doubly);
  const open = zone - grid.total + doubly;
  if (open) sums('open', t('无地类数据', 'No land-use data'), open);
  sums('zone', t('地块', 'Zone'), zone);
  const notes: Bilingual[] = [
    landUse.standard
      ? t(`分类依据：${landUse.standard.zh}。`, `Classes of ${landUse.standard.en}.`)
      : t('地类编码不属于所知的任何分类。', 'The class codes belong to no classification known here.'),
    // Without its figure, which stands in the table as it was rounded there.
    landUse.deductedM2
      ? t(
          '单位公顷；扣除地类（田坎）已单列。',
          'In hectares; what is deducted (field ridges) stands as a class of its own.',
        )
      : t('单位公顷。', 'In hectares.'),
    of === 'zones'
      ? t(
          '各格为各地块所印数字之和，行、列合计与所印数字一致。',
          'Cells are sums of what is printed for the zones; rows and columns add up as printed.',
        )
      : t(
          `各格按最大余数取整，行、列合计与所印数字一致${grid.residual ? `，与各自四舍五入值最多相差 ${(grid.residual / 10_000).toFixed(4)} 公顷` : ''}。`,
          `Cells are rounded by the largest remainder: rows and columns add up as printed${grid.residual ? `, at most ${(grid.residual / 10_000).toFixed(4)} ha off their own rounded values` : ''}.`,
        ),
  ];
  notes.push(...doubts(landUse));
  return {
    id: 'land-use',
    title: t('土地分类面积表（公顷）', 'Area by owner and land class (ha)'),
    columns: [
      column('权属性质', 'Ownership'),
      column('权属／坐落单位', 'Owner or location'),
      column('总面积', 'Total'),
      ...columns.map(({ of: _, ...one }) => one),
    ],
    rows,
    note: t(notes.map(({ zh }) => zh).join(''), notes.map(({ en }) => en).join(' ')),
    lead: 3,
    on: ['sheet', 'file'],
  };
}

/** What of the records' fields was read with a doubt, or not at all, and what to do about it. */
function doubts({ deduction, badDeductions, unknownClasses }: LandUse): Bilingual[] {
  const notes: Bilingual[] = [];
  if (deduction === 'percent')
    notes.push(t('扣除系数按百分数读取。', 'Deduction coefficients were read as per cent.'));
  if (badDeductions)
    notes.push(
      t(
        `${badDeductions} 个图斑的扣除系数不在 0—1（或 0—100 %）之内，未扣除。`,
        `${badDeductions} records have a coefficient outside 0–1 (or 0–100 %); nothing was deducted from them.`,
      ),
    );
  if (!unknownClasses.length) return notes;
  const list = unknownClasses.map(({ code }) => code || '（空）').join('、');
  notes.push(
    t(`分类表中没有的编码：${list}。`, `Codes the classification does not have: ${list}.`),
    unknownClasses.some(({ code }) => /\p{Script=Han}/u.test(code))
      ? t(
          '地类编码字段里是名称，不是编码：未归入三大类，也未计为耕地，请核对字段。',
          'The field of class codes holds names: they are in no category nor counted as cultivated land. Check the fields.',
        )
      : t(
          '未归入三大类，也未计为耕地，请核对编码。',
          'They are in no category nor counted as cultivated land: check the codes.',
        ),
  );
  return notes;
}

/** The same ground line by line, as it is sorted and filtered: one owner and class a row, 亩 first. */
export function landClassesTable({ zone }: { zone: { areaM2: number } }, landUse: LandUse): Table {
  // Every column adds up by itself: 亩, 公顷 and m² are rounded to different steps.
  const areas = [landUse.rows.map(({ areaM2 }) => areaM2)];
  const closed = (unit: number) => closingGrid(areas, unit, wholeOf(landUse, unit)).cells[0] ?? [];
  const [mu, hectares, squares] = [closed(muM2 / 100), closed(unitM2), closed(0.01)];
  const byCode = new Map(landUse.classes.map((one) => [one.code, one]));
  const { deductedM2, uncoveredM2, doublyM2 } = landUse;
  const notes = [
    [t('扣除地类', 'Deducted'), deductedM2] as const,
    [t('无地类数据', 'Without land-use data'), uncoveredM2] as const,
    [t('重复覆盖', 'Covered twice'), doublyM2] as const,
  ].flatMap(([{ zh, en }, m2], i) => {
    const { mu } = areaFigures(m2);
    return i && m2 < unitM2 / 2 ? [] : [t(`${zh} ${mu} 亩`, `${en} ${mu} mu`)];
  });
  return {
    id: 'land-classes',
    title: t('地类面积明细', 'Ground by owner and class'),
    short: t('地类', 'Land use'),
    columns: [
      column('权属性质', 'Ownership'),
      column('权属／坐落单位', 'Owner or location'),
      column('权属单位', 'Owner'),
      column('地类', 'Land class', 'name'),
      column('三大类', 'Category', 'detail'),
      ...areaColumns,
      column('占地块', 'Of the zone', 'share'),
    ],
    rows: landUse.rows.map((row, r) => {
      const one = byCode.get(row.class) ?? { code: row.class };
      const holder = holderWords[row.holder];
      return {
        key: `${row.owner} ${row.unit ?? ''} ${row.ownership} ${row.class}`,
        group: t(`${row.owner || '—'}（${holder.zh}）`, `${row.owner || '—'} (${holder.en})`),
        cells: [
          holder,
          row.owner ? same(row.owner) : nothing,
          row.unit ? same(row.unit) : nothing,
          classWords(one),
          one.category ? landCategoryWords[one.category] : nothing,
          number((mu[r] ?? 0) / 100, 'mu', 2),
          ha(hectares[r] ?? 0),
          number((squares[r] ?? 0) / 100, 'm2', 2),
          share(row.areaM2 / zone.areaM2),
        ],
      };
    }),
    note: t(
      [`${notes.map(({ zh }) => zh).join('；')}。`, ...doubts(landUse).map(({ zh }) => zh)].join(''),
      [`${notes.map(({ en }) => en).join('; ')}.`, ...doubts(landUse).map(({ en }) => en)].join(' '),
    ),
    on: ['panel', 'file'],
  };
}
