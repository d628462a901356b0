import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { differing, ready, windowAt } from './map-page.ts';

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
    const state = await page.evaluate(({ layer, feature }) => {
      const { store, view } = globalThis.planMap;
      const id = store.select.features.value.get(feature)?.feature.id;
      return view.map.getFeatureState({ source: `layer:${layer}`, id: id ?? -1 });
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

  it('stands again after the graphics card dropped it, with the selection still marked', async () => {
    const page = await openPage({ reducedMotion: 'reduce' });
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
    const state = await page.evaluate(({ layer, feature }) => {
      const { store, view } = globalThis.planMap;
      const id = store.select.features.value.get(feature)?.feature.id;
      return view.map.getFeatureState({ source: `layer:${layer}`, id: id ?? -1 });
    }, area);
    expect(state).toMatchObject({ selected: true });
  });
});
