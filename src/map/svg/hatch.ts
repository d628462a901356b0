import { dotRadius, type PatternParts, patternSize } from '../sprites/patterns.ts';
import { el, figure, type SvgNode } from './node.ts';
import type { Box } from './room.ts';

/** Path data moved; of the commands that a pattern has, M, L, H and V are absolute, the others relative. */
function moved(path: string, dx: number, dy: number): string {
  return path.replace(/([MLHV])([^A-Za-z]*)/g, (_, command: string, figures: string) => {
    const numbers = figures.match(/-?[\d.]+/g) ?? [];
    const by = (i: number) => (command === 'H' ? dx : command === 'V' ? dy : i % 2 ? dy : dx);
    return `${command}${numbers.map((one, i) => figure(Number(one) + by(i))).join(' ')}`;
  });
}

/** Without the slanting lines that the next square draws too. */
const once = (path: string): string =>
  path
    .split(/(?=M)/)
    .filter((part) => {
      const [x = 0, y = 0] = (part.match(/-?[\d.]+/g) ?? []).map(Number);
      return !part.includes('L') || (x >= 0 && y >= 0 && x <= patternSize && y <= patternSize);
    })
    .join('');

/**
 * A pattern over a box as path data of strokes, pixels; dots are strokes of no length with round ends.
 * @param box Left, top, right, bottom.
 */
export function hatchPaths(
  { lines, dots }: PatternParts,
  box: Box,
): { d: string; width: number; round: boolean }[] {
  const [left, top, right, bottom] = box.map((side) => Math.floor(side / patternSize)) as [
    number,
    number,
    number,
    number,
  ];
  const corners: [number, number][] = [];
  for (let y = top; y <= bottom; y += 1)
    for (let x = left; x <= right; x += 1) corners.push([x * patternSize, y * patternSize]);
  const everywhere = (path: string) => corners.map(([x, y]) => moved(path, x, y)).join('');
  return [
    ...lines.map(({ path, width }) => ({ d: everywhere(once(path)), width, round: false })),
    ...(dots.length
      ? [{ d: everywhere(dots.map(([x, y]) => `M${x} ${y}h0`).join('')), width: 2 * dotRadius, round: true }]
      : []),
  ];
}

/**
 * A pattern over an area as lines of their own, cut to the area: browsers print a picture for every area that is filled
 * with a pattern, which makes a file of many maps enormous.
 * @param d Path data of the area; `box` what of it is seen, pixels.
 */
export function hatch(
  pattern: PatternParts,
  colour: string,
  area: { id: string; d: string; box: Box; opacity: number },
): SvgNode {
  const clip = el('clipPath', { id: area.id }, el('path', { d: area.d, 'clip-rule': 'evenodd' }));
  const strokes = hatchPaths(pattern, area.box).map(({ d, width, round }) =>
    el('path', {
      d,
      ...{ fill: 'none', stroke: colour, 'stroke-width': width },
      ...(round ? { 'stroke-linecap': 'round' } : {}),
    }),
  );
  const look = { 'clip-path': `url(#${area.id})`, opacity: area.opacity < 1 ? area.opacity : undefined };
  return el('g', {}, clip, el('g', look, ...strokes));
}
