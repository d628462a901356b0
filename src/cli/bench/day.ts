/**
 * `npm run bench -- day`: a simulated day on one static host of this machine, loopback only and bounded: 400 visits to a
 * site of 60 made-up towns, over keep-alive connections, a third of the visitors coming back with what their browser
 * kept. Prints requests, bytes and processor time of a visit, and from these, with the arithmetic, what 1,400 towns and
 * a million views a day ask for.
 */

import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { indexTowns } from '../package/towns.ts';
import { hash } from './_fabric.ts';
import { madeUpCode, writeMadeUpTown } from './_towns.ts';

const visits = 400;
const towns = 60;
const site = resolve('.cache/day');

interface Got {
  status: number;
  bytes: number;
  etag: string | undefined;
  immutable: boolean;
}

/** The files a first visit asks for: page, scripts of browse mode, the town's package with its fonts; no relief. */
function filesOf(code: string): string[] {
  const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Record<
    string,
    { file: string; imports?: string[] }
  >;
  const scripts = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || scripts.has(chunk.file)) return;
    scripts.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  for (const key of ['index.html', 'src/modes/browse/index.ts', 'src/map/view.ts']) visit(key);
  // MapLibre's worker is named by address, not imported.
  for (const name of readdirSync('dist/assets'))
    if (/^maplibre-gl-worker/.test(name)) scripts.add(`assets/${name}`);
  const base = `towns/${code}/`;
  const names = ['town', 'layers', 'plan', 'status'].map((name) => `${base}data/${name}.json`);
  const layers = ['boundary', 'works'].map((name) => `${base}data/layers/${name}.geojson`);
  const fonts = ['labels', 'ui-400', 'ui-600'].map((name) => `${base}data/basemap/fonts/${name}.woff2`);
  return [`?town=${code}`, ...scripts, ...names, ...layers, ...fonts, `${base}seeds/plan.txt`];
}

function ask(agent: Agent, url: string, etag?: string): Promise<Got> {
  return new Promise((done, fail) => {
    const headers = { 'Accept-Encoding': 'br, gzip', ...(etag ? { 'If-None-Match': etag } : {}) };
    const outgoing = request(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          // The head of an answer is about as long as its raw lines.
          bytes: bytes + response.rawHeaders.join('  ').length + 20,
          etag: response.headers.etag,
          immutable: /immutable/.test(response.headers['cache-control'] ?? ''),
        }),
      );
    });
    outgoing.on('error', fail);
    outgoing.end();
  });
}

const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** The host, in a process of its own so that its processor time can be told from that of the visitors. */
function startHost() {
  const child = fork(join(import.meta.dirname, 'day/host.ts'), [site], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const next = <T>() => new Promise<T>((done) => child.once('message', (message) => done(message as T)));
  return {
    ready: next<{ url: string }>(),
    cpuMs: async () => {
      const answer = next<{ cpuMs: number }>();
      child.send('cpu');
      return (await answer).cpuMs;
    },
    stop: () => child.kill(),
  };
}

export default async function run(): Promise<void> {
  if (!existsSync('dist/index.html')) throw new Error('build the site first: npm run build');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  cpSync('dist', site, { recursive: true });
  for (let n = 0; n < towns; n++) {
    const root = writeMadeUpTown(site, n, 40);
    cpSync('dist/data/basemap/fonts', join(root, 'data/basemap/fonts'), { recursive: true });
  }
  indexTowns(site);
  const host = startHost();
  const { url } = await host.ready;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const files = new Map(Array.from({ length: towns }, (_, n) => [n, filesOf(madeUpCode(n))]));
  // Compressed copies are made once, at the first request of each file: not part of the day.
  for (const list of files.values()) for (const path of list) await ask(agent, url + path);

  const count = {
    first: 0,
    back: 0,
    requests: 0,
    bytes: 0,
    firstBytes: 0,
    firstRequests: 0,
    notModified: 0,
    kept: 0,
    failed: 0,
  };
  const cpuBefore = await host.cpuMs();
  const began = performance.now();
  const visit = async (serial: number): Promise<void> => {
    // Few towns are visited often, most seldom: the square of an even draw.
    const town = Math.floor(towns * hash(serial, 1, 1) ** 2);
    const list = files.get(town) ?? [];
    const back = hash(serial, 2, 1) < 1 / 3;
    const kept = new Map<string, Got>();
    if (back) for (const path of list) kept.set(path, { ...(await ask(agent, url + path)) });
    const own = { requests: 0, bytes: 0 };
    for (const path of list) {
      const had = kept.get(path);
      if (had?.immutable) {
        count.kept++;
        continue;
      }
      const got = await ask(agent, url + path, had?.etag);
      own.requests++;
      own.bytes += got.bytes;
      if (got.status === 304) count.notModified++;
      else if (got.status !== 200) count.failed++;
    }
    count[back ? 'back' : 'first']++;
    count.requests += own.requests;
    count.bytes += own.bytes;
    if (!back) {
      count.firstBytes += own.bytes;
      count.firstRequests += own.requests;
    }
  };
  let serial = 0;
  let primed = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (serial < visits) {
        const mine = serial++;
        if (hash(mine, 2, 1) < 1 / 3) primed++;
        await visit(mine);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const cpuMs = (await host.cpuMs()) - cpuBefore;
  host.stop();
  agent.destroy();
  if (count.failed) throw new Error(`${count.failed} requests failed`);

  const perFirst = { requests: count.firstRequests / count.first, kb: count.firstBytes / count.first / 1000 };
  const perBack = {
    requests: (count.requests - count.firstRequests) / count.back,
    kb: (count.bytes - count.firstBytes) / count.back / 1000,
  };
  // Every primed visit asked for its files once more than was counted.
  const asked = count.requests + primed * (files.get(0)?.length ?? 0);
  const cpuPerRequest = cpuMs / asked;
  console.log(`${visits} visits to ${towns} towns: ${count.first} first, ${count.back} again`);
  console.log(`first visit   ${number(perFirst.requests, 1)} requests, ${number(perFirst.kb)} KB`);
  console.log(
    `visit again   ${number(perBack.requests, 1)} requests, ${number(perBack.kb, 1)} KB (${number(count.notModified)} answers "not modified", ${number(count.kept)} files not asked for)`,
  );
  console.log(
    `processor     ${cpuPerRequest.toFixed(3)} ms a request on one core of this machine, ${number(asked / seconds)} requests a second with 16 visitors at a time`,
  );

  const views = 1e6;
  const share = count.back / visits;
  const perView = {
    requests: (1 - share) * perFirst.requests + share * perBack.requests,
    kb: (1 - share) * perFirst.kb + share * perBack.kb,
  };
  const dayRequests = views * perView.requests;
  const peak = (dayRequests * 0.15) / 3600;
  const index = statSync(join(site, 'towns/index.json')).size / towns;
  const packed = gzipSync(readFileSync(join(site, 'towns/index.json'))).length / towns;
  console.log('\n1,400 towns, a million views a day:');
  console.log(
    `  a view: ${number(1 - share, 2)} × first + ${number(share, 2)} × again = ${number(perView.requests, 1)} requests, ${number(perView.kb)} KB`,
  );
  console.log(
    `  a day: 1,000,000 × ${number(perView.requests, 1)} = ${number(dayRequests / 1e6, 1)} million requests; 1,000,000 × ${number(perView.kb)} KB = ${number((views * perView.kb) / 1e6)} GB`,
  );
  console.log(
    `  busiest hour (15 % of the day): ${number(dayRequests * 0.15)} / 3,600 = ${number(peak)} requests a second, ${number((views * 0.15 * perView.kb * 8) / 3600 / 1000)} Mbit/s`,
  );
  console.log(
    `  processor in that hour: ${number(peak)} × ${cpuPerRequest.toFixed(3)} ms = ${number((peak * cpuPerRequest) / 1000, 2)} cores of this machine, without any cache before the host`,
  );
  console.log(
    `  index of towns: 1,400 × ${number(index)} B = ${number((1400 * index) / 1000)} KB, ${number((1400 * packed) / 1000)} KB compressed, fetched only when towns are switched`,
  );
}
