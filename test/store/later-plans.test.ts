import { describe, expect, it } from 'vitest';
import { yearOf } from '../../src/model/index.ts';
import { readAddress, writeAddress } from '../../src/store/address/address.ts';
import { figuresOf } from '../../src/store/figures.ts';
import { createStore } from '../../src/store/index.ts';
import { followPlans } from '../../src/store/later-plans.ts';
import { tourPackage } from '../../src/store/tour/package.ts';
import { figureWords } from '../../src/ui/figures-words.ts';
import { filesOf, twoPlans } from '../e2e/two-plans.ts';

/** A store of the made-up town of two plans, opened by an address; `gone` are files the server has not. */
async function opened(address = '', change: Record<string, string> = {}, gone: readonly string[] = []) {
  const files = { ...filesOf(twoPlans), ...change };
  const store = createStore('https://town.example/data/', {
    read: async (url) => {
      const path = decodeURIComponent(url.pathname.slice(1));
      const text = gone.includes(path) ? undefined : files[path];
      return new Response(text, { status: text === undefined ? 404 : 200 });
    },
  });
  readAddress(store, address);
  await store.load();
  followPlans(store);
  return store;
}
const shown = ({ state }: Awaited<ReturnType<typeof opened>>) => state.plan.value && yearOf(state.plan.value);

describe('a package of several plans', () => {
  it('opens on the newest, which no address names', async () => {
    const store = await opened();
    expect(shown(store)).toBe('2027');
    expect(store.state.planText.value).toContain('柳溪大桥');
    expect(writeAddress(store)).not.toContain('plan=');
    store.commands.showPlan('2026');
    expect(shown(store)).toBe('2026');
    expect(writeAddress(store)).toContain('plan=2026');
    store.commands.showPlan('2027');
    expect(writeAddress(store)).not.toContain('plan=');
  });

  it('opens an item or a feature that only an older plan has on that plan, as links made before say it', async () => {
    const item = await opened('item=1.1-2');
    expect([shown(item), item.select.openItem.value]).toEqual(['2026', '1.1-2']);
    expect(writeAddress(item)).toMatch(/plan=2026.*item=1\.1-2/);
    // Read again from its own address, and from one that names the item alone.
    for (const address of [writeAddress(item), '&item=1.1-2']) {
      readAddress(item, address);
      expect(shown(item)).toBe('2026');
    }
    const square = JSON.parse(filesOf(twoPlans)['data/layers/works.geojson'] ?? '');
    square.features[0].properties.planItems = ['1.1-1'];
    const feature = await opened('feature=works.square', {
      'data/layers/works.geojson': JSON.stringify(square),
    });
    expect([shown(feature), feature.select.openItem.value]).toEqual(['2026', '1.1-1']);
    const shared = await opened('feature=works.square');
    expect([shown(shared), shared.select.openItem.value]).toEqual(['2027', '2027-0.1-1']);
  });

  it('shows the first, and says what is missing, where the others cannot be had', async () => {
    const store = await opened('', {}, ['data/plans.json']);
    expect(shown(store)).toBe('2026');
    expect(store.state.planText.value).toContain('河道保洁');
    expect(store.state.problems.value.map(({ where }) => where?.file)).toEqual(['plans.json']);
  });

  it('is shown by the display with the settings that named items of the plan before', async () => {
    const town = JSON.parse(filesOf(twoPlans)['data/town.json'] ?? '');
    town.display = { first: ['1.1-1'], skip: ['1.1-2'] };
    const store = await opened('', { 'data/town.json': JSON.stringify(town) });
    const pkg = tourPackage(store);
    expect(pkg && yearOf(pkg.plan)).toBe('2027');
    expect(pkg?.town.display.first).toEqual(['2027-0.1-1']);
    // What no item of the plan goes on with is nothing to leave out.
    expect(pkg?.town.display.skip).toEqual([]);
  });

  it('is counted plan by plan, each figure with its own list', async () => {
    const store = await opened();
    const { commands, select } = store;
    const [years] = figuresOf(store, figureWords);
    expect(years?.rows.map(({ name }) => name.zh)).toEqual(['2026', '2027']);
    const listed = years?.rows.map(({ year }) => {
      commands.showPlan(year);
      return [...years.columns, { filters: {} }].map(({ filters }) => {
        commands.clearFilters();
        commands.setFilters(filters);
        return select.shownItems.value.size;
      });
    });
    expect(listed).toEqual(years?.counts);
  });
});
