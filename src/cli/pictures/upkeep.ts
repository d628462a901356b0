import type { Page } from 'playwright-core';

/** Steps of a clerk in data upkeep, for the pictures of its guide. All words of the later plan are marked as an example. */

const main = (page: Page) => page.getByRole('main', { name: '数据维护' });
const tab = (page: Page, name: string) => main(page).getByRole('tab', { name }).click();
const layer = (page: Page, name: string) =>
  main(page).getByRole('listitem').filter({ hasText: name }).first();

async function openLayer(page: Page, name: string): Promise<void> {
  await main(page).getByText('已保存').waitFor();
  await tab(page, '图层');
  await layer(page, name).getByRole('button').first().click();
}

const villagesFile = ['shp', 'dbf', 'prj', 'cpg', 'shx'].map(
  (end) => `test/fixtures/replace/villages-4547.${end}`,
);

/** The village borders are read and matched, and what they rest on is asked. */
export async function villages(page: Page): Promise<void> {
  await openLayer(page, '村（社区）');
  const villageLayer = layer(page, '村（社区）');
  await villageLayer.getByLabel('用文件换入').setInputFiles(villagesFile);
  await villageLayer.getByText(/对上 18/).waitFor();
  await villageLayer.getByText(/对上 18/).scrollIntoViewIfNeeded();
  await page.locator('#panel').evaluate((panel) => panel.scrollBy(0, 260));
}

/** Twelve plots of the park, four wide and three high. */
function plots(): Buffer {
  const [west, south, width, height] = [113.1475, 28.5, 0.0024, 0.0021];
  const features = Array.from({ length: 12 }, (_, index) => {
    const [x, y] = [west + (index % 4) * width * 1.15, south + Math.floor(index / 4) * height * 1.15];
    const ring = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
      [x, y],
    ];
    return {
      type: 'Feature',
      properties: { 名称: `示例地块${index + 1}` },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

export async function twelvePlots(page: Page): Promise<void> {
  await openLayer(page, '产业园');
  const parkLayer = layer(page, '产业园');
  await parkLayer
    .getByLabel('用文件换入')
    .setInputFiles({ name: '示例地块.geojson', mimeType: 'application/geo+json', buffer: plots() });
  await parkLayer.getByText(/新 12/).waitFor();
  const form = parkLayer.locator('replace-panel');
  await form.getByLabel('依据').selectOption({ label: '官方数据' });
  await form.getByLabel('误差（米）').fill('1');
  await form.getByLabel('来源').fill('示例：出让宗地图');
  await form.getByLabel('新要素所属项目').selectOption('1.1-1');
  await form.getByLabel('保留文件中没有的原要素').check();
  await parkLayer.getByText(/新 12/).scrollIntoViewIfNeeded();
}

const words = `示例：2018年工作规划
一、产业发展
加快产业园二期建设。
继续推进景区旅游开发。
新建便民服务中心一座。
过去一年，全镇上下共同努力。
`;

export async function nextPlan(page: Page): Promise<void> {
  await main(page).getByText('已保存').waitFor();
  await tab(page, '历年规划');
  await main(page).getByRole('button', { name: '添加一年规划' }).click();
  await main(page).getByLabel('标题').fill('示例：2018年工作规划');
  await main(page).getByLabel('正文').fill(words);
  await main(page).getByRole('button', { name: '分句' }).click();
  await main(page)
    .getByText(/句已处理/)
    .waitFor();
  await main(page).getByRole('button', { name: '2 行标题不作承诺' }).click();
  await main(page)
    .getByText(/还差 4 句/)
    .waitFor();
  await page.locator('#panel').evaluate((panel) => panel.scrollTo(0, 190));
}

/** What differs, in words and on the map, and the form that publishes it. */
export async function publishing(page: Page): Promise<void> {
  await twelvePlots(page);
  const parkLayer = layer(page, '产业园');
  await parkLayer.getByRole('button', { name: '换入', exact: true }).click();
  await parkLayer.getByText(/已换入/).waitFor();
  await tab(page, '项目与进展');
  await main(page)
    .getByRole('button', { name: /^1\.1-2/ })
    .click();
  const card = page.getByRole('complementary', { name: '详情' });
  await card.getByLabel('状态').selectOption({ label: '已完成' });
  await card.getByLabel('依据（文件、公告、现场）').fill('示例：验收单');
  await card.getByLabel('记录人').fill('示例');
  await card.getByRole('button', { name: '记录进展' }).click();
  await card.getByText('未发布').first().waitFor();
  await card.getByRole('button', { name: '关闭' }).click();
  await tab(page, '改动与发布');
  await main(page).getByLabel('署名').fill('示例');
  await main(page)
    .getByRole('button', { name: /示例地块7/ })
    .click();
  await page.getByRole('complementary', { name: '详情' }).getByRole('button', { name: '关闭' }).click();
  await page.locator('#panel').evaluate((panel) => panel.scrollTo(0, 0));
}
