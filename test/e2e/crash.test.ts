import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { crashRounds, publishRounds } from '../bench/crash.ts';
import { triangle } from '../triangle.ts';
import { openPage } from './browser.ts';

const old = {
  id: 'k',
  name: '老',
  geometry: triangle,
  crs: 'EPSG:2362',
  origin: 'o.txt',
  warnings: [],
  project: '工程',
  notes: '',
};

let server: Server;
let url: string;

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./records-page.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'page',
      },
    },
  });
  const output = (Array.isArray(built) ? built[0] : built) as { output: { code?: string }[] };
  server = createServer((request, response) => {
    if (request.url === '/page.js')
      response.setHeader('content-type', 'text/javascript').end(output.output[0]?.code);
    else
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

const ready = (page: Page) => page.waitForFunction(() => window.tools !== undefined);

describe('records in a real browser', () => {
  it('keep every confirmed change, whole, when the browser is killed', async () => {
    const result = await crashRounds(5);
    expect(result.faults).toEqual([]);
    expect(result.kills).toBe(5);
    expect(result.confirmed).toBeGreaterThan(5);
  });

  it('leave the package in work and the published folder whole when it is killed in the middle of an edit or of publishing', async () => {
    const result = await publishRounds(4);
    expect(result.faults).toEqual([]);
    expect(result.published).toBeGreaterThan(2);
    // Where old files were half replaced, the next opening put them back.
    expect(result.restored).toBeGreaterThan(0);
  });

  it.each([1, 2])('are upgraded from schema %i', async (version) => {
    const page = await openPage({ url });
    await ready(page);
    const found = await page.evaluate(
      async ([version, old]) => {
        const { openDB, openRecords } = window.tools;
        const database = await openDB('records', version, {
          upgrade(db) {
            db.createObjectStore('zones', { keyPath: 'id' });
            db.createObjectStore('status', { keyPath: 'id' });
            if (version === 2) db.createObjectStore('undo', { autoIncrement: true });
          },
        });
        await database.put('zones', old);
        database.close();
        const records = await openRecords();
        const [zone] = records.zones.value;
        return { name: zone?.value.name, crs: zone?.value.crs.code, state: records.saveState.value };
      },
      [version, old] as const,
    );
    expect(found).toEqual({ name: '老', crs: 'EPSG:2362', state: 'saved' });
  });

  it('say that the storage is full, keep the change, and go on once it is taken back', async () => {
    // Only a profile on the disk knows a quota that can be set.
    const profile = mkdtempSync(join(tmpdir(), 'records-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser(),
      args: browserFlags,
    });
    onTestFinished(async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    });
    const page = await openPage({ url, context });
    await ready(page);
    const cdp = await page.context().newCDPSession(page);
    // Before the first write: the browser remembers for minutes how much room it found.
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize: 1_000_000 });
    await page.evaluate(async () => {
      const records = await window.tools.openRecords();
      (window as unknown as { records: typeof records }).records = records;
    });
    const write = (letters: number) =>
      page.evaluate(
        async ([letters, old]) => {
          const { records } = window as unknown as {
            records: Awaited<ReturnType<typeof window.tools.openRecords>>;
          };
          // The browser packs what it stores; noise does not pack.
          const notes = Array.from({ length: letters / 10 }, () =>
            Math.random().toString(36).slice(2, 12).padEnd(10, '0'),
          ).join('');
          const zone = { ...old, crs: { code: old.crs, from: 'user' as const }, steps: [] };
          const outcome = await records.putZones([{ ...zone, notes, warnings: [] } as never], {
            zh: '改',
            en: 'change',
          });
          return {
            outcome: typeof outcome === 'string' ? outcome : outcome.code,
            shown: records.zones.value[0]?.value.notes.length,
            exported: records.exportArchive().length,
          };
        },
        [letters, old] as const,
      );
    expect((await write(10)).outcome).toBe('saved');
    const full = await write(3_000_000);
    expect(full.outcome).toBe('storage-full');
    expect(full.shown).toBe(3_000_000);
    expect(full.exported).toBeGreaterThan(3_000_000);
    // Taking back what was too large makes room: the rest is saved as before.
    const again = await page.evaluate(async () => {
      const { records } = window as unknown as {
        records: Awaited<ReturnType<typeof window.tools.openRecords>>;
      };
      await records.undo();
      return { outcome: await records.retry(), shown: records.zones.value[0]?.value.notes.length };
    });
    expect(again).toEqual({ outcome: 'saved', shown: 10 });
    expect((await write(20)).outcome).toBe('saved');
  });
});
