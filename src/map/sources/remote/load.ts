import type { Extent, ForeignSource, Layer } from '../../../model/index.ts';
import type { Asker } from './ask.ts';
import { flatgeobufOf } from './flatgeobuf.ts';
import { type Arrived, pagesOf } from './pages.ts';

/** A source that hands over features for an extent; tiles are drawn by the renderer itself. */
export type FeatureSource = Exclude<ForeignSource, { kind: 'pmtiles' }>;

/** The source of a layer when it is neither a file of the package nor a whole GeoJSON. */
export function foreignSource(layer: Layer): ForeignSource | undefined {
  return typeof layer.source === 'object' && layer.source.kind !== 'geojson' ? layer.source : undefined;
}

/**
 * The features of a source within `extent`, in portions, with what was wrong with them.
 * @throws ProblemError when no more can be had.
 */
export function loadView(
  asker: Asker,
  layer: Layer,
  source: FeatureSource,
  base: string,
  extent: Extent,
): AsyncGenerator<Arrived, void, void> {
  return source.kind === 'flatgeobuf'
    ? flatgeobufOf(asker, layer, source, base, extent)
    : pagesOf(asker, layer, source, base, extent);
}
