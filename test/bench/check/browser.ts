import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../../src/cli/browser.ts';

/** One module with all it imports, as a browser's script. */
export async function bundle(entry: string): Promise<Buffer> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-bundle-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir,
        target: 'es2022',
        lib: { entry, formats: ['es'], fileName: () => 'script.js' },
      },
    });
    return readFileSync(join(outDir, 'script.js'));
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/**
 * A headless browser on a page of its own with these files beside it; null, with the reason printed, where there is
 * no browser.
 */
export async function withBrowser<T>(
  files: Record<string, Uint8Array>,
  work: (open: () => Promise<Page>) => Promise<T>,
): Promise<T | null> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.setHeader('content-type', request.url?.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.end(file ?? '<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
    try {
      return await work(async () => {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        return page;
      });
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

/** Runs tasks one after another, each in a module worker of a page of its own, which answers one message with one. */
export async function runInWorkers<Task, Times>(
  entry: string,
  tasks: readonly Task[],
): Promise<Times[] | null> {
  const script = await bundle(entry);
  return withBrowser({ '/worker.js': script }, async (open) => {
    const times: Times[] = [];
    for (const task of tasks) {
      const page = await open();
      times.push(
        (await page.evaluate(
          (one) =>
            new Promise<unknown>((resolve, reject) => {
              const worker = new Worker('/worker.js', { type: 'module' });
              worker.onmessage = ({ data }) => resolve(data);
              worker.onerror = ({ message }) => reject(new Error(message));
              worker.postMessage(one);
            }),
          task as unknown,
        )) as Times,
      );
      await page.close();
    }
    return times;
  });
}
