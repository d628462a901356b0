/** Rings as they are made: flat points, and where each ring begins. Grows as needed, is used again and again. */
export interface Output {
  xy: Float64Array;
  /** Points written. */
  points: number;
  ringStart: Uint32Array;
  rings: number;
}

export const makeOutput = (): Output => ({
  xy: new Float64Array(4096),
  points: 0,
  ringStart: new Uint32Array(512),
  rings: 0,
});

/** Adds a point to the ring that began at `from`; a repeated point is dropped, a straight turn back is undone. */
export function pushPoint(out: Output, from: number, x: number, y: number): void {
  const { xy } = out;
  let n = out.points;
  if (n > from) {
    if (xy[2 * n - 2] === x && xy[2 * n - 1] === y) return;
    while (n > from + 1) {
      const bx = xy[2 * n - 2]! - xy[2 * n - 4]!;
      const by = xy[2 * n - 1]! - xy[2 * n - 3]!;
      const cx = x - xy[2 * n - 2]!;
      const cy = y - xy[2 * n - 1]!;
      if (bx * cx + by * cy >= 0 || bx * cy !== by * cx) break;
      n--;
      if (xy[2 * n - 2] === x && xy[2 * n - 1] === y) {
        out.points = n;
        return;
      }
    }
  }
  if (2 * n + 2 > xy.length) {
    out.xy = new Float64Array(xy.length * 2);
    out.xy.set(xy);
  }
  out.xy[2 * n] = x;
  out.xy[2 * n + 1] = y;
  out.points = n + 1;
}

/** Ends the ring that began at `from`; false, and the ring is dropped, when no area can be left in it. */
export function endRing(out: Output, from: number): boolean {
  const { xy } = out;
  while (
    out.points > from &&
    xy[2 * out.points - 2] === xy[2 * from] &&
    xy[2 * out.points - 1] === xy[2 * from + 1]
  )
    out.points--;
  if (out.points - from < 3) {
    out.points = from;
    return false;
  }
  return true;
}

/** Takes a finished ring into the list, after its area was found worth keeping. */
export function keepRing(out: Output, from: number): void {
  if (out.rings + 1 >= out.ringStart.length) {
    const bigger = new Uint32Array(out.ringStart.length * 2);
    bigger.set(out.ringStart);
    out.ringStart = bigger;
  }
  out.ringStart[out.rings++] = from;
  out.ringStart[out.rings] = out.points;
}
