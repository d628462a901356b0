import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage } from './browser.ts';
import { poll, textOf } from './check-page.ts';
import { card, ready } from './map-page.ts';

vi.setConfig({ testTimeout: 180_000 });

const upkeep = (page: Page) => page.getByRole('main', { name: '数据维护' });
const shapefile = ['shp', 'dbf', 'prj', 'cpg', 'shx'].map(
  (end) => `test/fixtures/replace/villages-4547.${end}`,
);

it('a clerk replaces a layer and records a status; it survives a reload, and the publication is taken in on the host', async () => {
  const page = await openPage({ hash: 'mode=maintain', scripts: [axeScript] });
  await upkeep(page).getByText('已保存').waitFor();

  await upkeep(page).getByRole('tab', { name: '图层' }).click();
  const villages = upkeep(page).getByRole('listitem').filter({ hasText: '村（社区）' });
  await villages.getByRole('button', { name: /村（社区）/ }).click();
  await villages.getByLabel('用文件换入').setInputFiles(shapefile);
  await villages.getByText('对上 18，新 0，文件中没有 0').waitFor();
  await villages.locator('replace-panel').getByLabel('依据').selectOption({ label: '官方数据' });
  await villages.locator('replace-panel').getByLabel('误差（米）').fill('5');
  await villages.locator('replace-panel').getByLabel('来源').fill('行政区划勘界成果');
  // What the legend said of the sketch does not hold of official borders.
  await villages.locator('replace-panel').getByLabel('图例说明（中文）').fill('村界按 2018 年勘界成果。');
  await villages.getByRole('button', { name: '换入', exact: true }).click();
  await villages.getByText('对上 18，新 0，去掉 0；尚未发布').waitFor();
  await villages.getByRole('button', { name: /村（社区）.*官方数据 ±5 m.*未发布/ }).waitFor();

  await upkeep(page).getByRole('tab', { name: '项目与进展' }).click();
  await upkeep(page).getByLabel('查找项目').fill('2.1-1');
  await upkeep(page)
    .getByRole('button', { name: /^2\.1-1/ })
    .click();
  await card(page).getByLabel('状态').selectOption({ label: '已完成' });
  await card(page).getByLabel('日期').fill('2018-03-01');
  await card(page).getByLabel('依据（文件、公告、现场）').fill('竣工验收单');
  await card(page).getByLabel('记录人').fill('王敏');
  // A picture an office cannot use is named; one it can is brought under 400 KB, and asks what it shows.
  const choose = card(page).getByLabel('加照片或 PDF 文件');
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  await choose.setInputFiles({ name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: heic });
  await card(page)
    .getByText(/IMG_1\.HEIC：.*HEIC/)
    .waitFor();
  await choose.setInputFiles('docs/pictures/browse.jpg');
  await card(page).getByLabel('内容说明').fill('竣工现场');
  await card(page).getByLabel('拍摄或成文日期').fill('2018-02-28');
  await card(page).getByLabel('作者或单位').fill('镇规划办');
  await card(page).getByRole('button', { name: '记录进展' }).click();
  await card(page).getByText('已完成 · 2018-03-01 未发布').waitFor();
  await card(page).getByRole('img', { name: '竣工现场' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('button', { name: '撤销：2.1-1 记录进展' }).click();
  await poll(() => textOf(card(page))).not.toContain('竣工验收单');
  await page.getByRole('button', { name: '重做：2.1-1 记录进展' }).click();
  await poll(() => textOf(card(page))).toContain('竣工验收单');

  await page.reload();
  await upkeep(page).getByRole('tab', { name: '改动与发布' }).click();
  await upkeep(page).getByRole('heading', { name: '进展 1' }).waitFor();
  await upkeep(page).getByLabel('署名').fill('王敏');
  const download = page.waitForEvent('download');
  await upkeep(page).getByRole('button', { name: '检查并导出发布包' }).click();
  const file = await (await download).path();

  const home = mkdtempSync(join(tmpdir(), 'upkeep-'));
  try {
    cpSync('data', join(home, 'data'), { recursive: true, filter: (from) => !from.includes('basemap') });
    cpSync('seeds', join(home, 'seeds'), { recursive: true });
    const zip = join(home, 'publication.zip');
    cpSync(file, zip);
    execFileSync('npx', ['tsx', 'src/cli/package.ts', 'apply', zip, '--package', join(home, 'data')]);
    const read = (name: string) => JSON.parse(readFileSync(join(home, 'data', name), 'utf8'));
    expect(read('status.json').entries.at(-1)).toMatchObject({ subject: 'item:2.1-1', status: 'done' });
    const [{ file: photo }] = read('status.json').entries.at(-1).files;
    const bytes = readFileSync(join(home, 'data', photo));
    expect(bytes.length).toBeLessThanOrEqual(400 * 1024);
    // The start of a JPEG, then JFIF and no Exif.
    expect(bytes.subarray(0, 4).toString('hex')).toBe('ffd8ffe0');
    expect(read('layers/villages.geojson').features[0].properties).toMatchObject({
      basis: 'official',
      accuracyM: 5,
    });
    expect(read('changes.json').entries[0].by).toBe('王敏');
  } finally {
    rmSync(home, { recursive: true });
  }
});

it('a clerk draws a feature, reshapes and divides it, takes it back, and adds a layer', async () => {
  const page = await openPage({ hash: 'mode=maintain' });
  await upkeep(page).getByText('已保存').waitFor();
  await upkeep(page).getByRole('tab', { name: '图层' }).click();
  const park = upkeep(page).getByRole('listitem').filter({ hasText: '产业园' });
  await park
    .getByRole('button', { name: /产业园/ })
    .first()
    .click();
  await park.getByText('画新要素').click();
  const form = park.locator('new-feature');
  await form.getByLabel('名称（中文）').fill('三期厂房');
  await form.getByLabel('名称（English）').fill('Third phase');
  await form.getByLabel('图形').selectOption({ label: '面' });
  await form.getByLabel('误差（米）').fill('20');
  await form.getByLabel('来源').fill('园区红线图');
  await form.getByLabel('所属项目').selectOption('1.1-1');
  await form.getByRole('button', { name: '在地图上画' }).click();

  const tool = (name: string) => upkeep(page).getByRole('region', { name });
  const type = async (name: string, points: readonly string[]) => {
    for (const point of points) {
      await tool(name).getByLabel(/^坐标/).fill(point);
      await tool(name).getByRole('button', { name: '加点' }).click();
    }
    await tool(name).getByRole('button', { name: '完成' }).click();
  };
  // A border that crosses itself is not kept, and its points stay to be corrected.
  await type('画新要素', ['113.10,28.50', '113.11,28.51', '113.11,28.50', '113.10,28.53']);
  await page.getByText('与自身相交').first().waitFor();
  await tool('画新要素').getByText('4 点').waitFor();
  await tool('画新要素').getByRole('button', { name: '撤回一点' }).click();
  await type('画新要素', []);
  await card(page)
    .getByRole('heading', { name: /三期厂房 未发布/ })
    .waitFor();

  await card(page).getByRole('button', { name: '分割', exact: true }).click();
  await type('分割', ['113.107,28.495', '113.107,28.515']);
  await card(page)
    .getByRole('heading', { name: /三期厂房-1/ })
    .waitFor();
  await park.getByLabel('名称（中文） park', { exact: false }).last().waitFor();
  await page.getByRole('button', { name: '撤销：分割三期厂房' }).click();
  await card(page).getByRole('heading', { name: '三期厂房 未发布' }).waitFor();

  await ready(page);
  await page.getByRole('button', { name: '显示全镇' }).click();
  await page.evaluate(() => globalThis.planMap.view.whenIdle());
  const ring = () =>
    page.evaluate(() => {
      const all = [...globalThis.planMap.store.select.features.value.values()];
      const own = all.find(({ feature }) => feature.properties.name.zh === '三期厂房');
      const geometry = own?.feature.geometry;
      return geometry?.type === 'Polygon' ? (geometry.coordinates[0] as [number, number][]) : [];
    });
  const at = ([lon, lat]: readonly [number, number]) =>
    page.evaluate(([x, y]) => globalThis.planMap.view.project(x, y), [lon, lat] as const);
  /** Takes hold at a place and carries it by pixels; the pointer is still down. */
  const drag = async (from: readonly [number, number], dx: number, dy: number) => {
    const { x, y } = await at(from);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx, y + dy, { steps: 4 });
    return { x: x + dx, y: y + dy };
  };
  const drawn = await ring();
  const corner = [113.11, 28.51] as const;
  await card(page).getByRole('button', { name: '改形' }).click();
  await tool('改形').waitFor();
  // Escape puts back what is on its way, and leaves the tool only after that.
  await drag(corner, 30, -30);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.getByRole('button', { name: '撤销：画三期厂房' }).waitFor();
  expect(await ring()).toEqual(drawn);
  await page.keyboard.down('Alt');
  const to = await drag(corner, 30, -30);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await page.getByRole('button', { name: '撤销：改形三期厂房' }).waitFor();
  const reshaped = await ring();
  const isCorner = ([lon, lat]: readonly [number, number]) => lon === corner[0] && lat === corner[1];
  expect(reshaped.filter((_, index) => !isCorner(drawn[index] ?? [0, 0]))).toEqual(
    drawn.filter((point) => !isCorner(point)),
  );
  // A pixel of this window is two of the page's.
  const there = await at(reshaped[drawn.findIndex(isCorner)] ?? [0, 0]);
  expect(Math.hypot(there.x - to.x, there.y - to.y)).toBeLessThan(2.5);
  await page.getByRole('button', { name: '撤销：改形三期厂房' }).click();
  await expect.poll(ring).toEqual(drawn);
  await page.getByRole('button', { name: '重做：改形三期厂房' }).click();
  await expect.poll(ring).toEqual(reshaped);
  await tool('改形').getByRole('button', { name: '结束' }).click();

  await card(page).getByRole('button', { name: '移动' }).click();
  await tool('移动').waitFor();
  await drag(corner, -24, 18);
  await page.mouse.up();
  await page.getByRole('button', { name: '撤销：移动三期厂房' }).waitFor();
  const moved = await ring();
  const [east, north] = [0, 1].map((axis) => (moved[0]?.[axis] ?? 0) - (reshaped[0]?.[axis] ?? 0)) as [
    number,
    number,
  ];
  expect(east).toBeLessThan(-1e-4);
  expect(north).toBeLessThan(-1e-4);
  for (const [index, [lon, lat]] of moved.entries()) {
    const [x = 0, y = 0] = reshaped[index] ?? [];
    // Metres are kept, and a degree of longitude is longer farther south.
    expect(Math.hypot(lon - x - east, lat - y - north)).toBeLessThan(5e-6);
  }
  await drag(corner, 40, 40);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await tool('移动').waitFor({ state: 'detached' });
  expect(await ring()).toEqual(moved);
  await card(page).getByLabel('说明（中文）').fill('待勘测');
  await card(page).getByLabel('说明（中文）').blur();
  await page.getByRole('button', { name: /撤销：.*说明/ }).waitFor();
  await page.getByText('已保存').waitFor();
  await page.reload();
  await upkeep(page).getByRole('tab', { name: '改动与发布' }).click();
  await upkeep(page).getByRole('button', { name: '三期厂房', exact: true }).click();
  await expect.poll(() => card(page).getByLabel('说明（中文）').inputValue()).toBe('待勘测');
  await ready(page);
  expect(await ring()).toEqual(moved);
  await card(page).getByRole('button', { name: '删除要素' }).click();
  await upkeep(page).getByText('与已发布的数据包没有差别').waitFor();

  await upkeep(page).getByRole('tab', { name: '图层' }).click();
  await upkeep(page).getByText('新建图层').click();
  const fresh = upkeep(page).getByRole('form', { name: '新建图层' });
  await fresh.getByLabel('图层名（中文）').fill('健身点');
  await fresh.getByLabel('图层名（English）').fill('Exercise grounds');
  await fresh.getByLabel('点的符号').selectOption({ label: '星标' });
  await fresh.getByRole('button', { name: '新建' }).click();
  const added = upkeep(page).getByRole('listitem').filter({ hasText: '健身点' });
  await added.getByText('属性字段 0').click();
  const attribute = added.getByRole('form', { name: '新属性' });
  await attribute.getByLabel('字段（英文字母）').fill('seats');
  await attribute.getByLabel('类型').selectOption({ label: '数值' });
  await attribute.getByLabel('属性名（中文）').fill('器材数');
  await attribute.getByLabel('属性名（English）').fill('Machines');
  await attribute.getByRole('button', { name: '添加属性' }).click();
  await added.getByText('属性字段 1').waitFor();
  // A file fills it; a column it has no attribute for comes in too, and a character no font has is named.
  const place = (name: string, seats: number, lon: number) => ({
    type: 'Feature',
    properties: { 名称: name, seats, 建成年: 2016 },
    geometry: { type: 'Point', coordinates: [lon, 28.52] },
  });
  const features = [place('㴩塘健身点', 8, 113.12), place('桃花健身点', 6, 113.13)];
  await added.getByLabel('从文件加入').setInputFiles({
    name: '健身点.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
  });
  await added.getByText('对上 0，新 2，文件中没有 0').waitFor();
  expect(await added.getByRole('checkbox', { name: '建成年' }).isChecked()).toBe(true);
  await added.locator('replace-panel').getByLabel('误差（米）').fill('10');
  await added.getByRole('button', { name: '加入', exact: true }).click();
  await added.getByText('属性字段 2').waitFor();
  await added.getByRole('button', { name: '在地图上看 㴩塘健身点' }).click();
  expect(await card(page).getByLabel('建成年').inputValue()).toBe('2016');
  expect(await card(page).getByLabel('器材数').inputValue()).toBe('8');
  await card(page).getByRole('note', { name: '缺字' }).getByText('界面字体缺 1 个字：㴩').waitFor();
  await upkeep(page).getByRole('tab', { name: '改动与发布' }).click();
  await upkeep(page).getByRole('note', { name: '缺字' }).getByText('npm run package -- fonts').waitFor();
  await card(page).getByRole('button', { name: '关闭' }).click();
  await upkeep(page).getByRole('tab', { name: '图层' }).click();
  await added
    .getByRole('button', { name: /健身点/ })
    .first()
    .click();
  await added.getByRole('button', { name: '下移' }).click();
  await page.getByRole('button', { name: '撤销：健身点：下移' }).waitFor();
  await added.getByRole('button', { name: '删除图层' }).click();
  await added.getByText('没有项目用到这个图层。').waitFor();
  await added.getByRole('button', { name: '确认删除' }).click();
  await added.waitFor({ state: 'detached' });

  // What hangs on a layer is said before it goes.
  await park
    .getByRole('button', { name: /产业园/ })
    .first()
    .click();
  await park.getByRole('button', { name: '删除图层' }).click();
  await park.getByText(/在地图上将没有位置/).waitFor();
});

it('asks before the page is left while an edit, which shows already, is being written', async () => {
  const page = await openPage({ hash: 'mode=maintain&item=2.1-1' });
  await upkeep(page).getByText('已保存').waitFor();
  const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  const title = card(page).getByLabel('标题（中文）');
  await title.waitFor();
  expect(await asks()).toBe(false);
  const asked = await title.evaluate((field: HTMLInputElement) => {
    field.value = '改过的标题';
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  });
  expect(asked).toBe(true);
  await card(page).getByRole('heading', { name: '改过的标题' }).waitFor();
  await upkeep(page).getByText('已保存').waitFor();
  await poll(asks).toBe(false);
});
