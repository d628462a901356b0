import type { ExpressionSpecification } from 'maplibre-gl';
import { type Language, planLanguage, say } from '../../model/index.ts';
import type { Drawn } from '../sources/features.ts';
import { type as typeTokens } from '../tokens.ts';

export type Expression = ExpressionSpecification;
export type Value = number | string | Expression;

export const get = (name: string): Expression => ['get', name];
export const isPart = (part: string): Expression => ['==', ['get', 'part'], part];

/** Feature state, set by `highlight.ts`. */
const selected: Expression = ['boolean', ['feature-state', 'selected'], false];
const highlighted: Expression = ['boolean', ['feature-state', 'highlighted'], false];

/** One value for a feature as it is, one for pointed at, one for selected. */
export const byState = (plain: Value, pointed: Value, chosen: Value): Expression =>
  ['case', selected, chosen, highlighted, pointed, plain] as Expression;

/** A constant when all features are of one kind, so that the renderer need not look at each. */
export function bySoftness<T>(drawn: Drawn, soft: T, firm: T, wrap: (value: T) => unknown = (v) => v): T {
  if (!drawn.firm) return soft;
  if (!drawn.soft) return firm;
  return ['case', ['==', ['get', 'soft'], 1], wrap(soft), wrap(firm)] as T;
}

/** A length in pixels given at zoom 12, growing with the map, gently. `make` may wrap it in feature state. */
export function scaled(at12: number, make: (width: number) => Value = (w) => w): Expression {
  const stop = (factor: number) => make(Math.round(at12 * factor * 100) / 100);
  return [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    9,
    stop(0.5),
    12,
    stop(1),
    16,
    stop(2.4),
  ] as Expression;
}

/** Text size in pixels from zoom 10 to 15. */
export const textSize = (at10: number, at15: number): Expression => [
  'interpolate',
  ['linear'],
  ['zoom'],
  10,
  at10,
  15,
  at15,
];

/** The name, and under it, smaller, what it says in brackets: ‘(sketch)’. For the inside of a `format` expression. */
export const asideBelow = (language: Language): unknown[] => {
  const name = get(language);
  const bracket = say({ zh: '（', en: ' (' }, language);
  const at = ['index-of', bracket, name];
  const has = ['>', at, 0];
  return [
    ['case', has, ['slice', name, 0, at], name],
    {},
    ['case', has, ['concat', '\n', ['slice', name, at]], ''],
    { 'font-scale': 0.84 },
  ];
};

/** The feature's name in the interface language; with `both` what it says in brackets, or the Chinese name, below it. */
export function nameText(language: Language, both = false): Expression {
  if (!both) return get(language);
  if (language === planLanguage) return ['format', ...asideBelow(language)] as unknown as Expression;
  return ['format', get(language), {}, '\n', {}, get(planLanguage), { 'font-scale': 0.85 }];
}

const families = typeTokens.labels
  .split(',')
  .map((name) => name.trim().replaceAll('"', ''))
  .filter((name) => name !== 'sans-serif');

/**
 * MapLibre draws every glyph itself from the fonts named here, as CSS families, and takes the weight from the words of
 * the first name; the alias in front is no font and only says the weight.
 */
export const fonts = {
  regular: families,
  medium: ['Plan Labels Medium', ...families],
  bold: ['Plan Labels Bold', ...families],
};
