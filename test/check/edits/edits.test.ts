import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLayer,
  addStatus,
  editFeature,
  editItem,
  editLayer,
  linkItem,
  moveLayer,
  removeFeature,
  removeLayer,
  replaceData,
  type Step,
} from '../../../src/check/edits/change.ts';
import { difference } from '../../../src/check/edits/difference.ts';
import {
  applyEdits,
  featureId,
  featuresIn,
  itemsIn,
  layersIn,
  type PartEdit,
} from '../../../src/check/edits/parts.ts';
import { readPackage } from '../../../src/cli/package/read.ts';
import { checkPackage, type LayerData, type PackageInput, type PlanItem } from '../../../src/model/index.ts';

const { input: base } = readPackage(join(import.meta.dirname, '../../../data'));
const items = itemsIn(base).map((item) => String(item['id']));
const layers = layersIn(base).map((layer) => String(layer['id']));
const subjects = layersIn(base).flatMap((layer) =>
  (layer['role'] ?? 'subject') === 'subject'
    ? featuresIn(base.layers.get(String(layer['id']))).map(featureId)
    : [],
);

/** What the records do with a step: pieces by id, those in `back` taken away. */
function stepped(edits: readonly PartEdit[], { put, back = [] }: Step): PartEdit[] {
  const now = new Map(edits.map((edit) => [edit.id, edit]));
  for (const id of back) now.delete(id);
  for (const edit of put) now.set(edit.id, edit);
  return [...now.values()];
}
const entry = {
  id: 'test.1',
  subject: `item:${items[0]}`,
  status: 'done' as const,
  date: '2018-03',
  evidence: '验收报告',
  by: '办公室',
};
const both = (text: string) => ({ zh: text, en: text });
const errors = (parts: PackageInput) =>
  checkPackage(parts)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe('a package in work', () => {
  it('is the published one, piece by piece the same object, without edits', () => {
    const parts = applyEdits(base, []);
    expect(parts).toEqual(base);
    expect(parts.plan).toBe(base.plan);
    expect(difference(base, parts)).toEqual([]);
  });
  it('says in words what differs', () => {
    let edits: PartEdit[] = [];
    const work = (step: (parts: PackageInput) => Step) => {
      edits = stepped(edits, step(applyEdits(base, edits)));
    };
    work((parts) => editItem(parts, items[0] as string, { title: both('新标题') }));
    work(() => addStatus(entry));
    work((parts) => editFeature(parts, subjects[0] as string, { name: both('新名') }));
    work((parts) => editLayer(parts, layers[0] as string, { label: false }));
    work((parts) => moveLayer(parts, layers[0] as string, 1));
    expect(difference(base, applyEdits(base, edits))).toMatchObject([
      { kind: 'changed', subject: `item:${items[0]}`, name: both('新标题'), fields: ['title'] },
      { kind: 'added', subject: 'status:test.1' },
      { kind: 'changed', subject: `layer:${layers[0]}`, fields: ['label'] },
      { kind: 'changed', subject: `feature:${subjects[0]}`, fields: ['name'] },
      { kind: 'changed', subject: 'order' },
    ]);
    expect(errors(applyEdits(base, edits))).toEqual([]);
  });
  it('keeps both sides of every link when a layer or a feature goes', () => {
    const layer = layersIn(base).find((one) => one['id'] === 'park') as { id: string };
    const without = applyEdits(base, removeLayer(base, [], layer.id).put);
    expect(without.layers.has('park')).toBe(false);
    expect(errors(without)).not.toContain('dangling');
    const less = applyEdits(base, removeFeature(base, subjects[0] as string).put);
    expect(errors(less)).not.toContain('dangling');
  });
  it('takes a new layer and gives it up again', () => {
    const data = { type: 'FeatureCollection', features: [] } as LayerData;
    const like = layersIn(base)[0] as Record<string, unknown>;
    let edits = stepped(
      [],
      addLayer({ ...like, id: 'fresh', source: 'layers/fresh.geojson', role: 'context' }, data),
    );
    const parts = applyEdits(base, edits);
    expect(layersIn(parts).at(-1)).toMatchObject({ id: 'fresh' });
    expect(errors(parts)).toEqual([]);
    edits = stepped(edits, removeLayer(parts, edits, 'fresh'));
    expect(difference(base, applyEdits(base, edits))).toEqual([]);
  });

  const step = fc.oneof(
    fc.tuple(fc.constantFrom(...items), fc.string({ minLength: 1 })).map(
      ([id, text]) =>
        (parts: PackageInput) =>
          editItem(parts, id, { title: both(text) }),
    ),
    fc.tuple(fc.constantFrom(...items), fc.subarray(subjects, { maxLength: 3 })).map(
      ([id, ids]) =>
        (parts: PackageInput) =>
          linkItem(parts, id, ids),
    ),
    fc.constantFrom(...subjects).map((id) => (parts: PackageInput) => removeFeature(parts, id)),
    fc.tuple(fc.constantFrom(...layers), fc.constantFrom(1 as const, -1 as const)).map(
      ([id, by]) =>
        (parts: PackageInput) =>
          moveLayer(parts, id, by),
    ),
    fc.constantFrom('park', 'roads', 'scenic').map((id) => (parts: PackageInput, edits: PartEdit[]) => {
      const data = parts.layers.get(id) as LayerData;
      return replaceData(parts, edits, id, { ...data, features: data.features.slice(1) });
    }),
  ) as fc.Arbitrary<(parts: PackageInput, edits: PartEdit[]) => Step>;

  it('never leaves a link with one side, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let edits: PartEdit[] = [];
        for (const one of steps) edits = stepped(edits, one(applyEdits(base, edits), edits));
        const parts = applyEdits(base, edits);
        const found = errors(parts);
        expect(found).not.toContain('one-way');
        expect(found).not.toContain('schema');
        const features = new Set(
          [...parts.layers.values()].flatMap((data) => featuresIn(data).map(featureId)),
        );
        for (const item of itemsIn(parts) as unknown as PlanItem[])
          for (const id of item.features ?? []) expect(features).toContain(id);
      }),
      { numRuns: 40 },
    );
  });
});
