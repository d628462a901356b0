import { bases, DayPattern, languages, planLanguage, spatialKinds, yearOf } from '../../model/index.ts';
import type { Store } from '../index.ts';
import { modes, pages, statusFilters, themes } from '../state.ts';
import { layersParameter } from './layers.ts';

/**
 * One parameter of the address. `write` gives the text for the current state, undefined at the default, so that links
 * stay short; `read` applies a text and says whether it could be understood (undefined text means the default).
 */
export interface Parameter {
  name: string;
  write(store: Store): string | undefined;
  read(store: Store, text: string | undefined): boolean;
}

const standardOf = <T extends string>(usual: T | ((store: Store) => T), store: Store): T =>
  typeof usual === 'function' ? usual(store) : usual;

const oneOf = <T extends string>(
  name: string,
  values: readonly T[],
  usual: T | ((store: Store) => T),
  get: (store: Store) => T,
  set: (store: Store, value: T) => void,
): Parameter => ({
  name,
  write: (store) => (get(store) === standardOf(usual, store) ? undefined : get(store)),
  read(store, text) {
    const listed = values.includes(text as T);
    set(store, listed ? (text as T) : standardOf(usual, store));
    return listed || text === undefined;
  },
});

/** A comma-separated list of which the unknown words are dropped. */
const list = <T extends string | number>(
  name: string,
  parse: (word: string) => T | undefined,
  get: (store: Store) => readonly T[],
  set: (store: Store, values: T[]) => void,
): Parameter => ({
  name,
  write: (store) => (get(store).length ? get(store).join(',') : undefined),
  read(store, text) {
    const words = text ? text.split(',') : [];
    const values = words.map(parse);
    set(store, [...new Set(values.filter((value) => value !== undefined))]);
    return values.every((value) => value !== undefined);
  },
});
const among =
  <T extends string>(values: readonly T[]) =>
  (word: string) =>
    values.find((value) => value === word);

/** A word of a pattern; without one, or with one that does not fit, what is chosen goes. */
const word = (
  name: string,
  pattern: RegExp,
  write: (store: Store) => string | undefined,
  set: (store: Store, value: string | undefined) => void,
): Parameter => ({
  name,
  write,
  read(store, text) {
    const good = text === undefined || pattern.test(text);
    set(store, good ? text : undefined);
    return good;
  },
});

/** An id is taken as it stands: it may belong to a layer that is still loading. */
const idPattern = /^[\w.:-]{1,80}$/;

export const parameters: readonly Parameter[] = [
  oneOf(
    'mode',
    modes,
    'browse',
    (s) => s.state.mode.value,
    (s, value) => s.commands.setMode(value),
  ),
  oneOf(
    'lang',
    languages,
    // A public screen speaks the plan's language, whatever its machine is set to.
    ({ state, language }) => (state.mode.value === 'display' ? planLanguage : language),
    (s) => s.state.language.value,
    (s, value) => s.commands.setLanguage(value),
  ),
  oneOf(
    'theme',
    themes,
    'auto',
    (s) => s.state.theme.value,
    (s, value) => s.commands.setTheme(value),
  ),
  word(
    'plan',
    /^\d{4}$/,
    ({ state }) => {
      const years = state.plans.value.map(({ plan }) => yearOf(plan));
      const year = state.year.value === '' ? years[0] : state.year.value;
      return year === years.at(-1) ? undefined : year;
    },
    (s, year) => s.commands.showPlan(year),
  ),
  {
    name: 'item',
    write: ({ state, select }) => {
      // A feature of one item says which item by itself.
      const feature = state.feature.value;
      const linked = feature ? select.features.value.get(feature)?.feature.properties.planItems : undefined;
      return linked && linked[0] === state.item.value ? undefined : state.item.value;
    },
    read({ commands, state }, text) {
      const good = text === undefined || idPattern.test(text);
      // Said again, it still decides which plan is shown.
      if (text || state.item.value) commands.selectItem(good ? text : undefined, { frame: false });
      return good;
    },
  },
  {
    name: 'feature',
    write: ({ state }) => state.feature.value,
    read({ commands, state }, text) {
      const good = text === undefined || idPattern.test(text);
      if (good && text !== undefined && state.feature.value !== text)
        commands.selectFeature(text, state.item.value ? { item: state.item.value } : {});
      // Back from a feature to its item: the feature closes, the item stays.
      if (text === undefined && state.feature.value !== undefined)
        commands.selectItem(state.item.value, { frame: false });
      return good;
    },
  },
  layersParameter,
  list(
    'chapter',
    (word) => (/^\d$/.test(word) ? Number(word) : undefined),
    (s) => s.state.filters.value.chapters,
    (s, chapters) => s.commands.setFilters({ chapters }),
  ),
  list(
    'status',
    among(statusFilters),
    (s) => s.state.filters.value.statuses,
    (s, values) => s.commands.setFilters({ statuses: values }),
  ),
  list(
    'basis',
    among(bases),
    (s) => s.state.filters.value.bases,
    (s, values) => s.commands.setFilters({ bases: values }),
  ),
  list(
    'village',
    (word) => (/^\d{12}$/.test(word) ? word : undefined),
    (s) => s.state.filters.value.villages,
    (s, villages) => s.commands.setFilters({ villages }),
  ),
  list(
    'place',
    among(spatialKinds),
    (s) => s.state.filters.value.kinds,
    (s, kinds) => s.commands.setFilters({ kinds }),
  ),
  word(
    'asof',
    DayPattern,
    (s) => s.state.asof.value,
    (s, day) => s.commands.setAsOf(day),
  ),
  word(
    'base',
    idPattern,
    (s) => s.state.basemap.value,
    (s, id) => s.commands.setBasemap(id),
  ),
  word(
    'compare',
    /^(day:(\d{4}(-\d\d){0,2})?|plan:\d{4}|base:[\w.-]+)$/,
    (s) => s.state.compare.value,
    (s, text) => s.commands.setCompare(text),
  ),
  {
    name: 'page',
    write: ({ state }) => state.page.value,
    read({ commands }, text) {
      const page = among(pages)(text ?? '');
      commands.setPage(page);
      return text === page;
    },
  },
];
