import type { SheetTable } from './table-parts.ts';

/** A stretch of one table on one page. */
export interface Block {
  table: SheetTable;
  from: number;
  to: number;
  /** Widths of the columns as measured, CSS pixels: every page breaks its lines alike. */
  widths: readonly number[];
  /** The note stands under the last stretch. */
  note: boolean;
  /** Its rows are set closer. */
  dense?: boolean;
}

/** Heights in CSS pixels of one table set at full width. */
export interface Measured {
  table: SheetTable;
  title: number;
  head: number;
  rows: readonly number[];
  note: number;
  widths: readonly number[];
}

/** Rows of a table that stand together before and behind a break: fewer go over, or stay, with their neighbours. */
const fewest = 3;

/**
 * Divides tables over pages of `height` pixels. A title never stands without rows, and no row alone at the head of a
 * page; a row higher than a page gets a page of its own.
 */
export function paginate(tables: readonly Measured[], height: number): Block[][] {
  const pages: Block[][] = [[]];
  let left = height;
  const turn = () => {
    pages.push([]);
    left = height;
  };
  for (const { table, title, head, rows, note, widths } of tables) {
    const top = title + head;
    /** How far the rows go that find room, and what they take. */
    const stretch = (from: number, most = rows.length) => {
      let [to, used] = [from, top + (rows.length ? 0 : note)];
      for (; to < most; to += 1) {
        const next = rows[to]! + (to + 1 === rows.length ? note : 0);
        if (used + next > left) break;
        used += next;
      }
      return { to, used };
    };
    for (let from = 0; ; ) {
      let { to, used } = stretch(from);
      const fresh = left === height;
      if (to < rows.length || used > left) {
        const kept = Math.min(to, rows.length - fewest);
        if (kept - from >= fewest) ({ to, used } = stretch(from, kept));
        else if (!fresh) {
          turn();
          continue;
        } else if (to === from && rows.length) {
          used += rows[from]!;
          to += 1;
        }
      }
      pages.at(-1)!.push({ table, from, to, widths, note: to >= rows.length });
      left -= used;
      if (to >= rows.length) break;
      turn();
      from = to;
    }
  }
  return pages.filter((page) => page.length > 0);
}

/**
 * The same, with rows set closer by `closer` pixels where that saves a page: a last page of a few lines is no page.
 */
export function paginateClosely(tables: readonly Measured[], height: number, closer: number): Block[][] {
  const wide = paginate(tables, height);
  const less = tables.map((one) => ({ ...one, rows: one.rows.map((row) => row - closer) }));
  const dense = paginate(less, height);
  if (dense.length >= wide.length) return wide;
  return dense.map((page) => page.map((block) => ({ ...block, dense: true })));
}

/** Widths of the columns, from a row in which no cell takes several. */
function columnsIn(section: HTMLElement | undefined, count: number): number[] {
  const rows = [...(section?.querySelectorAll('tr') ?? [])];
  const plain = rows.findLast(
    (row) => row.cells.length === count && ![...row.cells].some((cell) => cell.rowSpan > 1),
  );
  return [...(plain?.cells ?? [])].map((cell) => cell.getBoundingClientRect().width);
}

/** Reads the heights of tables laid out in a measuring container, in the order of `tables`. */
export function measure(container: HTMLElement, tables: readonly SheetTable[]): Measured[] {
  const height = (element: Element | null | undefined): number => {
    if (!element) return 0;
    const style = getComputedStyle(element);
    return (
      element.getBoundingClientRect().height +
      Number.parseFloat(style.marginTop) +
      Number.parseFloat(style.marginBottom)
    );
  };
  const sections = [...container.querySelectorAll('section')];
  return tables.map((table, index) => {
    const section = sections[index];
    return {
      table,
      title: height(section?.querySelector('h3')),
      head: height(section?.querySelector('thead')),
      // Rows have no margins to ask the style for.
      rows: [...(section?.querySelectorAll('tbody tr') ?? [])].map(
        (row) => row.getBoundingClientRect().height,
      ),
      note: height(section?.querySelector('.note')),
      widths: columnsIn(section, table.columns.length),
    };
  });
}
