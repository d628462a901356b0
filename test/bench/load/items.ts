import { type Browser, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../../src/cli/browser.ts';
import type { Store } from '../../../src/store/index.ts';
import { rendererMb } from '../_memory.ts';

/** A process kept ready for the next tab is none of this one's; the last list of features counts. */
const flags = browserFlags.map((flag) =>
  flag.startsWith('--disable-features=') ? `${flag},SpareRendererForSitePerProcess` : flag,
);

/** What a phone's tab holds after a reader looked at items: script's own, and all of its process, MB. */
export interface TabMemory {
  heapMb: number;
  processMb: number;
}

/** Where each of the first `count` items with a place lies on the map, as longitude and latitude, by item. */
async function places(page: Page, count: number): Promise<[string, number, number][]> {
  return page.evaluate((most) => {
    const { select } = (document.querySelector('plan-app') as HTMLElement & { store: Store }).store;
    const all: [string, number, number][] = [];
    for (const [item, ids] of select.featuresOfItem.value) {
      const numbers = JSON.stringify(select.features.value.get(ids[0] ?? '')?.feature.geometry ?? '')
        .match(/-?\d+\.\d+/g)
        ?.map(Number);
      if (numbers && all.length < most) all.push([item, numbers[0] as number, numbers[1] as number]);
    }
    return all;
  }, count);
}

async function measured(url: string, ready: string, use: (page: Page) => Promise<void>): Promise<TabMemory> {
  const browser: Browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
  try {
    const context = await browser.newContext({
      viewport: { width: 412, height: 823 },
      deviceScaleFactor: 1,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    // The runner's compiler names functions with a helper of its own, which the page does not have.
    await page.addInitScript({ content: 'globalThis.__name = (f) => f;' });
    await page.goto(url);
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, ready, {
      timeout: 180_000,
      polling: 250,
    });
    await use(page);
    await page.waitForTimeout(2000);
    const session = await context.newCDPSession(page);
    // What is only waiting to be collected says nothing of either page.
    await session.send('Memory.forciblyPurgeJavaScriptMemory');
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(2000);
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { heapMb: usedSize / 2 ** 20, processMb: await rendererMb(browser) };
  } finally {
    await browser.close();
  }
}

/** The app after `count` items were opened one after another, and the bare page after its map went to the same places. */
export async function memoryAfterItems(app: string, bare: string, count: number): Promise<TabMemory[]> {
  let stops: [string, number, number][] = [];
  const ours = await measured(app, 'map:complete', async (page) => {
    stops = await places(page, count);
    for (const [item] of stops) {
      await page.evaluate((id) => {
        (document.querySelector('plan-app') as HTMLElement & { store: Store }).store.commands.selectItem(id);
      }, item);
      await page.waitForTimeout(2500);
    }
  });
  const theirs = await measured(bare, 'map:first', async (page) => {
    for (const [, lon, lat] of stops) {
      await page.evaluate(([x, y]) => globalThis.bareMap.flyTo({ center: [x, y], zoom: 13 }), [
        lon,
        lat,
      ] as const);
      await page.waitForTimeout(2500);
    }
  });
  return [ours, theirs];
}
