import type { Geometry, Position } from 'geojson';
import { type Bilingual, ProblemError, problem } from '../../model/index.ts';
import { drawArcString, joined } from './arcs.ts';

const bad = (at: number, what: Bilingual): ProblemError =>
  new ProblemError(
    problem(
      'bad-wkb',
      {
        zh: `图形数据（WKB）第 ${at + 1} 字节处${what.zh}，该图形未读入。`,
        en: `The geometry (WKB) has ${what.en} at byte ${at + 1}; it was left out.`,
      },
      undefined,
      { zh: '请从原软件重新导出。', en: 'Export it again from the program it came from.' },
    ),
  );
const tooDeep: Bilingual = { zh: '嵌套过深', en: 'too many levels' };
const notHex: Bilingual = { zh: '不是十六进制', en: 'something that is not hexadecimal' };
const cutShort: Bilingual = { zh: '提前结束', en: 'a premature end' };

/** Reads a geometry of well-known binary (ISO and EWKB, Z and M skipped), never past the end of `bytes`. */
class WkbReader {
  declare private readonly view: DataView;
  declare private at: number;
  constructor(bytes: Uint8Array, at: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  geometry(depth: number): Geometry {
    if (depth < 0) throw bad(this.at, tooDeep);
    this.need(5);
    const little = this.view.getUint8(this.at) === 1;
    const code = this.view.getUint32(this.at + 1, little);
    this.at += 5;
    if (code & 0x20000000) {
      this.need(4);
      this.at += 4;
    }
    const iso = (code & 0xffff) % 1000;
    const thousands = Math.floor((code & 0xffff) / 1000);
    const extra =
      (code & 0x80000000 || thousands === 1 || thousands === 3 ? 1 : 0) +
      (code & 0x40000000 || thousands === 2 || thousands === 3 ? 1 : 0);
    const size = 16 + extra * 8;
    switch (iso) {
      case 1:
        return pointOf(this.position(little, size));
      case 2:
        return { type: 'LineString', coordinates: this.positions(little, size) };
      case 3:
        return { type: 'Polygon', coordinates: this.rings(little, size) };
      case 4:
        return { type: 'MultiPoint', coordinates: this.members<Position>(little, depth, 'Point') };
      case 5:
        return {
          type: 'MultiLineString',
          coordinates: this.members<Position[]>(little, depth, 'LineString'),
        };
      case 6:
        return { type: 'MultiPolygon', coordinates: this.members<Position[][]>(little, depth, 'Polygon') };
      case 8:
        return { type: 'LineString', coordinates: this.arcs(little, size) };
      case 9:
        return { type: 'LineString', coordinates: this.compound(little, depth) };
      case 10:
        return { type: 'Polygon', coordinates: this.members<Position[]>(little, depth, 'LineString') };
      case 11:
        return {
          type: 'MultiLineString',
          coordinates: this.members<Position[]>(little, depth, 'LineString'),
        };
      case 12:
        return { type: 'MultiPolygon', coordinates: this.members<Position[][]>(little, depth, 'Polygon') };
      case 7:
        return { type: 'GeometryCollection', geometries: this.list(little, depth) };
      default:
        throw unread(iso);
    }
  }

  private need(bytes: number): void {
    if (this.at + bytes > this.view.byteLength) throw bad(this.at, cutShort);
  }

  private count(little: boolean, least: number): number {
    this.need(4);
    const count = this.view.getUint32(this.at, little);
    this.at += 4;
    this.need(count * least);
    return count;
  }

  private position(little: boolean, size: number): Position {
    this.need(size);
    const position = [this.view.getFloat64(this.at, little), this.view.getFloat64(this.at + 8, little)];
    this.at += size;
    return position;
  }

  private positions(little: boolean, size: number): Position[] {
    return Array.from({ length: this.count(little, size) }, () => this.position(little, size));
  }

  private rings(little: boolean, size: number): Position[][] {
    return Array.from({ length: this.count(little, 4) }, () => this.positions(little, size));
  }

  private arcs(little: boolean, size: number): Position[] {
    const drawn = drawArcString(this.positions(little, size));
    if (!drawn) throw bad(this.at, { zh: '的圆弧不成立', en: 'an arc that is not valid' });
    return drawn;
  }

  private compound(little: boolean, depth: number): Position[] {
    return joined(this.members<Position[]>(little, depth, 'LineString'));
  }

  private list(little: boolean, depth: number): Geometry[] {
    return Array.from({ length: this.count(little, 5) }, () => this.geometry(depth - 1));
  }

  /** The coordinates of members that must all be of one type. */
  private members<C>(little: boolean, depth: number, type: Geometry['type']): C[] {
    return this.list(little, depth).map((one) => {
      if (one.type !== type || one.type === 'GeometryCollection')
        throw bad(this.at, { zh: `在 ${type} 中混有 ${one.type}`, en: `a ${one.type} among ${type}s` });
      return one.coordinates as C;
    });
  }
}

/** An empty point is written as one that is not a number. */
const pointOf = (position: Position): Geometry =>
  position.every(Number.isNaN)
    ? { type: 'MultiPoint', coordinates: [] }
    : { type: 'Point', coordinates: position };

const surfaces: Record<number, string> = { 15: 'PolyhedralSurface', 16: 'TIN', 17: 'Triangle' };

const unread = (type: number): ProblemError =>
  new ProblemError(
    problem(
      'wkb-type',
      {
        zh: `图形类型为 ${surfaces[type] ?? `第 ${type} 种`}，不读取，该图形未读入。`,
        en: `The geometry is ${surfaces[type] ? `a ${surfaces[type]}` : `of type ${type}`}, which is not read; it was left out.`,
      },
      undefined,
      {
        zh: '请转换为多边形（MultiPolygon）后导出。',
        en: 'Convert it to polygons (MultiPolygon) and export it again.',
      },
    ),
  );

/**
 * The geometry at byte `at`; curves are drawn with chords within a millimetre of them.
 * @throws ProblemError `bad-wkb` naming the byte, `wkb-type` for surfaces in space
 */
export const readWkb = (bytes: Uint8Array, at: number, maxDepth: number): Geometry =>
  new WkbReader(bytes, at).geometry(maxDepth);

/** Whether a text is well-known binary in hexadecimal, as databases show it. */
export const isHexWkb = (text: string): boolean => /^(?:\\x)?0[01][0-9a-f]{16,}$/i.test(text);

/**
 * A geometry in hexadecimal well-known binary, with the SRID of EWKB.
 * @throws ProblemError as `readWkb`
 */
export function readHexWkb(text: string, maxDepth: number): { geometry: Geometry; srid?: number } {
  const digits = text.trim().replace(/^\\x/i, '');
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) throw bad(digits.search(/[^0-9a-f]|$/i) >> 1, notHex);
  const bytes = Uint8Array.from({ length: digits.length >> 1 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
  const geometry = readWkb(bytes, 0, maxDepth);
  const view = new DataView(bytes.buffer);
  const little = bytes[0] === 1;
  const srid = view.getUint32(1, little) & 0x20000000 ? view.getUint32(5, little) : 0;
  return srid ? { geometry, srid } : { geometry };
}
