import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { areaFigures, gaussKruger, geodesicArea, geodesicDistance } from '../../src/geo/area/index.ts';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage } from './browser.ts';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';
import { strokes } from './pdf.ts';

// Two pages with maps drawn in software take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const corners: [number, number][] = [
  [113.118, 28.528],
  [113.126, 28.527],
  [113.128, 28.533],
  [113.121, 28.536],
];
/** A surveyor's file of the corners, to the millimetre, zone 38 with prefix. */
function surveyTxt(name = '一号地块', points = corners): string {
  const lines = [...points, points[0]!].map(([lon, lat], index) => {
    const { north, east } = gaussKruger(lon, lat, 114);
    return `J${(index % points.length) + 1},1,${north.toFixed(3)},${(38_000_000 + east).toFixed(3)}`;
  });
  return [
    '[属性描述]',
    '格式版本号=1.01版本',
    '坐标系=2000国家大地坐标系',
    '几度分带=3',
    '投影类型=高斯克吕格',
    '计量单位=米',
    '带号=38',
    '精度=0.001',
    '转换参数=0,0,0,0,0,0,0',
    '[地块坐标]',
    `${points.length + 1},62.3724,DK-1,${name},面,,工业用地,0601,@`,
    ...lines,
  ].join('\r\n');
}
const muOf = (points: [number, number][]) =>
  areaFigures(geodesicArea({ type: 'Polygon', coordinates: [[...points, points[0]!]] })).mu;

const file = (text: string, name = '测试勘测定界.txt') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

async function importTxt(page: Page, text = surveyTxt()): Promise<void> {
  await page.getByLabel('导入地块文件').setInputFiles(file(text));
  await page.getByRole('button', { name: '确认导入' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
}
/** Draws a polygon by typing its points. */
async function drawTyped(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  await page.getByRole('button', { name: '绘制多边形' }).click();
  for (const [lon, lat] of points) {
    await page.getByLabel('坐标：经度,纬度 或 X(北),Y(东)').fill(`${lon},${lat}`);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '完成' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
}

describe('the workbench', () => {
  it('takes a surveyor’s TXT to a checked zone, with the system explained and the areas right', async () => {
    const page = await openCheck();
    await page.getByLabel('导入地块文件').setInputFiles(file(surveyTxt()));
    const preview = page.getByRole('article', { name: /预览/ });
    await preview.getByRole('radio').first().waitFor();
    expect(await preview.innerText()).toContain('EPSG:4526');
    expect(await preview.innerText()).toContain('文件注明');
    // Enter is all it takes: the button has the focus once the preview stands.
    await poll(() => preview.getByRole('button', { name: '确认导入' }).isEnabled()).toBe(true);
    await page.keyboard.press('Enter');
    await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
    const text = await textOf(card(page));
    expect(text).toContain(muOf(corners));
    expect(text).toContain('高斯平面面积（3° 带，114°）');
    expect(text).toContain('文件所载面积');
    expect(text).toMatch(/未核查\s*\d+/);
    await card(page)
      .getByRole('button', { name: /^规则 \d/ })
      .click();
    expect(await card(page).getByRole('table').innerText()).toContain('第三十五条');

    // A road's centre line of some 500 m becomes ground by its widths: 3 m to its left and 5 m to its right, flat ends.
    const [from, to] = [
      [113.12, 28.52],
      [113.123, 28.5236],
    ] as const;
    const road = {
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: [from, to] },
    };
    await page
      .getByLabel('导入地块文件')
      .setInputFiles(file(JSON.stringify({ type: 'FeatureCollection', features: [road] }), '道路.geojson'));
    await preview.getByLabel('左宽（米）').fill('3');
    await preview.getByLabel('右宽（米）').fill('5');
    await preview.getByLabel('右宽（米）').blur();
    await preview.getByRole('button', { name: '确认导入' }).click();
    await poll(() => textOf(card(page))).toContain('由中心线生成：左宽 3 米，右宽 5 米，两端平头。');
    const strip = Number((await textOf(card(page))).match(/([\d,]+(?:\.\d+)?) m²/)?.[1]?.replace(',', ''));
    expect(Math.abs(strip - geodesicDistance(...from, ...to) * 8)).toBeLessThan(1);
  });

  it('keeps zones and undo across a reload, in every tab alike', async () => {
    const page = await openCheck();
    await importTxt(page);
    const other = await openCheck({ context: page.context() });
    await zones(other).getByText('一号地块').waitFor();
    await page.reload();
    await zones(page).getByText('一号地块').waitFor();
    await page.getByRole('button', { name: /^撤销/ }).click();
    await poll(() => zones(page).count()).toBe(0);
    await poll(() => zones(other).count()).toBe(0);
    await page.keyboard.press('Control+Shift+Z');
    await zones(page).getByText('一号地块').waitFor();
  });

  it('draws by typed coordinates, splits along a typed line and merges again without losing ground', async () => {
    const page = await openCheck();
    await drawTyped(page, corners);
    expect(await textOf(card(page))).toContain(muOf(corners));
    await card(page).getByRole('button', { name: '分割' }).click();
    for (const point of ['113.1235,28.52', '113.1235,28.54']) {
      await page.getByLabel('坐标：经度,纬度 或 X(北),Y(东)').fill(point);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: '完成' }).click();
    await poll(() => zones(page).getByRole('listitem').count()).toBe(2);
    for (const box of await zones(page).getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: '合并成一个地块' }).click();
    await poll(() => zones(page).getByRole('listitem').count()).toBe(3);
    const mu = Number(muOf(corners));
    // The list stands before the card of the new zone does.
    const shown = async () => Number((await textOf(card(page))).match(/([\d.]+)\s*亩/)?.[1]);
    await poll(async () => Math.abs((await shown()) - mu)).toBeLessThan(0.02);
  });

  it('follows a vertex dragged with the mouse and keeps it', async () => {
    const page = await openCheck();
    await importTxt(page);
    await card(page).getByRole('button', { name: '改界址点' }).click();
    await page.waitForTimeout(1200);
    const area = async () => (await textOf(card(page))).match(/([\d.,]+)\s*亩/)?.[1];
    const before = await area();
    // The corner nearest the middle of the free part of the map.
    const box = (await page.getByRole('region', { name: '地图' }).boundingBox())!;
    const at = await page.evaluate(
      ([lon, lat]) => {
        const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host') as unknown as {
          view: { value: { project(lon: number, lat: number): { x: number; y: number } } };
        };
        return host.view.value.project(lon as number, lat as number);
      },
      corners[0] as [number, number],
    );
    await page.mouse.move(box.x + at.x, box.y + at.y);
    await page.mouse.down();
    await page.mouse.move(box.x + at.x - 30, box.y + at.y + 20, { steps: 6 });
    await page.mouse.up();
    await poll(area).not.toBe(before);
    await page.getByRole('button', { name: /^撤销：改界址点/ }).click();
    await poll(area).toBe(before);
  });

  it('answers for parcels while a vertex is held, and leaves the map where it is', async () => {
    const page = await openCheck();
    const parcel = (index: number) => {
      const [west, south] = [113.117 + 0.001 * (index % 14), 28.526 + 0.001 * Math.floor(index / 14)];
      const far = [west + 0.001, south + 0.001] as const;
      const ring = [[west, south], [far[0], south], far, [west, far[1]], [west, south]];
      return {
        type: 'Feature',
        properties: { id: `P${index}` },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
    };
    const features = Array.from({ length: 154 }, (_, index) => parcel(index));
    await page
      .getByLabel('添加参考图层')
      .setInputFiles(file(JSON.stringify({ type: 'FeatureCollection', features }), '宗地.geojson'));
    // Its name says what it is for.
    await page.getByRole('button', { name: '确认添加' }).click();
    await page.getByText('154 个图形').first().waitFor();
    await importTxt(page);
    const count = async () =>
      Number((await textOf(card(page).getByRole('button', { name: /^宗地/ }))).match(/(\d+)/)?.[1]);
    await poll(count).toBeGreaterThan(20);
    await card(page).getByRole('button', { name: '改界址点' }).click();
    const at = () =>
      page.evaluate(
        ([lon, lat]) => {
          const host = document
            .querySelector('plan-app')
            ?.shadowRoot?.querySelector('map-host') as unknown as {
            view: { value: { project(lon: number, lat: number): { x: number; y: number } } };
          };
          return host.view.value.project(lon as number, lat as number);
        },
        corners[0] as [number, number],
      );
    const box = (await page.getByRole('region', { name: '地图' }).boundingBox())!;
    // The map may still be on its way to the layer or the zone, for long where software draws it.
    await page.evaluate(async () => {
      const host = document.querySelector('plan-app')?.shadowRoot?.querySelector('map-host') as unknown as {
        view: { value: { whenIdle(): Promise<void> } };
      };
      await host.view.value.whenIdle();
    });
    const [corner, before] = [await at(), await count()];
    await page.mouse.move(box.x + corner.x, box.y + corner.y);
    await page.mouse.down();
    await page.mouse.move(box.x + corner.x + 60, box.y + corner.y - 40, { steps: 5 });
    await poll(count).toBeLessThan(before);
    const held = await count();
    await page.mouse.up();
    await page.getByRole('button', { name: /^撤销：改界址点/ }).waitFor();
    expect(await count()).toBe(held);
    expect(await at()).toEqual(corner);
  });

  it('changes a boundary point as a number', async () => {
    const page = await openCheck();
    await importTxt(page);
    await card(page).getByRole('tab', { name: '界址点' }).click();
    const field = card(page).getByLabel('J1 X');
    const x = Number(await field.inputValue());
    await field.fill((x + 100).toFixed(3));
    await field.press('Enter');
    await page.getByRole('button', { name: '撤销：改界址点坐标' }).waitFor();
    expect(Number(await card(page).getByLabel('J1 X').inputValue())).toBeCloseTo(x + 100, 2);
  });

  it('says what is wrong with a file, where, and keeps the rest', async () => {
    const page = await openCheck();
    const broken = surveyTxt().replace(/J2,1,\d+\.\d+,/, 'J2,1,三百万,');
    await page.getByLabel('导入地块文件').setInputFiles(file(broken));
    const preview = page.getByRole('article', { name: /预览/ });
    const faults = preview.getByRole('list', { name: '文件中的问题' });
    await faults.waitFor();
    expect(await faults.innerText()).toMatch(/行 13/);
    await page.getByLabel('导入地块文件').setInputFiles(file('\u0000\u0001\u0002', 'x.bin'));
    await page.getByText(/认不出文件格式/).waitFor();
  });

  it('takes an old datum without its shift only when the user says so', async () => {
    const page = await openCheck();
    const old = surveyTxt()
      .replace('2000国家大地坐标系', '1980西安坐标系')
      .replace('转换参数=0,0,0,0,0,0,0', '转换参数=,,,,,,');
    await page.getByLabel('导入地块文件').setInputFiles(file(old));
    const preview = page.getByRole('article', { name: /预览/ });
    const agree = preview.getByRole('checkbox', { name: /位置可能偏差约 100 米/ });
    await agree.waitFor();
    const accept = preview.getByRole('button', { name: '确认导入' });
    expect(await accept.isDisabled()).toBe(true);
    await agree.check();
    // Another system is another question.
    await page.keyboard.press('2');
    await poll(() => preview.getByRole('radio').nth(1).isChecked()).toBe(true);
    await page.keyboard.press('1');
    await agree.waitFor();
    expect(await agree.isChecked()).toBe(false);
    expect(await accept.isDisabled()).toBe(true);
    await agree.check();
    await accept.click();
    await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
    expect(await textOf(card(page))).toMatch(/1980西安坐标系|西安80/);
    expect(await textOf(card(page))).toContain('100 米');
  });

  it('asks how many shapes become zones, all of them or some, each or as one', async () => {
    const page = await openCheck();
    const square = (index: number) => {
      const [west, south] = [113.1 + 0.002 * index, 28.5];
      const ring = [
        [west, south],
        [west + 0.002, south],
        [west + 0.002, south + 0.002],
        [west, south + 0.002],
        [west, south],
      ];
      return {
        type: 'Feature',
        properties: { name: `第${index + 1}块` },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
    };
    const features = Array.from({ length: 25 }, (_, index) => square(index));
    await page
      .getByLabel('导入地块文件')
      .setInputFiles(file(JSON.stringify({ type: 'FeatureCollection', features }), '多块.geojson'));
    const preview = page.getByRole('article', { name: /预览/ });
    await preview.getByText('选中 25 个图形，如何导入？').waitFor();
    const accept = preview.getByRole('button', { name: '确认导入' });
    expect(await accept.isDisabled()).toBe(true);
    await preview.getByLabel(/只要其中一部分/).fill('1-3，第25块');
    await preview.getByLabel(/只要其中一部分/).press('Enter');
    await preview.getByText('选中 4 个图形，如何导入？').waitFor();
    await preview.getByRole('radio', { name: '合成一个地块' }).check();
    await accept.click();
    await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
    await poll(() => zones(page).getByRole('listitem').count()).toBe(1);
    const sum = [0, 1, 2, 24].reduce(
      (total, index) => total + geodesicArea(square(index).geometry as GeoJSON.Polygon),
      0,
    );
    expect(await textOf(card(page))).toContain(areaFigures(sum).mu);
  });

  it('shows how far a large file is read, and stops when asked to', async () => {
    const page = await openCheck();
    const folder = mkdtempSync(join(tmpdir(), 'large-'));
    const path = join(folder, '大文件.geojson');
    const features = Array.from({ length: 120_000 }, (_, index) => {
      const [west, south] = [113 + 0.0005 * (index % 400), 28.4 + 0.0005 * Math.floor(index / 400)];
      const ring = [
        [west, south],
        [west + 0.0004, south],
        [west + 0.0004, south + 0.0004],
        [west, south + 0.0004],
        [west, south],
      ];
      return `{"type":"Feature","properties":{"name":"${index}"},"geometry":{"type":"Polygon","coordinates":${JSON.stringify([ring])}}}`;
    });
    writeFileSync(path, `{"type":"FeatureCollection","features":[${features.join(',')}]}`);
    try {
      const preview = page.getByRole('article', { name: /预览/ });
      await page.getByLabel('导入地块文件').setInputFiles(path);
      await preview.getByRole('progressbar', { name: '读取进度' }).waitFor();
      await preview.getByRole('button', { name: '取消' }).click();
      await preview.waitFor({ state: 'detached' });
      // Read to the end it is too many zones, and says what to do.
      await page.getByLabel('导入地块文件').setInputFiles(path);
      await preview.getByText('选中 120000 个图形，如何导入？').waitFor({ timeout: 120_000 });
      expect(await preview.getByRole('radio', { name: /每个图形一个地块/ }).isDisabled()).toBe(true);
      await preview.getByLabel(/只要其中一部分/).fill('1-3');
      await preview.getByLabel(/只要其中一部分/).press('Enter');
      await preview.getByText('选中 3 个图形，如何导入？').waitFor();
      await preview.getByRole('radio', { name: /每个图形一个地块/ }).check();
      await preview.getByRole('button', { name: '确认导入' }).click();
      await poll(() => zones(page).getByRole('listitem').count()).toBe(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('records progress that browse mode shows at once', async () => {
    const page = await openCheck();
    await page.getByText('交接与进展记录').click();
    await bench(page).getByText('记录进展').first().click();
    await bench(page).getByLabel('状态').selectOption('done');
    await bench(page).getByLabel('依据（文件、公告、现场）').fill('验收单第 7 号');
    await bench(page).getByLabel('记录人').fill('测试员');
    const subject = await bench(page).getByLabel('对象').inputValue();
    await bench(page).getByRole('button', { name: '记录进展' }).click();
    await bench(page).getByText('已记录并保存').waitFor();
    await page.getByRole('button', { name: '返回规划浏览' }).click();
    await page.goto(`${page.url().replace(/#.*/, '')}#item=${subject.slice(5)}`);
    await page.reload();
    await page.getByText('验收单第 7 号').first().waitFor();
  });

  it('goes on where the browser never opens its storage, and says what is to be done', async () => {
    const page = await openPage({
      hash: 'mode=check',
      before: () => {
        // The request is made and never answered, as some browsers leave it.
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...given) {
          return Object.assign(open.apply(this, given), { addEventListener: () => undefined });
        };
      },
    });
    await page.getByText('浏览器一直没有打开存储').first().waitFor();
    expect(await page.getByText('正在打开记录…').count()).toBe(0);
    await importTxt(page);
    await card(page).getByText('亩').first().waitFor();
    const download = page.waitForEvent('download');
    await bench(page).getByRole('alert').getByRole('button', { name: '导出全部记录' }).click();
    expect(readFileSync((await (await download).path()) as string, 'utf8')).toContain('一号地块');
  });

  it('shows two people’s changes side by side and overwrites nothing', async () => {
    const mine = await openCheck();
    await importTxt(mine);
    await mine.getByText('交接与进展记录').click();
    const exported = async (page: Page) => {
      const download = page.waitForEvent('download');
      await bench(page).getByRole('button', { name: '导出全部记录' }).click();
      return readFileSync((await (await download).path()) as string, 'utf8');
    };
    const first = await exported(mine);
    const theirs = await openCheck();
    await theirs.getByText('交接与进展记录').click();
    const merge = async (page: Page, text: string) => {
      await bench(page).getByLabel('合并他人记录').setInputFiles(file(text, 'records.json'));
      await bench(page).getByRole('button', { name: '合并', exact: true }).click();
    };
    await merge(theirs, first);
    const rename = async (page: Page, name: string) => {
      await zones(page)
        .getByRole('button', { name: /一号地块.*亩/ })
        .click();
      await card(page).getByRole('tab', { name: '档案' }).click();
      await card(page).getByLabel('名称', { exact: true }).fill(name);
      await card(page).getByLabel('名称', { exact: true }).press('Enter');
      await zones(page).getByText(name).waitFor();
    };
    await rename(theirs, '对方命名');
    await rename(mine, '我的命名');
    await merge(mine, await exported(theirs));
    await bench(mine).getByText('1 条记录有分歧').waitFor();
    expect(await textOf(bench(mine))).toContain('对方命名');
    expect(await textOf(bench(mine))).toContain('我的命名');
    await bench(mine).getByRole('button', { name: '采用版本 1' }).click();
    await bench(mine).getByText('1 条记录有分歧').waitFor({ state: 'detached' });
  });

  it('exports zones with the surveyor’s points, and what they overlap, as files others can read', async () => {
    const page = await openCheck();
    await importTxt(page);
    await card(page).getByRole('tab', { name: '输出' }).click();
    const exported = async (name: string | RegExp) => {
      const download = page.waitForEvent('download');
      // As slow as a finger: Chromium drops the eleventh download that a page starts within a second.
      await card(page).getByRole('button', { name, exact: true }).click({ delay: 150 });
      return readFileSync((await (await download).path()) as string);
    };
    // Every point keeps its name and its place in the order.
    const points = (text: string) => text.match(/J\d+,1,[\d.,]+/g);
    expect(points((await exported('勘测定界 TXT')).toString('latin1'))).toEqual(points(surveyTxt()));
    const table = (await exported('CSV 界址点表')).toString('utf8').split('\r\n');
    expect(table[0]).toBe('\uFEFF地块,圈号,点号,X,Y,边长');
    expect(table[2]?.split(',').slice(2, 5).join(',')).toBe(points(surveyTxt())?.[1]?.replace(',1,', ','));
    for (const name of ['Shapefile', 'KML', 'CSV（WKT）', '重叠图形 Shapefile', '重叠图形 KML'])
      expect((await exported(name)).length).toBeGreaterThan(200);
    const overlaps = JSON.parse((await exported('重叠图形 GeoJSON')).toString('utf8')) as {
      features: { geometry: GeoJSON.MultiPolygon; properties: { zone: string; area_m2: number } }[];
    };
    expect(overlaps.features.length).toBeGreaterThan(0);
    for (const { geometry, properties } of overlaps.features) {
      expect(properties.zone).toBe('一号地块');
      if (geometry.type.endsWith('Polygon'))
        expect(Math.abs(geodesicArea(geometry) / properties.area_m2 - 1)).toBeLessThan(1e-5);
    }
    for (const name of ['Excel（XLSX）', 'Word（DOCX）', '下载 Word 模板'])
      expect((await exported(name)).subarray(0, 2).toString()).toBe('PK');
    const csv = (await exported('CSV（Excel）')).toString('utf8');
    for (const title of ['界址点成果表', '管控规则', '审批权限提示']) expect(csv).toContain(title);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain('一号地块');
  });

  it('has an example for whoever has no file, and takes several files at once', async () => {
    const page = await openCheck();
    await page.getByRole('button', { name: '试用示例' }).click();
    const previews = page.getByRole('article', { name: /预览/ });
    await poll(() => previews.getByRole('button', { name: '确认导入' }).isEnabled()).toBe(true);
    await page.keyboard.press('Enter');
    await zones(page).getByText('练习示例地块').waitFor();
    const second = corners.map(([lon, lat]) => [lon - 0.02, lat] as [number, number]);
    await page
      .getByLabel('导入地块文件')
      .setInputFiles([file(surveyTxt(), '甲.txt'), file(surveyTxt('二号地块', second), '乙.txt')]);
    await page.getByRole('button', { name: '导入可确认的 2 个' }).click();
    await poll(() => zones(page).getByRole('listitem').count()).toBe(3);
    // One after the other by Enter alone: the focus goes on to the next preview.
    await page
      .getByLabel('导入地块文件')
      .setInputFiles([file(surveyTxt('三号地块'), '丙.txt'), file(surveyTxt('四号地块', second), '丁.txt')]);
    await page.getByRole('button', { name: '导入可确认的 2 个' }).waitFor();
    const focused = () => previews.first().getByRole('button', { name: '确认导入' });
    for (const left of [1, 0]) {
      await poll(() =>
        focused().evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one),
      ).toBe(true);
      await page.keyboard.press('Enter');
      await poll(() => previews.count()).toBe(left);
    }
    await poll(() => zones(page).getByRole('listitem').count()).toBe(5);
  });

  it('shows and checks a zone on a phone', async () => {
    const page = await openCheck({ viewport: { width: 390, height: 844 }, touch: true });
    await importTxt(page);
    const text = await textOf(card(page));
    expect(text).toContain(muOf(corners));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('has help, and nothing serious for axe, in both languages', async () => {
    const page = await openCheck({ scripts: [axeScript] });
    await importTxt(page);
    await page.getByRole('button', { name: '帮助' }).click();
    await page.getByRole('heading', { name: '一分钟出图' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('heading', { name: 'From file to sheet in a minute' }).waitFor();
    expect(await textOf(page.getByRole('complementary', { name: 'Results' }))).toMatch(/Ellipsoidal area/);
  });
});

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
});
