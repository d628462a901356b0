/*
 * What a vector tile (Mapbox Vector Tile 2.1, sections 4.2 and 4.3) may ask of the renderer. Its reader believes every
 * count it meets: a "close path" said to be repeated 2^27 times is five bytes on the way and a hundred million points in
 * the renderer's worker, or on the page's own thread when such a feature is looked for under the pointer.
 */

/** Points of a tile altogether; some thousand are usual, a hundred thousand is a heavy tile. */
const mostPoints = 2_000_000;
/** Points of one ring or line: the renderer numbers them in 16 bits. */
const mostInLine = 65_535;
/** Tile units along a side. */
const widestExtent = 2 ** 20;
const [moveTo, lineTo, closePath] = [1, 2, 7];

class Fault extends Error {}
const fail = (detail: string): never => {
  throw new Fault(detail);
};

/** Reads protocol buffers within bounds. */
class Reader {
  declare readonly bytes: Uint8Array;
  declare at: number;
  declare readonly end: number;
  constructor(bytes: Uint8Array, at: number, end: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let read = 0; read < 10; read++) {
      if (this.at >= this.end) return fail('cut short');
      const byte = this.bytes[this.at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    return fail('a number without end');
  }
  /** Passes over numbers without working them out: most of a tile, read before anything of this is compiled. */
  pass(count: number): void {
    const { bytes, end } = this;
    let at = this.at;
    let started = at;
    for (let left = count; left > 0; at++) {
      if (at >= end) fail('cut short');
      if ((bytes[at] as number) < 0x80) {
        left--;
        started = at + 1;
      } else if (at - started >= 9) fail('a number without end');
    }
    this.at = at;
  }
  /** The part that follows, by its own length. */
  part(): Reader {
    const length = this.varint();
    if (length > this.end - this.at) return fail('cut short');
    this.at += length;
    return new Reader(this.bytes, this.at - length, this.at);
  }
  /** Calls back with every field of a message; what it does not take is passed over. */
  fields(take: (field: number, wire: number) => boolean): void {
    while (this.at < this.end) {
      const key = this.varint();
      const wire = key % 8;
      if (take(Math.floor(key / 8), wire)) continue;
      if (wire === 0) this.pass(1);
      else if (wire === 2) this.part();
      else if (wire === 1 || wire === 5) this.at += wire === 1 ? 8 : 4;
      else fail(`wire type ${wire}`);
      if (this.at > this.end) fail('cut short');
    }
  }
}

/** The points of a feature's geometry. */
function pointsOf(geometry: Reader): number {
  let points = 0;
  let line = 0;
  while (geometry.at < geometry.end) {
    const command = geometry.varint();
    const [what, times] = [command % 8, Math.floor(command / 8)];
    if (what === closePath) {
      if (times > 1) fail(`a ring closed ${times} times`);
      continue;
    }
    if (what !== moveTo && what !== lineTo) fail(`command ${what}`);
    if (2 * times > geometry.end - geometry.at)
      fail(`${times} points in ${geometry.end - geometry.at} bytes`);
    geometry.pass(2 * times);
    points += times;
    line = what === moveTo ? 1 : line + times;
    if (line > mostInLine) fail(`a line of over ${mostInLine} points`);
  }
  return points;
}

/** What is wrong with a vector tile, in a few English words; undefined for one that can be given to the renderer. */
export function tileFault(tile: Uint8Array): string | undefined {
  let points = 0;
  const feature = (reader: Reader) =>
    reader.fields((field, wire) => {
      if (field !== 4) return false;
      if (wire !== 2) fail('geometry that is no list');
      points += pointsOf(reader.part());
      if (points > mostPoints) fail(`over ${mostPoints} points`);
      return true;
    });
  const layer = (reader: Reader) =>
    reader.fields((field, wire) => {
      if (field === 2 && wire === 2) {
        feature(reader.part());
        return true;
      }
      if (field !== 5 || wire !== 0) return false;
      const extent = reader.varint();
      if (!(extent >= 1 && extent <= widestExtent)) fail(`an extent of ${extent}`);
      return true;
    });
  try {
    const reader = new Reader(tile, 0, tile.length);
    reader.fields((field, wire) => {
      if (field !== 3 || wire !== 2) return false;
      layer(reader.part());
      return true;
    });
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}
