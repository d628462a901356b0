import type { Geometry, Position } from 'geojson';

export type Coordinates = Position | Position[] | Position[][] | Position[][][];

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
