import { readFileSync } from 'node:fs';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { clip, makeCutter } from '../../../src/geo/overlay/clip.ts';
import { prepareZone } from '../../../src/geo/overlay/prepare.ts';
import { planarArea } from '../../../src/geo/plane/area.ts';
import { boxOf } from '../../../src/geo/plane/box.ts';
import type { RingSet } from '../../../src/geo/plane/rings.ts';
import { robustDifference, robustIntersection } from '../../../src/geo/plane/robust.ts';
import { simpleRings } from '../../../src/geo/plane/simple.ts';

/** Areas in fractions, which no rounding touches; see nasty.py, which makes other cases on demand. */
interface Case {
  name: string;
  zone: Position[][][];
  parcel: Position[][][];
  zoneArea: number;
  parcelArea: number;
  overlap: number;
  remainder: number;
  /** What GEOS says, where it is wrong. */
  geos?: number;
}
const file = process.env['OVERLAY_CASES'] ?? new URL('../../fixtures/overlay/nasty.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

const planar = ({ xy, start }: RingSet): number => {
  let sum = 0;
  for (let r = 0; r + 1 < start.length; r++) sum += planarArea(xy, start[r]!, start[r + 1]!);
  return sum;
};
const perimeter = (polygons: Position[][][]): number =>
  polygons.flat().reduce((sum, ring) => {
    const steps = ring.slice(1).map(([x, y], i) => Math.hypot(x! - ring[i]![0]!, y! - ring[i]![1]!));
    return sum + steps.reduce((a, b) => a + b, 0);
  }, 0);

describe('overlaps against exact arithmetic', () => {
  it('has the figures', () => expect(cases.length).toBeGreaterThan(100));
  it.each(cases)('$name', (one) => {
    const zone = prepareZone({ type: 'MultiPolygon', coordinates: one.zone });
    const parcel = simpleRings({ type: 'MultiPolygon', coordinates: one.parcel });
    const cutter = makeCutter(zone);
    clip(cutter, parcel, 0, parcel.start.length - 1, boxOf(parcel.xy, 0, parcel.xy.length / 2));
    const { out } = cutter;
    const pieces = { xy: out.xy, start: out.ringStart.slice(0, out.rings + 1) };
    // A double at 113° is good to 1.4e-14°: along the borders of a shape of a few metres that is what counts.
    const tolerance = Math.max(1e-9 * one.zoneArea, 1.5e-14 * (perimeter(one.zone) + perimeter(one.parcel)));
    const near = (found: number, wanted: number) =>
      expect(Math.abs(found - wanted)).toBeLessThanOrEqual(tolerance);
    near(planar(zone.rings), one.zoneArea);
    near(planar(parcel), one.parcelArea);
    near(planar(pieces), one.overlap);
    near(planar(robustIntersection(parcel, zone.rings)), one.overlap);
    const rest = robustDifference(zone.rings, parcel);
    near(planar(rest), one.remainder);
    near(planar(rest) + planar(pieces), planar(zone.rings));
  });
});
