import type { Browser, Page } from 'playwright-core';

export interface Visit {
  firstMapMs: number;
  /** Names and marks included; of a page that makes no difference, the first map. */
  completeMs: number;
  /** End of the last task over 50 ms of the main thread, or the first map where that is later. */
  interactiveMs: number;
  longestTaskMs: number;
  /** The longest stretch of script that is not the map library's, without what it makes the library do later. */
  longestOwnMs: number;
  /** Script files of the page itself (workers left out), by address. */
  scripts: string[];
}

/** Opens `url` in a browser without memory of it and waits until the map stands and the page has come to rest. */
export async function visit(browser: Browser, url: string, slowdown: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1,
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    await watch(page);
    if (slowdown > 1) {
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    }
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
    return await page.evaluate(read);
  } finally {
    await context.close();
  }
}

declare global {
  var benchTasks: { start: number; duration: number }[];
  var benchScripts: { duration: number; url: string }[];
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.benchTasks = [];
    globalThis.benchScripts = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        globalThis.benchTasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        for (const { duration, sourceURL } of (
          entry as PerformanceEntry & { scripts: { duration: number; sourceURL: string }[] }
        ).scripts)
          globalThis.benchScripts.push({ duration, url: sourceURL });
    }).observe({ type: 'long-animation-frame', buffered: true });
  });
}

function read(): Visit {
  const firstMapMs = performance.getEntriesByName('map:first')[0]?.startTime ?? Number.NaN;
  const tasks = globalThis.benchTasks;
  const own = globalThis.benchScripts.filter(({ url }) => !/maplibre/.test(url));
  return {
    firstMapMs,
    completeMs: performance.getEntriesByName('map:complete')[0]?.startTime ?? firstMapMs,
    interactiveMs: Math.max(firstMapMs, ...tasks.map((task) => task.start + task.duration)),
    longestTaskMs: Math.max(0, ...tasks.map((task) => task.duration)),
    longestOwnMs: Math.max(0, ...own.map((script) => script.duration)),
    scripts: performance
      .getEntriesByType('resource')
      .filter((entry) => /\.js$/.test(entry.name) && !/worker/.test(entry.name))
      .map((entry) => entry.name),
  };
}
