import * as turf from '@turf/turf';
import Flatbush from 'flatbush';
import type { Feature, Polygon, Position } from 'geojson';

/** Turf as it is found in applications; both figures are extrapolated from a sample, milliseconds. */
export function turfTimes(
  parcels: readonly Position[][][],
  rings: Position[][],
  sample = 24,
): { loop: number; indexed: number } {
  const zone = turf.polygon(rings);
  const close = (ring: Position[]) => [...ring, ring[0]!];
  const feature = (p: number): Feature<Polygon> => turf.polygon(parcels[p]!.map(close));
  const timed = (list: number[], work: (one: Feature<Polygon>) => void): number => {
    const features = list.map(feature);
    const began = performance.now();
    for (const one of features) work(one);
    return (performance.now() - began) / Math.max(1, list.length);
  };
  const pick = (list: number[]) =>
    list.filter((_, i) => i % Math.max(1, Math.floor(list.length / sample)) === 0);
  const intersect = (one: Feature<Polygon>) => {
    const common = turf.intersect(turf.featureCollection([zone, one]));
    if (common) turf.area(common);
  };
  const all = parcels.map((_, p) => p);
  const index = new Flatbush(parcels.length);
  for (const shape of parcels) {
    const [xs, ys] = [shape[0]!.map(([x]) => x!), shape[0]!.map(([, y]) => y!)];
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  index.finish();
  const candidates = index.search(...(turf.bbox(zone) as [number, number, number, number]));
  return {
    loop: timed(pick(all), intersect) * parcels.length,
    // With the shortcut: wholly inside is measured as it is, outside is dropped, the rest is intersected.
    indexed:
      timed(pick(candidates), (one) => {
        if (turf.booleanContains(zone, one)) turf.area(one);
        else if (!turf.booleanDisjoint(zone, one)) intersect(one);
      }) * candidates.length,
  };
}
