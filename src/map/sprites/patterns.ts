import type { LayerSymbol } from '../../model/index.ts';

export type Pattern = Exclude<LayerSymbol['pattern'], 'none'>;

/** Side of the repeated square in CSS pixels. */
export const patternSize = 12;

/** One repeat of a pattern on its square: lines as SVG path data with their widths, and dots. */
export interface PatternParts {
  lines: readonly { path: string; width: number }[];
  dots: readonly (readonly [number, number])[];
}
export const dotRadius = 1.1;

const s = patternSize;
// Slanting lines are drawn beyond the square, so that corners are as thick as the middle.
const rising = `M${-s / 2} ${s / 2}L${s / 2} ${-s / 2}M0 ${s}L${s} 0M${s / 2} ${s * 1.5}L${s * 1.5} ${s / 2}`;
const falling = `M${-s / 2} ${s / 2}L${s / 2} ${s * 1.5}M0 0L${s} ${s}M${s / 2} ${-s / 2}L${s * 1.5} ${s / 2}`;

/** The patterns; the edges of a repeat meet those of the next. */
export const patterns: Readonly<Record<Pattern, PatternParts>> = {
  hatch: { lines: [{ path: rising, width: 1 }], dots: [] },
  crosshatch: { lines: [{ path: rising + falling, width: 0.9 }], dots: [] },
  dots: {
    lines: [],
    dots: [
      [3, 3],
      [9, 9],
    ],
  },
  waves: {
    lines: [{ path: 'M0 3.5c2 -2 4 -2 6 0s4 2 6 0M-6 9.5c2 2 4 2 6 0s4 -2 6 0s4 2 6 0s4 -2 6 0', width: 1 }],
    dots: [],
  },
  rows: {
    lines: [
      { path: 'M0 3H12M0 9H12', width: 0.8 },
      { path: 'M3 3V.6M9 9V6.6', width: 1 },
    ],
    dots: [],
  },
};
