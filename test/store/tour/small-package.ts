import fc from 'fast-check';
import * as v from 'valibot';
import {
  type Chapter,
  type Feature,
  itemsOf,
  LayerSchema,
  type Plan,
  TownSchema,
} from '../../../src/model/index.ts';
import type { FeatureRecord } from '../../../src/store/index.ts';
import type { TourPackage } from '../../../src/store/tour/package.ts';

const both = (text: string) => ({ zh: text, en: text });

const layer = (id: string, role: 'subject' | 'villages') =>
  v.parse(LayerSchema, {
    id,
    name: both(id),
    group: 'g',
    source: `${id}.geojson`,
    role,
    geometry: 'mixed',
    symbol: { colour: 'neutral' },
  });

const square = (lon: number, lat: number, size: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});

export interface Sketch {
  /** For every chapter, for every item: how many features it has. */
  chapters: number[][];
  display: Record<string, unknown>;
}

/** A package with the given shape: villages A and B, and every feature of item `c.1-i` in one of them. */
export function packageOf(sketch: Sketch): TourPackage {
  const records = new Map<string, FeatureRecord>();
  const add = (kind: 'subject' | 'villages', id: string, geometry: Feature['geometry'], more: object) => {
    const properties = {
      id,
      name: both(id),
      planItems: [],
      basis: 'schematic' as const,
      accuracyM: 4000,
      source: both('test'),
      villages: [],
      ...more,
    };
    records.set(id, { feature: { type: 'Feature', geometry, properties }, layer: layer(kind, kind) });
  };
  for (const [index, code] of ['100000000001', '100000000002'].entries())
    add('villages', `village.${index}`, square(113 + index * 0.1, 28.5, 0.1), { code });
  const chapters: Chapter[] = sketch.chapters.map((items, number) => ({
    number,
    title: both(`chapter ${number}`),
    short: both(`${number}`),
    sections: [
      {
        id: `${number}.1`,
        title: both('section'),
        items: items.map((features, index) => {
          const id = `${number}.1-${index + 1}`;
          for (let f = 0; f < features; f++)
            add('subject', `f.${id}.${f}`, square(113 + f * 0.01, 28.5 + index * 0.01, 0.001), {
              planItems: [id],
              villages: [f % 2 ? '100000000002' : '100000000001'],
            });
          return {
            id,
            title: both(`item ${id}`),
            summary: both('summary'),
            cites: [{ start: 0, end: 4, quote: '加快建设' }],
            spatial: features ? ('site' as const) : ('townwide' as const),
            targets: [],
            features: Array.from({ length: features }, (_, f) => `f.${id}.${f}`),
            related: [],
          };
        }),
      },
    ],
  }));
  const plan: Plan = {
    schema: 1,
    file: 'x',
    title: both('plan'),
    date: '2017',
    chapters,
    noCommitment: [],
    residue: [],
  };
  const town = v.parse(TownSchema, {
    schema: 1,
    code: '100000000',
    name: both('town'),
    title: both('title'),
    county: both('county'),
    province: both('province'),
    extent: [113, 28.45, 113.25, 28.65],
    surroundings: [112, 28, 114, 29],
    centralMeridian: 114,
    reviewNumber: null,
    attribution: both('test'),
    basemaps: [{ id: 'b', name: both('b'), kind: 'offline' }],
    basemap: 'b',
    display: sketch.display,
    dataVersion: '1',
  });
  const items = itemsOf(plan);
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    town,
    plan,
    items,
    planText: undefined,
    feature: (id) => records.get(id),
    featuresOf: (id) => (byId.get(id)?.features ?? []).flatMap((f) => records.get(f) ?? []),
    statusOf: () => undefined,
    withRole: (role) => [...records.values()].filter((record) => record.layer.role === role),
  };
}

const itemId = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 7 }))
  .map(([c, i]) => `${c}.1-${i}`);

/** Packages of up to six chapters with settings of every kind, some of them naming what is not there. */
export const sketches: fc.Arbitrary<Sketch> = fc.record({
  chapters: fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 7 }), {
    minLength: 1,
    maxLength: 6,
  }),
  display: fc.record(
    {
      chapters: fc.uniqueArray(fc.integer({ min: 0, max: 9 })),
      dwellSeconds: fc.integer({ min: 3, max: 60 }),
      alternateLanguage: fc.boolean(),
      skip: fc.array(itemId, { maxLength: 4 }),
      first: fc.array(itemId, { maxLength: 4 }),
      scenes: fc.array(
        fc.record({
          kind: fc.constant('routes' as const),
          item: itemId,
          features: fc.array(
            itemId.map((id) => `f.${id}.0`),
            { minLength: 1, maxLength: 3 },
          ),
        }),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: [] },
  ),
});
