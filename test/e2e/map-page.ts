import type { ElementHandle, Page } from 'playwright-core';
import type { MapView } from '../../src/map/view/view.ts';
import type { Store } from '../../src/store/index.ts';

declare global {
  var planMap: { store: Store; view: MapView };
}

/** The card of what is selected, and the list of the plan's items. */
export const card = (page: Page) => page.getByRole('complementary', { name: '详情' });
export const itemList = (page: Page) => page.getByRole('navigation', { name: '规划项目' });

/** What lies in front at a place of the window, inside elements too. */
export async function topmostAt(page: Page, x: number, y: number): Promise<ElementHandle<Element>> {
  const handle = await page.evaluateHandle(
    ([left, up]) => {
      let top = document.elementFromPoint(left, up);
      while (top?.shadowRoot) {
        const inner = top.shadowRoot.elementFromPoint(left, up);
        if (!inner || inner === top) break;
        top = inner;
      }
      return top;
    },
    [x, y] as const,
  );
  const element = handle.asElement();
  if (!element) throw new Error(`nothing lies at ${x}, ${y}`);
  return element;
}

/** Waits until the map stands with its names, and puts store and view where the test can reach them. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('map:complete').length > 0, null, {
    timeout: 50_000,
  });
  await page.evaluate(async () => {
    const app = document.querySelector('plan-app') as HTMLElement & { store: Store };
    const host = app.shadowRoot?.querySelector('map-host') as HTMLElement & { view: { value: MapView } };
    globalThis.planMap = { store: app.store, view: host.view.value };
    await globalThis.planMap.view.whenIdle();
  });
}

/** The map's pixels in a window of 31 × 31 round a place, as drawn: red, green, blue and opacity by turns. */
export const windowAt = (page: Page, lon: number, lat: number): Promise<number[]> =>
  page.evaluate(
    async ([x, y]) => {
      const { view } = globalThis.planMap;
      const bitmap = await createImageBitmap(await view.snapshot());
      const at = view.project(x, y);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(bitmap, 0, 0);
      return [
        ...context.getImageData(at.x * devicePixelRatio - 15, at.y * devicePixelRatio - 15, 31, 31).data,
      ];
    },
    [lon, lat] as const,
  );

/** How many of the pixels differ visibly. */
export function differing(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4)
    if ([0, 1, 2].some((c) => Math.abs((a[i + c] ?? 0) - (b[i + c] ?? 0)) > 6)) count += 1;
  return count;
}
