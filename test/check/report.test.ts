import { readFileSync } from 'node:fs';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  boundaryOf,
  type CheckResult,
  changesTable,
  checkZone,
  compareChecks,
  fingerprint,
  reportOf,
  reportsCsv,
  reportsText,
} from '../../src/check/index.ts';
import { boundaryTable } from '../../src/check/report/boundary.ts';
import { planeArea } from '../../src/geo/area/index.ts';
import { locate, readGeometry } from '../../src/geo/formats/index.ts';
import { town } from '../geo/formats/fixture.ts';
import { featureOf, layerOf, options, ruleOf, square, zoneOf } from './fixture.ts';

const layers = [
  layerOf('sketch', [featureOf('f', square(1, 0, 2), 'schematic', 4000)]),
  layerOf('villages', [featureOf('v', square(-5, -5, 20))], { role: 'villages' }),
];
const rules = [
  ruleOf('r', 'sketch'),
  ruleOf('missing', 'none', { layerName: { zh: '省道', en: 'Provincial roads' } }),
];
const check = (x = 0): Promise<CheckResult> =>
  checkZone(zoneOf(square(x, 0, 2), { statedAreaM2: 43_000 }), layers, rules, options);

describe('the report', () => {
  it('says 示意 and ± beside every overlap with a sketch, and 未核查 with its reason', async () => {
    const { tables } = reportOf(await check());
    const text = (id: string) =>
      tables.find((table) => table.id === id)!.rows.map(({ cells }) => cells.map(({ zh }) => zh).join('|'));
    expect(text('conflicts')[0]).toContain('示意 ±4000 米');
    expect(text('layers')[0]).toContain('示意 ±4000 米');
    expect(text('rules')[1]).toContain('未核查：数据包中没有“省道”图层。');
    expect(text('zone')[1]).toContain('高斯平面面积（3° 带，中央经线 114°）');
  });
  it('sets a stated area against the plane the survey is in, and says which', async () => {
    const six = zoneOf(square(0, 0, 2), {
      statedAreaM2: 43_000,
      crs: { code: 'EPSG:4497', from: 'header' },
    });
    const result = await checkZone(six, layers, rules, options);
    const own = planeArea(six.geometry, 111);
    expect(result.zone.stated).toMatchObject({ centralMeridian: 111, planeDifferenceM2: own - 43_000 });
    // Two degrees from the meridian a square is a part in a thousand larger, one degree a fifth of that.
    expect(own / result.zone.planeAreaM2 - 1).toBeGreaterThan(5e-4);
    const { rows } = reportOf(result).tables.find(({ id }) => id === 'zone')!;
    expect(rows.map(({ cells }) => cells[0]!.zh)).toContain(
      '平面面积（勘测坐标系，中央经线 111°）与所载之差',
    );
  });
  it('gives sides as the surveyors’ own table of boundary points does, and a perimeter in metres that they add up to', async () => {
    const name = '变电站_界址点.xlsx';
    const bytes = Uint8Array.from(readFileSync(`test/fixtures/case/${name}`));
    const read = await readGeometry([{ name, bytes }], { town });
    const [feature] = locate(read, read.crs.chosen!, town).features;
    const zone = zoneOf(feature!.geometry as Polygon);
    // The file's column 边长, each from the point before.
    const stated = [52.95, 64.18, 73.61, 49.31, 68.17, 45.73, 52.93, 50.49];
    const [ring] = boundaryOf(zone, 114);
    expect(ring!.points.map(({ sideM }) => Number(sideM.toFixed(2)))).toEqual(stated);
    const { tables } = reportOf(await checkZone(zone, layers, rules, options));
    const cells = (id: string) => tables.find((table) => table.id === id)!;
    const sum = stated.reduce((all, one) => all + one, 0).toFixed(2);
    expect(boundaryTable(zone, 114).note!.zh).toContain(`合计 ${sum} 米`);
    const around = cells('zone').rows.find(({ key }) => key === 'perimeter')!.cells[1]!.zh;
    expect(around).toMatch(/^\d+\.\d\d 米$/);
    // On the ellipsoid it is shorter by the scale of the plane there.
    expect(Number(around.slice(0, -2)) / Number(sum)).toBeCloseTo(1 / 1.000088, 4);
    const larger = await checkZone(zoneOf(square(0, 0, 4)), layers, rules, options);
    const large = reportOf(larger).tables.find(({ id }) => id === 'zone')!;
    expect(large.rows.find(({ key }) => key === 'perimeter')!.cells[1]!.zh).toMatch(/^\d{4,}\.\d\d 米$/);
  });
  it('says number, map sheet and use of the file, and each in its own field', async () => {
    const fields = { 地块编号: '430681GB00002', 图幅号: 'H49G021062', 地块用途: '公路用地', 地类编码: '' };
    const said = async (landClass?: string) => {
      const zone = zoneOf(square(0, 0, 2), {
        source: { rings: [], fields },
        ...(landClass ? { landClass } : {}),
      });
      const { rows } = reportOf(await checkZone(zone, layers, rules, options), { zone }).tables[0]!;
      return rows.slice(-5).map(({ cells }) => `${cells[0]!.zh} ${cells[1]!.zh}`);
    };
    const own = ['地块编号 430681GB00002', '图幅号 H49G021062'];
    expect((await said()).slice(-3)).toEqual([...own, '地块用途 公路用地']);
    expect((await said('1003')).slice(-4)).toEqual([...own, '地块用途 公路用地', '地类编码 1003']);
    expect((await said('道路')).slice(-3)).toEqual([...own, '地块用途 道路']);
  });
  it('lists what changed since an earlier check, figure by figure, and nothing where all is the same', async () => {
    const before = await check();
    expect(changesTable(reportOf(before), reportOf(await check())).rows).toEqual([]);
    // Another day's data: the sketch is a square twice as wide, a rule is new.
    const wider = layerOf('sketch', [featureOf('f', square(0, 0, 4), 'schematic', 4000)]);
    const zone = zoneOf(square(0, 0, 2), { statedAreaM2: 43_000 });
    const now = await checkZone(zone, [wider, layers[1]!], [...rules, ruleOf('new', 'villages')], options);
    const { rows } = changesTable(reportOf(before), reportOf(now));
    const text = rows.map(({ cells }) => cells.map(({ zh }) => zh).join('|'));
    const overlap = (result: CheckResult) => result.layers[0]!.overlapM2;
    const line = text.find((row) => row.startsWith('图层|') && row.includes('面积（m²）'))!;
    const figure = (m2: number) =>
      m2.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    expect(line.split('|').slice(3)).toEqual([
      figure(overlap(before)),
      figure(overlap(now)),
      `+${figure(overlap(now) - overlap(before))}`,
    ]);
    expect(text.some((row) => row.startsWith('规则|') && row.includes('整行|（没有）'))).toBe(true);
  });
  it('has as many cells in every row as columns, in both languages', async () => {
    const zone = zoneOf(square(0, 0, 2));
    for (const { columns, rows: lines, id } of reportOf(await check(), { zone }).tables)
      for (const { cells } of lines) {
        expect([id, cells.length]).toEqual([id, columns.length]);
        for (const { zh, en } of cells) expect(zh === '').toBe(en === '');
      }
  });
  it('is written as CSV that a spreadsheet opens: BOM, CRLF, quotes, no grouping, no formulas', async () => {
    const result = await check();
    result.zone.name = '=1+1,"x"';
    const csv = reportsCsv([reportOf(result, { fingerprint: 'abc' })], 'zh');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv.split('\r\n')[0]).toBe('\uFEFF"征地核查报告：=1+1,""x"""');
    const stated = csv.split('\r\n').find((one) => one.startsWith('文件所载面积'));
    expect(stated).toBe('文件所载面积,64.50,4.3000,43000.00');
    expect(csv).toMatch(/校验码,abc/);
    const row = { ...reportOf(result), title: { zh: '=HYPERLINK(1)', en: 'x' } };
    expect(reportsCsv([row], 'zh').split('\r\n')[0]).toBe("\uFEFF'=HYPERLINK(1)");
  });
  it('is written as text with columns that line up', async () => {
    const text = reportsText([reportOf(await check())], 'zh');
    const [head, ...lines] = text.split('\n').filter((one) => /^(项目|椭球面积|高斯平面|文件所载)/.test(one));
    const wide = (line: string) => [...line].reduce((n, c) => n + (/[\u2e80-\uffdc]/.test(c) ? 2 : 1), 0);
    const at = wide(head!.slice(0, head!.indexOf('面积（亩）')));
    for (const one of lines) expect(one).toMatch(/\d/);
    expect(lines.map((one) => wide(one.slice(0, one.search(/ {2}-?\d/) + 2)))).toEqual(lines.map(() => at));
  });
});

describe('the fingerprint', () => {
  it('is the same for the same check and another for any other', async () => {
    const zone = zoneOf(square(0, 0, 2));
    const [a, b] = [await check(), await check()];
    expect(await fingerprint(zone, a)).toBe(await fingerprint(zone, b));
    expect(await fingerprint(zone, a)).toMatch(/^[0-9a-f]{64}$/);
    const prints = await Promise.all([
      fingerprint(zone, a),
      fingerprint(zoneOf(square(0, 0, 3)), a),
      fingerprint(zone, { ...a, dataVersion: 'x' }),
      fingerprint(zone, { ...a, zone: { ...a.zone, areaM2: a.zone.areaM2 + 1e-9 * a.zone.areaM2 } }),
    ]);
    expect(new Set(prints).size).toBe(4);
  });
});

describe('several zones', () => {
  it('adds up, and reports what a change resolved and added', async () => {
    const [before, after] = [await check(0), await check(-3)];
    const compared = compareChecks([before, after]);
    expect(compared.areaM2).toBeCloseTo(before.zone.areaM2 + after.zone.areaM2, 6);
    const sketch = compared.layers.find(({ layer }) => layer === 'sketch')!;
    expect(sketch.overlapM2).toEqual([before.layers[0]!.overlapM2, 0]);
    expect(sketch.differenceM2).toBeLessThan(0);
    expect(sketch.checked).toBe(false);
    expect(compared.resolved).toEqual(['r f']);
    expect(compared.added).toEqual([]);
    expect(compared.villages[0]!.sumM2).toBeCloseTo(compared.areaM2, 3);
  });
});
