import type { Geometry, Position } from 'geojson';
import { assembleRings } from '../rings.ts';
import type { MapHeader } from './map-header.ts';
import { closed, ellipseIn, rectangle } from './shapes.ts';

/** An object of a .map: with its shape, or only its kind where that is not read. */
export interface MapObject {
  kind: string;
  /** Number of the record it belongs to. */
  id: number;
  geometry?: Geometry;
}

/** A .map whose blocks do not hold together at an object. */
export class DamagedObject extends Error {}

/** Kinds of objects by the number of their uncompressed form; the compressed form is one less. */
const kinds: Record<number, string> = {
  2: 'point',
  5: 'line',
  8: 'pline',
  11: 'arc',
  14: 'region',
  17: 'text',
  20: 'rect',
  23: 'roundrect',
  26: 'ellipse',
  38: 'multipline',
  41: 'point (font)',
  44: 'point (picture)',
  47: 'region',
  50: 'multipline',
  53: 'multipoint',
  56: 'collection',
  62: 'region',
  65: 'multipline',
  68: 'multipoint',
  71: 'collection',
};
const blockHead = 20;
const coordinateHead = 8;

/** Takes values from a block on, and from the blocks chained to it where it holds coordinates. */
class Cursor {
  declare private readonly view: DataView;
  declare private readonly blockSize: number;
  declare private at: number;
  declare private end: number;
  declare private next: number;
  declare private left: number;
  constructor(bytes: Uint8Array, blockSize: number, at: number, type: 2 | 3) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.blockSize = blockSize;
    this.left = Math.ceil(bytes.length / blockSize);
    this.at = at;
    this.end = 0;
    this.next = 0;
    this.enter(at - (at % blockSize), type);
    if (at < this.start(type)) throw new DamagedObject();
  }
  private start(type: 2 | 3): number {
    return this.at - (this.at % this.blockSize) + (type === 3 ? coordinateHead : blockHead);
  }
  private enter(block: number, type: 2 | 3): void {
    if (block < 0 || block + coordinateHead > this.view.byteLength || this.left-- <= 0)
      throw new DamagedObject();
    if (this.view.getInt16(block, true) !== type) throw new DamagedObject();
    const head = type === 3 ? coordinateHead : blockHead;
    this.end = Math.min(block + head + this.view.getUint16(block + 2, true), this.view.byteLength);
    this.next = type === 3 ? this.view.getInt32(block + 4, true) : 0;
  }
  private take(size: number): number {
    if (this.at >= this.end && this.next > 0) {
      const block = this.next - (this.next % this.blockSize);
      this.enter(block, 3);
      this.at = block + coordinateHead;
    }
    const at = this.at;
    if (at + size > this.end) throw new DamagedObject();
    this.at += size;
    return at;
  }
  byte(): number {
    return this.view.getUint8(this.take(1));
  }
  short(): number {
    return this.view.getInt16(this.take(2), true);
  }
  long(): number {
    return this.view.getInt32(this.take(4), true);
  }
  skip(size: number): void {
    for (let i = 0; i < size; i++) this.take(1);
  }
}

type Pair = readonly [number, number];

/** A position: whole, or as the difference from an origin in half the room. */
const pair = (from: Cursor, origin: Pair | undefined): Pair =>
  origin ? [origin[0] + from.short(), origin[1] + from.short()] : [from.long(), from.long()];

/**
 * The object at a place of the .map. Arcs, texts, rounded rectangles, collections and symbols of other kinds are named
 * and not drawn.
 * @throws DamagedObject where the blocks do not hold together
 */
export function readMapObject(bytes: Uint8Array, header: MapHeader, at: number): MapObject {
  const from = new Cursor(bytes, header.blockSize, at, 2);
  const type = from.byte();
  const compressed = type % 3 === 1;
  const form = compressed ? type + 1 : type;
  const kind = kinds[form] ?? `0x${type.toString(16)}`;
  const id = from.long();
  const block = at - (at % header.blockSize);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const origin: Pair | undefined = compressed
    ? [view.getInt32(block + 4, true), view.getInt32(block + 8, true)]
    : undefined;
  const placed = (one: Pair): Position => header.place(one[0], one[1]);
  const geometry = (): Geometry | undefined => {
    switch (form) {
      case 2:
        return { type: 'Point', coordinates: placed(pair(from, origin)) };
      case 5:
        return { type: 'LineString', coordinates: [placed(pair(from, origin)), placed(pair(from, origin))] };
      case 20:
        return rectangle(placed(pair(from, origin)), placed(pair(from, origin)));
      case 26:
        return ellipseIn(placed(pair(from, origin)), placed(pair(from, origin)));
      case 8:
      case 14:
      case 38:
      case 47:
      case 50:
      case 62:
      case 65:
        return drawn(
          kind,
          parts(bytes, header, from, form, compressed).map((part) => part.map(placed)),
        );
      default:
        return undefined;
    }
  };
  const shape = geometry();
  return { kind, id, ...(shape ? { geometry: shape } : {}) };
}

function drawn(kind: string, lines: Position[][]): Geometry {
  if (kind === 'region') return assembleRings(lines.map((ring) => ({ positions: closed(ring) }))).geometry;
  const [only] = lines;
  return lines.length === 1 && only
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates: lines };
}

/** The sections of a line or a region, in the file's whole numbers; they lie in a chain of blocks of their own. */
function parts(
  bytes: Uint8Array,
  { blockSize }: MapHeader,
  from: Cursor,
  form: number,
  compressed: boolean,
): Pair[][] {
  const version = form < 46 ? 300 : form < 58 ? 450 : 800;
  const place = from.long();
  const size = from.long() & 0x7fffffff;
  const single = form === 8;
  const count = single ? 1 : version < 800 ? from.short() : from.long();
  if (version >= 800) from.skip(33);
  let origin: Pair | undefined;
  if (compressed) {
    from.skip(4);
    origin = [from.long(), from.long()];
  }
  // Each section and each position takes room in the file: more than that cannot be true.
  if (count < 0 || count * 16 > bytes.length || size > bytes.length * 2) throw new DamagedObject();
  const data = new Cursor(bytes, blockSize, place, 3);
  const pairs = (most: number): Pair[] => {
    if (most < 0 || most * 4 > bytes.length) throw new DamagedObject();
    return Array.from({ length: most }, () => pair(data, origin));
  };
  if (single) return [pairs(Math.floor(size / (compressed ? 4 : 8)))];
  // Offsets are counted as if nothing were compressed.
  const heads = count * (version >= 450 ? 28 : 24);
  const sections = Array.from({ length: count }, () => {
    const length = version >= 450 ? data.long() : data.short();
    data.skip((version >= 800 ? 4 : 2) + (compressed ? 8 : 16));
    return { length, first: (data.long() - heads) / 8 };
  });
  const all = pairs(sections.reduce((sum, { length }) => sum + length, 0));
  return sections.map(({ length, first }) => {
    if (length < 0 || !Number.isInteger(first) || first < 0 || first + length > all.length)
      throw new DamagedObject();
    return all.slice(first, first + length);
  });
}
