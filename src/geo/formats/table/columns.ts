import { parseAngle } from '../angle.ts';
import { toHalfWidth } from '../text.ts';
import { isWkt } from '../wkt.ts';

/** Which column is what. Indices into a row. */
export interface Columns {
  wkt?: number;
  east?: number;
  north?: number;
  /** Plot a point belongs to, ring within it, name of the point. */
  plot?: number;
  ring?: number;
  point?: number;
  /** The header says that degrees are packed as ddd.mmss. */
  packedDms: boolean;
  /** X and Y were told apart by the size of their numbers, or by their order. */
  guessed: boolean;
}

type Role = 'wkt' | 'east' | 'north' | 'plot' | 'ring' | 'point' | 'x' | 'y';

/** Surveyors' X is north and Y is east; 横坐标 is Y and 纵坐标 is X, so only a bare X or Y is open to doubt. */
const roles: [RegExp, Role][] = [
  [/^(?:wkt|the_geom|geom|geometry|wkt_geom|几何|几何信息|空间坐标)$/i, 'wkt'],
  [
    /^(?:lon|lng|long|longitude|经度|东经|east|easting|e|横坐标|东坐标|y坐标\(东\)|y\(东\)|横坐标y|y横坐标|东\(y\)|point_x|x_lon)$/i,
    'east',
  ],
  [
    /^(?:lat|latitude|纬度|北纬|north|northing|n|纵坐标|北坐标|x坐标\(北\)|x\(北\)|纵坐标x|x纵坐标|北\(x\)|point_y|y_lat)$/i,
    'north',
  ],
  [/^(?:x|x坐标|x\(m\)|x\(米\)|坐标x)$/i, 'x'],
  [/^(?:y|y坐标|y\(m\)|y\(米\)|坐标y)$/i, 'y'],
  [
    /^(?:地块|地块号|地块编号|地块名称|宗地号|面号|图斑号|图斑编号|plot|parcel|zone|polygon|plot_?id|zone_?id|parcel_?id)$/i,
    'plot',
  ],
  [/^(?:圈号|环号|环|圈|ring|ring_?no|ring_?id|part)$/i, 'ring'],
  [
    /^(?:点号|界址点号|界址点|拐点号|拐点|点名|桩号|序号|编号|point|point_?no|point_?name|vertex|no\.?|pt)$/i,
    'point',
  ],
];

const bare = (header: string) =>
  toHalfWidth(header)
    .replace(
      /[\s"'“”_]*(?:\((?:度|°|deg|degrees|m|米|度分秒|dms|ddd\.mmss|d\.ms|十进制度?)\)|\[[^\]]*\])$/i,
      '',
    )
    .trim();

const dms = /度\.?分秒|ddd\.?mmss|d\.ms|dd\.mmss/i;

function roleOf(header: string): Role | undefined {
  const text = bare(header).replace(/\s+/g, '');
  return roles.find(([pattern]) => pattern.test(text))?.[1];
}

const isCoordinate = (text: string) => parseAngle(text) !== undefined;

/** Whether the first row names the columns: it has no coordinate where the second row has one. */
export function hasHeader(rows: readonly string[][]): boolean {
  const [first = [], second = []] = rows;
  if (first.some((cell) => roleOf(cell) !== undefined && !isCoordinate(cell) && !isWkt(cell))) return true;
  return !first.some(isCoordinate) && !first.some(isWkt) && (second.some(isCoordinate) || second.some(isWkt));
}

const median = (list: number[]): number =>
  list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** Of two columns, whether the first is the north one, by the size of their numbers in China. */
function firstIsNorth(a: number, b: number): boolean | undefined {
  const north = (v: number) => (v > 1.8e6 && v < 6e6) || (v > 3 && v < 54);
  const east = (v: number) => (v > 1e5 && v < 1e6) || (v >= 13e6 && v < 46e6) || (v > 73 && v < 136);
  if (north(a) && east(b)) return true;
  if (east(a) && north(b)) return false;
  return undefined;
}

/** Finds the columns by their headers, or, without any, by what is in them. `rows` are the data rows. */
export function findColumns(header: readonly string[] | undefined, rows: readonly string[][]): Columns {
  const columns: Columns = { packedDms: header?.some((h) => dms.test(h)) ?? false, guessed: false };
  const at: Partial<Record<Role, number>> = {};
  for (const [i, cell] of (header ?? []).entries()) {
    const role = roleOf(cell);
    if (role && at[role] === undefined) at[role] = i;
  }
  const sample = rows.slice(0, 200);
  const wkt = at.wkt ?? widest(sample, (cell) => isWkt(cell));
  if (wkt !== undefined && sample.some((row) => isWkt(row[wkt] ?? ''))) columns.wkt = wkt;
  for (const role of ['plot', 'ring', 'point'] as const) if (at[role] !== undefined) columns[role] = at[role];
  if (columns.wkt !== undefined) return columns;
  if (at.east !== undefined && at.north !== undefined) return { ...columns, east: at.east, north: at.north };
  let pair: [number, number] | undefined =
    at.x !== undefined && at.y !== undefined ? [at.x, at.y] : undefined;
  pair ??= coordinatePair(sample, columns);
  if (!pair) return columns;
  const values = (i: number) => sample.flatMap((row) => parseAngle(row[i] ?? '')?.degrees ?? []);
  const north = firstIsNorth(median(values(pair[0])), median(values(pair[1])));
  const [east, up] = north ? [pair[1], pair[0]] : pair;
  return { ...columns, east, north: up, guessed: true };
}

/** The column most of whose cells pass; undefined if it is fewer than half. */
function widest(rows: readonly string[][], test: (cell: string) => boolean): number | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  for (let i = 0; i < Math.min(width, 200); i++)
    if (rows.filter((row) => test(row[i] ?? '')).length * 2 > rows.length) return i;
  return undefined;
}

/** Without headers: the last two neighbouring columns that hold coordinates and are not small counting numbers. */
function coordinatePair(rows: readonly string[][], known: Columns): [number, number] | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const good = (i: number) => {
    if (i === known.plot || i === known.ring || i === known.point) return false;
    const angles = rows.flatMap((row) => parseAngle(row[i] ?? '') ?? []);
    if (angles.length * 2 <= rows.length) return false;
    return angles.some((a) => a.marked || !Number.isInteger(a.degrees) || Math.abs(a.degrees) > 10_000);
  };
  for (let i = Math.min(width, 200) - 2; i >= 0; i--) if (good(i) && good(i + 1)) return [i, i + 1];
  return undefined;
}
