import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unlike } from '../../../src/map/edited/unlike.ts';
import { drawFeatures } from '../../../src/map/sources/features.ts';
import type { Feature } from '../../../src/model/index.ts';
import { collection, feature, layer, line, point, square } from '../fixture.ts';

const own = layer({ id: 'own' });
const drawn = (features: readonly Feature[]) =>
  drawFeatures(own, collection(...features), undefined, () => '');
const told = (parts: Iterable<unknown>) => [...parts].map((part) => JSON.stringify(part)).sort();

type Edit = { at: number; kind: 'move' | 'rename' | 'drop' | 'add' };
const first = [
  square(113, 28, 0.1),
  line([113, 28], [113.1, 28]),
  point(113, 28),
  square(113.2, 28, 0.1),
].map((geometry, at) => feature(`f${at}`, geometry));

/** The features after some edits; what an edit leaves alone is the same object. */
function after(edits: readonly Edit[]): Feature[] {
  let now = [...first];
  edits.forEach(({ at, kind }, step) => {
    const one = now[at % Math.max(1, now.length)];
    if (kind === 'add') now.push(feature(`new${step}`, square(113 + step / 100, 28.2, 0.01)));
    else if (one && kind === 'drop') now = now.filter((other) => other !== one);
    else if (one)
      now = now.map((other) => {
        if (other !== one) return other;
        if (kind === 'move') return { ...one, geometry: square(113.3, 28 + step / 100, 0.01) };
        return { ...one, properties: { ...one.properties, name: { zh: `改${step}`, en: 'x' } } };
      });
  });
  return now;
}

const edits = fc.array(
  fc.record({ at: fc.nat(5), kind: fc.constantFrom('move', 'rename', 'drop', 'add' as const) }),
  { maxLength: 6 },
);

it('what a source holds, less what differs, and what differs as it is now, is the layer as it is now', () => {
  fc.assert(
    fc.property(edits, edits, (some, more) => {
      const held = [drawn(first), drawn(after(some))] as const;
      const now = drawn(after([...some, ...more]));
      const found = unlike(held, now, 100);
      // While a source goes from one state to another it may show either.
      for (const one of held) {
        const left = one.collection.features.filter(({ properties }) => !found?.ids.has(properties.id));
        expect(told([...left, ...(found?.features ?? [])])).toEqual(told(now.collection.features));
      }
    }),
  );
});

it('nothing differs where the same features are drawn once more, and too much is not told apart', () => {
  expect(unlike([drawn(first)], drawn(first), 0)).toEqual({ ids: new Set(), features: [] });
  expect(unlike([drawn(first)], drawn(after([{ at: 0, kind: 'move' }])), 0)).toBeUndefined();
  expect(unlike([drawn(first)], drawn([]), 3)).toBeUndefined();
});
