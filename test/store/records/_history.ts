import fc from 'fast-check';
import type { StatusEntry } from '../../../src/model/index.ts';
import { applyMoment } from '../../../src/store/records/apply.ts';
import { mergeInto } from '../../../src/store/records/merge.ts';
import { withChanges } from '../../../src/store/records/step.ts';
import type { Book, Moment, ZoneRecord } from '../../../src/store/records/types.ts';
import { triangle } from '../../triangle.ts';

export const label = { zh: '改', en: 'change' };

export function zone(id: string, name: string): ZoneRecord {
  return {
    id,
    name,
    geometry: triangle,
    crs: { code: 'EPSG:4526', from: 'header' },
    warnings: [],
    origin: 'a.txt',
    project: '',
    steps: [],
    notes: '',
  };
}

export const status = (id: string, evidence: string): StatusEntry => ({
  id,
  subject: 'item:1.1-1',
  status: 'underway',
  date: '2017-05',
  evidence,
  by: 'tester',
});

export const put = (...zones: ZoneRecord[]): Moment => ({
  label,
  put: zones.map((one) => ({ kind: 'zone', id: one.id, values: [one] })),
  delete: [],
});
export const remove = (id: string): Moment => ({ label, put: [], delete: [{ kind: 'zone', id }] });

/** What one of several people does: changes an entry, deletes one, or takes in another's whole book. */
export type Act =
  | { who: number; kind: 'put'; id: string; name: string }
  | { who: number; kind: 'delete'; id: string }
  | { who: number; kind: 'merge'; from: number };

const who = fc.nat(2);
const id = fc.constantFrom('a', 'b', 'c');
export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      who,
      kind: fc.constant('put' as const),
      id,
      name: fc.constantFrom('x', 'y', 'z', '甲', '乙'),
    }),
    fc.record({ who, kind: fc.constant('delete' as const), id }),
    fc.record({ who, kind: fc.constant('merge' as const), from: fc.nat(2) }),
  ),
  { maxLength: 24 },
);

/** Three people's books after acting as scripted. Times run on, so that no two changes are the same change. */
export function play(list: readonly Act[]): [Book, Book, Book] {
  const books: [Book, Book, Book] = [new Map(), new Map(), new Map()];
  list.forEach((act, time) => {
    const book = books[act.who] as Book;
    const stamp = {
      at: new Date(Date.UTC(2017, 0, 1) + time * 1000).toISOString(),
      by: `person ${act.who}`,
    };
    const changes =
      act.kind === 'merge'
        ? mergeInto(book.get.bind(book), books[act.from] as Book)
        : applyMoment(
            book.get.bind(book),
            act.kind === 'put' ? put(zone(act.id, act.name)) : remove(act.id),
            stamp,
          ).changes;
    books[act.who] = withChanges(book, changes);
  });
  return books;
}
