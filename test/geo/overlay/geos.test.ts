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

interface Case {
  name: string;
  zone: Position[][][];
  parcel: Position[][][];
  zoneArea: number;
  parcelArea: number;
  overlap: number;
  remainder: number;
  m2: number;
}
const cases = JSON.parse(
  readFileSync(new URL('../../fixtures/overlay/cases.json', import.meta.url), 'utf8'),
) as Case[];

const planar = ({ xy, start }: RingSet): number => {
  let sum = 0;
  for (let r = 0; r + 1 < start.length; r++) sum += planarArea(xy, start[r]!, start[r + 1]!);
  return sum;
};

describe('overlaps against GEOS', () => {
  it('has the figures', () => expect(cases.length).toBeGreaterThanOrEqual(300));
  it.each(cases)('$name', (figures) => {
    const zone = prepareZone({ type: 'MultiPolygon', coordinates: figures.zone });
    const parcel = simpleRings({ type: 'MultiPolygon', coordinates: figures.parcel });
    const cutter = makeCutter(zone);
    const box = boxOf(parcel.xy, 0, parcel.xy.length / 2);
    const m2 = clip(cutter, parcel, 0, parcel.start.length - 1, box);
    const { out } = cutter;
    const pieces = { xy: out.xy, start: out.ringStart.slice(0, out.rings + 1) };
    // GEOS rounds too: one part in 1e-9 of the zone, as agreed, and no overlap is lost above 1e-5 m².
    const tolerance = 1e-9 * figures.zoneArea;
    expect(Math.abs(planar(zone.rings) - figures.zoneArea)).toBeLessThan(tolerance);
    expect(Math.abs(planar(parcel) - figures.parcelArea)).toBeLessThan(1e-9 * figures.parcelArea);
    expect(Math.abs(planar(pieces) - figures.overlap)).toBeLessThan(tolerance);
    if (figures.m2 > 1e-5) expect(out.rings).toBeGreaterThan(0);
    if (figures.overlap === 0) expect(out.rings).toBe(0);
    // A shared border may carry a point more or less than GEOS leaves on it, and geodesics between points differ so.
    expect(Math.abs(m2 - figures.m2)).toBeLessThan(1e-3 + 1e-6 * figures.m2);
    const robust = robustIntersection(parcel, zone.rings);
    expect(Math.abs(planar(robust) - figures.overlap)).toBeLessThan(tolerance);
    const rest = robustDifference(zone.rings, parcel);
    expect(Math.abs(planar(rest) - figures.remainder)).toBeLessThan(tolerance);
    expect(Math.abs(planar(rest) + planar(pieces) - planar(zone.rings))).toBeLessThan(tolerance);
  });
});
