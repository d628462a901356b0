import type { Geometry, Position } from 'geojson';

type Coordinates = Position | Position[] | Position[][] | Position[][][];

/** Calls `visit` for every position. */
export function eachPosition(geometry: Geometry, visit: (position: Position) => void): void {
  if (geometry.type === 'GeometryCollection') {
    for (const one of geometry.geometries) eachPosition(one, visit);
    return;
  }
  walk(geometry.coordinates, visit);
}

function walk(coordinates: Coordinates, visit: (position: Position) => void): void {
  if (typeof coordinates[0] === 'number') visit(coordinates as Position);
  else for (const inner of coordinates as Position[]) walk(inner, visit);
}

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
