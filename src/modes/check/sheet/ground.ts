import type { MultiPolygon } from 'geojson';
import { adjoining, type Side } from '../../../check/boundary/adjoining.ts';
import type { LayerShape } from '../../../check/index.ts';
import { boxOfPositions } from '../../../geo/plane/box.ts';
import { polygonsOf } from '../../../geo/plane/polygons.ts';
import { fieldsOf } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Workbench } from '../workbench.ts';

/** A land-use polygon, whole or cut to the zone, with what is written into it; '' where its record does not say. */
export interface GroundPiece {
  geometry: MultiPolygon;
  /** 图斑号 */
  number: string;
  code: string;
  name: string;
  owner: string;
}

/** The ground in and around a zone, for its map. */
export interface ZoneGround {
  around: readonly GroundPiece[];
  inside: readonly GroundPiece[];
  /** 四至: what adjoins, owner by owner, '' for ground without a record; undefined where no layer says. */
  sides: Record<Side, string[]> | undefined;
}

const nothing: ZoneGround = { around: [], inside: [], sides: undefined };
const landUse = 'land-use';
/** More than this around one zone cannot be read on paper. */
const mostPieces = 4_000;

const wordsOf = ({ name, code, owner }: GroundPiece): string =>
  [owner, name || code].filter(Boolean).join(' ');

/** What adjoins on a side, each owner once before the classes of its ground. */
function byOwner(labels: readonly string[], pieces: ReadonlyMap<string, GroundPiece>): string[] {
  const owners = new Map<string, string[]>();
  for (const label of labels) {
    const piece = pieces.get(label);
    if (!label || !piece) continue;
    const { owner, name, code } = piece;
    owners.set(owner, [...(owners.get(owner) ?? []), name || code]);
  }
  const said = [...owners].map(([owner, names]) => [owner, names.join('、')].filter(Boolean).join(' '));
  return labels.includes('') ? [...said, ''] : said;
}

/** What the planner's land-use layer has in and around a zone; nothing where there is no such layer. */
export async function groundOf(
  { layers, checker, session }: Workbench,
  client: {
    shapes(id: string, box: [number, number, number, number], most: number): Promise<LayerShape[] | null>;
  },
  zone: ZoneRecord,
): Promise<ZoneGround> {
  const layer = layers.layers.value.findLast(({ value, loaded }) => value.entry.role === landUse && loaded);
  const role = checker.tables.value?.roles.find(({ id }) => id === landUse);
  if (!layer?.loaded || !role) return nothing;
  const fields = fieldsOf(
    role,
    layer.loaded.columns.map(({ name }) => name),
    layer.value.entry.fields,
  );
  const piece = (geometry: MultiPolygon, attributes: Readonly<Record<string, unknown>>): GroundPiece => {
    const at = (field: string | undefined) => String((field && attributes[field]) ?? '').trim();
    return {
      geometry,
      number: at(fields.id),
      code: at(fields.class),
      name: at(fields.className),
      owner: at(fields.owner) || at(fields.located),
    };
  };
  const [west, south, east, north] = boxOfPositions(polygonsOf(zone.geometry).flat(2));
  const fetched = async (share: number, least: number) => {
    const by = Math.max(least, share * Math.max(east - west, north - south));
    return client.shapes(layer.id, [west - by, south - by, east + by, north + by], mostPieces);
  };
  // So much is seen around a zone on its page; of a long one at a small scale at least what touches it.
  const around = (await fetched(1.5, 4e-3)) ?? (await fetched(0, 5e-4));
  if (!around) return nothing;
  const pieces = around.map(({ geometry, attributes }) => piece(geometry, attributes));
  const meridian = session.store.state.town.value?.centralMeridian ?? 114;
  const reference = checker.results.value[zone.id]?.drawn?.reference?.find((one) => one.layer === layer.id);
  const neighbours = adjoining(
    zone,
    pieces.map((one) => ({ geometry: one.geometry, label: wordsOf(one) })),
    meridian,
  );
  const named = new Map(pieces.map((one) => [wordsOf(one), one]));
  return {
    around: pieces,
    inside: (reference?.features ?? []).flatMap(({ geometry, attributes = {} }) =>
      geometry?.type === 'MultiPolygon' ? [piece(geometry, attributes)] : [],
    ),
    sides: {
      east: byOwner(neighbours.east, named),
      south: byOwner(neighbours.south, named),
      west: byOwner(neighbours.west, named),
      north: byOwner(neighbours.north, named),
    },
  };
}
