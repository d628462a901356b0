import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import { fonts } from '../style/expressions.ts';
import type { MapView } from '../view/view.ts';
import { type DrawColours, draftOver } from './draft.ts';

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

const sources = ['check:parcels', 'check:zones', 'check:overlaps'] as const;
type Source = (typeof sources)[number];
const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };
const feature = (geometry: Geometry, properties: Record<string, unknown> = {}): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
/** How zones and their overlaps look, bottom first; the live map and the SVG map draw the same layers. */
export function zoneLayers(c: DrawColours): LayerSpecification[] {
  const kind = (a: string, b: string, d: string, e: string) =>
    ['match', ['get', 'kind'], 'forbidden', a, 'restricted', b, 'notice', d, e] as never;
  const active = (yes: number, no: number) => ['case', ['get', 'active'], yes, no] as never;
  const highlighted = (yes: number, no: number) =>
    ['case', ['boolean', ['feature-state', 'highlighted'], false], yes, no] as never;
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
    {
      id: 'check:overlap-fill',
      type: 'fill',
      source: 'check:overlaps',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': highlighted(0.6, 0.28) },
    },
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

/** Zones as features of their source. */
export const zoneFeatures = (list: readonly PaintedZone[]): Feature[] =>
  list.map(({ geometry, name, active }) => feature(geometry, { name, active, named: name !== '' }));

/** Overlaps as features of their source, numbered from 1. */
export const overlapFeatures = (list: readonly PaintedOverlap[]): Feature[] =>
  list.map(({ geometry, kind }, index) => ({ ...feature(geometry, { kind }), id: index + 1 }));

/** Draws zones, their overlaps and the draft over everything else on the map, apart from the map's own style. */
export function paintZones(view: MapView, colours: DrawColours) {
  const { map } = view;
  const put = (source: Source, features: Feature[]) =>
    (map.getSource(source) as GeoJSONSource | undefined)?.setData({ type: 'FeatureCollection', features });
  let litIds: readonly string[] = [];
  let overlapIds: string[] = [];

  const remove = () => {
    const style = map.getStyle();
    for (const layer of [...(style?.layers ?? [])].reverse())
      if (layer.id.startsWith('check:')) map.removeLayer(layer.id);
    for (const source of sources) if (map.getSource(source)) map.removeSource(source);
  };
  remove();
  for (const source of sources) map.addSource(source, { type: 'geojson', data: empty, tolerance: 0.1 });
  for (const layer of zoneLayers(colours)) map.addLayer(layer);

  const draft = draftOver(view, colours);
  /** Numbers of the overlaps that stand out now. */
  let shining = new Set<number>();
  const showLit = () => {
    const next = new Set<number>();
    if (litIds.length)
      overlapIds.forEach((id, index) => {
        if (litIds.includes(id)) next.add(index + 1);
      });
    const say = (id: number, highlighted: boolean) =>
      map.setFeatureState({ source: 'check:overlaps', id }, { highlighted });
    for (const id of shining) if (!next.has(id)) say(id, false);
    for (const id of next) if (!shining.has(id)) say(id, true);
    shining = next;
  };
  return {
    /** Borders of the parcels in view. */
    parcels(lines: Position[][]): void {
      put('check:parcels', lines.length ? [feature({ type: 'MultiLineString', coordinates: lines })] : []);
    },
    zones(list: readonly PaintedZone[]): void {
      put('check:zones', zoneFeatures(list));
    },
    overlaps(list: readonly PaintedOverlap[]): void {
      overlapIds = list.map(({ id }) => id);
      put('check:overlaps', overlapFeatures(list));
      showLit();
    },
    /** Makes the overlaps with these ids stand out. */
    light(ids: readonly string[]): void {
      litIds = ids;
      showLit();
    },
    /** What is being drawn or changed at this moment. */
    draft: draft.show,
    remove(): void {
      draft.remove();
      // The map may have been taken down before its lodger.
      if (map.style) remove();
    },
  };
}
export type ZonePaint = ReturnType<typeof paintZones>;
