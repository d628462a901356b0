import { join } from 'node:path';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  addLayer,
  addStatus,
  editFeature,
  editItem,
  editLayer,
  findFeature,
  linkItem,
  moveLayer,
  removeFeature,
  removeLayer,
  replaceData,
  type Step,
} from '../../../src/check/edits/change.ts';
import { difference } from '../../../src/check/edits/difference.ts';
import { addFeature, reshapeFeature, splitFeature } from '../../../src/check/edits/features.ts';
import {
  applyEdits,
  featureId,
  featuresIn,
  itemsIn,
  layersIn,
  type PartEdit,
} from '../../../src/check/edits/parts.ts';
import { checkParts } from '../../../src/check/edits/publish.ts';
import { outsideProblems } from '../../../src/check/edits/villages.ts';
import { readPackage } from '../../../src/cli/package/read.ts';
import { shift } from '../../../src/geo/edit/shift.ts';
import { type Drawable, openParts } from '../../../src/geo/edit/vertices.ts';
import { extentOf } from '../../../src/geo/plane/extent.ts';
import {
  checkPackage,
  type LayerData,
  type PackageInput,
  type PlanItem,
  ProblemError,
} from '../../../src/model/index.ts';

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
  it('says what is put or moved to where no village is, and nothing of what stays or lies in one', () => {
    const point = (lon: number, lat: number): Drawable => ({ type: 'Point', coordinates: [lon, lat] });
    const layer = layersIn(base).find((one) => one['geometry'] === 'point' && !one['role']) as { id: string };
    const item = items[0] as string;
    const put = (lon: number, lat: number) => addFeature(base, layer.id, said(item), point(lon, lat));
    expect(outsideProblems(base, put(113.13, 28.53))).toEqual([]);
    // West of the town by 20 km, within its surroundings.
    const away = put(112.92, 28.5);
    expect(outsideProblems(base, away)).toMatchObject([
      { code: 'outside-villages', severity: 'warning', what: { zh: expect.stringContaining('新画') } },
    ]);
    const there = applyEdits(base, away.put);
    const id = featureId((away.put[0] as PartEdit).value as Record<string, unknown>);
    expect(outsideProblems(there, editFeature(there, id, { accuracyM: 3 }))).toEqual([]);
    expect(outsideProblems(there, reshapeFeature(there, id, point(112.93, 28.5)))).toHaveLength(1);
    expect(outsideProblems(there, reshapeFeature(there, id, point(113.13, 28.53)))).toEqual([]);
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

  const square = (x: number, y: number, size: number): Polygon => ({
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  });
  const x = fc.double({ min: 113.05, max: 113.15, noNaN: true });
  const y = fc.double({ min: 28.47, max: 28.55, noNaN: true });
  const said = (item: string) => ({
    name: both('新画'),
    planItems: [item],
    basis: 'survey' as const,
    accuracyM: 2,
    source: both('测绘'),
    villages: [],
  });
  const areas = layersIn(base).flatMap((layer) =>
    (layer['role'] ?? 'subject') === 'subject' && layer['geometry'] === 'polygon'
      ? [String(layer['id'])]
      : [],
  );
  /** What a fault of shape or cut does: nothing. */
  const attempted = (make: () => Step): Step => {
    try {
      return make();
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      return { put: [] };
    }
  };

  const step = fc.oneof(
    fc.tuple(fc.constantFrom(...areas), fc.constantFrom(...items), x, y).map(
      ([layer, item, lon, lat]) =>
        (parts: PackageInput) =>
          parts.layers.has(layer)
            ? addFeature(parts, layer, said(item), square(lon, lat, 0.004))
            : { put: [] },
    ),
    fc.tuple(fc.constantFrom(...subjects), x, y).map(
      ([id, lon, lat]) =>
        (parts: PackageInput) =>
          attempted(() => {
            const found = findFeature(parts, id)?.feature['geometry'] as Drawable | undefined;
            if (!found) return { put: [] };
            const from = openParts(found)[0]?.[0]?.[0] as Position;
            return reshapeFeature(parts, id, shift(found, from, [lon, lat]));
          }),
    ),
    fc.tuple(fc.constantFrom(...subjects), fc.double({ min: 0.1, max: 0.9, noNaN: true })).map(
      ([id, share]) =>
        (parts: PackageInput) =>
          attempted(() => {
            const found = findFeature(parts, id)?.feature['geometry'] as Drawable | undefined;
            if (!found || found.type.endsWith('Point')) return { put: [] };
            const [w, s, e, n] = extentOf([found]) as [number, number, number, number];
            const at = w + share * (e - w);
            return splitFeature(parts, id, [
              [at, s - 0.001],
              [at, n + 0.001],
            ]);
          }),
    ),
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
        // What is left to say is that an item has lost its place, a feature its item, or a title says a figure: all else holds.
        const left = new Set(['item-without-feature', 'feature-without-item', 'spatial', 'figure']);
        expect(checkParts(parts).problems.filter((p) => p.severity === 'error' && !left.has(p.code))).toEqual(
          [],
        );
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
