import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bases, statuses } from '../../src/model/index.ts';
import { readAddress, writeAddress } from '../../src/store/address/address.ts';
import { modes, themes } from '../../src/store/state.ts';
import { smallStore } from './package.ts';

const subset = <T>(values: readonly T[]) => fc.subarray([...values]);
const view = fc.record({
  camera: fc.record({
    zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100),
    lat: fc.integer({ min: -8500000, max: 8500000 }).map((n) => n / 1e5),
    lon: fc.integer({ min: -18000000, max: 18000000 }).map((n) => n / 1e5),
    bearing: fc.integer({ min: -1800, max: 1800 }).map((n) => n / 10),
    pitch: fc.integer({ min: 0, max: 850 }).map((n) => n / 10),
  }),
  mode: fc.constantFrom(...modes.filter((mode) => mode !== 'display')),
  language: fc.constantFrom('zh' as const, 'en' as const),
  theme: fc.constantFrom(...themes),
  feature: fc.constantFrom(undefined, 'a.one', 'b.one', 'v.201'),
  item: fc.constantFrom(undefined, '1.1-1', '2.1-1'),
  hidden: subset(['a', 'b', 'villages']),
  opacity: fc.integer({ min: 0, max: 99 }).map((n) => n / 100),
  raise: fc.boolean(),
  chapters: subset([1, 2]),
  statuses: subset(statuses),
  bases: subset(bases),
  villages: subset(['430000000201', '430000000202']),
  asof: fc.constantFrom(undefined, '2017', '2018-06', '2019-12-31'),
});

describe('the address', () => {
  it('of a public screen keeps its mode, language and theme only: the tour moves through the rest', () => {
    const store = smallStore();
    const { commands } = store;
    commands.setCamera({ zoom: 12, lat: 28, lon: 113, bearing: 0, pitch: 0 });
    commands.setFilters({ chapters: [1] });
    commands.setLanguage('en');
    commands.setMode('display');
    expect(writeAddress(store)).toBe('mode=display&lang=en');
    commands.setMode('browse');
    expect(writeAddress(store)).toContain('chapter=1');
  });

  it('brings back any view that can be reached, and is stable when written again', () => {
    fc.assert(
      fc.property(view, (wanted) => {
        const one = smallStore();
        const { commands } = one;
        commands.setCamera(wanted.camera);
        commands.setMode(wanted.mode);
        commands.setLanguage(wanted.language);
        commands.setTheme(wanted.theme);
        if (wanted.feature) commands.selectFeature(wanted.feature);
        else commands.selectItem(wanted.item);
        for (const id of wanted.hidden) commands.setLayerVisible(id, false);
        commands.setLayerOpacity('b', wanted.opacity);
        if (wanted.raise) commands.moveLayer('villages', 1);
        commands.setFilters({
          chapters: wanted.chapters,
          statuses: wanted.statuses,
          bases: wanted.bases,
          villages: wanted.villages,
        });
        commands.setAsOf(wanted.asof);
        const link = writeAddress(one);
        const two = smallStore();
        expect(readAddress(two, link)).toEqual([]);
        for (const key of [
          'mode',
          'language',
          'theme',
          'camera',
          'feature',
          'item',
          'overrides',
          'order',
          'filters',
          'asof',
        ] as const)
          expect(two.state[key].value).toEqual(one.state[key].value);
        expect(writeAddress(two)).toBe(link);
      }),
      { numRuns: 300 },
    );
  });
  it('writes nothing at the defaults', () => expect(writeAddress(smallStore())).toBe(''));
  it('follows the contract', () => {
    const store = smallStore();
    expect(
      readAddress(
        store,
        '12.5/28.55/113.13/30/45&mode=check&lang=en&item=1.1-1&layers=a;b,f;villages,,0.5&status=done&asof=2018-06',
      ),
    ).toEqual([]);
    const { state } = store;
    expect(state.camera.value).toEqual({ zoom: 12.5, lat: 28.55, lon: 113.13, bearing: 30, pitch: 45 });
    expect([state.mode.value, state.language.value, state.item.value, state.asof.value]).toEqual([
      'check',
      'en',
      '1.1-1',
      '2018-06',
    ]);
    expect(state.overrides.value).toEqual({
      a: { visible: true },
      b: { visible: false },
      villages: { opacity: 0.5 },
    });
  });
  it('leaves out broken parts one by one and says which', () => {
    const store = smallStore();
    const problems = readAddress(
      store,
      '12/91/113&mode=fly&lang=en&status=done,rubbish&%ZZ=1&asof=2018-13&layers=a,f;<b>&item=1.1-1',
    );
    expect(store.state.language.value).toBe('en');
    expect(store.state.item.value).toBe('1.1-1');
    expect(store.state.filters.value.statuses).toEqual(['done']);
    expect(store.state.overrides.value).toEqual({ a: { visible: false } });
    expect(store.state.camera.value).toBeUndefined();
    expect(problems.map((p) => p.what.en.match(/"(.*)"/)?.[1])).toEqual([
      '12/91/113',
      '%ZZ=1',
      'mode=fly',
      'layers=a,f;<b>',
      'status=done,rubbish',
      'asof=2018-13',
    ]);
  });
  it('survives any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc
            .array(
              fc.constantFrom(
                '&',
                '=',
                ';',
                ',',
                '/',
                'layers',
                'item',
                'mode',
                'asof',
                '%',
                '1',
                '.',
                'e',
                '-',
              ),
            )
            .map((a) => a.join('')),
        ),
        (text) => {
          const store = smallStore();
          readAddress(store, text);
          const link = writeAddress(store);
          const again = smallStore();
          expect(readAddress(again, link)).toEqual([]);
          expect(writeAddress(again)).toBe(link);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
