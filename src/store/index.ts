import { type Language, planLanguage } from '../model/index.ts';
import { createCommands } from './commands.ts';
import { loadPackage } from './load.ts';
import type { Read } from './plans.ts';
import { createSelectors } from './select.ts';
import { createState, type State } from './state.ts';

export type { Commands } from './commands.ts';
export type { FeatureRecord, Selectors, ShownLayer } from './select.ts';
export * from './signals.ts';
export * from './state.ts';

export interface StoreOptions {
  /** Part of somebody else's page: the address bar, the title and reloading are not ours. */
  embedded?: boolean;
  /** The interface language where no link says another; that of the plan unless set. */
  language?: Language;
  /** Absolute address of the index of towns, where the site has one. */
  towns?: string | undefined;
  /** How the package's files are read where it is not by `fetch`. */
  read?: Read;
}

/**
 * One map's state, what can be worked out from it, and the commands which change it. Two stores on one page are
 * independent of each other.
 * @param base Absolute address of the town package's folder, with a trailing slash.
 */
export function createStore(
  base: string,
  { embedded = false, language = planLanguage, towns, read }: StoreOptions = {},
) {
  const writable = createState();
  writable.language.value = language;
  const state: State = writable;
  const select = createSelectors(state);
  const commands = createCommands(writable, select);
  return {
    base,
    language,
    ...(embedded ? { embedded } : {}),
    ...(towns ? { towns } : {}),
    state,
    select,
    commands,
    /** Loads the town package; resolves when all that can be had is in. Never rejects: faults become problems. */
    load: () => loadPackage(writable, base, read),
  };
}
export type Store = ReturnType<typeof createStore>;
