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
  await incoming('DLTB').getByLabel('来源').fill('变更调查');
  await incoming('DLTB').getByLabel('数据时点').fill('2023');
  await incoming('DLTB').getByLabel('数据时点').blur();
  await bench(page).getByRole('button', { name: '全部添加（5）' }).click();
  const layers = bench(page).getByRole('list', { name: '参考图层' });
  // Five files packed one after the other.
  await expect.poll(() => layers.getByRole('checkbox').count(), { timeout: 60_000 }).toBe(5);
  expect(await textOf(layers)).toMatch(/地类图斑 · 2,122 个图形 · [\d,.]+ 亩 · 2023/);
  expect(await seriousFaults(page)).toEqual([]);

  // 永久基本农田 is met, and the table of classes is there.
  await poll(() => textOf(card(page))).toMatch(/禁止\s*永久基本农田/);
  const before = await textOf(card(page));
  await card(page).getByRole('button', { name: /^地类/ }).click();
  await poll(() => textOf(card(page))).toMatch(/水田/);

  // Coordinates and what lies under the pointer; an area is measured and nothing is drawn into the zones.
  const strip = page.getByRole('region', { name: '坐标与量算' });
  let x = 640;
  // A map on its way drops the pointer: it is moved on until it is followed.
  await poll(async () => {
    x += 2;
    await page.mouse.move(x, 440);
    return textOf(strip);
  }).toMatch(/指针.*\d+\.\d{7}°E \d+\.\d{7}°N.*X \d{7}\.\d\d {2}Y \d{8}\.\d\d/s);
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
  await poll(() => layers.getByRole('checkbox').count()).toBe(5);
  await bench(page).getByRole('list', { name: '地块' }).getByText('弼时镇示范园一期').click();
  await poll(() => textOf(card(page))).toBe(before);

  // Removed it no longer counts; undone it does.
  await layers.getByRole('button', { name: '移除 YJJBNTTB' }).click();
  await poll(() => textOf(card(page))).not.toMatch(/禁止\s*永久基本农田/);
  await page.getByRole('button', { name: /^撤销/ }).click();
  await poll(() => textOf(card(page))).toMatch(/禁止\s*永久基本农田/);
});
