import { applyMoment, type Stamp } from './apply.ts';
import { withChanges } from './step.ts';
import type { Book, Moment, Ref, Value } from './types.ts';
import { keyOf } from './types.ts';

/** A step that is being written: what it does, and the book as it is shown meanwhile. */
export interface Ahead {
  moment: Moment;
  stamp: Stamp;
  book: Book;
}

/** The book as the moment will leave it, for the eye: its new versions have no identity yet, which takes time to work out. */
export function shownAhead(book: Book, { put, delete: gone }: Moment, stamp: Stamp): Book {
  const next = new Map(book);
  const set = ({ kind, id: entry }: Ref, values: readonly (Value | null)[]) => {
    const key = keyOf({ kind, id: entry });
    const state = next.get(key);
    if (!state && !values.length) return;
    const heads = (values.length ? values : [null]).map((value, index) => ({
      ...{ id: `ahead ${index}`, kind, entry, value, replaces: [] },
      ...stamp,
    }));
    next.set(key, { heads, superseded: state?.superseded ?? new Set() });
  };
  for (const one of put) set(one, one.values);
  for (const ref of gone) set(ref, []);
  return next;
}

/** The book with steps that are being written, as it will be. */
export const withAhead = (book: Book, steps: readonly Ahead[]): Book =>
  steps.reduce(
    (before, { moment, stamp }) =>
      withChanges(before, applyMoment(before.get.bind(before), moment, stamp).changes),
    book,
  );
