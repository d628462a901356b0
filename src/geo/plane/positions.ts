import type { Geometry, Position } from 'geojson';
import { type Coordinates, eachPosition } from './walk.ts';

/** A copy with every position moved. */
export function mapPositions<T extends Geometry>(geometry: T, move: (position: Position) => Position): T {
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((one) => mapPositions(one, move)) };
  return { type: geometry.type, coordinates: map(geometry.coordinates, move) } as unknown as T;
}

function map(coordinates: Coordinates, move: (position: Position) => Position): Coordinates {
  if (typeof coordinates[0] === 'number') return move(coordinates as Position);
  return (coordinates as Position[]).map((inner) => map(inner, move)) as Coordinates;
}

export function firstPosition(geometry: Geometry): Position | undefined {
  let first: Position | undefined;
  eachPosition(geometry, (position) => {
    first ??= position;
  });
  return first;
}
