import { type PlanItem, problem, type Status, warning } from '../../model/index.ts';
import { createStore, type Store } from '../../store/index.ts';

const answers = new Map<string, Promise<Response>>();
/** Every store of the page reads the same package; each file is fetched once. */
const read = async (address: URL): Promise<Response> => {
  const answer = answers.get(address.href) ?? fetch(address);
  answers.set(address.href, answer);
  return (await answer).clone();
};

const place = { file: 'layers/example.geojson', line: 12, field: 'name' };
const example = {
  error: problem(
    'example',
    { zh: '图层文件不是有效的 JSON。', en: 'The layer’s file is not valid JSON.' },
    place,
    { zh: '请重新导出这一图层。', en: 'Export the layer again.' },
  ),
  warning: warning(
    'example',
    { zh: '有 2 个要素没有名称。', en: 'Two features have no name.' },
    { file: 'layers/example.geojson', feature: 'example.1' },
  ),
};

/** The items that differ in what the card shows of them. */
function examples(store: Store) {
  const items = [...store.select.items.value.values()];
  const placed = items.find((item) => item.features.length > 1) as PlanItem;
  return {
    placed,
    unplaced: items.find((item) => !item.features.length) as PlanItem,
    feature: placed.features[0] as string,
    several: items.flatMap((item) => item.features).slice(0, 4),
  };
}

const nobody: Status[] = ['paused'];

/** What each store shows; all hold the whole package. */
const states = {
  plain: () => {},
  item: (store: Store) => store.commands.selectItem(examples(store).placed.id),
  unplaced: (store: Store) => store.commands.selectItem(examples(store).unplaced.id),
  feature: (store: Store) => store.commands.selectFeature(examples(store).feature),
  several: (store: Store) => store.commands.offerCandidates(examples(store).several, 0, 0),
  filtered: ({ commands }: Store) => commands.setFilters({ chapters: [2], bases: ['schematic'] }),
  empty: ({ commands }: Store) => commands.setFilters({ chapters: [0], statuses: nobody }),
  faults: ({ commands, state }: Store) => {
    const [second, first] = (state.catalogue.peek()?.layers ?? []).slice(-2);
    if (first) commands.setLayerState(first.id, { phase: 'failed', problems: [example.error] });
    if (second) commands.setLayerState(second.id, { phase: 'loading' });
    commands.report(example.error, example.warning, { ...example.warning, severity: 'info' });
  },
} satisfies Record<string, (store: Store) => void>;
export type Example = keyof typeof states;

/** One store for each state, loaded from the package beside the page. */
export async function exampleStores(): Promise<Record<Example, Store>> {
  const names = Object.keys(states) as Example[];
  const base = new URL('data/', document.baseURI).href;
  const stores = await Promise.all(
    names.map(async (name) => {
      const store = createStore(base, { embedded: true, read });
      await store.load();
      states[name](store);
      return [name, store] as const;
    }),
  );
  return Object.fromEntries(stores) as Record<Example, Store>;
}
