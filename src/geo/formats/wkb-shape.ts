const grown = <T extends Float64Array | Uint32Array | Uint8Array>(array: T, length: number): T => {
  if (length <= array.length) return array;
  const bigger = new (array.constructor as new (n: number) => T)(Math.ceil(1.5 * length));
  bigger.set(array as never);
  return bigger;
};

const kinds = ['none', 'point', 'line', 'polygon'] as const;

/**
 * Points, lines and polygons of well-known binary as flat arrays, which are used again for the next; Z and M are passed
 * over. For layers of any size: what it does not read (curves, collections, damage) is `readWkb`'s, which can name it.
 */
export class WkbShape {
  kind: (typeof kinds)[number] = 'none';
  xy = new Float64Array(512);
  starts = new Uint32Array(32);
  /** 1 for the first ring of every polygon. */
  shells = new Uint8Array(32);
  parts = 0;
  private at = 0;

  /** False when there is anything it does not read. */
  read(view: DataView, at: number, end: number): boolean {
    this.kind = 'none';
    this.parts = 0;
    this.at = at;
    return this.geometry(view, end, 0);
  }

  /** @param within the kind of which a collection consists; 0 for the outermost geometry */
  private geometry(view: DataView, end: number, within: number): boolean {
    if (this.at + 5 > end) return false;
    const little = view.getUint8(this.at) === 1;
    const code = view.getUint32(this.at + 1, little);
    this.at += 5;
    const iso = code & 0xffff;
    const type = iso % 1000;
    const thousands = Math.floor(iso / 1000);
    // A reference system (EWKB) and flags nobody knows are left to the other reader.
    if (code & 0x3fff0000 || thousands > 3 || type < 1 || type > 6) return false;
    const extra =
      (code & 0x80000000 || thousands === 1 || thousands === 3 ? 1 : 0) +
      (code & 0x40000000 || thousands === 2 || thousands === 3 ? 1 : 0);
    const size = 16 + 8 * extra;
    if (within && type !== within) return false;
    if (!within) this.kind = kinds[type > 3 ? type - 3 : type]!;
    if (type === 1) return this.position(view, end, little, size);
    if (type === 2) return this.part(view, end, little, size);
    const count = this.count(view, end, little, type === 3 ? 4 : 5);
    if (count < 0) return false;
    for (let k = 0; k < count; k++) {
      if (type !== 3) {
        if (!this.geometry(view, end, type - 3)) return false;
        continue;
      }
      this.shells = grown(this.shells, this.parts + 1);
      this.shells[this.parts] = k ? 0 : 1;
      if (!this.part(view, end, little, size)) return false;
    }
    return true;
  }

  private count(view: DataView, end: number, little: boolean, least: number): number {
    if (this.at + 4 > end) return -1;
    const count = view.getUint32(this.at, little);
    this.at += 4;
    return this.at + count * least > end ? -1 : count;
  }

  /** A point as a part; one that is not a number is an empty point. */
  private position(view: DataView, end: number, little: boolean, size: number): boolean {
    if (this.at + size > end) return false;
    const [x, y] = [view.getFloat64(this.at, little), view.getFloat64(this.at + 8, little)];
    this.at += size;
    if (Number.isNaN(x) && Number.isNaN(y)) return true;
    const first = this.begin(1);
    this.xy[2 * first] = x;
    this.xy[2 * first + 1] = y;
    return true;
  }

  private part(view: DataView, end: number, little: boolean, size: number): boolean {
    const count = this.count(view, end, little, size);
    if (count < 0) return false;
    const first = this.begin(count);
    const { xy } = this;
    let at = this.at;
    for (let k = 2 * first; k < 2 * (first + count); k += 2) {
      xy[k] = view.getFloat64(at, little);
      xy[k + 1] = view.getFloat64(at + 8, little);
      at += size;
    }
    this.at = at;
    return true;
  }

  /** Makes room for a part of `count` positions and says where the first of them goes. */
  private begin(count: number): number {
    this.starts = grown(this.starts, this.parts + 2);
    if (!this.parts) this.starts[0] = 0;
    const first = this.starts[this.parts]!;
    this.xy = grown(this.xy, 2 * (first + count));
    this.starts[++this.parts] = first + count;
    return first;
  }
}
