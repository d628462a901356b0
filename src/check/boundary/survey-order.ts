import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { VertexPath } from '../../geo/edit/vertices.ts';
import { signedArea2 } from '../../geo/plane/area.ts';
import { geometryOf, polygonsOf } from '../../geo/plane/polygons.ts';
import type { Zone } from '../../model/index.ts';
import { type Named, pointNames } from './point-names.ts';

/** A boundary point where surveyors come to it. */
export interface SurveyPoint {
  /** Its place in the zone's own geometry, for editing. */
  path: VertexPath;
  position: Position;
  /** The point after it on the same ring. */
  next: Position;
  /** From 1, through all rings. */
  number: number;
  /** The surveyor's own name of it, or J and its number. */
  name: string;
}

/**
 * Whether a ring runs against the way it was walked: against the surveyor's own file where its points are in one, else
 * against the custom, outer boundaries clockwise and holes the other way.
 */
function against(
  ring: readonly Position[],
  hole: boolean,
  place: (position: Position) => number | undefined,
): boolean {
  // The first side of which the file has both ends says it.
  let before = place(ring[0] as Position);
  for (const position of ring.slice(1)) {
    const next = place(position);
    if (before !== undefined && next === before + 1) return false;
    if (next !== undefined && before === next + 1) return true;
    before = next;
  }
  return signedArea2(ring) > 0 !== hole;
}

/** Boundary points ring by ring in the surveyors' order, the same on screen, on the sheet and in a TXT. */
export function surveyPoints(zone: Named & Pick<Zone, 'geometry'>, centralMeridian: number): SurveyPoint[][] {
  const { nameOf, placeOf } = pointNames(zone, centralMeridian);
  let number = 0;
  return polygonsOf(zone.geometry).flatMap((polygon, part) =>
    polygon.map((ring, r) => {
      const count = ring.length - 1;
      const turned = against(ring, r > 0, placeOf);
      // The file's first point is the first, wherever an operation has begun the ring since.
      const places = ring.slice(0, -1).map((position) => placeOf(position) ?? Infinity);
      const least = places.reduce((best, place, i) => (place < places[best]! ? i : best), 0);
      const at = (step: number) =>
        turned ? (least + count - (step % count)) % count : (least + step) % count;
      return Array.from({ length: count }, (_, step) => {
        number += 1;
        const index = at(step);
        const position = ring[index] as Position;
        return {
          path: { part, ring: r, index },
          position,
          next: ring[at(step + 1)] as Position,
          number,
          name: nameOf(position, number),
        };
      });
    }),
  );
}

/** A zone's shape with its rings in the surveyors' order, and the names of their points, closing ones included. */
export function surveyed(
  zone: Named & Pick<Zone, 'geometry'>,
  centralMeridian: number,
): { geometry: Polygon | MultiPolygon; pointNames: string[][][] } {
  const rings = surveyPoints(zone, centralMeridian);
  let used = 0;
  const names: string[][][] = [];
  const parts = polygonsOf(zone.geometry).map((polygon) => {
    const polygonRings = rings.slice(used, used + polygon.length);
    used += polygon.length;
    const closed = polygonRings.map((ring) => [...ring, ring[0] as SurveyPoint]);
    names.push(closed.map((ring) => ring.map(({ name }) => name)));
    return closed.map((ring) => ring.map(({ position }) => position));
  });
  return { geometry: geometryOf(parts), pointNames: names };
}
