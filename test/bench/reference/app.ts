/** The built app in a browser of its own: layers brought in and brought back, with what it takes of time and memory. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../../src/cli/browser.ts';
import { serveFolder } from '../../../src/cli/serve.ts';
import { keepNames } from '../_page.ts';
import { computedMs } from './computed.ts';

/** What one file took, ms and bytes. */
export interface Brought {
  /** From the files handed over to the question, and from its answer to the layer in the record and on the disk. */
  openMs: number;
  takeMs: number;
  features: number;
  packedBytes: number;
  /** Most that the page's process, its workers among it, held more than before. */
  peakBytes: number;
  /** What the page's workers computed, ms. */
  computedMs: number;
  /** Tasks of the page's own thread over 50 ms. */
  tasks: Task[];
  /** Changes of the progress that were shown. */
  steps: number;
}

type Followed<T> = { value: T; subscribe(told: (value: T) => void): () => void };
interface Layers {
  opening: Followed<readonly { problems: readonly { what: { en: string } }[] }[]>;
  incoming: Followed<
    readonly {
      ticket: number;
      phase: string;
      progress: number;
      problems: readonly { what: { en: string } }[];
    }[]
  >;
  layers: Followed<readonly { phase: string; loaded?: { count: number; bytes: number } }[]>;
  accept(ticket: number): Promise<void>;
}

/** The page's stopwatch over the layers' signals; `layers` waits for the workbench. */
function installWatch(): void {
  const layers = async (): Promise<Layers> => {
    for (;;) {
      const mode = document.querySelector('plan-app')?.shadowRoot?.querySelector('check-mode');
      if (mode && 'bench' in mode) return (mode as unknown as { bench: { layers: Layers } }).bench.layers;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  const when = <T>(signal: Followed<T>, is: (value: T) => boolean): Promise<number> =>
    new Promise((done) => {
      let end = () => {};
      let ended = false;
      end = signal.subscribe((value) => {
        if (ended || !is(value)) return;
        ended = true;
        done(performance.now());
        queueMicrotask(() => end());
      });
    });
  Object.assign(window, { watch: { layers, when } });
}
declare global {
  interface Window {
    watch: {
      layers(): Promise<Layers>;
      when<T>(signal: Followed<T>, is: (value: T) => boolean): Promise<number>;
      steps: number;
      opened: Promise<number[]>;
      kept: Promise<number>;
    };
  }
}

/** The process that shows the page: resident bytes now, and the most since they were last cleared; its workers' seconds. */
async function processOf(browser: Browser) {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => `/proc/${id}`);
  const figure = (name: string) =>
    Math.max(
      ...renderers.map((path) => {
        const status = readFileSync(`${path}/status`, 'utf8');
        return 1024 * Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      }),
    );
  return {
    bytes: () => figure('VmRSS'),
    mostBytes: () => figure('VmHWM'),
    clear() {
      for (const path of renderers) writeFileSync(`${path}/clear_refs`, '5');
    },
    /** What the workers' threads computed, ms: on a busy machine the clock says little. */
    workersMs: () =>
      renderers
        .flatMap((path) => readdirSync(`${path}/task`).map((id) => `${path}/task/${id}/stat`))
        .reduce((sum, path) => {
          const stat = readFileSync(path, 'utf8');
          return sum + (/\(DedicatedWorker/.test(stat) ? computedMs(stat.split(') ')[1]!.split(' '), 11) : 0);
        }, 0),
  };
}

/** What one long task of the page took, ms: by the clock, and computing. */
export interface Task {
  ms: number;
  computedMs: number;
}

/** The tasks of the page's main thread over 50 ms in a trace. */
function longTasks(trace: Buffer): Task[] {
  type Event = {
    name: string;
    ph: string;
    pid: number;
    tid: number;
    dur?: number;
    tdur?: number;
    args: { name?: string };
  };
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: Event[] };
  const main = new Set(
    traceEvents.flatMap(({ name, pid, tid, args }) =>
      name === 'thread_name' && args.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  );
  return traceEvents.flatMap(({ name, pid, tid, dur = 0, tdur = 0 }) =>
    name === 'RunTask' && main.has(`${pid} ${tid}`) && dur > 50_000
      ? [{ ms: dur / 1000, computedMs: tdur / 1000 }]
      : [],
  );
}

export interface App {
  page: Page;
  bring(input: '添加参考图层' | '添加文件夹', path: string): Promise<Brought>;
  /** Milliseconds from the beginning of a reload to the last of `count` layers being ready. */
  reload(count: number): Promise<number>;
}

export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const serving = await serveFolder('dist', { port: 0 });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
    await page.addInitScript({ content: keepNames });
    await page.addInitScript(installWatch);
    await page.goto(`${serving.url}#mode=check`);
    await page.getByText('已保存').waitFor();
    // The page is to be at rest: its own start is another benchmark's.
    await page.waitForTimeout(6000);
    const own = await processOf(browser);
    return await work({
      page,
      async bring(input, path) {
        await page.evaluate(async () => {
          const { watch } = window;
          const { incoming, opening, layers } = await watch.layers();
          const before = layers.value.length;
          watch.steps = 0;
          watch.opened = (async () => {
            const began = await watch.when(opening, (list) => list.length > 0);
            const asked = await watch.when(incoming, (list) => list.length > 0);
            incoming.subscribe((list) => {
              if (list.some(({ phase }) => phase === 'packing')) watch.steps++;
            });
            return [began, asked];
          })();
          watch.kept = watch.when(
            layers,
            (list) => list.length > before && list.every(({ phase }) => phase === 'ready'),
          );
        });
        own.clear();
        const [baseBytes, baseMs] = [own.bytes(), own.workersMs()];
        await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
        await page.getByLabel(input, { exact: true }).setInputFiles(path);
        const brought = await page.evaluate(async () => {
          const { watch } = window;
          const [began, asked] = (await watch.opened) as [number, number];
          const { incoming, layers, accept } = await watch.layers();
          // As long as somebody needs to look at the question.
          await new Promise((done) => setTimeout(done, 500));
          const taken = performance.now();
          void accept(incoming.value[0]!.ticket);
          const kept = await Promise.race([
            watch.kept,
            watch.when(incoming, ([first]) => (first?.problems.length ?? 0) > 0).then(() => Number.NaN),
          ]);
          const { count = 0, bytes = 0 } = layers.value.at(-1)?.loaded ?? {};
          const said = incoming.value.flatMap(({ problems }) => problems.map(({ what }) => what.en));
          return {
            openMs: asked - began,
            takeMs: kept - taken,
            features: count,
            packedBytes: bytes,
            steps: watch.steps,
            said,
          };
        });
        if (brought.said.length) throw new Error(brought.said.join(' '));
        const peakBytes = own.mostBytes() - baseBytes;
        const computed = own.workersMs() - baseMs;
        // The first picture of it belongs to bringing it in.
        await page.waitForTimeout(2500);
        const tasks = longTasks(await browser.stopTracing());
        return { ...brought, peakBytes, computedMs: computed, tasks };
      },
      async reload(count) {
        await page.reload();
        return page.evaluate(async (wanted) => {
          const { layers } = await window.watch.layers();
          return window.watch.when(
            layers,
            (list) => list.filter(({ phase }) => phase === 'ready').length === wanted,
          );
        }, count);
      },
    });
  } finally {
    await browser.close();
    await serving.close();
  }
}
