import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browserFlags, findBrowser } from '../browser.ts';

/** Pixels of a preview picture: what chats and search engines crop least, in the shape of the SVG maps. */
const size = { width: 1200, height: 800 };

/**
 * Draws SVG files as PNGs of 1,200 × 800 pixels beside them, by an installed browser.
 * @throws Error when there is no browser.
 */
export async function toPng(files: readonly string[]): Promise<void> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: size });
    const draw = async (file: string): Promise<void> => {
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(({ width, height }) => {
        document.documentElement.setAttribute('width', String(width));
        document.documentElement.setAttribute('height', String(height));
      }, size);
      await page.screenshot({ path: file.replace(/\.svg$/, '.png') });
    };
    // On a busy machine the browser may have no picture in time ("Unable to capture screenshot").
    for (const file of files) await draw(file).catch(() => draw(file).catch(() => draw(file)));
  } finally {
    await browser.close();
  }
}
