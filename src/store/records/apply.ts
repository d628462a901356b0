import { canonicalJson } from '../../model/sha256.ts';
import type { Changes, EntryKey, EntryState, Moment, Ref, Value, Version } from './types.ts';
import { keyOf } from './types.ts';
import { differingHeads, emptyState, makeVersion, normalState } from './version.ts';

/** Who makes a change and when, ISO 8601. */
export interface Stamp {
  at: string;
  by: string;
}

/** The values an entry has now: none, one, or several in conflict. A lone deletion counts as none. */
export function valuesOf(state: EntryState | undefined): (Value | null)[] {
  const values = differingHeads(state ?? emptyState).map((head) => head.value);
  return values.length === 1 && values[0] === null ? [] : values;
}

/**
 * The state in which exactly `values` stand (an empty list: deleted). Heads with a wanted value stay as they are, so
 * that two people who write the same thing agree; the others are superseded by the new versions.
 */
function setValues(state: EntryState, ref: Ref, values: readonly (Value | null)[], stamp: Stamp): EntryState {
  const wanted = new Map((values.length ? values : [null]).map((value) => [canonicalJson(value), value]));
  const kept: Version[] = [];
  const dropped: string[] = [];
  for (const head of state.heads) {
    if (wanted.has(canonicalJson(head.value))) kept.push(head);
    else dropped.push(head.id);
  }
  for (const head of kept) wanted.delete(canonicalJson(head.value));
  if (!state.heads.length && !values.length) return state;
  const added = [...wanted.values()].map((value) =>
    makeVersion({ kind: ref.kind, entry: ref.id, value, replaces: dropped, ...stamp }),
  );
  // Something has to say that the dropped heads were replaced: where no new version does, the kept one is said again.
  if (dropped.length && !added.length) {
    const again = kept.map((head) =>
      makeVersion({
        kind: ref.kind,
        entry: ref.id,
        value: head.value,
        replaces: state.heads.map((h) => h.id),
        ...stamp,
      }),
    );
    return normalState(again, new Set([...state.superseded, ...state.heads.map((h) => h.id)]));
  }
  return normalState([...kept, ...added], new Set([...state.superseded, ...dropped]));
}

/** The changed entries, and the moment that brings the former values back. */
interface Applied {
  changes: Changes;
  undo: Moment;
}

/**
 * Applies a moment to the entries it names, one a step.
 * @param read The present state of an entry.
 */
export function* applying(
  read: (key: EntryKey) => EntryState | undefined,
  moment: Moment,
  stamp: Stamp,
): Generator<undefined, Applied> {
  const changes = new Map<EntryKey, { before: EntryState | undefined; after: EntryState }>();
  const put: { kind: Ref['kind']; id: string; values: (Value | null)[] }[] = [];
  const remove: Ref[] = [];
  const steps = [...moment.put, ...moment.delete.map((ref) => ({ ...ref, values: [] }))];
  for (const { kind, id, values } of steps) {
    const ref = { kind, id };
    const key = keyOf(ref);
    const earlier = changes.get(key);
    const before = earlier ? earlier.after : read(key);
    const after = setValues(before ?? emptyState, ref, values, stamp);
    if (!earlier) {
      const old = valuesOf(before);
      if (old.length) put.push({ ...ref, values: old });
      else remove.push(ref);
    }
    changes.set(key, { before: earlier ? earlier.before : before, after });
    yield;
  }
  return { changes, undo: { label: moment.label, put, delete: remove } };
}

/** The same in one go. */
export function applyMoment(...given: Parameters<typeof applying>): Applied {
  const steps = applying(...given);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
