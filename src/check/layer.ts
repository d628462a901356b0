import type { Geometry, Position } from 'geojson';
import { geodesicLength } from '../geo/area/index.ts';
import { areaOfRings, boxOf, type RingSet, simpleRings } from '../geo/overlay/index.ts';
import type { Bilingual, Feature, Layer, LayerData } from '../model/index.ts';

/** A polygon made ready once: simple rings, their box, their ellipsoidal area. */
export interface ReadyPolygon {
  rings: RingSet;
  box: readonly [number, number, number, number];
  areaM2: number;
}

export interface ReadyFeature {
  feature: Feature;
  polygon: ReadyPolygon | null;
  lines: Position[][];
  lengthM: number;
  points: Position[];
  /** Why its polygons could not be made ready; a check says so of the feature and goes on. */
  fault?: unknown;
}

/** A layer of the package as the check wants it. Without data `features` is null, and `problem` says why. */
export interface CheckLayer {
  layer: Layer;
  features: ReadyFeature[] | null;
  problem?: Bilingual;
}

function parts(
  geometry: Geometry,
  into: { polygons: Position[][][]; lines: Position[][]; points: Position[] },
) {
  switch (geometry.type) {
    case 'Polygon':
      into.polygons.push(geometry.coordinates);
      break;
    case 'MultiPolygon':
      into.polygons.push(...geometry.coordinates);
      break;
    case 'LineString':
      into.lines.push(geometry.coordinates);
      break;
    case 'MultiLineString':
      into.lines.push(...geometry.coordinates);
      break;
    case 'Point':
      into.points.push(geometry.coordinates);
      break;
    case 'MultiPoint':
      into.points.push(...geometry.coordinates);
      break;
    case 'GeometryCollection':
      for (const part of geometry.geometries) parts(part, into);
  }
}

function readyFeature(feature: Feature): ReadyFeature {
  const found = { polygons: [] as Position[][][], lines: [] as Position[][], points: [] as Position[] };
  parts(feature.geometry, found);
  const { lines, points } = found;
  const lengthM = geodesicLength({ type: 'MultiLineString', coordinates: lines });
  const ready: ReadyFeature = { feature, polygon: null, lines, lengthM, points };
  if (!found.polygons.length) return ready;
  try {
    const rings = simpleRings({ type: 'MultiPolygon', coordinates: found.polygons });
    if (rings.start.length > 1)
      ready.polygon = {
        rings,
        box: boxOf(rings.xy, 0, rings.xy.length / 2),
        areaM2: areaOfRings(rings, null),
      };
  } catch (fault) {
    ready.fault = fault;
  }
  return ready;
}

/** Makes a layer ready. Do it once and keep it: checks share it. `data` null stands for a layer that is not there. */
export function prepareLayer(layer: Layer, data: LayerData | null, problem?: Bilingual): CheckLayer {
  return {
    layer,
    features: data ? data.features.map(readyFeature) : null,
    ...(problem ? { problem } : {}),
  };
}
