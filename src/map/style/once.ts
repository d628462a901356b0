import type { Position } from 'geojson';
import type { DrawnFeature } from '../sources/features.ts';
import type { StyledLayer } from './input.ts';

/** Features whose name stands on the map already, close by, in another layer; by layer, then by id. */
export type WrittenNames = ReadonlyMap<string, readonly string[]>;

/** How near two features of one name must be to be the same thing twice, degrees of longitude or latitude. */
const near = 0.06;

function placeOf({ geometry }: DrawnFeature): Position | undefined {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates;
    case 'LineString':
      return geometry.coordinates[geometry.coordinates.length >> 1];
    default:
      return undefined;
  }
}

/** Seats and market towns first, then what the plan is about, then the ground it lies on. */
const order = ({ layer: { role } }: StyledLayer): number =>
  role === 'places' ? 0 : role === 'subject' ? 1 : 2;

/**
 * Which names to leave out so that none is written twice side by side: a scenic area, its summit and its ridge all
 * bear one name. A place keeps its name before a subject of the plan, and that before peaks and ridges; of several of one
 * layer the first keeps it.
 */
export function namesOnce(layers: readonly StyledLayer[]): WrittenNames {
  const left = new Map<string, string[]>();
  const written = new Map<string, { at: Position; order: number; layer: string }[]>();
  const named = layers
    .filter(({ layer, visible, drawn }) => visible && drawn && layer.label && layer.role !== 'villages')
    .sort((a, b) => order(a) - order(b));
  for (const styled of named)
    for (const feature of styled.drawn?.collection.features ?? []) {
      const at = placeOf(feature);
      const { id, zh } = feature.properties;
      if (!at || !zh) continue;
      const same = written.get(zh) ?? [];
      const rank = order(styled);
      const twice = same.some(
        (other) =>
          (other.order < rank || other.layer === styled.layer.id) &&
          Math.abs((other.at[0] as number) - (at[0] as number)) < near &&
          Math.abs((other.at[1] as number) - (at[1] as number)) < near,
      );
      if (twice) left.set(styled.layer.id, [...(left.get(styled.layer.id) ?? []), id]);
      else written.set(zh, [...same, { at, order: rank, layer: styled.layer.id }]);
    }
  return left;
}
