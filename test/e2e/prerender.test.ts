import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toPng } from '../../src/cli/prerender/to-png.ts';
import { openPage } from './browser.ts';
import { card, ready } from './map-page.ts';

const title = '国道东移桃花路';
const late = { name: /没有取到/ };

describe('without a script', () => {
  it.each([
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])('the plan is there with its map, and its links work (%o)', async (viewport) => {
    const page = await openPage({ viewport, script: false });
    // Text within noscript is none that `getByText` looks at.
    await page.locator('noscript p').waitFor();
    const map = page.getByRole('img', { name: /地图/ });
    expect((await map.boundingBox())?.height).toBeGreaterThan(250);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByRole('link', { name: title }).first().click();
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.title()).toContain(title);
    await page.getByRole('link', { name: '桃花村' }).click();
    await page.getByRole('heading', { name: '桃花村' }).waitFor();
  });
  it('a page whose script fails stays, and says why there is no more', async () => {
    const page = await openPage({
      replace: { 'assets/index-*.js': 500 },
      expected: [/500/],
    });
    await page.getByRole('link', { name: title }).first().waitFor();
    await page.getByRole('status').filter({ hasText: late.name }).waitFor({ timeout: 40_000 });
    expect(await page.getByText(late.name).isVisible()).toBe(true);
  });
});

describe('with its script', () => {
  it('the app takes the place over, and nothing moves', async () => {
    const page = await openPage({
      before: () => {
        const moved = { sum: 0 };
        Object.assign(globalThis, { moved });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput)
              moved.sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      },
    });
    await ready(page);
    expect(await page.getByText('浏览器未启用').count()).toBe(0);
    expect(await page.locator('#before').count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as unknown as { moved: { sum: number } }).moved.sum)).toBe(
      0,
    );
  });
  it('the page of an item opens the app at that item, an address without # too', async () => {
    const page = await openPage();
    const site = new URL(page.url());
    for (const path of ['p/2.1-2.html', '?item=2.1-2', '?from=timeline&item=2.1-2']) {
      await page.goto(new URL(path, site.origin).href);
      await card(page).getByRole('heading', { name: title }).waitFor();
      const { pathname, hash } = new URL(page.url());
      expect(pathname).toBe('/');
      expect(hash).toContain('item=2.1-2');
    }
  });
});

describe('a preview picture', () => {
  it('is a PNG of the map for chats that show no SVG', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-'));
    try {
      const file = join(folder, '2.1-2.svg');
      copyFileSync('dist/maps/2.1-2.svg', file);
      await toPng([file]);
      const page = await openPage();
      const png = readFileSync(file.replace('.svg', '.png')).toString('base64');
      const seen = await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        const { data = new Uint8ClampedArray() } =
          context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? {};
        const colours = new Set(new Uint32Array(data.buffer));
        return { width: bitmap.width, height: bitmap.height, colours: colours.size };
      }, png);
      expect(seen).toMatchObject({ width: 1200, height: 800 });
      // A map, not a blank sheet or a page that says why there is none.
      expect(seen.colours).toBeGreaterThan(500);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
