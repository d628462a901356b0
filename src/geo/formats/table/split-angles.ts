import { parseNumber } from '../text.ts';
import type { TableRow } from './decimals.ts';
import { isAxis, roleOf } from './roles.ts';

/** A title of a coordinate that ends with one of its units. */
const titled =
  /^(.+?)[\s_]*[([（]?\s*(度|°|deg(?:ree)?s?|分|′|'|min(?:ute)?s?|秒|″|"|sec(?:ond)?s?)\s*[)\]）]?$/i;

/** The coordinate a title names and whether it is its degrees, minutes or seconds (0, 1, 2). */
function partOf(title: string): { of: string; unit: number } | undefined {
  const [, of = '', unit = ''] = titled.exec(title.trim()) ?? [];
  if (!isAxis(roleOf(of))) return undefined;
  return { of, unit: /^[度°d]/i.test(unit) ? 0 : /^[分′'m]/i.test(unit) ? 1 : 2 };
}

/** Columns at which degrees, minutes and seconds of one coordinate begin, with what it is called. */
function anglesIn(titles: readonly string[]): { at: number; of: string }[] {
  const parts = titles.map(partOf);
  return parts.flatMap((part, at) => {
    const [minutes, seconds] = [parts[at + 1], parts[at + 2]];
    const joined =
      part?.unit === 0 &&
      minutes?.unit === 1 &&
      seconds?.unit === 2 &&
      minutes.of === part.of &&
      seconds.of === part.of;
    return joined ? [{ at, of: part.of }] : [];
  });
}

/** Degrees, minutes and seconds that stand in columns of their own (经度(度), 经度(分), 经度(秒)) as one cell each. */
export function joinedAngles(rows: readonly TableRow[]): readonly TableRow[] {
  const head = rows.findIndex(({ cells }) => anglesIn(cells).length > 1);
  if (head < 0) return rows;
  const angles = anglesIn(rows[head]?.cells ?? []);
  const join = (cells: readonly string[], title: boolean): string[] =>
    cells.flatMap((cell, i) => {
      const angle = angles.find(({ at }) => i >= at && i < at + 3);
      if (!angle) return [cell];
      if (i > angle.at) return [];
      if (title) return [angle.of];
      const parts = [0, 1, 2].map((k) => (cells[i + k] ?? '').trim());
      return [
        parts.every((one) => parseNumber(one) !== undefined) ? `${parts[0]}°${parts[1]}′${parts[2]}″` : cell,
      ];
    });
  return rows.map((row, i) =>
    i < head ? row : { ...row, cells: join(row.cells, i === head), numbers: join(row.numbers, i === head) },
  );
}
