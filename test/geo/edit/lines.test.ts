import fc from 'fast-check';
import { Geodesic } from 'geographiclib-geodesic';
import type { LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { shift } from '../../../src/geo/edit/shift.ts';
import { splitLine } from '../../../src/geo/edit/split-line.ts';
import { insertVertex, moveVertex, removeVertex } from '../../../src/geo/edit/vertices.ts';

const metres = ([ax, ay]: number[], [bx, by]: number[]) =>
  Geodesic.WGS84.Inverse(ay as number, ax as number, by as number, bx as number).s12 as number;
const lengthM = ({ coordinates }: LineString) =>
  coordinates.slice(1).reduce((sum, to, i) => sum + metres(coordinates[i] as number[], to), 0);

const place = fc.tuple(
  fc.double({ min: 113.05, max: 113.15, noNaN: true }),
  fc.double({ min: 28.45, max: 28.55, noNaN: true }),
);
const line: LineString = {
  type: 'LineString',
  coordinates: [
    [113.1, 28.5],
    [113.11, 28.5],
    [113.11, 28.51],
  ],
};
const refused = (code: string) => expect.objectContaining({ problems: [expect.objectContaining({ code })] });
const at = (index: number) => ({ part: 0, ring: 0, index });

describe('vertices of a line', () => {
  it('move, come and go', () => {
    expect(moveVertex(line, at(2), [113.12, 28.5])).toMatchObject({
      type: 'LineString',
      coordinates: [
        [113.1, 28.5],
        [113.11, 28.5],
        [113.12, 28.5],
      ],
    });
    expect(insertVertex(line, at(0), [113.105, 28.5])).toHaveProperty('coordinates.length', 4);
    const two = removeVertex(line, at(1));
    expect(two).toHaveProperty('coordinates.length', 2);
    expect(() => removeVertex(two, at(0))).toThrow(refused('too-few-vertices'));
    const point = { type: 'Point' as const, coordinates: [113.1, 28.5] };
    expect(moveVertex(point, at(0), [113.2, 28.5])).toEqual({ type: 'Point', coordinates: [113.2, 28.5] });
    expect(() => removeVertex(point, at(0))).toThrow(refused('too-few-vertices'));
  });
});

describe('a line divided', () => {
  it('keeps its length and every vertex, and both halves meet', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 8 }), place, (coordinates, cut) => {
        const whole: LineString = { type: 'LineString', coordinates };
        let halves: ReturnType<typeof splitLine>;
        try {
          halves = splitLine(whole, cut);
        } catch (error) {
          expect(error).toEqual(refused('cut-at-end'));
          return;
        }
        const [a, b] = halves as [LineString, LineString];
        expect(a.coordinates.at(-1)).toEqual(b.coordinates[0]);
        // A vertex on the straight of degrees is up to a millimetre off the geodesic at this size.
        expect(lengthM(a) + lengthM(b)).toBeCloseTo(lengthM(whole), 1);
        for (const vertex of coordinates) expect([...a.coordinates, ...b.coordinates]).toContainEqual(vertex);
      }),
      { numRuns: 60 },
    );
  });
  it('is refused at an end', () => {
    expect(() => splitLine(line, [113.05, 28.5])).toThrow(refused('cut-at-end'));
  });
});

describe('a shape carried off', () => {
  it('keeps its lengths on the ellipsoid', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const next = shift(line, from, to);
        expect(lengthM(next)).toBeCloseTo(lengthM(line), 1);
      }),
      { numRuns: 60 },
    );
  });
});
