import { type Bilingual, yearOf } from '../model/index.ts';
import { createCommands } from './commands.ts';
import { computed, type State, type Store, signal, type WritableState } from './index.ts';
import { planOfYear } from './plans.ts';
import { createSelectors } from './select.ts';

export const comparisonKinds = ['day', 'plan', 'base'] as const;
/** What two pictures side by side can differ in: the day of the statuses, the plan, the base map. */
export type ComparisonKind = (typeof comparisonKinds)[number];
/** The other picture: that of a day (`YYYY-MM…`, empty for the latest), of a plan's year, of a base map's id. */
export interface Comparison {
  kind: ComparisonKind;
  value: string;
}
/** One of the states that can be compared. */
export interface ComparisonState {
  value: string;
  name: Bilingual;
}

/** Reads `kind:value` as the address has it. */
export function comparisonOf(text: string | undefined): Comparison | undefined {
  const [kind, value = ''] = text?.split(':') ?? [];
  const comparison = comparisonKinds.find((one) => one === kind);
  return comparison && { kind: comparison, value };
}

const latest: Bilingual = { zh: '最新', en: 'Latest' };

/** The states of each kind there are; a kind that has but one cannot be compared and is left out. */
export function comparable({ state, select }: Store): Map<ComparisonKind, ComparisonState[]> {
  const months = [...new Set(select.entries.value.map(({ date }) => date.slice(0, 7)))].sort();
  const asof = state.asof.value;
  const days = [...new Set([...months, ...(asof ? [asof] : [])])].sort();
  const of: [ComparisonKind, ComparisonState[]][] = [
    [
      'day',
      months.length < 2
        ? []
        : [...days.map((day) => ({ value: day, name: { zh: day, en: day } })), { value: '', name: latest }],
    ],
    [
      'plan',
      state.plans.value.map(({ plan }) => {
        const year = yearOf(plan);
        return { value: year, name: { zh: `${year} 年`, en: year } };
      }),
    ],
    ['base', (state.town.value?.basemaps ?? []).map(({ id, name }) => ({ value: id, name }))],
  ];
  return new Map(of.filter(([, states]) => states.length > 1));
}

/** Whether there is such a picture to lay beside: of a kind that has several, and one of them; any day can be asked for. */
export function isComparable(store: Store, { kind, value }: Comparison): boolean {
  const states = comparable(store).get(kind);
  return states !== undefined && (kind === 'day' || states.some((one) => one.value === value));
}

/** What the main picture shows of a kind. */
export function shownState({ state, select }: Store, kind: ComparisonKind): string {
  if (kind === 'day') return state.asof.value ?? '';
  if (kind === 'base') return select.basemap.value?.id ?? '';
  return state.plan.value ? yearOf(state.plan.value) : '';
}

/** Has the main picture show another state of a kind. */
export function showState({ commands }: Store, kind: ComparisonKind, value: string): void {
  if (kind === 'day') commands.setAsOf(value || undefined);
  if (kind === 'base') commands.setBasemap(value);
  if (kind !== 'plan') return;
  commands.closeSelection();
  commands.showPlan(value);
}

/**
 * A second picture of a store's town that follows the first in everything but what is compared, and where it looks:
 * whoever draws it keeps the cameras in step. What is picked in it is picked in the first.
 */
export function storeBeside(
  store: Store,
  comparison: () => Comparison | undefined,
  camera: State['camera'],
): Store {
  const of = (kind: ComparisonKind) => {
    const now = comparison();
    return now?.kind === kind ? now.value : undefined;
  };
  const { state: main } = store;
  const plan = computed(() => planOfYear(main.plans.value, of('plan') ?? main.year.value));
  const state = {
    ...main,
    asof: computed(() => {
      const day = of('day');
      return day === undefined ? main.asof.value : day || undefined;
    }),
    basemap: computed(() => of('base') ?? main.basemap.value),
    year: computed(() => of('plan') ?? main.year.value),
    plan: computed(() => plan.value?.plan ?? main.plan.value),
    planText: computed(() => plan.value?.text ?? main.planText.value),
    camera,
    frame: signal(undefined),
    mapReady: signal(false),
    mapProblem: signal(undefined),
    // Its commands change what it shares with the first, and what is its own.
  } as unknown as WritableState;
  const select = createSelectors(state);
  return { ...store, state, select, commands: createCommands(state, select) };
}
