import type { Geometry, Position } from 'geojson';
import { type Bilingual, ProblemError, problem } from '../../model/index.ts';
import { drawArcString, joined } from './arcs.ts';
import { excerpt } from './text.ts';

const types =
  /^\s*(?:SRID\s*=\s*(\d+)\s*;)?\s*(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|MULTICURVE|MULTISURFACE|TRIANGLE|POLYHEDRALSURFACE|TIN)\s*(?:Z|M|ZM)?\s*(?=\(|EMPTY)/i;

/** A type that is not read (`SOLID ((113.1 28.5, …`, `BOX(113.1 28.5, …`): its name, then pairs of numbers. */
const otherType =
  /^\s*(?:SRID\s*=\s*\d+\s*;)?\s*([A-Z]\w{2,})\s*(?:Z|M|ZM)?\s*\([\s(]*[-+]?\d[\d.]*\s+[-+]?\d/;

/** The end of a geometry where another follows it on a line of its own or after a semicolon. */
const next =
  /\)\s*(?:;|[\r\n])\s*(?=(?:SRID\s*=\s*\d+\s*;\s*)?(?:MULTI|CURVE)?(?:POINT|LINESTRING|POLYGON|SURFACE|GEOMETRYCOLLECTION)[\sZM]*\()/gi;

/** Whether a text begins as well-known text (`POLYGON ((…`, `SRID=4526;POINT (…`). */
export const isWkt = (text: string): boolean => types.test(text) || otherType.test(text);

interface Cursor {
  text: string;
  at: number;
}

const bad = (cursor: Cursor, zh: string, en: string): ProblemError => {
  const found = excerpt(cursor.text.slice(cursor.at), 20);
  return new ProblemError(
    problem(
      'bad-wkt',
      {
        zh: `WKT 第 ${cursor.at + 1} 个字符处应为${zh}，${found ? `实为“${found}”` : '但到此结束'}。`,
        en: `At character ${cursor.at + 1} the WKT should have ${en}, but ${found ? `has "${found}"` : 'ends'}.`,
      },
      undefined,
      found ? undefined : cut,
    ),
  );
};

const cut: Bilingual = {
  zh: '内容可能被截断，请重新导出。',
  en: 'It may have been cut off; export it again.',
};

function skip(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
}

const notRead = (type: string): ProblemError =>
  new ProblemError(
    problem(
      'wkt-type',
      { zh: `WKT 类型 ${type} 不能读取。`, en: `Well-known text of the type ${type} is not read.` },
      undefined,
      {
        zh: '请在原软件中转为 POLYGON、LINESTRING 或 POINT 后重新导出。',
        en: 'Convert it to POLYGON, LINESTRING or POINT where it was made and export it again.',
      },
    ),
  );

/** `(`, items parted by commas, `)`; EMPTY is no items. */
function list<T>(cursor: Cursor, item: () => T): T[] {
  skip(cursor);
  if (/^EMPTY/i.test(cursor.text.slice(cursor.at, cursor.at + 5))) {
    cursor.at += 5;
    return [];
  }
  if (cursor.text[cursor.at] !== '(') throw bad(cursor, '“(”', '"("');
  const items: T[] = [];
  do {
    cursor.at++;
    items.push(item());
    skip(cursor);
  } while (cursor.text[cursor.at] === ',');
  if (cursor.text[cursor.at] !== ')') throw bad(cursor, '“,”或“)”', '"," or ")"');
  cursor.at++;
  return items;
}

/** Two to four numbers; the third and fourth (height, measure) are dropped. */
function position(cursor: Cursor): Position {
  skip(cursor);
  const numbers = /[-+\d.eE \t\r\n]*/y;
  numbers.lastIndex = cursor.at;
  const words = (numbers.exec(cursor.text)?.[0] ?? '').trim().split(/\s+/);
  const values = words.map(Number);
  const [x, y] = values;
  if (words.length < 2 || words.length > 4 || x === undefined || y === undefined || values.some(Number.isNaN))
    throw bad(cursor, '坐标', 'coordinates');
  cursor.at = numbers.lastIndex;
  return [x, y];
}

/** MULTIPOINT is written with and without brackets round each point. */
function looseposition(cursor: Cursor): Position {
  skip(cursor);
  if (cursor.text[cursor.at] !== '(') return position(cursor);
  return list(cursor, () => position(cursor))[0] ?? [Number.NaN, Number.NaN];
}

/** A member of a curve, or the ring of a surface: positions in bare brackets, or a curve with its name. */
function curve(cursor: Cursor, depth: number): Position[] {
  skip(cursor);
  if (cursor.text[cursor.at] === '(') return list(cursor, () => position(cursor));
  const shape = geometry(cursor, depth);
  if (shape.type !== 'LineString') throw bad(cursor, '曲线', 'a curve');
  return shape.coordinates;
}

/** A member of a surface of several: rings in bare brackets, or a surface with its name. */
function surface(cursor: Cursor, depth: number): Position[][] {
  skip(cursor);
  if (cursor.text[cursor.at] === '(') return list(cursor, () => curve(cursor, depth));
  const shape = geometry(cursor, depth);
  if (shape.type !== 'Polygon') throw bad(cursor, '面', 'a surface');
  return shape.coordinates;
}

/** Curves are drawn to a millimetre. */
function geometry(cursor: Cursor, depth: number): Geometry {
  const start = cursor.text.slice(cursor.at, cursor.at + 60);
  const match = types.exec(start);
  const other = match ? undefined : otherType.exec(start)?.[1];
  if (other) throw notRead(other);
  if (!match || depth < 0) throw bad(cursor, '图形类型', 'a geometry type');
  cursor.at += match[0].length;
  const line = () => list(cursor, () => position(cursor));
  const rings = () => list(cursor, line);
  switch ((match[2] as string).toUpperCase()) {
    case 'POINT': {
      const [only] = line();
      return only ? { type: 'Point', coordinates: only } : { type: 'MultiPoint', coordinates: [] };
    }
    case 'LINESTRING':
      return { type: 'LineString', coordinates: line() };
    case 'CIRCULARSTRING': {
      const drawn = drawArcString(line());
      if (!drawn) throw bad(cursor, '成立的圆弧', 'an arc that makes sense');
      return { type: 'LineString', coordinates: drawn };
    }
    case 'COMPOUNDCURVE':
      return { type: 'LineString', coordinates: joined(list(cursor, () => curve(cursor, depth - 1))) };
    case 'CURVEPOLYGON':
      return { type: 'Polygon', coordinates: list(cursor, () => curve(cursor, depth - 1)) };
    case 'MULTICURVE':
      return { type: 'MultiLineString', coordinates: list(cursor, () => curve(cursor, depth - 1)) };
    case 'MULTISURFACE':
      return { type: 'MultiPolygon', coordinates: list(cursor, () => surface(cursor, depth - 1)) };
    case 'TRIANGLE':
    case 'POLYGON':
      return { type: 'Polygon', coordinates: rings() };
    case 'MULTIPOINT':
      return { type: 'MultiPoint', coordinates: list(cursor, () => looseposition(cursor)) };
    case 'MULTILINESTRING':
      return { type: 'MultiLineString', coordinates: rings() };
    case 'POLYHEDRALSURFACE':
    case 'TIN':
    case 'MULTIPOLYGON':
      return { type: 'MultiPolygon', coordinates: list(cursor, rings) };
    default:
      return { type: 'GeometryCollection', geometries: list(cursor, () => geometry(cursor, depth - 1)) };
  }
}

/**
 * One geometry in well-known text, with the SRID of EWKT.
 * @throws ProblemError `bad-wkt` naming the character, `wkt-type` for a type that is not read
 */
export function parseWkt(text: string, maxDepth: number): { geometry: Geometry; srid?: number } {
  const cursor = { text, at: 0 };
  const srid = Number(types.exec(text.slice(0, 60))?.[1] ?? 0);
  const parsed = geometry(cursor, maxDepth);
  skip(cursor);
  if (text[cursor.at] === ';') cursor.at++;
  skip(cursor);
  if (cursor.at < text.length) throw bad(cursor, '结尾', 'its end');
  return srid ? { geometry: parsed, srid } : { geometry: parsed };
}

/** Pasted text of several geometries, each on a line of its own or after a semicolon, one by one. */
export const splitWkt = (text: string): string[] =>
  text
    .replace(next, ')\u0000')
    .split('\u0000')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * Well-known text of a geometry.
 * @param digits decimals at most; 9 for degrees, 4 for metres keep a tenth of a millimetre
 */
export function formatWkt(geometry: Geometry, digits: number): string {
  const number = (value: number) => String(Number(value.toFixed(digits)));
  const point = ([x = 0, y = 0]: Position) => `${number(x)} ${number(y)}`;
  const line = (positions: readonly Position[]) => `(${positions.map(point).join(', ')})`;
  const rings = (list: readonly Position[][]) => `(${list.map(line).join(', ')})`;
  switch (geometry.type) {
    case 'Point':
      return `POINT (${point(geometry.coordinates)})`;
    case 'MultiPoint':
      return `MULTIPOINT ${line(geometry.coordinates)}`;
    case 'LineString':
      return `LINESTRING ${line(geometry.coordinates)}`;
    case 'MultiLineString':
      return `MULTILINESTRING ${rings(geometry.coordinates)}`;
    case 'Polygon':
      return `POLYGON ${rings(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `MULTIPOLYGON (${geometry.coordinates.map(rings).join(', ')})`;
    default:
      return `GEOMETRYCOLLECTION (${geometry.geometries.map((one) => formatWkt(one, digits)).join(', ')})`;
  }
}
