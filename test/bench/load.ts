/** `npm run bench -- load [ROUNDS]`: the app against a bare MapLibre page with the same layers. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { prerenderSite } from '../../src/cli/prerender/site.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import { memoryAfterItems, type TabMemory } from './load/items.ts';
import { type SlowLine, slowLine } from './load/line.ts';
import { selectionTimes, squares } from './load/selection.ts';
import { type Visit, visit, visitAgain } from './load/visit.ts';

const root = resolve(import.meta.dirname, '../..');
const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
};

async function builds(folder: string): Promise<{ app: string; bare: string; crowded: string }> {
  const [app, bare, crowded] = ['app', 'bare', 'crowded'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await build({ root, logLevel: 'error', build: { outDir: app, emptyOutDir: true } });
  await build({
    root: join(root, 'test/bench/load'),
    configFile: false,
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: bare, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
  cpSync(join(app, 'data'), join(bare, 'data'), { recursive: true });
  cpSync(app, crowded, { recursive: true });
  const town = JSON.parse(readFileSync(join(app, 'data/town.json'), 'utf8'));
  const catalogue = JSON.parse(readFileSync(join(app, 'data/layers.json'), 'utf8'));
  writeFileSync(join(crowded, 'data/layers/bench.geojson'), JSON.stringify(squares(1000, town.extent)));
  catalogue.layers.push({
    id: 'bench',
    name: { zh: '测速', en: 'Benchmark' },
    group: catalogue.groups[0].id,
    source: 'layers/bench.geojson',
    geometry: 'polygon',
    symbol: { colour: 'chapter1' },
  });
  writeFileSync(join(crowded, 'data/layers.json'), JSON.stringify(catalogue));
  await prerenderSite(crowded);
  return { app, bare, crowded };
}

/** Bytes of the page's own script files, each gzipped; of those asked for before the first map, or of all. */
const scriptBytes = (folder: string, { scripts }: Visit, first: boolean): number =>
  scripts
    .filter((script) => script.first || !first)
    .reduce((sum, { url }) => sum + gzipSync(readFileSync(join(folder, 'assets', basename(url)))).length, 0);

const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const ms = (value: number) => `${Math.round(value)} ms`;

async function compare(browser: Browser, app: string, bare: string, rounds: number): Promise<void> {
  const servers = [await serveFolder(app, { port: 0 }), await serveFolder(bare, { port: 0 })];
  const lines = await Promise.all(servers.map((server) => slowLine(server.url, 1.6e6 / 8, 150)));
  const slow: Visit[][] = [[], []];
  const quick: Visit[][] = [[], []];
  const again: Visit[][] = [[], []];
  const bytes: number[][] = [[], []];
  const requests: number[][] = [[], []];
  const requestsAgain: number[][] = [[], []];
  for (let round = 0; round < rounds; round++)
    for (const which of [0, 1]) {
      lines[which]?.takeBytes();
      const line = lines[which] as SlowLine;
      line.takeBytes();
      line.takeRequests();
      slow[which]?.push(await visit(browser, line.url, 4));
      bytes[which]?.push(line.takeBytes());
      requests[which]?.push(line.takeRequests());
      quick[which]?.push(await visit(browser, servers[which]?.url as string, 1));
      const leave = async () => {
        // The copy for use without a network is whole when nothing more comes.
        do await setTimeout(8000);
        while (line.takeBytes() > 0);
        line.takeRequests();
      };
      again[which]?.push(await visitAgain(browser, line.url, 4, leave));
      requestsAgain[which]?.push(line.takeRequests());
    }
  for (const one of [...lines, ...servers]) one.close();

  const rows: string[][] = [['', 'app', 'bare MapLibre', 'ratio']];
  const row = (name: string, values: number[][], show: (value: number) => string) => {
    const [a, b] = values.map(median) as [number, number];
    rows.push([name, show(a), show(b), b > 0 ? `${(a / b).toFixed(2)}×` : '–']);
  };
  const of = (visits: Visit[][], pick: (one: Visit) => number) => visits.map((list) => list.map(pick));
  row('bytes over the line', bytes, kb);
  row('requests', requests, String);
  // Against the bare page's map: before that it shows nothing.
  row(
    'first text and drawn map',
    [slow[0]?.map((v) => v.firstPaintMs) ?? [], slow[1]?.map((v) => v.firstMapMs) ?? []],
    ms,
  );
  row(
    'time to first map',
    of(slow, (v) => v.firstMapMs),
    ms,
  );
  row(
    'the same with names and marks',
    of(slow, (v) => v.completeMs),
    ms,
  );
  row(
    'time to interactive',
    of(slow, (v) => v.interactiveMs),
    ms,
  );
  row(
    'longest task',
    of(slow, (v) => v.longestTaskMs),
    ms,
  );
  row('requests of a returning visit', requestsAgain, String);
  row(
    'first map of a returning visit',
    of(again, (v) => v.firstMapMs),
    ms,
  );
  // A bare page has no copy of itself: what a reader waits the second time is held beside what he would wait there first.
  row(
    'the same against its first visit',
    [again[0]?.map((v) => v.firstMapMs) ?? [], slow[1]?.map((v) => v.firstMapMs) ?? []],
    ms,
  );
  row(
    'first map, unthrottled',
    of(quick, (v) => v.firstMapMs),
    ms,
  );
  row(
    'longest task, unthrottled',
    of(quick, (v) => v.longestTaskMs),
    ms,
  );
  row(
    'most own script in a task, unthrottled',
    of(quick, (v) => v.longestOwnMs),
    ms,
  );
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((r) => (r[column] as string).length))) ?? [];
  for (const cells of rows)
    console.log(
      cells.map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  '),
    );
  const own = (first: boolean) =>
    scriptBytes(app, slow[0]?.[0] as Visit, first) - scriptBytes(bare, slow[1]?.[0] as Visit, first);
  console.log(
    `own script on top of bare MapLibre, gzipped: ${kb(own(true))} before the first map, ${kb(own(false))} in all until the page rests (to reach: 60 KB)`,
  );
}

async function compareMemory(app: string, bare: string): Promise<void> {
  const servers = [await serveFolder(app, { port: 0 }), await serveFolder(bare, { port: 0 })];
  const [ours, theirs] = (await memoryAfterItems(
    servers[0]?.url as string,
    servers[1]?.url as string,
    20,
  )) as [TabMemory, TabMemory];
  for (const one of servers) one.close();
  const line = (name: string, a: number, b: number) =>
    `${name} ${a.toFixed(0)} MB against ${b.toFixed(0)} MB (${(a / b).toFixed(2)}×)`;
  console.log(
    `memory of a phone's tab after twenty items, and of the bare page after its map went to the same places: ${line('process', ours.processMb, theirs.processMb)}, ${line("script's heap", ours.heapMb, theirs.heapMb)}`,
  );
}

/** A page with nothing but `<plan-map>` beside the app itself. */
async function compareElement(browser: Browser, app: string): Promise<void> {
  writeFileSync(
    join(app, 'bench.html'),
    '<!doctype html><script type="module" src="plan-map.js"></script><plan-map package="data/" style="display:block;height:100vh"></plan-map>',
  );
  const server = await serveFolder(app, { port: 0 });
  const line = await slowLine(server.url, 1.6e6 / 8, 150);
  const rows: { bytes: number; requests: number; ms: number }[] = [];
  for (const page of ['', 'bench.html']) {
    line.takeBytes();
    line.takeRequests();
    const { firstMapMs } = await visit(browser, new URL(page, line.url).href, 4);
    rows.push({ bytes: line.takeBytes(), requests: line.takeRequests(), ms: firstMapMs });
  }
  line.close();
  server.close();
  const [page, element] = rows as [(typeof rows)[number], (typeof rows)[number]];
  console.log(
    `<plan-map> against the page: ${kb(element.bytes)} (${(element.bytes / page.bytes).toFixed(2)}×) in ${element.requests} requests, first map after ${ms(element.ms)} (${(element.ms / page.ms).toFixed(2)}×)`,
  );
}

export default async function load(args: readonly string[] = []): Promise<void> {
  const rounds = Math.max(1, Number(args[0] ?? 3) || 3);
  const folder = mkdtempSync(join(tmpdir(), 'bench-load-'));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const { app, bare, crowded } = await builds(folder);
    console.log(
      `medians of ${rounds} cold loads each, in turn: 1.6 Mbit/s, 150 ms, 4× slower processor, 412 × 823`,
    );
    await compare(browser, app, bare, rounds);
    await compareMemory(app, bare);
    await compareElement(browser, app);
    const server = await serveFolder(crowded, { port: 0 });
    const times = await selectionTimes(browser, server.url, 20);
    server.close();
    const [redraw, selected] = [median(times.redraw), median(times.selected)];
    console.log(
      `selecting one of 1,000 features: command ${median(times.command).toFixed(2)} ms; drawn with the next frame, ${selected.toFixed(0)} ms after, a frame without any change taking ${redraw.toFixed(0)} ms (${(selected / redraw).toFixed(2)}×)`,
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
