import type { LayerSpecification } from 'maplibre-gl';
import type { Drawn, DrawnFeature } from '../sources/features.ts';
import { addContext } from '../style/context/index.ts';
import type { Expression } from '../style/expressions.ts';
import type { StyledLayer, StyleInput } from '../style/input.ts';
import type { WrittenNames } from '../style/once.ts';
import { emptyPasses, layerOfPart, type Passes, type StylePart, sourceId } from '../style/passes.ts';
import { featureSource } from '../style/shared.ts';
import { addSubject } from '../style/subject.ts';

/** The small source of a layer's edited features. */
export const editedSource = (layer: string): string => `${sourceId(layer)}/edited`;

/** Feature state of what its source holds as it no longer is. */
const outdated: Expression = ['boolean', ['feature-state', 'outdated'], false];

/** What makes a layer's parts unseen, by the kind of layer. */
const opacities: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  symbol: ['text-opacity', 'icon-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
};

const unlessOutdated = (value: unknown): unknown => ['case', outdated, 0, value];

/** The same opacity, and none for what is outdated. The level of the map may only be asked outermost. */
function hiding(value: unknown): unknown {
  if (!Array.isArray(value) || !JSON.stringify(value).includes('["zoom"]')) return unlessOutdated(value);
  const firstOutput = value[0] === 'step' ? 2 : 4;
  return value.map((one, at) => (at >= firstOutput && at % 2 === 0 ? unlessOutdated(one) : one));
}

function hideOutdated(spec: LayerSpecification): LayerSpecification {
  const paint = { ...(spec as { paint?: Record<string, unknown> }).paint };
  for (const name of opacities[spec.type] ?? []) paint[name] = hiding(paint[name] ?? 1);
  return { ...spec, paint } as LayerSpecification;
}

/**
 * A layer drawn from two sources: a large one as it was, less what is outdated there, and over it what has changed since, in
 * the same look.
 */
export function editedPart(
  styled: StyledLayer,
  { held, now, features }: { held: Drawn; now: Drawn; features: DrawnFeature[] },
  input: StyleInput,
  written: WrittenNames,
): StylePart {
  const { id, role } = styled.layer;
  const source = editedSource(id);
  const add = role === 'subject' ? addSubject : addContext;
  const [large, small] = [emptyPasses(), emptyPasses()];
  add(large, { ...styled, drawn: held }, input, written);
  add(small, { ...styled, drawn: now }, input, written);
  const passes = emptyPasses();
  for (const pass of Object.keys(passes) as (keyof Passes)[]) {
    passes[pass].push(...large[pass].map(hideOutdated));
    for (const spec of small[pass]) {
      const part = spec.id.slice(layerOfPart(spec.id).length);
      passes[pass].push({ ...spec, id: `${id}/edited${part}`, source } as LayerSpecification);
    }
  }
  return {
    sources: { [sourceId(id)]: featureSource(held.collection.features), [source]: featureSource(features) },
    passes,
  };
}
