import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import {
  card,
  goTo,
  noWebgl,
  openDisplay,
  openLog,
  plainMap,
  settings,
  small,
  stopOf,
  withoutWebgl,
} from './display-page.ts';
import { unbundle } from './replace.ts';

describe('a screen nobody looks after', () => {
  const lose = (page: Page, back: boolean) =>
    page.evaluate((restore) => {
      const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host');
      const canvas = host?.shadowRoot?.querySelector('canvas');
      const context = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      context?.loseContext();
      if (restore) setTimeout(() => context?.restoreContext(), 500);
    }, back);

  it.each([
    ['comes back', true],
    ['never comes back', false],
  ])('shows a pre-drawn map while a lost context is away, and the live one again: it %s', async (_, back) => {
    const page = await openDisplay({ reducedMotion: 'reduce' });
    await plainMap(page).waitFor({ state: 'detached', timeout: 45_000 });
    await lose(page, back);
    await plainMap(page).waitFor({ timeout: 40_000 });
    await plainMap(page).waitFor({ state: 'detached', timeout: 60_000 });
    const log = await openLog(page);
    await log.getByText('context-lost').first().waitFor();
    expect(await log.getByText('made again').count()).toBe(back ? 0 : 1);
  });

  it('plays with pre-drawn maps where there is no WebGL', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    await plainMap(page).waitFor();
    await goTo(page, 'item:1.1-3');
    await plainMap(page).getByText('产业园一期启动区').waitFor();
    // A sketch looks like one here too.
    const outline = plainMap(page)
      .locator('g[data-layer$="/line"][stroke-dasharray], g[data-layer$="/line"] [stroke-dasharray]')
      .first();
    expect(await outline.evaluate((path) => getComputedStyle(path).strokeDasharray)).toMatch(/\d/);
  });

  it('goes on with a full disk, no storage and a broken IndexedDB', async () => {
    const page = await openDisplay({
      flags: noWebgl,
      expected: [...withoutWebgl, /full|broken/],
      before: () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
        IDBFactory.prototype.open = () => {
          throw new DOMException('broken', 'UnknownError');
        };
      },
    });
    await goTo(page, 'chapter:2');
  });

  it('writes down script errors and goes on', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: [...withoutWebgl, /made by the test/] });
    await page.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('made by the test');
        }),
    );
    await goTo(page, 'chapter:1');
    await (await openLog(page)).getByText('made by the test').waitFor();
  });

  it('loads itself again when errors will not end', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: [...withoutWebgl, /again and again/] });
    await goTo(page, 'chapter:1');
    await page.evaluate(() => {
      for (let i = 0; i < 40; i++)
        setTimeout(() => {
          throw new Error('again and again');
        });
    });
    // After a reload the tour begins at its beginning.
    await expect.poll(() => stopOf(page).catch(() => ''), { timeout: 40_000 }).toBe('opening');
    await (await openLog(page)).getByText('25 script errors within a minute').waitFor();
  });

  it('loads itself again when the picture is frozen', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    await goTo(page, 'chapter:1');
    await page.evaluate(() => {
      globalThis.requestAnimationFrame = () => 0;
    });
    await expect.poll(() => stopOf(page).catch(() => ''), { timeout: 40_000 }).toBe('opening');
    await (await openLog(page))
      .getByText(/no frame for \d+ s/)
      .first()
      .waitFor();
  });

  it.each([
    ['forward', 3],
    ['back', -3],
  ])('goes on when the clock is set %s by days, and writes it down', async (_, days) => {
    const page = await openDisplay({
      flags: noWebgl,
      expected: withoutWebgl,
      prepare: settings({ dwellSeconds: 6 }),
    });
    await goTo(page, 'chapter:1');
    const born = await page.evaluate((ms) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + ms;
      return performance.timeOrigin;
    }, days * 86_400_000);
    await expect.poll(() => stopOf(page), { timeout: 40_000 }).not.toBe('chapter:1');
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(born);
    await (await openLog(page)).getByText(/^moved by -?\d+ s$/).waitFor();
  });

  it('goes on when a layer is missing and another is broken, and writes both down', async () => {
    const page = await openDisplay({
      flags: noWebgl,
      expected: [...withoutWebgl, /Failed to load resource/],
      replace: { 'layers/park.geojson': 500, 'layers/farmland.geojson': '{"type": "Feature' },
    });
    await goTo(page, 'chapter:3');
    const log = await openLog(page);
    await log.getByText('layers/park.geojson').first().waitFor();
    await log.getByText('layers/farmland.geojson').first().waitFor();
  });

  it('passes over a figure that cannot be drawn', async () => {
    const page = await openDisplay({
      reducedMotion: 'reduce',
      prepare: async (context) => {
        // Of the chapter, the title and what has no place.
        await settings({ chapters: [1], skip: [1, 2, 3, 4, 5, 6, 7].map((n) => `1.1-${n}`) })(context);
        await context.route(/assets\/overlay-[^/]*\.js/, (route) => route.fulfill({ status: 500 }));
      },
      expected: [/Failed to load resource/],
    });
    await plainMap(page).waitFor({ state: 'detached', timeout: 45_000 });
    await goTo(page, 'townwide:1:2');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stopOf(page), { timeout: 40_000 }).toBe('closing');
    await (await openLog(page))
      .getByText(/overlay/)
      .first()
      .waitFor();
  });

  it('loads itself again when the package did not come', async () => {
    let down = true;
    const page = await openPage({
      viewport: small,
      hash: 'mode=display',
      flags: noWebgl,
      expected: [...withoutWebgl, /Failed to load resource/],
      prepare: async (context) => {
        await unbundle(context, ['data/town.json']);
        await context.route('**/data/town.json', (route) =>
          down ? route.fulfill({ status: 503 }) : route.continue(),
        );
      },
    });
    await page.getByText('规划数据未能载入').waitFor();
    down = false;
    await card(page).waitFor({ timeout: 40_000 });
    await (await openLog(page)).getByText('the package did not load').waitFor();
  });

  it('starts without a map after failing again and again', async () => {
    const page = await openDisplay({
      before: () => {
        const now = Date.now();
        localStorage.setItem('plan-map.reloads', JSON.stringify([now - 3000, now - 2000, now - 1000]));
      },
    });
    await plainMap(page).waitFor();
    expect(await page.getByRole('region', { name: '地图' }).count()).toBe(0);
  });
});
