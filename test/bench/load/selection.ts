import type { Browser } from 'playwright-core';
import type { Store } from '../../../src/store/index.ts';

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

/** Milliseconds until a frame was drawn, after a bare request to redraw and after selecting a feature, and of the command. */
export interface SelectionTimes {
  redraw: number[];
  selected: number[];
  command: number[];
}

/** Selects features one after another, and between them redraws without any change: the peer to compare with. */
export async function selectionTimes(browser: Browser, url: string, tries: number): Promise<SelectionTimes> {
  const context = await browser.newContext({
    viewport: { width: 800, height: 600 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  // The runner's compiler names functions with a helper of its own, which the page does not have.
  await page.addInitScript({ content: 'globalThis.__name = (f) => f;' });
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('map:complete').length > 0, null, {
    timeout: 180_000,
    polling: 250,
  });
  const times = await page.evaluate(async (count) => {
    type App = HTMLElement & { store: Store };
    type Drawn = { once(type: string, go: () => void): void; triggerRepaint(): void };
    type Host = HTMLElement & { view: { value: { map: Drawn } } };
    const app = document.querySelector('plan-app') as App;
    const host = app.shadowRoot?.querySelector<Host>('map-host');
    if (!host) throw new Error('the page has no map');
    const { map } = host.view.value;
    const result: SelectionTimes = { redraw: [], selected: [], command: [] };
    const drawn = async (list: number[], go: () => void) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await new Promise<void>((resolve) => {
        const start = performance.now();
        map.once('render', () => {
          list.push(performance.now() - start);
          resolve();
        });
        go();
      });
    };
    for (let index = 0; index < count; index++) {
      await drawn(result.redraw, () => map.triggerRepaint());
      await drawn(result.selected, () => {
        const start = performance.now();
        app.store.commands.selectFeature(`bench.${(index * 37 + 1) % 1000}`);
        result.command.push(performance.now() - start);
      });
    }
    return result;
  }, tries);
  await context.close();
  return times;
}
