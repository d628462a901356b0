import { cellsOf, isText, Layout, lengthOf, numberAt } from './cells.ts';
import { leavesOf, type SqliteFile } from './file.ts';

/** A column as its CREATE TABLE declares it. */
export interface SqliteColumn {
  name: string;
  /** In capitals, empty where none is declared. */
  type: string;
  /** Its value is the number of the row: it stands in no record. */
  rowid: boolean;
  /** In rows written before the column was added. */
  before: string | number | null;
}

/** One entry of the schema. */
export interface SchemaEntry {
  type: string;
  name: string;
  /** 0 for what has no pages (a view, a virtual table). */
  root: number;
  sql: string;
}

const token =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|[(),]|[^\s"'`[\](),]+/g;
const constraints = /^(?:CONSTRAINT|PRIMARY|NOT|NULL|UNIQUE|CHECK|DEFAULT|COLLATE|REFERENCES|GENERATED|AS)$/i;
const tableConstraints = /^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN)$/i;

function unquoted(word: string): string {
  const quote = word[0];
  if (quote === '[') return word.slice(1, -1);
  if (quote !== '"' && quote !== "'" && quote !== '`') return word;
  return word.slice(1, -1).replaceAll(quote + quote, quote);
}

/** The parts between the commas of the outermost brackets, and what stands behind them; undefined when they do not close. */
function partsOf(sql: string): { parts: string[][]; after: string[] } | undefined {
  const words = (sql.match(token) ?? []).filter((word) => !/^(?:--|\/\*)/.test(word));
  const first = words.indexOf('(');
  if (first < 0) return undefined;
  const parts: string[][] = [[]];
  let depth = 1;
  for (let i = first + 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === '(') depth++;
    if (word === ')' && --depth === 0) return { parts, after: words.slice(i + 1) };
    if (word === ',' && depth === 1) parts.push([]);
    else parts.at(-1)!.push(word);
  }
  return undefined;
}

/** The places of bare words outside inner brackets. */
function outer(words: readonly string[], wanted: RegExp, from = 0): number {
  let depth = 0;
  for (const [i, word] of words.entries()) {
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (depth === 0 && i >= from && wanted.test(word)) return i;
  }
  return -1;
}

/** The constant after DEFAULT. Columns added later can have no other; what is worked out stands in every record. */
function constant(words: readonly string[]): string | number | null {
  const [first = '', second = ''] = words;
  if (/^['"]/.test(first)) return unquoted(first);
  const written = /^[+-]$/.test(first) ? first + second : first;
  if (/^true$/i.test(written)) return 1;
  if (/^false$/i.test(written)) return 0;
  return written === '' || Number.isNaN(Number(written)) ? null : exact(written);
}

/** A number, or the figures themselves of a whole one that a double would round. */
const exact = (written: string): string | number =>
  /^[-+]?\d+$/.test(written) && !Number.isSafeInteger(Number(written)) ? written : Number(written);

/** As the column would keep it. */
const kept = (value: string | number | null, type: string): string | number | null => {
  if (value === null) return null;
  if (/CHAR|CLOB|TEXT/.test(type)) return String(value);
  if (typeof value === 'string' && type && !/BLOB/.test(type) && value.trim() && Number.isFinite(+value))
    return exact(value);
  return value;
};

function columnOf(words: readonly string[]): SqliteColumn | undefined {
  const [name, ...rest] = words;
  if (name === undefined) return undefined;
  const end = outer(rest, constraints);
  const type = (end < 0 ? rest : rest.slice(0, end)).map(unquoted).join(' ').toUpperCase();
  if (outer(rest, /^(?:GENERATED|AS)$/i) >= 0) return undefined;
  const primary = outer(rest, /^PRIMARY$/i);
  const preset = outer(rest, /^DEFAULT$/i);
  return {
    name: unquoted(name),
    type,
    // "INTEGER PRIMARY KEY DESC" is none, by an oversight of SQLite's that it keeps.
    rowid: type === 'INTEGER' && primary >= 0 && !/^DESC$/i.test(rest[primary + 2] ?? ''),
    before: kept(preset < 0 ? null : constant(rest.slice(preset + 1, preset + 3)), type),
  };
}

/**
 * The columns of a CREATE TABLE, in the order of its records; undefined for one that is not plain: with columns that are
 * worked out, or without row numbers.
 */
export function columnsOf(sql: string): SqliteColumn[] | undefined {
  const parts = partsOf(sql);
  if (!parts || outer(parts.after, /^WITHOUT$/i) >= 0) return undefined;
  const columns: SqliteColumn[] = [];
  for (const part of parts.parts) {
    if (tableConstraints.test(part[0] ?? '')) {
      const primary = outer(part, /^PRIMARY$/i);
      const open = part.indexOf('(', primary);
      const key = part.slice(open + 1, part.indexOf(')', open));
      if (primary < 0 || key.includes(',')) continue;
      const named = unquoted(key[0] ?? '').toLowerCase();
      const column = columns.find(({ name }) => name.toLowerCase() === named);
      if (column?.type === 'INTEGER') column.rowid = true;
      continue;
    }
    const column = columnOf(part);
    if (!column) return undefined;
    columns.push(column);
  }
  return columns.length ? columns : undefined;
}

const schemaColumns = columnsOf('CREATE TABLE sqlite_schema(type,name,tbl_name,rootpage,sql)')!;

type Row = Record<string, string | number | null>;

/** The rows of a small table, without blobs; those that cannot be read are left out. */
export function rowsOf(file: SqliteFile, root: number, columns: readonly SqliteColumn[]): Row[] | undefined {
  const leaves = leavesOf(file, root);
  if (!leaves) return undefined;
  const decoder = new TextDecoder(file.encoding);
  const layout = new Layout();
  const rows: Row[] = [];
  for (const cell of cellsOf(file, leaves)) {
    if (cell.damaged || !layout.read(cell)) continue;
    const row: Row = {};
    for (const [k, { name, rowid, before }] of columns.entries()) {
      const type = k < layout.count ? layout.types[k]! : undefined;
      const at = layout.at[k]!;
      if (type === undefined) row[name] = before;
      else if (type === 0) row[name] = rowid ? cell.rowid : null;
      else if (isText(type)) row[name] = decoder.decode(cell.bytes.subarray(at, at + lengthOf(type)));
      else if (type < 12) row[name] = numberAt(cell.view, at, type);
    }
    rows.push(row);
  }
  return rows;
}

/** Everything the database defines; undefined when its schema cannot be read. */
export const schemaOf = (file: SqliteFile): SchemaEntry[] | undefined =>
  rowsOf(file, 1, schemaColumns)?.map((row) => ({
    type: String(row['type'] ?? ''),
    name: String(row['name'] ?? ''),
    root: Number(row['rootpage'] ?? 0),
    sql: String(row['sql'] ?? ''),
  }));
