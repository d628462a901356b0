import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { differing, ready, windowAt } from './map-page.ts';
import { unbundle } from './replace.ts';

/** A place inside an area of the package that shows now, with the layer and the feature it is of. */
const someArea = (page: Page) =>
  page.evaluate(() => {
    const { store, view } = globalThis.planMap;
    for (const { layer, visible } of [...store.select.layers.value].reverse()) {
      if (layer.role !== 'subject' || !visible || layer.symbol.hollow) continue;
      const state = store.state.layers.value[layer.id];
      if (state?.phase !== 'ready') continue;
      for (const { geometry, properties } of state.data.features) {
        if (geometry.type !== 'Polygon') continue;
        const ring = geometry.coordinates[0] ?? [];
        const [west, east] = [
          Math.min(...ring.map((p) => p[0] ?? 0)),
          Math.max(...ring.map((p) => p[0] ?? 0)),
        ];
        const [south, north] = [
          Math.min(...ring.map((p) => p[1] ?? 0)),
          Math.max(...ring.map((p) => p[1] ?? 0)),
        ];
        const [lon, lat] = [(west + east) / 2, (south + north) / 2];
        const { x, y } = view.project(lon, lat);
        const hits = view.map
          .queryRenderedFeatures([x, y])
          .filter((hit) => hit.layer.id === `${layer.id}/fill` && hit.properties['id'] === properties.id);
        if (hits.length) return { layer: layer.id, feature: properties.id, lon, lat };
      }
    }
    throw new Error('no area in sight');
  });

const alone = (page: Page, layer: string | undefined) =>
  page.evaluate(async (keep) => {
    const { store, view } = globalThis.planMap;
    for (const { layer: one } of store.select.layers.value)
      if (one.role === 'subject') store.commands.setLayerVisible(one.id, one.id === keep);
    await view.whenIdle();
  }, layer);

describe('the map', () => {
  it('draws names without asking for glyphs, selects what is clicked, closes on empty ground', async () => {
    const asked: string[] = [];
    const page = await openPage({ reducedMotion: 'no-preference' });
    page.on('request', (request) => asked.push(request.url()));
    await ready(page);
    const names = await page.evaluate(() =>
      globalThis.planMap.view.map
        .queryRenderedFeatures({
          layers: globalThis.planMap.view.map.getLayersOrder().filter((id) => /name$/.test(id)),
        })
        .map((hit) => String(hit.properties['zh'])),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names.some((name) => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(asked.filter((url) => /\.pbf|glyph|fonts?\//.test(url) && !/\.(woff2|js)$/.test(url))).toEqual([]);
    expect(await page.evaluate(() => document.fonts.check('16px "Plan Labels"'))).toBe(true);

    const area = await someArea(page);
    await alone(page, area.layer);
    await page.evaluate(({ lon, lat }) => {
      const { view } = globalThis.planMap;
      view.map.jumpTo({ center: [lon, lat], zoom: 13 });
      return view.whenIdle();
    }, area);
    const at = await page.evaluate(({ lon, lat }) => {
      const { view } = globalThis.planMap;
      const box = view.map.getContainer().getBoundingClientRect();
      const { x, y } = view.project(lon, lat);
      return { x: x + box.x, y: y + box.y };
    }, area);
    await page.mouse.click(at.x, at.y);
    await page.waitForFunction(() => {
      const { state } = globalThis.planMap.store;
      return state.feature.value !== undefined || state.candidates.value !== undefined;
    });
    const picked = await page.evaluate(() => {
      const { state } = globalThis.planMap.store;
      return [state.feature.value, ...(state.candidates.value?.ids ?? [])];
    });
    expect(picked).toContain(area.feature);
    await page.evaluate(({ feature }) => globalThis.planMap.store.commands.selectFeature(feature), area);
    const state = await page.evaluate(({ feature }) => {
      const { view } = globalThis.planMap;
      return view.map.getFeatureState({ source: 'layers', id: feature });
    }, area);
    expect(state).toMatchObject({ selected: true });
  });

  it('shows a layer’s colour, and no more of it once the layer is hidden', async () => {
    const page = await openPage({ reducedMotion: 'reduce' });
    await ready(page);
    const area = await someArea(page);
    await alone(page, area.layer);
    await page.evaluate(({ lon, lat }) => {
      const { view } = globalThis.planMap;
      view.map.jumpTo({ center: [lon, lat], zoom: 14 });
      return view.whenIdle();
    }, area);
    // A name keeps the place it found among the others until it has been away once.
    await alone(page, undefined);
    await alone(page, area.layer);
    const shown = await windowAt(page, area.lon, area.lat);
    await alone(page, undefined);
    const hidden = await windowAt(page, area.lon, area.lat);
    expect(differing(shown, hidden)).toBeGreaterThan(300);
    await alone(page, area.layer);
    expect(differing(await windowAt(page, area.lon, area.lat), shown)).toBeLessThan(30);
  });

  it('looks where the address says, and writes where it was moved to', async () => {
    const page = await openPage({ hash: '13.5/28.52/113.14' });
    await ready(page);
    const centre = await page.evaluate(() => {
      const { lng, lat } = globalThis.planMap.view.map.getCenter();
      return [globalThis.planMap.view.map.getZoom(), lat, lng];
    });
    expect(centre[0]).toBeCloseTo(13.5, 6);
    expect(centre[1]).toBeCloseTo(28.52, 6);
    expect(centre[2]).toBeCloseTo(113.14, 6);
    await page.evaluate(() => globalThis.planMap.view.zoomBy(-1));
    await page.waitForFunction(() => location.hash.startsWith('#12.5/28.52/113.14'));
    await page.evaluate(() => {
      location.hash = '#11/28.6/113.1';
    });
    await page.waitForFunction(() => Math.abs(globalThis.planMap.view.map.getZoom() - 11) < 1e-9);
  });

  it('shows the whole town when the town’s file comes late, and again when the window changes its size', async () => {
    let release: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = await openPage({
      prepare: async (context) => {
        await unbundle(context, ['town.json']);
        await context.route('**/data/town.json', async (route) => {
          await late;
          await route.continue();
        });
      },
    });
    await page.waitForFunction(() => performance.getEntriesByName('map:style').length > 0);
    // Long enough for an empty map to rest.
    await page.waitForTimeout(500);
    release();
    await ready(page);
    const cornersInside = () =>
      page.evaluate(() => {
        const [west, south, east, north] = globalThis.planMap.store.state.town.value!.extent;
        return [
          [west, south],
          [east, north],
        ].every(([lon, lat]) => {
          const { x, y } = globalThis.planMap.view.project(lon!, lat!);
          return x > 0 && y > 0 && x < innerWidth && y < innerHeight;
        });
      });
    expect(await cornersInside()).toBe(true);
    await page.setViewportSize({ width: 900, height: 600 });
    await expect.poll(cornersInside).toBe(true);
    // Nobody moved the map: the address says nothing of where it looks.
    expect(new URL(page.url()).hash).toBe('');
    const nearer = () => page.evaluate(() => globalThis.planMap.view.camera.zoom.value);
    const before = await nearer();
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(nearer).toBeGreaterThan(before);
  });

  it.each(['', 'mode=check'])(
    'gives way to the SVG map where the graphics card never comes back (#%s)',
    async (hash) => {
      const page = await openPage({ hash });
      await ready(page);
      await page.evaluate(() => {
        globalThis.planMap.view.map
          .getCanvas()
          .getContext('webgl2')
          ?.getExtension('WEBGL_lose_context')
          ?.loseContext();
      });
      await page.getByRole('list', { name: '提示' }).getByText('矢量图').waitFor();
      const map = page.getByRole('application', { name: /地图画面/ });
      await map.getByText('任弼时纪念馆').first().waitFor();
      const at = () => map.getByText('任弼时纪念馆').first().boundingBox();
      const before = await at();
      await page.getByRole('button', { name: '放大' }).click();
      await expect.poll(async () => (await at())?.y).not.toBe(before?.y);
      expect(await page.locator('canvas.maplibregl-canvas').count()).toBe(0);
    },
  );

  it('stands again after the graphics card dropped it or the system ended its workers, with the selection still marked', async () => {
    const page = await openPage({
      reducedMotion: 'reduce',
      before: () => {
        const list: Worker[] = [];
        const Given = Worker;
        globalThis.Worker = class extends Given {
          constructor(...given: ConstructorParameters<typeof Worker>) {
            super(...given);
            list.push(this);
          }
        };
        Object.assign(globalThis, { endWorkers: () => list.splice(0).map((one) => one.terminate()).length });
      },
    });
    await ready(page);
    const area = await someArea(page);
    await page.evaluate(async ({ feature }) => {
      const { store, view } = globalThis.planMap;
      store.commands.selectFeature(feature);
      const gl = view.map.getCanvas().getContext('webgl2');
      const loss = gl?.getExtension('WEBGL_lose_context');
      const lost = new Promise((resolve) => view.map.once('webglcontextlost', resolve));
      loss?.loseContext();
      await lost;
      setTimeout(() => loss?.restoreContext(), 100);
    }, area);
    await page.waitForFunction(() => globalThis.planMap.store.state.mapReady.value, null, {
      timeout: 40_000,
    });
    const codes = await page.evaluate(() => globalThis.planMap.store.state.problems.value.map((p) => p.code));
    expect(codes).toContain('webgl-lost');
    const marked = () =>
      page.evaluate(({ feature }) => {
        const { view } = globalThis.planMap;
        return view.map.getFeatureState({ source: 'layers', id: feature });
      }, area);
    expect(await marked()).toMatchObject({ selected: true });

    // Nothing tells a page that its workers are gone: only tiles that do not come show it.
    const ended = await page.evaluate(async ({ lon, lat }) => {
      const { planMap, endWorkers } = globalThis as typeof globalThis & { endWorkers(): number };
      const count = endWorkers();
      planMap.view.map.jumpTo({ center: [lon, lat], zoom: planMap.view.map.getZoom() + 2 });
      return count;
    }, area);
    expect(ended).toBeGreaterThan(0);
    await page.getByText('结束了地图的后台线程').waitFor();
    await page.waitForFunction(
      ({ layer, feature }) => {
        const { store, view } = globalThis.planMap;
        const drawn = view.map
          .queryRenderedFeatures({ layers: [`${layer}/fill`] })
          .some(({ properties }) => properties['id'] === feature);
        return store.state.mapReady.value && drawn;
      },
      area,
      { timeout: 40_000 },
    );
    expect(await marked()).toMatchObject({ selected: true });
  });
});
