import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { StatusEntry } from '../../model/index.ts';
import { momentsFrom2, type UndoV2, versionsFrom2, type ZoneV1, type ZoneV2, zoneFrom1 } from './migrate.ts';
import type { Book, Changes, EntryKey, EntryState, LogRow, Version } from './types.ts';
import { keyOf, refOf } from './types.ts';
import { emptyState, normalState } from './version.ts';

/** Where the store stands: `counter` grows with every write by any tab, `cursor` is the last log row in force. */
export interface Position {
  counter: number;
  cursor: number;
  /** Last log row there is; rows after `cursor` can be redone. */
  top: number;
}
export const start: Position = { counter: 0, cursor: 0, top: 0 };

interface Schema extends DBSchema {
  heads: { key: [string, string, string]; value: Version };
  superseded: { key: [string, string]; value: { key: EntryKey; id: string } };
  log: { key: number; value: LogRow };
  meta: { key: string; value: Position };
}
export type Database = IDBPDatabase<Schema>;
const stores = ['heads', 'superseded', 'log', 'meta'] as const;
export type Writing = IDBPTransaction<Schema, typeof stores, 'readwrite'>;
type Reading = IDBPTransaction<Schema, typeof stores, 'readonly' | 'readwrite'>;

export const schemaVersion = 3;

/** Stores and rows of the schemas before this one, read while upgrading. */
type Old = IDBPTransaction<unknown, string[], 'versionchange'>;

async function upgrade(database: Database, from: number, transaction: unknown): Promise<void> {
  const old = transaction as Old;
  const has = (name: string) => (database.objectStoreNames as DOMStringList).contains(name);
  const all = async <T>(name: string): Promise<T[]> =>
    has(name) ? ((await old.objectStore(name).getAll()) as T[]) : [];
  const zones =
    from === 1 ? (await all<ZoneV1>('zones')).map(zoneFrom1) : from === 2 ? await all<ZoneV2>('zones') : [];
  const status = await all<StatusEntry>('status');
  const undo = from === 2 ? await all<UndoV2>('undo') : [];

  database.createObjectStore('heads', { keyPath: ['kind', 'entry', 'id'] });
  database.createObjectStore('superseded', { keyPath: ['key', 'id'] });
  database.createObjectStore('log', { keyPath: 'seq' });
  database.createObjectStore('meta');
  const store = <T>(name: string, value: T, key?: string) =>
    old.objectStore(name).put?.(value, key) ?? Promise.resolve();
  for (const version of versionsFrom2(zones, status)) await store('heads', version);
  for (const [index, row] of undo.entries())
    await store('log', { seq: index + 1, label: row.label, at: '', kind: 'edit', ...momentsFrom2(row) });
  await store('meta', { counter: 1, cursor: undo.length, top: undo.length }, 'position');
  for (const name of ['zones', 'status', 'undo'])
    if (has(name)) (database as unknown as IDBPDatabase).deleteObjectStore(name);
}

/** Opens the database, upgrading it from any earlier schema. `hooks` report other tabs and of the browser. */
export async function openRecordsDatabase(
  name: string,
  hooks: { blocked(): void; blocking(to: number | null): void; terminated(): void },
): Promise<Database> {
  return openDB<Schema>(name, schemaVersion, {
    upgrade: (database, from, _to, transaction) => upgrade(database, from, transaction),
    blocked: hooks.blocked,
    blocking: (_from, to) => hooks.blocking(to),
    terminated: hooks.terminated,
  });
}

/** Begins a write whose completion means "on the disk", not "handed to the system". */
export const beginWrite = (database: Database): Writing =>
  database.transaction(stores, 'readwrite', { durability: 'strict' });
export const beginRead = (database: Database) => database.transaction(stores, 'readonly');

export async function readPosition(tx: Reading): Promise<Position> {
  return (await tx.objectStore('meta').get('position')) ?? start;
}

export async function readBook(tx: Reading): Promise<Book> {
  const [heads, superseded] = await Promise.all([
    tx.objectStore('heads').getAll(),
    tx.objectStore('superseded').getAll(),
  ]);
  const replaced = new Map<EntryKey, Set<string>>();
  for (const { key, id } of superseded) {
    const ids = replaced.get(key);
    if (ids) ids.add(id);
    else replaced.set(key, new Set([id]));
  }
  const byEntry = new Map<EntryKey, Version[]>();
  for (const head of heads) {
    const key = keyOf({ kind: head.kind, id: head.entry });
    const list = byEntry.get(key);
    if (list) list.push(head);
    else byEntry.set(key, [head]);
  }
  const book = new Map<EntryKey, EntryState>();
  for (const key of new Set([...byEntry.keys(), ...replaced.keys()]))
    book.set(key, normalState(byEntry.get(key) ?? [], replaced.get(key) ?? new Set()));
  return book;
}

/** The requests of one transaction, to be awaited together; none is left to reject unheard when an earlier one throws. */
export class Requests {
  readonly #all: Promise<unknown>[] = [];
  add(request: Promise<unknown>): void {
    request.catch(() => undefined);
    this.#all.push(request);
  }
  done(): Promise<unknown> {
    return Promise.all(this.#all);
  }
}

/** Writes the difference between the states before and after, in both directions (undoing a merge takes rows away), an entry a step. */
export function* writingChanges(
  tx: Writing,
  changes: Changes,
  requests: Requests,
): Generator<undefined, void> {
  const heads = tx.objectStore('heads');
  const superseded = tx.objectStore('superseded');
  for (const [key, change] of changes) {
    const { kind, id: entry } = refOf(key);
    const before = change.before ?? emptyState;
    const after = change.after ?? emptyState;
    const had = new Set(before.heads.map((head) => head.id));
    const has = new Set(after.heads.map((head) => head.id));
    for (const id of had) if (!has.has(id)) requests.add(heads.delete([kind, entry, id]));
    for (const head of after.heads) if (!had.has(head.id)) requests.add(heads.put(head));
    for (const id of after.superseded)
      if (!before.superseded.has(id)) requests.add(superseded.put({ key, id }));
    for (const id of before.superseded)
      if (!after.superseded.has(id)) requests.add(superseded.delete([key, id]));
    yield;
  }
}
