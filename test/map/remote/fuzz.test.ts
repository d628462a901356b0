import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/map/sources/remote/page.ts';
import {
  checkPackage,
  type ForeignSource,
  LayerSchema,
  ProblemError,
  TownIndexSchema,
} from '../../../src/model/index.ts';
import { readAddress, writeAddress } from '../../../src/store/address/address.ts';
import { madeUpTown } from '../../bench/_towns.ts';
import { smallStore } from '../../store/package.ts';

/*
 * Hostile input for the readers of addresses, packages and remote layers. Counts are bounded and named; a run that
 * throws anything but a Problem, or lets markup or a script through as anything but text, fails.
 */

const layer = v.parse(LayerSchema, {
  id: 'x',
  name: { zh: '图', en: 'X' },
  group: 'g',
  geometry: 'mixed',
  symbol: { colour: 'wood' },
  attributes: [{ key: 'kind', name: { zh: '类', en: 'Kind' }, type: 'string' }],
  source: {
    kind: 'ogc-features',
    url: 'http://localhost/',
    collection: 'x',
    provenance: { basis: 'open-data', accuracyM: 1, source: { zh: '甲', en: 'a' } },
  },
});
const source = layer.source as ForeignSource;
const read = (text: string) =>
  readPage(text, layer, source, 'host', [112, 27, 115, 30], 0, { positions: 0, bad: 0, firstBad: '' });

const evil = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  '"></script><script>alert(1)</script>',
  '\u202e\u0000\ud800',
  '{key}',
  '../../../../etc/passwd',
);
const word = fc.oneof(evil, fc.string({ unit: 'binary', maxLength: 40 }));
const number = fc.oneof(fc.double(), fc.constantFrom(1e308, -0, 5e-324, 113, 28.5, 38412345));
const json = fc.jsonValue({ maxDepth: 6 });
const coordinates = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, number, json, fc.array(tie('any'), { maxLength: 5 })),
})).any;
const feature = fc.record(
  {
    type: fc.oneof(fc.constant('Feature'), json),
    id: fc.oneof(word, number, json),
    geometry: fc.oneof(
      json,
      fc.record({
        type: fc.oneof(
          fc.constantFrom('Point', 'LineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'),
          word,
        ),
        coordinates,
      }),
      fc.record({
        type: fc.constant('Point'),
        coordinates: fc.tuple(
          fc.double({ min: 112.5, max: 114.5, noNaN: true }),
          fc.double({ min: 27.5, max: 29.5, noNaN: true }),
        ),
      }),
    ),
    properties: fc.oneof(
      json,
      fc.dictionary(
        fc.oneof(word, fc.constantFrom('name', 'kind', 'basis', 'accuracyM', 'planItems', 'villages', 'id')),
        fc.oneof(word, number, json),
      ),
    ),
  },
  { requiredKeys: [] },
);

/** Runs and gives what came, or undefined for a fault that was reported as one. */
function orProblem<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    return undefined;
  }
}

describe('pages of remote layers', () => {
  it('gives only finite places and plain text, or a problem: 2,000 hostile collections', () => {
    let kept = 0;
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 6 }), json, (features, links) => {
        const page = orProblem(() => read(JSON.stringify({ type: 'FeatureCollection', features, links })));
        for (const { geometry, properties } of page?.features ?? []) {
          kept++;
          const flat = JSON.stringify((geometry as GeoJSON.Point).coordinates);
          expect(flat).not.toContain('null');
          expect(flat).not.toContain('"');
          expect(properties.id).toMatch(/^[\w.-]+$/);
          expect(typeof properties.name.zh).toBe('string');
          expect(properties.name.zh.length).toBeLessThanOrEqual(200);
          expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
        }
      }),
      { numRuns: 2000, seed: 5 },
    );
    expect(kept).toBeGreaterThan(300);
    expect(({} as Record<string, unknown>)['alert']).toBeUndefined();
  });
  it('answers any text with a page or a problem: 2,000 texts', () => {
    fc.assert(
      fc.property(fc.oneof(word, fc.json(), fc.string({ maxLength: 300 })), (text) => {
        orProblem(() => read(text));
      }),
      { numRuns: 2000, seed: 6 },
    );
  });
  it('answers every cut of a good answer with a problem: 400 cuts', () => {
    const good = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: '甲"\\' },
          geometry: { type: 'Point', coordinates: [113, 28] },
        },
      ],
    });
    for (let end = 0; end < Math.min(400, good.length); end++)
      expect(orProblem(() => read(good.slice(0, end)))).toBeUndefined();
    expect(read(good).features.length).toBe(1);
  });
  it('does not fall over brackets nested 1 to 100,000 deep', () => {
    for (const depth of [1, 100, 10_000, 100_000]) {
      const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const text = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":${nested}}}]}`;
      expect(orProblem(() => read(text))?.features ?? []).toEqual([]);
    }
  });
});

describe('addresses', () => {
  const part = fc.oneof(
    word,
    fc
      .tuple(
        fc.constantFrom(
          'mode',
          'lang',
          'item',
          'feature',
          'layers',
          'status',
          'asof',
          'chapter',
          'village',
          'base',
          'theme',
        ),
        fc.oneof(word, fc.string({ maxLength: 200 })),
      )
      .map(([name, value]) => `${name}=${value}`),
    fc.array(fc.oneof(number.map(String), word), { maxLength: 6 }).map((words) => words.join('/')),
  );
  it('are read part by part without a throw, and written back to a fixed point: 2,000 fragments', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const store = smallStore();
        readAddress(store, parts.join('&'));
        const written = writeAddress(store);
        expect(written).not.toMatch(/[<>"\s]/);
        const again = smallStore();
        readAddress(again, written);
        expect(writeAddress(again)).toBe(written);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
  it('of any length are read in bounded work: up to a million characters', () => {
    for (const length of [4_000, 100_000, 1_000_000]) {
      const store = smallStore();
      expect(readAddress(store, 'layers=a;'.repeat(length / 9)).length).toBeLessThan(600);
      expect(writeAddress(store).length).toBeLessThan(5000);
    }
  });
});

describe('packages', () => {
  const files = madeUpTown(1);
  const parts = Object.fromEntries(
    ['town', 'plan', 'layers', 'status', 'rules', 'stages'].map((name) => [
      name,
      JSON.parse(files[`data/${name}.json`] ?? ''),
    ]),
  );
  const works = JSON.parse(files['data/layers/works.geojson'] ?? '');
  /** Puts `value` at a random place of a JSON document. */
  const spoil = (document: unknown, path: number[], value: unknown): unknown => {
    const copy = structuredClone(document);
    let at = copy as Record<string, unknown>;
    for (const [depth, step] of path.entries()) {
      const keys = Object.keys(at);
      const key = keys[step % Math.max(1, keys.length)];
      if (key === undefined) break;
      const next = at[key];
      if (depth === path.length - 1 || typeof next !== 'object' || next === null) {
        at[key] = value;
        break;
      }
      at = next as Record<string, unknown>;
    }
    return copy;
  };
  it('with any part spoilt are checked to the end, every fault reported: 1,500 packages', () => {
    let faulty = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('town', 'plan', 'layers', 'status', 'rules', 'stages', 'works'),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }),
        fc.oneof(word, number, json),
        (which, path, value) => {
          const spoilt = (name: string, document: unknown) =>
            name === which ? spoil(document, path, value) : document;
          const { problems } = checkPackage({
            town: spoilt('town', parts['town']),
            plan: spoilt('plan', parts['plan']),
            catalogue: spoilt('layers', parts['layers']),
            status: spoilt('status', parts['status']),
            rules: spoilt('rules', parts['rules']),
            stages: spoilt('stages', parts['stages']),
            text: files['seeds/plan.txt'],
            layers: new Map([['works', spoilt('works', works)]]),
          });
          faulty += Number(problems.length > 0);
          for (const { what } of problems) expect(what.zh && what.en).not.toBe('');
        },
      ),
      { numRuns: 1500, seed: 8 },
    );
    expect(faulty).toBeGreaterThan(500);
  });
  it('indexes of towns are taken whole or not at all: 1,000 indexes', () => {
    fc.assert(
      fc.property(json, (value) => {
        const parsed = v.safeParse(TownIndexSchema, { schema: 1, towns: [value] });
        expect(parsed.success).toBe(false);
      }),
      { numRuns: 1000, seed: 9 },
    );
  });
});
