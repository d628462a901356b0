import type { SourceRow } from './cells.ts';

/** How far the points of one plot lie apart at most: degrees, or metres. */
const widest = (value: number): number => (Math.abs(value) <= 360 ? 5 : 100_000);
const near = (values: readonly number[]): boolean => {
  const [first = Number.NaN] = values;
  return values.every((value) => Math.abs(value - first) <= widest(first));
};

/**
 * The points of a plot that are written in one line, as they are copied from KML or a program:
 * `113.1,28.5 113.11,28.5 …`, `[[113.1,28.5],[113.11,28.5],…]`, `113.1,28.5,113.11,28.5,…`; a height behind a pair is left.
 * @returns undefined for every other text
 */
export function pointsOnOneLine(text: string): SourceRow[] | undefined {
  const line = text.trim();
  if (line.length > 1_000_000 || !/^[-+\d.,;\s[\]()]+$/.test(line)) return undefined;
  // A list in brackets may run over many lines.
  if (/[\r\n]/.test(line) && !/^\[\s*\[/.test(line)) return undefined;
  const groups = line
    .replace(/[)\]]\s*,\s*[([]/g, ';')
    .replace(/,\s+(?=[-+\d])/g, ',')
    .split(/[;\s[\]()]+/)
    .filter(Boolean)
    .map((group) => group.split(','));
  const flat = groups.flat();
  const pairs = groups.every(({ length }) => length === 2 || length === 3)
    ? groups
    : flat.length % 2 === 0
      ? Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2))
      : [];
  const numbers = pairs.map(
    ([x = '', y = '']) => [Number(x || Number.NaN), Number(y || Number.NaN)] as const,
  );
  const fits = numbers.length > 2 && near(numbers.map(([x]) => x)) && near(numbers.map(([, y]) => y));
  return fits ? pairs.map(([x = '', y = '']) => ({ cells: [x, y], line: 1 })) : undefined;
}
