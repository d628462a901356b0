import type { LineString, Polygon, Position } from 'geojson';
import { geodesicArea, geodesicLength } from './geodesic.ts';
import { gaussKruger, planeArea } from './plane.ts';

/** A drawn line or area, on the ellipsoid and in the Gauss–Krüger plane; metres and m². */
export interface Measured {
  /** Of a line its length, of an area its perimeter. */
  lengthM: number;
  planeLengthM: number;
  /** Of an area only. */
  areaM2?: number;
  planeAreaM2?: number;
}

function planeLength(line: readonly Position[], centralMeridian: number): number {
  const points = line.map(([lon, lat]) => gaussKruger(lon!, lat!, centralMeridian));
  return points.reduce((sum, { east, north }, i) => {
    const before = points[i - 1];
    return before ? sum + Math.hypot(east - before.east, north - before.north) : 0;
  }, 0);
}

/** Measures a shape of degrees (CGCS2000); its edges are geodesics for the first figure and straight in the plane for the other. */
export function measure(shape: LineString | Polygon, centralMeridian: number): Measured {
  const lines = shape.type === 'Polygon' ? shape.coordinates : [shape.coordinates];
  return {
    lengthM: geodesicLength(shape),
    planeLengthM: lines.reduce((sum, line) => sum + planeLength(line, centralMeridian), 0),
    ...(shape.type === 'Polygon'
      ? { areaM2: geodesicArea(shape), planeAreaM2: planeArea(shape, centralMeridian) }
      : {}),
  };
}
