/**
 * `npm run bench -- day`: a simulated day on one static host of this machine, loopback only and bounded. A browser visits
 * a town of a site of 1,400, each as heavy as this repository's own, and the host writes down what it is asked; 400
 * visitors then ask for the same, a third of them with what their browser kept. Prints requests, bytes and processor time
 * of a view and, with the arithmetic, what 1,400 towns and a million views a day ask for.
 */

import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { indexTowns } from '../../src/cli/package/towns.ts';
import { hash } from './_fabric.ts';
import { madeUpCode, writeMadeUpTown } from './_towns.ts';
import type { Asked } from './day/host.ts';
import { writeDaySite } from './day/site.ts';
import { visitTown } from './day/visit.ts';

const visits = 400;
const towns = 1400;
/** Shares that nobody can measure here, said with every figure that rests on them. */
const returning = 1 / 3;
const busiestHour = 0.15;
const site = resolve('.cache/day');

const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const bytesOf = (list: readonly Asked[]) => list.reduce((sum, { bytes }) => sum + bytes, 0);

/** The host, in a process of its own so that its processor time can be distinguished from that of the visitors. */
function startHost() {
  const child = fork(join(import.meta.dirname, 'day/host.ts'), [site], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const next = <T>() => new Promise<T>((done) => child.once('message', (message) => done(message as T)));
  const tell = (what: 'keep' | 'count') => {
    const answer = next<{ cpuMs: number; log: Asked[] }>();
    child.send(what);
    return answer;
  };
  return { ready: next<{ url: string }>(), tell, stop: () => child.kill() };
}

function ask(agent: Agent, url: string, { tag, range }: Partial<Asked>): Promise<number> {
  return new Promise((done, fail) => {
    const headers = {
      'Accept-Encoding': 'gzip, deflate, br, zstd',
      ...(tag ? { 'If-None-Match': tag } : {}),
      ...(range ? { Range: range } : {}),
    };
    const outgoing = request(url, { agent, headers }, (response) => {
      response.resume();
      response.on('end', () => done(response.statusCode ?? 0));
    });
    outgoing.on('error', fail);
    outgoing.end();
  });
}

/** All that a CDN in front of the host has to fetch from it, once for every version, compressed as a host would store it. */
function fetchedOnce(): { files: number; bytes: number } {
  const found = { files: 0, bytes: 0 };
  for (const one of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    const raw = readFileSync(join(one.parentPath, one.name));
    found.files++;
    found.bytes += /\.(png|woff2|pmtiles)$/.test(one.name) ? raw.length : gzipSync(raw).length;
  }
  return found;
}

export default async function run(): Promise<void> {
  if (!existsSync('dist/index.html')) throw new Error('build the site first: npm run build');
  writeDaySite(site, towns);
  const host = startHost();
  const { url } = await host.ready;
  const take = async () => (await host.tell('keep')).log;
  const visit = await visitTown(`${url}?town=${madeUpCode(0)}`, take);
  const line = (what: string, list: readonly Asked[]) => {
    const same = list.filter(({ status }) => status === 304).length;
    console.log(
      `${what.padEnd(38)} ${number(list.length).padStart(4)} requests  ${number(bytesOf(list) / 1000).padStart(6)} KB${same ? `  (${same} of them "not modified")` : ''}`,
    );
  };
  console.log(`One visitor, as the host saw it (${towns} towns):`);
  line('first view, until the map stands still', visit.first);
  line('then, in the background, for offline use', visit.kept);
  line('two items and three turns of the wheel', visit.moving);
  line('the same town again', visit.again);

  // The same visits by many, each to a town of its own choice: few are visited often, most seldom.
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const own = madeUpCode(0);
  const replay = async (serial: number, list: readonly Asked[]) => {
    const code = madeUpCode(Math.floor(towns * hash(serial, 1, 1) ** 2));
    let failed = 0;
    for (const one of list) {
      const path = one.path.replace(own, code).slice(1);
      const status = await ask(agent, url + path, one);
      // Another town's own file has a validator of its own.
      if (status !== one.status && status !== 200) failed++;
    }
    return failed;
  };
  const firstView = [...visit.first, ...visit.moving];
  const backView = visit.again;
  await replay(0, [...firstView, ...visit.kept]);
  const before = await host.tell('count');
  const began = performance.now();
  let serial = 0;
  let failed = 0;
  let sent = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (serial < visits) {
        const mine = serial++;
        const list = hash(mine, 2, 1) < returning ? backView : [...firstView, ...visit.kept];
        sent += list.length;
        failed += await replay(mine, list);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const cpuMs = (await host.tell('count')).cpuMs - before.cpuMs;
  host.stop();
  agent.destroy();
  if (failed) throw new Error(`${failed} requests failed`);
  const cpuPerRequest = cpuMs / sent;
  console.log(
    `\n${visits} visitors, 16 at a time: ${number(sent)} requests, none failed; processor ${cpuPerRequest.toFixed(3)} ms a request, ${number(sent / seconds)} requests a second`,
  );

  const full = [...firstView, ...visit.kept];
  const perView = {
    requests: (1 - returning) * full.length + returning * backView.length,
    bytes: (1 - returning) * bytesOf(full) + returning * bytesOf(backView),
  };
  const million = 1e6;
  const requests = million * perView.requests;
  const peak = (requests * busiestHour) / 3600;
  const peakMbit = (million * busiestHour * perView.bytes * 8) / 3600 / 1e6;
  const cores = (peak * cpuPerRequest) / 1000;
  const once = fetchedOnce();
  const townOnce = visit.first.filter(({ path }) => path.includes('/towns/'));
  console.log(
    '\n1,400 towns, a million views a day (a third by visitors who come again, 15 % in the busiest hour):',
  );
  console.log(
    `  a view          2/3 × ${full.length} + 1/3 × ${backView.length} = ${number(perView.requests, 1)} requests; 2/3 × ${number(bytesOf(full) / 1000)} + 1/3 × ${number(bytesOf(backView) / 1000)} = ${number(perView.bytes / 1000)} KB; ${(perView.requests * cpuPerRequest).toFixed(1)} ms of one core`,
  );
  console.log(
    `  a day           ${number(requests / 1e6, 1)} million requests, ${number((million * perView.bytes) / 1e9)} GB`,
  );
  console.log(
    `  busiest hour    ${number(peak)} requests a second, ${number(peakMbit)} Mbit/s, ${number(cores, 1)} cores of this machine without any cache before it`,
  );
  console.log(
    `  behind a CDN    the host sends each file once a version: ${number(once.files)} files, ${number(once.bytes / 1e6, 1)} MB for the site, about ${number(townOnce.length)} files and ${number(bytesOf(townOnce) / 1000)} KB for each town = ${number((towns * bytesOf(townOnce)) / 1e9 + once.bytes / 1e9, 2)} GB`,
  );
  // Towns that differ, unlike the copies above, for an index that compresses as a real one.
  const differing = resolve('.cache/day-index');
  rmSync(differing, { recursive: true, force: true });
  mkdirSync(join(differing, 'towns'), { recursive: true });
  cpSync('dist/index.html', join(differing, 'index.html'));
  for (let n = 0; n < towns; n++) writeMadeUpTown(differing, n, 40);
  indexTowns(differing);
  const sizes = ['index.json', 'outlines.geojson'].map((name) => {
    const raw = readFileSync(join(differing, 'towns', name));
    return `${number(raw.length / 1000)} KB, ${number(gzipSync(raw).length / 1000)} KB by gzip`;
  });
  console.log(
    `  overview        index of ${towns} made-up towns ${sizes[0]}; their outlines ${sizes[1]}; fetched only when another town is looked for`,
  );
}
