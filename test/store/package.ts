import type { Catalogue, Feature, Plan, StatusEntry } from '../../src/model/index.ts';
import { createCommands } from '../../src/store/commands.ts';
import { createSelectors } from '../../src/store/select.ts';
import { createState, type WritableState } from '../../src/store/state.ts';

const both = (zh: string, en = zh) => ({ zh, en });

function feature(
  id: string,
  planItems: string[],
  over: Partial<Feature['properties']> = {},
  at = 0,
): Feature {
  return {
    type: 'Feature',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [113 + at, 28],
          [113.1 + at, 28],
          [113.1 + at, 28.1],
          [113 + at, 28],
        ],
      ],
    },
    properties: {
      id,
      name: both(id),
      planItems,
      basis: 'schematic',
      accuracyM: 100,
      source: both('s'),
      villages: ['430000000201'],
      ...over,
    },
  } as Feature;
}

const layer = (id: string, role: 'subject' | 'villages' = 'subject') =>
  ({
    id,
    name: both(id),
    group: 'g',
    source: `layers/${id}.geojson`,
    role,
    geometry: 'polygon',
    symbol: { colour: 'chapter1', pattern: 'none', icon: 'dot', width: 1, dashed: false, hollow: false },
    visible: true,
    opacity: 1,
    minzoom: 0,
    label: false,
    cluster: false,
    attributes: [],
  }) as Catalogue['layers'][number];

export const text = '第一章\n加快甲工程。抓紧乙工程。\n第二章\n持续丙工作。';
const item = (id: string, quote: string, features: string[]) => ({
  id,
  title: both(`项目${id}`, `Item ${id}`),
  summary: both('摘要'),
  cites: [{ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length, quote }],
  spatial: features.length ? ('site' as const) : ('none' as const),
  targets: [],
  features,
  related: [],
});
const plan: Plan = {
  schema: 1,
  file: 'seeds/plan.txt',
  title: both('规划'),
  date: '2017',
  noCommitment: [],
  residue: [],
  chapters: [
    {
      number: 1,
      title: both('一'),
      short: both('一'),
      sections: [
        {
          id: '1.1',
          title: both('节'),
          items: [item('1.1-1', '加快甲工程', ['a.one', 'a.two']), item('1.1-2', '抓紧乙工程', ['b.one'])],
        },
      ],
    },
    {
      number: 2,
      title: both('二'),
      short: both('二'),
      sections: [{ id: '2.1', title: both('节'), items: [item('2.1-1', '持续丙工作', [])] }],
    },
  ],
};
const entry = (id: string, subject: string, status: StatusEntry['status'], date: string): StatusEntry => ({
  id,
  subject,
  status,
  date,
  evidence: '据',
  by: '规划',
});

/** A store over a small package of three items and four features, made without any fetch. */
export function smallStore() {
  const state: WritableState = createState();
  state.catalogue.value = {
    schema: 1,
    groups: [{ id: 'g', name: both('组') }],
    layers: [layer('villages', 'villages'), layer('a'), layer('b')],
  };
  state.plan.value = plan;
  state.planText.value = text;
  state.entries.value = [
    entry('1', 'item:1.1-1', 'preparing', '2017'),
    entry('2', 'item:1.1-2', 'underway', '2017'),
    entry('3', 'item:2.1-1', 'routine', '2017'),
  ];
  const ready = (...features: Feature[]) => ({
    phase: 'ready' as const,
    data: { type: 'FeatureCollection' as const, features },
  });
  state.layers.value = {
    villages: ready(feature('v.201', [], { basis: 'described' })),
    a: ready(
      feature('a.one', ['1.1-1']),
      feature('a.two', ['1.1-1'], { basis: 'survey', villages: ['430000000202'] }, 0.5),
    ),
    b: ready(feature('b.one', ['1.1-2', '1.1-1'])),
  };
  state.phase.value = 'ready';
  const select = createSelectors(state);
  const commands = createCommands(state, select);
  return {
    base: 'http://localhost/data/',
    language: 'zh' as const,
    state,
    select,
    commands,
    load: async () => {},
  };
}
