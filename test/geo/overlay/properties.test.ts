import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { areaOfRings, geodesicArea } from '../../../src/geo/area/index.ts';
import { type PackedLayer, packFeatures } from '../../../src/geo/layer/index.ts';
import {
  clip,
  makeCutter,
  overlapGeometry,
  overlayLayer,
  type PreparedZone,
  prepareZone,
} from '../../../src/geo/overlay/index.ts';
import { boxOf } from '../../../src/geo/plane/box.ts';
import { type RingSet, ringsOf } from '../../../src/geo/plane/rings.ts';
import { robustDifference, robustMerge } from '../../../src/geo/plane/robust.ts';
import { simpleRings } from '../../../src/geo/plane/simple.ts';

/** A star-shaped ring; on a lattice its points fall on one another's edges all the time. */
const star = fc
  .record({
    x: fc.integer({ min: 2, max: 8 }),
    y: fc.integer({ min: 2, max: 8 }),
    radii: fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: 4, maxLength: 24 }),
    lattice: fc.boolean(),
  })
  .map(({ x, y, radii, lattice }): Position[] => {
    const ring = radii.map((r, k): Position => {
      const turn = (2 * Math.PI * k) / radii.length;
      const point = [x + r * Math.cos(turn), y + r * Math.sin(turn)];
      const [px, py] = lattice ? point.map(Math.round) : point;
      return [113.1 + px! * 2 ** -14, 28.5 + py! * 2 ** -14];
    });
    return [...ring, ring[0]!];
  });

const zoneOf = (ring: Position[]) => prepareZone({ type: 'Polygon', coordinates: [ring] });
const cut = (zone: PreparedZone, rings: RingSet): { areaM2: number; pieces: RingSet; retried: number } => {
  const cutter = makeCutter(zone);
  const areaM2 = clip(cutter, rings, 0, rings.start.length - 1, boxOf(rings.xy, 0, rings.xy.length / 2));
  const { out, retried } = cutter;
  return { areaM2, pieces: ringsOf({ xy: out.xy, start: out.ringStart }, 0, out.rings), retried };
};

/** Areas here are up to 5,000 m² with edges to 60 m: where a border is cut, 2e-6 of it may pass to a neighbour. */
const near = (a: number, b: number, of: number) => expect(Math.abs(a - b)).toBeLessThan(1e-3 + 2e-6 * of);

/** A net of 8 by 8 crooked cells over the whole ground the stars may cover, borders shared. */
function net(shift: number): PackedLayer {
  const at = (i: number, j: number): Position => {
    const bend = i > 0 && j > 0 && i < 8 && j < 8 ? 0.8 * Math.sin(3 * i + 5 * j + shift) : 0;
    return [113.1 + (-6 + 3 * i + bend) * 2 ** -14, 28.5 + (-6 + 3 * j + bend) * 2 ** -14];
  };
  const features = Array.from({ length: 64 }, (_, k) => {
    const [i, j] = [k % 8, Math.floor(k / 8)];
    const coordinates = [[at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1), at(i, j)]];
    return {
      type: 'Feature' as const,
      id: k,
      properties: {},
      geometry: { type: 'Polygon' as const, coordinates },
    };
  });
  return packFeatures(features);
}

const lostGround: [Position[], Position[]] = [
  [
    [113.10042724609374, 28.50042724609375],
    [113.10042196932724, 28.50045207132831],
    [113.1004070514286, 28.500472604054288],
    [113.10038507183803, 28.500485293976826],
    [113.10035983102641, 28.500487946893028],
    [113.10033569335937, 28.500480104089586],
    [113.1001895844482, 28.50055557274979],
    [113.10030650954585, 28.500439936016285],
    [113.10030650954585, 28.500414556171215],
    [113.10031683245883, 28.500391370529034],
    [113.10033569335937, 28.500374388097914],
    [113.10035983102641, 28.500366545294472],
    [113.10038507183803, 28.500369198210674],
    [113.1004070514286, 28.500381888133212],
    [113.10042196932724, 28.50040242085919],
    [113.10042724609374, 28.50042724609375],
  ],
  [
    [113.10025762567477, 28.50048828125],
    [113.100229430951, 28.500546371567378],
    [113.10016952386877, 28.500547786127452],
    [113.10012811469312, 28.50051476341181],
    [113.10012811469312, 28.50046179908819],
    [113.10016952386877, 28.500428776372548],
    [113.10030976840625, 28.500329450950126],
    [113.10025762567477, 28.50048828125],
  ],
];

describe('properties of the overlay', () => {
  it('is symmetric', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const [za, zb] = [zoneOf(a), zoneOf(b)];
        fc.pre(za.areaM2 > 0 && zb.areaM2 > 0);
        near(cut(za, zb.rings).areaM2, cut(zb, za.rings).areaM2, Math.min(za.areaM2, zb.areaM2));
      }),
      { numRuns: 400 },
    );
  });

  it('never needs the robust way for simple shapes, and agrees with it', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const [za, zb] = [zoneOf(a), zoneOf(b)];
        fc.pre(za.areaM2 > 0 && zb.areaM2 > 0);
        const { pieces, areaM2, retried } = cut(za, zb.rings);
        expect(retried).toBe(0);
        const rest = robustDifference(zb.rings, pieces);
        near(areaM2 + areaOfRings(rest, za.frame), zb.areaM2, zb.areaM2);
      }),
      // The pair on which clipper2 lost 1.9 m² of a remainder, under every shear alike.
      { numRuns: 150, examples: [[lostGround[0], lostGround[1]]] },
    );
  });

  it('adds up over a net: the overlaps are the zone, and their union leaves nothing of it', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0, max: 6, noNaN: true }), (ring, shift) => {
        const zone = zoneOf(ring);
        fc.pre(zone.areaM2 > 0);
        const fabric = net(shift);
        const overlap = overlayLayer(zone, fabric);
        near(overlap.totalM2, zone.areaM2, zone.areaM2);
        const pieces = Array.from({ length: overlap.count }, (_, h) =>
          simpleRings(overlapGeometry(fabric, overlap, h)),
        );
        const united = robustMerge(pieces);
        near(areaOfRings(united, zone.frame), zone.areaM2, zone.areaM2);
        near(areaOfRings(robustDifference(zone.rings, united), zone.frame), 0, zone.areaM2);
      }),
      { numRuns: 60 },
    );
  });

  it('takes every parcel of a zone drawn along its borders whole, and no neighbour', () => {
    const fabric = net(1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 2 }), (row, height) => {
        const wanted = Array.from({ length: 64 }, (_, p) => p).filter((p) => {
          const record = Math.floor(fabric.row[p]! / 8);
          return record >= row && record < row + height;
        });
        const rings = robustMerge(
          wanted.map((p) => ringsOf(fabric.rings, fabric.firstRing[p]!, fabric.firstRing[p + 1]!)),
        );
        const ring: Position[] = [];
        for (let i = 0; i < rings.xy.length / 2; i++) ring.push([rings.xy[2 * i]!, rings.xy[2 * i + 1]!]);
        const overlap = overlayLayer(zoneOf([...ring, ring[0]!]), fabric);
        expect([...overlap.feature].sort((a, b) => a - b)).toEqual(wanted);
        overlap.overlapM2.forEach((m2, h) => {
          near(m2, fabric.areaM2[overlap.feature[h]!]!, 0);
        });
      }),
      { numRuns: 14 },
    );
  });

  it('gives geometry whose area is the area reported', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const zone = zoneOf(ring);
        fc.pre(zone.areaM2 > 0);
        const fabric = net(2);
        const overlap = overlayLayer(zone, fabric);
        for (let h = 0; h < overlap.count; h++) {
          const m2 = overlap.overlapM2[h]!;
          expect(Math.abs(geodesicArea(overlapGeometry(fabric, overlap, h)) - m2)).toBeLessThan(
            1e-7 + 1e-9 * m2,
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
