import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import { villageOf } from '../../src/store/village.ts';
import { layer } from '../data/town.ts';
import { townStore } from './town-store.ts';

let store: Store;
beforeAll(async () => {
  store = await townStore();
});
const codes = layer('villages').map((one) => one.properties?.['villages'][0] as string);

describe('what the plan has for a village', () => {
  it('is every item of every shape whose data names the village, and no other', () => {
    const shapes = ['park', 'town-works', 'reservoirs', 'scenic', 'memorial', 'hazard'].flatMap(layer);
    for (const code of codes) {
      const { here } = villageOf(store, code)!;
      const ids = here.map(({ item }) => item.id);
      for (const { properties } of shapes)
        for (const item of (properties?.['planItems'] ?? []) as string[])
          if (properties?.['villages'].includes(code)) expect(ids).toContain(item);
      for (const { features } of here)
        for (const id of features)
          expect(store.select.features.value.get(id)?.feature.properties.villages).toContain(code);
    }
    const taohua = villageOf(store, '430681107208')!.here.map(({ item }) => item.id);
    expect(taohua).toContain('2.2-7');
    expect(taohua).not.toContain('5.2-2');
    expect(villageOf(store, '999999999999')).toBeUndefined();
  });

  it('says the whole town’s items apart, and the neighbours each of the other', () => {
    const of = (code: string) =>
      villageOf(store, code)!.neighbours.map(({ feature }) => feature.properties.villages[0]!);
    for (const code of codes) {
      const { townwide, here, placeless } = villageOf(store, code)!;
      expect(townwide).toHaveLength(28);
      expect(placeless).toHaveLength(4);
      expect(here.some(({ item }) => townwide.includes(item))).toBe(false);
      expect(of(code)).not.toHaveLength(0);
      for (const other of of(code)) expect(of(other)).toContain(code);
    }
    // Baihedong and Yuchi lie in the same hills, Jinshan and Yuchi at opposite ends of the town.
    expect(of('430681107231')).toContain('430681107230');
    expect(of('430681107231')).not.toContain('430681107002');
  });

  it('is kept by the filter, which opens the village on the map', () => {
    store.commands.setFilters({ villages: ['430681107208'] });
    expect(store.select.shownItems.value).toContain('5.2-6');
    expect(store.select.shownItems.value).toContain('2.2-7');
    expect(store.select.shownItems.value).not.toContain('5.2-2');
    store.commands.setFilters({ bases: ['schematic'] });
    expect(store.select.shownItems.value).not.toContain('5.2-6');
    store.commands.clearFilters();
    store.commands.openVillage('430681107208');
    expect(store.state.feature.value).toBe('village.430681107208');
    const [west, south, east, north] = store.state.frame.value!.extent;
    const ring = layer('villages').find((one) => one.properties?.['villages'][0] === '430681107208')!;
    const points = (ring.geometry as { coordinates: number[][][] }).coordinates.flat();
    expect([west, east]).toEqual([
      Math.min(...points.map((p) => p[0]!)),
      Math.max(...points.map((p) => p[0]!)),
    ]);
    expect([south, north]).toEqual([
      Math.min(...points.map((p) => p[1]!)),
      Math.max(...points.map((p) => p[1]!)),
    ]);
  });
});
