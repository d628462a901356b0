import { html, type TemplateResult } from 'lit';
import { chapterOf, itemsOf, type PlanItem } from '../../model/index.ts';
import { shapesHere, villageOf } from '../../store/village.ts';
import type { PlanElement } from '../element.ts';
import { itemWords } from '../item-words.ts';
import { localMark, statusShape, statusWord } from '../status-glyph.ts';
import { words } from '../words.ts';

export const atlasOrders = ['village', 'chapter', 'item'] as const;
export type AtlasOrder = (typeof atlasOrders)[number];

/** What one map and the words behind it are about. */
export interface Part {
  title: string;
  /** Ids of the features that stand out, and of those the map is drawn around; 'town' the whole of it, none: no map. */
  features: readonly string[];
  frame: readonly string[] | 'town';
  /** Whether what the map is drawn around has its border drawn, too: a village is seen by nothing else. */
  bordered?: true;
  words: readonly { words: TemplateResult; heading?: true }[];
}

const noPlace = { zh: '没有位置的项目', en: 'Items without a place' };

/** A list of items in two columns, a piece a line. */
function lines(host: PlanElement, title: string, items: readonly PlanItem[]): Part['words'] {
  const one = (item: PlanItem | undefined) => {
    if (!item) return html`<span></span>`;
    const status = host.store.select.itemStatus(item.id);
    const word = status?.word;
    return html`<span class="line">${statusShape(word, 12)}<span>${item.id} ${host.t(item.title)}</span><small>${statusWord(word, host.language)}${localMark(host, status?.entry)}</small></span>`;
  };
  const rows = items.flatMap((item, i) => (i % 2 ? [] : [[item, items[i + 1]] as const]));
  return [
    { words: html`<h3>${title}</h3>`, heading: true },
    ...(rows.length
      ? rows.map(([a, b]) => ({ words: html`<p class="two">${one(a)}${one(b)}</p>` }))
      : [{ words: html`<p>${host.t({ zh: '没有。', en: 'None.' })}</p>` }]),
  ];
}

/** The parts of an atlas in the order of its pages; what is written in it is read from the store as it stands. */
export function partsOf(host: PlanElement, order: AtlasOrder): Part[] {
  const { state, select } = host.store;
  const plan = state.plan.value;
  if (!plan) return [];
  const items = itemsOf(plan);
  const shapesOf = (list: readonly PlanItem[]) => [
    ...new Set(list.flatMap(({ id }) => select.featuresOfItem.value.get(id) ?? [])),
  ];
  const without = (list: readonly PlanItem[]) => list.filter((item) => !shapesOf([item]).length);
  if (order === 'village') {
    const codes = [...select.villages.value.keys()].sort();
    const townwide = items.filter(({ spatial }) => spatial === 'townwide');
    const placeless = items.filter(({ spatial }) => spatial === 'none');
    return [
      ...codes.flatMap((code): Part[] => {
        const view = villageOf(host.store, code);
        if (!view) return [];
        const { id, name } = view.village.feature.properties;
        return [
          {
            title: host.t(name),
            features: view.here.flatMap(({ features }) => features),
            frame: [id],
            bordered: true,
            words: lines(
              host,
              host.t(shapesHere),
              view.here.map(({ item }) => item),
            ),
          },
        ];
      }),
      {
        title: host.t(words.townwide),
        features: [],
        frame: [],
        words: [...lines(host, host.t(words.townwide), townwide), ...lines(host, host.t(noPlace), placeless)],
      },
    ];
  }
  if (order === 'chapter')
    return plan.chapters.map(({ number, title, sections }) => {
      const chapterItems = items.filter(({ id }) => chapterOf(id) === number);
      return {
        title: `${number} ${host.t(title)}`,
        features: shapesOf(chapterItems),
        frame: 'town',
        words: sections.flatMap((section) =>
          lines(host, `${section.id} ${host.t(section.title)}`, section.items),
        ),
      };
    });
  const drawn = items.filter((item) => shapesOf([item]).length);
  const rest = without(items);
  return [
    ...drawn.map(
      (item): Part => ({
        title: `${item.id} ${host.t(item.title)}`,
        features: shapesOf([item]),
        frame: shapesOf([item]),
        words: itemWords(host, item).slice(1),
      }),
    ),
    ...(rest.length
      ? [
          {
            title: host.t({ zh: '没有图形的项目', en: 'Items without a shape' }),
            features: [],
            frame: [],
            words: rest.flatMap((item) => itemWords(host, item)),
          },
        ]
      : []),
  ];
}
