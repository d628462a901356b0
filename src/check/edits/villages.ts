import type { Geometry } from 'geojson';
import {
  type Bilingual,
  type Catalogue,
  type LayerData,
  type PackageInput,
  type Problem,
  warning,
} from '../../model/index.ts';
import { type VillageShape, villagesOf } from '../package/in-villages.ts';
import { villagesIn } from '../package/village-problems.ts';
import { featureEdit, type Step } from './change.ts';
import { applyEdits, featureId, featuresIn, layersIn, type PartEdit, type Raw } from './parts.ts';

const listOf = (feature: Raw): string => {
  const { villages } = (feature['properties'] ?? {}) as Raw;
  return Array.isArray(villages) ? [...villages].sort().join() : '';
};

/** The feature with its list of villages; the same object where the list is right. */
function settled(feature: Raw, shapes: readonly VillageShape[]): Raw {
  const villages = villagesOf(feature['geometry'] as Geometry, shapes);
  if ([...villages].sort().join() === listOf(feature)) return feature;
  return { ...feature, properties: { ...(feature['properties'] as Raw), villages } };
}

/**
 * The step with the villages worked out again: of every feature it puts and, where it changes the layer of the villages,
 * of the features of all other layers. Villages say their own code, and neighbours lie in none.
 */
export function withVillages(parts: PackageInput, step: Step): Step {
  const after = applyEdits(parts, step.put);
  const catalogue = after.catalogue as Catalogue;
  const villageLayer = layersIn(after).find(({ role }) => role === 'villages')?.['id'];
  const villages = villageLayer === undefined ? undefined : String(villageLayer);
  if (villages === undefined) return step;
  const shapes = villagesIn(catalogue, after.layers as ReadonlyMap<string, LayerData>);
  const lies = new Set(
    layersIn(after).flatMap(({ id, role }) =>
      role === 'villages' || role === 'neighbours' ? [] : [String(id)],
    ),
  );
  const put = step.put.map((edit): PartEdit => {
    const [, kind, layer] = /^(data|feature):([^/]+)/.exec(edit.id) ?? [];
    if (!layer || !lies.has(layer) || edit.value === null) return edit;
    const value =
      kind === 'feature'
        ? settled(edit.value as Raw, shapes)
        : {
            ...(edit.value as Raw),
            features: featuresIn(edit.value).map((feature) => settled(feature, shapes)),
          };
    return { ...edit, value };
  });
  if (after.layers.get(villages) === parts.layers.get(villages)) return { ...step, put };
  const there = new Set(put.map(({ id }) => id));
  const moved = [...lies].flatMap((layer) =>
    featuresIn(after.layers.get(layer)).flatMap((feature) => {
      const next = settled(feature, shapes);
      const isPut = there.has(`data:${layer}`) || there.has(`feature:${layer}/${featureId(feature)}`);
      return next === feature || isPut ? [] : [featureEdit(layer, next)];
    }),
  );
  return { ...step, put: [...put, ...moved] };
}

/** Says which features a step puts, or moves, to where no village is: mostly a coordinate mistyped. */
export function outsideProblems(parts: PackageInput, { put }: Step): Problem[] {
  const layers = layersIn(parts);
  const villageLayer = layers.find(({ role }) => role === 'villages')?.['id'];
  if (villageLayer === undefined || !featuresIn(parts.layers.get(String(villageLayer))).length) return [];
  const roles = new Map(layers.map(({ id, role }) => [String(id), role]));
  const names = put.flatMap(({ id, value }) => {
    const [, kind, layer = ''] = /^(data|feature):([^/]+)/.exec(id) ?? [];
    if (!kind || value === null || !['subject', undefined].includes(roles.get(layer) as string)) return [];
    const before = new Map(featuresIn(parts.layers.get(layer)).map((one) => [featureId(one), one]));
    return (kind === 'data' ? featuresIn(value) : [value as Raw]).flatMap((feature) => {
      const same = before.get(featureId(feature))?.['geometry'] === feature['geometry'];
      return same || listOf(feature) ? [] : [(feature['properties'] as { name: Bilingual }).name];
    });
  });
  if (!names.length) return [];
  const list = (language: 'zh' | 'en', comma: string) =>
    names
      .slice(0, 5)
      .map((name) => name[language])
      .join(comma) + (names.length > 5 ? ' …' : '');
  return [
    warning(
      'outside-villages',
      {
        zh: `${list('zh', '、')}：图形不在本镇任何村的范围内`,
        en: `${list('en', ', ')}: the shape lies in no village of the town`,
      },
      undefined,
      {
        zh: '已保存。若是位置或坐标有误，请撤销或移动。',
        en: 'It is kept. If the place or the coordinates are wrong, undo or move it.',
      },
    ),
  ];
}
