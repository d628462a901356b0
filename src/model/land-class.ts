import * as v from 'valibot';
import { DaySchema } from './rule.ts';
import { type Bilingual, BilingualSchema } from './text.ts';

/** 农用地 / 建设用地 / 未利用地 (土地管理法 第四条). */
export const landCategories = ['agricultural', 'construction', 'unused'] as const;
export type LandCategory = (typeof landCategories)[number];

export const LandClassSchema = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^\d{2}([0-9A-Z]{2,4})?$/)),
  name: BilingualSchema,
  /** Code of the class it belongs to, in the same classification. */
  parent: v.optional(v.string()),
  /** As the standard assigns it; left out where it does not. */
  category: v.optional(v.picklist(landCategories)),
  /** Customary colour on land-use maps; a class without one takes its parent's. */
  colour: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
});
export type LandClass = v.InferOutput<typeof LandClassSchema>;

/** One table of land classes, with the standard it comes from. */
export const ClassificationSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  name: BilingualSchema,
  standard: BilingualSchema,
  /** Class that deducted ground (KCXS) counts as: 田坎. */
  deducted: v.string(),
  source: v.strictObject({ text: v.string(), date: DaySchema }),
  classes: v.pipe(v.array(LandClassSchema), v.minLength(1)),
});
export type Classification = v.InferOutput<typeof ClassificationSchema>;

export const LandClassesSchema = v.strictObject({
  schema: v.literal(1),
  /** The one that is assumed where codes fit several comes first. */
  classifications: v.pipe(v.array(ClassificationSchema), v.minLength(1)),
});
export type LandClasses = v.InferOutput<typeof LandClassesSchema>;

/** A class with what it takes over from those above it. */
export interface KnownClass extends LandClass {
  /** First-level class: 01 of 0101. */
  top: LandClass;
}

type ClassIndex = (code: string) => KnownClass | undefined;
/** Every check looks classes up: their index is made once. */
const indexes = new WeakMap<Classification, ClassIndex>();

/** Look-up of codes as they stand in data, those of one classification. */
export function classIndex(classification: Classification): ClassIndex {
  let index = indexes.get(classification);
  if (!index) {
    index = makeIndex(classification);
    indexes.set(classification, index);
  }
  return index;
}

function makeIndex({ classes }: Classification): ClassIndex {
  const byCode = new Map(classes.map((one) => [one.code, one]));
  const resolved = new Map<string, KnownClass | undefined>();
  const resolve = (code: string): KnownClass | undefined => {
    // A letter after a code (0201K) marks a kind within the class.
    const base = byCode.get(code) ?? byCode.get(code.replace(/(?<=^\d{2}[0-9A-Z]\d)[A-Z]$/, ''));
    if (!base) return undefined;
    const above = base.parent === undefined ? undefined : resolve(base.parent);
    return { ...above, ...base, top: above?.top ?? base };
  };
  return (written) => {
    const code = written.trim().toUpperCase();
    if (!resolved.has(code)) resolved.set(code, resolve(code));
    return resolved.get(code);
  };
}

/**
 * The classification the codes of a layer belong to: the one that knows most of them, and of equals the one whose names
 * are those beside the codes, then the first. Undefined when none knows any.
 */
export function classificationOf(
  { classifications }: LandClasses,
  found: readonly { code: string; name?: string | undefined; count?: number }[],
): Classification | undefined {
  const scored = classifications.map((one) => {
    const standardClass = classIndex(one);
    const hits = found.flatMap(({ code, name, count = 1 }) => {
      const hit = standardClass(code);
      return hit ? [count * (hit.name.zh === name ? 1.5 : 1)] : [];
    });
    return { one, score: hits.reduce((sum, hit) => sum + hit, 0) };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.one : undefined;
}

export const landCategoryWords = {
  agricultural: { zh: '农用地', en: 'Agricultural land' },
  construction: { zh: '建设用地', en: 'Construction land' },
  unused: { zh: '未利用地', en: 'Unused land' },
} satisfies Record<LandCategory, Bilingual>;
