import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { ready } from './map-page.ts';

const card = (page: Page) => page.getByRole('complementary', { name: '详情' });
const row = (page: Page, title: string) =>
  page.getByRole('navigation', { name: '规划项目' }).getByRole('button', { name: title }).first();
const zoom = (page: Page) => page.evaluate(() => globalThis.planMap.view.map.getZoom());

describe('a resident at a desk', () => {
  it('is shown the place of the first item, clear of its card, and goes back as they came', async () => {
    const page = await openPage({ reducedMotion: 'reduce' });
    await ready(page);
    const whole = await zoom(page);
    await row(page, '污水处理厂').click();
    await expect.poll(() => zoom(page), { timeout: 10_000 }).toBeGreaterThan(whole + 0.1);
    const box = (await card(page).boundingBox())!;
    const at = await page.evaluate(() => {
      const { view, store } = globalThis.planMap;
      const { geometry } = store.select.features.value.get('works.sewage')!.feature;
      const [lon, lat] = (geometry as GeoJSON.Point).coordinates as [number, number];
      return view.project(lon, lat);
    });
    expect(at.x).toBeLessThan(box.x);
    expect(at.x).toBeGreaterThan(392);
    // How far off it may be is drawn round it.
    await expect
      .poll(() => page.evaluate(() => globalThis.planMap.view.map.getLayer('reach/edge') !== undefined), {
        timeout: 10_000,
      })
      .toBe(true);

    await card(page).locator('[data-feature]').first().click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('feature=works.sewage');
    await page.goBack();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('item=2.2-7');
    expect(await card(page).locator('[data-feature][aria-expanded=true]').count()).toBe(0);

    // What has no place of its own shows the town.
    await row(page, '农村电网改造升级').click();
    await expect.poll(() => zoom(page), { timeout: 10_000 }).toBeLessThan(whole + 0.8);

    // One stop of the Tab key for the whole list; the arrows go on.
    await page.keyboard.press('Escape');
    await row(page, '教育').focus();
    await page.keyboard.press('ArrowDown');
    const list = page.locator('plan-list nav button');
    expect(await list.locator('xpath=self::*[@tabindex="0"]').count()).toBe(1);
    expect(await list.locator('xpath=self::*[@tabindex="0"]').getAttribute('data-item')).toBe('4.2-2');
    await page.evaluate(() => globalThis.planMap.store.commands.setAsOf('2016'));
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByRole('button', { name: '未记录', exact: true }).click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('status=unrecorded');
    await page.getByText('显示 68 / 68 项').waitFor();
  });

  it('opens the page of their village by its link, and comes back to it from an item', async () => {
    const page = await openPage({ hash: 'village=430681107208' });
    const village = card(page).getByRole('heading', { name: '桃花村', level: 2 });
    await village.waitFor();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('feature=village.430681107208');
    // The list keeps what is for the whole town, apart.
    await row(page, '农村电网改造升级').waitFor();
    expect(await row(page, '小一型水库整险加固').count()).toBe(0);
    await card(page).getByRole('button', { name: '二维码' }).click();
    await card(page)
      .getByRole('img', { name: /#village=430681107208$/ })
      .waitFor();
    await card(page).getByRole('button', { name: '污水处理厂' }).click();
    await card(page).getByRole('heading', { name: '污水处理厂', level: 2 }).waitFor();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('item=2.2-7');
    await page.goBack();
    await village.waitFor();
    await card(page).getByRole('button', { name: '只看本村' }).click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).not.toContain('village=4');
    await card(page).getByRole('button', { name: '弼时村', exact: true }).click();
    await card(page).getByRole('heading', { name: '弼时村', level: 2 }).waitFor();

    // What is near it, with the error; then near a place pointed at.
    await card(page).getByRole('button', { name: '附近的项目' }).click();
    const near = page.getByRole('region', { name: '在附近' });
    await near.getByText(/从弼时村（±[\d.]+ km）起/).waitFor();
    await near.getByRole('button', { name: '在图上点一处' }).click();
    await near.getByText('请在地图上点一下').waitFor();
    await ready(page);
    const works = await page.evaluate(() => {
      const { view, store } = globalThis.planMap;
      const { geometry } = store.select.features.value.get('works.sewage')!.feature;
      const [lon, lat] = (geometry as GeoJSON.Point).coordinates as [number, number];
      return { ...view.project(lon, lat), shown: store.state.near.value?.origin?.name.zh };
    });
    expect(works.shown).toBe('弼时村');
    await page.mouse.click(works.x, works.y);
    await near.getByText(/从图上点选处/).waitFor();
    await near.getByRole('button', { name: /污水处理厂.*可能就在这里/ }).click();
    await card(page).getByRole('heading', { name: '污水处理厂', level: 2 }).waitFor();
    await near.getByRole('button', { name: '关闭' }).click();
    await row(page, '农村电网改造升级').waitFor();

    // The figures of the plan, of which each leads to its list.
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: '数据统计' }).click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('page=figures');
    await page.getByRole('button', { name: '合计 无具体位置 4' }).click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('place=none');
    expect(page.url()).not.toContain('page=');
    await row(page, '改革创新先试').waitFor();
    expect(await page.locator('plan-list [data-item]').count()).toBe(4);
  });

  it('is spoken to in the language of the browser, unless the link says another', async () => {
    const page = await openPage({ locale: 'en-GB' });
    await page.getByRole('tab', { name: 'Plan items' }).waitFor();
    expect(page.url()).not.toContain('lang=');
    await page.getByRole('button', { name: '中文' }).click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('lang=zh');
  });
});

describe('a resident on a phone', () => {
  it('finds a place by a tap that reaches nothing beneath, and closes its card without the results again', async () => {
    const page = await openPage({
      viewport: { width: 390, height: 844 },
      touch: true,
      reducedMotion: 'reduce',
    });
    await ready(page);
    const field = page.getByRole('combobox', { name: /搜索/ });
    await field.tap();
    await page.keyboard.type('玉池山');
    await page.getByRole('option').first().tap();
    await card(page).getByRole('heading', { name: /玉池/ }).first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await card(page).getByRole('button', { name: '关闭' }).tap();
    await card(page).waitFor({ state: 'hidden' });
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    // Over the open sheet too the results are in front.
    await page.getByRole('button', { name: /拖动或点按/ }).tap();
    await field.tap();
    const option = page.getByRole('option').first();
    await option.waitFor();
    const { x, y } = (await option.boundingBox())!;
    const top = await page.evaluate(
      ([left, up]) => {
        let found = document.elementFromPoint(left, up);
        while (found?.shadowRoot?.elementFromPoint(left, up)) {
          const inner = found.shadowRoot.elementFromPoint(left, up);
          if (!inner || inner === found) break;
          found = inner;
        }
        return found?.closest('[role=option]') !== null;
      },
      [x + 20, y + 10] as const,
    );
    expect(top).toBe(true);
  });
});
