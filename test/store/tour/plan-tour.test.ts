import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chapterOf } from '../../../src/model/index.ts';
import { countsOf, villageCounts } from '../../../src/store/tour/counts.ts';
import { itemsPerPage, planTour } from '../../../src/store/tour/plan-tour.ts';
import { packageOf, sketches } from './small-package.ts';

const tour = (chapters: number[][], display: Record<string, unknown> = {}, round = 0) =>
  planTour(packageOf({ chapters, display }), round);
const ids = (stops: { id: string }[]) => stops.map((stop) => stop.id);

describe('the tour of a small package', () => {
  it('opens, goes chapter by chapter, and closes; the preamble is not a chapter', () => {
    expect(ids(tour([[1], [2, 0, 1], [0]]))).toEqual([
      'opening',
      'chapter:1',
      'item:1.1-1',
      'item:1.1-3',
      'townwide:1:1',
      'chapter:2',
      'townwide:2:1',
      'scene:columns',
      'closing',
    ]);
  });

  it('obeys the settings', () => {
    const display = {
      chapters: [2, 1],
      skip: ['1.1-1'],
      first: ['1.1-2', '9.9-9'],
      scenes: [
        { kind: 'routes', item: '2.1-1', features: ['f.2.1-1.0'] },
        { kind: 'routes', item: '2.1-1', features: ['not.there'] },
      ],
    };
    expect(ids(tour([[], [1, 1, 1], [1]], display))).toEqual([
      'opening',
      'item:1.1-2',
      'chapter:2',
      'item:2.1-1',
      'scene:routes:2.1-1',
      'chapter:1',
      'item:1.1-3',
      'closing',
    ]);
  });

  it('shows all of a plan whose text numbers no chapter, or none that the settings name', () => {
    expect(ids(tour([[1, 1]]))).toEqual(['opening', 'chapter:0', 'item:0.1-1', 'item:0.1-2', 'closing']);
    const other = tour([[1], [1]], { chapters: [4, 5] });
    expect(ids(other).slice(0, 3)).toEqual(['opening', 'chapter:1', 'item:1.1-1']);
    expect(ids(tour([[1], [1]], { chapters: [] }))).toEqual(['opening', 'closing']);
  });

  it('looks no nearer than the drawing deserves', () => {
    const [west, south, east, north] = tour([[], [1]])[2]!.outlook.extent;
    // Features good to 4,000 m: one degree of latitude is 111 km.
    expect((north - south) * 111).toBeGreaterThan(3.9);
    expect((east - west) * 111 * Math.cos((south * Math.PI) / 180)).toBeGreaterThan(3.9);
  });

  it('changes language from chapter to chapter and swaps in the next round', () => {
    const languages = (round: number) =>
      tour([[], [1], [1]], { alternateLanguage: true }, round)
        .filter((stop) => stop.kind === 'item')
        .map((stop) => stop.language);
    expect([languages(0), languages(1)]).toEqual([
      ['en', 'zh'],
      ['zh', 'en'],
    ]);
  });
});

describe('the tour of any package', () => {
  it('shows every wanted item exactly once, in order, between opening and closing', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const pkg = packageOf(sketch);
        const stops = planTour(pkg);
        const { chapters, skip, first } = pkg.town.display;
        const there = pkg.plan.chapters.map(({ number }) => number);
        const named = chapters?.filter((number) => there.includes(number)) ?? [];
        const numbered = there.filter((number) => number > 0);
        const told =
          chapters?.length === 0 ? [] : ([named, numbered, there].find(({ length }) => length) ?? []);
        const wanted = pkg.items
          .filter((item) => told.includes(chapterOf(item.id)))
          .filter((item) => !skip.includes(item.id))
          .map((item) => item.id);
        const shown = stops.filter((s) => s.kind === 'item' || s.kind === 'townwide').flatMap((s) => s.items);
        expect([...shown].sort()).toEqual([...wanted].sort());
        expect(new Set(ids(stops)).size).toBe(stops.length);
        expect([stops[0]?.kind, stops.at(-1)?.kind]).toEqual(['opening', 'closing']);
        const leading = [...new Set(first)].filter((id) => wanted.includes(id) && pkg.featuresOf(id).length);
        expect(
          stops
            .filter((s) => s.kind === 'item')
            .slice(0, leading.length)
            .map((s) => s.items[0]),
        ).toEqual(leading);
        // Within a chapter, places keep the order of the plan.
        const rest = stops.filter((s) => s.kind === 'item').slice(leading.length);
        for (const chapter of new Set(rest.map((s) => s.chapter))) {
          const own = rest.filter((s) => s.chapter === chapter).map((s) => s.items[0]!);
          expect(own).toEqual(wanted.filter((id) => own.includes(id)));
        }
      }),
    );
  });

  it('gives every stop a time, a view and features that are there', () => {
    fc.assert(
      fc.property(sketches, fc.nat(5), (sketch, round) => {
        const pkg = packageOf(sketch);
        const dwell = pkg.town.display.dwellSeconds;
        for (const stop of planTour(pkg, round)) {
          expect(stop.seconds).toBeGreaterThanOrEqual(Math.round(dwell));
          expect(stop.seconds).toBeLessThanOrEqual(Math.round(dwell * 2.5));
          const [west, south, east, north] = stop.outlook.extent;
          expect(west < east && south < north && west >= 112 && east <= 114).toBe(true);
          expect(stop.features.every((id) => pkg.feature(id))).toBe(true);
          expect(stop.items.length).toBeLessThanOrEqual(stop.kind === 'chapter' ? 99 : itemsPerPage);
          if (stop.kind === 'item') expect(stop.features.length).toBeGreaterThan(0);
          if (!pkg.town.display.alternateLanguage) expect(stop.language).toBe('zh');
        }
      }),
    );
  });
});

describe('counts', () => {
  it('add up', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const pkg = packageOf(sketch);
        const counts = countsOf(pkg, pkg.items);
        expect(counts.byStatus.reduce((sum, { count }) => sum + count, 0)).toBe(counts.items);
        expect(counts.placed).toBe(sketch.chapters.flat().filter((n) => n > 0).length);
        expect(counts.features).toBe(sketch.chapters.flat().reduce((sum, n) => sum + n, 0));
        for (const village of villageCounts(pkg))
          expect([...village.byChapter.values()].reduce((sum, n) => sum + n, 0)).toBe(village.items.length);
      }),
    );
  });

  it('count an item once for each village it has a feature in', () => {
    const counts = villageCounts(packageOf({ chapters: [[], [1, 3]], display: {} }));
    expect(counts.map(({ code, items }) => [code, items])).toEqual([
      ['100000000001', ['1.1-1', '1.1-2']],
      ['100000000002', ['1.1-2']],
    ]);
  });
});
