import type { RawRecord } from '../types.ts';
import { type Cursor, Damaged } from './cursor.ts';
import { drawCurves, readCurves } from './curves.ts';
import type { GeometryField } from './fields.ts';

/** Why a shape is not handed out although its record is sound. */
export type Refused = 'multipatch' | 'curve' | 'type';

const zFlag = 2 ** 31;
const mFlag = 2 ** 30;
const curveFlag = 2 ** 29;

const points = new Set([1, 9, 11, 21, 52]);
const multipoints = new Set([8, 18, 20, 28, 53]);
const lines = new Set([3, 10, 13, 23, 50]);
const polygons = new Set([5, 15, 19, 25, 51]);
const multipatches = new Set([31, 32, 54]);
/** Types that have Z, or M, by their number and not by a flag. */
const withZ = new Set([9, 11, 10, 13, 15, 19, 18, 20]);
const withM = new Set([11, 13, 15, 18, 21, 23, 25, 28]);

/**
 * Compressed shapes of one layer: integers in units of the grid, the first relative to its origin, each further one to
 * the one before. What was read last lies in `kind`, `xy`, `starts` and `parts`, as in a `RawRecord`.
 */
export class Shapes {
  declare kind: RawRecord['kind'];
  declare xy: Float64Array;
  declare starts: Uint32Array;
  declare parts: number;
  /** Records with curves that were drawn as chords. */
  declare drawn: number;
  declare private readonly grid: GeometryField;
  declare private readonly tolerance: number;

  /** @param tolerance how far chords may be from a curve, in the layer's own unit */
  constructor(grid: GeometryField, tolerance: number) {
    this.grid = grid;
    this.tolerance = tolerance;
    this.xy = new Float64Array(2048);
    this.starts = new Uint32Array(64);
    this.parts = 0;
    this.kind = 'none';
    this.drawn = 0;
  }

  /** Reads the shape at the cursor, whose `end` is that of the record, and leaves the cursor behind it. */
  read(cursor: Cursor): Refused | undefined {
    const length = cursor.varuint();
    const end = cursor.at + length;
    const rowEnd = cursor.end;
    if (end > rowEnd) throw new Damaged('shape cut short');
    cursor.end = end;
    this.clear();
    const refused = length ? this.shape(cursor) : undefined;
    if (refused) this.clear();
    cursor.at = end;
    cursor.end = rowEnd;
    return refused;
  }

  clear(): void {
    this.kind = 'none';
    this.parts = 0;
    this.starts[0] = 0;
  }

  private shape(cursor: Cursor): Refused | undefined {
    const code = cursor.varuint();
    const type = code % 256;
    if (type === 0) return undefined;
    if (points.has(type)) return this.point(cursor);
    if (multipoints.has(type)) return this.multipoint(cursor);
    if (multipatches.has(type)) return 'multipatch';
    const kind = lines.has(type) ? 'line' : polygons.has(type) ? 'polygon' : undefined;
    if (!kind) return 'type';
    const has = (flag: number) => Math.floor(code / flag) % 2 === 1;
    const curves = this.parted(cursor, has(curveFlag));
    if (!this.parts) return undefined;
    this.kind = kind;
    return curves
      ? this.curved(cursor, curves, has(zFlag) || withZ.has(type), has(mFlag) || withM.has(type))
      : undefined;
  }

  private point(cursor: Cursor): undefined {
    const [x, y] = [cursor.varuint(), cursor.varuint()];
    // 0 stands for "not a number": an empty point.
    if (!x || !y) return undefined;
    const { originX, originY, scale } = this.grid;
    this.kind = 'point';
    this.xy[0] = (x - 1) / scale + originX;
    this.xy[1] = (y - 1) / scale + originY;
    this.starts[1] = 1;
    this.parts = 1;
    return undefined;
  }

  private multipoint(cursor: Cursor): undefined {
    const count = this.count(cursor, 2);
    if (!count) return undefined;
    for (let i = 0; i < 4; i++) cursor.varuint();
    this.room(count, count);
    this.coordinates(cursor, count);
    for (let i = 0; i <= count; i++) this.starts[i] = i;
    this.parts = count;
    this.kind = 'point';
    return undefined;
  }

  /** A count of things of at least `bytes` bytes each, which must fit what is left. */
  private count(cursor: Cursor, bytes: number): number {
    const count = cursor.varuint();
    if (count * bytes > cursor.end - cursor.at) throw new Damaged(`count ${count}`);
    return count;
  }

  /** Counts, extent, sizes of the parts, coordinates; returns the number of curves. */
  private parted(cursor: Cursor, curved: boolean): number {
    const total = this.count(cursor, 2);
    if (!total) return 0;
    const parts = this.count(cursor, 1);
    const curves = curved ? this.count(cursor, 18) : 0;
    if (!parts) return 0;
    for (let i = 0; i < 4; i++) cursor.varuint();
    this.room(total, parts);
    let at = 0;
    for (let i = 0; i < parts - 1; i++) {
      this.starts[i] = at;
      at += cursor.varuint();
      if (at > total) throw new Damaged('parts longer than the shape');
    }
    this.starts[parts - 1] = at;
    this.starts[parts] = total;
    this.parts = parts;
    this.coordinates(cursor, total);
    return curves;
  }

  private room(total: number, parts: number): void {
    if (this.xy.length < total * 2) this.xy = new Float64Array(total * 3);
    if (this.starts.length <= parts) this.starts = new Uint32Array(parts * 2);
  }

  private coordinates(cursor: Cursor, count: number): void {
    const { originX, originY, scale } = this.grid;
    const xy = this.xy;
    let x = 0;
    let y = 0;
    for (let i = 0; i < count * 2; i += 2) {
      x += cursor.varint();
      y += cursor.varint();
      xy[i] = x / scale + originX;
      xy[i + 1] = y / scale + originY;
    }
  }

  private curved(cursor: Cursor, count: number, z: boolean, m: boolean): Refused | undefined {
    const total = this.starts[this.parts] as number;
    if (z) for (let i = 0; i < total; i++) cursor.varint();
    // A single byte 66 stands for measures that are all missing.
    if (m && cursor.bytes[cursor.at] === 66) cursor.take(1);
    else if (m) for (let i = 0; i < total; i++) cursor.varint();
    const curves = readCurves(cursor, count);
    const chords = curves && drawCurves(this.xy, this.starts, this.parts, curves, this.tolerance);
    if (!chords) return 'curve';
    this.room(chords.xy.length / 2, this.parts);
    this.xy.set(chords.xy);
    this.starts.set(chords.starts);
    this.drawn++;
    return undefined;
  }
}
