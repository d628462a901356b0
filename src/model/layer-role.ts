import * as v from 'valibot';
import { SymbolSchema } from './layer.ts';
import { type Bilingual, BilingualSchema } from './text.ts';

/** What a field of a reference layer can mean to the program. */
export const fieldMeanings = [
  'id',
  'name',
  'class',
  'className',
  'owner',
  'located',
  'ownership',
  'deductedClass',
  'deduction',
] as const;
export type FieldMeaning = (typeof fieldMeanings)[number];
export type FieldsByMeaning = Partial<Record<FieldMeaning, string>>;

export const fieldMeaningWords = {
  id: { zh: '编号', en: 'Number' },
  name: { zh: '名称', en: 'Name' },
  class: { zh: '地类编码', en: 'Class code' },
  className: { zh: '地类名称', en: 'Class name' },
  owner: { zh: '权属单位', en: 'Owner' },
  located: { zh: '坐落单位', en: 'Unit it lies in' },
  ownership: { zh: '权属性质', en: 'Kind of ownership' },
  deductedClass: { zh: '扣除地类编码', en: 'Class of deducted ground' },
  deduction: { zh: '扣除系数', en: 'Share deducted' },
} satisfies Record<FieldMeaning, Bilingual>;

export const LayerRoleSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  name: BilingualSchema,
  /** Layer names it is recognised by, whatever their case; one that ends with `*` is a beginning. */
  layers: v.array(v.string()),
  /** Names of fields that no layer of another role has. */
  marks: v.optional(v.array(v.string()), []),
  /** Field names by meaning, the usual one first. */
  fields: v.optional(v.record(v.picklist(fieldMeanings), v.array(v.string())), {}),
  /** Meanings without which a layer is not taken for this role by its fields alone. */
  needs: v.optional(v.array(v.picklist(fieldMeanings)), []),
  geometry: v.picklist(['point', 'line', 'polygon', 'mixed']),
  /** How it looks at first; `byClass`: in the colours of its land classes. */
  look: v.strictObject({
    colour: SymbolSchema.entries.colour,
    pattern: SymbolSchema.entries.pattern,
    byClass: v.optional(v.boolean(), false),
  }),
});
export type LayerRole = v.InferOutput<typeof LayerRoleSchema>;

export const LayerRolesSchema = v.strictObject({ schema: v.literal(1), roles: v.array(LayerRoleSchema) });

const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();
const named = (pattern: string, name: string): boolean =>
  pattern.endsWith('*')
    ? name.toUpperCase().startsWith(pattern.slice(0, -1).toUpperCase())
    : same(pattern, name);

/**
 * Which of a layer's fields has which meaning: as it was `set` ('' for none), otherwise as the role knows them by their
 * names. Case does not matter.
 */
export function fieldsOf(
  role: LayerRole,
  fields: readonly string[],
  set: FieldsByMeaning = {},
): FieldsByMeaning {
  const byMeaning: FieldsByMeaning = {};
  for (const meaning of fieldMeanings) {
    const usual = set[meaning] === undefined ? (role.fields[meaning] ?? []) : [set[meaning]];
    const name = usual.flatMap((one) => fields.find((field) => same(field, one)) ?? [])[0];
    if (name !== undefined) byMeaning[meaning] = name;
  }
  return byMeaning;
}

export interface RoleGuess {
  role: string;
  fields: FieldsByMeaning;
  /** Why, to be shown beside the offer. */
  reason: Bilingual;
}

/**
 * The role a layer seems to have: by its whole name, by fields that only that role has, by the beginning of its name
 * (the longest that fits), or by the fields the role needs. Otherwise `other`. Folder, ending and a number in the
 * name (`DLTB_2k.shp`) do not matter.
 */
export function guessRole(roles: readonly LayerRole[], layer: string, fields: readonly string[]): RoleGuess {
  const name = layer.replace(/^.*[\\/]/, '').replace(/\.[a-z]{2,5}$/i, '');
  const words = [name, ...name.split(/[_\-. （(]/)].filter(Boolean);
  const offer = (role: LayerRole, reason: Bilingual): RoleGuess => ({
    role: role.id,
    fields: fieldsOf(role, fields),
    reason,
  });
  const byName = (role: LayerRole, pattern: string) =>
    offer(role, {
      zh: `图层名“${name}”是${role.name.zh}的常用名（${pattern}）。`,
      en: `The layer's name “${name}” is usual for: ${role.name.en} (${pattern}).`,
    });
  const find = (exact: boolean) =>
    roles
      .flatMap((role) => role.layers.map((pattern) => ({ role, pattern })))
      .filter(({ pattern }) => pattern.endsWith('*') !== exact && words.some((word) => named(pattern, word)))
      .sort((a, b) => b.pattern.length - a.pattern.length)[0];
  const exact = find(true);
  if (exact) return byName(exact.role, exact.pattern);
  for (const role of roles) {
    const mark = role.marks.find((field) => fields.some((one) => same(one, field)));
    if (mark)
      return offer(role, {
        zh: `有${role.name.zh}才有的字段 ${mark}。`,
        en: `It has the field ${mark}, which belongs to: ${role.name.en}.`,
      });
  }
  const beginning = find(false);
  if (beginning) return byName(beginning.role, beginning.pattern);
  for (const role of roles) {
    const recognised = fieldsOf(role, fields);
    if (role.needs.length && role.needs.every((meaning) => recognised[meaning] !== undefined))
      return offer(role, {
        zh: `字段 ${role.needs.map((meaning) => recognised[meaning]).join('、')} 像是${role.name.zh}。`,
        en: `The fields ${role.needs.map((meaning) => recognised[meaning]).join(', ')} look like: ${role.name.en}.`,
      });
  }
  const other = roles.find(({ id }) => id === 'other');
  return {
    role: 'other',
    fields: other ? fieldsOf(other, fields) : {},
    reason: {
      zh: '图层名和字段都没有认出，请自行选择用途。',
      en: 'Neither its name nor its fields were recognised; choose what it is for.',
    },
  };
}
