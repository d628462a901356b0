/** Shapes in motion, worked out on the processor: there are few of them, and they can be tested. */
export type Point3 = [number, number, number];

/** From 0 to 1 with a soft end, for what grows. */
export const easeOut = (t: number): number => 1 - (1 - Math.min(1, Math.max(0, t))) ** 3;

/** Lengths along a path to each of its points, in degrees scaled to equal ground length; the last is the whole. */
function lengths(path: readonly (readonly [number, number])[]): number[] {
  const scale = Math.cos(((path[0]?.[1] ?? 0) * Math.PI) / 180);
  let sum = 0;
  return path.map(([x, y], i) => {
    const [px, py] = path[i - 1] ?? [x, y];
    sum += Math.hypot((x - px) * scale, y - py);
    return sum;
  });
}

/** The stretch of a path between two shares of its length (0 to 1). */
export function stretch(
  path: readonly (readonly [number, number])[],
  from: number,
  to: number,
): [number, number][] {
  const along = lengths(path);
  const whole = along.at(-1) ?? 0;
  const [a, b] = [Math.max(0, from) * whole, Math.min(1, to) * whole];
  if (!(whole > 0) || a >= b) return [];
  const at = (length: number): [number, number] => {
    const i = Math.max(
      1,
      along.findIndex((value) => value >= length),
    );
    const [x0, y0] = path[i - 1] as readonly [number, number];
    const [x1, y1] = path[i] as readonly [number, number];
    const span = (along[i] as number) - (along[i - 1] as number);
    const r = span > 0 ? (length - (along[i - 1] as number)) / span : 0;
    return [x0 + (x1 - x0) * r, y0 + (y1 - y0) * r];
  };
  const between = path.filter((_, i) => (along[i] as number) > a && (along[i] as number) < b);
  return [at(a), ...between.map(([x, y]): [number, number] => [x, y]), at(b)];
}
