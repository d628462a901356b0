import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { toMarkup } from '../../src/map/svg/node.ts';
import { mapPicture } from '../../src/map/svg/picture.ts';
import { createStore } from '../../src/store/index.ts';
import { openPage } from './browser.ts';
import { ready } from './map-page.ts';

const size = { width: 900, height: 800 };
/** Side of the squares whose mean colours are compared, pixels: wider than a letter is moved between the two. */
const square = 20;

/** Mean red, green and blue of each square of a picture. */
function means(png: Uint8Array): number[][] {
  const { data, width, height, channels } = decode(png);
  const found: number[][] = [];
  for (let top = 0; top + square <= height; top += square)
    for (let left = 0; left + square <= width; left += square) {
      const sum = [0, 0, 0];
      for (let y = top; y < top + square; y++)
        for (let x = left; x < left + square; x++)
          for (let c = 0; c < 3; c++)
            sum[c] = (sum[c] as number) + (data[(y * width + x) * channels + c] as number);
      found.push(sum.map((value) => value / square ** 2));
    }
  return found;
}

/** The live map alone, without what lies over it, and where it looks. */
async function live(page: Page) {
  await ready(page);
  return page.evaluate(async () => {
    const { view } = globalThis.planMap;
    const { lon, lat } = view.unproject(innerWidth / 2, innerHeight / 2);
    const bytes = new Uint8Array(await (await view.snapshot({ pixelRatio: 1 })).arrayBuffer());
    return { look: { lon, lat, zoom: view.camera.zoom.peek() }, png: [...bytes] };
  });
}

it.each(['light', 'dark', 'contrast'] as const)('the SVG map looks like the live map (%s)', async (theme) => {
  const hash = `11.1/28.55/113.13&theme=${theme}`;
  const page = await openPage({ viewport: size, hash, deviceScaleFactor: 1 });
  const { look, png } = await live(page);
  const store = createStore(pathToFileURL(`${import.meta.dirname}/../../data/`).href, {
    read: async (address) => new Response(await readFile(address)),
  });
  await store.load();
  // The relief is a picture of its own, which the live map shades at each start.
  const svg = toMarkup(mapPicture(store, '地图', { ...size, theme, look }));
  const other = await openPage({ viewport: size, deviceScaleFactor: 1 });
  await other.evaluate((text) => {
    const drawn = new DOMParser().parseFromString(text, 'image/svg+xml')
      .documentElement as unknown as SVGSVGElement;
    document.body.replaceChildren(drawn);
    drawn.style.setProperty('position', 'fixed');
    drawn.style.setProperty('inset', '0');
  }, svg);
  const ours = means(await other.screenshot());
  const theirs = means(new Uint8Array(png));
  expect(ours.length).toBe(theirs.length);
  const off = ours.map((colour, index) =>
    Math.max(...colour.map((value, c) => Math.abs(value - (theirs[index]?.[c] as number)))),
  );
  const sorted = [...off].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  console.log(theme, 'median', at(0.5), '90 %', at(0.9), '98 %', at(0.98));
  expect(at(0.5)).toBeLessThan(8);
  expect(at(0.9)).toBeLessThan(24);
  // And it is no empty sheet: the squares differ among each other as the live map's do.
  const spread = (list: number[][]) => {
    const mean = [0, 1, 2].map((c) => list.reduce((sum, one) => sum + (one[c] as number), 0) / list.length);
    return Math.sqrt(
      list.reduce((sum, one) => sum + one.reduce((s, v, c) => s + (v - (mean[c] as number)) ** 2, 0), 0) /
        list.length,
    );
  };
  expect(spread(ours) / spread(theirs)).toBeGreaterThan(0.7);
  expect(spread(ours) / spread(theirs)).toBeLessThan(1.4);
});
