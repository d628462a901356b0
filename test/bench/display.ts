/**
 * `npm run bench -- display [ROUNDS] [--relief]`: how much the public display costs on top of the map itself. The same flights
 * over the same style are flown by the display (cards, tour, watchdog and all) and by a bare MapLibre map in a page
 * with nothing else, in turn, in one browser; the table gives the time between frames and its ratio. Relief is left out
 * on both sides unless asked for: without a GPU it stalls either for seconds and drowns the difference.
 */
import { existsSync, readFileSync } from 'node:fs';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import { replaceFiles } from '../e2e/replace.ts';
import { keepNames } from './_page.ts';

interface Flown {
  /** Milliseconds between frames, all flights together. */
  intervals: number[];
  /** Where each flight went, and the style it was flown over: a card shows its own chapter only. */
  flights: { camera: object; style: object }[];
}

/** What the page's own objects look like from outside; only what is used here. */
interface HostElement extends HTMLElement {
  view: { value: { map: BenchMap } | undefined };
}
interface BenchMap {
  flyTo(options: object, data?: object): void;
  getStyle(): object;
  setStyle(style: object): void;
  listImages(): string[];
  getImage(id: string): {
    data: { width: number; height: number; data: Uint8Array };
    pixelRatio: number;
    sdf: boolean;
  };
  addImage(id: string, data: object, options: object): void;
  getPixelRatio(): number;
  getCenter(): object;
  getZoom(): number;
  getBearing(): number;
  getPitch(): number;
  getContainer(): HTMLElement;
  jumpTo(options: object): void;
  once(event: string, run: () => void): void;
  constructor: new (options: object) => BenchMap;
}

const flights = 4;
const flightMs = 3600;

/** Waits until the map has flown once and stands as it will for all flights: relief comes with the first slant. */
async function standing(page: Page): Promise<void> {
  await page.locator('plain-map').waitFor({ state: 'detached', timeout: 120_000 });
  await page.waitForFunction(
    () => {
      const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host') as HostElement;
      const style = host?.view.value?.map.getStyle() as { terrain?: unknown; sources: object } | undefined;
      const relief = Object.values(style?.sources ?? {}).some((source) => source.type === 'raster-dem');
      return style !== undefined && (!relief || style.terrain !== undefined);
    },
    undefined,
    { timeout: 120_000 },
  );
  await page.waitForTimeout(2000);
}

/** Flies the display from card to card and notes the frames and where it flew. */
async function flyDisplay(page: Page): Promise<Flown> {
  await standing(page);
  const flown: Flown = { intervals: [], flights: [] };
  for (let i = 0; i < flights; i++) {
    const one = page.evaluate(async (ms) => {
      const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host') as HostElement;
      const map = host.view.value?.map as BenchMap;
      const fly = map.flyTo;
      const camera = await new Promise<object>((done) => {
        map.flyTo = (options, data) => {
          map.flyTo = fly;
          done(options);
          fly.call(map, options, data);
        };
      });
      const intervals: number[] = [];
      await new Promise<void>((done) => {
        const began = performance.now();
        let last = began;
        requestAnimationFrame(function frame(now) {
          if (last !== began) intervals.push(now - last);
          last = now;
          if (now - began < ms) requestAnimationFrame(frame);
          else done();
        });
      });
      return { camera, intervals, style: map.getStyle() };
    }, flightMs);
    await page.keyboard.press('ArrowRight');
    const { camera, style, intervals } = await one;
    flown.flights.push({ camera, style });
    flown.intervals.push(...intervals);
    await page.waitForTimeout(1500);
  }
  return flown;
}

/** Takes the app away and flies the same with a bare map of the same library, styles, pictures and size. */
async function flyBare(page: Page, flights: Flown['flights']): Promise<number[]> {
  await standing(page);
  return page.evaluate(
    async ({ flights, ms }) => {
      const app = document.querySelector('plan-app');
      const host = app?.shadowRoot?.querySelector('map-host') as HostElement;
      const map = host.view.value?.map as BenchMap;
      const box = map.getContainer().getBoundingClientRect();
      const { clientWidth, clientHeight } = map.getContainer();
      const [style, ratio] = [map.getStyle(), map.getPixelRatio()];
      const from = {
        center: map.getCenter(),
        zoom: map.getZoom(),
        bearing: map.getBearing(),
        pitch: map.getPitch(),
      };
      const images = map.listImages().map((id) => ({ id, image: map.getImage(id) }));
      const Bare = map.constructor;
      app?.remove();
      const container = document.createElement('div');
      Object.assign(container.style, {
        position: 'absolute',
        left: '0',
        top: '0',
        width: `${clientWidth}px`,
        height: `${clientHeight}px`,
        transformOrigin: '0 0',
        transform: `scale(${box.width / clientWidth})`,
      });
      document.body.append(container);
      const bare = new Bare({
        container,
        style,
        pixelRatio: ratio,
        attributionControl: false,
        interactive: false,
        maxPitch: 65,
        fadeDuration: 200,
      });
      await new Promise<void>((done) => bare.once('style.load', () => done()));
      for (const { id, image } of images)
        if (!bare.listImages().includes(id))
          bare.addImage(id, image.data, { pixelRatio: image.pixelRatio, sdf: image.sdf });
      // From where the display set out as well.
      bare.jumpTo(from);
      await new Promise<void>((done) => bare.once('idle', () => done()));
      const intervals: number[] = [];
      for (const { camera, style } of flights) {
        bare.setStyle(style);
        bare.flyTo(camera);
        await new Promise<void>((done) => {
          const began = performance.now();
          let last = began;
          requestAnimationFrame(function frame(now) {
            if (last !== began) intervals.push(now - last);
            last = now;
            if (now - began < ms) requestAnimationFrame(frame);
            else done();
          });
        });
        await new Promise((done) => setTimeout(done, 1500));
      }
      return intervals;
    },
    { flights, ms: flightMs },
  );
}

const quantile = (values: number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};

export default async function display(args: string[]): Promise<void> {
  const relief = args.includes('--relief');
  const rounds = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 3);
  if (!existsSync('dist/index.html')) await build({ logLevel: 'warn' });
  const serving = await serveFolder('dist');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  const town = JSON.parse(readFileSync('dist/data/town.json', 'utf8'));
  const open = async (): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({
      viewport: { width: 480, height: 270 },
      serviceWorkers: 'block',
    });
    // What the machine can carry is the question, so nothing is given up.
    await replaceFiles(context, {
      'data/town.json': JSON.stringify({
        ...town,
        terrain: relief ? town.terrain : null,
        display: { ...town.display, effects: 'full' },
      }),
    });
    await context.addInitScript({ content: keepNames });
    const page = await context.newPage();
    await page.goto(`${serving.url}#mode=display`);
    return { context, page };
  };
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const first = await open();
      const flown = await flyDisplay(first.page);
      await first.context.close();
      const second = await open();
      bare.push(...(await flyBare(second.page, flown.flights)));
      ours.push(...flown.intervals);
      await second.context.close();
      console.log(`round ${round + 1}: ${flown.intervals.length} frames`);
    }
  } finally {
    await browser.close();
    await serving.close();
  }
  console.log(
    `${rounds} rounds of ${flights} flights, 480 × 270, ${relief ? 'with' : 'without'} relief, ms between frames`,
  );
  const row = (name: string, values: number[]) => ({
    '': name,
    frames: values.length,
    median: +quantile(values, 0.5).toFixed(1),
    p95: +quantile(values, 0.95).toFixed(1),
    mean: +(values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1),
  });
  const [a, b] = [row('display', ours), row('bare MapLibre', bare)];
  console.table([a, b]);
  console.log(
    `ratio: median ${(a.median / b.median).toFixed(2)}, p95 ${(a.p95 / b.p95).toFixed(2)}, mean ${(a.mean / b.mean).toFixed(2)} (to reach: ≤ 1.3)`,
  );
}
