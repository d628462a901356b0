import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { pickIn } from '../../src/map/svg/pick.ts';
import { lookAt, mercatorViewport } from '../../src/map/svg/viewport.ts';
import { createStore, type Store } from '../../src/store/index.ts';

let store: Store;
beforeAll(async () => {
  store = createStore(pathToFileURL(`${import.meta.dirname}/../../data/`).href, {
    read: async (address) => new Response(await readFile(address)),
  });
  await store.load();
});
const view = () => mercatorViewport(lookAt(store.state.town.value!.extent, 800, 800), 800, 800);

it('finds every point where it is drawn, before the areas it lies in', () => {
  const viewport = view();
  for (const [id, { feature, layer }] of store.select.features.value) {
    const shown = store.select.layers.value.find((one) => one.layer.id === layer.id);
    if (feature.geometry.type !== 'Point' || layer.role !== 'subject' || !shown?.visible) continue;
    const [x, y] = viewport.project(feature.geometry.coordinates);
    const found = pickIn(store, viewport, [x, y], 4);
    expect(found).toContain(id);
    expect(store.select.features.value.get(found[0] as string)?.feature.geometry.type).toBe('Point');
  }
});

it('finds nothing far from the town, nothing of a hidden layer, and leaves the ground out under a subject', () => {
  const viewport = view();
  expect(pickIn(store, viewport, [-500, -500], 4)).toEqual([]);
  const park = store.select.features.value.get('park.phase1');
  const [[ring]] = [(park!.feature.geometry as GeoJSON.Polygon).coordinates];
  const [lon, lat] = [0, 1].map(
    (axis) =>
      (ring as number[][]).slice(1).reduce((sum, at) => sum + (at[axis] as number), 0) /
      ((ring as number[][]).length - 1),
  );
  const at = viewport.project([lon as number, lat as number]);
  const found = pickIn(store, viewport, at, 4);
  expect(found).toContain('park.phase1');
  const roles = found.map((id) => store.select.features.value.get(id)?.layer.role);
  expect(new Set(roles)).toEqual(new Set(['subject']));
  store.commands.setLayerVisible('park', false);
  expect(pickIn(store, viewport, at, 4)).not.toContain('park.phase1');
});
