import type { Point } from './path.ts';

const lengthOf = (line: readonly Point[]): number =>
  line.reduce((sum, [x, y], index) => {
    const before = line[index - 1];
    return before ? sum + Math.hypot(x - before[0], y - before[1]) : sum;
  }, 0);

/** The point at a distance along a line, pixels, and the line's direction there, radians clockwise from the right. */
export function along(line: readonly Point[], distance: number): { point: Point; angle: number } {
  let left = distance;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Point, line[i] as Point];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length === 0) continue;
    if (left <= length || i === line.length - 1) {
      const t = left / length;
      return {
        point: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t],
        angle: Math.atan2(b[1] - a[1], b[0] - a[0]),
      };
    }
    left -= length;
  }
  return { point: line[0] as Point, angle: 0 };
}

/** Where labels of a width stand along lines: evenly, about `spacing` pixels apart, none on a line too short for one. */
export function placesAlong(
  lines: readonly (readonly Point[])[],
  spacing: number,
  width: number,
): { line: readonly Point[]; at: number }[] {
  return lines.flatMap((line) => {
    const length = lengthOf(line);
    if (length < width) return [];
    const count = Math.max(1, Math.floor(length / Math.max(spacing, width)));
    return Array.from({ length: count }, (_, index) => ({ line, at: ((index + 0.5) * length) / count }));
  });
}
