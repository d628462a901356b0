import type { Geometry } from 'geojson';
import * as v from 'valibot';
import { drawFeatures } from '../../src/map/sources/features.ts';
import type { StyledLayer, StyleInput } from '../../src/map/style/input.ts';
import {
  type Basis,
  type Feature,
  type Layer,
  type LayerData,
  LayerSchema,
  TownSchema,
} from '../../src/model/index.ts';

/** A catalogue layer with the defaults of the schema. */
export const layer = (more: Partial<v.InferInput<typeof LayerSchema>> & { id: string }): Layer =>
  v.parse(LayerSchema, {
    name: { zh: more.id, en: more.id },
    group: 'g',
    source: `layers/${more.id}.geojson`,
    geometry: 'mixed',
    symbol: { colour: 'chapter1' },
    label: true,
    ...more,
  });

export const feature = (
  id: string,
  geometry: Geometry,
  basis: Basis = 'schematic',
  more: Record<string, unknown> = {},
): Feature => ({
  type: 'Feature',
  geometry,
  properties: {
    id,
    name: { zh: `名${id}`, en: `Name ${id}` },
    planItems: [],
    basis,
    accuracyM: 10,
    source: { zh: '来源', en: 'source' },
    villages: [],
    ...more,
  },
});

/** A square of side `size` degrees with its lower left corner at (x, y). */
export const square = (x: number, y: number, size: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});
export const line = (...coordinates: [number, number][]): Geometry => ({ type: 'LineString', coordinates });
export const point = (x: number, y: number): Geometry => ({ type: 'Point', coordinates: [x, y] });

export const collection = (...features: Feature[]): LayerData => ({ type: 'FeatureCollection', features });

export const styled = (own: Layer, data: LayerData, more: Partial<StyledLayer> = {}): StyledLayer => ({
  layer: own,
  visible: own.visible,
  opacity: own.opacity,
  drawn: drawFeatures(own, data, undefined, () => ''),
  ...more,
});

export const town = v.parse(TownSchema, {
  schema: 1,
  code: '123456789',
  name: { zh: '某镇', en: 'Some Town' },
  title: { zh: '图', en: 'Map' },
  county: { zh: '县', en: 'County' },
  province: { zh: '省', en: 'Province' },
  extent: [113, 28, 113.2, 28.2],
  surroundings: [112.8, 27.8, 113.4, 28.4],
  centralMeridian: 114,
  reviewNumber: null,
  attribution: { zh: '注', en: 'note' },
  basemaps: [
    { id: 'offline', kind: 'offline', name: { zh: '离线', en: 'Offline' } },
    { id: 'tdt', kind: 'tianditu', set: 'vec', key: 'k e&y', name: { zh: '天', en: 'T' } },
    {
      id: 'xyz',
      kind: 'xyz',
      tiles: ['https://tiles.example/{z}/{x}/{y}.png?k={key}'],
      key: 'K',
      name: { zh: '瓦', en: 'X' },
    },
    {
      id: 'wmts',
      kind: 'wmts',
      url: 'https://wmts.example/s',
      layer: 'L',
      tileMatrixSet: 'GoogleMapsCompatible',
      name: { zh: '务', en: 'W' },
    },
    { id: 'pm', kind: 'pmtiles', url: 'basemap/base.pmtiles', name: { zh: '包', en: 'P' } },
  ],
  basemap: 'offline',
  terrain: {
    tiles: 'basemap/terrain/{z}/{x}/{y}.png',
    minzoom: 8,
    maxzoom: 12,
    extent: [112.8, 27.8, 113.4, 28.4],
    kind: 'modelled',
    source: { zh: '模拟', en: 'modelled' },
  },
  dataVersion: '1',
});

/** One layer of every role and kind of geometry. */
export function everyLayer(): StyledLayer[] {
  const mixed = collection(
    feature('a', square(113, 28, 0.1)),
    feature('b', square(113.1, 28, 0.1), 'official'),
    feature('c', line([113, 28], [113.2, 28.2]), 'described', { class: 'national', ref: 'G1' }),
    feature('d', point(113.1, 28.1), 'survey', { elevationM: 509.4 }),
    feature('e', point(113.15, 28.15)),
  );
  const roles = [
    'neighbours',
    'villages',
    'context',
    'rivers',
    'roads',
    'peaks',
    'places',
    'boundary',
  ] as const;
  return [
    ...roles.map((role) => styled(layer({ id: role, role }), mixed)),
    ...(['none', 'hatch', 'crosshatch', 'dots', 'waves', 'rows'] as const).map((pattern) =>
      styled(layer({ id: `s-${pattern}`, symbol: { colour: 'chapter2', pattern } }), mixed),
    ),
    styled(layer({ id: 'hollow', symbol: { colour: 'hazard', hollow: true } }), mixed),
    styled(layer({ id: 'many', cluster: true }), collection(feature('p', point(113, 28)))),
  ];
}

export const input = (more: Partial<StyleInput> = {}): StyleInput => ({
  theme: 'light',
  language: 'zh',
  base: 'https://site.example/app/data/',
  town,
  basemap: town.basemaps[0],
  layers: everyLayer(),
  parts: [],
  labels: true,
  marked: new Set((more.layers ?? everyLayer()).map(({ layer }) => layer.id)),
  relief: false,
  ...more,
});
