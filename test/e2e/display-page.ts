import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openPage, type PageOptions } from './browser.ts';
import { replaceFiles } from './replace.ts';

export const town = () => JSON.parse(readFileSync('data/town.json', 'utf8'));
export const small = { width: 960, height: 540 };

/** Answers `data/town.json` with other display settings. */
export const settings = (display: Record<string, unknown>) => (context: BrowserContext) =>
  replaceFiles(context, {
    'data/town.json': JSON.stringify({ ...town(), display: { ...town().display, ...display } }),
  });

export const noWebgl = ['--disable-3d-apis'];
/** What the browser and MapLibre say when there is no WebGL. */
export const withoutWebgl = [/WebGL/i];

export async function openDisplay(options: PageOptions = {}): Promise<Page> {
  const page = await openPage({ viewport: small, hash: 'mode=display', ...options });
  await card(page).waitFor();
  return page;
}
export const screen = (page: Page) => page.getByRole('region', { name: /大厅展示|Public display/ });
export const card = (page: Page) => screen(page).getByRole('article');
export const plainMap = (page: Page) => page.getByRole('img', { name: /预绘地图|Pre-drawn map/ });
export const visitor = (page: Page) => page.getByRole('region', { name: '规划浏览' });
export const stopOf = (page: Page) => card(page).getAttribute('data-stop');

export async function goTo(page: Page, stop: string): Promise<void> {
  for (let i = 0; i < 120 && (await stopOf(page)) !== stop; i++) await page.keyboard.press('ArrowRight');
  expect(await stopOf(page)).toBe(stop);
}

export async function openLog(page: Page) {
  const corner = page.getByRole('button', { name: '维护' });
  // Within eight seconds, however busy the machine.
  await corner.evaluate((one: HTMLElement) => {
    for (let i = 0; i < 5; i++) one.click();
  });
  const log = page.getByRole('table', { name: '运行记录' });
  await page.getByRole('heading', { name: '运行记录' }).waitFor();
  return log;
}
