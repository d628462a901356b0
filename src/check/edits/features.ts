import type { LineString, MultiLineString, Position } from 'geojson';
import { split } from '../../geo/edit/split.ts';
import { splitLine } from '../../geo/edit/split-line.ts';
import { type Drawable, isArea } from '../../geo/edit/vertices.ts';
import { type RepairChange, repair } from '../../geo/repair/index.ts';
import { geometryProblems } from '../../model/geometry-problems.ts';
import {
  type Extent,
  type FeatureProperties,
  type PackageInput,
  ProblemError,
  problem,
} from '../../model/index.ts';
import { featureEdit, findFeature, joined, linkFeature, type Step } from './change.ts';
import { applyEdits, featureId, featuresIn, type Raw } from './parts.ts';
import { withVillages } from './villages.ts';

/** Nine decimals of a degree are a tenth of a millimetre: more is noise of the pointer. */
const rounded = (geometry: Drawable): Drawable => {
  const deep = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(deep) : Math.round((value as number) * 1e9) / 1e9;
  return { ...geometry, coordinates: deep(geometry.coordinates) } as Drawable;
};

/** What repair may do unasked: it moves no border. */
const harmless = new Set<RepairChange['code']>([
  'ring-closed',
  'duplicate-points',
  'spikes-removed',
  'rewound',
]);

/**
 * The shape as a package keeps it: rounded, without repeated points, wound per RFC 7946.
 * @throws ProblemError `shape-faulty` where a border crosses itself; what `repair` refuses; a shape far from the town
 */
function sound(parts: PackageInput, geometry: Drawable): Drawable {
  let plain = rounded(geometry);
  if (isArea(plain)) {
    const { geometry: repaired, changes, refused } = repair(plain);
    if (refused) throw new ProblemError(refused);
    const fault = changes.find(({ code }) => !harmless.has(code));
    if (fault)
      throw new ProblemError(
        problem(
          'shape-faulty',
          {
            zh: '图形的边界与自身相交或重叠，尚未保存',
            en: 'The border of the shape crosses or overlaps itself: it is not saved yet',
          },
          undefined,
          { zh: '请把相交处的顶点移开。', en: 'Move the vertices where it crosses apart.' },
        ),
      );
    plain = repaired;
  }
  const { surroundings } = parts.town as { surroundings: Extent };
  const faults = geometryProblems(plain, surroundings, {});
  if (faults.length) throw new ProblemError(faults);
  return plain;
}

/** What is said of a feature that is about to be drawn. */
export type NewFeature = Pick<
  FeatureProperties,
  'name' | 'planItems' | 'basis' | 'accuracyM' | 'source' | 'villages'
>;

/** An id no feature of the package has: that of its layer and a number. */
function freeId(parts: PackageInput, layer: string): string {
  const used = new Set([...parts.layers.values()].flatMap((data) => featuresIn(data).map(featureId)));
  let number = featuresIn(parts.layers.get(layer)).length + 1;
  while (used.has(`${layer}.${number}`)) number += 1;
  return `${layer}.${number}`;
}

/**
 * Adds a drawn feature to a layer, on both sides of its links to items.
 * @throws ProblemError where the shape is faulty
 */
export function addFeature(
  parts: PackageInput,
  layer: string,
  { planItems, ...own }: NewFeature,
  geometry: Drawable,
): Step {
  const properties = { id: freeId(parts, layer), ...own };
  const feature: Raw = { type: 'Feature', properties, geometry: sound(parts, geometry) };
  return withVillages(parts, linkFeature(parts, { layer, feature }, planItems));
}

/**
 * Gives a feature another shape.
 * @throws ProblemError where the shape is faulty
 */
export function reshapeFeature(parts: PackageInput, id: string, geometry: Drawable): Step {
  const place = findFeature(parts, id);
  if (!place) return { put: [] };
  const feature = { ...place.feature, geometry: sound(parts, geometry) };
  return withVillages(parts, { put: [featureEdit(place.layer, feature)] });
}

/** The parts of a shape cut along a line, or at a place where it is a line itself. */
function cut(geometry: Drawable, points: readonly Position[]): Drawable[] {
  if (isArea(geometry)) return split(geometry, points);
  const [at] = points;
  return at ? splitLine(geometry as LineString | MultiLineString, at) : [geometry];
}

/**
 * Divides a feature: an area along the line `points`, a line at the first of them. The first part keeps the id, the
 * others get ids of their own; all keep what the feature says and its items, and are numbered by name.
 * @throws ProblemError where the cut misses, or leaves a faulty part
 */
export function splitFeature(parts: PackageInput, id: string, points: readonly Position[]): Step {
  const place = findFeature(parts, id);
  if (!place) return { put: [] };
  const { layer, feature } = place;
  const { name, planItems, ...own } = feature['properties'] as FeatureProperties & Raw;
  let step: Step = { put: [] };
  cut(feature['geometry'] as Drawable, points).forEach((geometry, index) => {
    const numbered = { zh: `${name.zh}-${index + 1}`, en: `${name.en}-${index + 1}` };
    const now = applyEdits(parts, step.put);
    const properties = { ...own, id: index ? freeId(now, layer) : id, name: numbered };
    const part: Raw = { type: 'Feature', properties, geometry: sound(parts, geometry) };
    step = joined(step, linkFeature(now, { layer, feature: part }, planItems));
  });
  return withVillages(parts, step);
}
