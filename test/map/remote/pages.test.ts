import type { Feature } from 'geojson';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { type RemoteLimits, remoteLimits } from '../../../src/map/sources/remote/ask.ts';
import { type FeatureSource, loadView } from '../../../src/map/sources/remote/load.ts';
import { asProblems, type Extent, type Layer, LayerSchema } from '../../../src/model/index.ts';
import { featureServer, fields, pageOf, send } from './_server.ts';

const all: Extent = [112.9, 27.9, 113.6, 28.6];
const servers: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

type Twist = Parameters<typeof featureServer>[1];
async function serve(features: readonly Feature[], twist?: Twist) {
  const server = await featureServer(features, twist);
  servers.push(server);
  return server;
}

const layerOf = (source: object): Layer =>
  v.parse(LayerSchema, {
    id: 'fields',
    name: { zh: '地块', en: 'Fields' },
    group: 'g',
    geometry: 'polygon',
    symbol: { colour: 'wood' },
    attributes: [{ key: 'kind', name: { zh: '地类', en: 'Kind' }, type: 'string' }],
    source: {
      provenance: { basis: 'official', accuracyM: 5, source: { zh: '测试', en: 'test' } },
      ...source,
    },
  });
const ogc = (url: string, limit = 40) => layerOf({ kind: 'ogc-features', url, collection: 'fields', limit });
const wfs = (url: string, limit = 40) =>
  layerOf({ kind: 'wfs', url: `${url}wfs`, typeName: 'x:fields', limit });

/** Everything a source gives for an extent. */
async function take(layer: Layer, extent = all, limits: Partial<RemoteLimits> = {}) {
  const asker = {
    at: layer.id,
    limits: { ...remoteLimits, ...limits },
    signal: new AbortController().signal,
  };
  const features: { properties: Record<string, unknown>; geometry: unknown }[] = [];
  const codes: string[] = [];
  let whole = false;
  let portions = 0;
  try {
    const source = layer.source as FeatureSource;
    for await (const part of loadView(asker, layer, source, 'http://localhost/data/', extent)) {
      portions++;
      features.push(...(part.features as never[]));
      codes.push(...part.problems.map((p) => p.code));
      whole = part.whole;
    }
  } catch (error) {
    codes.push(...asProblems(error).map((p) => p.code));
    whole = false;
  }
  return {
    features,
    ids: features.map((f) => f.properties['id']),
    codes: [...new Set(codes)],
    whole,
    portions,
  };
}

describe.each([
  ['OGC API – Features', ogc],
  ['WFS 2.0', wfs],
] as const)('%s', (_, layerAt) => {
  it('brings every feature of the extent once, page by page, and no other', async () => {
    const server = await serve(fields(12));
    const extent: Extent = [113.0095, 28.0095, 113.0605, 28.0805];
    const got = await take(layerAt(server.url, 10), extent);
    const expected = fields(12)
      .filter((_, k) => k % 12 >= 1 && k % 12 <= 6 && Math.floor(k / 12) >= 1 && Math.floor(k / 12) <= 8)
      .map((one) => `fields.${String(one.id).replace('.', '.2e')}`);
    expect(got.ids).toEqual(expected);
    expect(got.whole).toBe(true);
    expect(got.codes).toEqual([]);
    expect(got.portions).toBeGreaterThan(4);
  });

  it('says of each feature what it says itself, and what its source is', async () => {
    const server = await serve(fields(1));
    const { features } = await take(layerAt(server.url));
    expect(features[0]?.properties).toEqual({
      id: 'fields.f.2e0',
      name: { zh: '地块0', en: '地块0' },
      kind: '耕地',
      planItems: [],
      basis: 'official',
      accuracyM: 5,
      source: { zh: '测试', en: 'test' },
      villages: [],
    });
  });

  it('is empty and whole where there is nothing', async () => {
    const server = await serve(fields(3));
    expect(await take(layerAt(server.url), [10, 10, 11, 11])).toMatchObject({
      ids: [],
      whole: true,
      codes: [],
    });
  });

  it('copes with pages shorter than asked for', async () => {
    const server = await serve(fields(9), (query, _req, res) =>
      send(res, pageOf({ ...query, limit: Math.min(7, query.limit) }, query.url.pathname.endsWith('/wfs'))),
    );
    const got = await take(layerAt(server.url, 40));
    expect(got.ids.length).toBe(81);
    expect(got.whole).toBe(true);
  });

  it('stops at its limits and says so', async () => {
    const server = await serve(fields(20));
    const got = await take(layerAt(server.url, 50), all, { features: 100 });
    expect(got.ids.length).toBe(100);
    expect(got).toMatchObject({ whole: false, codes: ['remote-limit'] });
    expect(server.asked.length).toBe(2);
  });

  it('turns latitude, longitude back and says so', async () => {
    const turned = fields(4).map((one): Feature => {
      const ring = (one.geometry as GeoJSON.Polygon).coordinates[0] as [number, number][];
      return { ...one, geometry: { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] } };
    });
    const server = await serve(fields(4), (_query, _req, res) =>
      send(res, { type: 'FeatureCollection', features: turned, numberMatched: 16 }),
    );
    const got = await take(layerAt(server.url));
    expect(got.codes).toEqual(['remote-axes']);
    expect(got.features.map((f) => f.geometry)).toEqual(fields(4).map((f) => f.geometry));
  });

  it('refuses metres, and names them', async () => {
    const server = await serve([], (_query, _req, res) =>
      send(res, {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'Point', coordinates: [38412345.6, 3153432.1] },
          },
        ],
      }),
    );
    expect(await take(layerAt(server.url))).toMatchObject({
      ids: [],
      codes: ['remote-projected'],
      whole: false,
    });
  });

  it.each([
    ['an HTML page', 'remote-not-json', '<!doctype html><title>Login</title><p>请登录', 'text/html'],
    [
      'an XML exception',
      'remote-not-json',
      '<ows:ExceptionReport><ows:ExceptionText>no such layer</ows:ExceptionText></ows:ExceptionReport>',
      'text/xml',
    ],
    [
      'half an answer',
      'remote-truncated',
      JSON.stringify({ type: 'FeatureCollection', features: fields(2) }).slice(0, 300),
      'application/json',
    ],
    ['another kind of JSON', 'remote-not-features', '{"type":"Topology","objects":{}}', 'application/json'],
    ['null', 'remote-not-features', 'null', 'application/json'],
  ])('reports %s for what it is', async (_what, code, body, type) => {
    const server = await serve([], (_query, _req, res) => send(res, body, type));
    expect(await take(layerAt(server.url))).toMatchObject({ ids: [], codes: [code], whole: false });
  });

  it('reports a refusal with its status', async () => {
    const server = await serve([], (_query, _req, res) => {
      res.writeHead(403).end('key expired');
      return true;
    });
    expect(await take(layerAt(server.url))).toMatchObject({ codes: ['remote-refused'], whole: false });
  });

  it('keeps what came before a page that fails', async () => {
    let count = 0;
    const server = await serve(fields(10), (_query, _req, res) => {
      if (++count < 3) return false;
      res.socket?.destroy();
      return true;
    });
    const got = await take(layerAt(server.url, 20));
    expect(got.ids.length).toBe(40);
    expect(got).toMatchObject({ codes: ['remote-unreachable'], whole: false });
  });

  it('ends the wait for a server that answers one byte at a time', async () => {
    const server = await serve([], (_query, _req, res) => {
      res.writeHead(200, { 'Content-Type': 'application/json' });
      const drip = setInterval(() => res.write(' '), 20);
      res.on('close', () => clearInterval(drip));
      return true;
    });
    expect(await take(layerAt(server.url), all, { timeoutMs: 300 })).toMatchObject({
      codes: ['remote-timeout'],
      whole: false,
    });
  });

  it('ends an answer without end', async () => {
    const server = await serve([], (_query, _req, res) => {
      res.writeHead(200, { 'Content-Type': 'application/json' });
      const more = () => {
        while (!res.destroyed && res.write('[[[[[[[['.repeat(1000)));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
      return true;
    });
    expect(await take(layerAt(server.url), all, { pageBytes: 1e5 })).toMatchObject({
      codes: ['remote-too-large'],
    });
  });

  it('stops when pages repeat themselves', async () => {
    const server = await serve(fields(5), (query, _req, res) => {
      const page = pageOf({ ...query, offset: 0 }, false);
      return send(res, { ...page, numberMatched: 999 });
    });
    const got = await take(layerAt(server.url, 10));
    expect(got.ids.length).toBe(10);
    expect(got).toMatchObject({ codes: ['remote-repeats'], whole: false });
    expect(server.asked.length).toBe(2);
  });

  it('leaves out what is outside the extent', async () => {
    const server = await serve(fields(6), (query, _req, res) =>
      send(res, { ...pageOf({ ...query, found: fields(6) }, false), links: [], numberMatched: 36 }),
    );
    const got = await take(layerAt(server.url, 100), [113.0, 28.0, 113.005, 28.005]);
    expect(got.ids).toEqual(['fields.f.2e0']);
    expect(got.codes).toContain('remote-elsewhere');
  });

  it('leaves out broken features, keeps the rest, counts both', async () => {
    const bad = [
      {
        type: 'Feature',
        id: 'x',
        properties: {},
        geometry: { type: 'Polygon', coordinates: [[[113, 'a']]] },
      },
      { type: 'Feature', properties: null, geometry: { type: 'constructor', coordinates: [113, 28] } },
      null,
      7,
      { type: 'Feature', properties: {}, geometry: null },
    ];
    const server = await serve([], (_query, _req, res) =>
      send(res, { type: 'FeatureCollection', features: [...fields(2), ...bad], numberMatched: 9 }),
    );
    const got = await take(layerAt(server.url));
    expect(got.ids.length).toBe(4);
    expect(got).toMatchObject({ codes: ['remote-features'], whole: false });
  });
});

describe('OGC API – Features that lies', () => {
  it('keeps the extent on next links which forget it', async () => {
    const server = await serve(fields(12), (query, _req, res) => {
      const page = pageOf(query, false);
      for (const link of page.links) link.href = link.href.replace(/[?&]bbox=[^&]*/, (m) => m[0] as string);
      return send(res, page);
    });
    const got = await take(ogc(server.url, 5), [113, 28, 113.0395, 28.0395]);
    expect(got.ids.length).toBe(16);
    expect(server.asked.every((path) => path.includes('bbox='))).toBe(true);
  });

  it.each([
    'http://192.0.2.1/collections/fields/items?offset=1',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://[',
  ])('does not follow a next page to %s', async (href) => {
    const server = await serve(fields(3), (query, _req, res) =>
      send(res, { ...pageOf({ ...query, limit: 4 }, false), links: [{ rel: 'next', href }] }),
    );
    expect(await take(ogc(server.url))).toMatchObject({
      codes: ['remote-next', 'remote-count'],
      whole: false,
    });
    expect(server.asked.length).toBe(1);
  });

  it('does not call a view whole when the server says there is more', async () => {
    const server = await serve(fields(5), (query, _req, res) =>
      send(res, { ...pageOf(query, false), numberMatched: 400, links: [] }),
    );
    expect(await take(ogc(server.url))).toMatchObject({ codes: ['remote-count'], whole: false });
  });

  it('gives up a chain of pages that never ends', async () => {
    let page = 0;
    const server = await serve(fields(1), (query, _req, res) => {
      page++;
      const one = { ...fields(1)[0], id: `p${page}`, properties: { id: `p${page}` } };
      const next = new URL(query.url);
      next.searchParams.set('page', String(page));
      return send(res, {
        type: 'FeatureCollection',
        features: [one],
        links: [{ rel: 'next', href: next.href }],
      });
    });
    const got = await take(ogc(server.url), all, { pages: 12 });
    expect(server.asked.length).toBe(12);
    expect(got).toMatchObject({ codes: ['remote-limit'], whole: false });
  });
});

describe('addresses of sources', () => {
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:application/json,{}',
    'http://user:secret@localhost/',
    'http://[',
  ])('refuses %s', async (url) => {
    expect(await take(ogc(url))).toMatchObject({ codes: ['remote-address'] });
  });
  it('says when nobody is there', async () => {
    const server = await serve([]);
    await server.close();
    expect(await take(ogc(server.url))).toMatchObject({ codes: ['remote-unreachable'] });
  });
  it('sends further parameters with every page', async () => {
    const server = await serve(fields(3));
    const layer = layerOf({
      kind: 'ogc-features',
      url: server.url,
      collection: 'fields',
      limit: 4,
      parameters: { key: 'k1' },
    });
    await take(layer);
    expect(server.asked.length).toBe(3);
    expect(server.asked.every((path) => path.includes('key=k1'))).toBe(true);
  });
});
