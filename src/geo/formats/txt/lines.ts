import { parseAngle } from '../angle.ts';
import { parseNumber, toHalfWidth } from '../text.ts';

/** One line of a 勘测定界 TXT, understood by itself. */
export type TxtLine =
  | { kind: 'blank' }
  | { kind: 'section'; name: string }
  | { kind: 'head'; key: string; value: string }
  | { kind: 'block'; block: TxtBlock }
  /** `commas`: decimals were written with commas. */
  | { kind: 'point'; point: TxtPoint; commas?: boolean }
  /** Words that can be no point, whatever became of it. */
  | { kind: 'remark' }
  | { kind: 'bad' };

/** The line before the points of a plot: 界址点数, 地块面积, 地块编号, 地块名称, 记录图形属性, 图幅号, 地块用途, 地类编码, @. */
export interface TxtBlock {
  count?: number;
  /** 界址点数 as written. */
  written: string;
  /** As written, unit and all. */
  area: string;
  id: string;
  name: string;
  shape: '点' | '线' | '面';
  sheet: string;
  use: string;
  landClass: string;
  /** Fields beyond the standard eight (some offices write twelve). */
  more: string[];
}

/** Fields of a plot's line in their order, `@` left out. */
export const fieldsOf = (block: TxtBlock): string[] => [
  block.written,
  block.area,
  block.id,
  block.name,
  block.shape,
  block.sheet,
  block.use,
  block.landClass,
  ...block.more,
];

/** A boundary point: X is north, Y is east, in metres or degrees. */
export interface TxtPoint {
  name: string;
  ring: string;
  x: number;
  y: number;
  /** Its angles are written with their signs: 113°06′05″. */
  marked?: true;
  /** What stands behind Y, a height of nought apart: heights, marks, remarks. */
  more?: string[];
}

const coordinate = (text: string): number | undefined => parseNumber(text) ?? parseAngle(text)?.degrees;

/** Fields without the padding; empty ones at the end (a trailing comma) do not count. */
function split(text: string): string[] {
  // A name in quotes may hold a comma.
  const fields = (text.match(/(?:"[^"]*"|[^,，;])+|(?<=^|[,，;])(?=[,，;]|$)/g) ?? []).map((field) =>
    field.trim().replace(/^"(.*)"$/, '$1'),
  );
  while (fields.length > 0 && fields.at(-1) === '') fields.pop();
  return fields;
}

function readBlock(fields: readonly string[]): TxtBlock {
  const bare = fields.at(-1) === '@' ? fields.slice(0, -1) : fields.map((f) => f.replace(/@$/, ''));
  // A plot may be called 面, too.
  const isShape = (field = '') => /^[点线面]$/.test(field);
  const at = isShape(bare[4]) ? 4 : bare.findIndex(isShape);
  // Without 点, 线 or 面 the usual place of each field is all there is to go by.
  const shape = at < 0 ? Math.min(4, bare.length) : at;
  const [count = '', area = '', id = '', name = ''] = bare.slice(0, shape);
  const [sheet = '', use = '', landClass = '', ...more] = bare.slice(at < 0 ? 5 : at + 1);
  const number = parseNumber(count);
  return {
    written: count,
    ...(number !== undefined ? { count: number } : {}),
    area,
    id,
    name,
    shape: (at < 0 ? '面' : bare[at]) as TxtBlock['shape'],
    sheet,
    use,
    landClass,
    more,
  };
}

/** The most fields of a point's line; more are a plot's, unless the coordinates are known by their size. */
const mostFields = 6;

/** 点号, 圈号, X, Y, and a height or more behind them; also 圈号 left out, or nothing but X, Y. */
function readPoint(fields: readonly string[]): TxtPoint | undefined {
  const numbers = fields.map(coordinate);
  const placed = byPlace(fields, numbers);
  if (placed || fields.length > mostFields) return placed;
  const last = fields.length >= 4 ? 3 : fields.length - 1;
  const [x, y] = [numbers[last - 1], numbers[last]];
  if (x === undefined || y === undefined || last < 1) return undefined;
  // 点号, 圈号 and one number: a coordinate is missing.
  if (last === 2 && /^\d{1,3}$/.test(fields[1] as string) && /[.\d]{4}/.test(fields[2] as string))
    return undefined;
  // Metres and degrees are never mixed, nor is one a hundredth of the other: a number was cut in two, or a field is missing.
  const [small, large] = [Math.min(Math.abs(x), Math.abs(y)), Math.max(Math.abs(x), Math.abs(y))];
  if ((large > 1e5 && small <= 360) || (large > 1e6 && small < 1e4)) return undefined;
  const [name = '', ring = ''] = last === 3 ? fields : last === 2 ? [fields[0], ''] : [];
  const marked = parseNumber(fields[last] as string) === undefined ? ({ marked: true } as const) : {};
  return { name, ring, x, y, ...marked, ...behind(fields, last) };
}

const behind = (fields: readonly string[], last: number): { more?: string[] } => {
  const more = fields.slice(last + 1).filter((field) => field !== '' && parseNumber(field) !== 0);
  return more.length ? { more } : {};
};

/** Where a running number stands before them or 圈号 is left out, the fields are known by the size of the coordinates. */
function byPlace(fields: readonly string[], numbers: readonly (number | undefined)[]): TxtPoint | undefined {
  const north = (v: number) => v > 1.8e6 && v < 6e6;
  const east = (v: number) => (v > 1e5 && v < 1e6) || (v >= 1.3e7 && v < 4.6e7);
  const at = numbers.findIndex((a, i) => {
    const b = numbers[i + 1];
    return a !== undefined && b !== undefined && ((north(a) && east(b)) || (east(a) && north(b)));
  });
  if (at < 0) return undefined;
  const [name = '', ring = ''] = fields.slice(Math.max(0, at - 2), at);
  return { name, ring, x: numbers[at] as number, y: numbers[at + 1] as number, ...behind(fields, at + 1) };
}

/**
 * A line whose decimals are written with commas, in the usual way: `J1;1;3153432,123;38412345,678`, and, where digits
 * say so beyond doubt, `J1,1,3153432,123,38412345,678`. Undefined for every other line.
 */
function withDots(text: string): string | undefined {
  if (!/\d,\d/.test(text) || /\d\.\d/.test(text)) return undefined;
  if (text.includes(';')) {
    const fields = text.split(';').map((one) => one.trim());
    const commas = fields.filter((one) => one.includes(','));
    const decimal = commas.every((one) => /^[-+]?\d+,\d+$/.test(one));
    return decimal && (commas.length > 1 || text.endsWith('@'))
      ? fields.map((one) => one.replace(',', '.')).join(',')
      : undefined;
  }
  const match = /^((?:[^,]*,){0,2})\s*(\d{5,8}),(\d{1,4}),\s*(\d{5,8}),(\d{1,4})$/.exec(text);
  return match ? `${match[1]}${match[2]}.${match[3]},${match[4]}.${match[5]}` : undefined;
}

/**
 * The fields of a plot's line parted by tabs, empty ones among them; undefined where tabs only pad, or part points, whose
 * fields are all filled.
 */
function betweenTabs(text: string): string[] | undefined {
  const fields = text
    .replace(/^\s+|[^\S\t]+$/g, '')
    .split('\t')
    .map((field) => field.trim());
  const filled = fields.filter(Boolean);
  const block = filled.at(-1) === '@' || filled.some((field) => /^[点线面]$/.test(field));
  // Standard lines have eight fields and the sign; more than twelve are padding.
  return block && fields.length >= 7 && fields.length <= 13 ? fields : undefined;
}

/** What programs and people write beside the data: remarks, and lines of signs between plots. */
const comment = /^(?:\/\/|#|%|--|\/\*|\*|'|!|;(?!.*@$)|rem\b)/i;

/**
 * What a line is. Decided by its content, since offices leave out section names: a block ends in `@` or holds a lone
 * 点/线/面, a point ends in two numbers. Full-width punctuation, tabs and stray spaces are the same as plain ones.
 */
export function readLine(raw: string): TxtLine {
  const half = toHalfWidth(raw).replace(/[\u00a0\ufeff]/g, ' ');
  const written = half.replace(/\t/g, ' ').trim();
  const dotted = withDots(written);
  const text = dotted ?? written;
  if (text === '' || comment.test(text) || !/[\p{L}\p{N}@]/u.test(text) || text === '@')
    return { kind: 'blank' };
  const section = /^\[(.*)\]$/.exec(text);
  if (section) return { kind: 'section', name: (section[1] as string).trim() };
  // Some write 坐标系：… for 坐标系=…; only words are keys, so that no time or ratio is one.
  const head = /^([^=,]+)=(.*)$/.exec(text) ?? /^([^\d=,:]+):(.*)$/.exec(text);
  if (head) return { kind: 'head', key: (head[1] as string).trim(), value: (head[2] as string).trim() };
  const fields = /[,;]/.test(text) ? split(text) : (betweenTabs(half) ?? text.split(/\s+/));
  if (text.endsWith('@') || (fields.length >= 5 && fields.some((field) => /^[点线面]$/.test(field))))
    return { kind: 'block', block: readBlock(fields) };
  const point = readPoint(fields);
  if (point) return { kind: 'point', point, ...(dotted ? { commas: true } : {}) };
  const counted = fields.length >= 7 && /^\d+$/.test(fields[0] as string);
  if (counted) return { kind: 'block', block: readBlock(fields) };
  const words = fields.length === 1 && /\p{Script=Han}/u.test(text) && !/\d{5}|\d\.\d/.test(text);
  return { kind: words ? 'remark' : 'bad' };
}

const units: [RegExp, number][] = [
  [/^(?:公顷|ha|hm2|hm²)?$/i, 10_000],
  [/^亩$/, 10_000 / 15],
  [/^(?:平方米|平米|m2|m²|㎡)$/i, 1],
  [/^(?:平方公里|km2|km²)$/i, 1e6],
];

/** 地块面积 in m²: hectares unless it names 亩 or 平方米; undefined when empty, zero or not an area. */
export function readArea(words: string): number | undefined {
  const match = /^([\d.]+)\s*(\S*)$/.exec(words.trim());
  const value = match ? parseNumber(match[1] as string) : undefined;
  const unit = units.find(([pattern]) => pattern.test(match?.[2] ?? ''))?.[1];
  return value && unit ? value * unit : undefined;
}
