import type { Browser, Page } from 'playwright-core';
import { endProfile, ownTimes, startProfile, type Task } from './profile.ts';

export interface Visit {
  /** The first text or picture of the page. */
  firstPaintMs: number;
  firstMapMs: number;
  /** Names and marks included; of a page that makes no difference, the first map. */
  completeMs: number;
  /** End of the last task over 50 ms of the main thread, or the first map where that is later. */
  interactiveMs: number;
  longestTaskMs: number;
  /** The most of any one task that was script of the page itself rather than of the map library; see `profile.ts`. */
  longestOwnMs: number;
  /** Script files of the page itself (workers left out), by address, and whether they were asked for before the first map. */
  scripts: { url: string; first: boolean }[];
}

/**
 * Opens `url` in a browser without memory of it and waits until the map stands and the page has come to rest.
 * @param slowdown How much slower the processor is to be; at 1 the tasks are sampled.
 */
export async function visit(browser: Browser, url: string, slowdown: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1,
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    await watch(page);
    const session = await context.newCDPSession(page);
    if (slowdown > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    else {
      // Something of the same origin, so that the profile is not cut by a change of process.
      await page.goto(new URL('nothing', url).href, { waitUntil: 'load' });
      await startProfile(session);
    }
    await openAndRest(page, url);
    const { tasks, ...seen } = await page.evaluate(read);
    let longestOwnMs = Number.NaN;
    if (slowdown === 1) {
      const { profile, navigation } = await endProfile(session);
      longestOwnMs = Math.max(
        0,
        ...ownTimes(profile, navigation, tasks, (script) => !/maplibre/.test(script)),
      );
    }
    return { ...seen, longestOwnMs };
  } finally {
    await context.close();
  }
}

/**
 * The same for who was there before: the copy of the site is in the browser, as far as the page keeps one.
 * @param leave Is called between the two visits, and waited for.
 */
export async function visitAgain(
  browser: Browser,
  url: string,
  slowdown: number,
  leave: () => Promise<void>,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1 });
  try {
    const page = await context.newPage();
    await watch(page);
    await openAndRest(page, url);
    await page.waitForFunction(
      async () =>
        !document.querySelector('plan-app') ||
        (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated',
      null,
      { timeout: 180_000, polling: 500 },
    );
    await leave();
    await page.goto('about:blank');
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await openAndRest(page, url);
    const { tasks: _, ...seen } = await page.evaluate(read);
    return { ...seen, longestOwnMs: Number.NaN };
  } finally {
    await context.close();
  }
}

async function openAndRest(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('map:first').length > 0, null, {
    timeout: 180_000,
    polling: 250,
  });
  await page.waitForTimeout(1000);
  await page.waitForFunction(
    () => !document.querySelector('plan-app') || performance.getEntriesByName('map:complete').length > 0,
    null,
    { timeout: 180_000, polling: 250 },
  );
  await page.waitForTimeout(1500);
}

declare global {
  var benchTasks: Task[];
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.benchTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        globalThis.benchTasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  });
}

function read() {
  const firstMapMs = performance.getEntriesByName('map:first')[0]?.startTime ?? Number.NaN;
  const tasks = globalThis.benchTasks;
  return {
    firstMapMs,
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    completeMs: performance.getEntriesByName('map:complete')[0]?.startTime ?? firstMapMs,
    interactiveMs: Math.max(firstMapMs, ...tasks.map((task) => task.start + task.duration)),
    longestTaskMs: Math.max(0, ...tasks.map((task) => task.duration)),
    tasks,
    scripts: performance
      .getEntriesByType('resource')
      .filter((entry) => /\.js$/.test(entry.name) && !/worker/.test(entry.name))
      .map((entry) => ({ url: entry.name, first: entry.startTime < firstMapMs })),
  };
}
