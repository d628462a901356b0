import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { areaFigures, geodesicArea, geodesicDistance } from '../../src/geo/area/index.ts';
import { card, openCheck, poll, textOf, zones } from './check-page.ts';
import { corners, east, file, lonLat, muOf, north, planeM2, square, surveyTxt } from './plots.ts';

// Two pages with maps drawn in software take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

describe('a file', () => {
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

    // A layer of it is asked for the parameters, too, and keeps them with the record.
    await page.getByLabel('添加参考图层').setInputFiles(file(old, '旧宗地.txt'));
    const incoming = page.getByRole('article', { name: /待添加图层/ });
    const parameters = incoming.getByLabel(/七参数/);
    await incoming.getByText(/位置可能偏移约 100 米/).waitFor();
    await parameters.fill('1,2,3');
    await parameters.blur();
    await incoming.getByText(/“1,2,3”不是七个数/).waitFor();
    await parameters.fill('-15.4,128.6,75.2,1.2,-0.9,2.1,-1.5');
    await parameters.blur();
    await poll(() => textOf(incoming)).not.toContain('偏移约 100 米');
    await incoming.getByRole('button', { name: '确认添加' }).click();
    const layers = page.getByRole('list', { name: '参考图层' });
    await layers.getByRole('checkbox').waitFor();
    await page.reload();
    await layers.getByRole('checkbox').waitFor();
    await layers.getByRole('button', { name: /^旧宗地/ }).click();
    await poll(() => textOf(layers)).toContain('已用七参数 -15.4, 128.6, 75.2, 1.2, -0.9, 2.1, -1.5 转换');
    await poll(() => textOf(layers)).toMatch(/平移了约 \d+\.\d 米/);
    await zones(page)
      .getByRole('button', { name: /一号地块/ })
      .first()
      .click();
    await poll(() => textOf(card(page))).toContain('位置可能偏移约 100 米');
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
});

describe('a wrong zone prefix in a surveyor’s file', () => {
  const survey = (prefix: number) =>
    [
      '[属性描述]',
      '坐标系=2000国家大地坐标系',
      '几度分带=3',
      '计量单位=米',
      `带号=${prefix}`,
      '[地块坐标]',
      '5,4.0000,DK-1,一号地块,面,,,,@',
      ...[...square, square[0]].map(([x, y], i) => `J${(i % 4) + 1},1,${x}.000,${prefix}${y}.000`),
    ].join('\r\n');
  it('is shown on a phone from its beginning, with the page where it was', async () => {
    const page = await openCheck({ viewport: { width: 390, height: 844 }, touch: true });
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '错带号.txt', mimeType: 'text/plain', buffer: Buffer.from(survey(39)) });
    const preview = page.getByRole('article', { name: /预览/ });
    await poll(() => preview.getByRole('button', { name: '确认导入' }).isEnabled()).toBe(true);
    const top = async (locator: Locator) => (await locator.boundingBox())?.y ?? -1;
    await poll(() => top(preview.getByRole('heading', { name: '错带号.txt' }))).toBeLessThan(250);
    expect(await top(preview.getByRole('heading', { name: '错带号.txt' }))).toBeGreaterThan(60);
    expect(await top(page.getByRole('heading', { name: '征地核查' }))).toBeGreaterThanOrEqual(0);
  });
  it('is named in the preview with both places; one key takes the fix, Enter imports it, and the zone says so', async () => {
    const page = await openCheck();
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '错带号.txt', mimeType: 'text/plain', buffer: Buffer.from(survey(39)) });
    const preview = page.getByRole('article', { name: /预览/ });
    const faults = preview.getByRole('list', { name: '文件中的问题' });
    await faults.getByText(/Y 的带号前缀 39 可能写错.*距本镇 29\d 公里.*前缀改为 38/).waitFor();
    // Nothing is applied unasked: as written it is chosen, far away.
    expect(await preview.getByRole('radio').first().isChecked()).toBe(true);
    await page.keyboard.press('2');
    await poll(() => preview.getByRole('radio').nth(1).isChecked()).toBe(true);
    await faults.getByText(/已按 38 读取/).waitFor();
    const accept = preview.getByRole('button', { name: '确认导入' });
    await poll(() => accept.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(
      true,
    );
    await page.keyboard.press('Enter');
    await poll(() => planeM2(page)).toBeCloseTo(40_000, 0);
    expect(await textOf(card(page))).toContain('已按 38 读取（每点 Y 减 1,000,000 米）');
    await card(page).getByRole('tab', { name: '界址点' }).click();
    expect(await card(page).getByRole('textbox', { name: 'J1 Y' }).inputValue()).toBe(`38${east}.000`);
  });
});

describe('a shape that only its maker can explain', () => {
  it('is asked about before it is imported, and becomes what was answered', async () => {
    const page = await openCheck();
    const ring = (east0: number, size: number) =>
      [
        [0, 0],
        [size, 0],
        [size, size],
        [0, size],
        [0, 0],
      ].map(([x, y]) => lonLat([north + (y as number), east0 + (x as number)]));
    const text = JSON.stringify({ type: 'Polygon', coordinates: [ring(east, 200), ring(east + 500, 100)] });
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '洞在外.geojson', mimeType: 'application/json', buffer: Buffer.from(text) });
    const preview = page.getByRole('article', { name: /预览/ });
    const accept = preview.getByRole('button', { name: '确认导入' });
    await poll(() => accept.isEnabled()).toBe(true);
    await accept.click();
    const asked = preview.getByRole('radiogroup', { name: '外环之外的洞' });
    await asked.waitFor();
    await preview.getByText(/第 1 部分的第 1 个洞.*在外环之外/).waitFor();
    expect(await accept.isDisabled()).toBe(true);
    await asked.getByRole('radio', { name: '作为单独的部分' }).check();
    await accept.click();
    await poll(() => planeM2(page)).toBeCloseTo(50_000, 0);
  });
});
