import type { Position } from 'geojson';
import type { PackedLayer } from '../../../src/geo/layer/index.ts';
import { cellsFor, type Overlap, overlayLayer, prepareZone } from '../../../src/geo/overlay/index.ts';
import { borderZone, corridorZone, roundZone } from '../_fabric.ts';

/** The benchmark's zones over a net of about `count` parcels; `parcels` is about how many lie under each. */
export function benchZones(count: number): { name: string; rings: Position[][] }[] {
  const shares = [
    [0.001, '0.1 %'],
    [0.01, '1 %'],
    [0.1, '10 %'],
  ] as const;
  return [
    ...shares.flatMap(([share, label]) =>
      [50, 500, 2000].map((points) => ({
        name: `${points} vertices, ${label}`,
        rings: roundZone(count, points, count * share),
      })),
    ),
    { name: 'along borders, 1 %', rings: borderZone(count, count * 0.01) },
    { name: 'along borders, 10 %', rings: borderZone(count, count * 0.1) },
    { name: 'corridor, 1800 vertices', rings: corridorZone(count, 1800) },
  ];
}

/** One query from the zone as received: validity, normalisation, selection, cutting, ellipsoidal areas. */
export function checkOnce(rings: Position[][], fabric: PackedLayer): { ms: number; overlap: Overlap } {
  const began = performance.now();
  const [xs, ys] = [rings[0]!.map(([x]) => x!), rings[0]!.map(([, y]) => y!)];
  const extent = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const zone = prepareZone({ type: 'Polygon', coordinates: rings }, cellsFor(extent, [fabric]));
  const overlap = overlayLayer(zone, fabric);
  return { ms: performance.now() - began, overlap };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
