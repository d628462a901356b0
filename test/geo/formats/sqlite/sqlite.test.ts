import fc from 'fast-check';
import initSqlJs, { type SqlValue } from 'sql.js';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../src/geo/formats/sqlite/file.ts';
import { columnsOf, rowsOf, schemaOf } from '../../../../src/geo/formats/sqlite/schema.ts';
import { windows } from '../../../../src/geo/formats/sqlite/windows.ts';

const { Database } = await initSqlJs();
type Db = InstanceType<typeof Database>;

/** A table as the engine gives it, in the order of its row numbers. */
function byEngine(db: Db, table: string): Record<string, SqlValue>[] {
  const statement = db.prepare(`select * from "${table.replaceAll('"', '""')}" order by rowid`);
  const rows: Record<string, SqlValue>[] = [];
  while (statement.step()) rows.push(statement.getAsObject());
  statement.free();
  return rows;
}

/** The same from the pages, held or fetched; undefined where it is left to the engine. */
function byPages(bytes: Uint8Array, table: string, fetched?: number) {
  const held = openSqlite(bytes);
  const read = (from: number, to: number) => bytes.slice(from, to);
  const file = fetched && held ? { ...held, page: windows(read, held.size, held.pageSize, fetched) } : held;
  const entry = file && schemaOf(file)?.find(({ name }) => name === table);
  const columns = entry && columnsOf(entry.sql);
  return file && columns && rowsOf(file, entry.root, columns);
}

const withoutBlobs = (rows: Record<string, SqlValue>[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, v]) => !(v instanceof Uint8Array))));

/** The engine rounds whole numbers beyond 2^53; the pages give their digits as text. */
const asRounded = (rows: ReturnType<typeof byPages>, truth: Record<string, SqlValue>[]) =>
  rows?.map((row, at) =>
    Object.fromEntries(
      Object.entries(row).map(([key, own]) => {
        const rounded = truth[at]?.[key];
        const large = typeof rounded === 'number' && Math.abs(rounded) >= 2 ** 53;
        return [key, large && typeof own === 'string' ? Number(own) : own];
      }),
    ),
  );

const value = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -200, max: 200 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: -(2 ** 45), max: 2 ** 45 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 12 }).map((one) => one.replaceAll('\0', '0')),
  fc.constantFrom('水田', '地类图斑'.repeat(40), 'x'.repeat(3000), '长'.repeat(9000)),
  fc.uint8Array({ maxLength: 2000 }),
);
const type = fc.constantFrom(
  'TEXT',
  'INTEGER',
  'MEDIUMINT',
  'REAL',
  '',
  'VARCHAR(20)',
  'DECIMAL(10, 2)',
  'BLOB',
);
const name = fc.constantFrom('a', '"b c"', '[地类]', '`x,y`', '"q""q"', '"check(1)"', "'s'");
const extra = fc.constantFrom(
  '',
  'NOT NULL DEFAULT 7',
  "DEFAULT 'it''s (a, b)'",
  'CHECK (1 in (1, 2))',
  'UNIQUE',
);

describe('a SQLite database read by its pages', () => {
  it('gives what the engine gives, of any values, page size and encoding', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, type), { minLength: 1, maxLength: 6, selector: ([one]) => one }),
        fc.array(fc.array(value, { minLength: 6, maxLength: 6 }), { maxLength: 60 }),
        fc.constantFrom('', ', "id" INTEGER PRIMARY KEY', ', "id" INTEGER, PRIMARY KEY("id" AUTOINCREMENT)'),
        fc.constantFrom(512, 1024, 4096, 65_536),
        fc.constantFrom('UTF-8', 'UTF-16le', 'UTF-16be'),
        fc.array(fc.nat(60), { maxLength: 8 }),
        (columns, rows, key, page, encoding, gone) => {
          const db = new Database();
          db.run(`pragma page_size = ${page}; pragma encoding = '${encoding}'`);
          db.run(`create table "图 层" (${columns.map(([one, kind]) => `${one} ${kind}`).join(', ')}${key})`);
          const names = columns.map(([one]) => one).join(', ');
          for (const row of rows)
            db.run(
              `insert into "图 层" (${names}) values (${columns.map(() => '?').join(', ')})`,
              columns.map((_, k) => row[k] as SqlValue),
            );
          for (const place of gone) db.run(`delete from "图 层" where rowid = ${place}`);
          const truth = withoutBlobs(byEngine(db, '图 层'));
          const bytes = db.export();
          db.close();
          expect(asRounded(byPages(bytes, '图 层'), truth)).toEqual(truth);
          // Page by page, some at a time, and where it is fetched several times over, whole.
          for (const least of [1, 1500])
            expect(asRounded(byPages(bytes, '图 层', least), truth)).toEqual(truth);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('knows the columns of any CREATE TABLE, and fills rows written before one was added', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, type, extra), { minLength: 1, maxLength: 5, selector: ([one]) => one }),
        fc.constantFrom(
          'TEXT DEFAULT 5',
          "INTEGER DEFAULT '12'",
          'REAL DEFAULT -1.5',
          'TEXT',
          "DEFAULT 'x y'",
          'INT DEFAULT - 3',
        ),
        (columns, later) => {
          const db = new Database();
          const list = columns.map((one) => one.join(' ')).join(' /* a, b */,\n');
          db.run(`create table t (${list}, -- the end)\n constraint c check (1 = 1))`);
          db.run(`insert into t (${columns[0]![0]}) values (3)`);
          db.run(`alter table t add column later ${later}`);
          db.run(`insert into t (${columns[0]![0]}, later) values (4, 8)`);
          const truth = withoutBlobs(byEngine(db, 't'));
          const bytes = db.export();
          db.close();
          expect(byPages(bytes, 't')).toEqual(truth);
        },
      ),
      { numRuns: 150 },
    );
  });
  it.each([
    ['without row numbers', 'create table t (a text primary key, b) without rowid'],
    [
      'with a column that is worked out',
      'create table t (a integer, b integer generated always as (a + 1) stored)',
    ],
    ['with such a column in short', 'create table t (a integer, b as (a + 1))'],
  ])('leaves a table %s to the engine', (_, sql) => {
    const db = new Database();
    db.run(sql);
    db.run("insert into t (a) values ('1')");
    const bytes = db.export();
    db.close();
    expect(byPages(bytes, 't')).toBeUndefined();
  });
  it('reads a large table whose inner pages have inner pages', () => {
    const db = new Database();
    db.run('pragma page_size = 512');
    db.run('create table t (id integer primary key, a text)');
    db.run(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) insert into t select 3 * i, 'row ' || i from n",
    );
    const bytes = db.export();
    db.close();
    const rows = byPages(bytes, 't')!;
    expect(rows.length).toBe(20_000);
    expect([rows[0], rows[19_999]]).toEqual([
      { id: 3, a: 'row 1' },
      { id: 60_000, a: 'row 20000' },
    ]);
  });
});
