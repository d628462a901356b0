import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { FeatureCollection, Position } from 'geojson';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import { eachParcel } from './_fabric.ts';
import { clear, installProbe, type Probe, quantile, read } from './_probe.ts';

const middle: Position = [113.095, 28.485];
const vertices = 60;
/** A round zone over about one parcel in a hundred. */
const ring: Position[] = Array.from({ length: vertices + 1 }, (_, i) => {
  const turn = (2 * Math.PI * (i % vertices)) / vertices;
  return [middle[0]! + 0.0107 * Math.cos(turn), middle[1]! + 0.0096 * Math.sin(turn)];
});

const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const round = (value: number) => Math.round(value * 10) / 10;

async function turf(count: number): Promise<{ loop: number; indexed: number }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'workbench', 'turf.ts'), formats: ['es'], fileName: 'turf' },
    },
  });
  const output = (Array.isArray(built) ? built[0] : built) as { output: { code?: string }[] };
  const server = createServer((request, response) => {
    const script = request.url?.startsWith('/turf.js');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(
      script ? output.output[0]?.code : '<!doctype html><script type="module" src="/turf.js"></script>',
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/?count=${count}&ring=${JSON.stringify(ring)}`);
    await page.waitForFunction(() => document.title.startsWith('{'), undefined, { timeout: 300_000 });
    return JSON.parse(await page.title()) as { loop: number; indexed: number };
  } finally {
    await browser.close();
    server.close();
  }
}

/** The fabric as GeoJSON. */
function fabric(count: number): FeatureCollection {
  const features: FeatureCollection['features'] = [];
  eachParcel(count, (rings, id) => {
    const coordinates = rings.map((one) => [...one, one[0] as Position]);
    features.push({ type: 'Feature', properties: { id }, geometry: { type: 'Polygon', coordinates } });
  });
  return { type: 'FeatureCollection', features };
}

/** Reads a file as zones, up to the preview, and takes it back. */
async function readAsZones(page: Page, file: string) {
  await clear(page);
  const began = performance.now();
  await page.getByLabel('导入地块文件').setInputFiles(file);
  const preview = page.getByRole('article', { name: /预览/ });
  await preview.getByText(/选中 \d+ 个图形/).waitFor({ timeout: 180_000 });
  const figures = { ms: performance.now() - began, ...(await read(page)) };
  await preview.getByRole('button', { name: '取消' }).click();
  await preview.waitFor({ state: 'detached' });
  return figures;
}

/**
 * `npm run bench -- workbench [PARCELS]`: a vertex dragged over a parcel fabric in the built app, a large file imported
 * meanwhile, against the same answer from turf. Frames under software drawing say nothing of a GPU: the long tasks of
 * the page's own thread do.
 */
export default async function workbench(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 100_000);
  if (!existsSync('dist/index.html'))
    spawnSync('node_modules/.bin/vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
  const file = join(folder, 'parcels.geojson');
  const collection = fabric(count);
  const text = `{"type":"FeatureCollection","features":[${collection.features.map((one) => JSON.stringify(one)).join(',\n')}]}`;
  writeFileSync(file, text);
  // Twice the parcels, so that this file too has 50 MB.
  const flat = serialize(fabric(2 * count));
  const flatFile = join(folder, 'parcels.fgb');
  writeFileSync(flatFile, flat);
  const serving = await serveFolder('dist');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
    // The compiler names functions with a helper that the page does not have.
    await page.addInitScript({ content: 'globalThis.__name = (f) => f;' });
    await page.addInitScript(installProbe);
    await page.goto(`${serving.url}#mode=check`);
    await page.getByText('已保存').waitFor();
    // The page is to be at rest: its own start is another benchmark's.
    await page.waitForTimeout(8000);
    await clear(page);
    const loadBegan = performance.now();
    await page.getByLabel('添加参考图层').setInputFiles(file);
    await page.getByLabel('用途').selectOption('parcels');
    await page.getByRole('button', { name: '确认添加' }).click();
    await page.getByText(/\d 个图形/).waitFor({ timeout: 180_000 });
    console.log('   parcels loaded');
    const loaded = { ms: performance.now() - loadBegan, ...(await read(page)) };
    // What a frame of the map alone takes here, parcels and all: the measure for the frames of the drag.
    await page.waitForTimeout(4000);
    await clear(page);
    await page.evaluate(async () => {
      const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host') as unknown as {
        view: { value: { map: { once(type: string, then: () => void): void; triggerRepaint(): void } } };
      };
      const { map } = host.view.value;
      for (let i = 0; i < 20; i += 1)
        await new Promise<void>((done) => {
          map.once('render', () => requestAnimationFrame(() => done()));
          map.triggerRepaint();
        });
    });
    const bare = await read(page);

    await page.getByRole('button', { name: '粘贴坐标' }).click();
    await page.locator('textarea').fill(JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByRole('button', { name: '确认导入' }).click();
    await page.waitForFunction(() => window.probe.settled(), undefined, { timeout: 60_000 });
    await page.getByRole('button', { name: '改界址点' }).click();
    await page.waitForTimeout(2500);
    const box = (await page.getByRole('region', { name: '地图' }).boundingBox())!;
    const at = await page.evaluate(
      ([lon, lat]) => {
        const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host') as unknown as {
          view: { value: { project(lon: number, lat: number): { x: number; y: number } } };
        };
        return host.view.value.project(lon as number, lat as number);
      },
      ring[Math.floor(vertices / 2)] as [number, number],
    );
    await page.mouse.move(box.x + at.x, box.y + at.y);
    await page.mouse.down();
    await clear(page);
    const moves = 60;
    for (let i = 1; i <= moves; i += 1) {
      await page.mouse.move(box.x + at.x + 40 * Math.sin(i / 9), box.y + at.y + 30 * Math.cos(i / 7));
      await page.waitForTimeout(8);
    }
    const drag = await read(page);
    console.log('   vertex dragged');
    const latencies: { stamped: number; dispatched: number }[] = [];
    for (let i = 0; i < 40; i += 1) {
      // Some moves in a row, as a hand makes them; the last counts.
      const moves = 4 + (i % 3);
      for (let k = 0; k < moves; k += 1) {
        const turn = i + k / moves;
        await page.mouse.move(box.x + at.x + 30 * Math.sin(turn), box.y + at.y + 24 * Math.cos(1.3 * turn));
      }
      latencies.push(await page.evaluate(() => window.probe.lastAnswer()));
    }
    await page.mouse.up();
    // Without frames and pointer: the shape is set, the answer awaited.
    const answers = await page.evaluate(async () => {
      const mode = document.querySelector('plan-app')!.shadowRoot!.querySelector('check-mode') as unknown as {
        bench: {
          session: {
            activeZone: { value: { id: string; geometry: { type: string; coordinates: number[][][] } } };
            drag(live: { id: string; geometry: unknown } | undefined): void;
          };
        };
      };
      const { session } = mode.bench;
      const { id, geometry } = session.activeZone.value;
      const times: number[] = [];
      for (let i = 1; i <= 20; i += 1) {
        const [ring = []] = structuredClone(geometry.coordinates);
        ring[3] = [(ring[3]?.[0] ?? 0) + i * 1e-6, ring[3]?.[1] ?? 0];
        const began = performance.now();
        session.drag({ id, geometry: { type: 'Polygon', coordinates: [ring] } });
        while (!window.probe.settled()) await new Promise((done) => setTimeout(done, 0));
        times.push(performance.now() - began);
      }
      session.drag(undefined);
      return times;
    });

    await page.getByRole('button', { name: '结束' }).click();
    const imported = await readAsZones(page, file);
    const importedFlat = await readAsZones(page, flatFile);

    console.log('   file read; turf begins');
    const peer = await turf(count);
    const fromStamp = latencies.map(({ stamped }) => stamped);
    const fromPage = latencies.map(({ dispatched }) => dispatched);
    const rows = {
      'turf, every parcel (extrapolated)': {
        ms: Math.round(peer.loop),
        'times ours': Math.round(peer.loop / quantile(fromPage, 0.5)),
      },
      'turf with an index': {
        ms: Math.round(peer.indexed),
        'times ours': round(peer.indexed / quantile(fromPage, 0.5)),
      },
      'the workbench, shape to answer, median': { ms: round(quantile(answers, 0.5)) },
      'the workbench, last move to answer, median': { ms: round(quantile(fromPage, 0.5)), 'times ours': 1 },
      'the workbench, last move to answer, 95 %': { ms: round(quantile(fromPage, 0.95)) },
      'with the wait for the frame that brings the move, median': { ms: round(quantile(fromStamp, 0.5)) },
      'with the wait for the frame that brings the move, 95 %': { ms: round(quantile(fromStamp, 0.95)) },
    };
    console.log(`${count} parcels, ${mb(text.length)} of GeoJSON, a zone of ${vertices} vertices`);
    console.table(rows);
    const line = ({ frames, tasks, ms }: Pick<Probe, 'frames' | 'tasks'> & { ms?: number }) => ({
      seconds: ms === undefined ? '' : round(ms / 1000),
      frames: frames.length,
      'frame ms, median': round(quantile(frames, 0.5)),
      'frame ms, 95 %': round(quantile(frames, 0.95)),
      'tasks over 50 ms': tasks.length,
      'longest task ms': Math.round(Math.max(0, ...tasks.map((task) => task.ms))),
      'over 50 ms without WebGL': tasks.filter((task) => task.ms - task.drawing > 50).length,
      'longest without WebGL ms': Math.round(Math.max(0, ...tasks.map((task) => task.ms - task.drawing))),
    });
    console.table({
      'the map alone, drawn again and again': line(bare),
      'dragging a vertex': line(drag),
      'loading the parcels': line(loaded),
      [`reading ${mb(text.length)} of GeoJSON as zones`]: line(imported),
      [`reading ${mb(flat.length)} of FlatGeobuf as zones`]: line(importedFlat),
    });
  } finally {
    await browser.close();
    await serving.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
