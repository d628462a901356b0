/** `npx tsx src/cli/pictures.ts [NAME …]`: takes the pictures of `docs/pictures/` from the built app. */
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from './browser.ts';
import { nextPlan, publishing, twelvePlots, villages } from './pictures/upkeep.ts';
import { serveFolder } from './serve.ts';

interface Picture {
  name: string;
  size: [number, number];
  hash: string;
  dark?: boolean;
  act?: (page: Page) => Promise<unknown>;
}

/** Pastes a made-up zone of the town's south and accepts it, so that the picture shows a check. */
async function checkZone(page: Page): Promise<void> {
  const [west, south, east, north]: [number, number, number, number] = JSON.parse(
    readFileSync('data/town.json', 'utf8'),
  ).extent;
  const at = (x: number, y: number) => [west + x * (east - west), south + y * (north - south)];
  const ring = [at(0.47, 0.2), at(0.54, 0.2), at(0.55, 0.26), at(0.48, 0.25), at(0.47, 0.2)];
  const geometry = { type: 'Polygon', coordinates: [ring] };
  const zone = { type: 'Feature', properties: { name: '示例地块' }, geometry };
  await page.getByRole('button', { name: '粘贴坐标' }).click();
  await page.getByRole('textbox', { name: /WKT/ }).fill(JSON.stringify(zone));
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('button', { name: '确认导入' }).click();
}

const pictures: Picture[] = [
  { name: 'browse', size: [1440, 900], hash: '' },
  { name: 'card', size: [1440, 900], hash: 'item=3.1-4' },
  {
    name: 'text-dark',
    size: [1440, 900],
    hash: 'item=2.1-3&lang=en',
    dark: true,
    act: (page) => page.getByRole('tab', { name: 'Plan text' }).click(),
  },
  { name: 'phone', size: [390, 844], hash: 'item=3.1-5' },
  { name: 'check', size: [1440, 900], hash: 'mode=check', act: checkZone },
  { name: 'upkeep-villages', size: [1280, 800], hash: 'mode=maintain', act: villages },
  { name: 'upkeep-plots', size: [1280, 800], hash: 'mode=maintain', act: twelvePlots },
  { name: 'upkeep-plan', size: [1280, 800], hash: 'mode=maintain', act: nextPlan },
  { name: 'upkeep-publish', size: [1280, 800], hash: 'mode=maintain', act: publishing },
  { name: 'display', size: [1920, 1080], hash: 'mode=display' },
  { name: 'display-portrait', size: [1080, 1920], hash: 'mode=display' },
];

const wanted = process.argv.slice(2);
const server = await serveFolder('dist', { port: 0 });
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
for (const { name, size, hash, dark, act } of pictures) {
  if (wanted.length && !wanted.includes(name)) continue;
  const context = await browser.newContext({
    viewport: { width: size[0], height: size[1] },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: size[0] < 500,
    deviceScaleFactor: size[0] < 500 ? 2 : 1,
    serviceWorkers: 'block',
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await page.goto(`${server.url}#${hash}`);
  await page.getByRole('region', { name: /地图|Map/ }).waitFor();
  await act?.(page);
  // The map has no "finished" of its own: what is drawn after these seconds is what a reader sees.
  await page.waitForTimeout(9000);
  await page.screenshot({ path: `docs/pictures/${name}.jpg`, type: 'jpeg', quality: 86, timeout: 120_000 });
  console.log(`docs/pictures/${name}.jpg`);
  await context.close();
}
await browser.close();
await server.close();
