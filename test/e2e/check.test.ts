import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { geodesicArea } from '../../src/geo/area/index.ts';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage } from './browser.ts';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';
import { corners, drawTyped, file, importTxt, muOf, surveyTxt } from './plots.ts';

// Two pages with maps drawn in software take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

describe('the workbench', () => {
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
