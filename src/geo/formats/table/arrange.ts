import type { Problem } from '../../../model/index.ts';
import { parseAngle } from '../angle.ts';
import { isData, isUpperHeader } from './blocks.ts';
import type { TableRow } from './decimals.ts';
import { isGeometryCell } from './geometry-cell.ts';
import { directionsIn, isAxis, isHeader, roleOf } from './roles.ts';
import { bareTitle } from './titles.ts';

const labelled = /^([xyen])\s*[=:]\s*([^xyen=:]+?)[\s,;]+([xyen])\s*[=:]\s*(\S.*)$/i;
/** Of the size of a coordinate: a decimal, an angle with its signs, or whole metres. */
const isCoordinate = (text: string): boolean => {
  const angle = parseAngle(text);
  return angle !== undefined && (angle.marked || text.includes('.') || Math.abs(angle.degrees) >= 1e5);
};

/** Two coordinates in one cell: `3154000.5, 412000.2`, `(113.1 28.5)`, `X=3154000 Y=412000`; undefined when it is none. */
function pairIn(written: string): { values: [string, string]; titles?: [string, string] } | undefined {
  const text = written
    .trim()
    .replace(/[，、；：（）【】]/g, (sign) => ',,;:()[]'['，、；：（）【】'.indexOf(sign)] as string)
    .replace(/^[([]\s*|\s*[)\]]$/g, '');
  if (text.length > 80 || isGeometryCell(text)) return undefined;
  const named = labelled.exec(text);
  if (named) {
    const [, first = '', a = '', second = '', b = ''] = named;
    return isCoordinate(a) && isCoordinate(b) && first.toLowerCase() !== second.toLowerCase()
      ? { values: [a, b], titles: [first, second] }
      : undefined;
  }
  for (const sign of [/\s*[,;/]\s*/, /\s+/]) {
    const [a, b, ...more] = text.split(sign);
    if (a && b && !more.length && isCoordinate(a) && isCoordinate(b)) return { values: [a, b] };
  }
  return undefined;
}

/**
 * A table whose X and Y stand in one cell (坐标: `3154000.5, 412000.2`), with the two in cells of their own. Tables with
 * a row that titles coordinates stay as they are.
 */
export function parted(rows: readonly TableRow[]): readonly TableRow[] {
  if (rows.some(({ cells }) => isHeader(cells))) return rows;
  const sample = rows.slice(0, 200);
  const width = Math.min(50, Math.max(0, ...sample.map(({ cells }) => cells.length)));
  const pairs = (i: number) => sample.filter(({ cells }) => pairIn(cells[i] ?? '')).length;
  const column = Array.from({ length: width }, (_, i) => i).find((i) => {
    const filled = sample.filter(({ cells }) => cells[i]?.trim()).length;
    return pairs(i) > 1 && pairs(i) * 2 > filled;
  });
  if (column === undefined) return rows;
  const first = rows.findIndex(({ cells }) => pairIn(cells[column] ?? ''));
  const titles = pairIn(rows[first]?.cells[column] ?? '')?.titles;
  return rows.map(({ cells, numbers, line }, at) => {
    const pair = pairIn(cells[column] ?? '');
    const title = cells[column] ?? '';
    const pairValues: [string, string] = pair
      ? pair.values
      : at === first - 1 && title.trim()
        ? (titles ?? directionsIn(title))
        : [title, ''];
    const put = (list: readonly string[]) => [
      ...list.slice(0, column),
      ...pairValues,
      ...list.slice(column + 1),
    ];
    return { cells: put(cells), numbers: put(numbers), line };
  });
}

/** Where lists of the same titles stand side by side (点号, X, Y, 点号, X, Y): the columns each begins at; else one. */
function listsIn(titles: readonly string[]): number[] {
  const first = titles.findIndex((title) => title !== '');
  const starts = titles.flatMap((title, i) => (i >= first && title === titles[first] ? [i] : []));
  const list = (n: number) =>
    titles
      .slice(starts[n], starts[n + 1])
      .join('\t')
      .trimEnd();
  const firstList = list(0);
  const alike =
    isHeader(firstList.split('\t')) &&
    starts.every((_, n) => (n === starts.length - 1 ? list(n).startsWith(firstList) : list(n) === firstList));
  return alike ? starts : [0];
}

/** The number in what a point is called. */
const numberIn = (name: string | undefined) => Number(/(\d+)\D*$/.exec(name ?? '')?.[1] ?? Number.NaN);

/** Whether a list returns to its first point; `axes` are the columns of its coordinates. */
function isClosed(list: readonly TableRow[], axes: readonly number[]): boolean {
  const [first, last] = [list[0], list.at(-1)];
  return (
    list.length > 3 &&
    axes.length > 1 &&
    axes.every((c) => first?.numbers[c] !== '' && first?.numbers[c] === last?.numbers[c])
  );
}

/**
 * A table whose points stand in several lists side by side, as one list: the lists one after another, or, where their
 * numbers run across (J1 J2, J3 J4), row by row. Lists that each return to their first point, or have each a title of
 * their own, are plots, and become blocks one below the other.
 */
export function unfolded(rows: readonly TableRow[]): { rows: readonly TableRow[]; problems: Problem[] } {
  const out: TableRow[] = [];
  let starts: number[] = [0];
  let point: number | undefined;
  let run: TableRow[] = [];
  let most = 1;
  let separate = false;
  /** The row of titles of the lists, what each is called, and their one header. */
  let titled: { row: TableRow; words: string[] } | undefined;
  let head: TableRow | undefined;
  let axes: number[] = [];
  const part = ({ cells, numbers, line }: TableRow, n: number): TableRow => ({
    cells: cells.slice(starts[n], starts[n + 1]),
    numbers: numbers.slice(starts[n], starts[n + 1]),
    line,
  });
  const flush = () => {
    const isFilled = ({ cells }: TableRow) => cells.some((cell) => cell.trim() !== '');
    const lists = starts.map((_, n) => run.map((row) => part(row, n)).filter(isFilled));
    const header = head;
    if (header && run.length) {
      const words = titled?.words.map(bareTitle) ?? [];
      const named = words.every(Boolean) && new Set(words).size === starts.length;
      if (named || lists.slice(0, -1).every((list) => isClosed(list, axes))) {
        separate = true;
        // Each has its own words above it in place of the row of all.
        if (titled) out.splice(out.indexOf(titled.row), out.length);
        for (const [n, list] of lists.entries()) {
          const title = titled?.words[n]
            ? [{ ...header, cells: [titled.words[n] as string], numbers: [''] }]
            : [];
          out.push(...title, header, ...list);
        }
        run = [];
        head = undefined;
        return;
      }
      out.push(header);
    }
    head = undefined;
    const name = (list: number, row: number) => numberIn(lists[list]?.[row]?.cells[point ?? -1]);
    const across = name(1, 0) === name(0, 0) + 1 && name(0, 1) === name(0, 0) + starts.length;
    const ordered = across ? run.flatMap((_, i) => lists.flatMap((list) => list[i] ?? [])) : lists.flat();
    out.push(...ordered);
    run = [];
  };
  for (const [i, row] of rows.entries()) {
    if (isHeader(row.cells) && !isData(row)) {
      flush();
      const above = rows[i - 1];
      const upper = above && isUpperHeader(above.cells) ? above : undefined;
      const titles = row.cells.map((cell, c) => (cell || (upper?.cells[c] ?? '')).trim());
      starts = listsIn(titles);
      most = Math.max(most, starts.length);
      point = titles.slice(starts[0], starts[1]).findIndex((title) => roleOf(title) === 'point');
      if (starts.length > 1) {
        head = part({ ...row, cells: titles }, 0);
        axes = head.cells.flatMap((title, c) => (isAxis(roleOf(title)) ? [c] : []));
        const over = rows[upper ? i - 2 : i - 1];
        const words = starts.map((_, n) =>
          (over ? part(over, n).cells : []).map((cell) => cell.trim()).find(Boolean),
        );
        const all = words.filter((one) => one !== undefined);
        titled =
          over &&
          !isData(over) &&
          all.length === starts.length &&
          over.cells.filter(Boolean).length === all.length
            ? { row: over, words: all }
            : undefined;
      } else out.push(row);
    } else if (starts.length > 1 && isData(row)) run.push(row);
    else {
      flush();
      out.push(row);
    }
  }
  flush();
  return { rows: most > 1 ? out : rows, problems: most > 1 ? [sideBySide(most, separate)] : [] };
}

const sideBySide = (count: number, separate: boolean): Problem => ({
  code: 'lists-side-by-side',
  severity: 'info',
  what: separate
    ? {
        zh: `表中有 ${count} 组并排的点，各自成一个地块读入。`,
        en: `The points stand in ${count} lists side by side; each was read as a plot.`,
      }
    : {
        zh: `表中有 ${count} 组并排的点，已依次接续读入。`,
        en: `The points stand in ${count} lists side by side; they were read one after another.`,
      },
  remedy: { zh: '请在地图上核对点的次序。', en: 'Check the order of the points on the map.' },
});
