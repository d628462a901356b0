import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMoment, valuesOf } from '../../../src/store/records/apply.ts';
import { readArchive, writeArchive } from '../../../src/store/records/archive.ts';
import { conflictsOf, mergeInto, mergePreview } from '../../../src/store/records/merge.ts';
import { withChanges } from '../../../src/store/records/step.ts';
import type { Book } from '../../../src/store/records/types.ts';
import { acts, play, put, remove, status, zone } from './_history.ts';

const merge = (a: Book, b: Book): Book => withChanges(a, mergeInto(a.get.bind(a), b));
const text = writeArchive;
const stamp = (by: string) => ({ at: '2017-05-22T08:00:00.000Z', by });
const changed = (book: Book, moment: Parameters<typeof applyMoment>[1], by = 'a') =>
  withChanges(book, applyMoment(book.get.bind(book), moment, stamp(by)).changes);
const names = (book: Book, id: string) =>
  valuesOf(book.get(`zone/${id}`)).map((value) => (value ? (value as { name: string }).name : null));

describe('merging two people’s books', () => {
  it('is associative, commutative and idempotent for any history', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const [a, b, c] = play(list);
        expect(text(merge(merge(a, b), c))).toBe(text(merge(a, merge(b, c))));
        expect(text(merge(a, b))).toBe(text(merge(b, a)));
        expect(text(merge(a, a))).toBe(text(a));
        const ab = merge(a, b);
        expect(text(merge(ab, b))).toBe(text(ab));
      }),
      { numRuns: 300 },
    );
  });
  it('lets no value vanish that nobody replaced knowingly', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const [a, b, c] = play(list);
        const all = merge(merge(a, b), c);
        for (const book of [a, b, c])
          for (const [key, state] of book)
            for (const head of state.heads) {
              const merged = all.get(key);
              const standing = merged?.heads.some((one) => one.id === head.id) ?? false;
              const replaced = merged?.superseded.has(head.id) ?? false;
              expect(standing !== replaced).toBe(true);
            }
      }),
      { numRuns: 300 },
    );
  });
  it('survives the file: reading what was written gives the same book', () => {
    fc.assert(
      fc.property(acts, (list) => {
        for (const book of play(list)) {
          const { book: again, problems } = readArchive(text(book));
          expect(problems).toEqual([]);
          expect(text(again)).toBe(text(book));
        }
      }),
      { numRuns: 100 },
    );
  });

  const base = changed(new Map(), put(zone('k', '原')));
  it('takes a later version of the same work without a conflict', () => {
    const theirs = changed(base, put(zone('k', '改')), 'b');
    expect(names(merge(base, theirs), 'k')).toEqual(['改']);
    expect(mergePreview(mergeInto(base.get.bind(base), theirs))).toMatchObject([
      { id: 'k', effect: 'changed', before: [{ name: '原' }], after: [{ name: '改' }] },
    ]);
  });
  it('shows two changes made apart side by side, and one resolution settles it everywhere', () => {
    const mine = changed(base, put(zone('k', '甲')));
    const theirs = changed(base, put(zone('k', '乙')), 'b');
    const both = merge(mine, theirs);
    expect(names(both, 'k').sort()).toEqual(['乙', '甲']);
    expect(conflictsOf(both)).toHaveLength(1);
    const settled = changed(both, put(zone('k', '乙')));
    expect(conflictsOf(settled)).toEqual([]);
    expect(names(merge(theirs, settled), 'k')).toEqual(['乙']);
    expect(names(merge(mine, settled), 'k')).toEqual(['乙']);
  });
  it('keeps a deletion and a change made apart as a conflict', () => {
    const both = merge(changed(base, remove('k')), changed(base, put(zone('k', '乙')), 'b'));
    expect(conflictsOf(both)[0]?.sides.map((side) => side.value)).toContain(null);
    expect(conflictsOf(both)[0]?.sides).toHaveLength(2);
  });
  it('finds no conflict where both wrote the same', () => {
    const both = merge(changed(base, put(zone('k', '同'))), changed(base, put(zone('k', '同')), 'b'));
    expect(conflictsOf(both)).toEqual([]);
    expect(names(both, 'k')).toEqual(['同']);
  });
  it('brings a resolved conflict back when the resolution is undone', () => {
    const both = merge(changed(base, put(zone('k', '甲'))), changed(base, put(zone('k', '乙')), 'b'));
    const { changes, undo } = applyMoment(both.get.bind(both), put(zone('k', '乙')), stamp('a'));
    const back = changed(withChanges(both, changes), undo);
    expect(names(back, 'k').sort()).toEqual(names(both, 'k').sort());
  });
});

describe('applying a moment', () => {
  it('yields the moment that undoes it, for any history', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom('a', 'b', 'c'), fc.boolean(), (list, id, deletes) => {
        const [book] = play(list);
        const moment = deletes ? remove(id) : put(zone(id, 'neu'));
        const { changes, undo } = applyMoment(book.get.bind(book), moment, stamp('a'));
        const back = changed(withChanges(book, changes), undo);
        for (const one of ['a', 'b', 'c'])
          expect(new Set(names(back, one))).toEqual(new Set(names(book, one)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('reading an archive', () => {
  const book = changed(new Map(), put(zone('k', '原')));
  const code = (text: string) => {
    try {
      readArchive(text);
      return 'read';
    } catch (error) {
      return (error as { problems: { code: string }[] }).problems[0]?.code;
    }
  };
  it.each([
    ['archive-broken', text(book).slice(0, 200)],
    ['archive-zip', 'PK\u0003\u0004'],
    ['archive-foreign', '{"type":"FeatureCollection","features":[]}'],
    ['archive-schema', '{"format":"plan-map-records","schema":99}'],
  ])('names the fault %s', (expected, file) => expect(code(file)).toBe(expected));

  it('sets a value altered by hand beside the original', () => {
    const { book: altered, problems } = readArchive(text(book).replace('原', '篡改'));
    expect(problems.map((p) => p.code)).toEqual(['archive-altered']);
    expect(names(merge(book, altered), 'k').sort()).toEqual(['原', '篡改']);
  });
  it('leaves out an entry that does not fit, says which and where, and keeps the rest', () => {
    const two = changed(book, put(zone('m', '好')));
    const bent = text(two).replace(/113\.101,/, '513.101,');
    const { book: read, problems } = readArchive(bent);
    expect(read.size).toBe(1);
    const fault = problems.find((p) => p.code === 'archive-record');
    expect(fault?.where?.field).toBe('value.geometry.coordinates[0][1]');
  });
  it.each([1, 2])('reads schema %i, twice to the same book', (schema) => {
    const old = {
      format: 'plan-map-records',
      schema,
      zones: [
        schema === 1
          ? { id: 'k', name: '老', geometry: zone('k', '').geometry, crs: 'EPSG:2362', note: '记' }
          : {
              id: 'k',
              name: '老',
              geometry: zone('k', '').geometry,
              crs: 'EPSG:2362',
              origin: 'o.txt',
              warnings: [],
              statedAreaHa: 0.5,
              project: '工程',
              stage: { procedure: 'p', step: 's', date: '2017-05-22' },
              notes: '记',
            },
      ],
      status: [status('e1', '公告'), { id: 'broken' }],
    };
    const first = readArchive(JSON.stringify(old));
    expect(first.problems.map((p) => p.where?.record)).toEqual(['status 2']);
    expect(names(first.book, 'k')).toEqual(['老']);
    expect(valuesOf(first.book.get('status/e1'))).toHaveLength(1);
    expect(valuesOf(first.book.get('zone/k'))[0]).toMatchObject({
      notes: '记',
      crs: { code: 'EPSG:2362' },
      ...(schema === 2 ? { statedAreaM2: 5000, steps: [{ step: 's', date: '2017-05-22' }] } : { steps: [] }),
    });
    expect(text(merge(first.book, readArchive(JSON.stringify(old)).book))).toBe(text(first.book));
  });
});
