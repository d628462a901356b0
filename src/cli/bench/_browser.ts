import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../browser.ts';

export interface BrowserTimes {
  count: number;
  madeMs: number;
  cold: number[];
  warm: number[];
}

/** Runs the engine in a module worker of a headless browser; null, with the reason printed, where there is none. */
export async function runInBrowser(count: number, rounds: number): Promise<BrowserTimes | null> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-worker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, '_worker.ts'), formats: ['es'], fileName: () => 'worker.js' },
    },
  });
  const script = readFileSync(join(outDir, 'worker.js'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/worker.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return await page.evaluate(
        (task) =>
          new Promise<BrowserTimes>((resolve, reject) => {
            const worker = new Worker('/worker.js', { type: 'module' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.postMessage(task);
          }),
        { count, rounds },
      );
    } finally {
      await browser.close();
    }
  } catch (error) {
    console.log(`Browser left out: ${(error as Error).message.split('\n')[0]}`);
    return null;
  } finally {
    server.close();
  }
}
