import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexTowns } from '../../src/cli/package/towns.ts';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';
import { palettes } from '../../src/map/tokens.ts';
import { madeUpCode, writeMadeUpTown } from '../bench/_towns.ts';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage } from './browser.ts';
import { itemList } from './map-page.ts';

const site = resolve('.cache/e2e-towns');
let serving: Serving;
/** Made-up towns come without fonts of their own. */
const noFonts = [/404.*(basemap\/fonts|favicon)/];
beforeAll(async () => {
  rmSync(site, { recursive: true, force: true });
  cpSync('dist', site, { recursive: true });
  for (let n = 0; n < 30; n++) writeMadeUpTown(site, n);
  indexTowns(site);
  serving = await serveFolder(site);
});
afterAll(async () => {
  await serving.close();
  rmSync(site, { recursive: true, force: true });
});

describe('a site of many towns', () => {
  it('asks for no more than a site with one, until the others are wanted', async () => {
    const asked: string[] = [];
    const page = await openPage({ url: serving.url });
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await itemList(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => path.includes('towns'))).toEqual([]);
  });

  it('shows the town named in the address, and fetches nothing of the own one', async () => {
    const asked: string[] = [];
    const page = await openPage({
      url: `${serving.url}?town=${madeUpCode(7)}`,
      expected: noFonts,
      prepare: async (context) =>
        context.on('request', (request) => asked.push(new URL(request.url()).pathname)),
    });
    await page.getByRole('heading', { name: '虚构镇7一张图' }).waitFor();
    const plan = JSON.parse(readFileSync(`${site}/towns/${madeUpCode(7)}/data/plan.json`, 'utf8'));
    const items = itemList(page).getByRole('listitem');
    await expect.poll(() => items.count()).toBe(plan.chapters[0].sections[0].items.length);
    expect(await page.title()).toBe('虚构镇7一张图');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => /^\/(data|seeds)\//.test(path))).toEqual([]);
  });

  it('finds a town by name and goes there, in the language of the reader', async () => {
    const page = await openPage({ url: serving.url, hash: 'lang=en', expected: noFonts });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('button', { name: 'Other towns' }).click();
    const dialog = page.getByRole('dialog', { name: 'All towns' });
    await dialog.getByRole('listitem').nth(29).waitFor({ state: 'attached' });
    await dialog.getByRole('searchbox').fill('town 23');
    await dialog.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
    const row = dialog.getByRole('listitem').first();
    expect(await row.getByRole('img').getAttribute('aria-label')).toMatch(/\d/);
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: 'Plan Map of Fiction Town 23' }).waitFor();
    expect(new URL(page.url()).search).toBe(`?town=${madeUpCode(23)}`);
  });

  it('draws the bar of every town, summed up where they stand close, and closes with Escape', async () => {
    const page = await openPage({ url: `${serving.url}?towns`, deviceScaleFactor: 1, scripts: [axeScript] });
    const dialog = page.getByRole('dialog', { name: '全部乡镇' });
    const map = dialog.getByRole('region', { name: '地图' });
    await map.locator('canvas').waitFor();
    // Bars are drawn in the accent colour; nothing else on the map is.
    const accent = palettes.light.accent;
    const inked = async () => {
      const { data, channels } = decode(await map.locator('canvas').screenshot());
      let count = 0;
      for (let at = 0; at < data.length; at += channels)
        count += Number(accent === `#${Buffer.from(data.slice(at, at + 3)).toString('hex')}`);
      return count;
    };
    await expect.poll(inked, { timeout: 40_000 }).toBeGreaterThan(400);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('has the own town of the site among them, by county, and puts the most delayed first', async () => {
    const page = await openPage({ url: `${serving.url}?towns` });
    const dialog = page.getByRole('dialog', { name: '全部乡镇' });
    await dialog.getByText('31 个乡镇', { exact: true }).waitFor();
    const own = JSON.parse(readFileSync('data/town.json', 'utf8'));
    await dialog.getByRole('heading', { name: own.county.zh }).waitFor();
    await dialog.getByRole('link', { name: new RegExp(`^${own.name.zh}`) }).waitFor();
    await dialog.getByRole('combobox', { name: '排列' }).selectOption('delayed');
    const shares = await dialog
      .getByRole('link')
      .evaluateAll((all) =>
        all.map(({ textContent }) => Number(/滞后\s(\d+)/.exec(textContent ?? '')?.[1] ?? 0)),
      );
    expect(shares.length).toBe(31);
    // All made-up towns have as many items; the own town has none delayed.
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan(0);
  });

  it('opens a town from its outline on the map', async () => {
    const page = await openPage({ url: `${serving.url}?towns`, expected: noFonts });
    const dialog = page.getByRole('dialog', { name: '全部乡镇' });
    const map = dialog.getByRole('region', { name: '地图' });
    await map.locator('canvas').waitFor();
    await dialog.getByRole('searchbox').fill('990000011');
    await dialog.getByText('1 个乡镇', { exact: true }).first().waitFor();
    const box = await map.boundingBox();
    if (!box) throw new Error('no map');
    const middle = [box.x + box.width / 2, box.y + box.height / 2 - 30] as const;
    // The town found is framed: its middle becomes the map's. A press would end the glide there, so point first.
    await expect
      .poll(async () => {
        await page.mouse.move(middle[0], middle[1] - 4);
        await page.mouse.move(...middle);
        return map.locator('canvas').evaluate((canvas) => canvas.style.cursor);
      })
      .toBe('pointer');
    await page.mouse.click(...middle);
    await expect.poll(() => new URL(page.url()).search, { timeout: 40_000 }).toBe(`?town=${madeUpCode(11)}`);
    await page.getByRole('heading', { name: '虚构镇11一张图' }).waitFor();
  });

  it('says that the index cannot be had, and tries again', async () => {
    const path = `${site}/towns/index.json`;
    renameSync(path, `${path}.away`);
    const page = await openPage({ url: `${serving.url}?towns`, expected: [/404/] });
    const dialog = page.getByRole('dialog', { name: '全部乡镇' });
    await dialog.getByRole('alert').getByText('404').waitFor();
    renameSync(`${path}.away`, path);
    await dialog.getByRole('button', { name: '重试' }).click();
    await dialog.getByRole('link').nth(30).waitFor();
    expect(await dialog.getByRole('alert').count()).toBe(0);
  });

  it('says when a town is not there, and offers the others', async () => {
    const page = await openPage({
      url: `${serving.url}?town=999999999`,
      expected: [/404/],
    });
    await page.getByText('404').first().waitFor();
    await page.getByRole('button', { name: '菜单', exact: true }).click();
    await page.getByRole('button', { name: '切换乡镇' }).click();
    const towns = page.getByRole('dialog', { name: '全部乡镇' }).getByRole('listitem');
    await towns.nth(29).waitFor({ state: 'attached' });
  });
});

describe('what a browser keeps of a site of many towns', () => {
  it('is the app alone for who visits another town, and the own package for who comes for it', async () => {
    const page = await openPage({
      url: `${serving.url}?town=${madeUpCode(7)}`,
      serviceWorker: true,
      expected: noFonts,
    });
    await page.getByRole('heading', { name: '虚构镇7一张图' }).waitFor();
    const kept = () =>
      page.evaluate(async () => {
        const name = (await caches.keys()).find((one) => / v /.test(one));
        const requests = name ? await (await caches.open(name)).keys() : [];
        return requests.map(({ url }) => new URL(url).pathname);
      });
    // The mark says that all is here that was wanted.
    await expect.poll(async () => (await kept()).includes('/__complete'), { timeout: 60_000 }).toBe(true);
    const paths = await kept();
    expect(paths).toContain('/index.html');
    expect(paths.filter((path) => path.startsWith('/assets/')).length).toBeGreaterThan(5);
    expect(paths.filter((path) => /^\/(data|seeds|towns)\//.test(path))).toEqual([]);
    // Looking for a new version later changes nothing in that.
    await page.reload();
    await page.getByRole('heading', { name: '虚构镇7一张图' }).waitFor();
    await page.waitForTimeout(2000);
    expect((await kept()).filter((path) => path.startsWith('/data/'))).toEqual([]);

    await page.goto(serving.url);
    await itemList(page).waitFor();
    const listed = await page.evaluate(
      async () => (await (await fetch('precache.json')).json()).files.length,
    );
    await expect.poll(async () => (await kept()).length, { timeout: 60_000 }).toBe(listed + 1);
    // And who has it keeps it.
    await page.goto(`${serving.url}?town=${madeUpCode(7)}`);
    await page.getByRole('heading', { name: '虚构镇7一张图' }).waitFor();
    await page.waitForTimeout(2000);
    expect((await kept()).length).toBe(listed + 1);
  });
});
