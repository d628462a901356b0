import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Label } from '../../geo/layer/labels.ts';
import { labelPoint } from '../../geo/plane/label-point.ts';
import { type Expression, fonts } from '../style/expressions.ts';
import { imageId } from '../style/look.ts';
import type { StylePart } from '../style/passes.ts';
import type { Palette, ThemeName } from '../tokens.ts';
import { drawColours } from './draft.ts';

export interface PaintedZone {
  id: string;
  name: string;
  geometry: Geometry;
  /** The one being worked on; the others are drawn fainter. */
  active: boolean;
}

/** A shape that a zone overlaps, cut to the zone. */
export interface PaintedOverlap {
  id: string;
  geometry: Geometry;
  kind: 'forbidden' | 'restricted' | 'notice' | 'overlap';
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const feature = (geometry: Geometry, properties: Record<string, unknown> = {}): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
/** The colours of the overlaps, as images of a hatch name them. */
const hatchColours = {
  forbidden: 'bad',
  restricted: 'warn',
  notice: 'waterInk',
  overlap: 'neutral',
} as const satisfies Record<PaintedOverlap['kind'], keyof Palette>;

/** A layer a kind, each with one image: a pattern that depends on the feature costs a place in every tile's atlas. */
const hatches = (theme: ThemeName): LayerSpecification[] =>
  Object.entries(hatchColours).map(([kind, colour]) => ({
    id: `check:overlap-hatch-${kind}`,
    type: 'fill',
    source: 'check:overlaps',
    filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['==', ['get', 'kind'], kind]],
    paint: { 'fill-pattern': `${imageId.pattern('hatch', colour)}:${theme}` },
  }));

/** Numbers and classes in the land-use layers, which give way to every other name. */
const labelLayer = (theme: ThemeName): LayerSpecification => ({
  id: 'land-labels',
  type: 'symbol',
  source: 'land-labels',
  layout: {
    'text-field': ['get', 'text'],
    'text-font': fonts.regular,
    'text-size': 11,
    'text-line-height': 1.15,
    'text-padding': 3,
  },
  paint: {
    'text-color': drawColours(theme).label,
    'text-halo-color': drawColours(theme).halo,
    'text-halo-width': 1.2,
  },
});

/** How zones and their overlaps look, bottom first; the overlaps with the ids in `standOut` stand out. */
function zoneLayers(theme: ThemeName, standOut: readonly string[]): LayerSpecification[] {
  const c = drawColours(theme);
  const kind = (a: string, b: string, d: string, e: string) =>
    ['match', ['get', 'kind'], 'forbidden', a, 'restricted', b, 'notice', d, e] as never;
  const active = (yes: number, no: number) => ['case', ['get', 'active'], yes, no] as never;
  const highlighted = (yes: number, no: number) =>
    standOut.length ? (['case', ['in', ['get', 'id'], ['literal', standOut]], yes, no] as Expression) : no;
  const colour = kind(c.forbidden, c.restricted, c.notice, c.overlap);
  return [
    {
      id: 'check:parcels',
      type: 'line',
      source: 'check:parcels',
      paint: { 'line-color': c.overlap, 'line-width': 0.8, 'line-opacity': 0.7 },
    },
    {
      id: 'check:zone-fill',
      type: 'fill',
      source: 'check:zones',
      paint: { 'fill-color': c.zone, 'fill-opacity': active(0.14, 0.06) },
    },
    // Faint under a hatch, so that the colour of a land class is seen through it.
    {
      id: 'check:overlap-fill',
      type: 'fill',
      source: 'check:overlaps',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': highlighted(0.6, 0.1) },
    },
    ...hatches(theme),
    {
      id: 'check:overlap-line',
      type: 'line',
      source: 'check:overlaps',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': colour, 'line-width': highlighted(4, 1.6) },
    },
    {
      id: 'check:overlap-point',
      type: 'circle',
      source: 'check:overlaps',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': colour,
        'circle-radius': highlighted(10, 6),
        'circle-stroke-color': c.halo,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'check:zone-halo',
      type: 'line',
      source: 'check:zones',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': c.halo, 'line-width': active(6, 4), 'line-opacity': 0.85 },
    },
    {
      id: 'check:zone-line',
      type: 'line',
      source: 'check:zones',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': c.zone, 'line-width': active(3, 1.6) },
    },
    {
      id: 'check:zone-name',
      type: 'symbol',
      source: 'check:zones',
      filter: ['get', 'named'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts.bold,
        'text-size': 14,
        'symbol-placement': 'point',
      },
      paint: { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 2 },
    },
  ];
}

/** Zones as features of their source; the name is a point, since an area is named once for every tile it lies in. */
export const zoneFeatures = (list: readonly PaintedZone[]): FeatureCollection =>
  collection(
    list.flatMap(({ geometry, name, active }) => {
      const shape = feature(geometry, { active, named: false });
      const place = name ? labelPoint(geometry) : undefined;
      if (!place) return [shape];
      return [shape, feature({ type: 'Point', coordinates: place.at }, { name, active, named: true })];
    }),
  );

/** Overlaps as features of their source. */
export const overlapFeatures = (list: readonly PaintedOverlap[]): FeatureCollection =>
  collection(list.map(({ geometry, id, kind }) => feature(geometry, { id, kind })));

/** Borders of parcels as features of their source. */
export const borderFeatures = (lines: Position[][]): FeatureCollection =>
  collection(lines.length ? [feature({ type: 'MultiLineString', coordinates: lines })] : []);

/** Labels as features of their source. */
export const labelFeatures = (list: readonly Label[]): FeatureCollection =>
  collection(list.map(({ at, text }) => feature({ type: 'Point', coordinates: at }, { text })));

/** What is drawn of a workbench, each the same object as long as it does not change: the map compares it by identity. */
export interface ZoneData {
  zones: FeatureCollection;
  overlaps: FeatureCollection;
  borders: FeatureCollection;
  labels: FeatureCollection;
}

/** Zones, their overlaps, and the borders and labels in view, as a part of the map's style, over everything else. */
export function zonesPart(
  { zones, overlaps, borders, labels }: ZoneData,
  theme: ThemeName,
  standOut: readonly string[],
): StylePart {
  const source = (data: FeatureCollection): SourceSpecification => ({
    type: 'geojson',
    data,
    tolerance: 0.1,
  });
  return {
    sources: {
      'land-labels': source(labels),
      'check:parcels': source(borders),
      'check:zones': source(zones),
      'check:overlaps': source(overlaps),
    },
    passes: { contextNames: [labelLayer(theme)], zones: zoneLayers(theme, standOut) },
  };
}
