import type { Language } from '../../model/index.ts';
import type { Column } from './figures.ts';
import { stretch } from './motion.ts';

type Box = { left: number; right: number; top: number; bottom: number };

/** Width of a text in ems: a Chinese character is as wide as it is high, a letter about half. */
export const emsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '⺀' ? 1 : 0.56), 0);

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * What to write over each column so that no two texts lie on each other: name and figure where there is room, else the
 * figure, else nothing. Columns come with the highest first, and the higher one has the choice.
 * @param at Screen position of each column's top, CSS pixels; the text stands on it, centred.
 * @param size Height of the letters, CSS pixels.
 */
export function columnTexts(
  columns: readonly Column[],
  at: readonly (readonly [number, number])[],
  size: number,
  language: Language,
): string[] {
  const placed: Box[] = [];
  const boxOf = (text: string, [x, y]: readonly [number, number]): Box => {
    const half = ((emsOf(text) + 0.3) * size) / 2;
    return { left: x - half, right: x + half, top: y - size * 1.35, bottom: y };
  };
  const write = (text: string, index: number): boolean => {
    const box = boxOf(text, at[index] as readonly [number, number]);
    if (placed.some((other) => overlap(box, other))) return false;
    placed.push(box);
    return true;
  };
  // First every figure that fits, then as many names as the figures leave room for.
  const texts = columns.map(({ total }, index) => (write(String(total), index) ? String(total) : ''));
  return texts.map((text, index) => {
    const column = columns[index] as Column;
    if (!text) return '';
    const labelBox = boxOf(text, at[index] as readonly [number, number]);
    const named = `${column.name[language]} ${column.total}`;
    const wide = boxOf(named, at[index] as readonly [number, number]);
    const others = placed.filter((box) => box.left !== labelBox.left || box.top !== labelBox.top);
    if (others.some((box) => overlap(wide, box))) return text;
    placed.splice(0, placed.length, ...others, wide);
    return named;
  });
}

/**
 * Where along its parts each line bears its number: as far as may be from the numbers before it, at the middle if
 * nothing is near. Longitude, latitude in degrees.
 */
export function numberPlaces(
  lines: readonly (readonly (readonly [number, number])[])[][],
): [number, number][] {
  const placed: [number, number][] = [];
  for (const parts of lines) {
    const spots = parts.flatMap((path) =>
      [0.5, 0.25, 0.75, 0.05, 0.95].flatMap((share) => stretch(path, 0, share).slice(-1)),
    );
    const gap = ([x, y]: [number, number]) =>
      Math.min(...placed.map(([px, py]) => Math.hypot(x - px, y - py)));
    const best = spots.reduce((a, b) => (gap(b) > gap(a) ? b : a), spots[0] ?? [0, 0]);
    placed.push(best);
  }
  return placed;
}
