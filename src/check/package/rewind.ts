import type { Geometry, Position } from 'geojson';

const clockwise = (ring: Position[]): boolean =>
  ring.slice(1).reduce((sum, p, i) => sum + (p[0]! - ring[i]![0]!) * (p[1]! + ring[i]![1]!), 0) > 0;

const rewind = (rings: Position[][]): Position[][] =>
  rings.map((ring, i) => (clockwise(ring) === (i === 0) ? [...ring].reverse() : ring));

/** The geometry wound per RFC 7946: outer rings counter-clockwise, holes clockwise. */
export function rewound(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: rewind(geometry.coordinates) };
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(rewind) };
  return geometry;
}
