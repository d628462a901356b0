import { parseAngle } from '../angle.ts';
import { isGeometryCell } from './geometry-cell.ts';
import { onlyCounts, packedTitle, type Role, roleOf } from './roles.ts';

/** Which column is what. Indices into a row. */
export interface Columns {
  geometry?: number;
  east?: number;
  north?: number;
  /** Plot a point belongs to, ring within it, name and code of the point. */
  plot?: number;
  ring?: number;
  point?: number;
  code?: number;
  /** Columns of names, of lengths and counts, and of heights: nothing a boundary needs. */
  label?: number;
  side: number[];
  height?: number;
  /** The header says that degrees are packed as ddd.mmss. */
  packedDms: boolean;
  /** X and Y were distinguished by the size of their numbers, or by their order. */
  guessed: boolean;
  /** Titles of further pairs of coordinates, which were not used. */
  otherPairs: string[];
}

export const median = (list: number[]): number =>
  list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** Of two columns, whether the first is the north one, by the size of their numbers in China; undefined if neither. */
function firstIsNorth(a: number, b: number): boolean | undefined {
  const north = (v: number) => (v > 1.8e6 && v < 6e6) || (v > 3 && v < 54);
  const east = (v: number) => (v > 1e5 && v < 1e6) || (v >= 13e6 && v < 46e6) || (v > 73 && v < 136);
  const alike = (v: number, w: number) => v > 360 === w > 360;
  if (!alike(a, b)) return undefined;
  if (north(a) && east(b)) return true;
  if (east(a) && north(b)) return false;
  return undefined;
}

/** Finds the columns by their titles, or, without any, by what is in them. `rows` are the data rows. */
export function findColumns(header: readonly string[] | undefined, rows: readonly string[][]): Columns {
  const columns: Columns = {
    packedDms: header?.some(packedTitle) ?? false,
    guessed: false,
    side: [],
    otherPairs: [],
  };
  const at: Partial<Record<Role, number>> = {};
  for (const [i, cell] of (header ?? []).entries()) {
    const role = roleOf(cell);
    if (!role) continue;
    if (role === 'side') columns.side.push(i);
    else if (role === 'point' && at.point !== undefined && onlyCounts(header?.[at.point] ?? '')) {
      columns.side.push(at.point);
      at.point = i;
    } else if (role === 'point' && at.point !== undefined && onlyCounts(cell)) columns.side.push(i);
    else if (at[role] === undefined) at[role] = i;
    else if (role === 'east' || role === 'x') columns.otherPairs.push(cell);
  }
  const sample = rows.slice(0, 200);
  const geometry = [at.geometry, widest(sample, isGeometryCell)].find(
    (i) => i !== undefined && sample.some((row) => isGeometryCell(row[i] ?? '')),
  );
  for (const role of ['plot', 'ring', 'point', 'code', 'label', 'height'] as const)
    if (at[role] !== undefined) columns[role] = at[role];
  if (geometry !== undefined) return { ...columns, geometry };
  const values = (i: number) => sample.flatMap((row) => parseAngle(row[i] ?? '')?.degrees ?? []);
  const pair: [number, number] | undefined =
    at.east !== undefined && at.north !== undefined
      ? undefined
      : at.x !== undefined && at.y !== undefined
        ? [at.x, at.y]
        : coordinatePair(sample, columns);
  if (!pair)
    return at.east === undefined || at.north === undefined
      ? columns
      : { ...columns, east: at.east, north: at.north };
  const north = firstIsNorth(median(values(pair[0])), median(values(pair[1])));
  const [east, up] = north ? [pair[1], pair[0]] : pair;
  const guessedColumns: Columns = { ...columns, east, north: up, guessed: true };
  if (!header) byPlace(guessedColumns, Math.min(...pair), Math.max(...pair), sample);
  return guessedColumns;
}

/**
 * Without titles: what stands before the coordinates is a number (and in CASS a code, which may be empty), what stands
 * behind them a height.
 */
function byPlace(columns: Columns, first: number, last: number, rows: readonly string[][]): void {
  const filled = rows.filter((row) => row.length > last);
  const every = (i: number, test: (cell: string) => boolean) => filled.every((row) => test(row[i] ?? ''));
  if (
    first === 2 &&
    every(0, (c) => /^\S{1,20}$/.test(c)) &&
    every(1, (c) => !/^\d{1,3}$/.test(c) || c === '')
  )
    Object.assign(columns, { point: 0, code: 1 });
  else if (first >= 1 && every(0, isPointName)) columns.point = 0;
  const behind = last + 1;
  const number = (c: string) => c === '' || parseAngle(c) !== undefined;
  if (filled.some((row) => row[behind]) && every(behind, number)) columns.height = behind;
}

/** What boundary points are called: `J1`, `12`, `JZD-3`, `界1`. */
export const isPointName = (cell: string): boolean =>
  /^[A-Za-z\p{Script=Han}]{0,4}[-_.]?\d{1,6}(?:[-_]\d{1,4})?[A-Za-z']?$/u.test(cell);

/** The column most of whose cells pass; undefined if it is fewer than half. */
function widest(rows: readonly string[][], test: (cell: string) => boolean): number | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  for (let i = 0; i < Math.min(width, 200); i++) {
    const filled = rows.filter((row) => row[i]);
    if (filled.length && filled.filter((row) => test(row[i] ?? '')).length * 2 > filled.length) return i;
  }
  return undefined;
}

/**
 * Without titles: two neighbouring columns whose numbers have the size of an east and a north in China; failing that, the
 * last two that hold coordinates and are not small counting numbers.
 */
function coordinatePair(rows: readonly string[][], known: Columns): [number, number] | undefined {
  const width = Math.min(200, Math.max(0, ...rows.map((row) => row.length)));
  const good = (i: number) => {
    if (i === known.plot || i === known.ring || i === known.point) return undefined;
    const angles = rows.flatMap((row) => parseAngle(row[i] ?? '') ?? []);
    if (angles.length * 2 <= rows.length) return undefined;
    const sure = angles.some((a) => a.marked || !Number.isInteger(a.degrees) || Math.abs(a.degrees) > 10_000);
    return sure ? median(angles.map((a) => a.degrees)) : undefined;
  };
  const medians = Array.from({ length: width }, (_, i) => good(i));
  let last: [number, number] | undefined;
  for (let i = width - 2; i >= 0; i--) {
    const [a, b] = [medians[i], medians[i + 1]];
    if (a === undefined || b === undefined) continue;
    if (firstIsNorth(a, b) !== undefined) return [i, i + 1];
    last ??= [i, i + 1];
  }
  return last;
}
