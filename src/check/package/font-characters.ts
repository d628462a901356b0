import type { PartEdit, Raw } from '../edits/parts.ts';
import { featuresIn } from '../edits/parts.ts';

/** The characters the fonts of a package hold, as `npm run package -- fonts` lists them; undefined where no list is. */
export interface FontLists {
  /** Of the interface, `ui.txt`. */
  ui?: string | undefined;
  /** Of the names on the map, `labels.txt`. */
  labels?: string | undefined;
}

/** Characters a package in work uses and its fonts lack, in the order they come. */
export interface Missing {
  labels: readonly string[];
  ui: readonly string[];
}

/** Signs that are drawn and belong to no system emoji font. */
const isDrawn = (sign: string): boolean => sign > ' ' && !/\p{C}|\p{Z}|\p{Extended_Pictographic}/u.test(sign);

/** All text of a value, whatever it is made of; keys and figures are none. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) {
    // Coordinates hold no text.
    if (typeof value[0] !== 'number') for (const one of value) yield* textsIn(one);
  } else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) if (key !== 'coordinates') yield* textsIn(one);
}

interface Texts {
  labels: ReadonlySet<string>;
  all: ReadonlySet<string>;
}
const read = new WeakMap<object, Texts>();

function signsOf(edit: PartEdit): Texts {
  const { id, value } = edit;
  const isObject = typeof value === 'object' && value !== null;
  const there = isObject ? read.get(value) : undefined;
  if (there) return there;
  const names = id.startsWith('feature:')
    ? [value as Raw | null]
    : id.startsWith('data:')
      ? featuresIn(value)
      : [];
  const labels = new Set<string>();
  for (const feature of names)
    for (const text of textsIn((feature?.['properties'] as Raw | undefined)?.['name']))
      for (const sign of text) labels.add(sign);
  const all = new Set<string>();
  // An attached file is carried as letters that nobody reads.
  if (!id.startsWith('file:')) for (const text of textsIn(value)) for (const sign of text) all.add(sign);
  const texts = { labels, all };
  if (isObject) read.set(value, texts);
  return texts;
}

/** What the fonts lack of the words that `edits` bring. */
export function missingCharacters(edits: readonly PartEdit[], fonts: FontLists): Missing {
  const lacking = (pick: (texts: Texts) => ReadonlySet<string>, list: string | undefined) => {
    if (list === undefined) return [];
    const there = new Set(list);
    const signs = new Set<string>();
    for (const edit of edits) for (const sign of pick(signsOf(edit))) if (isDrawn(sign)) signs.add(sign);
    return [...signs].filter((sign) => !there.has(sign));
  };
  return {
    labels: lacking((texts) => texts.labels, fonts.labels),
    ui: lacking((texts) => texts.all, fonts.ui),
  };
}
