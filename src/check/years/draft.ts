import type { Bilingual, Cite, PackageInput, PlanItem, Sentence } from '../../model/index.ts';
import { linkItem, type Step } from '../edits/change.ts';
import { applyEdits, featureId, featuresIn, itemsIn, plansIn, type Raw, yearIn } from '../edits/parts.ts';
import { outlineOf, planText, sectionAt } from './outline.ts';

const placeless: Bilingual = {
  zh: '新一年的项目，尚未落到地图上。',
  en: 'An item of a new year, not yet put on the map.',
};

/**
 * Adds the plan of a year from its text: chapters by its headings, no items yet.
 * @param title Shown as it stands in both languages until somebody translates it.
 */
export function addPlan(year: string, title: string, file: string, words: string): Step {
  const text = planText(words);
  const chapters = outlineOf(text).map(({ number, title, short, sections }) => ({
    number,
    title,
    short,
    sections: sections.map(({ id, title }) => ({ id, title, items: [] })),
  }));
  const value: Raw = {
    schema: 1,
    file,
    title: { zh: title, en: title },
    date: year,
    chapters,
    noCommitment: [],
    text,
  };
  return { put: [{ id: `plan:${year}`, value }] };
}

/** Takes a plan out that is not published: what was made for it goes with it. */
export function dropPlan(
  parts: PackageInput,
  edits: readonly { id: string; value: unknown }[],
  year: string,
): Step {
  const items = itemsIn(parts).filter((item) => String(item['id']).startsWith(`${year}-`));
  let left = parts;
  const put = new Map<string, { id: string; value: unknown }>();
  for (const item of items) {
    const step = linkItem(left, String(item['id']), []);
    for (const edit of step.put) if (edit.id.startsWith('feature:')) put.set(edit.id, edit);
    left = applyEdits(left, step.put);
  }
  const belongs = (id: string, value: unknown) =>
    id === `plan:${year}` ||
    id.startsWith(`free:${year}/`) ||
    id.startsWith(`item:${year}-`) ||
    (id.startsWith('status:') && String((value as Raw | null)?.['subject']).startsWith(`item:${year}-`));
  return { put: [...put.values()], back: edits.flatMap(({ id, value }) => (belongs(id, value) ? [id] : [])) };
}

const planOf = (parts: PackageInput, year: string): Raw | undefined =>
  plansIn(parts).find((plan) => yearIn(plan) === year);

const longestTitle = 30;

/** A title to begin with for an item of these words: without the number they begin with, cut where a clause ends. */
export function titleOfWords(words: string): string {
  const bare = words
    .replace(
      /^(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]+(?:[）)、]|[.．](?!\d))|第[一二三四五六七八九十]+[，、])\s*/,
      '',
    )
    .replace(/[，。；：]$/, '');
  if (bare.length <= longestTitle) return bare;
  const end = bare.slice(0, longestTitle).search(/[，；：、](?=[^，；：、]*$)/);
  return bare.slice(0, end > 0 ? end : longestTitle);
}

/** Says that words of a plan commit to nothing, because `why`; or, without a reason, that they do. */
export function freeWords(year: string, { start, end, text }: Sentence, why: Bilingual | undefined): Step {
  const id = `free:${year}/${start}`;
  return { put: [{ id, value: why ? { start, end, quote: text, why } : null }] };
}

const cite = (text: string, { start, end }: { start: number; end: number }): Cite => ({
  start,
  end,
  quote: text.slice(start, end),
});

/**
 * Makes an item of words of a plan. One that goes on with an earlier item takes over its title, place and features,
 * which somebody has already put on the map.
 */
export function itemOfWords(
  parts: PackageInput,
  year: string,
  words: { start: number; end: number },
  title: string,
  earlier?: PlanItem,
): { step: Step; id: string | undefined } {
  const plan = planOf(parts, year);
  if (!plan) return { step: { put: [] }, id: undefined };
  const text = String(plan['text']);
  const section = `${year}-${sectionAt(text, words.start)}`;
  const numbers = itemsIn(parts).flatMap((item) => {
    const id = String(item['id']);
    return id.replace(/-\d+$/, '') === section ? [Number(id.slice(section.length + 1))] : [];
  });
  const id = `${section}-${Math.max(0, ...numbers) + 1}`;
  const quote = text.slice(words.start, words.end);
  const placed = Boolean(earlier?.features.length);
  const item: Raw = {
    id,
    title: earlier?.title ?? { zh: title, en: title },
    summary: { zh: quote, en: quote },
    cites: [cite(text, words)],
    spatial: earlier?.spatial ?? 'none',
    ...(placed ? {} : { why: earlier?.why ?? placeless }),
    targets: [],
    features: [],
    related: [],
    ...(earlier ? { continues: [earlier.id] } : {}),
  };
  const edit = { id: `item:${id}`, value: item };
  if (!earlier || !placed) return { step: { put: [edit] }, id };
  const { put } = linkItem(applyEdits(parts, [edit]), id, earlier.features);
  return { step: { put: put.length ? put : [edit] }, id };
}

/** Lets an item cite further words of its plan. */
export function citeWords(parts: PackageInput, id: string, words: { start: number; end: number }): Step {
  const plan = planOf(parts, id.slice(0, 4));
  const item = itemsIn(parts).find((one) => one['id'] === id);
  if (!plan || !item) return { put: [] };
  const cites = [...(item['cites'] as Cite[]), cite(String(plan['text']), words)];
  cites.sort((a, b) => a.start - b.start);
  return { put: [{ id: `item:${id}`, value: { ...item, cites } }] };
}

/** The Chinese name of a feature, wherever it lies. */
export function featureNames(parts: PackageInput): (id: string) => string | undefined {
  const names = new Map<string, string>();
  for (const data of parts.layers.values())
    for (const feature of featuresIn(data)) {
      const name = ((feature['properties'] ?? {}) as Raw)['name'] as Bilingual | undefined;
      if (name) names.set(featureId(feature), name.zh);
    }
  return (id) => names.get(id);
}
