import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { toLonLat } from '../../src/geo/crs/transform.ts';
import { axeScript, seriousFaults } from './axe.ts';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';

vi.setConfig({ testTimeout: 240_000 });

const folder = 'test/fixtures/raster/';
const lonLat = toLonLat('EPSG:4526');

/** A PDF whose encryption answers to no empty password. */
const locked = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>
%%EOF`,
);

/** Where a place of the Gauss–Krüger plane is on the screen, by the camera in the address. */
async function onScreen(page: Page, east: number, north: number): Promise<[number, number]> {
  const [zoom, lat, lon] = (/#([\d.]+)\/([-\d.]+)\/([-\d.]+)/.exec(page.url()) ?? [])
    .slice(1)
    .map(Number) as [number, number, number];
  const mercator = (x: number, y: number) =>
    [(x + 180) / 360, 0.5 - Math.asinh(Math.tan((y * Math.PI) / 180)) / (2 * Math.PI)] as const;
  const [a, b] = [mercator(...lonLat([east, north])), mercator(lon, lat)];
  const scale = 512 * 2 ** zoom;
  const { width, height } = page.viewportSize() as { width: number; height: number };
  return [width / 2 + (a[0] - b[0]) * scale, height / 2 + (a[1] - b[1]) * scale];
}

it('a GeoTIFF lies where it belongs, a scan is placed by control points and traced, and both are there after a reload', async () => {
  const page = await openCheck({
    ...{ viewport: { width: 1000, height: 680 }, deviceScaleFactor: 1, scripts: [axeScript] },
  });
  const files = bench(page).getByLabel('添加参考图层');
  const pictures = bench(page).getByRole('list', { name: '影像' });

  // What cannot be read says so, with the way out; the other file goes on.
  await files.setInputFiles([`${folder}strip-lzw.tif`, `${folder}lerc.tif`]);
  const incoming = (name: string) => bench(page).getByRole('article', { name: `待添加影像 ${name}` });
  await incoming('strip-lzw').waitFor();
  expect(await textOf(bench(page))).toMatch(/不支持这种 TIFF 压缩：LERC\s*请先转换：gdal_translate/);
  await bench(page).getByRole('button', { name: '关闭' }).click();
  expect(await textOf(incoming('strip-lzw'))).toMatch(/300 × 200 像素.*EPSG:4526/s);
  await incoming('strip-lzw').getByLabel('来源').fill('航摄');
  await incoming('strip-lzw').getByLabel('来源').blur();
  await incoming('strip-lzw').getByRole('button', { name: '确认添加' }).click();
  await pictures.getByRole('checkbox', { name: '在地图上显示 strip-lzw' }).waitFor();

  // The red square of the picture, 100 m wide, is where its coordinates are, to two pixels.
  const [east, north] = [38_412_750, 3_154_500];
  const look = async () => {
    const { data, width, height } = decode(await page.screenshot());
    const channels = data.length / width / height;
    return (x: number, y: number, most = 60) => {
      const at = channels * (Math.round(y) * width + Math.round(x));
      return (data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < most && (data[at + 2] ?? 255) < most;
    };
  };
  await poll(async () => {
    const red = await look();
    return red(...(await onScreen(page, east + 30, north + 30)));
  }).toBe(true);
  // Inside the corners, and outside them by as much.
  const red = await look();
  for (const [dx, dy] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const [x, y] = await onScreen(page, east + dx * 50, north + dy * 50);
    expect(red(x - 3 * dx, y + 3 * dy), `inside ${dx} ${dy}`).toBe(true);
    expect(red(x + 3 * dx, y - 3 * dy), `outside ${dx} ${dy}`).toBe(false);
  }

  // A scan without coordinates is placed.
  await pictures.getByRole('checkbox', { name: '在地图上显示 strip-lzw' }).uncheck();
  await files.setInputFiles(`${folder}scan.jpg`);
  await incoming('scan').getByRole('button', { name: '添加并配准' }).click();
  const panel = page.getByRole('complementary', { name: '控制点配准' });
  const scan = panel.getByRole('application');
  await scan.waitFor();
  await panel.getByRole('button', { name: '看整幅扫描图' }).click();
  const pick = async (x: number, y: number) => {
    const box = await scan.boundingBox();
    if (!box) throw new Error('no scan');
    const scale = Math.min(box.width / 700, box.height / 500) * 0.96;
    await page.mouse.click(
      box.x + (box.width - 700 * scale) / 2 + x * scale,
      box.y + (box.height - 500 * scale) / 2 + y * scale,
    );
  };
  const set = async (x: string, y: string) => {
    await panel.getByLabel('X（北），米或公里').fill(x);
    await panel.getByLabel('Y（东，可带带号）').fill(y);
    await panel.getByRole('button', { name: '确定' }).click();
  };
  const points = panel.getByRole('table', { name: '控制点' });
  const count = () => points.getByRole('button', { name: /^删除点/ }).count();
  await pick(171.67, 91.14);
  // The wrong way round it is named and put right.
  await set('38412000', '3155500');
  expect(await textOf(panel.getByRole('alert'))).toContain('X 和 Y 填反了');
  await panel.getByRole('button', { name: '交换 X、Y' }).click();
  await panel.getByRole('button', { name: '确定' }).click();
  await poll(count).toBe(1);
  await pick(504.55, 73.69);
  // As the lines of the grid are labelled, without the zone.
  await set('3155.5', '413');
  await poll(count).toBe(2);
  expect(await textOf(panel)).toContain('还差 1 个');
  await pick(355.56, 415.29);
  await set('3154500', '38412500');
  await poll(count).toBe(3);
  await pick(189.12, 424.02);
  await set('3154600', '38412000');
  await poll(() => textOf(panel)).toContain('点 4 与其他点不符');
  await panel.getByLabel('点 4 的 X（北）').fill('3154500');
  await panel.getByLabel('点 4 的 X（北）').press('Enter');
  // Picked to a pixel of three metres.
  await poll(() => textOf(panel)).toMatch(/均方根误差 [0-3]\.\d+ m.*每像素 3\.\d\d m.*旋转 (?:2\.9|3\.0)/s);
  expect(await textOf(panel)).not.toContain('不符');
  expect(await seriousFaults(page)).toEqual([]);
  await panel.getByRole('button', { name: '删除点 4' }).click();
  await poll(count).toBe(3);
  await panel.getByRole('button', { name: '撤销上一步' }).click();
  await poll(count).toBe(4);
  await panel.getByRole('button', { name: '完成' }).click();
  expect(await textOf(pictures)).toMatch(/scan影像 · 700 × 500 像素 · ±3\.\d m/);

  // It lies right: the corners of its red line are where the line was drawn, to its own pixel of three metres.
  const corners = [
    [38_412_500, 3_155_310],
    [38_412_812, 3_155_050],
    [38_412_500, 3_154_790],
    [38_412_188, 3_155_050],
  ] as const;
  const reddish = async () => {
    const at = await look();
    const places = await Promise.all(corners.map(([e, n]) => onScreen(page, e, n)));
    return places.every(([x, y]) =>
      [-3, 0, 3].some((dx) => [-3, 0, 3].some((dy) => at(x + dx, y + dy, 120))),
    );
  };
  await poll(reddish).toBe(true);

  // It is traced: what comes of it says from what, and how far off that is.
  await bench(page).getByRole('button', { name: '绘制多边形' }).click();
  for (const [e, n] of corners) {
    const [x, y] = await onScreen(page, e, n);
    await page.mouse.click(x, y, { delay: 40 });
  }
  await page.getByRole('button', { name: '完成' }).click();
  await card(page).getByRole('tab', { name: '档案' }).click();
  await poll(() => textOf(card(page))).toMatch(/来源：描自扫描图 scan\.jpg，配准均方根误差 [0-3]\.\d+ m/);

  // Back after a reload, files and all.
  await page.reload();
  await poll(() => pictures.getByRole('checkbox').count()).toBe(2);
  await poll(() => zones(page).getByRole('listitem').count()).toBe(1);
  expect(await textOf(pictures)).toMatch(/±3\.\d m/);
  await pictures.getByRole('button', { name: '移除 scan' }).click();
  await poll(() => pictures.getByRole('checkbox').count()).toBe(1);
  await bench(page).getByRole('button', { name: /^撤销/ }).click();
  await poll(() => pictures.getByRole('checkbox').count()).toBe(2);

  // The first page of a PDF, drawn by this site's own code under its strict policy.
  await files.setInputFiles(`${folder}scan.pdf`);
  await incoming('scan.pdf').waitFor();
  expect(await textOf(incoming('scan.pdf'))).toMatch(/1,458 × 1,042 像素/);
  // A file that is no picture, a PDF cut short, and one with a password.
  await files.setInputFiles([
    { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
    {
      name: 'b.pdf',
      mimeType: 'application/pdf',
      buffer: readFileSync(`${folder}scan.pdf`).subarray(0, 300),
    },
    { name: 'c.pdf', mimeType: 'application/pdf', buffer: locked },
  ]);
  await poll(() => textOf(bench(page))).toMatch(
    /不是完整的 PDF 文件.*PDF 设有打开密码.*不是 TIFF、JPG、PNG 或 PDF/s,
  );
});
