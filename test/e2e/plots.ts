import type { Page } from 'playwright-core';
import { areaFigures, gaussKruger, geodesicArea } from '../../src/geo/area/index.ts';
import { toLonLat } from '../../src/geo/crs/transform.ts';
import { card, textOf } from './check-page.ts';

/** Corners of a plot in the town, degrees. */
export const corners: [number, number][] = [
  [113.118, 28.528],
  [113.126, 28.527],
  [113.128, 28.533],
  [113.121, 28.536],
];
/** A surveyor's file of the corners, to the millimetre, zone 38 with prefix. */
export function surveyTxt(name = '一号地块', points = corners): string {
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
/** What a plot of these corners measures on the ellipsoid, mu, as the page writes it. */
export const muOf = (points: [number, number][]) =>
  areaFigures(geodesicArea({ type: 'Polygon', coordinates: [[...points, points[0]!]] })).mu;

/** A file as it is chosen in the page. */
export const file = (text: string, name = '测试勘测定界.txt') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

/** Imports a surveyor's file and waits for its answers. */
export async function importTxt(page: Page, text = surveyTxt()): Promise<void> {
  await page.getByLabel('导入地块文件').setInputFiles(file(text));
  await page.getByRole('button', { name: '确认导入' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
}
/** Draws a polygon by typing its points. */
export async function drawTyped(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  await page.getByRole('button', { name: '绘制多边形' }).click();
  for (const [lon, lat] of points) {
    await page.getByLabel('坐标：经度,纬度 或 X(北),Y(东)').fill(`${lon},${lat}`);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '完成' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
}

/** A square of 200 m in the Gauss–Krüger plane of 114°E, its corners in surveyors' order: north, east. */
export const [north, east] = [3_156_400, 413_900];
export const square = [
  [north, east],
  [north, east + 200],
  [north - 200, east + 200],
  [north - 200, east],
] as const;

/** A corner of the square, north and east in the plane, as longitude and latitude. */
export const lonLat = ([x, y]: readonly [number, number]) => toLonLat('EPSG:4547')([y, x]);

/** The plane area the card shows, m². */
export const planeM2 = async (page: Page) => {
  const found = /高斯平面面积（3° 带，114°）[\d.,\s]*亩 · [\d.,]+ 公顷 · ([\d.,]+) m²/.exec(
    await textOf(card(page)),
  );
  return Number(found?.[1]?.replaceAll(',', ''));
};

/** Types points into the field of coordinates, one after the other. */
export async function type(page: Page, points: readonly string[]): Promise<void> {
  for (const point of points) {
    await page.getByLabel('坐标：经度,纬度 或 X(北),Y(东)').fill(point);
    await page.keyboard.press('Enter');
  }
}
/** Draws the square by typing its corners. */
export async function draw(page: Page): Promise<void> {
  await page.getByRole('button', { name: '绘制多边形' }).click();
  await type(
    page,
    square.map(([x, y]) => `${x},38${y}`),
  );
  await page.getByRole('button', { name: '完成' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
}
