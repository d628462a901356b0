import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePolicy } from '../../src/cli/package/csp.ts';
import { writePmtiles } from '../../src/cli/package/pmtiles.ts';
import { writeBundle } from '../../src/cli/prerender/bundle.ts';
import { loadFolder } from '../../src/cli/prerender/package.ts';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';
import { openPage } from './browser.ts';
import { card, ready, windowAt } from './map-page.ts';

const site = resolve('.cache/e2e-basemaps');
/** Outside the town, where nothing but the base map lies. */
const ground = { lon: 113.26, lat: 28.52 };
let serving: Serving;
let tiles: Server;
let origin = '';
const asked: URL[] = [];

const picture = (red: number, green: number, blue: number): Uint8Array =>
  encode({
    width: 256,
    height: 256,
    channels: 3,
    data: new Uint8Array(256 * 256 * 3).map((_, i) => [red, green, blue][i % 3] as number),
  });
type Colour = [number, number, number];
const colours: Record<'xyz' | 'wmts' | 'pmtiles', Colour> = {
  xyz: [200, 40, 40],
  wmts: [40, 160, 40],
  pmtiles: [40, 40, 200],
};

/** The tiles of a level that cover the world round the town. */
function* around(z: number) {
  const n = 2 ** z;
  const x = Math.floor(((ground.lon + 180) / 360) * n);
  const rad = (ground.lat * Math.PI) / 180;
  const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n);
  for (let i = Math.max(0, x - 4); i <= Math.min(n - 1, x + 4); i++)
    for (let j = Math.max(0, y - 4); j <= Math.min(n - 1, y + 4); j++)
      yield { z, x: i, y: j, data: picture(...colours.pmtiles) };
}

beforeAll(async () => {
  tiles = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    asked.push(url);
    const kind = url.pathname.startsWith('/xyz/') ? 'xyz' : 'wmts';
    response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
    response.end(picture(...colours[kind]));
  });
  await new Promise<void>((done) => tiles.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(tiles.address() as AddressInfo).port}`;
  rmSync(site, { recursive: true, force: true });
  cpSync('dist', site, { recursive: true });
  const levels = Array.from({ length: 13 }, (_, z) => [...around(z)]).flat();
  const archive = writePmtiles(levels, [112, 28, 114, 29], {});
  // The writer makes vector tiles; these are pictures (PMTiles 3, tile type 2).
  archive[99] = 2;
  writeFileSync(`${site}/data/basemap/base.pmtiles`, archive);
  const file = `${site}/data/town.json`;
  const town = JSON.parse(readFileSync(file, 'utf8'));
  const named = (id: string, more: object) => ({ id, name: { zh: `底图${id}`, en: `Base ${id}` }, ...more });
  town.basemaps.push(
    named('xyz', {
      kind: 'xyz',
      tiles: [`${origin}/xyz/{z}/{x}/{y}.png?k={key}`],
      key: 'the key',
      attribution: { zh: '某某测绘', en: 'Some Survey' },
    }),
    named('wmts', { kind: 'wmts', url: `${origin}/wmts`, layer: 'img', tileMatrixSet: 'w' }),
    named('pm', { kind: 'pmtiles', url: 'basemap/base.pmtiles', maxzoom: 12 }),
    named('tdt', { kind: 'tianditu', set: 'vec', key: 'refused' }),
  );
  writeFileSync(file, JSON.stringify(town));
  writeBundle(site, await loadFolder(`${site}/data`));
  writePolicy(site);
  serving = await serveFolder(site);
});
afterAll(async () => {
  await serving.close();
  await new Promise((done) => tiles.close(done));
  rmSync(site, { recursive: true, force: true });
});

/** The colour of the ground, the middle of the window's pixels. */
async function colour(page: Page): Promise<number[]> {
  const window = await windowAt(page, ground.lon, ground.lat);
  return window.slice(480 * 4, 480 * 4 + 3);
}
const choose = (page: Page, name: string) => page.getByRole('radio', { name }).check();
const close = (a: readonly number[], b: readonly number[]) =>
  a.every((value, i) => Math.abs(value - (b[i] as number)) < 12);

describe('configured base maps', () => {
  it('are chosen in the layer panel, are seen, name their source, and go again', async () => {
    const page = await openPage({
      url: serving.url,
      hash: '11/28.52/113.2',
      reducedMotion: 'reduce',
      expected: [/request left the origin/, new RegExp(`^${origin}`)],
    });
    await ready(page);
    const sketch = await colour(page);
    expect(asked).toEqual([]);
    await page.getByRole('tab', { name: '图层' }).click();

    await choose(page, '底图xyz');
    await expect.poll(async () => close(await colour(page), colours.xyz), { timeout: 40_000 }).toBe(true);
    expect(asked.every((url) => url.searchParams.get('k') === 'the key')).toBe(true);
    await page.getByText('某某测绘').waitFor();
    expect(page.url()).toContain('xyz');

    asked.length = 0;
    await choose(page, '底图wmts');
    await expect.poll(async () => close(await colour(page), colours.wmts), { timeout: 40_000 }).toBe(true);
    expect(asked[0]?.searchParams.get('REQUEST')).toBe('GetTile');
    expect(await page.getByText('某某测绘').count()).toBe(0);

    await choose(page, '底图pm');
    await expect.poll(async () => close(await colour(page), colours.pmtiles), { timeout: 40_000 }).toBe(true);

    await choose(page, '内置示意底图');
    await expect.poll(async () => close(await colour(page), sketch), { timeout: 40_000 }).toBe(true);
  });

  it.each([418, 403])(
    'that refuse the key with %d say so and what to do, and everything else goes on',
    async (status) => {
      const page = await openPage({
        url: serving.url,
        hash: 'base=tdt',
        expected: [/request left the origin/, /tianditu/, new RegExp(String(status))],
        prepare: (context) =>
          context.route(/tianditu\.gov\.cn/, (route) =>
            route.fulfill({ status, headers: { 'access-control-allow-origin': '*' }, body: 'no' }),
          ),
      });
      const notices = page.getByRole('list', { name: '提示' });
      await notices.getByText(`底图“底图tdt”的密钥被服务拒绝（${status}）`).waitFor({ timeout: 40_000 });
      await notices.getByText(/请核对 town\.json 中的密钥/).waitFor();
      // Pictures and names are two sets of tiles and one matter.
      expect(await notices.getByText('密钥被服务拒绝').count()).toBe(1);
      await page
        .getByRole('button', { name: /园区一期启动区/ })
        .first()
        .click();
      await card(page).getByRole('heading').first().waitFor();
    },
  );
});
