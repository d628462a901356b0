import { canonicalJson, sha256 } from '../../model/sha256.ts';
import type { FieldFrom, PartEdit, Raw } from './parts.ts';

/** The digest of what is not there. */
export const absent = '-';
const digests = new WeakMap<object, string>();

/** What distinguishes one value of a piece, or of a field of it, from another. */
export function digest(value: unknown): string {
  if (value === null || value === undefined) return absent;
  const cached = typeof value === 'object' ? digests.get(value) : undefined;
  if (cached) return cached;
  const fresh = sha256(canonicalJson(value)).slice(0, 16);
  if (typeof value === 'object') digests.set(value, fresh);
  return fresh;
}

/** The fields of a piece by name; those of a feature are its properties and its `geometry`. */
export function flatPiece(piece: Raw): Raw {
  const properties = piece['properties'] as Raw | undefined;
  if (!properties) return piece;
  const cached = flattened.get(piece);
  if (cached) return cached;
  const flat = { ...properties, geometry: piece['geometry'] };
  flattened.set(piece, flat);
  return flat;
}
const flattened = new WeakMap<Raw, Raw>();

/** The piece with these fields; what is undefined is taken away. */
function withFields(piece: Raw, fields: Raw): Raw {
  const patch = (value: Raw, by: Raw): Raw =>
    Object.fromEntries(Object.entries({ ...value, ...by }).filter(([, one]) => one !== undefined));
  const properties = piece['properties'] as Raw | undefined;
  if (!properties) return patch(piece, fields);
  const { geometry, ...others } = fields;
  const shape = 'geometry' in fields ? { geometry } : {};
  return { ...piece, properties: patch(properties, others), ...shape };
}

/** Fields that hold a set of ids: what one clerk adds or takes away is no change of the rest. */
const isLinks = (field: string, value: unknown): value is string[] =>
  ['features', 'planItems', 'related'].includes(field) && Array.isArray(value);

const asPiece = (id: string, value: unknown): Raw | undefined =>
  /^(item|feature|layer|status):/.test(id) && typeof value === 'object' && value !== null
    ? (value as Raw)
    : undefined;

/**
 * What each field of an edit is made from.
 * @param published The piece as published.
 * @param own What the fields said before on this machine, beside what `before` knows of.
 */
export function fieldsFrom(
  { id, value }: PartEdit,
  published: unknown,
  before?: PartEdit,
  own?: unknown,
): Record<string, FieldFrom> | undefined {
  const [mine, theirs] = [asPiece(id, value), asPiece(id, published)];
  if (!mine || !theirs) return undefined;
  const [from, last] = [flatPiece(theirs), asPiece(id, own)];
  const fields = new Set([...Object.keys(flatPiece(mine)), ...Object.keys(from)]);
  return Object.fromEntries(
    [...fields].map((field): [string, FieldFrom] => {
      const piece = digest(from[field]);
      const earlier = new Set(before?.over?.fields?.[field]?.own);
      if (last) earlier.add(digest(flatPiece(last)[field]));
      earlier.delete(piece);
      const links = from[field];
      return [field, { piece, own: [...earlier], ...(isLinks(field, links) ? { links } : {}) }];
    }),
  );
}

/** Whose value of a field stands. */
export type Side = 'mine' | 'theirs';

/** An edit laid over a piece that was published again after it was made. */
export interface Combined {
  /** The published piece with what only this clerk changed; where both did, with what is published. */
  value: Raw;
  mine: readonly string[];
  theirs: readonly string[];
  /** Fields that both changed, and not to the same. */
  both: readonly string[];
}

/**
 * Lays an edit over a newer piece field by field: a field that one side left alone is as the other has it.
 * @param touched Whether a publication since changed the field, were it only back to what it was.
 * @param picks Whose value stands where both changed a field.
 * @returns Undefined where the edit does not say what its fields were made from.
 */
export function combine(
  { id, value, over }: PartEdit,
  published: unknown,
  touched: (field: string) => boolean,
  picks: Readonly<Record<string, Side>> = {},
): Combined | undefined {
  const [mine, theirs] = [asPiece(id, value), asPiece(id, published)];
  if (!mine || !theirs || !over?.fields) return undefined;
  const [left, right] = [flatPiece(mine), flatPiece(theirs)];
  const out = { mine: [] as string[], theirs: [] as string[], both: [] as string[] };
  const patch: Raw = {};
  for (const field of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const { piece, own, links = [] } = over.fields[field] ?? { piece: absent, own: [] };
    const [a, b] = [digest(left[field]), digest(right[field])];
    if (a === b) continue;
    const changedHere = a !== piece || own.length > 0;
    const changedThere = !own.includes(b) && (b !== piece || touched(field));
    if (changedHere && changedThere) {
      const [here, there] = [left[field], right[field]];
      if (isLinks(field, here) && isLinks(field, there)) {
        const gone = links.filter((one) => !here.includes(one));
        const added = here.filter((one) => !links.includes(one) && !there.includes(one));
        patch[field] = [...there.filter((one) => !gone.includes(one)), ...added];
        out.mine.push(field);
        out.theirs.push(field);
      } else {
        out.both.push(field);
        if (picks[field] === 'mine') patch[field] = here;
      }
    } else if (changedHere) {
      out.mine.push(field);
      patch[field] = left[field];
    } else out.theirs.push(field);
  }
  return { value: withFields(theirs, patch), ...out };
}

/** Two edits of one piece, made from the same publication by two clerks, laid together. */
export interface Together {
  /** Fields that both changed, and not to the same. */
  both: readonly string[];
  /** The edit with what either changed; where both did, with what the first or the second says. */
  take(side: 'first' | 'second'): PartEdit;
}

/** @returns Undefined where the two were not made from the same, or do not say of which fields. */
export function together(first: PartEdit, second: PartEdit): Together | undefined {
  const { over } = first;
  if (!over?.fields || over.piece !== second.over?.piece) return undefined;
  const none = () => false;
  const laid = combine(first, second.value, none);
  if (!laid) return undefined;
  const ownOf = (field: string) => [first, second].flatMap((edit) => edit.over?.fields?.[field]?.own ?? []);
  return {
    both: laid.both,
    take(side) {
      const picks =
        side === 'first' ? Object.fromEntries(laid.both.map((field) => [field, 'mine' as const])) : {};
      const { value } = combine(first, second.value, none, picks) ?? laid;
      const fields = Object.entries({ ...second.over?.fields, ...over.fields }).map(
        ([field, from]) => [field, { ...from, own: [...new Set(ownOf(field))] }] as const,
      );
      const ownFields = [...new Set([...over.own, ...(second.over?.own ?? [])])];
      return { id: first.id, value, over: { ...over, own: ownFields, fields: Object.fromEntries(fields) } };
    },
  };
}

/** The piece with these of its fields alone. */
export const onlyFields = (piece: unknown, fields: readonly string[]): unknown =>
  typeof piece === 'object' && piece
    ? Object.fromEntries(Object.entries(flatPiece(piece as Raw)).filter(([field]) => fields.includes(field)))
    : piece;
