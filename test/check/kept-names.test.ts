import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { keptNames, renumbered } from '../../src/check/boundary/kept-names.ts';
import { surveyPoints } from '../../src/check/boundary/survey-order.ts';
import { cutOut } from '../../src/geo/edit/cut-out.ts';
import { split } from '../../src/geo/edit/split.ts';
import { insertVertex, moveVertex, removeVertex } from '../../src/geo/edit/vertices.ts';
import type { Zone } from '../../src/model/index.ts';

const meridian = 114;
const at = (x: number, y: number): Position => [113.1 + x / 1e4, 28.5 + y / 1e4];
const ringOf = (points: readonly Position[]): Polygon => ({
  type: 'Polygon',
  coordinates: [[...points, points[0]!]],
});
type Named = Pick<Zone, 'geometry' | 'source' | 'crs'>;
const crs = { code: 'EPSG:4526', from: 'header' } as const;
const zoneOf = (geometry: Zone['geometry'], source?: Zone['source']): Named => ({
  ...{ geometry, crs },
  ...(source ? { source } : {}),
});
const edited = (zone: Named, geometry: Zone['geometry']): Named =>
  zoneOf(geometry, keptNames(zone, [geometry], meridian)[0]);
/** Name of each position, by its degrees. */
const names = (zone: Named) =>
  new Map(
    surveyPoints(zone, meridian)
      .flat()
      .map(({ position, name }) => [position.join(' '), name]),
  );
const inOrder = (zone: Named) => surveyPoints(zone, meridian).map((ring) => ring.map(({ name }) => name));
const square = ringOf([at(0, 0), at(40, 0), at(40, 40), at(0, 40)]);

describe('names of boundary points', () => {
  it('stay when one coordinate is changed, also of a zone that came without names', () => {
    const before = zoneOf(square);
    // Drawn from the south-west; numbered clockwise, as surveyors walk.
    expect(inOrder(before)).toEqual([['J1', 'J2', 'J3', 'J4']]);
    const moved = edited(before, moveVertex(square, { part: 0, ring: 0, index: 2 }, at(50, 50)));
    expect(inOrder(moved)).toEqual(inOrder(before));
    expect(names(moved).get(at(50, 50).join(' '))).toBe(names(before).get(at(40, 40).join(' ')));
  });
  it('a new point gets the next free one, a deleted one is not handed on', () => {
    const added = edited(zoneOf(square), insertVertex(square, { part: 0, ring: 0, index: 0 }, at(20, -5)));
    expect(names(added).get(at(20, -5).join(' '))).toBe('J5');
    const less = edited(added, removeVertex(added.geometry, { part: 0, ring: 0, index: 0 }));
    expect([...names(less).values()].sort()).toEqual(['J2', 'J3', 'J4', 'J5']);
    const hole = edited(
      added,
      cutOut(added.geometry as Polygon, ringOf([at(10, 10), at(20, 10), at(15, 20)])),
    );
    expect(inOrder(hole)[1]).toEqual(['J6', 'J7', 'J8']);
    expect(inOrder(hole)[0]).toEqual(inOrder(added)[0]);
  });
  it('both sides of a cut call its points the same, and no other', () => {
    const parts = split(square, [at(20, -10), at(20, 50)]);
    const sources = keptNames(zoneOf(square), parts, meridian);
    const sides = parts.map((part, i) => names(zoneOf(part, sources[i])));
    for (const y of [0, 40]) {
      const found = sides.map(
        (side) =>
          [...side].find(([position]) => {
            const [x, north] = position.split(' ').map(Number);
            return Math.abs(x! - at(20, y)[0]!) < 1e-7 && Math.abs(north! - at(20, y)[1]!) < 1e-6;
          })?.[1],
      );
      expect(found[0]).toMatch(/^J[56]$/);
      expect(found[1]).toBe(found[0]);
    }
    expect(
      sides
        .flatMap((side) => [...side.values()])
        .filter((name) => /^J[1-4]$/.test(name))
        .sort(),
    ).toEqual(['J1', 'J2', 'J3', 'J4']);
  });
  it('a shape that shares no point with the zone is renumbered', () => {
    const far = ringOf([at(100, 0), at(140, 0), at(140, 40)]);
    expect(keptNames(zoneOf(square), [far], meridian)).toEqual([undefined]);
  });
  it('start again from the north-west when that is asked for: shells clockwise, holes the other way, one count', () => {
    const ring = (points: Position[]) => [...points, points[0]!];
    const zone = zoneOf({
      type: 'Polygon',
      coordinates: [
        ring([at(0, 0), at(40, 0), at(40, 40), at(0, 40)]),
        ring([at(10, 10), at(10, 20), at(20, 20), at(20, 10)]),
      ],
    });
    const done = zoneOf(renumbered(zone, meridian).geometry, renumbered(zone, meridian).source);
    const shown = surveyPoints(done, meridian).map((points) =>
      points.map(({ name, position }) => [
        name,
        ...position.map((one, i) => Math.round((one - [113.1, 28.5][i]!) * 1e4)),
      ]),
    );
    expect(shown).toEqual([
      [
        ['J1', 0, 40],
        ['J2', 40, 40],
        ['J3', 40, 0],
        ['J4', 0, 0],
      ],
      [
        ['J5', 10, 20],
        ['J6', 10, 10],
        ['J7', 20, 10],
        ['J8', 20, 20],
      ],
    ]);
  });
  it('whatever is done, no point that stays changes its name and no name is there twice', () => {
    const edit = fc.record({
      kind: fc.constantFrom('move', 'insert', 'remove' as const),
      index: fc.nat(30),
      to: fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })),
    });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 12 }), fc.array(edit, { maxLength: 12 }), (count, edits) => {
        const circle = Array.from({ length: count }, (_, i) =>
          at(100 * Math.cos((2 * Math.PI * i) / count), 100 * Math.sin((2 * Math.PI * i) / count)),
        );
        let zone = zoneOf(ringOf(circle));
        for (const [step, { kind, index, to }] of edits.entries()) {
          const ring = (zone.geometry as Polygon).coordinates[0]!;
          const path = { part: 0, ring: 0, index: index % (ring.length - 1) };
          if (kind === 'remove' && ring.length < 6) continue;
          const place = at(to[0] + step / 100, to[1] + step / 300);
          const next =
            kind === 'move'
              ? moveVertex(zone.geometry, path, place)
              : kind === 'insert'
                ? insertVertex(zone.geometry, path, place)
                : removeVertex(zone.geometry, path);
          const before = names(zone);
          const held = names(zone).get(ring[path.index]!.join(' '));
          zone = edited(zone, next);
          const after = names(zone);
          for (const [position, name] of after)
            if (before.has(position)) expect(name).toBe(before.get(position));
          if (kind === 'move') expect(after.get(place.join(' '))).toBe(held);
          expect(new Set(after.values()).size).toBe(after.size);
        }
      }),
      { numRuns: 60 },
    );
  });
});
