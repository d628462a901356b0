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
  /** Features of the layer that could not be read: it cannot be called clear. */
  lost?: number;
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

const isPlace = ([x, y]: Position) => Math.abs(x!) <= 180 && Math.abs(y!) <= 90;

/** Arithmetic would pass over what is no number without a word. */
function checkPlaces(found: ReturnType<typeof emptyParts>): void {
  const all = [...found.polygons.flat(2), ...found.lines.flat(), ...found.points];
  const bad = all.find((one) => !Array.isArray(one) || !isPlace(one));
  if (bad) throw new Error(`${JSON.stringify(bad)} is no longitude and latitude`);
}

const emptyParts = () => ({
  polygons: [] as Position[][][],
  lines: [] as Position[][],
  points: [] as Position[],
});

function readyFeature(feature: Feature): ReadyFeature {
  const found = emptyParts();
  try {
    parts(feature.geometry, found);
    checkPlaces(found);
  } catch (fault) {
    return { feature, polygon: null, lines: [], lengthM: 0, points: [], fault };
  }
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
    ...(data?.lost ? { lost: data.lost } : {}),
    ...(problem ? { problem } : {}),
  };
}
