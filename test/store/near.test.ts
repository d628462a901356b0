import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import { nearItems } from '../../src/store/near.ts';
import { townStore } from './town-store.ts';

let store: Store;
beforeAll(async () => {
  store = await townStore();
});
const works = () => {
  const { geometry } = store.select.features.value.get('works.sewage')!.feature;
  const [lon, lat] = (geometry as GeoJSON.Point).coordinates as [number, number];
  return { lon, lat };
};

describe('what is near a place', () => {
  it('is every item with a shape once, nearest first, with the error of the place and of the shape', () => {
    const rows = nearItems(store, { ...works(), accuracyM: 120 });
    const shaped = [...store.select.featuresOfItem.value].filter(([, ids]) => ids.length);
    expect(rows.map(({ item }) => item.id).sort()).toEqual(shaped.map(([id]) => id).sort());
    expect(rows.map(({ distanceM }) => distanceM)).toEqual(
      rows.map(({ distanceM }) => distanceM).sort((a, b) => a - b),
    );
    const own = rows.find(({ item }) => item.id === '2.2-7')!;
    expect(own.distanceM).toBe(0);
    expect(own.doubtM).toBe(120 + own.feature.feature.properties.accuracyM);
  });

  it('is as far as the length of a degree says, and no more than the filters let through', () => {
    const { lon, lat } = works();
    // A degree of the meridian at 28.5° is 110 840 m on the ellipsoid.
    const far = nearItems(store, { lon, lat: lat - 0.01, accuracyM: 0 });
    const own = far.find(({ item }) => item.id === '2.2-7')!;
    expect(own.distanceM).toBeGreaterThan(1108.4 * 0.999);
    expect(own.distanceM).toBeLessThan(1108.4 * 1.001);
    store.commands.setFilters({ chapters: [5] });
    const rows = nearItems(store, { lon, lat, accuracyM: 0 });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ item }) => item.id.startsWith('5.'))).toBe(true);
    store.commands.clearFilters();
  });
});
