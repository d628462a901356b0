import { eachInBox, type PackedLayer } from '../layer/packed.ts';
import { deepest } from './deepest.ts';
import { polygonTile } from './mvt.ts';
import { straighten } from './straighten.ts';

/** Tile units along a side, for a tile of 512 pixels. */
export const tileExtent = 4096;
/** Parcels of under three pixels are drawn as cells of two pixels: nobody sees their shape, and there may be a million. */
const smallUnits = 24;
const cellUnits = 16;
const cells = tileExtent / cellUnits;
/** How far, in tile units, a point may be off that is left out: three eighths of a pixel, as MapLibre does with GeoJSON. */
const tolerance = 3;
/** Rings that reach farther than this from the tile are cut: the renderer counts in 16 bits. */
const farUnits = 12_000;

/** West, south, east, north of a Web Mercator tile, degrees. */
export function tileBounds(z: number, x: number, y: number): [number, number, number, number] {
  const n = 2 ** z;
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / n))) * 180) / Math.PI;
  return [(x / n) * 360 - 180, lat(y + 1), ((x + 1) / n) * 360 - 180, lat(y)];
}

/** Cuts a ring to one side of a line (Sutherland–Hodgman): `axis` 0 for x, kept where `sign * (value - limit) <= 0`. */
function cut(ring: number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const out: number[] = [];
  const over = (i: number) => sign * (ring[i + axis]! - limit) > 0;
  for (let i = 0; i < ring.length; i += 2) {
    const before = i ? i - 2 : ring.length - 2;
    if (over(i) !== over(before)) {
      const share = (limit - ring[before + axis]!) / (ring[i + axis]! - ring[before + axis]!);
      const other = 1 - axis;
      const value = ring[before + other]! + share * (ring[i + other]! - ring[before + other]!);
      out.push(...(axis ? [value, limit] : [limit, value]));
    }
    if (!over(i)) out.push(ring[i]!, ring[i + 1]!);
  }
  return out;
}

/** First and last of the cells whose middles lie between two places, in order; otherwise the cell in the middle, twice. */
function cellsOver(from: number, to: number): [number, number] {
  const first = Math.ceil(from / cellUnits - 0.5);
  const last = Math.floor(to / cellUnits - 0.5);
  const middle = Math.floor((from + to) / 2 / cellUnits);
  return first <= last ? [first, last] : [middle, middle];
}

/** What a tile shows of each parcel. */
export interface TileLook {
  /** Class code of a parcel. */
  code(parcel: number): number;
  /** Whether it passes the filter. */
  shown(parcel: number): boolean;
}

/**
 * A vector tile (layer `parcels`) of a layer: features as polygons with their number as id and class `c`; where they are
 * smaller than three pixels, cells of two pixels without id, each with the class of a parcel over it, joined along rows.
 */
export function layerTile(
  layer: PackedLayer,
  z: number,
  x: number,
  y: number,
  look: TileLook,
): Uint8Array<ArrayBuffer> | undefined {
  const { rings, firstRing, tree } = layer;
  const scale = 2 ** z;
  const perDegree = (tileExtent * scale) / 360;
  const left = tileExtent * x;
  const top = tileExtent * y;
  const unitX = (lon: number) => (lon + 180) * perDegree - left;
  const unitY = (lat: number) => {
    const sin = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * scale * tileExtent - top;
  };
  const [w, s, e, n] = tileBounds(z, x, y);
  const [marginX, marginY] = [(e - w) / 64, (n - s) / 64];
  const heightUnits = tileExtent / (n - s);
  const tile = polygonTile('parcels', tileExtent);
  let grid: Int32Array | undefined;
  let buffer = new Int32Array(256);
  let room = new Float64Array(256);

  /** Puts a ring's points into `room`, in tile units; returns whether some lie far outside. */
  const project = (from: number, count: number): boolean => {
    let far = false;
    for (let i = 0; i < count; i++) {
      const px = unitX(rings.xy[2 * (from + i)]!);
      const py = unitY(rings.xy[2 * (from + i) + 1]!);
      if (px < -farUnits || py < -farUnits || px > farUnits || py > farUnits) far = true;
      room[2 * i] = px;
      room[2 * i + 1] = py;
    }
    return far;
  };
  const draw = (from: number, to: number): void => {
    if (room.length < 2 * (to - from)) room = new Float64Array(4 * (to - from));
    let count = to - from;
    const far = project(from, count);
    // The deepest tiles are looked at enlarged: they keep every point.
    if (z < deepest) {
      count = straighten(room, count, tolerance);
      if (count < 3) {
        // A parcel too narrow for that is still there.
        count = to - from;
        project(from, count);
      }
    }
    let points: ArrayLike<number> = room;
    if (far) {
      const margin = 256;
      let ring = Array.from(room.subarray(0, 2 * count));
      ring = cut(cut(ring, 0, -margin, -1), 0, tileExtent + margin, 1);
      ring = cut(cut(ring, 1, -margin, -1), 1, tileExtent + margin, 1);
      points = ring;
      count = ring.length / 2;
    }
    if (count < 3) return;
    if (buffer.length < 2 * count) buffer = new Int32Array(4 * count);
    // Backwards: a tile's y points down, and its shells have to run the other way.
    for (let i = 0; i < count; i++) {
      buffer[2 * i] = Math.round(points[2 * (count - 1 - i)]!);
      buffer[2 * i + 1] = Math.round(points[2 * (count - 1 - i) + 1]!);
    }
    tile.ring(buffer, count);
  };

  eachInBox(layer, [w - marginX, s - marginY, e + marginX, n + marginY], (parcel) => {
    if (!look.shown(parcel)) return;
    const [bw, bs, be, bn] = tree.boxes.subarray(4 * parcel, 4 * parcel + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if ((be - bw) * perDegree < smallUnits && (bn - bs) * heightUnits < smallUnits) {
      const code = look.code(parcel);
      grid ??= new Int32Array(cells * cells).fill(-1);
      // The cells whose middles it lies over, or the one it lies in.
      const [x0, x1] = cellsOver(unitX(bw), unitX(be));
      const [y0, y1] = cellsOver(unitY(bn), unitY(bs));
      for (let cy = Math.max(0, y0); cy <= Math.min(cells - 1, y1); cy++)
        for (let cx = Math.max(0, x0); cx <= Math.min(cells - 1, x1); cx++) grid[cy * cells + cx] = code;
      return;
    }
    tile.begin(parcel, look.code(parcel));
    for (let r = firstRing[parcel]!; r < firstRing[parcel + 1]!; r++)
      draw(rings.start[r]!, rings.start[r + 1]!);
    tile.end();
  });

  if (grid) {
    const square = new Int32Array(8);
    for (let cy = 0; cy < cells; cy++)
      for (let cx = 0; cx < cells; ) {
        const code = grid[cy * cells + cx]!;
        let end = cx + 1;
        while (end < cells && grid[cy * cells + end] === code) end++;
        if (code >= 0) {
          const [x0, y0, x1, y1] = [cx, cy, end, cy + 1].map((cell) => cell * cellUnits) as [
            number,
            number,
            number,
            number,
          ];
          square.set([x0, y0, x1, y0, x1, y1, x0, y1]);
          tile.begin(undefined, code);
          tile.ring(square, 4);
          tile.end();
        }
        cx = end;
      }
  }
  return tile.finish();
}
