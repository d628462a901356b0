import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCheckPackage } from '../../../src/cli/check/package.ts';
import { writeTiles } from '../../../src/cli/package/vector-tiles.ts';
import { type Serving, serveFolder } from '../../../src/cli/serve.ts';
import { CatalogueSchema, type Layer, type LayerData, LayerSchema } from '../../../src/model/index.ts';
import { checkable } from '../../../src/modes/check/checkable.ts';

let folder: string;
let serving: Serving;
let villages: Layer;
const whole = JSON.parse(readFileSync('data/layers/villages.geojson', 'utf8')) as LayerData;
const empty: LayerData = { type: 'FeatureCollection', features: [] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'checkable-'));
  cpSync('data', join(folder, 'data'), { recursive: true });
  cpSync('seeds', join(folder, 'seeds'), { recursive: true });
  vi.spyOn(console, 'log').mockReturnValue();
  await writeTiles(['villages'], join(folder, 'data'));
  vi.restoreAllMocks();
  const text = readFileSync(join(folder, 'data/layers.json'), 'utf8');
  villages = v.parse(CatalogueSchema, JSON.parse(text)).layers.find(({ id }) => id === 'villages') as Layer;
  serving = await serveFolder(join(folder, 'data'));
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

describe('a layer of which the map holds only a part', () => {
  const tiles = { phase: 'ready', data: empty, view: { state: 'tiles', problems: [] } } as const;

  it('is checked whole when its tiles were cut from a file of the package, in the page', async () => {
    const { data, problem } = await checkable(villages, tiles, serving.url);
    expect(problem).toBeUndefined();
    expect(data?.features.map(({ geometry }) => geometry)).toEqual(
      whole.features.map(({ geometry }) => geometry),
    );
  });

  it('and on the command line', () => {
    const { layers, problems } = readCheckPackage(join(folder, 'data'));
    expect(problems).toEqual([]);
    expect(layers.find(({ layer }) => layer.id === 'villages')?.features?.length).toBe(whole.features.length);
  });

  it('says why not when that file is gone', async () => {
    const source = { ...(villages.source as object), file: 'layers/gone.geojson' } as Layer['source'];
    const { data, problem } = await checkable({ ...villages, source }, tiles, serving.url);
    expect(data).toBeNull();
    expect(problem?.zh).toContain('404');
  });

  it.each(['whole', 'part', 'waiting', 'loading'] as const)(
    'is not checked when it is asked for by view (%s): what did not come might lie there',
    async (state) => {
      const layer = v.parse(LayerSchema, {
        id: 'fields',
        name: { zh: '地块', en: 'Fields' },
        group: 'g',
        geometry: 'polygon',
        symbol: { colour: 'wood' },
        source: {
          kind: 'wfs',
          url: 'http://localhost/wfs',
          typeName: 'x',
          provenance: { basis: 'official', accuracyM: 5, source: { zh: '测试', en: 'test' } },
        },
      });
      const held = { phase: 'ready', data: whole, view: { state, problems: [] } } as const;
      const { data, problem } = await checkable(layer, held, serving.url);
      expect(data).toBeNull();
      expect(problem?.en).toContain('not checked');
    },
  );

  it('is checked with all it has when it is a plain file', async () => {
    const layer = { ...villages, source: 'layers/villages.geojson' } as Layer;
    expect(await checkable(layer, { phase: 'ready', data: whole }, serving.url)).toEqual({
      layer,
      data: whole,
    });
  });
});
