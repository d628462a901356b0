import type { Browser } from 'playwright-core';
import type { Store } from '../../../store/index.ts';

/** A layer of `count` squares over an extent, as a file of the package. */
export function squares(count: number, [west, south, east, north]: readonly number[]): unknown {
  const side = Math.ceil(Math.sqrt(count));
  const [dx, dy] = [(east! - west!) / side, (north! - south!) / side];
  const features = Array.from({ length: count }, (_, index) => {
    const [x, y] = [west! + (index % side) * dx, south! + Math.floor(index / side) * dy];
    const ring = [
      [0, 0],
      [0.8, 0],
      [0.8, 0.8],
      [0, 0.8],
      [0, 0],
    ].map(([a, b]) => [x + a! * dx, y + b! * dy]);
    return {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: {
        id: `bench.${index}`,
        name: { zh: `地块${index}`, en: `Block ${index}` },
        planItems: [],
        basis: 'schematic',
        accuracyM: 100,
        source: { zh: '测速', en: 'benchmark' },
        villages: [],
      },
    };
  });
  return { type: 'FeatureCollection', features };
}

/** Milliseconds from the command to the end of the drawing that shows it, and the frames that took, one pair a try. */
export async function selectionTimes(
  browser: Browser,
  url: string,
  tries: number,
): Promise<{ ms: number; commandMs: number; frames: number }[]> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName('map:complete').length > 0, null, {
      timeout: 120_000,
      polling: 250,
    });
    return await page.evaluate(async (count) => {
      type App = HTMLElement & { store: Store };
      type Host = HTMLElement & { view: { value: { map: { once(type: string, go: () => void): void } } } };
      const app = document.querySelector('plan-app') as App;
      const host = app.shadowRoot?.querySelector<Host>('map-host');
      if (!host) throw new Error('the page has no map');
      const { map } = host.view.value;
      const times: { ms: number; commandMs: number; frames: number }[] = [];
      for (let index = 0; index < count; index++) {
        await new Promise((resolve) => setTimeout(resolve, 120));
        times.push(
          await new Promise((resolve) => {
            requestAnimationFrame(() => {
              let frames = 0;
              let over = false;
              const tick = () => {
                frames += 1;
                if (!over) requestAnimationFrame(tick);
              };
              requestAnimationFrame(tick);
              const start = performance.now();
              map.once('render', () => {
                over = true;
                const ms = performance.now() - start;
                // The map draws inside the frame which `tick` also counts, before or after it.
                setTimeout(() => resolve({ ms, commandMs, frames: Math.max(1, frames) }));
              });
              app.store.commands.selectFeature(`bench.${(index * 37) % 1000}`);
              const commandMs = performance.now() - start;
            });
          }),
        );
      }
      return times;
    }, tries);
  } finally {
    await context.close();
  }
}
