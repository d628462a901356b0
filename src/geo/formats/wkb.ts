import type { Geometry, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';

const bad = (at: number, what: string): ProblemError =>
  new ProblemError(
    problem('bad-wkb', {
      zh: `WKB 在第 ${at} 字节处有误：${what}。`,
      en: `The WKB is wrong at byte ${at}: ${what}.`,
    }),
  );

/** Reads a geometry of well-known binary (ISO and EWKB, Z and M skipped), never past the end of `bytes`. */
class WkbReader {
  declare private readonly view: DataView;
  declare private at: number;
  constructor(bytes: Uint8Array, at: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  geometry(depth: number): Geometry {
    if (depth < 0) throw bad(this.at, 'nested too deeply');
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
        return { type: 'Point', coordinates: this.position(little, size) };
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
      case 7:
        return { type: 'GeometryCollection', geometries: this.list(little, depth) };
      default:
        throw bad(this.at - 5, `geometry type ${code}`);
    }
  }

  private need(bytes: number): void {
    if (this.at + bytes > this.view.byteLength) throw bad(this.at, `${bytes} more bytes expected`);
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

  private list(little: boolean, depth: number): Geometry[] {
    return Array.from({ length: this.count(little, 5) }, () => this.geometry(depth - 1));
  }

  /** The coordinates of members that must all be of one type. */
  private members<C>(little: boolean, depth: number, type: Geometry['type']): C[] {
    return this.list(little, depth).map((one) => {
      if (one.type !== type || one.type === 'GeometryCollection')
        throw bad(this.at, `a ${one.type} among ${type}s`);
      return one.coordinates as C;
    });
  }
}

/**
 * The geometry at byte `at`.
 * @throws ProblemError `bad-wkb` naming the byte
 */
export const readWkb = (bytes: Uint8Array, at: number, maxDepth: number): Geometry =>
  new WkbReader(bytes, at).geometry(maxDepth);
