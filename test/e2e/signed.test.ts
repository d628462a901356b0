import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { areaFigures, geodesicArea } from '../../src/geo/area/index.ts';
import { bench, card, openCheck, textOf, zones } from './check-page.ts';

vi.setConfig({ testTimeout: 240_000 });

const ring = [
  [113.118, 28.528],
  [113.126, 28.527],
  [113.128, 28.533],
  [113.121, 28.536],
  [113.118, 28.528],
];
const plot = JSON.stringify({
  type: 'Feature',
  properties: { name: '一号地块' },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
/** What the newer data has inside the plot: a start-up area whose size is known by itself. */
const moved: GeoJSON.Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [113.121, 28.529],
      [113.124, 28.529],
      [113.124, 28.532],
      [113.121, 28.532],
      [113.121, 28.529],
    ],
  ],
};
const park = JSON.parse(readFileSync('data/layers/park.geojson', 'utf8')) as GeoJSON.FeatureCollection;
const newer: GeoJSON.FeatureCollection = {
  ...park,
  features: park.features.map((one) =>
    one.properties?.['id'] === 'park.phase1' ? { ...one, geometry: moved } : one,
  ),
};
const town = JSON.parse(readFileSync('data/town.json', 'utf8')) as { dataVersion: string };

it('checks a signed zone again with newer data, and prints what has changed against the signed result', async () => {
  const page = await openCheck();
  await page
    .getByLabel('导入地块文件')
    .setInputFiles({ name: '地块.geojson', mimeType: 'application/json', buffer: Buffer.from(plot) });
  await page.getByRole('button', { name: '确认导入' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
  await card(page).getByRole('tab', { name: '输出' }).click();
  const download = page.waitForEvent('download');
  await card(page).getByRole('button', { name: 'JSON', exact: true }).click();
  const signed = {
    name: '签字.json',
    mimeType: 'application/json',
    buffer: readFileSync((await (await download).path()) as string),
  };
  const [{ fingerprint }] = JSON.parse(signed.buffer.toString('utf8')) as [{ fingerprint: string }];
  // On the day it is signed nothing differs.
  await card(page).getByLabel('选签字时的结果（JSON）').setInputFiles(signed);
  await card(page).getByText('“一号地块”与签字时完全相同。').waitFor();
  await bench(page).getByText('已保存').waitFor();

  const later = await openCheck({
    context: page.context(),
    replace: {
      'park.geojson': JSON.stringify(newer),
      'town.json': JSON.stringify({ ...town, dataVersion: '2027.01.15' }),
    },
  });
  await zones(later)
    .getByRole('button', { name: /一号地块.*亩/ })
    .click();
  await card(later).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
  await card(later).getByRole('tab', { name: '输出' }).click();
  await card(later).getByLabel('选签字时的结果（JSON）').setInputFiles(signed);
  await card(later)
    .getByText(/“一号地块”有 \d+ 处变化/)
    .waitFor();

  await later.evaluate(() => {
    window.print = () => undefined;
  });
  await card(later).getByRole('button', { name: '打印变化' }).click();
  await later.emulateMedia({ media: 'print' });
  const sheet = later.locator('changes-sheet');
  await sheet.getByRole('heading', { name: '与签字时相比的变化' }).waitFor();
  expect(await later.locator('plan-app').isVisible()).toBe(false);
  const paper = await textOf(sheet);
  expect(paper).toContain(areaFigures(geodesicArea(moved)).mu);
  for (const said of [town.dataVersion, '2027.01.15', fingerprint, '一号地块', '未经审图', '核查人'])
    expect(paper).toContain(said);
  const present = paper.match(/现在校验码 ([0-9a-f]{64})/)?.[1];
  expect(present).toBeDefined();
  expect(present).not.toBe(fingerprint);
  // On paper every column stands within the margins.
  const { right, wide } = await sheet.evaluate((one) => ({
    right: one.shadowRoot!.querySelector('table')!.getBoundingClientRect().right,
    wide: document.documentElement.clientWidth,
  }));
  expect(right).toBeLessThanOrEqual(wide);
  // The dialogue closes, and the app is there again.
  await later.evaluate(() => dispatchEvent(new Event('afterprint')));
  await sheet.waitFor({ state: 'detached' });
  await later.emulateMedia({ media: 'screen' });
  expect(await later.locator('plan-app').isVisible()).toBe(true);
});
