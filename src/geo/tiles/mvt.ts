/*
 * Mapbox Vector Tile 2.1 (github.com/mapbox/vector-tile-spec): one layer of polygons, each with its number as id and a
 * class code as its only attribute `c`, written straight into one growing array.
 */

const encoder = new TextEncoder();

/** Growing bytes with the few protocol-buffer writes a tile needs. */
class Bytes {
  declare data: Uint8Array;
  declare length: number;
  constructor(room: number) {
    this.data = new Uint8Array(room);
    this.length = 0;
  }
  #room(more: number): void {
    if (this.length + more <= this.data.length) return;
    const bigger = new Uint8Array(Math.max(this.length + more, 2 * this.data.length));
    bigger.set(this.data.subarray(0, this.length));
    this.data = bigger;
  }
  /** A whole number from 0 to 2^32 − 1. */
  varint(value: number): void {
    this.#room(5);
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.data[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.data[this.length++] = rest;
  }
  bytes(part: Uint8Array): void {
    this.#room(part.length);
    this.data.set(part, this.length);
    this.length += part.length;
  }
  get used(): Uint8Array {
    return this.data.subarray(0, this.length);
  }
}

const zigzag = (n: number): number => (n << 1) ^ (n >> 31);
/** Command integers: an id in the low three bits, a count above. */
const moveTo = 9;
const closePath = 15;

export interface PolygonTile {
  /** Begins a polygon feature. */
  begin(id: number | undefined, code: number): void;
  /** Adds a ring of `count` points from `xy` (interleaved, tile units, not closed), in its own direction. */
  ring(xy: Int32Array, count: number): void;
  end(): void;
  /** The tile's bytes; undefined when nothing was drawn. */
  finish(): Uint8Array<ArrayBuffer> | undefined;
}

export function polygonTile(layer: string, extent: number): PolygonTile {
  const features = new Bytes(65_536);
  const geometry = new Bytes(4096);
  const body = new Bytes(4096);
  const codes = new Map<number, number>();
  let [x, y] = [0, 0];
  let id: number | undefined;
  let tag = 0;
  let count = 0;
  return {
    begin(number, code) {
      geometry.length = 0;
      [x, y] = [0, 0];
      id = number;
      tag = codes.get(code) ?? codes.size;
      codes.set(code, tag);
    },
    ring(xy, points) {
      geometry.varint(moveTo);
      for (let i = 0; i < points; i++) {
        if (i === 1) geometry.varint(((points - 1) << 3) | 2);
        const [nextX, nextY] = [xy[2 * i] as number, xy[2 * i + 1] as number];
        geometry.varint(zigzag(nextX - x));
        geometry.varint(zigzag(nextY - y));
        x = nextX;
        y = nextY;
      }
      geometry.varint(closePath);
    },
    end() {
      if (!geometry.length) return;
      body.length = 0;
      if (id !== undefined) {
        body.varint(8);
        body.varint(id);
      }
      body.bytes(Uint8Array.of(0x12, tag < 128 ? 2 : 3, 0));
      body.varint(tag);
      body.bytes(Uint8Array.of(0x18, 3, 0x22));
      body.varint(geometry.length);
      body.bytes(geometry.used);
      features.varint(0x12);
      features.varint(body.length);
      features.bytes(body.used);
      count++;
    },
    finish() {
      if (!count) return undefined;
      const head = new Bytes(256);
      const name = encoder.encode(layer);
      head.bytes(Uint8Array.of(0x0a, name.length));
      head.bytes(name);
      const rest = new Bytes(256);
      rest.bytes(Uint8Array.of(0x1a, 1, 0x63));
      for (const code of codes.keys()) {
        const value = new Bytes(8);
        value.varint(0x28);
        value.varint(code);
        rest.varint(0x22);
        rest.varint(value.length);
        rest.bytes(value.used);
      }
      rest.varint(0x28);
      rest.varint(extent);
      rest.bytes(Uint8Array.of(0x78, 2));
      const tile = new Bytes(features.length + 512);
      tile.varint(0x1a);
      tile.varint(head.length + features.length + rest.length);
      tile.bytes(head.used);
      tile.bytes(features.used);
      tile.bytes(rest.used);
      return tile.used.slice();
    },
  };
}
