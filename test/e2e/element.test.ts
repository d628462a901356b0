import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';
import { madeUpCode, writeMadeUpTown } from '../bench/_towns.ts';
import { openPage } from './browser.ts';

const site = resolve('.cache/e2e-element');
let serving: Serving;
/** The same site on another origin, in a subfolder, as a CDN or a town's map host has it. */
let away: Serving;
/** Made-up towns come without fonts of their own. */
const noFonts = [/404.*(basemap\/fonts|favicon)/];

/** A page of somebody else's: styles that would spoil a map if they reached it, a policy of its own. */
const pageOf = (maps: string) => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Host page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src blob:; img-src 'self' data: blob:">
<style>
  * { box-sizing: content-box; } button, input, li, h1 { color: rgb(255, 0, 0) !important; font-size: 40px !important; display: none !important; }
  body { margin: 20px; font: 16px serif; } plan-map { width: 900px; height: 500px; margin-bottom: 16px; } .narrow { width: 380px; height: 560px; }
</style>
<script type="module" src="./plan-map.js"></script></head>
<body><h2 id="own">Before</h2>${maps}<p id="after">After</p></body></html>`;

beforeAll(async () => {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  cpSync('dist/plan-map.js', `${site}/plan-map.js`);
  for (const folder of ['assets', 'data', 'seeds'])
    cpSync(`dist/${folder}`, `${site}/${folder}`, { recursive: true });
  writeMadeUpTown(site, 1);
  const other = `towns/${madeUpCode(1)}/data/`;
  writeFileSync(
    `${site}/two.html`,
    pageOf(
      `<plan-map id="a" package="data/"></plan-map><plan-map id="b" class="narrow" package="${other}" lang="en" item="1.1-2"></plan-map>`,
    ),
  );
  writeFileSync(`${site}/none.html`, pageOf(''));
  cpSync('dist/element.html', `${site}/element.html`);
  serving = await serveFolder(site);
  away = await serveFolder(site, { base: '/maps/plan/', headers: { 'Access-Control-Allow-Origin': '*' } });
  const host = new URL(away.url).origin;
  writeFileSync(
    `${site}/far.html`,
    pageOf(`<plan-map id="a" package="${away.url}data/" item="1.1-1"></plan-map>`)
      .replace('./plan-map.js', `${away.url}plan-map.js`)
      .replace(
        /content="default-src[^"]*"/,
        `content="default-src 'none'; script-src ${host}; connect-src ${host}; font-src ${host}; worker-src blob:; img-src data: blob:; style-src 'unsafe-inline'"`,
      ),
  );
});
afterAll(async () => {
  await Promise.all([serving.close(), away.close()]);
  rmSync(site, { recursive: true, force: true });
});

/** The list's buttons; a card takes the list's place where the element is low. */
const items = (page: Page, id: string, name: string) => {
  const includeHidden = true;
  return page
    .locator(`#${id}`)
    .getByRole('navigation', { name, includeHidden })
    .getByRole('button', { includeHidden });
};
/** Until the card of the first element is open. */
const cardOpens = (page: Page) =>
  page.locator('#a').getByRole('complementary', { name: '详情' }).getByRole('heading').first().waitFor();
/** Until the first element's map stands still; gives the number of its problems. */
const mapStands = async (page: Page): Promise<number> => {
  const seen = () =>
    page.evaluate(() => {
      const { store } = document.querySelector('#a') as unknown as {
        store: { state: { mapReady: { value: boolean }; problems: { value: unknown[] } } };
      };
      return { ready: store.state.mapReady.value, problems: store.state.problems.value.length };
    });
  await expect.poll(async () => (await seen()).ready, { timeout: 40_000 }).toBe(true);
  return (await seen()).problems;
};

describe('<plan-map>', () => {
  it('is made of the app’s own parts: two on a page fetch each once, and no mode that is not shown', async () => {
    const scripts: string[] = [];
    const page = await openPage({ expected: noFonts, url: `${serving.url}none.html` });
    page.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? ''))
        scripts.push(new URL(response.url()).pathname);
    });
    await page.goto(`${serving.url}two.html`);
    await items(page, 'a', '规划项目').first().waitFor();
    await page.locator('#a canvas').waitFor();
    expect(scripts).toContain('/plan-map.js');
    expect(new Set(scripts).size).toBe(scripts.length);
    const app = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Record<
      string,
      { file: string }
    >;
    for (const mode of ['check', 'display', 'maintain', 'towns'])
      expect(scripts).not.toContain(`/${app[`src/modes/${mode}/index.ts`]?.file}`);
  });

  it('shows two towns in two languages on one page, each for itself', async () => {
    const page = await openPage({ expected: noFonts, url: `${serving.url}two.html` });
    await items(page, 'a', '规划项目').nth(5).waitFor();
    // The narrow one opens with the card of its item.
    await page.locator('#b').getByRole('heading', { name: 'Works 2' }).waitFor();
    await expect.poll(() => page.locator('#b').locator('canvas').count()).toBe(1);
    const before = await page.locator('#b').getByRole('heading').allInnerTexts();
    await page.locator('#a').getByRole('button', { name: '切换到中文' }).count();
    await page.locator('#a').getByRole('button', { name: 'Switch to English' }).click();
    await items(page, 'a', 'Plan items').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#b').getByRole('heading').allInnerTexts()).toEqual(before);
  });

  it('leaves address, title, language and styles of the page alone, and is not reached by them', async () => {
    const page = await openPage({ expected: noFonts, url: `${serving.url}two.html` });
    const look = () =>
      page.evaluate(() => {
        const style = getComputedStyle(document.querySelector('#after') as Element);
        return {
          title: document.title,
          lang: document.documentElement.lang,
          href: location.href,
          sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
          steps: history.length,
          font: `${style.fontFamily} ${style.fontSize} ${style.color}`,
          body: getComputedStyle(document.body).margin,
        };
      });
    const before = await look();
    await items(page, 'a', '规划项目').nth(3).waitFor();
    await page.locator('#a').getByRole('listitem').nth(3).getByRole('button').first().click();
    await cardOpens(page);
    await page.waitForTimeout(400);
    expect(await look()).toEqual(before);
    const button = items(page, 'a', '规划项目').nth(3);
    const style = await button.evaluate((one) => {
      const { color, fontSize, display } = getComputedStyle(one);
      return { color, fontSize, display };
    });
    expect(style.color).not.toBe('rgb(255, 0, 0)');
    expect(style.fontSize).not.toBe('40px');
    expect(style.display).not.toBe('none');
  });

  it('takes the room it is given, not that of the window', async () => {
    const page = await openPage({
      expected: [...noFonts, /404.*\/(land-classes|layer-roles|changes|synonyms)\.json/],
      url: `${serving.url}two.html`,
      viewport: { width: 1400, height: 1300 },
    });
    await page.locator('#b').getByRole('heading', { name: 'Works 2' }).waitFor();
    const box = await page.locator('#b').boundingBox();
    const main = await page.locator('#b').getByRole('main').boundingBox();
    // A narrow element has the sheet of a telephone, inside its own box.
    expect(main?.width).toBeLessThanOrEqual(box?.width ?? 0);
    expect(main?.y ?? 0).toBeGreaterThan((box?.y ?? 0) + 100);
    expect((main?.y ?? 0) + (main?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) + 1);
    // So have the other modes: their panel lies over the map from side to side, and leaves it the lower half.
    for (const mode of ['check', 'maintain']) {
      await page.locator('#b').evaluate((one, name) => one.setAttribute('mode', name), mode);
      const side = page.locator(`#b ${mode}-mode .side`);
      await side.getByRole('heading').first().waitFor();
      const { width = 0, height = 0 } = (await side.boundingBox()) ?? {};
      expect(width).toBe(box?.width);
      expect(height).toBeLessThanOrEqual(0.6 * (box?.height ?? 0));
    }
    // The display's letters are a share of the element's shorter side, its card below the map where it stands upright.
    await page.locator('#b').evaluate((one) => one.setAttribute('mode', 'display'));
    const card = page.locator('#b tour-card article');
    await card.waitFor();
    const shown = await card.boundingBox();
    expect(shown?.width).toBe(box?.width);
    expect(shown?.height).toBeLessThanOrEqual(0.55 * (box?.height ?? 0));
  });

  it('follows its attributes, and starts again when it is moved', async () => {
    const page = await openPage({ expected: noFonts, url: `${serving.url}two.html` });
    await items(page, 'a', '规划项目').first().waitFor();
    await page.locator('#a').evaluate((one) => one.setAttribute('lang', 'en'));
    await items(page, 'a', 'Plan items').first().waitFor();
    await page
      .locator('#a')
      .evaluate((one, other) => one.setAttribute('package', other), `towns/${madeUpCode(1)}/data/`);
    await page.locator('#a').getByRole('heading', { name: 'Plan Map of Fiction Town 1' }).waitFor();
    await page.locator('#a').evaluate((one) => document.body.append(one));
    await expect.poll(() => page.locator('#a canvas').count()).toBe(1);
    await page.locator('#a').evaluate((one) => one.remove());
    await expect.poll(() => page.locator('canvas').count()).toBe(1);
  });

  it('works from another origin, in a page with a strict policy that names that origin', async () => {
    const page = await openPage({
      url: `${serving.url}far.html`,
      expected: [new RegExp(`^${away.url}`), ...noFonts],
    });
    await items(page, 'a', '规划项目').nth(20).waitFor({ state: 'attached' });
    await cardOpens(page);
    // Terrain and layers come through the worker: the map stands still once they are drawn.
    expect(await mapStands(page)).toBe(0);
    expect(
      await page.locator('#a').evaluate((one) => [location.hash, document.title, one.isConnected]),
    ).toEqual(['', 'Host page', true]);
  });

  it('takes a mode, a language and an item, and says nothing of wrong ones but shows the plan', async () => {
    const page = await openPage({ expected: noFonts, url: `${serving.url}none.html` });
    const put = (attributes: Record<string, string>) =>
      page.evaluate((given) => {
        document.querySelector('plan-map')?.remove();
        const one = document.createElement('plan-map');
        one.id = 'a';
        for (const [name, value] of Object.entries(given)) one.setAttribute(name, value);
        document.body.append(one);
      }, attributes);
    await put({ package: 'data/', mode: 'check', lang: 'en' });
    await page
      .locator('#a')
      .getByRole('region', { name: 'Land check' })
      .or(page.locator('#a check-mode'))
      .first()
      .waitFor();
    await put({ package: 'data', mode: 'no-mode', lang: 'xx', item: '9.9-9' });
    await items(page, 'a', '规划项目').nth(20).waitFor({ state: 'attached' });
    await page.locator('#a').evaluate((one) => one.setAttribute('item', '1.1-1'));
    await cardOpens(page);
    await mapStands(page);
    // What is opened inside is reported outside, and what is asked for outside opens.
    const heard = await page.locator('#a').evaluateHandle((one) => {
      const list: string[] = [];
      for (const type of ['item-open', 'feature-pick', 'view-change'])
        one.addEventListener(type, (event) =>
          list.push(`${type} ${(event as CustomEvent).detail.item ?? (event as CustomEvent).detail.zoom}`),
        );
      (one as HTMLElement & { openItem(id: string): void }).openItem('1.1-3');
      return list;
    });
    await expect.poll(() => heard.evaluate((list) => list[0])).toBe('item-open 1.1-3');
    await page.locator('#a [data-feature]').first().click();
    const all = () => heard.evaluate((list) => list.join('\n'));
    await expect.poll(all).toMatch(/^feature-pick 1\.1-3$/m);
    await page.locator('#a').getByRole('button', { name: '放大' }).click();
    await expect.poll(all).toMatch(/^view-change \d/m);
    await page.locator('#a').evaluate((one) => one.setAttribute('mode', 'display'));
    await page.locator('#a display-mode').waitFor();
  });

  it('takes keys and pasted text inside it only, and prints its sheet without the page around it', async () => {
    const page = await openPage({ expected: noFonts, url: `${serving.url}none.html` });
    await page.evaluate(() => {
      const map = document.createElement('plan-map');
      for (const [name, value] of Object.entries({ id: 'a', package: 'data/', mode: 'check' }))
        map.setAttribute(name, value);
      document.body.append(map);
    });
    const map = page.locator('#a');
    const own = page.locator('#own');
    await map.getByText('已保存').waitFor();
    const inside = map.getByRole('button', { name: '绘制多边形' });
    const paste = (where: typeof own) =>
      where.evaluate((one) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', '113.117,28.526\n113.119,28.526\n113.119,28.528\n113.117,28.528');
        one.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
      });
    /** Whether the map kept the key from the page. */
    const undone = (where: typeof own) =>
      where.evaluate((one) => {
        const init = { key: 'z', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
        return !one.dispatchEvent(new KeyboardEvent('keydown', init));
      });
    expect([await undone(own), await undone(inside)]).toEqual([false, true]);
    const confirm = map.getByRole('button', { name: '确认导入' });
    await paste(own);
    await paste(inside);
    await confirm.waitFor();
    // Each text pasted would have a preview of its own: there is none of what the page was given.
    expect(await confirm.count()).toBe(1);
    // Not before the text has been read and its system found.
    await expect.poll(() => confirm.isEnabled()).toBe(true);
    await confirm.evaluate((one: HTMLElement) => one.click());
    const card = map.getByRole('complementary', { name: '核查结果' });
    await card.getByRole('tab', { name: '输出' }).evaluate((one: HTMLElement) => one.click());
    await card.getByRole('button', { name: '打印图件' }).evaluate((one: HTMLElement) => one.click());
    await page.getByRole('dialog', { name: '图件' }).waitFor();
    expect(await page.title()).toBe('Host page');
    await page.emulateMedia({ media: 'print' });
    expect([await own.isVisible(), await page.locator('#after').isVisible()]).toEqual([false, false]);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.title()).toContain('核查图');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.title()).toBe('Host page');
  });

  it('gives everything back when it is removed: drawing context, workers, its whole state', async () => {
    const page = await openPage({ expected: noFonts, url: `${serving.url}none.html` });
    const session = await page.context().newCDPSession(page);
    const heapMb = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
      return usedSize / 2 ** 20;
    };
    const round = async () => {
      await page.evaluate(() => {
        const one = document.createElement('plan-map');
        one.id = 'a';
        one.setAttribute('package', 'data/');
        document.body.append(one);
      });
      await items(page, 'a', '规划项目').nth(20).waitFor({ state: 'attached' });
      await mapStands(page);
      await page.evaluate(() => {
        const one = document.querySelector('#a') as unknown as HTMLElement & { store: object };
        const page = globalThis as { refs?: WeakRef<object>[] };
        page.refs = [...(page.refs ?? []), new WeakRef(one.store), new WeakRef(one)];
        one.remove();
      });
    };
    await round();
    const after = await heapMb();
    for (let k = 0; k < 3; k++) await round();
    await expect.poll(() => page.workers().length, { timeout: 40_000 }).toBe(0);
    // The browser itself may hold on to the last one for a while, as the target of its last event.
    await expect
      .poll(
        async () => {
          await session.send('HeapProfiler.collectGarbage');
          return page.evaluate(() =>
            (globalThis as unknown as { refs: WeakRef<object>[] }).refs
              .slice(0, -2)
              .map((ref) => ref.deref() === undefined),
          );
        },
        { timeout: 40_000 },
      )
      .toEqual(Array(6).fill(true));
    // Three more maps have come and gone.
    expect(await heapMb()).toBeLessThan(after + 8);
  });

  it('is shown in use by the example page, under its own strict policy', async () => {
    const page = await openPage({
      url: `${serving.url}element.html`,
      viewport: { width: 1200, height: 1400 },
    });
    await expect.poll(() => page.locator('plan-map canvas').count(), { timeout: 40_000 }).toBe(3);
    await page.locator('plan-map').nth(2).getByRole('heading').first().waitFor();
    expect(await page.title()).toContain('在网页里放规划一张图');
  });
});
