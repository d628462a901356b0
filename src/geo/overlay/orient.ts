const epsilon = 2 ** -53;
const filter = (3 + 16 * epsilon) * epsilon;
const splitter = 2 ** 27 + 1;

/** Adds a double to an expansion (Shewchuk 1997, GROW-EXPANSION); the exact value is the sum of its terms. */
function grow(expansion: number[], value: number): void {
  let q = value;
  for (let i = 0; i < expansion.length; i++) {
    const e = expansion[i]!;
    const sum = q + e;
    const virtual = sum - q;
    expansion[i] = q - (sum - virtual) + (e - virtual);
    q = sum;
  }
  expansion.push(q);
}

function addProduct(expansion: number[], a: number, b: number): void {
  const product = a * b;
  let c = splitter * a;
  const aHigh = c - (c - a);
  const aLow = a - aHigh;
  c = splitter * b;
  const bHigh = c - (c - b);
  const bLow = b - bHigh;
  grow(expansion, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
  grow(expansion, product);
}

/** The determinant without rounding; its last non-zero term decides the sign. */
function exact(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const sum: number[] = [];
  addProduct(sum, ax, by);
  addProduct(sum, -ax, cy);
  addProduct(sum, -cx, by);
  addProduct(sum, -ay, bx);
  addProduct(sum, ay, cx);
  addProduct(sum, cy, bx);
  for (let i = sum.length - 1; i >= 0; i--) if (sum[i] !== 0) return sum[i]!;
  return 0;
}

/**
 * Twice the signed area of the triangle abc: positive when c lies left of the line from a to b, zero when it lies on it.
 * The sign is always right (an error bound decides whether the plain value serves, after Shewchuk 1997).
 */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const value = left - right;
  if (Math.abs(value) >= filter * (Math.abs(left) + Math.abs(right))) return value;
  return exact(ax, ay, bx, by, cx, cy);
}
