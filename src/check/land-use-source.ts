import { type Column, columnNamed, textsOf, valueAt, valuesOf } from '../geo/layer/index.ts';
import {
  classificationOf,
  type FieldMeaning,
  fieldsOf,
  type LandClasses,
  type LayerRole,
} from '../model/index.ts';
import { Pairs, type Said, saidBy, saidNothing, Words } from './distinct.ts';
import { type LandUse, landUse } from './land-use.ts';
import type { LandPieces } from './land-use-rows.ts';
import type { CheckLayer, LayerEntry } from './layer.ts';
import { coveredM2, hitsOf, overlayOf, polygonsAmong, type ZoneInHand } from './overlaps.ts';

/** The national tables a check reads land use by: of the package. */
export interface LandTables {
  classes: LandClasses;
  roles: readonly LayerRole[];
}

/** What the zone meets of one land-use layer. */
export interface LandUseSource {
  entry: LayerEntry;
  /** Of every record met, m². */
  overlapM2: Float64Array;
  /** Fields in which one of them at least says something. */
  names: readonly string[];
  /** What the records say in a field; nothing in one that the layer lacks. */
  field(name: string): Said;
  /** The same as numbers, 0 for nothing; NaN for words. */
  numbers(name: string): Float64Array;
  /** Ground covered by the records together, each place once, m². */
  coveredM2: () => number;
}

type Records = Pick<LandUseSource, 'names' | 'field' | 'numbers'>;

const numberOf = (value: unknown): number => Number(value ?? 0);

/** What records say in the columns of their layer. */
function inColumns(columns: readonly Column[], rows: Uint32Array): Records {
  const says = (column: Column) =>
    column.kind === 'number'
      ? rows.some((row) => !Number.isNaN(column.values[row]))
      : rows.some((row) => column.codes[row]);
  return {
    names: columns.filter(says).map(({ name }) => name),
    field(name) {
      const column = columnNamed(columns, name);
      if (!column) return saidNothing(rows.length);
      if (column.kind === 'number') return saidBy(Array.from(rows, valuesOf(column)));
      // By a loop: what the language has for it takes several times as long.
      const codes = new Uint32Array(rows.length);
      for (let k = 0; k < codes.length; k++) codes[k] = column.codes[rows[k]!]!;
      return { codes, most: column.ends.length, text: textsOf(column) };
    },
    numbers(name) {
      const column = columnNamed(columns, name);
      const numbers = new Float64Array(rows.length);
      if (column) for (let k = 0; k < numbers.length; k++) numbers[k] = numberOf(valueAt(column, rows[k]!));
      return numbers;
    },
  };
}

/** What features say in their properties. */
function inProperties(properties: readonly Record<string, unknown>[]): Records {
  const values = (name: string) => properties.map((one) => one[name]);
  const names = [...new Set(properties.flatMap((one) => Object.keys(one)))];
  return {
    names: names.filter((name) => properties.some((one) => (one[name] ?? '') !== '')),
    field: (name) => saidBy(values(name)),
    numbers: (name) => Float64Array.from(values(name), numberOf),
  };
}

/** The role of layers that land use is read from. */
export const landUseRole = 'land-use';

/** What the zone meets of a land-use layer; none where it meets nothing. */
export function landUseSourceOf(hand: ZoneInHand, layer: CheckLayer): LandUseSource[] {
  const { packed, features } = layer;
  const overlap = overlayOf(hand, layer);
  const hits = overlap ? polygonsAmong(hitsOf(hand, layer, overlap)) : [];
  if (!hits.length || !packed) return [];
  const rows = new Uint32Array(hits.length);
  const overlapM2 = new Float64Array(hits.length);
  for (let k = 0; k < rows.length; k++) {
    rows[k] = packed.row[hits[k]!.index]!;
    overlapM2[k] = hits[k]!.overlapM2;
  }
  return [
    {
      ...{ entry: layer.layer, overlapM2 },
      ...(features
        ? inProperties(Array.from(rows, (row) => features[row]!.properties))
        : inColumns(packed.columns, rows)),
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
  const fields = fieldsOf(role, source.names, source.entry.fields);
  if (fields.class === undefined && fields.className === undefined) return undefined;
  const { overlapM2 } = source;
  const said = (meaning: FieldMeaning) => {
    const name = fields[meaning];
    return name === undefined ? saidNothing(overlapM2.length) : source.field(name);
  };
  const pieces: LandPieces = {
    overlapM2,
    class: said('class'),
    owner: said('owner'),
    located: said('located'),
    ownership: said('ownership'),
    deductedClass: said('deductedClass'),
    deduction:
      fields.deduction === undefined ? new Float64Array(overlapM2.length) : source.numbers(fields.deduction),
  };
  // Codes with the names beside them, and how often: they say which classification it is.
  const [codes, names] = [new Words(), new Words()];
  const [coded, named] = [codes.placesOf(pieces.class), names.placesOf(said('className'))];
  const pairs = new Pairs(names.list.length);
  const met: { code: string; name: string | undefined; count: number }[] = [];
  for (let k = 0; k < coded.length; k++) {
    const place = pairs.place(coded[k]!, named[k]!);
    const before = met[place];
    if (before) before.count++;
    else met.push({ code: codes.list[coded[k]!]!, name: names.list[named[k]!] || undefined, count: 1 });
  }
  const classification = classificationOf(classes, met) ?? null;
  return landUse(pieces, {
    ...{ layer: source.entry.id, classification, zoneM2, coveredM2: source.coveredM2 },
  });
}
