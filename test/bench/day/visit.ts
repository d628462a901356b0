import { type BrowserContext, chromium } from 'playwright-core';
import { browserFlags, findBrowser } from '../../../src/cli/browser.ts';
import type { Asked } from './host.ts';

/** What one visitor's browser asked of the host. */
export interface Visit {
  /** Opening a town for the first time, until the map stands still. */
  first: Asked[];
  /** What the service worker then fetches for use without a network. */
  kept: Asked[];
  /** Opening two items and moving about. */
  moving: Asked[];
  /** Opening the town again in the same browser. */
  again: Asked[];
}

/** `take` gives what was asked since it was last called. */
export async function visitTown(url: string, take: () => Promise<Asked[]>): Promise<Visit> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  const open = async (context: BrowserContext) => {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('navigation', { name: '规划项目' }).getByRole('button').first().waitFor();
    await page.locator('canvas').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(3000);
    return page;
  };
  const viewport = { width: 1440, height: 900 };
  try {
    await take();
    // Without the worker, whose fetching would mix with the page's own.
    const plain = await browser.newContext({ viewport, serviceWorkers: 'block' });
    const page = await open(plain);
    const first = await take();
    const items = page.getByRole('navigation', { name: '规划项目' }).getByRole('listitem');
    for (const place of [1, 3]) {
      await items.nth(place).getByRole('button').first().click();
      await page.waitForTimeout(2500);
    }
    await page.mouse.move(720, 450);
    for (const delta of [-400, -400, 600]) {
      await page.mouse.wheel(0, delta);
      await page.waitForTimeout(1500);
    }
    const moving = await take();
    await plain.close();

    const whole = await browser.newContext({ viewport });
    const there = await open(whole);
    await there.evaluate(async () => {
      await navigator.serviceWorker?.ready;
    });
    await there.waitForTimeout(2000);
    const all = await take();
    const own = new Set(first.map(({ path }) => path));
    const kept = all.filter(({ path }) => !own.delete(path));
    await there.close();
    await take();
    await open(whole);
    return { first, kept, moving, again: await take() };
  } finally {
    await browser.close();
  }
}
