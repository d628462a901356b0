import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { card, ready, topmostAt } from './map-page.ts';

const works = (page: Page) =>
  page.evaluate(() => {
    const { view, store } = globalThis.planMap;
    const { geometry } = store.select.features.value.get('works.sewage')!.feature;
    const [lon, lat] = (geometry as GeoJSON.Point).coordinates as [number, number];
    return view.project(lon, lat);
  });

describe('what the map says of what is on it', () => {
  it('is told to a finger held on it, in the open, and lifting the finger picks nothing', async () => {
    const page = await openPage({ viewport: { width: 390, height: 844 }, touch: true });
    await ready(page);
    // Whatever is to hear the finger has come by itself: nothing was touched before.
    await expect
      .poll(() => page.evaluate(() => customElements.get('map-names') !== undefined), { timeout: 20_000 })
      .toBe(true);
    const { x, y } = await works(page);
    const touches = await page.context().newCDPSession(page);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    const told = page.getByRole('tooltip');
    await told.getByText(/±\d/).first().waitFor();
    const box = (await told.boundingBox())!;
    expect(box.y + box.height).toBeLessThan(y - 20);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    expect(await page.evaluate(() => globalThis.planMap.store.state.candidates.value)).toBeUndefined();
    // A tap there offers what it was told of, over the sheet.
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await told.count()).toBe(1);
    await page.touchscreen.tap(x, y);
    const list = page.getByRole('dialog', { name: '此处有多个要素' });
    await list.waitFor();
    expect(await told.count()).toBe(0);
    const last = list.getByRole('button').last();
    await last.scrollIntoViewIfNeeded();
    await last.tap();
    await card(page).waitFor();
  });

  it.each([
    [720, 450],
    [320, 256],
  ])('is explained by the key in a window of %i × %i', async (width, height) => {
    const page = await openPage({ viewport: { width, height } });
    await ready(page);
    if (width === 720) {
      // As at 200 % in a common window: the whole town stands beside the list.
      const town = await page.evaluate(async () => {
        const { view, store } = globalThis.planMap;
        await view.whenIdle();
        const [west, south, east, north] = store.state.town.value!.extent;
        return [view.project(west, north), view.project(east, south)] as const;
      });
      const list = (await page.getByRole('main').boundingBox())!;
      expect(town[0].x).toBeGreaterThan(list.x + list.width);
      expect(town[0].y).toBeGreaterThan(0);
      expect(town[1].x).toBeLessThan(width);
      expect(town[1].y).toBeLessThan(height);
    }
    // At 400 % the sheet takes all of the map until it is put down.
    const handle = page.getByRole('button', { name: '拖动或点按以展开、收起面板' });
    if (height < 300) for (let press = 0; press < 2; press += 1) await handle.press('Enter');
    const key = page.getByRole('region', { name: '图例' });
    await key.getByRole('button').click();
    const last = key.getByText('虚线、斜纹：示意');
    await last.scrollIntoViewIfNeeded();
    const at = (await last.boundingBox())!;
    expect(at.y + at.height).toBeLessThanOrEqual(height);
    // Nothing lies over it.
    const inFront = await topmostAt(page, at.x + 30, at.y + 6);
    expect(await inFront.textContent()).toContain('示意');
  });

  it('keeps written names from under the panels and within the window', async () => {
    const page = await openPage({ viewport: { width: 820, height: 1180 }, locale: 'en-GB' });
    await ready(page);
    const under = () =>
      page.evaluate(async () => {
        const { view } = globalThis.planMap;
        await view.whenIdle();
        const layers = view.map
          .getLayersOrder()
          .filter((id) => /name$/.test(id) && view.map.getLayer(id)?.type === 'symbol');
        const count = (left: number, right: number) =>
          view.map.queryRenderedFeatures(
            [
              [left, 0],
              [right, 1180],
            ],
            { layers },
          ).length;
        return { covered: count(0, 390) + count(821, 900), seen: count(394, 820) };
      });
    await expect.poll(async () => (await under()).covered, { timeout: 40_000 }).toBe(0);
    expect((await under()).seen).toBeGreaterThan(3);
    // Nor once the map was moved, and the town lies half under the list.
    await page.evaluate(() => globalThis.planMap.view.map.panBy([160, 0], { animate: false }));
    await expect.poll(async () => (await under()).covered, { timeout: 40_000 }).toBe(0);
    expect((await under()).seen).toBeGreaterThan(3);
  });
});
