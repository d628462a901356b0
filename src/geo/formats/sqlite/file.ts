/** Where a page lies, until the next is asked for: bytes, and where in them it begins. */
export interface PagePlace {
  bytes: Uint8Array;
  view: DataView;
  start: number;
}
/** Page `page` (they count from 1); undefined when it is not wholly there. */
export type Pages = (page: number) => PagePlace | undefined;

/**
 * A SQLite database as its pages (file format, sqlite.org/fileformat2.html), for reading whole tables in the order they
 * lie in. What is not plain (see `openSqlite`, `leavesOf`) is left to the database engine itself.
 */
export interface SqliteFile {
  page: Pages;
  size: number;
  pageSize: number;
  /** Bytes of a page without those reserved at its end. */
  usable: number;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

const encodings = [undefined, 'utf-8', 'utf-16le', 'utf-16be'] as const;

/** The pages of a database; undefined when its header makes no sense. */
export function openSqlite(bytes: Uint8Array): SqliteFile | undefined {
  if (bytes.length < 512) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stated = view.getUint16(16);
  const pageSize = stated === 1 ? 65_536 : stated;
  const usable = pageSize - bytes[20]!;
  const encoding = encodings[view.getUint32(56)];
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < 480 || !encoding) return undefined;
  const page: Pages = (number) => {
    const start = (number - 1) * pageSize;
    return number >= 1 && start + pageSize <= bytes.length ? { bytes, view, start } : undefined;
  };
  return { page, size: bytes.length, pageSize, usable, encoding };
}

/** Kinds of b-tree pages: an inner one and a leaf of a table. */
const innerPage = 5;
const leafPage = 13;
const deepest = 24;

/** Where the cells of a table lie. */
export interface Leaves {
  /** Its leaf pages in the order of their rows. */
  pages: readonly number[];
  /** Rows on them. */
  rows: number;
  /** Pages that could not be read, with all that hung on them. */
  lost: number;
}

/** What stands in a b-tree page's head; page 1 has the file's header before it. */
function headOf(file: SqliteFile, page: number) {
  const place = file.page(page);
  if (!place) return undefined;
  const at = place.start + (page === 1 ? 100 : 0);
  return { ...place, at, type: place.bytes[at]!, cells: place.view.getUint16(at + 3) };
}

/** The leaf pages of the table with this root; undefined when it is no plain table (WITHOUT ROWID, an index). */
export function leavesOf(file: SqliteFile, root: number): Leaves | undefined {
  const type = headOf(file, root)?.type;
  if (type !== innerPage && type !== leafPage) return undefined;
  const { usable } = file;
  const pages: number[] = [];
  const seen = new Set<number>();
  let [rows, lost] = [0, 0];
  const walk = (page: number, depth: number): void => {
    const head = headOf(file, page);
    const most = head ? (usable - 8) / 2 : 0;
    if (!head || seen.has(page) || depth > deepest || head.cells > most) {
      lost++;
      return;
    }
    seen.add(page);
    if (head.type === leafPage) {
      pages.push(page);
      rows += head.cells;
    } else if (head.type === innerPage) {
      const { view, start, at } = head;
      const below: number[] = [];
      for (let k = 0; k < head.cells; k++) {
        const cell = view.getUint16(at + 12 + 2 * k);
        if (cell + 4 > usable) lost++;
        else below.push(view.getUint32(start + cell));
      }
      below.push(view.getUint32(at + 8));
      for (const one of below) walk(one, depth + 1);
    } else lost++;
  };
  walk(root, 0);
  return { pages, rows, lost };
}
