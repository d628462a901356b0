import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';

interface Snapshot {
  counter: number;
  state: unknown;
  canUndo: boolean;
  canRedo: boolean;
  digest: string;
  halves: Record<string, string>;
  conflicts: number;
}

export interface CrashResult {
  kills: number;
  /** Steps that were reported saved, over all rounds. */
  confirmed: number;
  /** Kills that came while a step was under way and had reached the disk without being reported. */
  ahead: number;
  faults: string[];
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry: join(import.meta.dirname, 'crash', 'page.ts'), formats: ['es'], fileName: 'page' },
    },
  });
  const output = (Array.isArray(result) ? result[0] : result) as { output: { code?: string }[] };
  return output.output[0]?.code ?? '';
}

/** Ids of all processes below `root`, itself included, where the system tells them (Linux). */
function processTree(root: number): number[] {
  let all: string[];
  try {
    all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [root];
  }
  const parents = all.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return [{ pid: Number(pid), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }];
    } catch {
      return [];
    }
  });
  const tree = [root];
  for (let i = 0; i < tree.length; i += 1)
    tree.push(...parents.filter((p) => p.parent === tree[i]).map((p) => p.pid));
  return tree;
}

function kill(browser: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  for (const pid of processTree(browser.pid as number)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was quicker.
    }
  }
  return gone;
}

/**
 * Opens the records in a real browser, kills the whole browser (SIGKILL, every process of it) at a random moment while
 * they are being written, opens the same profile again, and compares: all that was confirmed must be there, whole.
 * What this cannot show is a power cut; the strict durability asked of each write is what speaks for that.
 */
export async function crashRounds(
  kills: number,
  tell: (line: string) => void = () => {},
): Promise<CrashResult> {
  const script = await bundle();
  const profile = mkdtempSync(join(tmpdir(), 'crash-bench-'));
  let heard: (path: string, snapshot: Snapshot) => void = () => {};
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end();
      heard(request.url ?? '', JSON.parse(Buffer.concat(chunks).toString()) as Snapshot);
    } else if (request.url === '/page.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>crash</title><script type="module" src="/page.js"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const launch = () =>
    spawn(
      findBrowser(),
      [
        ...browserFlags,
        '--headless=new',
        '--disable-gpu',
        '--disable-breakpad',
        `--user-data-dir=${profile}`,
        `http://127.0.0.1:${port}/#write`,
      ],
      { stdio: 'ignore' },
    );

  const result: CrashResult = { kills: 0, confirmed: 0, ahead: 0, faults: [] };
  let last: Snapshot | undefined;
  try {
    // One more start than kills: the last one only reads.
    for (let round = 0; round <= kills; round += 1) {
      const browser = launch();
      const opened = await new Promise<Snapshot>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`Round ${round}: the page did not open`)), 60_000);
        heard = (path, snapshot) => {
          if (path !== '/opened') return;
          clearTimeout(late);
          resolve(snapshot);
        };
      }).catch(async (error: unknown) => {
        await kill(browser);
        throw error;
      });
      // Listen to confirmations before anything else can arrive.
      let confirmed: Snapshot = opened;
      let count = 0;
      heard = (path, snapshot) => {
        if (path !== '/confirmed') return;
        confirmed = snapshot;
        count += 1;
      };
      const say = (text: string) => result.faults.push(`round ${round}: ${text}`);
      if (opened.state !== 'saved') say(`opened with ${JSON.stringify(opened.state)}`);
      if (opened.conflicts) say('conflicts appeared');
      for (const [id, notes] of Object.entries(opened.halves)) {
        const other = id.endsWith('left') ? id.replace(/left$/, 'right') : id.replace(/right$/, 'left');
        if (opened.halves[other] !== notes) say(`${id} has ${notes}, its other half ${opened.halves[other]}`);
      }
      if (last) {
        const steps = opened.counter - last.counter;
        if (steps === 1) result.ahead += 1;
        else if (steps !== 0) say(`${-steps} confirmed steps are missing`);
        else if (opened.digest !== last.digest) say('the same step count with another content');
      }
      if (round < kills) {
        await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 480));
        result.kills += 1;
      }
      await kill(browser);
      last = confirmed;
      result.confirmed += count;
      if (round && round % 20 === 0)
        tell(`${result.kills} kills, ${result.confirmed} confirmed steps, ${result.faults.length} faults`);
    }
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
  return result;
}

/** `npm run bench -- crash [KILLS]`, 200 by default. */
export default async function crash(args: string[]): Promise<void> {
  const began = performance.now();
  const result = await crashRounds(Number(args[0] ?? 200), (line) => console.log(`   ${line}`));
  console.table([
    {
      kills: result.kills,
      'confirmed steps': result.confirmed,
      'on disk, not yet told': result.ahead,
      'lost or torn': result.faults.length,
      minutes: Number(((performance.now() - began) / 60_000).toFixed(1)),
    },
  ]);
  for (const fault of result.faults) console.error(fault);
  if (result.faults.length) process.exitCode = 1;
}
