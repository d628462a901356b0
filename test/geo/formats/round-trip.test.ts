import fc from 'fast-check';
import type { LineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { isOldDatum, systems as listed } from '../../../src/geo/crs/systems.ts';
import { fromLonLat, toLonLat } from '../../../src/geo/crs/transform.ts';
import { locate, readGeometry, writableFormats, writeGeometry } from '../../../src/geo/formats/index.ts';
import { positions, town } from './fixture.ts';

// Ten thousand vertices in nine systems take a busy machine their time.
vi.setConfig({ testTimeout: 120_000 });

/** One system of each kind: degrees, zones with prefix and without, 6° zones, old datums, a meridian of its own. */
const planar = [
  'EPSG:4526',
  'EPSG:4547',
  'EPSG:4508',
  'EPSG:4497',
  'EPSG:2362',
  'EPSG:2435',
  '+proj=tmerc +lon_0=113.333333333333 +x_0=500000 +a=6378137 +rf=298.257222101',
];
const degrees = ['EPSG:4490', 'EPSG:4610'];
const systems: Record<string, readonly string[]> = {
  geojson: ['EPSG:4490'],
  kml: ['EPSG:4490'],
  shp: [...planar, ...degrees],
  csv: [...planar, ...degrees],
  txt: planar,
};

/** A ring of any number of vertices about a centre near the town, star-shaped, in metres of zone 38. */
const ring = (count: number, east: number, north: number, radius: number, turn: number): Position[] => {
  const list = Array.from({ length: count }, (_, i): Position => {
    const angle = turn + (2 * Math.PI * i) / count;
    const r = radius * (0.7 + 0.3 * Math.cos(5 * angle));
    return [east + r * Math.cos(angle), north + r * Math.sin(angle)];
  });
  return [...list, list[0] as Position];
};
const toDegrees = toLonLat('EPSG:4526');
const moved = (rings: Position[][]) =>
  rings.map((one) => one.map(([x = 0, y = 0]): Position => toDegrees([x, y])));

const shape = fc.record({
  count: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 3, max: 60 }) }, fc.constantFrom(500, 10_000)),
  east: fc.integer({ min: -3000, max: 3000 }),
  north: fc.integer({ min: -3000, max: 3000 }),
  hole: fc.boolean(),
  parts: fc.boolean(),
});
function geometryOf({
  count,
  east,
  north,
  hole,
  parts,
}: typeof shape extends fc.Arbitrary<infer T> ? T : never) {
  const [e, n] = [38412000 + east, 3154000 + north];
  const first = moved([ring(count, e, n, 300, 0), ...(hole ? [ring(12, e, n, 40, 1).reverse()] : [])]);
  const other = moved([ring(7, e + 1500, n, 200, 0.5)]);
  return (
    parts ? { type: 'MultiPolygon', coordinates: [first, other] } : { type: 'Polygon', coordinates: first }
  ) as Polygon | MultiPolygon;
}
const words = fc.string({
  unit: fc.constantFrom(...'地块一二号AZaz09 ,，;"\'<&>.-=|'),
  minLength: 1,
  maxLength: 12,
});
const property = words.filter((one) => one.trim() === one && !/^['=+@-]/.test(one));
const properties = fc.option(
  fc.record({
    DKMC: property.filter((one) => !/^[\d.,，;-]*$/.test(one)),
    BZ: property,
    NUM: fc.integer({ min: -1e6, max: 1e6 }),
  }),
);

/** Largest distance in metres between vertices of what was written and what was read, in their order in the file. */
function apartM(a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): number {
  const plane = fromLonLat('EPSG:4526');
  const flat = (one: typeof a) => positions(one).map(([x = 0, y = 0]) => plane([x, y]));
  const [p, q] = [flat(a), flat(b)];
  const cell = ([x, y]: readonly [number, number]) => `${Math.round(x * 2)},${Math.round(y * 2)}`;
  const near = new Map<string, [number, number][]>();
  for (const one of q) near.set(cell(one), [...(near.get(cell(one)) ?? []), one]);
  let most = 0;
  for (const [x, y] of p) {
    let best = Number.POSITIVE_INFINITY;
    for (const dx of [-0.5, 0, 0.5])
      for (const dy of [-0.5, 0, 0.5])
        for (const [u, v] of near.get(cell([x + dx, y + dy])) ?? [])
          best = Math.min(best, Math.hypot(u - x, v - y));
    most = Math.max(most, best);
  }
  return most;
}

describe('what is written is read again', () => {
  it('knows the systems of every format that is written', () => {
    expect(writableFormats.map(({ id }) => (id === 'shapefile' ? 'shp' : id)).sort()).toEqual(
      Object.keys(systems).sort(),
    );
  });
  const cases = Object.entries(systems).flatMap(([format, codes]) =>
    codes.map((code) => [format, code] as const),
  );
  it.each(cases)('%s in %s: place, parts, holes, attributes', async (format, code) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ shape, properties }), { minLength: 1, maxLength: 3 }),
        async (list) => {
          const features = list.map((one, i) => ({
            geometry: geometryOf(one.shape),
            properties: { ...(one.properties ?? {}) },
            ...(format === 'txt' ? { name: `DK${i}` } : {}),
          }));
          const { bytes } = await writeGeometry(format, features, { code });
          const name = format === 'shp' ? 'a.zip' : `a.${format}`;
          const result = await readGeometry([{ name, bytes }], { town });
          const { chosen, confidence } = result.crs;
          // A TXT has no way to state a meridian that is in no zone but by words; all others say what they are in.
          expect(confidence).toMatch(/stated|likely/);
          const located = locate(result, chosen!, town);
          expect(located.features).toHaveLength(features.length);
          for (const [i, { geometry, properties }] of located.features.entries()) {
            const own = features[i]!;
            expect(apartM(own.geometry, geometry as Polygon)).toBeLessThan(0.002);
            expect(positions(geometry).length).toBe(positions(own.geometry).length);
            const depth = (one: Polygon | MultiPolygon) =>
              (one.type === 'Polygon' ? [one.coordinates] : one.coordinates)
                .map((rings) => rings.length)
                .sort();
            expect(depth(geometry as Polygon)).toEqual(depth(own.geometry));
            if (format !== 'txt')
              for (const [key, value] of Object.entries(own.properties))
                expect(String(properties[key] ?? '')).toBe(String(value));
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  const kinds = ['Polygon', 'LineString', 'Point'] as const;
  /** Near a system's central meridian, in degrees. */
  const simple = (kind: (typeof kinds)[number], centralMeridian = 113): Polygon | LineString | Point => {
    const at = (x: number, y: number): Position => [centralMeridian + 0.31 + x / 1000, 28.5 + y / 1000];
    const line = [at(0, 0), at(2, 0.1), at(2, 1.5)];
    if (kind === 'Point') return { type: kind, coordinates: at(0, 0) };
    if (kind === 'LineString') return { type: kind, coordinates: line };
    return { type: kind, coordinates: [[...line, line[0] as Position]] };
  };
  it.each(
    ['shp', 'csv', 'txt'].flatMap((format) =>
      (format === 'txt' ? kinds.slice(0, 1) : kinds).map((kind) => [format, kind] as const),
    ),
  )('%s in every listed system: %s', async (format, kind) => {
    const wrong: string[] = [];
    for (const { code, centralMeridian, kind: kindOfSystem, datum } of listed) {
      // No survey is made in the systems of web maps, and a TXT knows only zones.
      if (/^(GCJ|BD)-/.test(code) && format === 'shp') continue;
      if (format === 'txt' && kindOfSystem !== 'gauss') continue;
      const geometry = simple(kind, centralMeridian);
      const { bytes, problems } = await writeGeometry(
        format,
        [{ geometry, properties: { A: 1 }, name: 'DK' }],
        {
          code,
        },
      );
      const result = await readGeometry([{ name: format === 'shp' ? 'a.zip' : `a.${format}`, bytes }], {});
      const located = locate(result, result.crs.chosen!, town);
      const got = located.features[0]?.geometry as Polygon | LineString | Point | undefined;
      const coordinates = (one: typeof got): Position[] =>
        one?.type === 'Point'
          ? [one.coordinates]
          : one?.type === 'Polygon'
            ? one.coordinates.flat()
            : (one?.coordinates ?? []);
      const plane = fromLonLat(`+proj=tmerc +lon_0=${centralMeridian ?? 113} +x_0=500000 +ellps=GRS80`);
      const [own, back] = [geometry, got].map((one) =>
        coordinates(one).map(([x = 0, y = 0]) => plane([x, y])),
      );
      const apart = Math.max(
        ...own!.map(([x, y]) => Math.min(...back!.map(([u, v]) => Math.hypot(u - x, v - y)))),
      );
      const warned = (list: readonly { code: string }[]) => list.some((one) => /datum|shift/.test(one.code));
      const old = isOldDatum(datum);
      if (
        got?.type !== kind ||
        located.features.length !== 1 ||
        !(apart < 0.002) ||
        warned(problems) !== old ||
        warned(located.problems) !== old
      )
        wrong.push(
          `${code}: ${got?.type} ${apart} m, warned ${warned(problems)} ${warned(located.problems)}`,
        );
    }
    expect(wrong).toEqual([]);
  });
});
