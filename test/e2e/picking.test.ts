import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { card, ready } from './map-page.ts';

/** Clicks a pixel of the map's container. */
async function clickAt(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const box = await page.evaluate(() => {
    const { x: left, y: top } = globalThis.planMap.view.map.getContainer().getBoundingClientRect();
    return { left, top };
  });
  await page.mouse.click(box.left + x, box.top + y);
}

/** The clusters in sight: where, and of how many. */
const clusters = (page: Page) =>
  page.evaluate(() => {
    const { map } = globalThis.planMap.view;
    return map
      .queryRenderedFeatures({ layers: map.getLayersOrder().filter((id) => id.endsWith('/cluster')) })
      .map((hit) => {
        const [lon, lat] = (hit.geometry as GeoJSON.Point).coordinates as [number, number];
        const { x, y } = map.project([lon, lat]);
        return { x, y, count: Number(hit.properties['point_count']) };
      });
  });

describe('points that crowd', () => {
  it('are drawn as their number, and a click takes them apart', async () => {
    const page = await openPage({ hash: '9.6/28.55/113.08' });
    await ready(page);
    const [first] = (await clusters(page)).sort((a, b) => b.count - a.count);
    expect(first?.count).toBeGreaterThan(1);
    await clickAt(page, first!);
    await expect.poll(() => page.evaluate(() => globalThis.planMap.view.map.getZoom())).toBeGreaterThan(9.7);
    await page.evaluate(() => globalThis.planMap.view.whenIdle());
    // What was one is several now: no cluster is as large any more.
    const after = await clusters(page);
    expect(after.every(({ count }) => count < first!.count)).toBe(true);
    // The place one has come to can be sent as a link.
    await expect.poll(() => page.url()).not.toContain('#9.6/');
  });
});

describe('features on top of each other', () => {
  it('are offered as a list by one click, for the keyboard too, and the choice opens its card', async () => {
    const page = await openPage({ reducedMotion: 'reduce' });
    await ready(page);
    const at = await page.evaluate(() => {
      const { map } = globalThis.planMap.view;
      const fills = map.getLayersOrder().filter((id) => /^(scenic|hazard)\/fill$/.test(id));
      const pins = map.getLayersOrder().filter((id) => /\/(pin|line|line-.*|cluster|mark)$/.test(id));
      for (let x = 440; x < 1100; x += 12)
        for (let y = 80; y < 740; y += 12) {
          const ids = map.queryRenderedFeatures([x, y], { layers: fills }).map((hit) => hit.properties['id']);
          const near = map.queryRenderedFeatures(
            [
              [x - 6, y - 6],
              [x + 6, y + 6],
            ],
            { layers: pins },
          );
          if (new Set(ids).size > 1 && !near.length) return { x, y };
        }
      throw new Error('nothing overlaps in sight');
    });
    await clickAt(page, at);
    const offer = page.getByRole('dialog', { name: '此处有多个要素' });
    await offer.getByRole('button').nth(1).waitFor();
    const name = await offer.getByRole('button').nth(1).locator('span').innerText();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await card(page).getByText(name).first().waitFor();
    await offer.waitFor({ state: 'detached' });
    // The focus has not been lost with the list that had it.
    const focused = () =>
      page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.tagName ?? '';
      });
    await expect.poll(focused).not.toBe('BODY');
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'hidden' });
    await expect.poll(focused).not.toBe('BODY');
  });
});

describe('the menu', () => {
  it('closes with Escape, alone, and gives the focus back', async () => {
    const page = await openPage({ hash: 'item=2.1-2' });
    await card(page).getByRole('heading').first().waitFor();
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: '打印当前地图' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '打印当前地图' }).waitFor({ state: 'detached' });
    expect(await card(page).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'hidden' });
  });
  it('copies the code for another page, which can be pasted as it is', async () => {
    const page = await openPage({ hash: 'item=2.1-2&lang=en' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Embed in a page' }).click();
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await page.getByText('Copied').waitFor();
    const code = await page.evaluate(() => navigator.clipboard.readText());
    expect(code).toMatch(/^<iframe [^<>]*><\/iframe>$/);
    expect(/ src="([^"]*)"/.exec(code)?.[1]?.replaceAll('&amp;', '&')).toBe(page.url());
    expect(code).toContain(' title="Bishi Plan Map"');
  });
});
