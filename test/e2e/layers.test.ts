import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { unzipSync, zipSync } from 'fflate';
import { expect, it, vi } from 'vitest';
import { axeScript, seriousFaults } from './axe.ts';
import { bench, card, openCheck, poll, textOf } from './check-page.ts';

vi.setConfig({ testTimeout: 240_000 });

const folder = 'test/fixtures/case/';
const files = [
  'DLTB_2k_shp_gbk.zip',
  'YJJBNTTB_shp.zip',
  'STBHHX_shp.zip',
  'CZKFBJ_shp.zip',
  'XZQCJ_shp.zip',
];

it('a planner’s layers come in from files, are checked together, stay over a reload, and go and come back', async () => {
  const page = await openCheck({ scripts: [axeScript] });
  await bench(page).getByLabel('导入地块文件').setInputFiles(`${folder}勘测定界_示范园.txt`);
  await bench(page).getByRole('button', { name: '确认导入' }).first().click();
  await card(page).getByRole('heading', { name: '弼时镇示范园一期' }).waitFor();
  await bench(page)
    .getByLabel('添加参考图层')
    .setInputFiles(files.map((name) => folder + name));
  const incoming = (name: string) => bench(page).getByRole('article', { name: `待添加图层 ${name}` });
  await incoming('DLTB').waitFor();
  const role = (name: string) => incoming(name).getByLabel('用途').locator('option:checked').innerText();
  expect(await role('DLTB')).toBe('地类图斑');
  expect(await role('YJJBNTTB')).toBe('永久基本农田');
  expect(await role('STBHHX')).toBe('生态保护红线');
  // What its fields mean is recognised, and may be another; what the table lacks without a class code is said.
  await incoming('DLTB').getByText('字段含义').click();
  const code = incoming('DLTB').getByLabel(/^地类编码/);
  expect(await code.inputValue()).toBe('DLBM');
  await code.selectOption('');
  await poll(() => textOf(incoming('DLTB'))).toMatch(/没有认出“地类编码”/);
  await code.selectOption('DLBM');
  await poll(() => textOf(incoming('DLTB'))).not.toMatch(/没有认出/);
  await incoming('DLTB').getByLabel('来源').fill('变更调查');
  await incoming('DLTB').getByLabel('数据时点').fill('2023');
  await incoming('DLTB').getByLabel('数据时点').blur();
  await bench(page).getByRole('button', { name: '全部添加（5）' }).click();
  const layers = bench(page).getByRole('list', { name: '参考图层' });
  // Five files packed one after the other.
  await expect.poll(() => layers.getByRole('checkbox').count(), { timeout: 60_000 }).toBe(5);
  expect(await textOf(layers)).toMatch(/地类图斑 · 2,122 个图形 · [\d,.]+ 亩 · 2023/);

  // 永久基本农田 is met, and the table of classes is there.
  await poll(() => textOf(card(page))).toMatch(/禁止\s*永久基本农田/);
  // Results that are being worked out again are dimmed meanwhile.
  await card(page).locator('[aria-busy="false"]').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const before = await textOf(card(page));
  await card(page).getByRole('button', { name: /^地类/ }).click();
  await poll(() => textOf(card(page))).toMatch(/水田/);

  // The attribute table: figures from GDAL's OGR on the same file.
  await bench(page).getByRole('button', { name: '查看各图层属性表' }).click();
  const table = page.getByRole('region', { name: '属性表' });
  await table.getByLabel('图层', { exact: true }).selectOption('DLTB');
  const grid = table.getByRole('grid', { name: 'DLTB的属性' });
  await table.getByText('2,122 行').waitFor();
  await table.getByLabel('筛选列').selectOption('DLMC');
  await table.getByLabel('筛选条件').selectOption('等于');
  await table.getByLabel('筛选值').fill('水田');
  await table.getByRole('button', { name: '筛选', exact: true }).click();
  await table.getByText('611 行（共 2,122）').waitFor();
  await grid.getByRole('columnheader', { name: 'TBMJ' }).click();
  await grid.getByRole('columnheader', { name: 'TBMJ' }).click();
  const row = (place: number) => grid.getByRole('row').nth(place);
  await poll(() => row(1).innerText()).toMatch(/595\s+0101\s+水田.*33907\.75/s);
  expect(await seriousFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await table.getByRole('button', { name: '导出 CSV' }).click();
  const csv = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
  expect(csv.length).toBe(612);
  expect(csv[3]).toMatch(/,325,0101,水田,.*,25825\.92,/);

  // By keyboard to the second row, which is picked on the map; found again when all rows are shown, and by the map.
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const chosen = grid.getByRole('row', { selected: true });
  await poll(() => chosen.innerText()).toMatch(/1258/);
  await table.getByRole('button', { name: /^取消筛选/ }).click();
  await table.getByText('2,122 行').waitFor();
  await poll(() => chosen.innerText()).toMatch(/1258.*31263\.79/s);
  await grid.focus();
  await page.keyboard.press('Control+End');
  await poll(() => grid.getByRole('row').last().getAttribute('aria-rowindex')).toBe('2123');
  await poll(async () => {
    await page.mouse.click(440, 300);
    return chosen.innerText();
  }).not.toMatch(/1258/);
  await table.getByRole('button', { name: '关闭属性表' }).click();
  await poll(() => table.count()).toBe(0);

  // Coordinates and what lies under the pointer; an area is measured and nothing is drawn into the zones.
  const strip = page.getByRole('region', { name: '坐标与量算' });
  let x = 640;
  // A map on its way drops the pointer: it is moved on until it is followed.
  await poll(async () => {
    x += 2;
    await page.mouse.move(x, 440);
    return textOf(strip);
  }).toMatch(/指针.*\d+\.\d{7}°E \d+\.\d{7}°N.*X\u00a0\d{7}\.\d\d {2}Y\u00a0\d{8}\.\d\d/s);
  await poll(() => textOf(page.getByRole('tooltip'))).toMatch(/DLTB/);
  await strip.getByRole('button', { name: '量面积' }).click();
  for (const [x, y] of [
    [560, 400],
    [740, 400],
    [700, 560],
  ] as const)
    await page.mouse.click(x, y, { delay: 40 });
  await page.keyboard.press('Enter');
  await poll(() => textOf(bench(page).getByRole('table', { name: '量算结果' }))).toMatch(
    /周长[\d.]+ m.*面积[\d,.]+ m²/s,
  );
  await bench(page).getByRole('button', { name: '结束' }).click();
  expect(await bench(page).getByRole('list', { name: '地块' }).getByRole('listitem').count()).toBe(3);

  // A reload has them back, and the same figures.
  await page.reload();
  await expect.poll(() => layers.getByRole('checkbox').count(), { timeout: 60_000 }).toBe(5);
  await bench(page).getByRole('list', { name: '地块' }).getByText('弼时镇示范园一期').click();
  await poll(() => textOf(card(page))).toBe(before);

  // Removed it no longer counts; undone it does.
  await layers.getByRole('button', { name: '移除 YJJBNTTB' }).click();
  await poll(() => textOf(card(page))).not.toMatch(/禁止\s*永久基本农田/);
  await page.getByRole('button', { name: /^撤销/ }).click();
  await poll(() => textOf(card(page))).toMatch(/禁止\s*永久基本农田/);

  // A geodatabase with a compressed table and a personal one: each says what to do, and the rest goes on.
  const whole = unzipSync(readFileSync(`${folder}ref.gdb.zip`));
  const large = Object.keys(whole)
    .filter((name) => name.endsWith('.gdbtable'))
    .sort((a, b) => whole[b]!.length - whole[a]!.length)[0]!;
  const { [large]: table0, [large.replace('.gdbtable', '.gdbtablx')]: _, ...rest } = whole;
  const compressed = zipSync({ ...rest, [large.replace('.gdbtable', '.cdf')]: table0! });
  const jet = Buffer.concat([Buffer.from('\0\x01\0\0Standard Jet DB\0', 'latin1'), Buffer.alloc(4000)]);
  await bench(page)
    .getByLabel('添加参考图层')
    .setInputFiles([{ name: 'c.gdb.zip', mimeType: 'application/zip', buffer: Buffer.from(compressed) }]);
  const lost = bench(page).getByRole('article', { name: '未能读取的图层 DLTB' });
  await poll(() => textOf(lost)).toMatch(/是压缩的（CDF\/SDC）.*解压缩文件地理数据库数据/s);
  expect(await lost.getByRole('button', { name: '确认添加' }).count()).toBe(0);
  await incoming('YJJBNTTB').getByRole('button', { name: '取消' }).click();
  await bench(page)
    .getByLabel('添加参考图层')
    .setInputFiles([{ name: 'old.mdb', mimeType: 'application/octet-stream', buffer: jet }]);
  await bench(page)
    .getByText(/个人地理数据库或 Access/)
    .waitFor();
  await bench(page)
    .getByText(/请在 ArcGIS 中导出为文件地理数据库/)
    .waitFor();
  expect(await layers.getByRole('checkbox').count()).toBe(5);
});
