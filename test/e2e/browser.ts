import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { replaceFiles } from './replace.ts';

export interface PageOptions {
  /** CSS pixels; 1280 × 800 by default. */
  viewport?: { width: number; height: number };
  /** Half a pixel for each CSS pixel by default: laid out as on a screen, and a quarter of the work for software that draws. */
  deviceScaleFactor?: number;
  touch?: boolean;
  /** The browser's language; Chinese by default. */
  locale?: string;
  /** What follows `#` in the address. */
  hash?: string;
  /** Another address than the built app's. */
  url?: string;
  colorScheme?: 'light' | 'dark';
  /** Without motion by default: software draws every frame of a flight at half a second's work. */
  reducedMotion?: 'reduce' | 'no-preference';
  /** Let the page install its service worker; without it every page comes from the server. */
  serviceWorker?: boolean;
  /** Faults this test causes on purpose. Anything else of the kind fails it. */
  expected?: RegExp[];
  /** Runs in the page before any of its scripts. */
  before?: () => void;
  /** Files of scripts to put into the page before its own, past the Content-Security-Policy. */
  scripts?: string[];
  /** Files of the app, by the end of their address, answered with another text or with an error's number. */
  replace?: Record<string, string | number>;
  /** Prepares the context, for example what the network answers. */
  prepare?: (context: BrowserContext) => Promise<unknown>;
  /** A page in the context of an earlier one, sharing its storage. */
  context?: BrowserContext;
  /** Run the page's scripts; true by default. */
  script?: boolean;
  /** Flags beside those every test has. */
  flags?: string[];
}

/** Chromium's words for a blocked service worker are Playwright's, not ours. */
const harmless = [/WebGL uniform block reflection failed/, /Service Worker registration blocked/];

const browsers = new Map<string, Promise<Browser>>();
const contexts = new Set<BrowserContext>();

interface Reusable {
  page: Page;
  context: BrowserContext;
  session: CDPSession;
}
/** Emptied pages of earlier tests, by the window they were opened with. */
const emptied = new Map<string, Reusable>();
/** Pages of this test that a later one may have, by their window. */
const reusable = new Map<string, Reusable>();
const faults: string[] = [];
let expectedFaults: RegExp[] = [];

function browserWith(flags: string[]): Promise<Browser> {
  const key = flags.join(' ');
  let browser = browsers.get(key);
  if (!browser) {
    browser = chromium.launch({ executablePath: findBrowser(), args: [...browserFlags, ...flags] });
    browsers.set(key, browser);
  }
  return browser;
}

function note(kind: string, text: string): void {
  const all = [...harmless, ...expectedFaults];
  if (!all.some((pattern) => pattern.test(text))) faults.push(`${kind}: ${text}`);
}

async function newContext(options: PageOptions, origin: string): Promise<BrowserContext> {
  const browser = await browserWith(options.flags ?? []);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.deviceScaleFactor ?? 0.5,
    hasTouch: options.touch ?? false,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'reduce',
    locale: options.locale ?? 'zh-CN',
    javaScriptEnabled: options.script ?? true,
    serviceWorkers: options.serviceWorker ? 'allow' : 'block',
  });
  contexts.add(context);
  // Another file's pages draw on the same two cores.
  context.setDefaultTimeout(60_000);
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) note('request left the origin', url);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP: ${event.violatedDirective} blocked ${event.blockedURI}`),
    );
  });
  return context;
}

/**
 * The window a page is opened with, when that and an address are all that is asked for: such a page can serve one test
 * after another.
 */
function windowOf(options: PageOptions): string | undefined {
  const { hash: _hash, expected: _expected, viewport, deviceScaleFactor, touch, locale, ...others } = options;
  const { colorScheme, reducedMotion, ...more } = others;
  if (Object.values(more).some((value) => value !== undefined)) return undefined;
  return JSON.stringify([viewport, deviceScaleFactor, touch, locale, colorScheme, reducedMotion]);
}

/** What a test can do to a page that loading it again does not undo. */
const lasting = [
  'addInitScript',
  'clock',
  'context',
  'emulateMedia',
  'exposeBinding',
  'exposeFunction',
  'on',
  'once',
  'route',
  'setViewportSize',
] as const;

/** Makes a page reusable until a test touches more of it than its document. */
function offer(window: string, one: Reusable): void {
  reusable.set(window, one);
  for (const name of lasting) {
    const value: unknown = one.page[name];
    Object.defineProperty(one.page, name, {
      get() {
        if (reusable.get(window) === one) reusable.delete(window);
        return value;
      },
    });
  }
}

/** Leaves the app and clears all that it stored; false where that cannot be done. */
async function empty({ page, session }: Reusable): Promise<boolean> {
  try {
    const other = new URL('data/town.json', inject('app'));
    await page.goto(other.href);
    await page.evaluate(() => sessionStorage.clear());
    await session.send('Storage.clearDataForOrigin', { origin: other.origin, storageTypes: 'all' });
    await page.goto('about:blank');
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a page of the built app with nothing stored and watches it: an uncaught error, an error on the console, a
 * violation of the Content-Security-Policy, a crash or a request to another origin fails the test. Where an earlier
 * test had a page in the same window, it is that one, emptied: half the work of opening a page is its browser's.
 */
export async function openPage(options: PageOptions = {}): Promise<Page> {
  const address = new URL(options.url ?? inject('app'));
  if (options.hash) address.hash = options.hash;
  expectedFaults = [...expectedFaults, ...(options.expected ?? [])];
  const window = windowOf(options);
  const earlier = window === undefined ? undefined : emptied.get(window);
  if (window !== undefined && earlier) {
    emptied.delete(window);
    contexts.add(earlier.context);
    reusable.set(window, earlier);
    await earlier.page.goto(address.href);
    return earlier.page;
  }
  const context = options.context ?? (await newContext(options, address.origin));
  await options.prepare?.(context);
  if (options.before) await context.addInitScript(options.before);
  if (options.replace) await replaceFiles(context, options.replace);
  for (const path of options.scripts ?? []) await context.addInitScript({ path });
  const page = await context.newPage();
  page.on('pageerror', (error) => note('uncaught', error.stack ?? error.message));
  page.on('crash', () => note('crash', page.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') note('console', `${message.text()} (${message.location().url})`);
  });
  if (window !== undefined && !reusable.has(window))
    offer(window, { page, context, session: await context.newCDPSession(page) });
  await page.goto(address.href);
  return page;
}

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail')
    for (const [window, one] of reusable) {
      if (!(await empty(one))) continue;
      emptied.set(window, one);
      contexts.delete(one.context);
    }
  reusable.clear();
  await Promise.all([...contexts].map((context) => context.close()));
  contexts.clear();
  const found = faults.splice(0);
  expectedFaults = [];
  expect(found).toEqual([]);
});

afterAll(async () => {
  emptied.clear();
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
});
