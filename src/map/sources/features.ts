import type { Feature as GeoJsonFeature, Geometry } from 'geojson';
import { labelPoint, labelPoints } from '../../geo/plane/label-point.ts';
import { type Feature, isSketch, type Layer, type LayerData, type Status } from '../../model/index.ts';
import { edgesWithin } from './edges.ts';

/** What the map needs to know of a feature, short because every tile carries it. */
export interface DrawnProperties {
  /** The catalogue layer it belongs to. */
  layer: string;
  id: string;
  zh: string;
  en: string;
  /** 1 where the geometry is described or schematic and must look it. */
  soft: 0 | 1;
  /** `name` is the place where the name of an area is written, `again` where it is repeated; `edge` and `frame` see `edges.ts`. */
  part: 'area' | 'line' | 'point' | 'name' | 'again' | 'edge' | 'frame';
  /** Names of large areas go before those of small ones. */
  rank: number;
  status: Status | '';
  class?: string;
  ref?: string;
  elevationM?: number;
}
export type DrawnFeature = GeoJsonFeature<Geometry, DrawnProperties>;

/** The features of a layer as they go to the renderer, and what kinds there are, so that no empty layer is made. */
export interface Drawn {
  collection: { type: 'FeatureCollection'; features: DrawnFeature[] };
  areas: boolean;
  lines: boolean;
  points: boolean;
  soft: boolean;
  firm: boolean;
  refs: boolean;
  /** Values of `class` among the lines; empty text stands for none. */
  classes: string[];
}

function partOf(geometry: Geometry): 'area' | 'line' | 'point' {
  if (geometry.type === 'Point' || geometry.type === 'MultiPoint') return 'point';
  return geometry.type === 'LineString' || geometry.type === 'MultiLineString' ? 'line' : 'area';
}

const labels = new WeakMap<Geometry, ReturnType<typeof labelPoint>>();
function cachedLabel(geometry: Geometry): ReturnType<typeof labelPoint> {
  if (!labels.has(geometry)) labels.set(geometry, labelPoint(geometry));
  return labels.get(geometry);
}

function drawFeature(layer: string, feature: Feature, status: Status | '', again: boolean): DrawnFeature[] {
  const { id, name, basis } = feature.properties;
  const { class: kind, ref, elevationM } = feature.properties as Record<string, unknown>;
  const part = partOf(feature.geometry);
  const label = part === 'area' ? cachedLabel(feature.geometry) : undefined;
  const properties: DrawnProperties = {
    layer,
    id,
    zh: name.zh,
    en: name.en,
    soft: isSketch(basis) ? 1 : 0,
    part,
    rank: Math.round(-1e6 * (label?.size ?? 0)),
    status,
    ...(typeof kind === 'string' ? { class: kind } : {}),
    ...(typeof ref === 'string' ? { ref } : {}),
    ...(typeof elevationM === 'number' ? { elevationM } : {}),
  };
  const drawn: DrawnFeature[] = [{ type: 'Feature', geometry: feature.geometry, properties }];
  if (label)
    drawn.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: label.at },
      properties: { ...properties, part: 'name' },
    });
  if (again)
    for (const at of labelPoints(feature.geometry))
      drawn.push({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: at },
        properties: { ...properties, part: 'again' },
      });
  return drawn;
}

/** The borders between neighbours, and the frame at which their data was cut off. */
function edgeFeatures(layer: string, features: readonly Feature[]): DrawnFeature[] {
  const edges = edgesWithin(features.map((f) => f.geometry));
  if (!edges) return [];
  const make = (part: 'edge' | 'frame', geometry: Geometry): DrawnFeature => ({
    type: 'Feature',
    geometry,
    properties: { layer, id: '', zh: '', en: '', soft: 0, part, rank: 0, status: '' },
  });
  return [make('edge', edges.edges), make('frame', edges.frame)];
}

/**
 * The features of a layer in drawing form.
 * @param shown Ids that pass the filters; undefined when nothing is filtered.
 * @param statusOf The present status of a feature, by id.
 */
export function drawFeatures(
  layer: Layer,
  data: LayerData,
  shown: ReadonlySet<string> | undefined,
  statusOf: (id: string) => Status | '',
): Drawn {
  const subject = layer.role === 'subject';
  const kept = data.features.filter(
    (f) => f.geometry.type !== 'GeometryCollection' && (!shown || shown.has(f.properties.id)),
  );
  const around = layer.role === 'neighbours';
  const features = kept.flatMap((f) =>
    drawFeature(layer.id, f, subject ? statusOf(f.properties.id) : '', around),
  );
  if (around) features.push(...edgeFeatures(layer.id, kept));
  const has = (test: (p: DrawnProperties) => boolean) => features.some((f) => test(f.properties));
  return {
    collection: { type: 'FeatureCollection', features },
    areas: has((p) => p.part === 'area'),
    lines: has((p) => p.part === 'line'),
    points: has((p) => p.part === 'point'),
    soft: has((p) => p.soft === 1),
    firm: has((p) => p.soft === 0),
    refs: has((p) => p.ref !== undefined),
    classes: [
      ...new Set(features.flatMap(({ properties: p }) => (p.part === 'line' ? [p.class ?? ''] : []))),
    ],
  };
}

/**
 * `drawFeatures` which gives the same object again while nothing it depends on has changed, so that the renderer is
 * handed new data only when there is some.
 */
export function createDrawnCache() {
  const last = new Map<string, { data: LayerData; key: string; drawn: Drawn }>();
  return (
    layer: Layer,
    data: LayerData,
    shown: ReadonlySet<string> | undefined,
    statusOf: (id: string) => Status | '',
  ): Drawn => {
    const subject = layer.role === 'subject';
    const key = data.features
      .map(({ properties: { id } }) => `${!shown || shown.has(id) ? 1 : 0}${subject ? statusOf(id) : ''}`)
      .join();
    const before = last.get(layer.id);
    if (before && before.data === data && before.key === key) return before.drawn;
    const drawn = drawFeatures(layer, data, shown, statusOf);
    last.set(layer.id, { data, key, drawn });
    return drawn;
  };
}
