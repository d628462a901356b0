import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Affine, apply, inverse } from '../../../src/geo/raster/affine.ts';
import { type ControlPoint, fitControl, missBy } from '../../../src/geo/raster/control.ts';
import { gridSystems, readCross } from '../../../src/geo/raster/grid-cross.ts';
import { besidePicture, besides, picturesIn } from '../../../src/geo/raster/picture-files.ts';
import { pictureHead } from '../../../src/geo/raster/picture-size.ts';
import { guessPlace, rightedMap, settlePlace } from '../../../src/geo/raster/place.ts';
import { standsOut } from '../../../src/geo/raster/stands-out.ts';
import { readWorldFile, worldFileNames } from '../../../src/geo/raster/world-file.ts';
import { ProblemError } from '../../../src/model/index.ts';

const truth = JSON.parse(readFileSync('test/fixtures/raster/truth.json', 'utf8')) as {
  control: {
    points: { pixel: number[]; ground: number[] }[];
    fits: Record<
      'similarity' | 'affine',
      { a: number; b: number; d: number; e: number; rms: number; residuals: number[][] }
    >;
  };
};

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
  it.each(['similarity', 'affine'] as const)(
    'a %s is that of numpy.linalg.lstsq (fixtures/raster/make.py)',
    (kind) => {
      const { points, fits } = truth.control;
      const { map, residuals, rms } = fitControl(points as unknown as ControlPoint[], kind);
      const expected = fits[kind];
      for (const name of ['a', 'b', 'd', 'e'] as const) expect(map[name]).toBeCloseTo(expected[name], 11);
      expect(rms).toBeCloseTo(expected.rms, 7);
      residuals.forEach(({ east, north }, i) => {
        expect(east).toBeCloseTo(expected.residuals[i]![0]!, 6);
        expect(north).toBeCloseTo(expected.residuals[i]![1]!, 6);
      });
    },
  );
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

describe('a control point that does not agree', () => {
  it('is named where the others agree, and none is where they do', () => {
    const points = controls(turned(0.1, 3, origin));
    expect(standsOut(points, 'similarity')).toBeUndefined();
    points[2] = { pixel: points[2]!.pixel, ground: [points[2]!.ground[0], points[2]!.ground[1] + 50] };
    expect(standsOut(points, 'similarity')).toBe(2);
    expect(standsOut(points.slice(0, 3), 'similarity')).toBeUndefined();
    expect(standsOut(truth.control.points as unknown as ControlPoint[], 'affine')).toBeUndefined();
  });
});

describe('files beside a picture', () => {
  const file = (name: string, text = '') => ({ name, content: new Blob([text]) });
  it('belong to it by their names', () => {
    const [one, two] = picturesIn([
      file('影像/正射.JPG'),
      file('影像/正射.jgw'),
      file('影像/正射.prj'),
      file('b.tif'),
      file('b.tif.ovr'),
      file('b.tif.aux.xml'),
      file('c.shp'),
    ]);
    expect([one?.world?.name, one?.projection?.name]).toEqual(['影像/正射.jgw', '影像/正射.prj']);
    expect(two?.auxiliary?.name).toBe('b.tif.aux.xml');
    expect(besidePicture('b.tif.OVR', ['b.tif'])).toBe(true);
    expect(besidePicture('c.shp', ['b.tif'])).toBe(false);
  });
  it('say where it lies, the world file first', async () => {
    const pam =
      '<PAMDataset><SRS dataAxisToSRSAxisMapping="2,1">PROJCS[&quot;CGCS2000 / 3-degree Gauss-Kruger zone 38&quot;]</SRS><GeoTransform>  3.84e+07,  5,  0,  3155000,  0, -5</GeoTransform></PAMDataset>';
    const [alone] = picturesIn([file('a.png'), file('a.png.aux.xml', pam)]);
    expect(await besides(alone!)).toEqual({
      map: { a: 5, b: 0, c: 38_400_000, d: 0, e: -5, f: 3_155_000 },
      stated: { wkt: 'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38"]', words: 'a.png.aux.xml' },
    });
    const [both] = picturesIn([file('a.png'), file('a.png.aux.xml', pam), file('a.pgw', '2 0 0 -2 1 -1')]);
    expect((await besides(both!)).map).toMatchObject({ a: 2, c: 0, f: 0 });
  });
  it('a place without a system is asked about as zones are, and a swapped one is put right', () => {
    const town = { centre: [113.1, 28.5] as const, centralMeridian: 114 };
    const map = { a: 5, b: 0, c: 38_412_000, d: 0, e: -5, f: 3_155_000 };
    const guess = guessPlace(map, 300, 200, undefined, town);
    expect(guess.chosen?.code).toBe('EPSG:4526');
    expect(guess.confidence).toBe('doubtful');
    const swapped = { a: 0, b: -5, c: 3_155_000, d: 5, e: 0, f: 38_412_000 };
    const other = guessPlace(swapped, 300, 200, undefined, town);
    expect(other.chosen).toMatchObject({ code: 'EPSG:4526', swapAxes: true });
    const { a, b, c, d, e, f } = rightedMap(swapped, other.chosen!);
    expect({ a, b, c, d, e, f }).toEqual(map);
    expect(settlePlace(map, [300, 200], guess.chosen!, guess).crs).toMatchObject({ code: 'EPSG:4526' });
  });
});

describe('the first bytes of a picture', () => {
  it('say its kind and size', () => {
    const head = (...bytes: number[]) => pictureHead(Uint8Array.from([...bytes, ...new Array(64).fill(0)]));
    expect(pictureHead(readFileSync('test/fixtures/raster/picture.png'))).toEqual({
      kind: 'png',
      width: 300,
      height: 200,
    });
    expect(pictureHead(readFileSync('test/fixtures/raster/big.tif'))?.kind).toBe('tif');
    expect(head(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0x12, 0x34, 0x56, 0x78)).toEqual({
      kind: 'jpg',
      width: 0x5678,
      height: 0x1234,
    });
    expect(head(...[...'\ufeff%PDF-1.7'].map((c) => c.charCodeAt(0) & 255))?.kind).toBe('pdf');
    expect(head(1, 2, 3)).toBeUndefined();
  });
  it('of any kind end in an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, jpeg) => {
        pictureHead(jpeg ? Uint8Array.from([0xff, 0xd8, 0xff, ...bytes]) : bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a grid cross as it is typed', () => {
  const town = { centre: [113.1, 28.5] as const, centralMeridian: 114 };
  const read = (x: string, y: string, code = 'EPSG:4526') => readCross(x, y, code, town);
  it.each([
    ['3155500', '38412000'],
    ['3,155,500.0 m', '38 412 000'],
    ['３１５５５００', '412000'],
    ['3155.5', '38412'],
    ['3155.5 km', '412公里'],
  ])('X %s, Y %s is one place', (x, y) => {
    expect(read(x, y)).toEqual({ ground: [38_412_000, 3_155_500] });
    expect(read(x, y, 'EPSG:4547')).toEqual({ ground: [412_000, 3_155_500] });
  });
  it('the wrong way round is named, with the right way', () => {
    const cross = read('38412000', '3155500');
    expect(cross).toMatchObject({
      problem: { code: 'cross-swapped' },
      swapped: { x: '3155500', y: '38412000' },
    });
  });
  it.each([
    ['3155500', '37412000', 'cross-zone', /37 .*38 /, /改选坐标系/],
    ['3355500', '38412000', 'cross-far', /距本镇 2\d\d 公里/, /核对数字和坐标系/],
    ['', '38412000', 'cross-unreadable', /“空，38412000”/, /如 3155000 和 38412000/],
    ['31 55 a', '1', 'cross-unreadable', /“31 55 a，1”/, /如 3155000 和 38412000/],
  ])('X %s, Y %s is refused as %s, saying what is wrong and what to do', (x, y, code, what, remedy) => {
    expect(read(x, y)).toMatchObject({
      problem: {
        code,
        what: { zh: expect.stringMatching(what) },
        remedy: { zh: expect.stringMatching(remedy) },
      },
    });
  });
  it('systems on offer are those of the town, CGCS2000 first', () => {
    const codes = gridSystems(town).map((one) => one.code);
    expect(codes[0]).toBe('EPSG:4526');
    expect(codes).toContain('EPSG:2362');
    expect(codes).not.toContain('EPSG:4530');
  });
});
