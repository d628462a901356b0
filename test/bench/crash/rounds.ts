import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../../src/cli/browser.ts';

/** Something the page told: where it posted it, and what. */
export interface Told {
  path: string;
  body: unknown;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry, formats: ['es'], fileName: 'page' },
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

/** Whether a process still holds its files; one that only waits to be reaped (state Z) does not. */
function holdsFiles(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2) !== 'Z';
  } catch {
    return false;
  }
}

/** Kills a browser with all its processes, and waits for them: one that is in the middle of a write ends after it. */
async function kill(browser: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const tree = processTree(browser.pid as number);
  for (const pid of tree) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was quicker.
    }
  }
  await gone;
  while (tree.some(holdsFiles)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * Opens a page in a real browser, kills the whole browser (SIGKILL, every process of it) while the page works, opens the
 * same profile again, and so on: once more than it is killed, so that the last kill is looked at, too. The page posts
 * `/opened` with what it finds, and whatever else it has to tell.
 * @param entry Path of the page's script; the number of the round follows `#` in its address.
 * @param moment Resolves when the browser is to be killed; it may wait for something the page posts.
 * @param judge Is told what a round found and what was heard before its end.
 */
export async function killRounds(
  entry: string,
  kills: number,
  moment: (heard: (path: string) => Promise<void>) => Promise<void>,
  judge: (round: number, opened: unknown, told: readonly Told[]) => void,
): Promise<void> {
  const script = await bundle(entry);
  const profile = mkdtempSync(join(tmpdir(), 'crash-bench-'));
  let hear: (told: Told) => void = () => {};
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end();
      hear({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
    } else if (request.url === '/page.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>crash</title><script type="module" src="/page.js"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    for (let round = 0; round <= kills; round += 1) {
      const told: Told[] = [];
      const waiting: { path: string; go: () => void }[] = [];
      const heard = (path: string) =>
        new Promise<void>((go) => {
          if (told.some((one) => one.path === path)) go();
          else waiting.push({ path, go });
        });
      hear = (one) => {
        told.push(one);
        for (const { path, go } of waiting) if (path === one.path) go();
      };
      const flags = [
        '--headless=new',
        '--disable-gpu',
        '--disable-breakpad',
        `--user-data-dir=${profile}`,
        `http://127.0.0.1:${port}/#${round}`,
      ];
      const browser = spawn(findBrowser(), [...browserFlags, ...flags], { stdio: 'ignore' });
      let late: NodeJS.Timeout | undefined;
      try {
        await Promise.race([
          heard('/opened'),
          new Promise((_, reject) => {
            late = setTimeout(() => reject(new Error(`Round ${round}: the page did not open`)), 60_000);
          }),
        ]);
        if (round < kills) await moment(heard);
      } finally {
        clearTimeout(late);
        await kill(browser);
      }
      judge(round, told.find(({ path }) => path === '/opened')?.body, told);
    }
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}
