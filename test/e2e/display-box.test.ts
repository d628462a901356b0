import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';

/** A display box: a browser of its own with its own profile, as the unit of the deployment guide starts it. */
let profile: string;
let serving: Serving;
let box: ChildProcess | undefined;

beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), 'display-box-'));
  serving = await serveFolder('dist');
});
afterEach(async () => {
  cut();
  await serving.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

/** Pulls the plug: nothing of the browser gets to finish anything. */
function cut(): void {
  if (box?.pid) process.kill(-box.pid, 'SIGKILL');
  box = undefined;
}

async function switchOn(): Promise<Page> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  box = spawn(
    findBrowser(),
    [
      ...browserFlags,
      '--headless=new',
      '--disable-3d-apis',
      '--kiosk',
      `--user-data-dir=${profile}`,
      '--noerrdialogs',
      '--disable-session-crashed-bubble',
      '--password-store=basic',
      '--remote-debugging-port=0',
      `${serving.url}#mode=display`,
    ],
    { detached: true, stdio: 'ignore' },
  );
  await expect
    .poll(() => (existsSync(portFile) ? statSync(portFile).size : 0), { timeout: 40_000 })
    .toBeGreaterThan(0);
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  await expect.poll(() => pages().some((page) => page.url().startsWith(serving.url))).toBe(true);
  const page = pages().find((one) => one.url().startsWith(serving.url)) as Page;
  await page.getByRole('article').first().waitFor({ timeout: 40_000 });
  return page;
}

const log = (page: Page) => page.evaluate(() => localStorage.getItem('plan-map.faults') ?? '');

it('plays on after a power cut, with the server gone, its log kept and its databases in ruins', async () => {
  const first = await switchOn();
  await first.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('before the power cut');
      }),
  );
  await expect.poll(() => log(first), { timeout: 40_000 }).toContain('before the power cut');
  await expect
    .poll(() => first.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 90_000 })
    .toBe('activated');
  // A database as the land check would leave one.
  await first.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open('plan-map-test', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('s').put('x'.repeat(10_000), 'k');
        request.onsuccess = done;
      }),
  );
  // The browser writes its storage out every few seconds.
  await first.waitForTimeout(8000);
  cut();
  await serving.close();
  const databases = join(profile, 'Default/IndexedDB');
  const ruined = readdirSync(databases, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  expect(ruined.length).toBeGreaterThan(0);
  for (const file of ruined) writeFileSync(join(file.parentPath, file.name), 'not a database');

  const second = await switchOn();
  expect(await second.title()).toMatch(/\d+\/\d+$/);
  const count = () => second.getByRole('article').first().getAttribute('data-stop');
  const before = await count();
  await second.keyboard.press('ArrowRight');
  await expect.poll(count).not.toBe(before);
  expect(await log(second)).toContain('before the power cut');
}, 240_000);

it('goes on after the machine slept, without loading itself again', async () => {
  const page = await switchOn();
  const stop = () => page.getByRole('article').first().getAttribute('data-stop');
  const born = () => page.evaluate(() => performance.timeOrigin);
  const before = { stop: await stop(), born: await born() };
  // As the page sees it: for twenty seconds nothing of the browser runs, and then all of it.
  const everything = -(box?.pid ?? Number.NaN);
  process.kill(everything, 'SIGSTOP');
  await new Promise((done) => setTimeout(done, 20_000));
  process.kill(everything, 'SIGCONT');
  await expect.poll(stop, { timeout: 40_000 }).not.toBe(before.stop);
  await page.waitForTimeout(6000);
  expect(await born()).toBe(before.born);
  await expect.poll(() => log(page)).toMatch(/"asleep","text":"for (19|2\d) s"/);
}, 120_000);
