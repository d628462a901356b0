import { type Problem, ProblemError, problem, warning } from '../../../model/index.ts';
import { decimalCommas, ProblemList } from '../problems.ts';
import { excerpt, parseNumber, toHalfWidth } from '../text.ts';
import { metresPer, scale } from '../txt/unit.ts';
import type { FormatOptions, Parsed, ReadFeature, StatedCrs } from '../types.ts';
import { parted, unfolded } from './arrange.ts';
import { type Block, blocksOf, filledRows } from './blocks.ts';
import { hiddenSheet, type Sheet, unseenRows } from './cells.ts';
import { type Columns, findColumns, median } from './columns.ts';
import { dotted, isDecimalComma, refuseCutDecimals } from './decimals.ts';
import { fromGeometry } from './geometry-rows.ts';
import { layersOf, type Part } from './parts.ts';
import { byPlot, type Group, isBoundary, pointFeature, polygons, readPoints, samePlace } from './points.ts';
import { isAxis, roleOf, unitOfTitle } from './roles.ts';
import { joinedAngles } from './split-angles.ts';
import { bareTitle, readTitles, type Titles } from './titles.ts';

/** A block with what was found in it. */
interface ReadBlock {
  block: Block;
  columns: Columns;
  titles: Titles;
  groups: Group[];
  marked: boolean;
}

/**
 * Features of one or more tables of geometry (WKT, GeoJSON, WKB) or of points. Title rows may stand above the header,
 * several plots one below the other, each with a header or a title of its own. Points with a plot, a ring or a point
 * number, or with nothing but coordinates, are boundaries and become polygons, one a plot; points with other attributes
 * stay points. Columns beside the coordinates are attributes. Sheets that are hidden as a whole are left out, and their
 * shapes counted as lost; hidden rows and columns of a sheet that is shown are read with the others, and named.
 * @throws ProblemError when no table has columns of coordinates
 */
export function readTable(all: readonly Sheet[], { limits }: FormatOptions): Parsed[] {
  const problems = new ProblemList(limits.problems);
  const sheets = all.filter(({ hidden }) => !hidden);
  for (const sheet of all) {
    const { name = '', hidden, unseen } = sheet;
    if (hidden) problems.add(hiddenSheet(name, shapesOf(sheet, limits)));
    else if (unseen && unseen.rows + unseen.columns > 0) problems.add(unseenRows(name, unseen));
  }
  const parts: Part[] = [];
  const empty: { sheet: Sheet; error: ProblemError }[] = [];
  for (const sheet of sheets) {
    try {
      const own = readSheet(sheet, limits, problems);
      const named = sheets.length > 1 && sheet.name ? { sheet: sheet.name } : {};
      for (const { features, stated } of own)
        parts.push({
          features: sheets.length > 1 ? features.map((f) => placedIn(f, sheet)) : features,
          ...(stated ? { stated } : {}),
          ...named,
        });
    } catch (error) {
      if (!(error instanceof ProblemError) || sheets.length === 1) throw error;
      empty.push({ sheet, error });
    }
  }
  const [first] = empty;
  if (first && !parts.some(({ features }) => features.length)) throw first.error;
  for (const { sheet, error } of empty)
    problems.warn(
      'sheet-passed-over',
      {
        zh: `工作表“${sheet.name}”里没有可用的坐标，未读入：${error.problems[0]?.what.zh ?? ''}`,
        en: `The sheet "${sheet.name}" holds no usable coordinates and was left out: ${error.problems[0]?.what.en ?? ''}`,
      },
      { feature: sheet.name ?? '' },
    );
  // A fault that several sheets share is reported once.
  const distinct = [...new Map(problems.done().map((one) => [JSON.stringify(one), one])).values()];
  const layers = layersOf(parts);
  if (!layers.length) return [{ features: [], problems: distinct }];
  // What concerns records of any layer is reported once, with the first.
  return layers.map((layer, i) => ({ ...layer, problems: i ? [] : distinct }));
}

/** How many shapes a sheet would give. */
function shapesOf(sheet: Sheet, limits: FormatOptions['limits']): number {
  const unheard = new ProblemList(limits.problems);
  try {
    return readSheet(sheet, limits, unheard).reduce((sum, { features }) => sum + features.length, 0);
  } catch (error) {
    if (error instanceof ProblemError) return 0;
    throw error;
  }
}

/** A record of a workbook of several sheets is found by its sheet. */
const placedIn = (feature: ReadFeature, sheet: Sheet): ReadFeature => ({
  ...feature,
  place: { ...feature.place, record: `${sheet.name} ${feature.place.line ?? ''}`.trim() },
});

function readSheet(sheet: Sheet, limits: FormatOptions['limits'], problems: ProblemList): Part[] {
  const filled = filledRows(
    sheet.rows,
    dotted(sheet.rows.map(({ cells }) => cells.map((cell) => cell.trim()))),
  );
  if (!filled.length) return [];
  const { rows, problems: folds } = unfolded(parted(joinedAngles(filled)));
  for (const fold of folds) problems.add(fold);
  const blocks = blocksOf(rows).map((block) => inMetres(block, problems));
  if (!blocks.length) throw noColumns(rows[0]?.cells ?? []);
  const features: ReadFeature[] = [];
  const apart: Part[] = [];
  const read: ReadBlock[] = [];
  const lost = new Map<string, number>();
  let stated: StatedCrs | undefined;
  for (const block of blocks) {
    const columns = findColumns(
      block.header,
      block.rows.map((row) => row.numbers),
    );
    const titles = readTitles(block.titles);
    stated ??= titles.stated;
    if (columns.geometry !== undefined) {
      const own = fromGeometry(block, columns.geometry, limits.depth, problems);
      const [only, more] = own;
      if (only && !more) {
        features.push(...only.features);
        stated ??= only.stated;
      } else apart.push(...own);
      continue;
    }
    if (columns.east === undefined || columns.north === undefined) {
      if (blocks.length === 1 || !read.length) throw noColumns(block.header ?? block.rows[0]?.cells ?? []);
      continue;
    }
    refuseCutDecimals(block.header, block.rows, columns);
    const { groups, marked, passed } = readPoints(block.rows, columns, problems, block.header);
    if (passed.length) problems.add(rowsPassed(passed));
    if (!groups.length) continue;
    noteColumns(block, columns, problems);
    stated ??= statedBy(block.header, columns, marked);
    read.push({ block, columns, titles, groups, marked });
  }
  const merged = continued(read);
  const plots = merged.length > 1;
  for (const { block, columns, groups } of merged) {
    const plotSets = byPlot(groups, columns, block.header);
    const areas = plots || isBoundary(block.header, columns, plotSets);
    for (const group of plotSets) {
      if (areas)
        features.push(
          ...polygons(
            named(group, sheet, plotSets.length + merged.length),
            block.header,
            columns,
            problems,
            lost,
          ),
        );
      else features.push(...group.points.map((point) => pointFeature(point, block.header, columns)));
    }
  }
  if (lost.size) problems.add(columnsLost(lost));
  return [{ features, ...(stated ? { stated } : {}) }, ...apart];
}

/** A block whose titles name another unit than metres, in metres. */
function inMetres(block: Block, problems: ProblemList): Block {
  const { header, rows } = block;
  const attributeColumns = (header ?? []).flatMap((title, i) =>
    isAxis(roleOf(title)) ? [{ i, unit: unitOfTitle(title) ?? 1, title }] : [],
  );
  const [first, second] = attributeColumns;
  if (!first || !second || first.unit !== second.unit || first.unit === 1) return block;
  const values = (i: number) => rows.flatMap(({ numbers }) => parseNumber(numbers[i] ?? '') ?? []);
  const { factor, problems: notes } = metresPer(/[([/]([^)\]]+)/.exec(toHalfWidth(first.title))?.[1] ?? '', [
    median(values(first.i)),
    median(values(second.i)),
  ]);
  for (const note of notes) problems.add(note);
  const scaled = (text: string) => {
    const value = parseNumber(text);
    return value === undefined ? text : String(scale(value, factor));
  };
  const among = new Set(attributeColumns.map(({ i }) => i));
  return {
    ...block,
    rows: rows.map((row) => ({
      ...row,
      numbers: row.numbers.map((text, i) => (among.has(i) ? scaled(text) : text)),
    })),
  };
}

/** A lone plot without a name is called after its sheet, if that has a name of its own. */
function named(group: Group, sheet: Sheet, count: number): Group {
  const name = bareTitle(sheet.name ?? '');
  return group.name || count > 2 || !name || /^(?:sheet|工作表|table|表)\s*\d*$/i.test(name)
    ? group
    : { ...group, name };
}

/**
 * Blocks with the title above them as the name of their first plot. A header that is repeated on a further page goes on
 * with the plot before: no title of its own, and a boundary before it that has not returned to its start.
 */
function continued(read: readonly ReadBlock[]): ReadBlock[] {
  const merged: ReadBlock[] = [];
  for (const one of read) {
    const before = merged.at(-1);
    const last = before?.groups.at(-1);
    const [first, ...others] = one.groups;
    const title = one.titles.name;
    if (
      before &&
      last &&
      first &&
      (!title || title === before.titles.name) &&
      goesOn(last, first, one.columns, before.columns)
    ) {
      last.points.push(...first.points);
      for (const [plot, line] of first.badLines) last.badLines.set(plot, line);
      before.groups.push(...others);
      continue;
    }
    const groups = first
      ? [
          {
            ...first,
            ...(first.name ? {} : title ? { name: title } : {}),
            fields: { ...one.titles.fields, ...first.fields },
          },
          ...others,
        ]
      : one.groups;
    merged.push({ ...one, groups });
  }
  return merged;
}

function goesOn(last: Group, first: Group, columns: Columns, before: Columns): boolean {
  const [start, end, next] = [last.points[0], last.points.at(-1), first.points[0]];
  if (!start || !end || !next || columns.east !== before.east || columns.north !== before.north) return false;
  const number = (name: string) => Number(/(\d+)\D*$/.exec(name)?.[1] ?? Number.NaN);
  const closed = last.points.length > 3 && samePlace(start.position, end.position);
  return !closed && number(next.name) === number(end.name) + 1;
}

function noteColumns({ header, rows }: Block, columns: Columns, problems: ProblemList): void {
  const comma = rows.find(({ cells, numbers }) =>
    [columns.east, columns.north].some((i) => isDecimalComma(cells[i ?? -1] ?? '', numbers[i ?? -1] ?? '')),
  );
  if (comma) problems.add(decimalCommas(comma.line));
  if (columns.guessed) problems.add(orderNote(header, columns));
  const beyond = rows.find(({ numbers }) => Math.abs(Number(numbers[columns.east ?? -1] ?? 0)) > 360);
  if (beyond && /经度|东经|longitude|\blon\b|\blng\b/i.test(header?.[columns.east ?? -1] ?? ''))
    problems.warn(
      'not-degrees',
      {
        zh: `列名是“${header?.[columns.east ?? 0]}”，数值 ${excerpt(beyond.cells[columns.east ?? 0] ?? '')} 却不是度。`,
        en: `The column is called "${header?.[columns.east ?? 0]}", but ${excerpt(beyond.cells[columns.east ?? 0] ?? '')} is no number of degrees.`,
      },
      { line: beyond.line },
      {
        zh: '若是度分秒连写（1130712.0 即 113°07′12.0″），请写成 113°07′12.0″ 或十进制度；若是平面坐标，请改列名。',
        en: 'If it is degrees, minutes and seconds run together (1130712.0 for 113°07′12.0″), write 113°07′12.0″ or decimal degrees; if it is a plane coordinate, give the column its name.',
      },
    );
  if (columns.otherPairs.length)
    problems.warn('several-coordinate-columns', {
      zh: `表中不止一组坐标，采用了“${header?.[columns.east ?? 0]}”一组，未用：${columns.otherPairs.join('、')}。`,
      en: `The table has more than one pair of coordinates; "${header?.[columns.east ?? 0]}" was used, and ${columns.otherPairs.join(', ')} were not.`,
    });
}

function statedBy(
  header: readonly string[] | undefined,
  columns: Columns,
  marked: boolean,
): StatedCrs | undefined {
  const words = (header ?? []).join('，');
  const phoneMap = /gcj-?02|bd-?09|高德|百度|腾讯|火星/i.exec(words)?.[0];
  if (phoneMap) return { code: 'EPSG:4490', words, phoneMap };
  return columns.packedDms && !marked ? { words, packedDms: true } : undefined;
}

const rowsPassed = (lines: readonly number[]) => ({
  code: 'table-rows-passed',
  severity: 'info' as const,
  what: {
    zh: `${lines.length} 行没有坐标，当作标题、合计或备注（第 ${lines.slice(0, 10).join('、')} 行）。`,
    en: `${lines.length} rows without coordinates were taken for titles, sums or remarks (rows ${lines.slice(0, 10).join(', ')}).`,
  },
});

const columnsLost = (columns: ReadonlyMap<string, number>): Problem => {
  const titles = [...columns.keys()].slice(0, 10);
  const count = [...columns.values()].reduce((sum, one) => sum + one, 0);
  return {
    ...warning('point-attributes', {
      zh: `各点取值不同的列不能成为面的属性，${count} 个值未带入：${titles.join('、')}。`,
      en: `Columns that differ from point to point cannot be attributes of an area; ${count} values were left out: ${titles.join(', ')}.`,
    }),
    lost: count,
  };
};

function orderNote(header: readonly string[] | undefined, columns: Columns) {
  const title = (i: number | undefined) => header?.[i ?? 0] || `第 ${(i ?? 0) + 1} 列`;
  const en = (i: number | undefined) => header?.[i ?? 0] || `column ${(i ?? 0) + 1}`;
  return {
    code: 'axes-by-size',
    severity: 'info' as const,
    what: {
      zh: `按数值大小，把“${title(columns.east)}”当作东（经度），“${title(columns.north)}”当作北（纬度）。`,
      en: `By the size of the numbers, "${en(columns.east)}" was taken as east and "${en(columns.north)}" as north.`,
    },
  };
}

const noColumns = (cells: readonly string[]): ProblemError =>
  new ProblemError(
    problem(
      'no-coordinate-columns',
      {
        zh: `找不到坐标列（首行：“${excerpt(cells.join(' | '))}”）。`,
        en: `No coordinate columns were found (first row: "${excerpt(cells.join(' | '))}").`,
      },
      { line: 1 },
      {
        zh: '列名请用 经度/纬度、X/Y、横坐标/纵坐标 或 WKT。',
        en: 'Name the columns lon/lat, X/Y, easting/northing or WKT.',
      },
    ),
  );
