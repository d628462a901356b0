import type { Bilingual } from '../../model/index.ts';
import { applying, type Stamp } from './apply.ts';
import type { Position } from './database.ts';
import { mergeInto } from './merge.ts';
import { inTurns, type Pause } from './turns.ts';
import type { Book, Changes, LogRow, Moment } from './types.ts';

/** What a caller wants done, as a value: it can be tried again when the disk comes back. */
export type Intent =
  | { kind: 'edit'; moment: Moment }
  | { kind: 'merge'; label: Bilingual; book: Book }
  | { kind: 'undo' }
  | { kind: 'redo' };

/** What has to be written for one intent, all of it or nothing. */
export interface Step {
  changes: Changes;
  /** The log row to write; rows after `position.top` go. */
  row?: LogRow;
  position: Position;
}

const restore = (book: Book, states: Extract<LogRow, { kind: 'merge' }>['before']): Changes =>
  new Map(states.map(([key, after]) => [key, { before: book.get(key), after }]));

/**
 * Works out one step on `book`. `readRow` gives a row of the undo log; it is asked only for undo and redo. Between many
 * entries the page gets its turn by `pause`.
 * @returns undefined when there is nothing to do.
 */
export async function workOut(
  book: Book,
  position: Position,
  intent: Intent,
  stamp: Stamp,
  readRow: (seq: number) => Promise<LogRow | undefined>,
  pause?: Pause,
): Promise<Step | undefined> {
  const counter = position.counter + 1;
  const read = book.get.bind(book);
  if (intent.kind === 'edit' || intent.kind === 'merge') {
    const seq = position.cursor + 1;
    const next = { counter, cursor: seq, top: seq };
    if (intent.kind === 'edit') {
      const { changes, undo } = await inTurns(applying(read, intent.moment, stamp), pause);
      const real = new Map([...changes].filter(([, c]) => c.before !== c.after));
      if (!real.size) return undefined;
      const { label } = intent.moment;
      const row: LogRow = { seq, label, at: stamp.at, kind: 'edit', undo, redo: intent.moment };
      return { changes: real, row, position: next };
    }
    const changes = mergeInto(read, intent.book);
    if (!changes.size) return undefined;
    const row: LogRow = {
      seq,
      label: intent.label,
      at: stamp.at,
      kind: 'merge',
      before: [...changes].map(([key, change]) => [key, change.before]),
      after: [...changes].map(([key, change]) => [key, change.after]),
    };
    return { changes, row, position: next };
  }
  const back = intent.kind === 'undo';
  const seq = back ? position.cursor : position.cursor + 1;
  if (seq < 1 || seq > position.top) return undefined;
  const row = await readRow(seq);
  if (!row) return undefined;
  const changes =
    row.kind === 'edit'
      ? (await inTurns(applying(read, back ? row.undo : row.redo, stamp), pause)).changes
      : restore(book, back ? row.before : row.after);
  return { changes, position: { counter, cursor: back ? seq - 1 : seq, top: position.top } };
}

/** The book after the changes. */
export function withChanges(book: Book, changes: Changes): Book {
  const next = new Map(book);
  for (const [key, { after }] of changes) {
    if (after) next.set(key, after);
    else next.delete(key);
  }
  return next;
}
