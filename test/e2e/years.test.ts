import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { card, differing, itemList, ready } from './map-page.ts';
import { bridgeAt, filesOf, twoPlans } from './two-plans.ts';

/** The pixels of the page, left and right map alike, in the middle of the bridge's area. */
async function bridgePixels(page: Page): Promise<number[]> {
  const at = await page.evaluate(
    async ([lon, lat]) => {
      await globalThis.planMap.view.whenIdle();
      return globalThis.planMap.view.project(lon + 0.015, lat + 0.015);
    },
    bridgeAt as readonly [number, number],
  );
  const clip = { x: Math.round(at.x) - 12, y: Math.round(at.y) - 12, width: 24, height: 24 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
  }, png);
}

it('a town of two plans: one is chosen, an item is followed through the years, months are stepped, and two states lie side by side', async () => {
  const page = await openPage({ replace: filesOf(twoPlans) });
  await ready(page);
  const choice = page.getByRole('combobox', { name: '选择规划' });
  // It opens on the newest.
  await itemList(page).getByRole('button', { name: '柳溪大桥' }).waitFor();
  expect(page.url()).not.toContain('plan=');
  const withBridge = await bridgePixels(page);
  await choice.selectOption({ label: '柳溪镇2026年工作规划' });
  await itemList(page).getByRole('button', { name: '河道保洁' }).waitFor();
  expect(await itemList(page).getByRole('button', { name: '柳溪大桥' }).count()).toBe(0);
  await expect.poll(() => page.url()).toContain('plan=2026');
  // What the later plan alone has is on its map alone.
  await expect.poll(async () => differing(withBridge, await bridgePixels(page))).toBeGreaterThan(50);
  const without = await bridgePixels(page);
  await page.getByRole('button', { name: '菜单' }).click();
  await page.getByRole('button', { name: '数据统计' }).click();
  await page.getByText('2026 年：柳溪镇2026年工作规划，共 2 项').waitFor();
  await page.getByRole('article').getByRole('button', { name: '关闭' }).click();
  await choice.selectOption({ label: '柳溪镇2027年工作规划' });
  await expect.poll(() => page.url()).not.toContain('plan=');

  await itemList(page).getByRole('button', { name: '文化广场' }).click();
  const line = card(page).getByRole('list').filter({ hasText: '2026' }).first();
  await line.getByText('2027').waitFor();
  expect(await line.textContent()).toMatch(/2026\s*文化广场\s*已完成.*2027\s*文化广场\s*推进中/s);
  await line.getByRole('button', { name: /2026/ }).click();
  await expect.poll(() => page.url()).toContain('plan=2026');
  await expect.poll(() => page.url()).toContain('item=1.1-1');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '筛选' }).click();
  const months = page.getByRole('slider', { name: '按月查看进展' });
  await months.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => page.url()).toContain('asof=2026-03');
  await itemList(page)
    .getByRole('button', { name: /文化广场.*推进中/s })
    .waitFor();
  await page.keyboard.press('End');
  await expect.poll(() => page.url()).toContain('asof=2027-02');

  await page.getByRole('button', { name: '菜单' }).click();
  await page.getByRole('button', { name: '对比' }).click();
  await expect.poll(() => page.url()).toContain('compare=day:2026-03');
  const bar = page.getByRole('region', { name: '对比' });
  await bar.getByRole('combobox', { name: '对比什么' }).selectOption({ label: '规划' });
  await bar.getByRole('combobox', { name: '左侧' }).selectOption({ label: '2026 年' });
  await bar.getByRole('combobox', { name: '右侧' }).selectOption({ label: '2027 年' });
  await expect.poll(() => page.url()).toContain('compare=plan:2026');
  // The whole town again: the item's place was framed.
  await page.getByRole('button', { name: '显示全镇' }).click();
  const divider = page.getByRole('slider', { name: '对比分界' });
  await divider.focus();
  await page.keyboard.press('Home');
  expect(await divider.getAttribute('aria-valuetext')).toBe('左 2026 年 0%，右 2027 年 100%');
  await expect.poll(async () => differing(without, await bridgePixels(page))).toBeGreaterThan(50);
  await page.keyboard.press('End');
  await expect.poll(async () => differing(without, await bridgePixels(page)), { timeout: 40_000 }).toBe(0);
  // Dragged, it follows the pointer.
  const box = (await divider.boundingBox())!;
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x - 178, box.y + 22, { steps: 3 });
  await page.mouse.up();
  const moved = (await divider.boundingBox())!;
  expect(Math.abs(moved.x - (box.x - 200))).toBeLessThan(2);
  await bar.getByRole('button', { name: '结束对比' }).click();
  await expect.poll(() => page.url()).not.toContain('compare');
  expect(await divider.count()).toBe(0);
  // What a link asks to compare and is not there is said.
  await page.evaluate(() => {
    location.hash += '&compare=plan:1999';
  });
  await page.getByText('没有可对比的规划“1999”').waitFor();
  await expect.poll(() => page.url()).not.toContain('compare');
});
