/** `npm run bench -- maintain [ROUNDS]`: opening the package in work against browsing it, and edits among 10,000 features. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import type { Store } from '../../src/store/index.ts';
import { keepNames } from './_page.ts';
import { squares } from './load/selection.ts';

const root = resolve(import.meta.dirname, '../..');
const features = 10_000;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** The built app, and the same with a layer of squares in its package. */
async function builds(folder: string): Promise<{ app: string; crowded: string }> {
  const [app, crowded] = [join(folder, 'app'), join(folder, 'crowded')];
  await build({ root, logLevel: 'error', build: { outDir: app, emptyOutDir: true } });
  cpSync(app, crowded, { recursive: true });
  // What the build packed knows nothing of the further layer.
  writeFileSync(join(crowded, 'data/bundle.json'), '{}');
  const read = (name: string) => JSON.parse(readFileSync(join(crowded, 'data', name), 'utf8'));
  const catalogue = read('layers.json');
  writeFileSync(
    join(crowded, 'data/layers/bench.geojson'),
    JSON.stringify(squares(features, read('town.json').extent)),
  );
  catalogue.layers.push({
    id: 'bench',
    name: { zh: '测速', en: 'Benchmark' },
    group: catalogue.groups[0].id,
    source: 'layers/bench.geojson',
    role: 'context',
    geometry: 'polygon',
    symbol: { colour: 'chapter1' },
  });
  writeFileSync(join(crowded, 'data/layers.json'), JSON.stringify(catalogue));
  return { app, crowded };
}

async function pageOf(browser: Browser) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    // Less for software to draw; what is compared is not drawing.
    deviceScaleFactor: 0.5,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.addInitScript({ content: keepNames });
  return { page, context };
}

/** From the address to the whole map, and in data upkeep to the package in work, ms. */
async function opening(browser: Browser, url: string): Promise<number> {
  const { page, context } = await pageOf(browser);
  await page.goto(url, { waitUntil: 'commit' });
  const ready = await page.waitForFunction(
    () => {
      const [whole] = performance.getEntriesByName('map:complete');
      if (!whole) return undefined;
      if (!location.hash.includes('maintain')) return whole.startTime;
      const mode = document.querySelector('plan-app')?.shadowRoot?.querySelector('maintain-mode');
      return mode?.shadowRoot?.querySelector('[role=tabpanel] > *')?.shadowRoot?.querySelector('li')
        ? Math.max(whole.startTime, performance.now())
        : undefined;
    },
    null,
    { timeout: 60_000, polling: 10 },
  );
  const time = (await ready.jsonValue()) as number;
  await context.close();
  return time;
}

/** Milliseconds, by try. */
interface EditTimes {
  /** A bare request to redraw, until the frame. */
  redraw: number[];
  /** A name is changed, until the frame after the page holds it. */
  name: number[];
  /** A shape is moved, until the frame that has it. */
  shape: number[];
  /** The same collection given to the same source of the map library alone, until the frame that has it. */
  bare: number[];
  /** What of a change is the page's own work on the main thread. */
  own: number[];
}

async function editTimes(browser: Browser, url: string, tries: number): Promise<EditTimes> {
  const { page, context } = await pageOf(browser);
  await page.goto(`${url}#mode=maintain`);
  await page.waitForFunction(() => performance.getEntriesByName('map:complete').length > 0, null, {
    timeout: 180_000,
    polling: 250,
  });
  await page.getByRole('main', { name: '数据维护' }).getByText('已保存').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1500);
  const times = await page.evaluate(
    async ([tries, count]) => {
      type Raw = { properties: Record<string, unknown>; geometry: { coordinates: number[][][] } };
      type Source = { setData(data: unknown): void; serialize(): { data: unknown } };
      type Hit = { state: Record<string, unknown> };
      type DataEvent = { sourceId?: string; isSourceLoaded?: boolean; sourceDataType?: string };
      type Drawn = {
        on(type: string, go: (event: DataEvent) => void): void;
        off(type: string, go: unknown): void;
        once(type: string, go: () => void): void;
        triggerRepaint(): void;
        getSource(id: string): Source;
        getLayersOrder(): string[];
        project(at: number[]): { x: number; y: number };
        queryRenderedFeatures(at: [number, number], options: { layers: string[] }): Hit[];
      };
      type Work = {
        take(step: { put: { id: string; value: unknown }[] }, label: unknown): Promise<unknown>;
        parts: { peek(): { layers: Map<string, { features: Raw[] }> } };
      };
      const app = document.querySelector('plan-app') as HTMLElement & { store: Store };
      const host = app.shadowRoot?.querySelector('map-host') as HTMLElement & {
        view: { value: { map: Drawn; whenIdle(): Promise<void> } };
      };
      const mode = app.shadowRoot?.querySelector<HTMLElement & { work: Work }>('maintain-mode');
      if (!mode) throw new Error('data upkeep is not open');
      const { work } = mode;
      const { map } = host.view.value;
      const times: EditTimes = { redraw: [], name: [], shape: [], bare: [], own: [] };
      const rest = async () => {
        await new Promise((done) => setTimeout(done, 200));
        await host.view.value.whenIdle();
        await new Promise((done) => setTimeout(done, 100));
      };
      const frame = () => new Promise<void>((done) => map.once('render', () => done()));
      /** The frame after the source has cut new data into tiles. */
      const taken = () =>
        new Promise<void>((done) => {
          const heard = ({ sourceId, isSourceLoaded, sourceDataType }: DataEvent) => {
            if (sourceId !== 'layer:bench' || !isSourceLoaded || sourceDataType) return;
            map.off('sourcedata', heard);
            map.once('render', () => done());
            map.triggerRepaint();
          };
          map.on('sourcedata', heard);
        });
      /** Whether the last frame filled this place. */
      const filled = (at: number[]) => {
        const { x, y } = map.project(at);
        const layers = map.getLayersOrder().filter((id) => /^bench\/.*fill$/.test(id));
        return map.queryRenderedFeatures([x, y], { layers }).some(({ state }) => !state['outdated']);
      };
      /** The frame that fills one place and another no more. */
      const moved = (to: number[], from: number[]) =>
        new Promise<void>((done) => {
          const look = () => {
            if (!filled(to) || filled(from)) return;
            map.off('render', look);
            done();
          };
          map.on('render', look);
        });
      const put = (index: number, change: (raw: Raw) => Raw) => {
        const raw = work.parts.peek().layers.get('bench')?.features[index] as Raw;
        const value = change(raw);
        void work.take({ put: [{ id: `feature:bench/bench.${index}`, value }] }, { zh: '改', en: 'change' });
        return value;
      };
      for (let index = 0; index < tries; index++) {
        const at = (index * 37 + 1) % count;
        await rest();
        let start = performance.now();
        let next = frame();
        map.triggerRepaint();
        await next;
        times.redraw.push(performance.now() - start);

        await rest();
        const zh = `改名${index}`;
        start = performance.now();
        put(at, (raw) => ({ ...raw, properties: { ...raw.properties, name: { zh, en: zh } } }));
        const holds = () =>
          app.store.select.features.value.get(`bench.${at}`)?.feature.properties.name.zh === zh;
        while (!holds()) await new Promise((done) => setTimeout(done, 0));
        times.own.push(performance.now() - start);
        next = frame();
        map.triggerRepaint();
        await next;
        times.name.push(performance.now() - start);

        await rest();
        const raw = work.parts.peek().layers.get('bench')?.features[at];
        if (!raw) throw new Error('the layer of squares is not there');
        const [[west = 0, south = 0], [east = 0], [, north = 0]] = raw.geometry.coordinates[0] as [
          number[],
          number[],
          number[],
        ];
        const [middle, by] = [(south + north) / 2, (east - west) / 8];
        if (filled([east + by / 2, middle]) || !filled([west + by / 2, middle]))
          throw new Error('the square is not where it was drawn');
        start = performance.now();
        next = moved([east + by / 2, middle], [west + by / 2, middle]);
        put(at, (raw) => ({
          ...raw,
          geometry: {
            ...raw.geometry,
            coordinates: raw.geometry.coordinates.map((ring) => ring.map(([x = 0, y = 0]) => [x + by, y])),
          },
        }));
        await next;
        times.shape.push(performance.now() - start);

        // The large source has followed by now: it is to be measured alone.
        await new Promise((done) => setTimeout(done, 2500));
        await rest();
        const source = map.getSource('layer:bench');
        const { data } = source.serialize();
        start = performance.now();
        next = taken();
        source.setData(data);
        await next;
        times.bare.push(performance.now() - start);
      }
      return times;
    },
    [tries, features] as const,
  );
  await context.close();
  return times;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

export default async function maintain(args: readonly string[] = []): Promise<void> {
  const rounds = Math.max(1, Number(args[0] ?? 5) || 5);
  const folder = mkdtempSync(join(tmpdir(), 'bench-maintain-'));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const { app, crowded } = await builds(folder);
    for (const [name, site] of [
      ['this town', app],
      [`with a layer of ${features} features`, crowded],
    ] as const) {
      const server = await serveFolder(site, { port: 0 });
      const [browse, work]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        browse.push(await opening(browser, server.url));
        work.push(await opening(browser, `${server.url}#mode=maintain`));
      }
      server.close();
      console.log(
        `opening, ${name}: browse ${ms(median(browse))}, package in work ${ms(median(work))} (${(median(work) / median(browse)).toFixed(2)}×, to reach 1.2×)`,
      );
    }
    const server = await serveFolder(crowded, { port: 0 });
    const times = await editTimes(browser, server.url, 4 * rounds);
    server.close();
    const [redraw, name, own, shape, bare] = [
      times.redraw,
      times.name,
      times.own,
      times.shape,
      times.bare,
    ].map(median) as [number, number, number, number, number];
    console.log(
      `changing one of ${features} features: with the next frame, ${ms(name)} after, a frame without any change taking ${ms(redraw)}; ${ms(own)} of it until the page holds it`,
    );
    console.log(
      `its new shape on the map ${ms(shape)} after; the map library alone, given the same features, ${ms(bare)} (${(shape / bare).toFixed(2)}×)`,
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
