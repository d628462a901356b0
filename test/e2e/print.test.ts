import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { card, ready } from './map-page.ts';

declare global {
  var asked: number | undefined;
}

/** A dialogue that is open for as long as the test looks at the paper. */
const dialogue = (page: Page) =>
  page.evaluate(() => {
    window.print = () => {
      globalThis.asked = (globalThis.asked ?? 0) + 1;
    };
  });
const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

it('prints a card with its map, key, words and evidence on one page, upright or lying, light from a dark screen', async () => {
  const page = await openPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    colorScheme: 'dark',
    hash: 'item=2.2-7',
  });
  await ready(page);
  await page.getByRole('heading', { name: 'Sewage treatment plant', level: 2 }).waitFor();
  await dialogue(page);
  await page.keyboard.press('Control+p');
  await page.waitForFunction(() => globalThis.asked === 1, null, { timeout: 60_000 });
  const paper = page.locator('print-page');
  const drawn = await paper.locator('img').evaluate((image: HTMLImageElement) => {
    const canvas = new OffscreenCanvas(8, 8);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0, 8, 8);
    const { data } = context.getImageData(0, 0, 8, 8);
    return {
      // Of a window 1440 wide, what neither the list nor the card covers.
      share: image.naturalWidth / image.naturalHeight,
      light: data.reduce((sum, value, at) => sum + (at % 4 === 3 ? 0 : value), 0) / 192,
    };
  });
  expect(drawn.light).toBeGreaterThan(180);
  expect(drawn.share).toBeLessThan(0.9);
  const words = await paper.evaluate((host) => host.shadowRoot?.textContent ?? '');
  for (const said of ['Signs', 'Sketch map, not reviewed', 'In the plan', '(our translation)', 'Not started'])
    expect(words).toContain(said);
  // Nor is the address that of a light page.
  expect(words).toContain('item=2.2-7');
  expect(words).not.toContain('theme=');
  expect(page.url()).not.toContain('theme=');
  const margin = '10mm';
  for (const landscape of [false, true]) {
    // The dialogue that follows a page's way is one of its own.
    if (landscape) {
      await paper.waitFor({ state: 'detached' });
      await page.keyboard.press('Control+p');
      await page.waitForFunction(() => globalThis.asked === 2, null, { timeout: 60_000 });
    }
    const pdf = await page.pdf({
      format: 'A4',
      landscape,
      margin: { top: margin, right: margin, bottom: margin, left: margin },
    });
    expect(pages(pdf)).toBe(1);
  }
  // Once the dialogue is closed the screen is as it was.
  await paper.waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.querySelector('plan-app')?.getAttribute('theme')), {
      timeout: 20_000,
    })
    .toBe('dark');
});

it('prints the figures where they are what is open, and the atlas whole', async () => {
  const page = await openPage({ hash: 'page=figures' });
  const title = page.getByRole('heading', { name: '数据统计' });
  await title.waitFor();
  await dialogue(page);
  await page.keyboard.press('Control+p');
  await page.emulateMedia({ media: 'print' });
  expect(await title.isVisible()).toBe(true);
  expect(await page.getByRole('cell', { name: '合计' }).first().isVisible()).toBe(true);
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  expect(await page.getByText('请用菜单中的').count()).toBe(0);
  // The key is the browser's own there.
  expect(await page.evaluate(() => globalThis.asked)).toBeUndefined();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pages(pdf)).toBe(2);

  await page.emulateMedia({ media: null });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '菜单' }).first().click();
  await page
    .getByRole('menuitem', { name: /图册/ })
    .or(page.getByRole('button', { name: /图册/ }))
    .first()
    .click();
  const atlas = page.getByRole('dialog', { name: '图册' });
  await atlas.getByLabel('纸张', { exact: true }).selectOption('A3');
  await atlas.getByText('地图按当前打开的图层绘制').waitFor({ timeout: 60_000 });
  // Contents run down both halves of the page and end above its foot; the page of a village has its border.
  const contents = await atlas.getByRole('article', { name: '第 1 页', exact: true }).evaluate((one) => {
    const lines = [...one.querySelectorAll('.contents li')].map((line) => line.getBoundingClientRect());
    return {
      lines: lines.length,
      rows: new Set(lines.map(({ top }) => Math.round(top))).size,
      clear:
        one.querySelector('footer')!.getBoundingClientRect().top - Math.max(...lines.map((l) => l.bottom)),
    };
  });
  expect(contents.rows).toBe(Math.ceil(contents.lines / 2));
  expect(contents.clear).toBeGreaterThan(0);
  expect(await atlas.getByRole('article').nth(1).locator('path[stroke-dasharray="9 3 2 3"]').count()).toBe(1);
  const bound = await page.pdf({ preferCSSPageSize: true });
  expect(pages(bound)).toBe(await atlas.getByRole('article').count());
});

it('prints the SVG map where there is no WebGL', async () => {
  const page = await openPage({
    flags: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'],
    hash: 'item=2.2-7',
    colorScheme: 'dark',
  });
  await page.getByRole('list', { name: '提示' }).getByText('矢量图').waitFor();
  await card(page).getByText('污水处理厂').first().waitFor();
  await dialogue(page);
  await card(page).getByRole('button', { name: '打印' }).click();
  await page.waitForFunction(() => globalThis.asked === 1, null, { timeout: 60_000 });
  const drawn = await page.locator('print-page img').evaluate((image: HTMLImageElement) => {
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const colours = new Set<number>();
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      colours.add((red << 16) | (green << 8) | blue);
      sum += red + green + blue;
    }
    return { width, height, colours: colours.size, light: (sum * 4) / data.length / 3 };
  });
  expect(drawn.width).toBeGreaterThan(500);
  expect(drawn.height).toBeGreaterThan(500);
  expect(drawn.light).toBeGreaterThan(180);
  expect(drawn.colours).toBeGreaterThan(200);
});
