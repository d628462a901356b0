import type { Bilingual, Problem } from '../../model/index.ts';
import { askToPersist } from '../persist.ts';
import type { Stamp } from './apply.ts';
import {
  beginRead,
  beginWrite,
  type Database,
  openRecordsDatabase,
  type Position,
  Requests,
  readBook,
  readPosition,
  start,
  type Writing,
  writingChanges,
} from './database.ts';
import {
  blockedProblem,
  silentProblem,
  supersededProblem,
  terminatedProblem,
  unavailableProblem,
} from './problems.ts';
import { type Intent, type Step, withChanges, workOut } from './step.ts';
import { inTurns, type Pause } from './turns.ts';
import type { Book } from './types.ts';

/** What is on the disk, as far as this tab has read. */
export interface Stored {
  book: Book;
  position: Position;
  undo: Bilingual | undefined;
  redo: Bilingual | undefined;
}
export const nothingStored: Stored = { book: new Map(), position: start, undo: undefined, redo: undefined };

export interface Connection {
  /** Reads everything again if another tab has written since `known`. */
  read(known: Stored): Promise<Stored>;
  /** Does one intent in one transaction; resolves once it is on the disk. */
  write(known: Stored, intent: Intent, stamp: Stamp): Promise<Stored>;
  close(): void;
}

type LogReader = { get(seq: number): Promise<{ label: Bilingual } | undefined> };
async function labels(log: LogReader, position: Position) {
  const [undo, redo] = await Promise.all([log.get(position.cursor), log.get(position.cursor + 1)]);
  return { undo: undo?.label, redo: redo?.label };
}

/** How long the browser may take to open its storage before the page goes on without it, ms. */
const patienceMs = 10_000;

/**
 * Opens the database and keeps it open. `lost` is called when the connection is gone, `late` when a blocked upgrade
 * went through after all. Rejects with a `Problem`.
 */
export async function connect(
  name: string,
  lost: (problem: Problem) => void,
  late: (connection: Connection) => void,
): Promise<Connection> {
  let database: Database | undefined;
  let reject: ((problem: Problem) => void) | undefined;
  const blocked = new Promise<never>((_, no) => {
    reject = no;
  });
  let wasBlocked = false;
  // Some browsers leave the request without any answer at all.
  const silence = setTimeout(() => {
    wasBlocked = true;
    reject?.(silentProblem);
  }, patienceMs);
  const opening = openRecordsDatabase(name, {
    blocked() {
      wasBlocked = true;
      reject?.(blockedProblem);
    },
    blocking(to) {
      database?.close();
      lost(to === null ? terminatedProblem : supersededProblem);
    },
    terminated: () => lost(terminatedProblem),
  }).then(
    (opened) => {
      clearTimeout(silence);
      database = opened;
      const connection = overDatabase(opened);
      if (wasBlocked) late(connection);
      return connection;
    },
    (error: unknown) => {
      clearTimeout(silence);
      throw unavailableProblem(error);
    },
  );
  opening.catch(() => undefined);
  return Promise.race([opening, blocked]);
}

async function writeStep(tx: Writing, step: Step, before: Position, pause: Pause): Promise<unknown> {
  const log = tx.objectStore('log');
  const requests = new Requests();
  await inTurns(writingChanges(tx, step.changes, requests), pause);
  if (step.row) {
    if (before.top >= step.row.seq) requests.add(log.delete(IDBKeyRange.bound(step.row.seq, before.top)));
    requests.add(log.put(step.row));
  }
  requests.add(tx.objectStore('meta').put(step.position, 'position'));
  return requests.done();
}

function overDatabase(database: Database): Connection {
  return {
    async read(known) {
      const tx = beginRead(database);
      const position = await readPosition(tx);
      const book = position.counter === known.position.counter ? known.book : await readBook(tx);
      return { book, position, ...(await labels(tx.objectStore('log'), position)) };
    },
    async write(known, intent, stamp) {
      const tx = beginWrite(database);
      // Once aborted, `done` rejects too; the fault is reported by whoever awaits below.
      tx.done.catch(() => undefined);
      try {
        const position = await readPosition(tx);
        const book = position.counter === known.position.counter ? known.book : await readBook(tx);
        const log = tx.objectStore('log');
        // A question to the database is a pause through which the transaction stays open.
        const pause = () => log.getKey(0);
        const step = await workOut(book, position, intent, stamp, (seq) => log.get(seq), pause);
        if (step) await writeStep(tx, step, position, pause);
        const now = step?.position ?? position;
        const labelled = await labels(log, now);
        await tx.done;
        if (step) askToPersist();
        return { book: step ? withChanges(book, step.changes) : book, position: now, ...labelled };
      } catch (error) {
        try {
          tx.abort();
        } catch {
          // It has ended already, and nothing of it is on the disk.
        }
        throw tx.error ?? error;
      }
    },
    close: () => database.close(),
  };
}
