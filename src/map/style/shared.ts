import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import { type Expression, get } from './expressions.ts';
import type { StyledLayer } from './input.ts';
import { emptyPasses, type Passes, sharedSource } from './passes.ts';

/** Above so many parts a layer has a source of its own: every layer of a shared one looks at each feature in it. */
const sharedMost = 500;

/**
 * Whether a layer's features lie in one source with those of others. The renderer draws the edges of all tiles again into its
 * stencil whenever the next layer is of another source, which for some twenty layers in passes was two thirds of all
 * it drew, and asks its workers for each tile of each source. Clusters are made of a source's points and need their own,
 * and what is fetched by the view changes too often.
 */
export const sharesSource = ({ layer, drawn }: StyledLayer): boolean =>
  !layer.cluster &&
  typeof layer.source === 'string' &&
  (drawn?.collection.features.length ?? 0) <= sharedMost;

/** A GeoJSON source whose features are known, for what stands out, by the identifier the package gives them. */
export const featureSource = (features: GeoJSON.Feature[]): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: { type: 'FeatureCollection', features },
  promoteId: 'id',
  // The smaller tolerance keeps small shapes whole; the data is small enough.
  tolerance: 0.2,
});

/** The same parts of a layer, drawn from the shared source. */
export function fromShared(passes: Passes, layer: string): Passes {
  const of: Expression = ['==', get('layer'), layer];
  const shared = emptyPasses();
  for (const pass of Object.keys(passes) as (keyof Passes)[])
    shared[pass] = passes[pass].map((spec) => {
      const { filter } = spec as { filter?: Expression };
      return {
        ...spec,
        source: sharedSource,
        filter: filter ? ['all', of, filter] : of,
      } as LayerSpecification;
    });
  return shared;
}
