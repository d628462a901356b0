import { describe, expect, it } from 'vitest';
import type { Basemap, Town } from '../../src/model/index.ts';
import { smallStore, text } from './package.ts';

describe('selecting', () => {
  it('frames the features of the item that is opened', () => {
    const { commands, state, select } = smallStore();
    commands.selectItem('1.1-1');
    expect([...select.selectedFeatures.value]).toEqual(['a.one', 'a.two', 'b.one']);
    // As far beyond the shapes as they may be off, 100 m, which is 0.0009 degrees of latitude.
    const [west, south, east, north] = state.frame.value!.extent;
    expect(south).toBeCloseTo(28 - 0.0009, 5);
    expect(north).toBeCloseTo(28.1 + 0.0009, 5);
    expect((113 - west) / (28 - south)).toBeCloseTo(1 / Math.cos((28 * Math.PI) / 180), 2);
    expect(east - 113.6).toBeCloseTo(113 - west, 6);
  });
  it('opens a feature on the item that is open where it is one of its own, otherwise on its first', () => {
    const { commands, state } = smallStore();
    commands.selectItem('1.1-1');
    commands.selectFeature('b.one');
    expect(state.item.value).toBe('1.1-1');
    commands.closeSelection();
    commands.selectFeature('b.one');
    expect(state.item.value).toBe('1.1-2');
    commands.selectFeature('v.201');
    expect(state.item.value).toBeUndefined();
  });
  it('lights the features of a passage that is pointed at, and of no other', () => {
    const { commands, select } = smallStore();
    const start = text.indexOf('抓紧乙');
    commands.hoverPassage({ start, end: start + 2 });
    expect([...select.highlightedItems.value]).toEqual(['1.1-2']);
    expect([...select.highlightedFeatures.value]).toEqual(['b.one']);
    commands.hoverPassage({ start: 0, end: 3 });
    expect(select.highlightedFeatures.value.size).toBe(0);
  });
});

describe('filtering', () => {
  it('keeps context layers, and features by basis, village, chapter and status', () => {
    const { commands, select } = smallStore();
    expect(select.shownFeatures.value).toBeUndefined();
    commands.setFilters({ bases: ['survey'] });
    expect([...(select.shownFeatures.value ?? [])]).toEqual(['v.201', 'a.two']);
    expect([...select.shownItems.value]).toEqual(['1.1-1']);
    commands.setFilters({ bases: [], villages: ['430000000201'] });
    expect([...(select.shownFeatures.value ?? [])]).toEqual(['v.201', 'a.one', 'b.one']);
    commands.setFilters({ villages: [], statuses: ['routine'] });
    expect([...select.shownItems.value]).toEqual(['2.1-1']);
    commands.setFilters({ statuses: [], chapters: [2] });
    expect([...(select.shownFeatures.value ?? [])]).toEqual(['v.201']);
    commands.clearFilters();
    expect(select.shownItems.value.size).toBe(3);
  });
});

describe('status', () => {
  it('is the latest as of the chosen day, local entries included', () => {
    const { commands, select } = smallStore();
    commands.setLocalEntries([
      { id: 'x', subject: 'item:1.1-1', status: 'done', date: '2018-06', evidence: '文件', by: '某人' },
    ]);
    expect(select.itemStatus('1.1-1')?.word).toBe('done');
    commands.setAsOf('2017');
    expect(select.itemStatus('1.1-1')?.word).toBe('preparing');
    commands.setAsOf('2016');
    expect(select.itemStatus('1.1-1')).toBeUndefined();
  });
  it('keeps the stage when a delay is recorded', () => {
    const { commands, select } = smallStore();
    commands.setLocalEntries([
      { id: 'x', subject: 'item:1.1-2', status: 'delayed', date: '2018', evidence: '文件', by: '某人' },
    ]);
    expect(select.itemStatus('1.1-2')).toMatchObject({
      stage: 'underway',
      health: 'delayed',
      word: 'delayed',
    });
  });
  it('gives a feature its own status before its item’s', () => {
    const { commands, select } = smallStore();
    expect(select.featureStatus('b.one')?.word).toBe('underway');
    commands.setLocalEntries([
      { id: 'x', subject: 'feature:b.one', status: 'done', date: '2018', evidence: '文件', by: '某人' },
    ]);
    expect(select.featureStatus('b.one')?.word).toBe('done');
  });
});

describe('layers', () => {
  it('remembers only what differs from the catalogue', () => {
    const { commands, state, select } = smallStore();
    commands.setLayerVisible('a', false);
    commands.setLayerOpacity('a', 7);
    expect(state.overrides.value).toEqual({ a: { visible: false } });
    commands.setLayerVisible('a', true);
    expect(state.overrides.value).toEqual({});
    commands.moveLayer('a', 1);
    expect(select.layers.value.map(({ layer }) => layer.id)).toEqual(['villages', 'b', 'a']);
    commands.moveLayer('a', 1);
    commands.moveLayer('a', -1);
    expect(state.order.value).toEqual([]);
  });
});

describe('the makers of what is shown', () => {
  it('are named for the base map beside the first, too', () => {
    const { commands, state, select } = smallStore();
    const attribution = { zh: '某某测绘', en: 'Some Survey' };
    const name = { zh: '影像', en: 'Imagery' };
    const imagery = {
      id: 'sat',
      kind: 'pmtiles',
      url: 'sat.pmtiles',
      name,
      attribution,
    } as unknown as Basemap;
    state.town.value = { ...state.town.value, basemaps: [imagery] } as unknown as Town;
    expect(select.attributions.value).not.toContainEqual(attribution);
    commands.setCompare('base:sat');
    expect(select.attributions.value).toContainEqual(attribution);
    commands.setCompare('day:2018');
    expect(select.attributions.value).not.toContainEqual(attribution);
  });
});
