import { existsSync, readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Feature, ProblemError, problem, type Town } from '../../model/index.ts';
import { createStore, type Store } from '../../store/index.ts';
import { followPlans } from '../../store/later-plans.ts';

const readText = (address: URL): string | undefined =>
  existsSync(address) && statSync(address).isFile() ? readFileSync(address, 'utf8') : undefined;

const answer = (text: string | undefined): Response =>
  new Response(text ?? null, { status: text === undefined ? 404 : 200 });

/** A package that has everything a page is written from. */
export interface Ready {
  store: Store;
  town: Town;
  /** The files that the page reads at its start, by their path from the folder above the package's. */
  texts: ReadonlyMap<string, string>;
}

/**
 * Loads a package from its folder as the page does.
 * @throws ProblemError with file and field when anything of it is at fault: a page that says less than the package
 * would is not written.
 */
export async function loadFolder(folder: string): Promise<Ready> {
  const base = pathToFileURL(`${folder}/`);
  const above = new URL('..', base).href;
  const texts = new Map<string, string>();
  const store = createStore(base.href, {
    read: async (address) => {
      const text = readText(address);
      if (text !== undefined) texts.set(decodeURI(address.href.slice(above.length)), text);
      return answer(text);
    },
  });
  await store.load();
  followPlans(store);
  const faults = store.state.problems.value;
  if (faults.length) throw new ProblemError([...faults]);
  const { town, plan } = store.state;
  if (!town.value || !plan.value)
    throw new ProblemError([
      problem('no-plan', { zh: '没有规划可写', en: 'there is no plan to write' }, { file: 'plan.json' }),
    ]);
  return { store, town: town.value, texts };
}

/** The features of the layer of villages, in the order of their codes. */
export const villagesOf = ({ select, state }: Store): { code: string; feature: Feature }[] =>
  select.layers.value
    .flatMap(({ layer }) => {
      const loaded = state.layers.value[layer.id];
      return layer.role === 'villages' && loaded?.phase === 'ready' ? loaded.data.features : [];
    })
    .map((feature) => ({ code: feature.properties.villages[0] ?? '', feature }))
    .filter(({ code }) => /^\d{12}$/.test(code))
    .sort((a, b) => a.code.localeCompare(b.code));
