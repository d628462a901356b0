import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, type PageOptions } from './browser.ts';
import { card, ready } from './map-page.ts';

/** The innermost element that has the focus: what it is, what it says. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return `${active?.tagName ?? ''} ${active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? ''}`;
  });
/** Until what was pressed has done its work, the focus may be anywhere; then it has to be somewhere. */
const held = (page: Page, what: RegExp) =>
  expect.poll(() => focused(page), { timeout: 40_000 }).toMatch(what);

async function open(options: PageOptions = {}): Promise<Page> {
  const page = await openPage({ ...options });
  await page.getByRole('navigation').getByRole('button').nth(3).waitFor({ state: 'attached' });
  return page;
}
/** Presses a button as the keyboard does. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

describe('with the keyboard alone the focus is never lost', () => {
  it('when a layer is moved: its row and its buttons stay at hand', async () => {
    const page = await open();
    await page.getByRole('tab', { name: '规划项目' }).focus();
    await page.keyboard.press('ArrowRight');
    await held(page, /规划原文/);
    await page.keyboard.press('ArrowRight');
    await held(page, /图层/);
    const panel = page.getByRole('region', { name: '图层' });
    await press(page, '征地拆迁：更多');
    const place = panel.getByText(/^自上而下第 \d+ 层/);
    const before = Number(/\d+/.exec(await place.innerText())?.[0]);
    await press(page, '下移');
    await expect.poll(() => place.innerText()).toContain(`第 ${before + 1} 层`);
    await held(page, /下移/);
    expect(await page.getByRole('button', { name: '征地拆迁：更多' }).getAttribute('aria-expanded')).toBe(
      'true',
    );
    await press(page, '上移');
    await expect.poll(() => place.innerText()).toContain(`第 ${before} 层`);
    await held(page, /上移/);
  });

  it('when filters are cleared, in the panel and in the empty list', async () => {
    const page = await open({ hash: 'chapter=3' });
    await press(page, /^筛选/);
    await press(page, '清除筛选');
    await held(page, /BUTTON \S/);
    await page.goto(`${page.url().split('#')[0]}#village=430681107002&chapter=5&status=done`);
    await page.getByText('没有符合筛选条件的项目').waitFor();
    await press(page, '清除筛选');
    await held(page, /BUTTON/);
  });

  it('when a notice is put away, and when the last one is', async () => {
    const page = await open({
      replace: { 'layers/ponds.geojson': 404, 'layers/canals.geojson': 404 },
      expected: [/404/],
    });
    const notices = page.getByRole('list', { name: '提示' }).getByRole('button');
    await expect.poll(() => notices.count()).toBe(2);
    await ready(page);
    await notices.first().focus();
    await page.keyboard.press('Enter');
    await held(page, /BUTTON 关闭/);
    await page.keyboard.press('Enter');
    await held(page, /CANVAS/);
  });

  it('when the mode is changed from the menu, and when the menu closes', async () => {
    const page = await open();
    await press(page, '菜单');
    await press(page, '征地核查');
    await held(page, /CHECK-MODE/);
    await page.keyboard.press('Tab');
    await held(page, /BUTTON|INPUT|A /);
    await press(page, '菜单');
    await press(page, '规划浏览');
    await held(page, /BROWSE-MODE/);
    await press(page, 'EN: switch to English');
    await held(page, /BUTTON 中文/);
  });

  it('when the list of what lies under a click is put away, and the card stays', async () => {
    const page = await open({ hash: 'item=2.1-2' });
    await ready(page);
    await page.evaluate(() =>
      globalThis.planMap.store.commands.offerCandidates(['scenic.yuchi', 'hazard.area'], 600, 300),
    );
    await held(page, /BUTTON .*玉池/);
    await page.keyboard.press('Escape');
    await held(page, /CANVAS/);
    expect(await card(page).isVisible()).toBe(true);
  });

  it('when a card is closed that opened beside a map drawn without WebGL', async () => {
    const page = await open({
      hash: 'item=2.1-2',
      flags: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'],
    });
    await page.getByText('地图改用矢量图绘制').waitFor();
    await card(page).getByRole('button', { name: '关闭' }).focus();
    await page.keyboard.press('Enter');
    await held(page, /BROWSE-MODE|BUTTON|地图/);
  });

  it('prints with the browser’s own keys', async () => {
    const page = await open({
      before: () => {
        window.print = () => {
          (window as unknown as { printed: boolean }).printed = true;
        };
      },
    });
    await ready(page);
    await page.keyboard.press('Control+p');
    await expect.poll(() => page.evaluate(() => 'printed' in window), { timeout: 90_000 }).toBe(true);
  });
});
