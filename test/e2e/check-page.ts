import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openPage, type PageOptions } from './browser.ts';

export const bench = (page: Page) => page.getByRole('main', { name: '征地核查' });
export const card = (page: Page) => page.getByRole('complementary', { name: '核查结果' });
export const zones = (page: Page) => bench(page).getByRole('list', { name: '地块' });
export const poll = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 40_000 });

/** What is read in an element and in the elements inside it, which `innerText` stops at. */
export const textOf = (locator: Locator): Promise<string> =>
  locator.evaluate((root) => {
    const walk = (node: Node): string => {
      if (node instanceof HTMLStyleElement) return '';
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      return [...inside.childNodes].map(walk).join('');
    };
    return walk(root);
  });

/** The workbench, once its record stands. */
export async function openCheck(options: PageOptions = {}): Promise<Page> {
  const page = await openPage({ hash: 'mode=check', ...options });
  await bench(page).getByText('已保存').waitFor();
  return page;
}
