/**
 * `npm run bench -- soak [STOPS]`: plays at least 2,000 cards of the tour in a real browser, one as soon as the one
 * before stands, and compares what is held at the end with what was held after the first 100: heap after collection,
 * DOM nodes, listeners, live GL objects, storage. Both are taken at the same card.
 */
import { existsSync, readFileSync } from 'node:fs';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import { logSize } from '../../src/store/faults/log.ts';
import { replaceFiles } from '../e2e/replace.ts';
import { keepNames } from './_page.ts';

/** What of the page's map is used here. */
interface HostElement extends HTMLElement {
  view: {
    value: { map: { getBearing(): number; stop(): void; jumpTo(to: { bearing: number }): void } } | undefined;
  };
}

declare global {
  interface Window {
    /** Live GL objects by kind, over all living contexts. */
    glLive: () => Record<string, number>;
  }
}

/**
 * Compiles every function once, in one way, and keeps it. Otherwise the engine goes on learning for hours: by its own
 * snapshots, all that grew after the first hundred cards was optimised code, which has a bound of its own but would
 * hide a leak of the same size.
 */
const steadyCode = '--js-flags=--always-sparkplug --no-maglev --no-turbofan --no-flush-bytecode';

/** Counts what every WebGL context makes and deletes; one that is lost or collected takes its objects along. */
function countGl(): void {
  const kinds = ['Buffer', 'Texture', 'Program', 'Framebuffer', 'Renderbuffer', 'VertexArray', 'Sampler'];
  const known = new WeakMap<object, Record<string, number>>();
  const all: { context: WeakRef<WebGL2RenderingContext>; counts: Record<string, number> }[] = [];
  const countsOf = (context: WebGL2RenderingContext) => {
    let counts = known.get(context);
    if (!counts) {
      counts = {};
      known.set(context, counts);
      all.push({ context: new WeakRef(context), counts });
    }
    return counts;
  };
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  for (const kind of kinds) {
    const [make, drop] = [prototype[`create${kind}`], prototype[`delete${kind}`]];
    if (!make || !drop) continue;
    const held = new WeakSet<object>();
    prototype[`create${kind}`] = function (this: unknown, ...args) {
      const made = make.apply(this, args) as object | null;
      const counts = countsOf(this as WebGL2RenderingContext);
      if (made) {
        held.add(made);
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return made;
    };
    prototype[`delete${kind}`] = function (this: unknown, ...args) {
      const [object] = args as [object | null];
      const counts = countsOf(this as WebGL2RenderingContext);
      if (object && held.delete(object)) counts[kind] = (counts[kind] ?? 0) - 1;
      return drop.apply(this, args);
    };
  }
  window.glLive = () => {
    const sum: Record<string, number> = { contexts: 0 };
    for (const { context, counts } of all) {
      const live = context.deref();
      if (!live || live.isContextLost()) continue;
      sum['contexts'] = (sum['contexts'] ?? 0) + 1;
      for (const [kind, count] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + count;
    }
    return sum;
  };
}

/** Bytes of the heap that are left after collection. */
async function heapOf(cdp: CDPSession): Promise<number> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? 0;
}

/**
 * Brings the map to the same rest every time: the opening's flight is over, its slow turn taken back, all tiles and
 * relief there, so that nothing has been made or deleted for some seconds.
 */
async function settle(page: Page): Promise<void> {
  // Flights end by the clock, however few their frames.
  await page.waitForTimeout(8000);
  await page.waitForFunction(
    () => {
      const host = document
        .querySelector('plan-app')
        ?.shadowRoot?.querySelector('map-host') as HostElement | null;
      const map = host?.view.value?.map;
      // The turn begins where the flight ends, and goes the shorter way round.
      if (!map || Math.abs(map.getBearing()) < 0.3) return false;
      map.stop();
      map.jumpTo({ bearing: 0 });
      return true;
    },
    undefined,
    { timeout: 120_000, polling: 250 },
  );
  let last = '';
  for (let [tries, quiet] = [0, 0]; tries < 90 && quiet < 6; tries++) {
    const now = JSON.stringify(await page.evaluate(() => window.glLive()));
    quiet = now === last ? quiet + 1 : 0;
    last = now;
    await page.waitForTimeout(1000);
  }
}

async function measure(page: Page, cdp: CDPSession): Promise<Record<string, number>> {
  await settle(page);
  for (let i = 0; i < 4; i++) {
    await cdp.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(300);
  }
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const gl = await page.evaluate(() => window.glLive());
  const storage = await page.evaluate(async () => {
    const { usage = 0 } = await navigator.storage.estimate();
    return { IndexedDB: usage };
  });
  return {
    'heap, bytes': of('JSHeapUsedSize'),
    'DOM nodes': of('Nodes'),
    listeners: of('JSEventListeners'),
    ...Object.fromEntries(Object.entries(gl).map(([kind, count]) => [`GL ${kind}`, count])),
    'IndexedDB and caches, bytes': storage.IndexedDB,
  };
}

export default async function soak(args: string[]): Promise<void> {
  const stops = Number(args[0] ?? 2000);
  const settled = Math.min(100, Math.floor(stops / 2));
  if (!existsSync('dist/index.html')) await build({ logLevel: 'warn' });
  const serving = await serveFolder('dist');
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...browserFlags, steadyCode],
  });
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    serviceWorkers: 'block',
  });
  // All effects all the time: what is given up on a slow machine could not be seen to grow. And no card ends by itself.
  const town = JSON.parse(readFileSync('dist/data/town.json', 'utf8'));
  await replaceFiles(context, {
    'data/town.json': JSON.stringify({
      ...town,
      display: { ...town.display, effects: 'full', dwellSeconds: 600 },
    }),
  });
  await context.addInitScript({ content: keepNames });
  await context.addInitScript(countGl);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  let loads = 0;
  page.on('load', () => loads++);
  const stopOf = () => page.locator('tour-card article').getAttribute('data-stop');
  try {
    await page.goto(`${serving.url}#mode=display`);
    await page.locator('plain-map').waitFor({ state: 'detached', timeout: 120_000 });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    let shown = 0;
    let before: Record<string, number> | undefined;
    let tours = 0;
    const began = Date.now();
    for (;;) {
      const stop = await stopOf();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(
        (old) => {
          const mode = document.querySelector('plan-app')?.shadowRoot?.querySelector('display-mode');
          const card = mode?.shadowRoot?.querySelector('tour-card')?.shadowRoot?.querySelector('article');
          return card && card.getAttribute('data-stop') !== old;
        },
        stop,
        { timeout: 60_000 },
      );
      // Figures get the time to be drawn, the others to be on their way.
      const now = await stopOf();
      await page.waitForTimeout(now?.startsWith('scene') ? 900 : 60);
      shown++;
      if (now === 'opening') {
        tours++;
        if (!before && shown >= settled) before = await measure(page, cdp);
        else if (shown >= stops + settled) break;
        const seconds = Math.round((Date.now() - began) / 1000);
        console.log(`${shown} cards, ${tours} tours, ${seconds} s, ${await heapOf(cdp)} bytes of heap`);
      }
    }
    const after = await measure(page, cdp);
    const rows = Object.keys(after).map((name) => {
      const [from, to] = [before?.[name] ?? 0, after[name] ?? 0];
      return {
        what: name,
        [`after ${settled}`]: from,
        end: to,
        ratio: from ? +(to / from).toFixed(4) : to ? Infinity : 1,
      };
    });
    console.log(`${shown} cards in ${tours} tours; page loads: ${loads}; script errors: ${errors.length}`);
    console.table(rows);
    const worst = Math.max(...rows.map((row) => row.ratio));
    console.log(`worst ratio ${worst.toFixed(4)} (to reach: ≤ 1.02)`);
    // A ring of fixed size: it fills up on a slow machine and stays so.
    const log = await page.evaluate(() => JSON.parse(localStorage.getItem('plan-map.faults') ?? '[]'));
    console.log(`log of the screen: ${log.length} of at most ${logSize} entries`);
    for (const { kind, text, count } of log.slice(-5)) console.log(`  ${kind}: ${text} ×${count}`);
    if (errors.length) console.log([...new Set(errors)].slice(0, 5).join('\n'));
    if (worst > 1.02 || errors.length || loads > 1) process.exitCode = 1;
  } finally {
    await browser.close();
    await serving.close();
  }
}
