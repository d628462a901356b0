/** What an expression may ask for. */
export interface Scope {
  zoom: number;
  properties: Readonly<Record<string, unknown>>;
  geometry: 'Point' | 'LineString' | 'Polygon';
  state: Readonly<Record<string, unknown>>;
}

/** One stretch of formatted text: words, or an image by its name. */
export interface Section {
  text: string;
  image?: string;
  /** Size as a multiple of the label's. */
  scale: number;
}
export type Formatted = readonly Section[];

type Operator = (args: readonly unknown[], scope: Scope) => unknown;

const number = (value: unknown): number => Number(value);
const word = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** The colour between two `#rrggbb` ones, or the number between two numbers; anything else does not blend. */
function blend(a: unknown, b: unknown, t: number): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a + (b - a) * t : t < 0.5 ? a : b;
}

function interpolate([kind, input, ...stops]: readonly unknown[], scope: Scope): unknown {
  const at = number(evaluate(input, scope));
  const [name, base = 1] = kind as [string, number?];
  const last = stops.length - 2;
  if (at <= number(stops[0])) return evaluate(stops[1], scope);
  for (let i = 0; i < last; i += 2) {
    const [from, to] = [number(stops[i]), number(stops[i + 2])];
    if (at >= to) continue;
    const power = name === 'exponential' ? base : 1;
    const t =
      power === 1 ? (at - from) / (to - from) : (power ** (at - from) - 1) / (power ** (to - from) - 1);
    return blend(evaluate(stops[i + 1], scope), evaluate(stops[i + 3], scope), t);
  }
  return evaluate(stops[last + 1], scope);
}

function format(args: readonly unknown[], scope: Scope): Formatted {
  const sections: Section[] = [];
  for (let i = 0; i < args.length; i += 2) {
    const value = evaluate(args[i], scope);
    const options = (args[i + 1] ?? {}) as { 'font-scale'?: unknown };
    const scale = options['font-scale'] === undefined ? 1 : number(evaluate(options['font-scale'], scope));
    const image = (value as { image?: string } | null)?.image;
    if (image !== undefined) sections.push({ text: '', image, scale });
    else sections.push({ text: word(value), scale });
  }
  return sections;
}

const each = (args: readonly unknown[], scope: Scope) => args.map((one) => evaluate(one, scope));
const compare =
  (how: (a: never, b: never) => boolean): Operator =>
  (args, scope) => {
    const [a, b] = each(args, scope);
    return how(a as never, b as never);
  };

const operators: Readonly<Record<string, Operator>> = {
  literal: ([value]) => value,
  zoom: (_, { zoom }) => zoom,
  get: ([name], scope) => scope.properties[word(evaluate(name, scope))] ?? null,
  has: ([name], scope) => scope.properties[word(evaluate(name, scope))] !== undefined,
  'feature-state': ([name], scope) => scope.state[word(evaluate(name, scope))] ?? null,
  'geometry-type': (_, { geometry }) => geometry,
  '==': compare((a, b) => a === b),
  '!=': compare((a, b) => a !== b),
  '>': compare((a, b) => a > b),
  '>=': compare((a, b) => a >= b),
  '<': compare((a, b) => a < b),
  '<=': compare((a, b) => a <= b),
  '!': ([value], scope) => !evaluate(value, scope),
  all: (args, scope) => args.every((one) => evaluate(one, scope)),
  any: (args, scope) => args.some((one) => evaluate(one, scope)),
  boolean: (args, scope) => each(args, scope).find((one) => typeof one === 'boolean'),
  number: (args, scope) => each(args, scope).find((one) => typeof one === 'number'),
  string: (args, scope) => each(args, scope).find((one) => typeof one === 'string'),
  coalesce: (args, scope) => each(args, scope).find((one) => one !== null && one !== undefined) ?? null,
  'to-string': ([value], scope) => word(evaluate(value, scope)),
  'to-number': ([value], scope) => number(evaluate(value, scope)),
  concat: (args, scope) => each(args, scope).map(word).join(''),
  image: ([name], scope) => ({ image: word(evaluate(name, scope)) }),
  format,
  interpolate,
  step: ([input, first, ...stops], scope) => {
    const at = number(evaluate(input, scope));
    let value = first;
    for (let i = 0; i < stops.length && at >= number(stops[i]); i += 2) value = stops[i + 1];
    return evaluate(value, scope);
  },
  case: (args, scope) => {
    for (let i = 0; i + 1 < args.length; i += 2)
      if (evaluate(args[i], scope)) return evaluate(args[i + 1], scope);
    return evaluate(args.at(-1), scope);
  },
  match: ([input, ...rest], scope) => {
    const value = evaluate(input, scope);
    for (let i = 0; i + 1 < rest.length; i += 2) {
      const label = rest[i];
      if (Array.isArray(label) ? label.includes(value) : label === value) return evaluate(rest[i + 1], scope);
    }
    return evaluate(rest.at(-1), scope);
  },
  in: (args, scope) => {
    const [item, list] = each(args, scope);
    return (list as string | unknown[]).includes(item as never);
  },
  'index-of': (args, scope) => {
    const [item, list] = each(args, scope);
    return (list as string | unknown[]).indexOf(item as never);
  },
  slice: (args, scope) => {
    const [list, from, to] = each(args, scope) as [string, number, number?];
    return list.slice(from, to);
  },
  length: ([list], scope) => (evaluate(list, scope) as string).length,
  '+': (args, scope) => each(args, scope).reduce((sum: number, one) => sum + number(one), 0),
  '-': (args, scope) => {
    const [a, b] = each(args, scope) as [number, number?];
    return b === undefined ? -a : a - b;
  },
  '*': (args, scope) => each(args, scope).reduce((product: number, one) => product * number(one), 1),
  '/': (args, scope) => {
    const [a, b] = each(args, scope) as [number, number];
    return a / b;
  },
};

/**
 * The value of an expression of the MapLibre Style Specification, of those operators which our styles use; anything
 * that is no expression is its own value.
 * @throws Error for an operator this knows nothing of.
 */
export function evaluate(expression: unknown, scope: Scope): unknown {
  if (!Array.isArray(expression) || typeof expression[0] !== 'string') return expression;
  const [name, ...args] = expression as [string, ...unknown[]];
  const operator = operators[name];
  if (!operator) throw new Error(`The expression ${name} cannot be drawn as SVG`);
  return operator(args, scope);
}
