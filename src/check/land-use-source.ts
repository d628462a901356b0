import { columnNamed, valuesOf } from '../geo/layer/index.ts';
import {
  classificationOf,
  type FieldMeaning,
  fieldsOf,
  type LandClasses,
  type LayerRole,
} from '../model/index.ts';
import { Pairs, Words } from './distinct.ts';
import { type LandUse, landUse } from './land-use.ts';
import type { LandPiece } from './land-use-rows.ts';
import type { CheckLayer } from './layer.ts';
import { coveredM2, hitsOf, overlayOf, polygonsAmong, type ZoneInHand } from './overlaps.ts';

/** The national tables a check reads land use by: of the package. */
export interface LandTables {
  classes: LandClasses;
  roles: readonly LayerRole[];
}

/** What the zone meets of one land-use layer. */
export interface LandUseSource {
  layer: string;
  /** Of every record met, m². */
  overlapM2: readonly number[];
  /** Fields in which one of them at least says something. */
  names: readonly string[];
  /** What the records say in a field, by their place. */
  field(name: string): (k: number) => unknown;
  /** Fields by meaning as the planner set them; detected by their names unless given. */
  fields?: Partial<Record<FieldMeaning, string>>;
  /** Ground covered by the records together, each place once, m². */
  coveredM2: () => number;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  return Number(value);
}

/** The role of layers that land use is read from. */
export const landUseRole = 'land-use';

/** What the zone meets of a land-use layer; none where it meets nothing. */
export function landUseSourceOf(hand: ZoneInHand, layer: CheckLayer): LandUseSource[] {
  const { packed, features } = layer;
  const overlap = overlayOf(hand, layer);
  const hits = overlap ? polygonsAmong(hitsOf(hand, layer, overlap)) : [];
  if (!hits.length || !packed) return [];
  const rows = hits.map(({ index }) => packed.row[index]!);
  const properties = features && rows.map((row) => features[row]!.properties as Record<string, unknown>);
  const field = (name: string): ((k: number) => unknown) => {
    if (properties) return (k) => properties[k]![name];
    const column = columnNamed(packed.columns, name);
    const read = column && valuesOf(column);
    return (k) => read?.(rows[k]!);
  };
  const named = properties
    ? [...new Set(properties.flatMap((one) => Object.keys(one)))]
    : packed.columns.map(({ name }) => name);
  const says = (name: string) => {
    const read = field(name);
    return rows.some((_, k) => (read(k) ?? '') !== '');
  };
  return [
    {
      layer: layer.layer.id,
      overlapM2: hits.map(({ overlapM2 }) => overlapM2),
      names: named.filter(says),
      field,
      coveredM2: () => coveredM2(hand.zone, hits),
    },
  ];
}

/**
 * The land-use table of a zone, from the layer that covers most of it; undefined when there is no such layer, it meets
 * nothing, or it has no field with a class.
 */
export function landUseOf(
  sources: readonly LandUseSource[],
  zoneM2: number,
  { classes, roles }: LandTables,
): LandUse | undefined {
  const role = roles.find(({ id }) => id === landUseRole);
  const sumOf = ({ overlapM2 }: LandUseSource) => overlapM2.reduce((sum, m2) => sum + m2, 0);
  const [source] = [...sources].sort((a, b) => sumOf(b) - sumOf(a));
  if (!source?.overlapM2.length || !role) return undefined;
  const fields = { ...fieldsOf(role, source.names), ...source.fields };
  if (fields.class === undefined && fields.className === undefined) return undefined;
  const reader = (meaning: FieldMeaning) => {
    const name = fields[meaning];
    return name === undefined ? () => undefined : source.field(name);
  };
  const [code, name, owner, located] = [
    reader('class'),
    reader('className'),
    reader('owner'),
    reader('located'),
  ];
  const [ownership, deductedClass, deduction] = [
    reader('ownership'),
    reader('deductedClass'),
    reader('deduction'),
  ];
  const pieces = source.overlapM2.map(
    (overlapM2, k): LandPiece => ({
      overlapM2,
      class: textOf(code(k)),
      owner: textOf(owner(k)),
      located: textOf(located(k)),
      ownership: textOf(ownership(k)),
      deductedClass: textOf(deductedClass(k)),
      deduction: numberOf(deduction(k)),
    }),
  );
  const codes: { code: string; name: string | undefined; count: number }[] = [];
  const [said, called] = [new Words(), new Words()];
  const named = pieces.map((_, k) => called.place(textOf(name(k))));
  const met = new Pairs(called.list.length);
  for (const [k, piece] of pieces.entries()) {
    const place = met.place(said.place(piece.class), named[k]!);
    const before = codes[place];
    if (before) before.count++;
    else codes.push({ code: piece.class ?? '', name: called.list[named[k]!] || undefined, count: 1 });
  }
  const classification = classificationOf(classes, codes) ?? null;
  return landUse(pieces, { layer: source.layer, classification, zoneM2, coveredM2: source.coveredM2 });
}
