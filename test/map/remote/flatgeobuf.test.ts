import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from '../../../src/cli/serve.ts';
import { remoteLimits } from '../../../src/map/sources/remote/ask.ts';
import { type FeatureSource, loadView } from '../../../src/map/sources/remote/load.ts';
import { asProblems, type Extent, LayerSchema } from '../../../src/model/index.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/remote');
let folder: string;
let serving: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fgb-'));
  cpSync(fixtures, folder, { recursive: true });
  const whole = readFileSync(join(fixtures, 'fields.fgb'));
  writeFileSync(join(folder, 'cut.fgb'), whole.subarray(0, Math.round(whole.length * 0.7)));
  writeFileSync(join(folder, 'page.fgb'), '<!doctype html><p>not found, sorry');
  // The count of features in the header, wildly wrong: the index would begin far behind the end of the file.
  serving = await serveFolder(folder);
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

async function take(url: string, extent: Extent, features = 1000) {
  const layer = v.parse(LayerSchema, {
    id: 'fields',
    name: { zh: '地块', en: 'Fields' },
    group: 'g',
    geometry: 'polygon',
    symbol: { colour: 'wood' },
    source: {
      kind: 'flatgeobuf',
      url,
      provenance: { basis: 'survey', accuracyM: 1, source: { zh: '测试', en: 'test' } },
    },
  });
  const asker = { at: 'fields', limits: { ...remoteLimits, features }, signal: new AbortController().signal };
  const ids: string[] = [];
  const codes: string[] = [];
  let whole = false;
  try {
    for await (const part of loadView(asker, layer, layer.source as FeatureSource, serving.url, extent)) {
      ids.push(...part.features.map((f) => f.properties.id));
      codes.push(...part.problems.map((p) => p.code));
      whole = part.whole;
    }
  } catch (error) {
    codes.push(...asProblems(error).map((p) => p.code));
  }
  return { ids: ids.sort(), codes, whole };
}

describe('a FlatGeobuf file read by byte ranges', () => {
  it('gives the features of the extent that GDAL put there', async () => {
    const got = await take('fields.fgb', [113.0095, 28.0095, 113.0305, 28.0305]);
    // ogrinfo -spat 113.0095 28.0095 113.0305 28.0305 fields.fgb: Feature Count: 9
    const expected = [13, 14, 15, 25, 26, 27, 37, 38, 39].map((k) => `fields.f.2e${k}`);
    expect(got).toEqual({ ids: expected.sort(), codes: [], whole: true });
  });
  it('gives the one feature of a file that has no other', async () => {
    expect(await take('one.fgb', [113, 28, 114, 29])).toEqual({
      ids: ['fields.f.2e0'],
      codes: [],
      whole: true,
    });
    expect(await take('one.fgb', [114, 28, 115, 29])).toEqual({ ids: [], codes: [], whole: true });
  });
  it('stops at its limit', async () => {
    expect(await take('fields.fgb', [113, 28, 114, 29], 20)).toMatchObject({
      codes: ['remote-limit'],
      whole: false,
    });
  });
  it.each([
    ['projected.fgb', 'remote-projected'],
    ['page.fgb', 'remote-broken'],
    ['nowhere.fgb', 'remote-refused'],
  ])('says what is wrong with %s', async (file, code) => {
    expect(await take(file, [113, 28, 114, 29])).toMatchObject({ ids: [], codes: [code], whole: false });
  });
  it('says that a file ends too early, and keeps nothing half', async () => {
    const got = await take('cut.fgb', [113, 28, 114, 29]);
    expect(got.whole).toBe(false);
    expect(got.codes.length).toBe(1);
  });
  it('says that a server knows no ranges, without fetching a large file whole', async () => {
    let sent = 0;
    const server = createServer((_req, res) => {
      res.writeHead(200);
      const chunk = Buffer.alloc(65_536);
      const more = () => {
        while (!res.destroyed && sent < 1e9 && res.write(chunk)) sent += chunk.length;
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/big.fgb`;
    const got = await take(url, [113, 28, 114, 29]);
    server.close();
    server.closeAllConnections();
    expect(got).toMatchObject({ ids: [], codes: ['remote-too-large'] });
    expect(sent).toBeLessThan(4 * remoteLimits.pageBytes);
  });
});
