import type { Grid } from '../plane/grid.ts';
import { cellList, cellsOf } from '../plane/grid.ts';
import type { RingSet } from '../plane/rings.ts';
import { besideEdge, besideZoneEdge, type Seen } from './locate.ts';

/**
 * Where a shape's edges cross the zone's, in columns. `edge` and `zoneEdge` name edges by their first points, `ring` and
 * `zoneRing` the rings they belong to, `t` and `s` say how far along them (0 to 1), `enters` is 1 where the shape goes
 * into the zone.
 */
export interface Crossings {
  count: number;
  edge: Int32Array;
  zoneEdge: Int32Array;
  ring: Int32Array;
  zoneRing: Int32Array;
  t: Float64Array;
  s: Float64Array;
  x: Float64Array;
  y: Float64Array;
  enters: Uint8Array;
}

export const makeCrossings = (capacity = 256): Crossings => ({
  count: 0,
  edge: new Int32Array(capacity),
  zoneEdge: new Int32Array(capacity),
  ring: new Int32Array(capacity),
  zoneRing: new Int32Array(capacity),
  t: new Float64Array(capacity),
  s: new Float64Array(capacity),
  x: new Float64Array(capacity),
  y: new Float64Array(capacity),
  enters: new Uint8Array(capacity),
});

function enlarge(found: Crossings): void {
  const bigger = makeCrossings(found.edge.length * 2);
  for (const key of ['edge', 'zoneEdge', 'ring', 'zoneRing', 't', 's', 'x', 'y', 'enters'] as const) {
    bigger[key].set(found[key]);
    Object.assign(found, { [key]: bigger[key] });
  }
}

/** Tests the edge ab against one zone edge and notes a crossing. */
function cross(
  zone: Float64Array,
  c: number,
  d: number,
  edge: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  found: Crossings,
): void {
  const cx = zone[2 * c]!;
  const dx = zone[2 * d]!;
  if (ax < bx ? (cx < ax && dx < ax) || (cx > bx && dx > bx) : (cx < bx && dx < bx) || (cx > ax && dx > ax))
    return;
  const cy = zone[2 * c + 1]!;
  const dy = zone[2 * d + 1]!;
  if (ay < by ? (cy < ay && dy < ay) || (cy > by && dy > by) : (cy < by && dy < by) || (cy > ay && dy > ay))
    return;
  const a = besideZoneEdge(cx, cy, dx, dy, ax, ay);
  const b = besideZoneEdge(cx, cy, dx, dy, bx, by);
  if (a > 0 === b > 0) return;
  const c1 = besideEdge(ax, ay, bx, by, cx, cy);
  const d1 = besideEdge(ax, ay, bx, by, dx, dy);
  if (c1 > 0 === d1 > 0) return;
  if (found.count === found.edge.length) enlarge(found);
  const k = found.count++;
  found.edge[k] = edge;
  found.zoneEdge[k] = c;
  found.enters[k] = b > 0 ? 1 : 0;
  // From here on only places are reckoned, no decisions taken: plain arithmetic, held to the edge. A vertex that lies
  // on the other edge is itself the crossing.
  const ux = bx - ax;
  const uy = by - ay;
  const vx = dx - cx;
  const vy = dy - cy;
  const area = ux * vy - uy * vx;
  const wx = cx - ax;
  const wy = cy - ay;
  const t = area === 0 ? 0.5 : Math.min(1, Math.max(0, (wx * vy - wy * vx) / area));
  const s = area === 0 ? 0.5 : Math.min(1, Math.max(0, (wx * uy - wy * ux) / area));
  found.t[k] = t;
  found.s[k] = s;
  if (s === 0 || s === 1) {
    found.x[k] = s ? dx : cx;
    found.y[k] = s ? dy : cy;
  } else if (t === 1) {
    found.x[k] = bx;
    found.y[k] = by;
  } else {
    found.x[k] = ax + t * ux;
    found.y[k] = ay + t * uy;
  }
}

/**
 * Adds the crossings of the edge from point `i` to point `j` of `xy` with the zone's border to `found`. Only the zone's
 * edges in the cells along it are looked at.
 */
export function crossEdge(
  zone: { rings: RingSet; grid: Grid },
  seen: Seen,
  xy: Float64Array,
  i: number,
  j: number,
  found: Crossings,
): void {
  const { minX, minY, maxX, maxY, perX, perY, columns, rows, first, edges, next } = zone.grid;
  const ax = xy[2 * i]!;
  const ay = xy[2 * i + 1]!;
  const bx = xy[2 * j]!;
  const by = xy[2 * j + 1]!;
  if ((ax < minX && bx < minX) || (ax > maxX && bx > maxX) || (ay < minY && by < minY)) return;
  if (ay > maxY && by > maxY) return;
  const x0 = (ax - minX) * perX;
  const y0 = (ay - minY) * perY;
  const x1 = (bx - minX) * perX;
  const y1 = (by - minY) * perY;
  const rings = zone.rings.xy;
  const column = Math.min(columns - 1, Math.floor(x0));
  const row = Math.min(rows - 1, Math.floor(y0));
  if (column === Math.min(columns - 1, Math.floor(x1)) && row === Math.min(rows - 1, Math.floor(y1))) {
    const cell = row * columns + column;
    const end = first[cell + 1]!;
    for (let k = first[cell]!; k < end; k++) {
      const c = edges[k]!;
      cross(rings, c, next[c]!, i, ax, ay, bx, by, found);
    }
    return;
  }
  const tick = ++seen.tick;
  const { marks } = seen;
  const cells = cellsOf(columns, rows, x0, y0, x1, y1);
  for (let n = 0; n < cells; n++) {
    const cell = cellList[n]!;
    const end = first[cell + 1]!;
    for (let k = first[cell]!; k < end; k++) {
      const c = edges[k]!;
      if (marks[c] === tick) continue;
      marks[c] = tick;
      cross(rings, c, next[c]!, i, ax, ay, bx, by, found);
    }
  }
}
