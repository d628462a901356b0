import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { createServer } from 'vite';
import { describe, expect, it } from 'vitest';
import { itemsOf, PlanSchema } from '../../src/model/index.ts';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage, type PageOptions } from './browser.ts';

const items = itemsOf(v.parse(PlanSchema, JSON.parse(readFileSync('data/plan.json', 'utf8'))));
const placed = items.find((item) => item.features.length > 1)!;
const unplaced = items.find((item) => item.spatial === 'none')!;

describe('accessibility', () => {
  const phone = { viewport: { width: 390, height: 844 }, touch: true };
  const views: [string, PageOptions][] = [
    ['light', {}],
    ['dark', { colorScheme: 'dark', hash: `item=${placed.id}` }],
    ['high contrast', { hash: `theme=contrast&item=${unplaced.id}` }],
    ['English', { hash: `lang=en&item=${placed.id}` }],
    ['high contrast in English', { hash: `lang=en&theme=contrast&feature=${placed.features[0]}` }],
    ['phone', phone],
    ['dark phone', { ...phone, colorScheme: 'dark' }],
    ['phone in English with a card', { ...phone, hash: `lang=en&item=${placed.id}` }],
  ];
  it.each(views)('axe finds nothing serious: %s', async (_, options) => {
    const page = await openPage({ ...options, scripts: [axeScript] });
    await page
      .locator('plan-list')
      .getByRole('button', { includeHidden: true })
      .nth(3)
      .waitFor({ state: 'attached' });
    if (options.hash?.includes('item='))
      await page.getByRole('article').getByRole('heading').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const button = (name: RegExp) => page.getByRole('button', { name, includeHidden: true });
    const tab = (name: RegExp) => page.getByRole('tab', { name, includeHidden: true }).dispatchEvent('click');
    // What opens over it: the filters, the answers of the search, the menu.
    await button(/^(筛选|Filter)/).dispatchEvent('click');
    await page.locator('filter-panel').waitFor({ state: 'attached' });
    await page.getByRole('combobox').first().fill('ycs');
    await page.getByRole('option').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await button(/^(菜单|Menu)$/).dispatchEvent('click');
    await button(/^(嵌入网页|Embed in a page)$/).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await tab(/^(图层|Layers)$/);
    const layers = page.getByRole('region', { name: /^(图层|Layers)$/, includeHidden: true });
    await layers
      .getByRole('button', { name: /(更多|more)$/, includeHidden: true })
      .first()
      .dispatchEvent('click');
    await layers.getByRole('slider', { includeHidden: true }).waitFor({ state: 'attached' });
    expect(await seriousFaults(page)).toEqual([]);
    await tab(/^(规划原文|Plan text)$/);
    await page
      .locator('plan-reader')
      .getByRole('article', { includeHidden: true })
      .waitFor({ state: 'attached' });
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('axe finds nothing serious on the page of components in any theme and language', async () => {
    // The page is part of no build: it is served from source, as by `npm run dev`.
    const server = await createServer({ server: { port: 0, hmr: false }, logLevel: 'error' });
    try {
      await server.listen();
      const url = server.resolvedUrls?.local[0] as string;
      const page = await openPage({
        url,
        hash: 'dev',
        scripts: [axeScript],
        // A colour on its way to another theme's is no fault.
        reducedMotion: 'reduce',
        expected: [/favicon\.ico/, /worker-src/, /Creating a worker/],
      });
      await page.getByRole('listbox').getByRole('option').first().waitFor();
      for (const language of ['zh', 'en']) {
        await page.getByRole('button', { name: language, exact: true }).click();
        for (const theme of ['light', 'dark', 'contrast']) {
          await page.getByRole('button', { name: theme, exact: true }).click();
          await page.locator(`components-page[theme=${theme}]`).waitFor();
          expect(await seriousFaults(page)).toEqual([]);
        }
      }
    } finally {
      await server.close();
    }
  });

  it.each([
    ['a narrow phone', { width: 320, height: 640 }, ''],
    ['a narrow phone in English', { width: 320, height: 640 }, 'lang=en'],
    ['a window at 200 %', { width: 640, height: 400 }, ''],
    ['a phone lying down', { width: 844, height: 390 }, ''],
  ])('cuts nothing off on %s', async (_, viewport, hash) => {
    const page = await openPage({ viewport, hash });
    await page.getByRole('navigation').getByRole('button').nth(3).waitFor({ state: 'attached' });
    const wide = await page.evaluate(() => {
      const found: string[] = [];
      const look = (root: ParentNode) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          const { overflowX, display } = getComputedStyle(element);
          if (!element.clientWidth || display === 'inline' || element.matches('.sr, svg, svg *')) continue;
          if (element.scrollWidth > element.clientWidth + 1 && !/auto|scroll/.test(overflowX))
            found.push(`${element.tagName}.${element.className}`);
        }
      };
      look(document);
      if (document.documentElement.scrollWidth > innerWidth) found.push('the page');
      return found;
    });
    expect(wide).toEqual([]);
    for (const name of [/^(筛选|Filter)/, /^(菜单|Menu)$/]) {
      const box = await page.getByRole('button', { name }).first().boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= viewport.width).toBe(true);
    }
  });
});
