import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writePolicy } from '../../src/cli/package/csp.ts';
import { writeTiles } from '../../src/cli/package/vector-tiles.ts';
import { writeBundle } from '../../src/cli/prerender/bundle.ts';
import { loadFolder } from '../../src/cli/prerender/package.ts';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';
import { featureServer, fields, send } from '../map/remote/_server.ts';
import { openPage } from './browser.ts';
import { itemList } from './map-page.ts';

const site = resolve('.cache/e2e-live');
let serving: Serving;
let good: Awaited<ReturnType<typeof featureServer>>;
let lying: Awaited<ReturnType<typeof featureServer>>;

const shared = {
  group: 'base',
  geometry: 'polygon',
  symbol: { colour: 'wood' },
};
const provenance = { basis: 'official', accuracyM: 5, source: { zh: '测试', en: 'test' } };

beforeAll(async () => {
  // Fields over the town: 0.01° apart from 113.0°E 28.4°N.
  const over = fields(30).map((one) => {
    const ring = (one.geometry as GeoJSON.Polygon).coordinates[0] as [number, number][];
    return {
      ...one,
      geometry: { type: 'Polygon' as const, coordinates: [ring.map(([x, y]) => [x, y + 0.4])] },
    };
  });
  good = await featureServer(over);
  lying = await featureServer([], (_query, _req, res) => send(res, '<html>请登录</html>', 'text/html'));
  rmSync(site, { recursive: true, force: true });
  cpSync('dist', site, { recursive: true });
  vi.spyOn(console, 'log').mockReturnValue();
  await writeTiles(['places'], `${site}/data`);
  vi.restoreAllMocks();
  const file = `${site}/data/layers.json`;
  const catalogue = JSON.parse(readFileSync(file, 'utf8'));
  catalogue.layers.push(
    {
      ...shared,
      id: 'remote',
      name: { zh: '远程地块', en: 'Remote fields' },
      source: { kind: 'ogc-features', url: good.url, collection: 'fields', limit: 50, provenance },
    },
    {
      ...shared,
      id: 'broken',
      name: { zh: '坏服务', en: 'Broken service' },
      source: { kind: 'wfs', url: `${lying.url}wfs`, typeName: 'x', provenance },
    },
  );
  writeFileSync(file, JSON.stringify(catalogue));
  writeBundle(site, await loadFolder(`${site}/data`));
  writePolicy(site);
  serving = await serveFolder(site);
});
afterAll(async () => {
  await Promise.all([serving.close(), good.close(), lying.close()]);
  rmSync(site, { recursive: true, force: true });
});

describe('layers from elsewhere', () => {
  it('come within the view, are counted as such; a broken one is reported and the rest is not affected', async () => {
    const page = await openPage({
      url: serving.url,
      hash: '13/28.52/113.13',
      expected: [/request left the origin/, new RegExp(`^${good.url}`), new RegExp(`^${lying.url}`)],
    });
    await page.getByRole('tab', { name: '图层' }).click();
    const panel = page.getByRole('region', { name: '图层' }).or(page.locator('layer-panel'));
    await page.getByText(/^视图内 \d+$/).waitFor({ timeout: 40_000 });
    const count = Number((await page.getByText(/^视图内 \d+$/).innerText()).match(/\d+/)?.[0]);
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(900);
    expect(await panel.getByText('视图内至少 0').count()).toBe(1);
    expect(await panel.getByText('分片显示').count()).toBe(1);
    await page.getByText('发来的不是 GeoJSON').first().waitFor();
    // The list of the plan, from the package itself, is whole.
    await page.getByRole('tab', { name: '规划项目' }).click();
    await itemList(page).getByRole('listitem').nth(20).waitFor({ state: 'attached' });
    // Asked for the view and a margin, not for everything.
    expect(good.asked.every((path) => path.includes('bbox='))).toBe(true);
    const before = good.asked.length;
    await page.evaluate(() => {
      location.hash = '#13/28.52/113.24';
    });
    await expect.poll(() => good.asked.length, { timeout: 40_000 }).toBeGreaterThan(before);
  });
});
