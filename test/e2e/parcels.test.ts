import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { type Tile, writePmtiles } from '../../src/cli/package/pmtiles.ts';
import { tileAt } from '../../src/cli/package/tiles.ts';
import { areaFigures, geodesicArea } from '../../src/geo/area/index.ts';
import { mutate, stream } from '../bench/_mutate.ts';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage } from './browser.ts';
import { bench } from './check-page.ts';

vi.setConfig({ testTimeout: 240_000 });

const kinds = ['水田', '水田', '水田', '旱地', '林地'];
const pitch = 0.0025;
/** Square parcels of 0.00225° in rows of `wide` from 113°E 28.42°N, with a number, a class and an owner. */
const squares = (wide: number, count: number) =>
  Array.from({ length: count }, (_, k) => square(k, k % wide, Math.floor(k / wide)));
function square(k: number, column: number, row: number) {
  const [x, y] = [113 + column * pitch, 28.42 + row * pitch];
  const [e, n] = [x + 0.9 * pitch, y + 0.9 * pitch];
  const coordinates = [
    [
      [x, y],
      [e, y],
      [e, n],
      [x, n],
      [x, y],
    ].map(([lon, lat]) => [lon!, lat!]),
  ];
  const named = k === 399 ? {} : { 地类: kinds[k % 5] };
  return {
    type: 'Feature' as const,
    properties: { DKBM: `D${k}`, ...named, 权利人: `户${k}` },
    geometry: { type: 'Polygon' as const, coordinates },
  };
}
const features = squares(20, 400);
const collection = { type: 'FeatureCollection' as const, features };
const parcelFile = (of: ReturnType<typeof squares>) => ({
  name: 'parcels.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(JSON.stringify({ ...collection, features: of })),
});

const poll = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 40_000 });
const legend = (page: Page) => bench(page).getByRole('list', { name: '地类：图例与筛选' });
const picked = (page: Page) => bench(page).getByRole('region', { name: '选中的图形' });

async function openParcels(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer<ArrayBuffer> },
): Promise<void> {
  const input = bench(page).getByLabel('添加参考图层');
  await input.waitFor({ state: 'attached', timeout: 40_000 });
  await input.setInputFiles(file);
}
/** Adds the file as the parcels, and opens its card. */
async function addParcels(page: Page, of = features): Promise<void> {
  await openParcels(page, parcelFile(of));
  const incoming = bench(page).getByRole('article', { name: '待添加图层 parcels' });
  await incoming.getByLabel('用途').selectOption('parcels');
  await incoming.getByRole('button', { name: '确认添加' }).click();
  await bench(page)
    .getByRole('button', { name: /^parcels/ })
    .click();
  await bench(page)
    .getByText(`${of.length.toLocaleString('en')} 个图形`)
    .waitFor();
}
/** Looks at the parcel of this number from so near that it fills the middle of the map, and lets it go. */
async function lookAt(page: Page, number: number): Promise<void> {
  await bench(page).getByRole('searchbox', { name: '编号' }).fill(`D${number}`);
  await bench(page).getByRole('button', { name: '查找' }).click();
  await picked(page).getByText(`D${number}`, { exact: true }).waitFor();
  await picked(page).getByRole('button', { name: '取消选中' }).click();
  await settled(page);
}
type Host = {
  view: { value: { whenIdle(): Promise<void>; project(lon: number, lat: number): { x: number; y: number } } };
};
const host = (page: Page) => page.locator('map-host');
const settled = (page: Page) =>
  host(page).evaluate(async (element) => {
    await new Promise((done) => setTimeout(done, 300));
    await (element as unknown as Host).view.value.whenIdle();
  });
/** The middle of what the panels leave of the map. */
const middle = (page: Page) => {
  const { width, height } = page.viewportSize()!;
  return { x: 424 + (width - 424 - 84) / 2, y: 48 + (height - 48 - 84) / 2 };
};
async function colourAt(page: Page, x: number, y: number): Promise<number[]> {
  const { data, channels } = decode(await page.screenshot({ clip: { x, y, width: 1, height: 1 } }));
  return [...data.slice(0, Math.min(3, channels))];
}
async function colourOnMap(page: Page): Promise<number[]> {
  const { x, y } = middle(page);
  return colourAt(page, x + 24, y + 24);
}
/** The colours the legend shows, by value. */
const legendColours = (page: Page) =>
  legend(page)
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => {
        const canvas = document.createElement('canvas');
        const context = canvas.getContext('2d')!;
        context.fillStyle = getComputedStyle(item.querySelector('.swatch')!).backgroundColor;
        context.fillRect(0, 0, 1, 1);
        return {
          value: item.querySelector('span')?.textContent,
          colour: [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)],
        };
      }),
    );
const nearest = (colours: { value: string | null | undefined; colour: number[] }[], colour: number[]) =>
  colours
    .map(({ value, colour: own }) => ({ value, far: Math.hypot(...own.map((c, i) => c - colour[i]!)) }))
    .sort((a, b) => a.far - b.far)[0]?.value;

it('a parcel file is coloured as its legend says, filtered, searched and picked', async () => {
  const page = await openPage({ hash: 'mode=check', scripts: [axeScript] });
  await addParcels(page);
  await bench(page).getByLabel('着色').selectOption('地类');
  expect((await legend(page).getByRole('listitem').allInnerTexts()).map((text) => text.split(/\s+/))).toEqual(
    [
      ['水田', '240'],
      ['旱地', '80'],
      ['林地', '79'],
      ['（无值）', '1'],
    ],
  );
  const colours = await legendColours(page);
  expect(new Set(colours.map(({ colour }) => String(colour))).size).toBe(4);
  for (const number of [0, 3, 4, 399]) {
    await lookAt(page, number);
    await poll(async () => nearest(colours, await colourOnMap(page))).toBe(
      number === 399 ? '（无值）' : kinds[number % 5],
    );
  }

  // A click shows what is known of the parcel under it.
  await lookAt(page, 3);
  const unpicked = await colourOnMap(page);
  await page.mouse.click(middle(page).x, middle(page).y);
  await picked(page).getByText('D3', { exact: true }).waitFor();
  await poll(() => colourOnMap(page)).not.toEqual(unpicked);
  const m2 = geodesicArea(features[3]!.geometry);
  const text = await picked(page).innerText();
  expect(text).toContain(`${areaFigures(m2, 2).m2} m²`);
  expect(text).toContain(areaFigures(m2, 2).mu);
  expect(text).toMatch(/地类\s*旱地/);
  // A column of too many values to be classes is an attribute all the same.
  expect(text).toMatch(/权利人\s*户3/);
  expect(await seriousFaults(page)).toEqual([]);

  // A drawing tool has the pointer to itself.
  await bench(page).getByRole('button', { name: '绘制多边形' }).click();
  await page.mouse.click(middle(page).x + 300, middle(page).y);
  await page.keyboard.press('Escape');
  await picked(page).getByText('D3', { exact: true }).waitFor();
  await picked(page).getByRole('button', { name: '取消选中' }).press('Enter');
  await poll(() => picked(page).count()).toBe(0);

  // What the filter takes away cannot be clicked either, and comes back.
  await legend(page).getByRole('checkbox', { name: /旱地/ }).press('Space');
  await bench(page).getByText('筛选只影响显示').waitFor();
  await settled(page);
  await page.mouse.click(middle(page).x, middle(page).y);
  await settled(page);
  expect(await picked(page).count()).toBe(0);
  await bench(page).getByRole('button', { name: '显示全部' }).click();
  await settled(page);
  await page.mouse.click(middle(page).x, middle(page).y);
  await picked(page).getByText('D3', { exact: true }).waitFor();

  await bench(page).getByRole('searchbox', { name: '编号' }).fill('X1');
  await page.keyboard.press('Enter');
  await bench(page).getByText('没有编号为 X1 的图形。').waitFor();

  // Left for the plan and come back to, the parcels are as they were.
  await page.getByRole('button', { name: '返回规划浏览' }).click();
  await page.getByRole('tab', { name: '规划项目' }).waitFor();
  await page.evaluate(() => {
    location.hash = '#mode=check&lang=en';
  });
  const english = page.getByRole('main', { name: 'Land-acquisition check' }).or(page.locator('main'));
  await english.getByText('400 features').waitFor();
  await english
    .getByRole('region', { name: 'The feature picked' })
    .getByText('D3', { exact: true })
    .waitFor();
  expect(await english.getByLabel('Colour by').inputValue()).toBe('地类');
});

it('of 5,000 parcels those under the open zone are counted, by the worker that draws; removed they are gone', async () => {
  const page = await openPage({ hash: 'mode=check' });
  await addParcels(page, squares(71, 5000));
  expect(page.workers().filter((one) => /fabric/.test(one.url()))).toEqual([]);
  await bench(page).getByRole('button', { name: '粘贴坐标' }).click();
  await bench(page)
    .getByRole('textbox', { name: /坐标（每行一点）/ })
    .fill('POLYGON((113.001 28.421, 113.003 28.421, 113.003 28.423, 113.001 28.423, 113.001 28.421))');
  await bench(page).getByRole('button', { name: '预览' }).click();
  await bench(page).getByRole('button', { name: '确认导入' }).click();
  // The zone reaches into two parcels a side.
  await bench(page).getByText('被当前地块占用：4 个').waitFor({ timeout: 40_000 });
  await lookAt(page, 75);
  // Beside the panel, where the open card leaves the map to be seen.
  const beside = () => colourAt(page, 470, middle(page).y);
  await settled(page);
  const parcel = await beside();
  await bench(page).getByRole('button', { name: '移除 parcels' }).click();
  await poll(() => legend(page).count()).toBe(0);
  await poll(beside).not.toEqual(parcel);
});

/**
 * Tiles of the same parcels as tippecanoe would make them: without numbers, with the values listed in the metadata.
 * @param spoil Gives other bytes for a tile.
 */
function archive(maxZoom = 14, spoil = ({ data }: Tile) => data): Buffer<ArrayBuffer> {
  const index = new GeoJSONVT(collection, { maxZoom, indexMaxZoom: maxZoom, extent: 4096, buffer: 64 });
  const tiles: Tile[] = [];
  for (let z = 8; z <= maxZoom; z++) {
    const [[west, north], [east, south]] = [tileAt(113, 28.47, z), tileAt(113.05, 28.42, z)];
    for (let x = west; x <= east; x++)
      for (let y = north; y <= south; y++) {
        const tile = index.getTile(z, x, y);
        if (tile?.features.length)
          tiles.push({ z, x, y, data: fromGeojsonVt({ land: tile }, { version: 2, extent: 4096 }) });
      }
  }
  const values = ['水田', '旱地', '林地'];
  const metadata = {
    vector_layers: [{ id: 'land', fields: { DKBM: 'String', 地类: 'String', 权利人: 'String' } }],
    tilestats: {
      layerCount: 1,
      layers: [{ layer: 'land', attributes: [{ attribute: '地类', count: 3, type: 'string', values }] }],
    },
  };
  const spoiled = tiles.map((tile) => ({ ...tile, data: spoil(tile) }));
  return Buffer.from(writePmtiles(spoiled, [113, 28.42, 113.05, 28.47], metadata));
}

it('an archive of parcel tiles is drawn, coloured and picked, and says that it is not checked; a broken one says why', async () => {
  const page = await openPage({
    hash: 'mode=check',
    viewport: { width: 390, height: 844 },
    touch: true,
    reducedMotion: 'reduce',
    scripts: [axeScript],
  });
  const mimeType = 'application/octet-stream';
  const whole = archive();
  await openParcels(page, { name: 'cut.pmtiles', mimeType, buffer: whole.subarray(0, 40) });
  await page.getByText('宗地切片无法读取').first().waitFor();
  await openParcels(page, { name: 'land.pmtiles', mimeType, buffer: whole });
  await bench(page).getByText('仅显示，不参与核查').waitFor();
  await bench(page).getByLabel('着色').selectOption('地类');
  await poll(() => legend(page).getByRole('listitem').count()).toBe(4);
  await settled(page);
  const onScreen = (lon: number) =>
    host(page).evaluate((element, at) => (element as unknown as Host).view.value.project(at, 28.446), lon);
  const { x, y } = await onScreen(113.026);
  const other = await onScreen(113.021);
  const before = await colourAt(page, x, y);
  const beside = await colourAt(page, other.x, other.y);
  expect(before).not.toEqual(beside);
  await page.touchscreen.tap(x, y);
  await picked(page).getByRole('heading', { name: 'D210' }).waitFor();
  // It alone is highlighted on the map.
  await poll(() => colourAt(page, x, y)).not.toEqual(before);
  expect(await colourAt(page, other.x, other.y)).toEqual(beside);
  expect(await picked(page).innerText()).toContain('不据此算面积');
  expect(await seriousFaults(page)).toEqual([]);
  await bench(page).getByRole('button', { name: '移除 land.pmtiles' }).click();
  await poll(() => bench(page).getByText('仅显示，不参与核查').count()).toBe(0);
});

/** A tile of one ring that says it is closed 2^27 times: endless for a reader that believes it. */
const endless = (() => {
  const geometry = [
    9, 0, 0, 26, 0x80, 0x20, 0, 0, 0x80, 0x20, 0xff, 0x1f, 0, 0x87, 0x80, 0x80, 0x80, 0x04, 9, 0, 0,
  ];
  const feature = [0x18, 3, 0x22, geometry.length, ...geometry];
  const layer = [
    0x0a,
    4,
    ...Buffer.from('land'),
    0x12,
    feature.length,
    ...feature,
    0x28,
    0x80,
    0x20,
    0x78,
    2,
  ];
  return Uint8Array.from([0x1a, layer.length, ...layer]);
})();

it('hostile tiles neither freeze the page nor run anything: they are reported, and the good ones beside them are drawn', async () => {
  const place = { lon: 113.026, lat: 28.446 };
  let spoilt = 0;
  const bytes = archive(16, (tile) => {
    const [x, y] = tileAt(place.lon, place.lat, tile.z);
    if (tile.z < 14 || (tile.x === x && tile.y === y)) return tile.data;
    spoilt++;
    if (spoilt % 3 === 0) return endless;
    const script = '<img src=x onerror="window.struck=1">';
    // Text of the same length in the place of the values, then damage of other kinds.
    const text = Buffer.from(tile.data)
      .toString('latin1')
      .replaceAll(Buffer.from('水田').toString('latin1'), '<b>x1>');
    return mutate(Uint8Array.from(Buffer.from(text + (spoilt % 5 ? '' : script), 'latin1')), stream(spoilt));
  });
  expect(spoilt).toBeGreaterThan(60);
  const page = await openPage({
    hash: 'mode=check',
    reducedMotion: 'reduce',
    // What the renderer says of a tile that is nonsense, but harmless.
    expected: [
      /tile|Expected varint|geometry|Unimplemented|unknown command|feature index|index out of|RangeError/i,
    ],
  });
  await openParcels(page, { name: 'evil.pmtiles', mimeType: 'application/octet-stream', buffer: bytes });
  await bench(page).getByText('仅显示，不参与核查').waitFor();
  for (let k = 0; k < 9; k++) {
    const [lon, lat] = [113.008 + 0.017 * (k % 3), 28.428 + 0.017 * Math.floor(k / 3)];
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#${k % 2 ? 16 : 15}/${lat}/${lon}&mode=check`,
    );
    await page.waitForTimeout(500);
    // The page's own thread looks for what is under the pointer, in tiles as they came.
    await page.mouse.move(700 + 20 * k, 400);
    await page.mouse.click(700 + 20 * k, 400);
  }
  await page.getByText('evil.pmtiles').first().waitFor();
  await page
    .getByText(/PMTiles 文件无法读取：\d+\/\d+\/\d+/)
    .first()
    .waitFor();
  await page.evaluate(({ lon, lat }) => {
    location.hash = `#16/${lat}/${lon}&mode=check`;
  }, place);
  await settled(page);
  const { x, y } = await host(page).evaluate(
    (element, { lon, lat }) => (element as unknown as Host).view.value.project(lon, lat),
    place,
  );
  await page.mouse.click(x, y);
  await picked(page).getByRole('heading', { name: 'D210' }).waitFor();
  expect(await page.evaluate(() => 'struck' in window)).toBe(false);
});
