import type { Position } from 'geojson';
import { karneyRingArea } from '../../../src/geo/area/index.ts';
import type { PackedLayer } from '../../../src/geo/layer/index.ts';
import { overlapGeometry } from '../../../src/geo/overlay/index.ts';
import { planarArea } from '../../../src/geo/plane/area.ts';
import { checkOnce } from './engine.ts';
import type { GeosAnswer } from './geos.ts';

export interface Agreement {
  /** Worst difference to GEOS, planar, as a share of the parcel. */
  worst: number;
  /** Overlaps over 1e-5 m² that only GEOS has, and that only we have. */
  missed: number;
  extra: number;
  /** Worst difference of our ellipsoidal areas to Karney's of the same geometry, m², in a sample. */
  karney: number;
}

function rings(shape: { xy: Float64Array; start: Uint32Array }, from: number, to: number): number {
  let sum = 0;
  for (let r = from; r < to; r++) sum += planarArea(shape.xy, shape.start[r]!, shape.start[r + 1]!);
  return sum;
}

export function agreement(fabric: PackedLayer, zone: Position[][], geos: GeosAnswer): Agreement {
  const { overlap } = checkOnce(zone, fabric);
  const seen = new Set<number>();
  const result: Agreement = { worst: 0, missed: 0, extra: 0, karney: 0 };
  const every = Math.max(1, Math.floor(overlap.count / 500));
  for (let h = 0; h < overlap.count; h++) {
    const p = overlap.feature[h]!;
    const record = fabric.record[fabric.row[p]!]! - 1;
    seen.add(record);
    const whole = rings(fabric.rings, fabric.firstRing[p]!, fabric.firstRing[p + 1]!);
    const [first, last] = [overlap.firstRing[h]!, overlap.firstRing[h + 1]!];
    const own = last > first ? rings(overlap.rings, first, last) : whole;
    const other = geos.areas.get(record);
    if (other === undefined && overlap.overlapM2[h]! > 1e-5) result.extra++;
    result.worst = Math.max(result.worst, Math.abs(own - (other ?? 0)) / whole);
    if (h % every) continue;
    const karney = overlapGeometry(fabric, overlap, h)
      .coordinates.flat()
      .reduce((sum, ring) => sum + karneyRingArea(ring), 0);
    result.karney = Math.max(result.karney, Math.abs(karney - overlap.overlapM2[h]!));
  }
  // A square degree is about 1.08e10 m² here.
  for (const [record, area] of geos.areas) if (!seen.has(record) && area * 1.08e10 > 1e-5) result.missed++;
  return result;
}
