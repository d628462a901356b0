import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeRelease } from '../../src/cli/build/release.ts';
import { writeBundle } from '../../src/cli/prerender/bundle.ts';
import { loadFolder } from '../../src/cli/prerender/package.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import type { Offline } from '../../src/store/offline/client.ts';
import { openPage } from './browser.ts';
import { buildSite, Site } from './offline-site.ts';

declare global {
  interface Window {
    offline: Offline;
    lazy: () => Promise<void>;
  }
}

const sites: Record<string, string> = {};
let site: Site;

beforeAll(async () => {
  for (const name of ['one', 'two', 'four']) sites[name] = await buildSite(name);
  sites['broken'] = await buildSite('broken', "throw new Error('cannot start');");
});
afterEach(() => site?.cut());

/** What a browser says of a server that is gone or gives what it should not. */
const network = [
  /Failed to load resource/,
  /ERR_CONNECTION_REFUSED/,
  /An unknown error occurred when fetching the script/,
];

async function openSite(name: string, base?: string): Promise<Page> {
  site = await Site.open(name, base);
  site.publish(sites['one']!);
  const page = await openPage({
    url: site.url,
    serviceWorker: true,
    expected: [...network, /Error: cannot start/],
  });
  await page.locator('#phase', { hasText: 'ready' }).waitFor();
  return page;
}
const text = (page: Page, id: string) => page.locator(`#${id}`).textContent();
const check = (page: Page) =>
  page.evaluate(async () => {
    await window.offline.check();
    const { phase, report, problem } = window.offline.state.value;
    return { phase, next: report?.next, fault: problem?.what.en ?? '', bad: report?.bad ?? [] };
  });
const update = (page: Page) => page.evaluate(() => void window.offline.update());

describe('without a network', () => {
  it.each(['/', '/towns/one/'])(
    'starts, loads its data and its lazy parts, served under %s',
    async (base) => {
      const page = await openSite('cut', base);
      await site.cut();
      await page.reload();
      await page.locator('#phase', { hasText: 'ready' }).waitFor();
      expect(await text(page, 'version')).toBe('one');
      expect(await text(page, 'data')).toBe('data one');
      await page.evaluate(() => window.lazy());
      expect(await text(page, 'lazy')).toBe('lazy one');
      const other = await openPage({ url: `${site.url}?from=link#12/28/113`, context: page.context() });
      await other.locator('#version', { hasText: 'one' }).waitFor();
    },
  );

  it('answers byte ranges from its copy', async () => {
    const page = await openSite('range');
    await site.cut();
    const part = await page.evaluate(async () => {
      const response = await fetch('data/bytes.bin', { headers: { range: 'bytes=250-259' } });
      return {
        status: response.status,
        range: response.headers.get('content-range'),
        bytes: [...new Uint8Array(await response.arrayBuffer())],
      };
    });
    expect(part).toEqual({
      status: 206,
      range: 'bytes 250-259/1000',
      bytes: [250, 251, 252, 253, 254, 255, 0, 1, 2, 3],
    });
  });

  it('does not install half a site', async () => {
    site = await Site.open('half-first');
    site.publish(sites['one']!);
    rmSync(site.path('data/bytes.bin'));
    const page = await openPage({ url: site.url, serviceWorker: true, expected: network });
    await page.waitForFunction(() => window.offline?.state.value.problem !== undefined);
    expect(await text(page, 'phase')).toBe('absent');
    expect(await text(page, 'version')).toBe('one');
  });
});

describe('a new version', () => {
  it('can be taken with the next page load, while the open page goes on whole', async () => {
    const page = await openSite('adopt');
    site.publish(sites['two']!);
    expect(await check(page)).toMatchObject({ phase: 'updateReady', fault: '' });
    await page.evaluate(() => window.offline.adopt());
    await site.cut();
    await page.evaluate(() => window.lazy());
    expect(await text(page, 'lazy')).toBe('lazy one');
    await page.reload();
    await page.locator('#data', { hasText: 'data two' }).waitFor();
    expect(await text(page, 'version')).toBe('two');
  });

  it('is what a page gets that asks for what the server has now, and its own copy where none answers', async () => {
    const page = await openSite('asked');
    site.publish(sites['two']!);
    const ask = (cache: RequestCache) =>
      page.evaluate(async (cache) => (await fetch('data/town.txt', { cache })).text(), cache);
    expect(await ask('no-cache')).toBe('data one');
    expect(await ask('reload')).toBe('data two');
    await site.cut();
    expect(await ask('reload')).toBe('data one');
  });

  it('reaches whoever comes back to the plan', async () => {
    site = await Site.open('app');
    site.publish('dist');
    const page = await openPage({ url: site.url, serviceWorker: true, expected: network });
    const active = () => page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.active?.state));
    await expect.poll(active).toBe('activated');
    const town = JSON.parse(readFileSync(site.path('data/town.json'), 'utf8'));
    const title = { zh: '另一张图', en: 'Another Map' };
    writeFileSync(site.path('data/town.json'), JSON.stringify({ ...town, title }));
    writeBundle(site.served, await loadFolder(site.path('data')));
    writeRelease(site.served);
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.waitForTimeout(2000);
          return page.title();
        },
        { timeout: 40_000 },
      )
      .toBe(title.zh);
  });

  it('is downloaded whole and on request, not before', async () => {
    const page = await openSite('update');
    site.publish(sites['two']!);
    expect(await check(page)).toMatchObject({ phase: 'updateReady', fault: '' });
    // Whatever is loaded before the update is of the old version, to the last file.
    await page.reload();
    expect(await text(page, 'version')).toBe('one');
    await page.locator('#data', { hasText: 'data one' }).waitFor();
    await page.locator('#phase', { hasText: 'updateReady' }).waitFor();
    await site.cut();
    await update(page);
    await page.locator('#version', { hasText: 'two' }).waitFor();
    await page.locator('#data', { hasText: 'data two' }).waitFor();
  });

  it('leaves other open pages at the version they were loaded from', async () => {
    const page = await openSite('tabs');
    const old = await openPage({ url: site.url, context: page.context() });
    await old.locator('#phase', { hasText: 'ready' }).waitFor();
    site.publish(sites['two']!);
    await check(page);
    await update(page);
    await page.locator('#version', { hasText: 'two' }).waitFor();
    await site.cut();
    await old.evaluate(() => window.lazy());
    expect(await text(old, 'lazy')).toBe('lazy one');
    expect(await old.evaluate(async () => (await fetch('data/town.txt')).text())).toBe('data one');
  });

  it.each([
    ['a file is missing', () => rmSync(site.path('data/town.txt')), /data\/town\.txt: HTTP 404/],
    [
      'a file is cut short',
      () =>
        writeFileSync(
          site.path('data/bytes.bin'),
          readFileSync(site.path('data/bytes.bin')).subarray(0, 500),
        ),
      /data\/bytes\.bin: 500 bytes with another hash/,
    ],
    [
      'one bit is wrong',
      () => {
        const bytes = readFileSync(site.path('data/bytes.bin'));
        bytes[700]! ^= 1;
        writeFileSync(site.path('data/bytes.bin'), bytes);
      },
      /data\/bytes\.bin: 1000 bytes with another hash/,
    ],
    [
      'the list is cut short',
      () => {
        const list = readFileSync(site.path('precache.json'), 'utf8');
        writeFileSync(site.path('precache.json'), list.slice(0, list.length / 2));
      },
      /precache\.json: not a complete list/,
    ],
  ])('is not touched when %s, and taken once it is whole', async (_, damage, fault) => {
    const page = await openSite('half');
    site.publish(sites['two']!);
    damage();
    const after = await check(page);
    expect(after).toMatchObject({ phase: 'ready', next: undefined });
    expect(after.fault).toMatch(fault);
    await page.reload();
    await page.locator('#data', { hasText: 'data one' }).waitFor();
    expect(await text(page, 'version')).toBe('one');
    site.publish(sites['two']!);
    expect(await check(page)).toMatchObject({ phase: 'updateReady', fault: '' });
    await update(page);
    await page.locator('#data', { hasText: 'data two' }).waitFor();
  });

  it('is taken back when its script throws, not tried again, and followed by a newer one', async () => {
    const page = await openSite('broken');
    await page.goto(`${site.url}#mode=display`);
    await page.reload();
    await page.locator('#phase', { hasText: 'ready' }).waitFor();
    site.publish(sites['broken']!);
    expect(await check(page)).toMatchObject({ phase: 'updateReady' });
    await page.evaluate(() => document.body.setAttribute('data-left', ''));
    await update(page);
    // Nobody touches the page: the dead version gives way by itself, to the same address.
    await page.locator('body:not([data-left]) #version', { hasText: 'one' }).waitFor({ timeout: 40_000 });
    await page.locator('#phase', { hasText: 'ready' }).waitFor();
    expect(page.url()).toBe(`${site.url}#mode=display`);
    const again = await check(page);
    expect(again.phase).toBe('ready');
    expect(again.bad.map((b) => b.reason)).toEqual(['did not start within 2 s']);
    expect(again.fault).toMatch(/waiting for a newer one/);
    site.publish(sites['four']!);
    expect(await check(page)).toMatchObject({ phase: 'updateReady', fault: '' });
    await update(page);
    await page.locator('#data', { hasText: 'data four' }).waitFor();
  });

  it('is taken back when the page says that it cannot go on', async () => {
    const page = await openSite('failed');
    site.publish(sites['two']!);
    await check(page);
    await update(page);
    await page.locator('#version', { hasText: 'two' }).waitFor();
    await page.locator('#phase', { hasText: 'ready' }).waitFor();
    await page.evaluate(() => void window.offline.failed('no picture'));
    await page.locator('#version', { hasText: 'one' }).waitFor();
    expect((await check(page)).bad.map((b) => b.reason)).toEqual(['no picture']);
  });

  it('leaves nothing of the old one behind once it is proved', async () => {
    const page = await openSite('proved');
    site.publish(sites['two']!);
    await check(page);
    await update(page);
    await page.locator('#version', { hasText: 'two' }).waitFor();
    await page.locator('#phase', { hasText: 'ready' }).waitFor();
    const versions = () =>
      page.evaluate(async () => (await caches.keys()).filter((name) => / v /.test(name)).length);
    expect(await versions()).toBe(2);
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel();
      const answered = new Promise((done) => {
        port1.onmessage = done;
      });
      navigator.serviceWorker.controller?.postMessage({ type: 'proved' }, [port2]);
      return answered;
    });
    expect(await versions()).toBe(1);
  });
});

describe('the app itself', () => {
  it.each([
    ['browse', '', /规划项目/],
    ['display', '#mode=display', /大厅展示/],
  ])('starts in %s mode with the server gone', async (_, hash, name) => {
    // A server of its own: this one is taken away.
    const serving = await serveFolder('dist');
    const page = await openPage({
      url: `${serving.url}${hash}`,
      viewport: { width: 960, height: 540 },
      serviceWorker: true,
      flags: ['--disable-3d-apis'],
      expected: [...network, /WebGL/i],
    });
    const stored = async () =>
      page.evaluate(async () => {
        const { files } = await (await fetch('precache.json')).json();
        const name = (await caches.keys()).find((one) => / v /.test(one));
        const kept = name ? await (await caches.open(name)).keys() : [];
        return kept.length - files.length;
      });
    // One entry more than files: the mark that all of them are there.
    await expect.poll(stored, { timeout: 60_000 }).toBe(1);
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 40_000 })
      .toBe('activated');
    await serving.close();
    await page.reload();
    await page.getByRole('region', { name }).or(page.getByRole('navigation', { name })).first().waitFor();
    const title = JSON.parse(readFileSync('dist/data/town.json', 'utf8')).title.zh;
    // The display adds how far its tour is.
    await expect.poll(() => page.title().then((found) => found.split(' ')[0])).toBe(title);
  });
});

describe('the build', () => {
  it('lists every file of the folder but its own two', () => {
    const listed = JSON.parse(readFileSync(join(sites['one']!, 'precache.json'), 'utf8')).files.map(
      (file: { path: string }) => file.path,
    );
    const there = readdirSync(sites['one']!, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(sites['one']!.length + 1));
    expect([...listed, 'precache.json', 'sw.js'].sort()).toEqual(there.sort());
  });
});
