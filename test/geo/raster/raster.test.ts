import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLonLat, toLonLat } from '../../../src/geo/crs/transform.ts';
import { type Affine, apply, inverse } from '../../../src/geo/raster/affine.ts';
import { type ControlPoint, fitControl, missBy } from '../../../src/geo/raster/control.ts';
import { mesh } from '../../../src/geo/raster/mesh.ts';
import { readWorldFile, worldFileNames } from '../../../src/geo/raster/world-file.ts';
import { ProblemError } from '../../../src/model/index.ts';

/** The map of a scan: metres a pixel, turned clockwise from north by degrees, its first corner at a place. */
const turned = (metres: number, degrees: number, [c, f]: [number, number]): Affine => {
  const angle = (degrees * Math.PI) / 180;
  const [p, q] = [metres * Math.cos(angle), -metres * Math.sin(angle)];
  return { a: p, b: q, c, d: q, e: -p, f };
};
const pixels: [number, number][] = [
  [120, 90],
  [4_300, 110],
  [4_280, 3_050],
  [140, 3_020],
  [2_200, 1_500],
];
const controls = (map: Affine): ControlPoint[] =>
  pixels.map((pixel) => ({ pixel, ground: apply(map, pixel) }));
const origin: [number, number] = [38_412_345.678, 3_154_987.654];

describe('a world file', () => {
  it('counts from the middle of the first pixel', () => {
    const map = readWorldFile('0.5\n0\n0\n-0.5\n38412000.25\n3154999.75\n', 'a.jgw');
    expect(apply(map, [0, 0])).toEqual([38_412_000, 3_155_000]);
    expect(apply(map, [100, 200])).toEqual([38_412_050, 3_154_900]);
  });
  it('may be turned, and may have commas and a BOM', () => {
    const map = readWorldFile('\ufeff0,3\r\n-0,4\r\n-0,4\r\n-0,3\r\n10\r\n20\r\n', 'a.wld');
    expect(apply(map, [0.5, 0.5])).toEqual([10, 20]);
    const [x, y] = apply(map, [1.5, 0.5]);
    expect([x, y]).toEqual([expect.closeTo(10.3, 12), expect.closeTo(19.6, 12)]);
  });
  it.each(['', '1 2 3', '0\n0\n0\n0\n1\n1', 'a\nb\nc\nd\ne\nf', '1\n0\n0\n-1\n5\n5\n7'])(
    '%j is refused',
    (text) => {
      expect(() => readWorldFile(text, 'a.jgw')).toThrow(ProblemError);
    },
  );
  it('has a name after its picture', () => {
    expect(worldFileNames('正射.JPG')).toEqual(['正射.jgw', '正射.jpgw', '正射.jpegw', '正射.wld']);
    expect(worldFileNames('a.b.tif')[0]).toBe('a.b.tfw');
    expect(worldFileNames('a.pdf')).toEqual([]);
  });
});

describe('control points', () => {
  it.each(['similarity', 'affine'] as const)('a scan turned by 12.5° comes back exactly by a %s', (kind) => {
    const map = turned(0.0847, 12.5, origin);
    const found = fitControl(controls(map), kind);
    expect(found.rms).toBeLessThan(1e-7);
    expect(found.turn).toBeCloseTo(12.5, 8);
    expect(found.pixelM[0]).toBeCloseTo(0.0847, 10);
    expect(missBy(found.map, { pixel: [9_999, -500], ground: apply(map, [9_999, -500]) })).toBeLessThan(1e-6);
  });
  it('stretched paper: an affine map takes it up, a similarity says by how much it cannot', () => {
    const map = { ...turned(0.1, 0, origin), e: -0.101 };
    expect(fitControl(controls(map), 'affine').rms).toBeLessThan(1e-7);
    // Four corners of a rectangle w × h, 1 % longer down: the best single scale leaves, for each, in closed form,
    // s = (w² + 1.01 h²)/(w² + h²) and residuals (s − 1) w/2 across, (1.01 − s) h/2 down.
    const [w, h] = [4_000, 3_000];
    const corners = [
      [0, 0],
      [w, 0],
      [w, h],
      [0, h],
    ].map((pixel) => ({ pixel: pixel as [number, number], ground: apply(map, pixel as [number, number]) }));
    const s = (w * w + 1.01 * h * h) / (w * w + h * h);
    const expected = 0.1 * Math.hypot(((s - 1) * w) / 2, ((1.01 - s) * h) / 2);
    const found = fitControl(corners, 'similarity');
    for (const { length } of found.residuals) expect(length).toBeCloseTo(expected, 6);
    expect(found.rms).toBeCloseTo(expected, 6);
  });
  it('a figure typed wrong stands out among the residuals', () => {
    const points = controls(turned(0.1, 3, origin));
    points[2] = { pixel: points[2]!.pixel, ground: [points[2]!.ground[0] + 100, points[2]!.ground[1]] };
    const { residuals } = fitControl(points, 'similarity');
    const worst = Math.max(...residuals.map((one) => one.length));
    expect(residuals[2]?.length).toBe(worst);
    expect(residuals[2]?.east).toBeLessThan(-30);
  });
  it('no other map of the kind has smaller residuals', () => {
    const noise = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 10, maxLength: 10 });
    const step = fc.double({ min: -1e-4, max: 1e-4, noNaN: true });
    fc.assert(
      fc.property(noise, step, step, fc.constantFrom('similarity', 'affine'), (errors, p, q, kind) => {
        const points = controls(turned(0.1, 40, origin)).map(({ pixel, ground }, i) => ({
          pixel,
          ground: [ground[0] + errors[2 * i]!, ground[1] + errors[2 * i + 1]!] as const,
        }));
        const best = fitControl(points, kind);
        const { map } = best;
        const other =
          kind === 'affine'
            ? { ...map, a: map.a + p, e: map.e + q }
            : { ...map, a: map.a + p, b: map.b + q, d: map.d + q, e: map.e - p };
        const square = points.reduce((sum, point) => sum + missBy(other, point) ** 2, 0);
        expect(best.rms ** 2 * points.length).toBeLessThanOrEqual(square + 1e-6);
      }),
      { numRuns: 300 },
    );
  });
  it('too few points, or points on a line, are refused', () => {
    const points = controls(turned(0.1, 0, origin));
    expect(() => fitControl(points.slice(0, 2), 'similarity')).toThrow(/at least 3/);
    const inLine = [0, 1, 2].map((i) => ({ pixel: [i, i] as const, ground: [i, i] as const }));
    expect(() => fitControl(inLine, 'affine')).toThrow(/one line/);
    const same = [0, 1, 2].map(() => points[0]!);
    expect(() => fitControl(same, 'similarity')).toThrow(/one line/);
  });
  it('the map back undoes it', () => {
    const map = turned(0.3, 77, origin);
    const [x, y] = apply(inverse(map) as Affine, apply(map, [1_234.5, 678.9]));
    expect(x).toBeCloseTo(1_234.5, 5);
    expect(y).toBeCloseTo(678.9, 5);
    expect(inverse({ ...map, a: 0, d: 0 })).toBeUndefined();
  });
});

describe('the mesh of a picture in Gauss–Krüger', () => {
  const move = toLonLat('EPSG:4526');
  const back = fromLonLat('EPSG:4526');
  const map: Affine = { a: 0.5, b: 0, c: 38_410_000, d: 0, e: -0.5, f: 3_158_000 };
  const made = mesh(10_000, 8_000, map, move);
  it('covers the picture without gaps', () => {
    expect(made.pieces.length).toBe(made.columns * made.rows);
    const area = made.pieces.reduce((sum, { pixels: [l, t, r, b] }) => sum + (r - l) * (b - t), 0);
    expect(area).toBe(80_000_000);
  });
  it('its corners are where the projection puts them', () => {
    for (const { pixels, corners } of made.pieces) {
      const [x, y] = back(corners[0] as [number, number]);
      expect(x).toBeCloseTo(map.c + pixels[0] * 0.5, 4);
      expect(y).toBeCloseTo(map.f - pixels[1] * 0.5, 4);
    }
  });
  it('says an error that holds for every pixel, checked on a finer grid, and no coarser grid would do', () => {
    expect(made.errorPx).toBeLessThanOrEqual(0.25);
    const mercator = (lon: number, lat: number) => [
      (lon * Math.PI) / 180,
      Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
    ];
    let worst = 0;
    for (const {
      pixels: [l, t, r, b],
      corners,
    } of made.pieces) {
      const plane = corners.map(([lon, lat]) => mercator(lon, lat));
      for (let i = 0; i <= 10; i++)
        for (let j = 0; j <= 10; j++) {
          const [s, u] = [i / 10, j / 10];
          const [x, y] = [0, 1].map(
            (k) =>
              plane[0]![k]! * (1 - s) * (1 - u) +
              plane[1]![k]! * s * (1 - u) +
              plane[2]![k]! * s * u +
              plane[3]![k]! * (1 - s) * u,
          ) as [number, number];
          const lon = (x * 180) / Math.PI;
          const lat = (Math.atan(Math.sinh(y)) * 180) / Math.PI;
          const [east, north] = back([lon, lat]);
          const [px, py] = apply(inverse(map) as Affine, [east, north]);
          worst = Math.max(worst, Math.hypot(px - (l + (r - l) * s), py - (t + (b - t) * u)));
        }
    }
    expect(worst).toBeLessThan(made.errorPx * 1.1 + 0.01);
    expect(mesh(10_000, 8_000, map, move, 1e9).errorPx).toBeGreaterThan(0.25);
  });
});
