import { ChangeLogSchema, warning } from '../model/index.ts';
import { parse } from '../model/parse.ts';
import type { Store } from '../store/index.ts';

const file = 'changes.json';
const keys = ({ base }: Store) => ({ seen: `updates:${base}`, reported: `updates-reported:${base}` });

/** The change log of the package on the host; one that was never published from the page has none. */
export const changeLog = async ({ base }: Store) => {
  const answer = await fetch(new URL(file, base));
  return answer.status === 404
    ? { schema: 1 as const, entries: [] }
    : parse(ChangeLogSchema, await answer.json(), { file });
};

/** The version whose changes this browser's user has seen; undefined on the first visit and without a memory. */
export function seenVersion(store: Store): string | undefined {
  try {
    return localStorage.getItem(keys(store).seen) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The changes up to this version are seen. */
export function setSeen(store: Store, version: string): void {
  try {
    localStorage.setItem(keys(store).seen, version);
  } catch {
    // Without this memory everything is only listed.
  }
}

/** Reports to who comes back, once for each version, that something was published since; the list of updates says what. */
export async function noteVisit(store: Store): Promise<void> {
  const version = store.state.town.value?.dataVersion;
  const seen = seenVersion(store);
  if (!version || store.embedded) return;
  if (seen === undefined) return setSeen(store, version);
  const { reported } = keys(store);
  if (seen === version || localStorage.getItem(reported) === version) return;
  // A log that does not come is reported where it is asked for.
  const log = await changeLog(store).catch(() => undefined);
  if (log?.entries[0]?.version !== version) return;
  localStorage.setItem(reported, version);
  store.commands.report({
    ...warning(
      'updated',
      { zh: '您上次来过之后，数据有更新。', en: 'The data has been updated since your last visit.' },
      undefined,
      { zh: '菜单（⋯）里的“更新”列出了变化。', en: '“Updates” in the menu (⋯) lists what changed.' },
    ),
    severity: 'info',
  });
}
