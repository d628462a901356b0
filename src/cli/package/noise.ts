/** A number in [0, 1) from a lattice point (an integer hash: no state, the same everywhere). */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 2246822519);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 16), 2654435761);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Smooth gradient noise (Perlin 2002) in about [-0.7, 0.7] with features of one unit. */
export function noise(x: number, y: number, seed: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const dot = (dx: number, dy: number) => {
    const angle = 2 * Math.PI * hash(ix + dx, iy + dy, seed);
    return Math.cos(angle) * (fx - dx) + Math.sin(angle) * (fy - dy);
  };
  const u = fx * fx * fx * (fx * (6 * fx - 15) + 10);
  const v = fy * fy * fy * (fy * (6 * fy - 15) + 10);
  const low = dot(0, 0) + (dot(1, 0) - dot(0, 0)) * u;
  const high = dot(0, 1) + (dot(1, 1) - dot(0, 1)) * u;
  return low + (high - low) * v;
}
