import type { Geometry, Position } from 'geojson';
import type { RawRecord } from './types.ts';

/** The shape of a raw record. */
export type RawShape = Pick<RawRecord, 'kind' | 'xy' | 'parts' | 'starts' | 'shells'>;

function shape(
  kind: RawRecord['kind'],
  parts: readonly (readonly Position[])[],
  shells?: number[],
): RawShape {
  const xy = new Float64Array(2 * parts.reduce((sum, part) => sum + part.length, 0));
  const starts = new Uint32Array(parts.length + 1);
  let at = 0;
  parts.forEach((part, p) => {
    for (const position of part) {
      // What is no number has no place, which the layer's builder lists.
      xy[2 * at] = Number(position?.[0] ?? Number.NaN);
      xy[2 * at + 1] = Number(position?.[1] ?? Number.NaN);
      at++;
    }
    starts[p + 1] = at;
  });
  return { kind, xy, parts: parts.length, starts, ...(shells ? { shells: Uint8Array.from(shells) } : {}) };
}

const polygons = (list: readonly Position[][][]): RawShape =>
  shape(
    'polygon',
    list.flat(),
    list.flatMap((rings) => rings.map((_, r) => (r ? 0 : 1))),
  );

/** One record for each kind of shape a geometry has. */
export function* rawShapes(geometry: Geometry | null): Generator<RawShape> {
  switch (geometry?.type) {
    case 'Polygon':
      yield polygons([geometry.coordinates]);
      break;
    case 'MultiPolygon':
      yield polygons(geometry.coordinates);
      break;
    case 'LineString':
      yield shape('line', [geometry.coordinates]);
      break;
    case 'MultiLineString':
      yield shape('line', geometry.coordinates);
      break;
    case 'Point':
      yield shape('point', [[geometry.coordinates]]);
      break;
    case 'MultiPoint':
      yield shape('point', [geometry.coordinates]);
      break;
    case 'GeometryCollection':
      for (const part of geometry.geometries) yield* rawShapes(part);
      break;
    default:
      yield { kind: 'none', xy: new Float64Array(), parts: 0, starts: new Uint32Array(1) };
  }
}
