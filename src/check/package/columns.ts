import type { Layer } from '../../model/index.ts';
import { isNameColumn } from './match.ts';
import type { Row } from './replace-features.ts';

type Attribute = Layer['attributes'][number];

/** Members of a feature that are no attributes of its file. */
const ownFields = new Set([
  'id',
  'name',
  'planItems',
  'basis',
  'accuracyM',
  'source',
  'villages',
  'note',
  'files',
]);
/** Columns kept at most. */
const mostColumns = 60;

/** The columns of a file as attributes: what rules test and the card shows. A column of several kinds of values is none. */
export function attributesOf(rows: readonly Pick<Row, 'properties'>[]): Attribute[] {
  const kinds = new Map<string, Set<string>>();
  for (const { properties } of rows)
    for (const [key, value] of Object.entries(properties ?? {}))
      if (value !== null && value !== '' && !ownFields.has(key))
        kinds.set(key, (kinds.get(key) ?? new Set()).add(typeof value));
  return [...kinds]
    .filter(([, types]) => types.size === 1 && (types.has('string') || types.has('number')))
    .slice(0, mostColumns)
    .map(([key, types]) => ({
      key,
      name: { zh: key, en: key },
      type: types.has('number') ? ('number' as const) : ('string' as const),
    }));
}

/** The columns of a file that a layer has no attribute for, and that are not the names of its features. */
export function furtherColumns(
  rows: readonly Pick<Row, 'properties'>[],
  { attributes }: Pick<Layer, 'attributes'>,
): Attribute[] {
  const there = new Set(attributes.map(({ key }) => key));
  return attributesOf(rows).filter(({ key }) => !there.has(key) && !isNameColumn(key));
}
