import type { Geometry, Polygon, Position } from 'geojson';
import * as v from 'valibot';
import { type CheckLayer, prepareLayer } from '../../src/check/index.ts';
import { packFeatures } from '../../src/geo/layer/index.ts';
import {
  type Basis,
  type Feature,
  type Layer,
  LayerSchema,
  type Rule,
  type Zone,
} from '../../src/model/index.ts';

const both = (text: string) => ({ zh: text, en: text });

/** A square of `size` thousandths of a degree, its corner at (x, y) thousandths from 113.1°E 28.5°N. */
export const square = (x: number, y: number, size: number): Polygon => {
  const at = (i: number, j: number): Position => [113.1 + i / 1000, 28.5 + j / 1000];
  const ring = [at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size), at(x, y)];
  return { type: 'Polygon', coordinates: [ring] };
};

export const zoneOf = (geometry: Zone['geometry'], rest: Partial<Zone> = {}): Zone => ({
  id: 'z1',
  name: '地块一',
  geometry,
  crs: { code: 'EPSG:4490', from: 'user' },
  warnings: [],
  origin: 'test',
  ...rest,
});

export const featureOf = (
  id: string,
  geometry: Geometry,
  basis: Basis = 'official',
  accuracyM = 0,
  rest: object = {},
): Feature => ({
  type: 'Feature',
  geometry,
  properties: {
    id,
    name: both(id),
    planItems: [],
    basis,
    accuracyM,
    source: both('s'),
    villages: [],
    ...rest,
  },
});

/** A layer as a package's catalogue has it. */
export const entryOf = (id: string, rest: Partial<Layer> = {}): Layer =>
  v.parse(LayerSchema, {
    ...{
      id,
      name: both(id),
      group: 'g',
      source: `${id}.geojson`,
      geometry: 'mixed',
      symbol: { colour: 'water' },
    },
    ...rest,
  });

export const layerOf = (id: string, features: Feature[] | null, rest: Partial<Layer> = {}): CheckLayer =>
  prepareLayer(entryOf(id, rest), features && { type: 'FeatureCollection', features });

/** A layer of a planner's own, of features by number. */
export const referenceOf = (
  role: string,
  shapes: Record<string, Geometry>,
  rest: Partial<CheckLayer['layer']> = {},
): CheckLayer => ({
  layer: { id: role, name: both(role), role, from: 'reference', ...rest },
  packed: packFeatures(Object.entries(shapes).map(([id, geometry]) => ({ geometry, properties: { id } }))),
});

export const ruleOf = (id: string, layer: string, rest: Partial<Rule> = {}): Rule => ({
  id,
  name: both(id),
  severity: 'forbidden',
  layer,
  test: { kind: 'overlap' },
  law: both(`law ${id}`),
  ...rest,
});

export const options = { centralMeridian: 114, dataVersion: '2026.1' };
