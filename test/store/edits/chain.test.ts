import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addStatus, editFeature, editItem, moveLayer, type Step } from '../../../src/check/edits/change.ts';
import { difference } from '../../../src/check/edits/difference.ts';
import { applyEdits, itemsIn, type PartEdit } from '../../../src/check/edits/parts.ts';
import { checkParts } from '../../../src/check/edits/publish.ts';
import type { PackageInput } from '../../../src/model/index.ts';
import { openRecords, type Records } from '../../../src/store/records/index.ts';
import { filesOf, twoPlans } from '../../e2e/two-plans.ts';
import { applied, plain } from './publishing.ts';

const both = (text: string) => ({ zh: text, en: text });
const label = { zh: '改', en: 'change' };
const items = itemsIn(twoPlans).map((item) => String(item['id']));
const errors = (parts: PackageInput) =>
  checkParts(parts)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** Figures aside, which a title may have only where the plan has them. */
const words = fc.string({ minLength: 1, unit: fc.constantFrom('文', '桥', '𠮷', 'a', '<', '&', '"', '\n') });
type Make = (parts: PackageInput) => Step;
const title = (id: string) =>
  words.map(
    (text): Make =>
      (parts) =>
        editItem(parts, id, { title: both(text) }),
  );
const status = fc.tuple(fc.uuid(), fc.constantFrom(...items)).map(
  ([id, item]): Make =>
    () =>
      addStatus({ id, subject: `item:${item}`, status: 'done', date: '2027-03', evidence: '通报', by: '甲' }),
);
const step = fc.oneof(
  fc.constantFrom(...items).chain(title),
  status,
  fc.constantFrom('works.square', 'works.bridge').map(
    (id): Make =>
      (parts) =>
        editFeature(parts, id, { accuracyM: 20 }),
  ),
  fc.constant((parts: PackageInput) => moveLayer(parts, 'works', 1)),
);
type Act = 'undo' | 'redo' | 'reload' | 'publish' | Make;
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: step },
  { weight: 4, arbitrary: fc.constantFrom('undo', 'redo', 'reload', 'publish') },
);

const editsOf = (records: Records): PartEdit[] => records.parts.value.map(({ value }) => value);
const open = (name: string) => openRecords({ name, author: () => '甲' });

describe('a package in work', () => {
  it('validates and reads back equal after any edits, undo, reload and publishing, in any order', async () => {
    const texts = new Map(Object.entries(filesOf(twoPlans)).map(([path, text]) => [path.slice(5), text]));
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        const name = `chain-${crypto.randomUUID()}`;
        let base = { parts: twoPlans, texts };
        let records = await open(name);
        const now = () => applyEdits(base.parts, editsOf(records));
        for (const one of acts) {
          if (one === 'undo' || one === 'redo') await records[one]();
          else if (one === 'reload') {
            const before = editsOf(records);
            records.close();
            records = await open(name);
            expect(editsOf(records)).toEqual(before);
          } else if (one === 'publish') {
            const parts = now();
            if (!difference(base.parts, parts).length) continue;
            base = applied(base, parts);
            expect(plain(base.parts)).toEqual(plain(parts));
            // The same edits over what was published from them change nothing.
            expect(plain(now())).toEqual(plain(base.parts));
          } else {
            const { put, back } = one(now());
            await records.putParts(put, label, back);
          }
          expect(errors(now())).toEqual([]);
        }
        records.close();
      }),
      { numRuns: 40 },
    );
  });

  it('is the same whoever of two clerks merges the other’s work, where they did different things', async () => {
    const own = (ids: readonly string[]) =>
      fc.array(fc.oneof(fc.constantFrom(...ids).chain(title), status), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(own(items.slice(0, 2)), own(items.slice(2)), async (one, other) => {
        const clerks = await Promise.all([
          open(`a-${crypto.randomUUID()}`),
          open(`b-${crypto.randomUUID()}`),
        ]);
        for (const [index, steps] of [one, other].entries())
          for (const make of steps) {
            const records = clerks[index] as Records;
            await records.putParts(make(applyEdits(twoPlans, editsOf(records))).put, label);
          }
        const [a, b] = clerks as [Records, Records];
        const [fromA, fromB] = [a.exportArchive(), b.exportArchive()];
        const before = plain(applyEdits(twoPlans, editsOf(a)));
        await a.mergeArchive(fromB);
        await b.mergeArchive(fromA);
        expect([...a.conflicts.value, ...b.conflicts.value]).toEqual([]);
        expect(a.exportArchive()).toBe(b.exportArchive());
        const merged = applyEdits(twoPlans, editsOf(a));
        expect(errors(merged)).toEqual([]);
        expect(difference(merged, applyEdits(twoPlans, editsOf(b)))).toEqual([]);
        // The merge goes back as one step.
        await a.undo();
        expect(plain(applyEdits(twoPlans, editsOf(a)))).toEqual(before);
        for (const records of clerks) records.close();
      }),
      { numRuns: 30 },
    );
  });
});
