import { effect, type Store, untracked } from '../index.ts';
import { openRecords, type Records } from './records.ts';

const open = new WeakMap<Store, Promise<Records>>();
const authorKey = 'records:author';

/** Who makes the changes on this machine; kept beside the records, empty until said. */
export function author(): string {
  try {
    return localStorage.getItem(authorKey) ?? '';
  } catch {
    return '';
  }
}
export function setAuthor(name: string): void {
  try {
    localStorage.setItem(authorKey, name);
  } catch {
    // A browser that stores nothing says so when the records are opened.
  }
}

/**
 * The records of this store's town, opened once. From then on the status entries in them are part of the view state, so
 * that every mode shows them.
 */
export function recordsOf(store: Store): Promise<Records> {
  const known = open.get(store);
  if (known) return known;
  const opening = openRecords({ name: `records ${store.state.town.peek()?.code ?? 'town'}`, author }).then(
    (records) => {
      effect(() => {
        const entries = records.statusEntries.value;
        untracked(() => store.commands.setLocalEntries(entries));
      });
      return records;
    },
  );
  open.set(store, opening);
  return opening;
}
