import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { card, itemList, ready, topmostAt } from './map-page.ts';

const row = (page: Page, title: string) => itemList(page).getByRole('button', { name: title }).first();
const zoom = (page: Page) => page.evaluate(() => globalThis.planMap.view.map.getZoom());

const town: object = JSON.parse(readFileSync('data/town.json', 'utf8'));
const contact = { name: { zh: '示例镇规划办', en: 'Planning Office' }, email: 'plan@sample.example' };

describe('a resident at a desk', () => {
  it('is shown the place of the first item, clear of its card, and goes back as they came', async () => {
    const page = await openPage({ reducedMotion: 'reduce' });
    await ready(page);
    const whole = await zoom(page);
    await row(page, '污水处理厂').click();
    await expect.poll(() => zoom(page), { timeout: 40_000 }).toBeGreaterThan(whole + 0.1);
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
        timeout: 40_000,
      })
      .toBe(true);

    // What is under a resting pointer is named.
    await page.mouse.move(at.x - 40, at.y - 40);
    await expect
      .poll(
        async () => {
          await page.mouse.move(at.x + Math.random(), at.y);
          return page
            .getByRole('tooltip')
            .textContent({ timeout: 1000 })
            .catch(() => '');
        },
        { timeout: 40_000, interval: 700 },
      )
      .toMatch(/污水处理厂（示意）.*±4 km/);

    await card(page).locator('[data-feature]').first().click();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('feature=works.sewage');
    await page.goBack();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('item=2.2-7');
    expect(await card(page).locator('[data-feature][aria-expanded=true]').count()).toBe(0);

    // What has no place of its own shows the town.
    await row(page, '农村电网改造升级').click();
    await expect.poll(() => zoom(page), { timeout: 40_000 }).toBeLessThan(whole + 0.8);

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
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('status=unrecorded');
    await page.getByText('显示 68 / 68 项').waitFor();
  });

  it('opens the page of their village by its link, and comes back to it from an item', async () => {
    const page = await openPage({ hash: 'village=430681107208' });
    const village = card(page).getByRole('heading', { name: '桃花村', level: 2 });
    await village.waitFor();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('feature=village.430681107208');
    // The list keeps what is for the whole town, apart.
    await row(page, '农村电网改造升级').waitFor();
    expect(await row(page, '小一型水库整险加固').count()).toBe(0);
    await card(page).getByRole('button', { name: '二维码' }).click();
    await card(page)
      .getByRole('img', { name: /#village=430681107208$/ })
      .waitFor();
    await card(page).getByRole('button', { name: '污水处理厂' }).click();
    await card(page).getByRole('heading', { name: '污水处理厂', level: 2 }).waitFor();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('item=2.2-7');
    // Another card begins at its top.
    const scrolled = () => card(page).evaluate((one) => one.scrollTop);
    await card(page).evaluate((one) => one.scrollTo(0, 200));
    expect(await scrolled()).toBeGreaterThan(0);
    await page.goBack();
    await village.waitFor();
    await expect.poll(scrolled, { timeout: 40_000 }).toBe(0);
    await card(page).getByRole('button', { name: '只看本村' }).click();
    await expect.poll(() => page.url(), { timeout: 40_000 }).not.toContain('village=4');
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
      const aside = store.state.aside.value;
      return {
        ...view.project(lon, lat),
        shown: aside?.panel === 'near' ? aside.origin?.name.zh : undefined,
      };
    });
    expect(works.shown).toBe('弼时村');
    await page.mouse.click(works.x, works.y);
    await near.getByText(/从图上点选处/).waitFor();
    await near.getByRole('button', { name: /污水处理厂.*可能就在这里/ }).click();
    await card(page).getByRole('heading', { name: '污水处理厂', level: 2 }).waitFor();
    await near.getByRole('button', { name: '关闭' }).click();
    await row(page, '农村电网改造升级').waitFor();

    // A distance by two taps, no finer than the taps: a twentieth of a degree of the meridian is 5.54 km.
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: '量距离、面积' }).click();
    const tool = page.getByRole('region', { name: '量距离、面积' });
    await tool.getByText('在地图上点按起点').waitFor();
    await page.evaluate(() => globalThis.planMap.store.commands.frameTown());
    let ends: { x: number; y: number }[] = [];
    // Once the map stands where it was sent.
    await expect
      .poll(
        async () => {
          const before = JSON.stringify(ends);
          ends = await page.evaluate(async () => {
            await globalThis.planMap.view.whenIdle();
            return [28.52, 28.57].map((lat) => globalThis.planMap.view.project(113.12, lat));
          });
          return JSON.stringify(ends) === before;
        },
        { interval: 400 },
      )
      .toBe(true);
    for (const { x, y } of ends) await page.mouse.click(x, y);
    await tool.getByText(/^5\.[3-7] 公里（±0\.\d 公里）$/).waitFor();
    await tool.getByRole('button', { name: '完成' }).click();
    await tool.getByText(/图上要素本身的位置偏差最小也有 ±\d/).waitFor();
    // Nothing was picked, and the map answers again once the tool is laid down.
    expect(await card(page).isVisible()).toBe(false);
    await tool.getByRole('button', { name: '关闭' }).click();

    // The figures of the plan, of which each leads to its list.
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: '数据统计' }).click();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('page=figures');
    await page.getByRole('button', { name: '合计 无具体位置 4' }).click();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('place=none');
    expect(page.url()).not.toContain('page=');
    await row(page, '改革创新先试').waitFor();
    expect(await page.locator('plan-list [data-item]').count()).toBe(4);
  });

  it('reads in English what the evidence of a status says', async () => {
    const page = await openPage({ locale: 'en-GB', hash: 'item=2.2-7' });
    const history = page.getByRole('complementary', { name: 'Details' }).locator('.history');
    await history.getByText('加快启动弼时集镇路面').waitFor();
    // The passages of four items, of which this one is the last.
    await history
      .getByText(
        /Make an early start on turning the road surfaces .* the sewage treatment plant .*\(our translation\)/,
      )
      .waitFor();
    await history.getByText('Work Plan of Bishi Town for 2017').waitFor();
  });

  it('comes to the page of a village by a link followed in a page that is open, and to its list from the figures', async () => {
    const page = await openPage();
    await ready(page);
    const whole = await zoom(page);
    await page.evaluate(() => {
      location.hash = 'village=430681107208';
    });
    await card(page).getByRole('heading', { name: '桃花村', level: 2 }).waitFor();
    await expect.poll(() => zoom(page), { timeout: 40_000 }).toBeGreaterThan(whole + 0.3);
    await page.evaluate(() => globalThis.planMap.store.commands.frameTown());
    await expect.poll(() => zoom(page), { timeout: 40_000 }).toBeLessThan(whole + 0.1);
    // Whatever stood where the list does.
    await page.getByRole('tab', { name: '图层' }).click();
    await page.evaluate(() => {
      location.hash = 'page=figures';
    });
    await page
      .getByRole('region', { name: '各村（图形落在本村的项目）' })
      .getByRole('button', { name: /^桃花村 \d+$/ })
      .click();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('village=430681107208');
    await itemList(page).waitFor();
    await expect.poll(() => zoom(page), { timeout: 40_000 }).toBeGreaterThan(whole + 0.3);
  });

  it('is spoken to in the language of the browser, unless the link says another', async () => {
    const page = await openPage({ locale: 'en-GB' });
    await page.getByRole('tab', { name: 'Plan items' }).waitFor();
    expect(page.url()).not.toContain('lang=');
    // What is proposed where nothing is found is asked by key, too.
    const field = page.getByRole('combobox', { name: 'Search items, places, villages and the plan' });
    await field.fill('skoolbuz');
    await page.getByRole('option', { name: /^school try$/ }).waitFor();
    await field.press('Enter');
    await page.getByRole('option', { name: /Education/ }).waitFor();
    expect(await field.inputValue()).toBe('school');
    await field.fill('');
    await page.getByRole('button', { name: '中文' }).click();
    await expect.poll(() => page.url(), { timeout: 40_000 }).toContain('lang=zh');
  });
});

describe('a resident on a phone', () => {
  it('reads every column of the figures in English', async () => {
    const page = await openPage({
      viewport: { width: 390, height: 844 },
      touch: true,
      locale: 'en-GB',
      hash: 'page=figures',
    });
    const first = page.getByRole('region', { name: 'Status by chapter' });
    const total = (await first.getByRole('columnheader', { name: 'Total' }).boundingBox())!;
    const before = (await first.getByRole('columnheader', { name: 'Not recorded' }).boundingBox())!;
    expect(before.x + before.width).toBeLessThanOrEqual(total.x + 1);
    expect(total.x + total.width).toBeLessThanOrEqual(390);
  });

  it('finds a place by a tap that reaches nothing beneath, and closes its card without the results again', async () => {
    const page = await openPage({
      viewport: { width: 390, height: 844 },
      touch: true,
      reducedMotion: 'reduce',
      replace: { 'town.json': JSON.stringify({ ...town, contact }) },
    });
    await ready(page);
    // What signs and lines mean is one tap away.
    const key = page.getByRole('region', { name: '图例' });
    await key.getByRole('button').tap();
    await key.getByText('虚线、斜纹：示意').waitFor();
    await key.getByRole('button').tap();
    const field = page.getByRole('combobox', { name: /搜索/ });
    await field.tap();
    await page.keyboard.type('玉池山');
    await page.getByRole('option').first().tap();
    await card(page).getByRole('heading', { name: /玉池/ }).first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    // A remark names what it is about; a status recorded here says that it is here only.
    const mail = card(page).getByRole('link', { name: '写邮件' });
    expect(decodeURIComponent((await mail.getAttribute('href'))!)).toMatch(
      /^mailto:plan@sample\.example\?subject=3\.1-\d .*玉池/,
    );
    await card(page).getByText('记录进展').first().tap();
    await card(page).getByLabel('依据（文件、公告、现场）').fill('现场查看');
    await card(page).getByLabel('记录人').fill('试用者');
    await card(page).getByRole('button', { name: '记录进展' }).tap();
    // Beside the status at its head and in its history.
    await expect.poll(() => card(page).getByText('仅在本机').count()).toBe(2);
    await card(page).getByRole('button', { name: '关闭' }).tap();
    await card(page).waitFor({ state: 'hidden' });
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    // Over the open sheet too the results are in front.
    await page.getByRole('button', { name: /拖动或点按/ }).tap();
    await field.tap();
    const option = page.getByRole('option').first();
    await option.waitFor();
    const { x, y } = (await option.boundingBox())!;
    const top = await (await topmostAt(page, x + 20, y + 10)).evaluate(
      (found) => found.closest('[role=option]') !== null,
    );
    expect(top).toBe(true);
  });
});

describe('a resident in WeChat', () => {
  it('reads how to save and print, which its browser does not do', async () => {
    const page = await openPage({
      viewport: { width: 390, height: 844 },
      touch: true,
      before: () => {
        const userAgent = `${navigator.userAgent} MicroMessenger/8.0.50`;
        Object.defineProperty(navigator, 'userAgent', { value: userAgent });
        Object.assign(globalThis, { printed: 0, print: () => Object.assign(globalThis, { printed: 1 }) });
      },
    });
    await ready(page);
    const saved: unknown[] = [];
    page.on('download', (download) => saved.push(download));
    const notices = page.getByRole('list', { name: '提示' });
    await page.getByRole('button', { name: '菜单' }).tap();
    await page.getByRole('button', { name: '打印当前地图' }).tap();
    await notices.getByText('微信里不能打印').waitFor();
    await notices.getByText('在浏览器打开').waitFor();
    await page.getByRole('button', { name: '菜单' }).tap();
    await page.getByRole('button', { name: '数据统计' }).tap();
    const save = page.getByRole('button', { name: 'CSV' }).first();
    await save.tap();
    const notice = notices.getByText(/微信里不能保存文件“.*\.csv”/);
    await notice.waitFor();
    // In front of the page that was saved from.
    const { x, y, width, height } = (await notice.boundingBox())!;
    const top = await (await topmostAt(page, x + width / 2, y + height / 2)).textContent();
    expect(top).toContain('微信里不能保存文件');
    expect(saved).toEqual([]);
    expect(await page.evaluate(() => (globalThis as { printed?: number }).printed)).toBe(0);
  });
});
