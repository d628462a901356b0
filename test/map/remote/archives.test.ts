import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Source } from 'pmtiles';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePmtiles } from '../../../src/cli/package/pmtiles.ts';
import { tilesOf } from '../../../src/cli/package/vector-tiles.ts';
import { parseRange } from '../../../src/cli/serve/range.ts';
import { remoteLimits } from '../../../src/map/sources/remote/ask.ts';
import { type FeatureSource, loadView } from '../../../src/map/sources/remote/load.ts';
import { boundedArchive, openArchive } from '../../../src/map/sources/remote/pmtiles.ts';
import { asProblems, type LayerData, LayerSchema, type Problem } from '../../../src/model/index.ts';
import { mutate, stream } from '../../bench/_mutate.ts';

/*
 * Archives from hostile hosts, read as the page reads them: damaged ones by their hundreds, and ones made to swell. A
 * reader that does not end is a failure of its own: every test ends within its time or not at all.
 */

const memory = (bytes: Uint8Array): Source => ({
  getKey: () => 'memory',
  getBytes: async (offset, length) => {
    if (!(offset >= 0 && length >= 0 && length <= remoteLimits.pageBytes)) throw new Error('no such part');
    return { data: bytes.slice(offset, offset + length).buffer as ArrayBuffer };
  },
});

describe('a damaged PMTiles archive', () => {
  const data = JSON.parse(readFileSync('data/layers/villages.geojson', 'utf8')) as LayerData;
  const tiles = [...tilesOf(data, 'villages')].filter(({ z }) => z <= 12);
  const good = writePmtiles(tiles, [113, 28, 114, 29], { vector_layers: [{ id: 'villages', fields: {} }] });

  it('ends in tiles or an error, never in a hang or in more than its limit: 600 damaged copies', async () => {
    let read = 0;
    let refused = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const archive = boundedArchive(memory(mutate(good, stream(seed))), 'x', 'host');
      const asks = [
        () => archive.getHeader(),
        () => archive.getMetadata(),
        ...tiles.slice(0, 6).map(
          ({ z, x, y }) =>
            () =>
              archive.getZxy(z, x, y),
        ),
      ];
      for (const ask of asks)
        try {
          const answer = await ask();
          if (answer && 'data' in (answer as object))
            expect((answer as { data: ArrayBuffer }).data.byteLength).toBeLessThanOrEqual(
              4 * remoteLimits.pageBytes,
            );
          read++;
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          refused++;
        }
    }
    expect(read).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });

  it('refuses a tile that swells from 60 kB to 64 MB', async () => {
    const bomb = writePmtiles([{ z: 0, x: 0, y: 0, data: new Uint8Array(64 * 2 ** 20) }], [0, 0, 1, 1], {});
    expect(bomb.length).toBeLessThan(70_000);
    const problems: Problem[] = [];
    const archive = boundedArchive(memory(bomb), 'x', 'host');
    await archive.getZxy(0, 0, 0).catch((error: unknown) => problems.push(...asProblems(error)));
    expect(problems.map(({ code }) => code)).toEqual(['remote-too-large']);
  });
});

describe('archives on a host that is damaged, lying or no host of archives', () => {
  const fields = readFileSync(join(import.meta.dirname, '../../fixtures/remote/fields.fgb'));
  const served = new Map<string, Uint8Array>();
  let url: string;
  const server = createServer((req, res) => {
    const bytes = served.get(req.url ?? '');
    const range = bytes && parseRange(req.headers.range, bytes.length);
    if (!bytes || range === 'unsatisfiable') return void res.writeHead(bytes ? 416 : 404).end();
    const { start, end } = range ?? { start: 0, end: bytes.length - 1 };
    res.writeHead(range ? 206 : 200).end(bytes.subarray(start, end + 1));
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('300 damaged FlatGeobuf files end in sound features or a problem with words', async () => {
    const layer = v.parse(LayerSchema, {
      id: 'fields',
      name: { zh: '地块', en: 'Fields' },
      group: 'g',
      geometry: 'polygon',
      symbol: { colour: 'wood' },
      source: {
        kind: 'flatgeobuf',
        url: `${url}/x.fgb`,
        provenance: { basis: 'survey', accuracyM: 1, source: { zh: '测试', en: 'test' } },
      },
    });
    let reported = 0;
    let kept = 0;
    for (let seed = 1; seed <= 300; seed++) {
      served.set('/x.fgb', mutate(fields, stream(seed)));
      const asker = {
        at: 'fields',
        limits: { ...remoteLimits, timeoutMs: 5000, features: 300 },
        signal: new AbortController().signal,
      };
      const problems: Problem[] = [];
      try {
        for await (const part of loadView(
          asker,
          layer,
          layer.source as FeatureSource,
          url,
          [112, 27, 115, 30],
        )) {
          problems.push(...part.problems);
          for (const { geometry, properties } of part.features) {
            kept++;
            expect(JSON.stringify(geometry)).not.toContain('null');
            expect(properties.id).toMatch(/^[\w.-]+$/);
          }
        }
      } catch (error) {
        problems.push(...asProblems(error));
      }
      for (const { code, what } of problems) {
        reported++;
        expect([code, what.zh !== '' && what.en !== '']).toEqual([expect.stringMatching(/^remote-/), true]);
      }
    }
    expect(reported).toBeGreaterThan(100);
    expect(kept).toBeGreaterThan(1000);
  }, 60_000);

  it.each([
    ['is not there', undefined, 'remote-refused'],
    [
      'is a page of HTML',
      new TextEncoder().encode('<!doctype html><p>请登录</p>'.padEnd(20_000)),
      'remote-broken',
    ],
    ['is of another version', new TextEncoder().encode('PMTiles\u0009'.padEnd(20_000)), 'remote-broken'],
  ])('a PMTiles archive that %s is reported as such, once', async (_what, bytes, code) => {
    served.delete('/x.pmtiles');
    if (bytes) served.set('/x.pmtiles', bytes);
    const reported: Problem[] = [];
    const archive = openArchive('x', `${url}/x.pmtiles`, url, (problems) => reported.push(...problems));
    await archive.getHeader().catch(() => undefined);
    await expect.poll(() => reported.map((one) => one.code)).toContain(code);
    expect(new Set(reported.map((one) => one.code)).size).toBe(1);
  });
});
