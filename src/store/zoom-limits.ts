import type { Layer, LayerData, Town } from '../model/index.ts';

/** The nearest a map goes where something is known to a few metres. */
const nearest = 18.5;
/** Pixels that may be as wide as the best-known place is uncertain: nearer, all that is seen is invented. */
const widestDoubt = 1500;
/** Pixels which the surroundings of the town take at least, in a window as narrow as a phone's. */
const smallest = 300;
/** Pixels of a phone's width. */
const phone = 390;
/** Ground metres of a pixel at zoom 0 at the equator. */
const pixelM = (2 * Math.PI * 6378137) / 512;

/**
 * How near and how far a map of the town may look: as near as its data is good, as far as there is something to see.
 * @param free Something else justifies looking nearer: a base map, or the workbench, whose layers are the planner's.
 */
export function zoomLimits(
  town: Town | undefined,
  shown: readonly { layer: Layer; data: LayerData }[],
  free: boolean,
): { least: number; most: number } {
  if (!town || free) return { least: 7, most: nearest };
  const [west, south, east, north] = town.surroundings;
  const lat = (((south + north) / 2) * Math.PI) / 180;
  const doubts = shown
    .filter(({ layer }) => layer.role !== 'neighbours' && layer.role !== 'places')
    .flatMap(({ data }) => data.features.map(({ properties }) => properties.accuracyM));
  const best = doubts.length ? doubts.reduce((a, b) => Math.min(a, b)) : 0;
  const fits = Math.log2((pixelM * Math.cos(lat) * widestDoubt) / Math.max(1, best));
  return {
    least: Math.max(5, Math.min(9, Math.log2((smallest * 360) / ((east - west) * 512)))),
    most: Math.max(13, Math.min(nearest, fits)),
  };
}

/** The least zoom of a window: in a larger one the surroundings of the town take more of it, not more blank around them. */
export const leastIn = (least: number, width: number, height: number): number =>
  least + Math.max(0, Math.log2(Math.min(width, height) / phone));
