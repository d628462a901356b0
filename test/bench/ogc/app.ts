import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../../src/cli/browser.ts';
import { writePolicy } from '../../../src/cli/package/csp.ts';
import { serveFolder } from '../../../src/cli/serve.ts';

interface Source {
  kind: string;
}
/** What the page's store holds of a layer that is asked for by view. */
interface Held {
  ids: string[];
  state: string;
}

const site = '.cache/ogc/site';

const heldBy = (page: Page, id: string): Promise<Held | undefined> =>
  page.evaluate((layer) => {
    const { store } = document.querySelector('plan-app') as unknown as {
      store: {
        state: {
          layers: {
            value: Record<
              string,
              { view?: { state: string }; data?: { features: { properties: { id: string } }[] } }
            >;
          };
        };
      };
    };
    const { view, data } = store.state.layers.value[layer] ?? {};
    return view && { state: view.state, ids: (data?.features ?? []).map(({ properties }) => properties.id) };
  }, id);

async function waitFor<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what} did not come within a minute`);
}

/**
 * Opens the built app with a layer for each source and takes what each has when the view is whole; then stops the server,
 * moves the map, and takes what the app says.
 */
export async function visitFields(sources: readonly Source[], server: { close(): Promise<void> }) {
  if (!existsSync('dist/index.html')) throw new Error('build the site first: npm run build');
  rmSync(site, { recursive: true, force: true });
  cpSync('dist', site, { recursive: true });
  const file = `${site}/data/layers.json`;
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as { layers: unknown[] };
  for (const source of sources)
    catalogue.layers.push({
      id: source.kind,
      name: { zh: source.kind, en: source.kind },
      group: 'base',
      geometry: 'polygon',
      symbol: { colour: 'wood' },
      source,
    });
  writeFileSync(file, JSON.stringify(catalogue));
  writePolicy(site);
  const serving = await serveFolder(site);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await page.goto(`${serving.url}#12/28.52/113.13`);
    const began = performance.now();
    const layers = [];
    for (const { kind } of sources) {
      const { ids } = await waitFor(kind, async () => {
        const held = await heldBy(page, kind);
        return held?.state === 'whole' ? held : undefined;
      });
      layers.push({ kind, ids: ids.map((id) => id.replace(`${kind}.`, '')), ms: performance.now() - began });
    }
    await server.close();
    await page.evaluate(() => {
      location.hash = '#12/28.7/113.5';
    });
    const said = await waitFor('the fault', async () => {
      const told = await page.getByText('无法连接').allInnerTexts();
      return told.length ? [...new Set(told)] : undefined;
    });
    const list = page.getByRole('navigation', { name: '规划项目' }).getByRole('listitem');
    return { layers, afterwards: { said, items: await list.count() } };
  } finally {
    await browser.close();
    await serving.close();
  }
}
