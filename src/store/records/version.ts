import { canonicalJson, sha256 } from '../../model/sha256.ts';
import type { EntryState, Version } from './types.ts';

/** Completes a version with the id that follows from its content. */
export function makeVersion(content: Omit<Version, 'id'>): Version {
  const replaces = [...content.replaces].sort();
  const plain = { ...content, replaces };
  return { ...plain, id: sha256(canonicalJson(plain)).slice(0, 32) };
}

/** True when the id is the one that follows from the content. */
export function isGenuine(version: Version): boolean {
  const { id, ...content } = version;
  return makeVersion(content).id === id;
}

export const emptyState: EntryState = { heads: [], superseded: new Set() };

/** Sorts heads and drops the superseded and repeated ones: the one form in which equal states are equal. */
export function normalState(heads: Iterable<Version>, superseded: ReadonlySet<string>): EntryState {
  const unique = new Map<string, Version>();
  for (const head of heads) if (!superseded.has(head.id)) unique.set(head.id, head);
  return { heads: [...unique.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), superseded };
}

/** What a version says; what a piece of a package was made from is no part of it. */
function saidBy({ kind, value }: Version): string {
  if (kind !== 'part' || !value || !('over' in value)) return canonicalJson(value);
  const { over: _, ...said } = value;
  return canonicalJson(said);
}

/** The heads that differ in value, one of each; of equal ones the first by id. */
export function differingHeads(state: EntryState): Version[] {
  // One head is the ordinary case, and there are hundreds of entries.
  if (state.heads.length < 2) return [...state.heads];
  const seen = new Map<string, Version>();
  for (const head of state.heads) {
    const text = saidBy(head);
    if (!seen.has(text)) seen.set(text, head);
  }
  return [...seen.values()];
}
