import { canonicalJson } from '../../model/sha256.ts';
import { valuesOf } from './apply.ts';
import type { Book, Changes, Conflict, EntryKey, EntryState, Ref } from './types.ts';
import { refOf } from './types.ts';
import { differingHeads, emptyState, normalState } from './version.ts';

/**
 * Least upper bound of two states of one entry: what either side replaced is replaced, everything else stands beside
 * each other. Associative, commutative and idempotent, because unions of sets are and a version's content follows
 * from its id.
 */
export function mergeEntries(a: EntryState, b: EntryState): EntryState {
  return normalState([...a.heads, ...b.heads], new Set([...a.superseded, ...b.superseded]));
}

const sameState = (a: EntryState, b: EntryState): boolean =>
  a.superseded.size === b.superseded.size &&
  a.heads.length === b.heads.length &&
  a.heads.every((head, index) => head.id === b.heads[index]?.id) &&
  [...a.superseded].every((id) => b.superseded.has(id));

/** Merges `theirs` into the states `read` gives, and returns only what changes. */
export function mergeInto(read: (key: EntryKey) => EntryState | undefined, theirs: Book): Changes {
  const changes = new Map<EntryKey, { before: EntryState | undefined; after: EntryState }>();
  for (const [key, state] of theirs) {
    const before = read(key);
    const after = mergeEntries(before ?? emptyState, state);
    if (!before || !sameState(before, after)) changes.set(key, { before, after });
  }
  return changes;
}

/** The entries of a book whose heads differ in value. */
export function conflictsOf(book: Book): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [key, state] of book) {
    if (state.heads.length < 2) continue;
    const sides = differingHeads(state);
    if (sides.length < 2) continue;
    conflicts.push({
      ...refOf(key),
      sides: sides.map(({ id, value, at, by }) => ({ version: id, value, at, by })),
    });
  }
  return conflicts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export type MergeEffect = 'added' | 'changed' | 'deleted' | 'conflict' | 'history';

/** What merging would do to each entry, for the user to see before it is done. */
export function mergePreview(
  changes: Changes,
): (Ref & { effect: MergeEffect; before: readonly unknown[]; after: readonly unknown[] })[] {
  return [...changes].map(([key, { before, after }]) => {
    const old = valuesOf(before);
    const now = valuesOf(after);
    const effect: MergeEffect =
      now.length > 1
        ? 'conflict'
        : canonicalJson(old) === canonicalJson(now)
          ? 'history'
          : old.length === 0
            ? 'added'
            : now.length === 0
              ? 'deleted'
              : 'changed';
    return { ...refOf(key), effect, before: old, after: now };
  });
}
