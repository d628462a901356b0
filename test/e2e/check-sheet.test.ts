import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { gaussKruger } from '../../src/geo/area/index.ts';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';
import { strokes } from './pdf.ts';
import { corners, draw, importTxt } from './plots.ts';

// Two pages with maps drawn in software take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

describe('the sheet', () => {
  async function sheet(page: Page) {
    await importTxt(page);
    await card(page).getByRole('tab', { name: '输出' }).click();
    await card(page).getByRole('button', { name: '打印图件' }).click();
    const dialog = page.getByRole('dialog', { name: '图件' });
    await dialog.getByRole('article', { name: '第 2 页' }).waitFor();
    return dialog;
  }
  const plane = corners.map(([lon, lat]) => gaussKruger(lon, lat, 114));
  const side = (a: number, b: number) =>
    Math.hypot(plane[a]!.east - plane[b]!.east, plane[a]!.north - plane[b]!.north);

  it.each([
    ['A4', 'portrait', '', 10_000],
    ['A3', 'landscape', '5000', 5000],
  ])('prints %s %s at the scale it says', async (paper, orientation, chosen, scale) => {
    const page = await openCheck();
    const dialog = await sheet(page);
    await dialog.getByLabel('纸张', { exact: true }).selectOption(paper);
    await dialog.getByLabel('方向', { exact: true }).selectOption(orientation);
    await dialog.getByLabel('比例尺', { exact: true }).selectOption(chosen);
    await dialog.getByText(`1:${scale.toLocaleString('en-US')}`).waitFor();
    await dialog.locator('.pages[aria-busy=false]').waitFor();
    const pages = await dialog.getByRole('article').count();
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(pages);
    const outline = strokes(pdf).find(({ colour, points }) => colour === '#c00018' && points.length >= 4)!;
    const points = outline.points.slice(0, 4);
    const onPaper = (a: number, b: number) =>
      Math.hypot(points[a]![0] - points[b]![0], points[a]![1] - points[b]![1]);
    const measured = points
      .map((_, i) => onPaper(i, (i + 1) % 4))
      .sort((a, b) => a - b)
      .map((mm) => (mm * scale) / 1000);
    const known = [side(0, 1), side(1, 2), side(2, 3), side(3, 0)].sort((a, b) => a - b);
    measured.forEach((metres, i) => {
      expect(Math.abs(metres / known[i]! - 1)).toBeLessThan(0.005);
    });
  });

  it('carries what a sheet has to, as text, and a fingerprint the app knows again', async () => {
    const page = await openCheck();
    const dialog = await sheet(page);
    const text = await textOf(dialog);
    for (const part of [
      '图例',
      '坐标北',
      '1:10,000',
      '未经审图',
      '界址点成果表',
      '管控规则',
      '数据来源与精度',
      '第 1 页 共',
      '一号地块',
    ])
      expect(text).toContain(part);
    expect(text).toContain(plane[0]!.north.toFixed(3));
    // What is schematic looks it, the legend shows the very hatching of the map, and none is a picture in print.
    const hatching = (part: string) =>
      dialog.locator(part).evaluate((root) => ({
        looks: [
          ...new Set(
            [...root.querySelectorAll('g[clip-path] > g[transform="scale(0.2)"] > path')].map((one) =>
              ['stroke', 'stroke-width'].map((name) => one.getAttribute(name)).join(' '),
            ),
          ),
        ].sort(),
        patterns: root.querySelectorAll('pattern').length,
      }));
    await dialog.getByLabel('比例尺', { exact: true }).selectOption('50000');
    await dialog.getByText('1:50,000').first().waitFor();
    const [map, legend] = [await hatching('svg.map'), await hatching('.legend')];
    expect(map.looks.length).toBeGreaterThan(0);
    expect(legend).toEqual(map);
    expect(map.patterns).toBe(0);
    expect(await textOf(dialog.locator('.legend'))).toContain('（示意）');
    for (const orientation of ['landscape', 'portrait']) {
      await dialog.getByLabel('方向', { exact: true }).selectOption(orientation);
      const gap = () =>
        dialog.locator('.legend').evaluate((one) => {
          const below = one.closest('.under')?.nextElementSibling as Element;
          const last = Math.max(
            ...[...one.querySelectorAll('li')].map((li) => li.getBoundingClientRect().bottom),
          );
          return below.getBoundingClientRect().top - last;
        });
      await poll(gap).toBeGreaterThan(0);
      // The places to sign stand whole above the foot.
      const signs = () =>
        dialog.locator('.sign').evaluate((one) => {
          const foot = one.closest('.page')?.querySelector('.base') as Element;
          return foot.getBoundingClientRect().top - one.getBoundingClientRect().bottom;
        });
      await poll(signs).toBeGreaterThan(-1);
    }
    for (const part of ['核查摘要', '位置示意', '编制单位', '核查人', '审核人']) expect(text).toContain(part);
    const code = text.match(/校验码\s*([0-9a-f]{64})/)?.[1] as string;
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await dialog.getByRole('button', { name: '关闭' }).click();
    const verify = async (typed: string) => {
      await card(page).getByLabel('图件上的校验码').fill(typed);
      await card(page).getByRole('button', { name: '核对', exact: true }).click();
    };
    await verify(code.slice(0, 16));
    await card(page).getByText('相符：').waitFor();
    await verify('0123456789abcdef');
    await card(page).getByText('不相符：').waitFor();
    // The printed file itself, on another machine that has only the surveyor's file.
    const other = await openCheck();
    await importTxt(other);
    await zones(other).getByRole('button', { name: '删除 一号地块' }).waitFor();
    await card(other).getByRole('button', { name: '关闭' }).click();
    await bench(other).getByText('核对图件', { exact: true }).click();
    const printed = { name: '图件.pdf', mimeType: 'application/pdf', buffer: pdf };
    await bench(other).getByLabel('选图件 PDF').setInputFiles(printed);
    await bench(other).getByText('相符：与“一号地块”').waitFor();
    // Another name: the shape is known again, the result is not the printed one.
    await zones(other)
      .getByRole('button', { name: /一号地块.*亩/ })
      .click();
    await card(other).getByRole('tab', { name: '档案' }).click();
    await card(other).getByLabel('名称', { exact: true }).fill('改名');
    await card(other).getByLabel('名称', { exact: true }).press('Enter');
    await zones(other).getByText('改名').waitFor();
    await bench(other).getByLabel('选图件 PDF').setInputFiles(printed);
    await bench(other).getByText('地块相符、结果不同：“改名”').waitFor();
  });

  it('keeps the Tab key to itself, and gives the focus back', async () => {
    const page = await openCheck();
    await draw(page);
    await card(page).getByRole('tab', { name: '输出' }).click();
    const print = card(page).getByRole('button', { name: '打印图件' });
    await print.press('Enter');
    const sheet = page.getByRole('dialog', { name: '图件' });
    await sheet.waitFor();
    const inside = () => page.evaluate(() => document.activeElement?.localName);
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab');
      expect(['print-sheet', 'body']).toContain(await inside());
    }
    const element = await sheet.elementHandle();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    // The browser itself may hold on to it: there is nothing in it any more.
    expect(await element!.evaluate((one) => one.shadowRoot!.childElementCount)).toBe(0);
    await poll(() => print.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(
      true,
    );
  });
});
