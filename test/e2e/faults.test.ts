import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { card, itemList } from './map-page.ts';

const data = (file: string) => JSON.parse(readFileSync(`data/${file}`, 'utf8'));
const notices = (page: Page) => page.getByRole('list', { name: '提示' });

describe('a broken package', () => {
  it.each([
    ['not JSON', '{"type": "FeatureCollection", "features": [', /JSON/],
    ['not a collection', '[1, 2, 3]', /FeatureCollection/],
  ])('names the layer that is %s, and everything else goes on', async (_, body, reason) => {
    const page = await openPage({ replace: { 'data/layers/scenic.geojson': body } });
    const notice = notices(page).getByRole('listitem').first();
    await expect.poll(() => notice.innerText()).toMatch(reason);
    expect(await notice.innerText()).toContain('layers/scenic.geojson');
    await page.getByRole('tab', { name: '图层' }).click();
    const panel = page.getByRole('region', { name: '图层' });
    await panel.getByText('未载入').waitFor();
    await expect.poll(() => panel.getByRole('checkbox').count()).toBe(data('layers.json').layers.length);
  });

  it('says so when a layer is missing on the server', async () => {
    const page = await openPage({ replace: { 'data/layers/park.geojson': 404 }, expected: [/404/] });
    await expect.poll(() => notices(page).innerText()).toMatch(/404[\s\S]*layers\/park\.geojson/);
  });

  it('keeps the good features of a layer and names the bad one and its field', async () => {
    const layer = data('layers/villages.geojson');
    layer.features[3].properties.basis = 'guessed';
    const page = await openPage({ replace: { 'data/layers/villages.geojson': JSON.stringify(layer) } });
    await expect.poll(() => notices(page).innerText()).toContain(layer.features[3].properties.id);
    expect(await notices(page).innerText()).toContain('basis');
    await page.getByRole('button', { name: '筛选' }).click();
    await expect
      .poll(() => page.getByLabel('村（社区）').locator('option').count())
      .toBe(layer.features.length);
  });

  it('shows the map without the plan, and the list without the layers', async () => {
    const without = await openPage({ replace: { 'data/plan.json': '<html></html>' } });
    await expect.poll(() => notices(without).innerText()).toContain('plan.json');
    await without.getByRole('region', { name: '地图' }).waitFor();
    const bare = await openPage({ replace: { 'data/layers.json': '{}' } });
    await expect.poll(() => notices(bare).innerText()).toContain('layers.json');
    await itemList(bare).getByRole('listitem').nth(10).waitFor({ state: 'attached' });
  });

  it('never takes names, plan text or links for HTML', async () => {
    const evil = '<img src=x onerror="window.hit=1"><b>名</b>';
    const layer = data('layers/places.geojson');
    for (const feature of layer.features) feature.properties.name = { zh: evil, en: evil };
    const plan = data('plan.json');
    plan.chapters[1].sections[0].items[0].title = { zh: evil, en: evil };
    const page = await openPage({
      hash: `item=${plan.chapters[1].sections[0].items[0].id}&layers=${encodeURIComponent(evil)}`,
      replace: {
        'data/layers/places.geojson': JSON.stringify(layer),
        'data/plan.json': JSON.stringify(plan),
        [encodeURI(plan.file)]: `<script>window.hit=1</script>${evil}`,
      },
    });
    await page.getByRole('heading', { name: evil }).first().waitFor();
    await page.getByRole('tab', { name: '规划原文' }).click();
    await page.getByText('<script>').first().waitFor();
    expect(
      await page.evaluate(() => ({
        hit: 'hit' in window,
        images: [...document.images].filter(({ src }) => src.endsWith('/x')).length,
      })),
    ).toEqual({
      hit: false,
      images: 0,
    });
  });
});

describe('a broken link', () => {
  it('reports what was left out and opens the rest', async () => {
    const page = await openPage({ hash: '12/99/113&mode=nowhere&item=1.1-1&status=xyz&what=%' });
    await card(page).getByRole('heading').first().waitFor();
    // The newest two are shown, the others on request.
    await notices(page)
      .getByRole('button', { name: /还有 2 条/ })
      .click();
    await expect.poll(() => notices(page).innerText()).toContain('12/99/113');
  });
  it('says that an item does not exist', async () => {
    const page = await openPage({ hash: 'item=9.9-9' });
    await card(page).getByText('没有找到').waitFor();
  });
});
