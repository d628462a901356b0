import type { Palette } from '../tokens.ts';

/** Size in CSS pixels. */
const width = 64;
const height = 12;

const channels = (hex: string): [number, number, number] => {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** Whether a pixel of a status is inked: each has a pattern of its own, so that nothing hangs on colour. */
const patterns: ((x: number, y: number, edge: boolean) => number)[] = [
  (_x, _y, edge) => (edge ? 1 : 0),
  (x) => (x % 4 < 2 ? 1 : 0.15),
  () => 0.6,
  () => 1,
  (x, y) => ((x + y) % 6 < 3 ? 0.9 : 0.25),
  (x) => (x % 5 < 4 ? 1 : 0.1),
  () => 0.35,
  (_x, _y, edge) => (edge ? 0.35 : 0),
];

/**
 * How a town's items divide by status as a bar: widths after the counts (in the order of `statuses`, those without one
 * last), none under two pixels. Delayed items alone have the colour of a warning.
 */
export function barImage(counts: readonly number[], palette: Palette, ratio: number): ImageData {
  const image = new ImageData(width * ratio, height * ratio);
  const total = counts.reduce((sum, n) => sum + n, 0);
  const inner = width - 4;
  const [ground, ink, bad] = [channels(palette.raised), channels(palette.accent), channels(palette.bad)];
  const ends: number[] = [];
  counts.reduce((sum, n) => {
    const end = sum + n;
    ends.push(2 + (total ? (inner * end) / total : 0));
    return end;
  }, 0);
  for (let py = 0; py < image.height; py++)
    for (let px = 0; px < image.width; px++) {
      const [x, y] = [(px + 0.5) / ratio, (py + 0.5) / ratio];
      const frame = x < 1 || y < 1 || x > width - 1 || y > height - 1;
      let colour = frame ? channels(palette.lineStrong) : ground;
      if (x >= 2 && x < width - 2 && y >= 2 && y < height - 2 && total) {
        const index = ends.findIndex((end) => x < end);
        const at = index < 0 ? counts.length - 1 : index;
        const start = at ? (ends[at - 1] as number) : 2;
        const edge = y < 3 || y > height - 3 || x - start < 1 || (ends[at] as number) - x < 1;
        const share = patterns[at]?.(Math.floor(x), Math.floor(y), edge) ?? 0;
        const barColour = at === 5 ? bad : ink;
        colour = ground.map((g, i) =>
          Math.round(g + ((barColour[i] as number) - g) * share),
        ) as typeof colour;
      }
      image.data.set([...colour, 255], 4 * (py * image.width + px));
    }
  return image;
}
