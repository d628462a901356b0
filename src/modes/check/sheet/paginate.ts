import type { Table } from '../../../check/index.ts';

/** A stretch of one table on one page. */
export interface Block {
  table: Table;
  from: number;
  to: number;
  /** Widths of the columns as measured, CSS pixels: every page breaks its lines alike. */
  widths: readonly number[];
  /** The note stands under the last stretch. */
  note: boolean;
}

/** Heights in CSS pixels of one table set at full width. */
export interface Measured {
  table: Table;
  title: number;
  head: number;
  rows: readonly number[];
  note: number;
  widths: readonly number[];
}

/**
 * Divides tables over pages of `height` pixels. A title never stands without at least one row; a row higher than a page
 * gets a page of its own.
 */
export function paginate(tables: readonly Measured[], height: number): Block[][] {
  const pages: Block[][] = [[]];
  let left = height;
  const turn = () => {
    if (!pages.at(-1)?.length) return;
    pages.push([]);
    left = height;
  };
  for (const { table, title, head, rows, note, widths } of tables) {
    let from = 0;
    while (from < rows.length || (rows.length === 0 && from === 0)) {
      const top = title + head;
      if (left < top + (rows[from] ?? 0) + (from + 1 >= rows.length ? note : 0)) turn();
      let used = top + (rows.length === 0 ? note : 0);
      let to = from;
      while (to < rows.length) {
        const next = (rows[to] ?? 0) + (to + 1 === rows.length ? note : 0);
        if (to > from && used + next > left) break;
        used += next;
        to += 1;
      }
      pages.at(-1)?.push({ table, from, to, widths, note: to >= rows.length });
      left -= used;
      if (to < rows.length) turn();
      if (rows.length === 0) break;
      from = to;
    }
  }
  return pages.filter((page) => page.length > 0);
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
export function measure(container: HTMLElement, tables: readonly Table[]): Measured[] {
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
