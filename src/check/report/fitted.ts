import type { Language } from '../../model/index.ts';
import { type Table, t } from './cells.ts';

/** Millimetres of a Chinese character and of a figure or letter in a table, and of a cell's own edges. */
const charMm = 2.75;
const figureMm = 1.55;
const edgesMm = 2.8;
/** Millimetres: what a column takes at least, and at most before its words go over several lines. */
const leastMm = 10;
const mostMm = 34;

const lengthMm = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? charMm : figureMm), 0) + edgesMm;

/** What a column wants: its longest cell, and of its heading the longest word that cannot be broken, of one that leads the whole. */
function widthMm({ columns, rows, lead = 0 }: Table, c: number, language: Language): number {
  const cells = rows.flatMap(({ cells: all }) => {
    const cell = all[c];
    return cell && !cell.span ? [lengthMm(cell[language])] : [];
  });
  const name = columns[c]?.name[language] ?? '';
  const words = c < lead ? [lengthMm(name)] : name.split(/[\s\u2e80-\uffff]/u).map(lengthMm);
  return Math.min(mostMm, Math.max(leastMm, ...cells, ...words));
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

/**
 * Columns from `lead` on in as few pieces as there can be, none much narrower than the others; before a column that
 * begins something, a piece may end a little early.
 */
function pieces(
  widths: readonly number[],
  lead: number,
  room: number,
  begins: (column: number) => boolean,
): number[][] {
  const wanted = sum(widths.slice(lead));
  const share = wanted / Math.ceil(wanted / room);
  const list: number[][] = [];
  let used = Infinity;
  for (let c = lead; c < widths.length; c += 1) {
    const width = widths[c]!;
    if (used + width > room || used >= (begins(c) ? 0.6 : 1) * share) {
      list.push([]);
      used = 0;
    }
    list.at(-1)!.push(c);
    used += width;
  }
  return list;
}

/**
 * A table too wide for the paper as several of about the same width, each with the columns that say what its rows are.
 * @param roomMm Of the page between its margins.
 */
export function fitted(table: Table, roomMm: number, language: Language): Table[] {
  const { lead = 0, columns, rows } = table;
  if (!lead) return [table];
  const widths = columns.map((_, c) => widthMm(table, c, language));
  const room = Math.max(3 * leastMm, roomMm - sum(widths.slice(0, lead)));
  if (sum(widths.slice(lead)) <= room) return [table];
  const plain = pieces(widths, lead, room, () => false);
  // Columns under one heading stay together where that costs no further piece.
  const head = (c: number) => columns[c]?.heads?.[0]?.zh;
  const whole = pieces(widths, lead, room, (c) => head(c) !== head(c - 1));
  const shorter = whole.length > plain.length ? plain : whole;
  const leading = Array.from({ length: lead }, (_, c) => c);
  return shorter.map((own, piece) => {
    const pick = <T>(list: readonly T[]) => [...leading, ...own].map((c) => list[c]!);
    const { note, ...rest } = table;
    return {
      ...rest,
      id: `${table.id} ${piece + 1}`,
      title: t(
        `${table.title.zh}（${piece + 1}/${shorter.length}）`,
        `${table.title.en} (${piece + 1}/${shorter.length})`,
      ),
      columns: pick(columns),
      rows: rows.map((row) => ({ ...row, cells: pick(row.cells) })),
      ...(note && piece + 1 === shorter.length ? { note } : {}),
    };
  });
}
