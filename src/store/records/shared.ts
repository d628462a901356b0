import { effect, type Store, untracked } from '../index.ts';
import { nameKey } from '../recorded.ts';
import { openRecords, type Records } from './records.ts';

const open = new WeakMap<Store, Promise<Records>>();
const works = new WeakMap<Store, Promise<Records>>();
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

/** The town's division code, once it is known; undefined where the package cannot be loaded. */
async function townCode({ state }: Store): Promise<string | undefined> {
  await new Promise<void>((known) => {
    const stop = effect(() => {
      if (!state.town.value && state.phase.value !== 'failed') return;
      queueMicrotask(() => stop());
      known();
    });
  });
  return state.town.peek()?.code;
}

/**
 * The database belongs to the town, whatever address its package is served from: its name waits for the town. Where the
 * package cannot be loaded it is the one used last on this site, so that what was recorded can still be got out.
 */
async function nameFor(store: Store): Promise<string> {
  const code = await townCode(store);
  try {
    if (code) localStorage.setItem(nameKey, code);
    else return `records ${localStorage.getItem(nameKey) ?? 'town'}`;
  } catch {
    // Without this memory a broken package hides the records until it is repaired; they are not lost.
  }
  return `records ${code ?? 'town'}`;
}

/** Has the browser ask before the page is left with steps that are not on the disk yet, whichever mode is open. */
function askBeforeLeaving(records: Records): Records {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  effect(() => {
    if (typeof window === 'undefined') return;
    if (records.unsaved.value || records.saveState.value === 'saving') addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  });
  return records;
}

/**
 * The records of this store's town, opened once. From then on the status entries in them are part of the view state, so
 * that every mode shows them.
 */
export function recordsOf(store: Store): Promise<Records> {
  const current = open.get(store);
  if (current) return current;
  const opening = nameFor(store)
    .then((name) => openRecords({ name, author }))
    .then((records) => {
      effect(() => {
        const entries = records.statusEntries.value;
        untracked(() => store.commands.setLocalEntries(entries));
      });
      return askBeforeLeaving(records);
    });
  open.set(store, opening);
  return opening;
}

/**
 * The package in work of this store's town, opened once: a database of its own, so that undo in the workbench never takes
 * back what was done to the package.
 */
export function workOf(store: Store): Promise<Records> {
  const current = works.get(store);
  if (current) return current;
  const opening = townCode(store)
    .then((code) => openRecords({ name: `package ${code ?? 'town'}`, author }))
    .then(askBeforeLeaving);
  works.set(store, opening);
  return opening;
}
