import { bboxPolygon, booleanIntersects, polygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkZone,
  fitted,
  layersTable,
  rulesTable,
  sharedTables,
  withoutShared,
} from '../../../src/check/index.ts';
import { inRings } from '../../../src/geo/plane/inside.ts';
import type { Layer } from '../../../src/model/index.ts';
import { recordFrom } from '../../../src/modes/check/session.ts';
import { type Measured, paginate } from '../../../src/modes/check/sheet/paginate.ts';
import {
  fittingScale,
  gridExtent,
  layoutOf,
  mapPageFrame,
  project,
  roundMetres,
  scales,
} from '../../../src/modes/check/sheet/paper.ts';
import { pointMarks } from '../../../src/modes/check/sheet/point-marks.ts';
import { nameKeeper, pathOf } from '../../../src/modes/check/sheet/shapes.ts';
import { signOf } from '../../../src/modes/check/sheet/sign-of.ts';
import { folded, stretch } from '../../../src/modes/check/sheet/table-parts.ts';
import { mostTiles, tilesOf } from '../../../src/modes/check/sheet/tiles.ts';
import { featureOf, layerOf, options, ruleOf, square, zoneOf } from '../../check/fixture.ts';

describe('the scale of a sheet', () => {
  const { frame } = layoutOf('A4', false);
  it('puts a kilometre of the grid on the paper at its exact length', () => {
    const at = project(
      { west: 410_000, east: 412_000, south: 3_150_000, north: 3_152_000 },
      frame,
      10_000,
      114,
    );
    expect(at.extent.east - at.extent.west).toBeCloseTo(frame.width * 10, 9);
    // echo 28.5 113.1 | cs2cs -f %.3f EPSG:4490 EPSG:4547 → 3154183.736 411884.310
    const [x, y] = at.toPaper([113.1, 28.5]);
    expect(x).toBeCloseTo(((411_884.31 - at.extent.west) / 10_000) * 1000, 4);
    expect(y).toBeCloseTo(((at.extent.north - 3_154_183.736) / 10_000) * 1000, 4);
  });
  it('is the largest that holds the shape', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 8000, noNaN: true }),
        fc.double({ min: 20, max: 8000, noNaN: true }),
        (width, height) => {
          const extent = { west: 0, east: width, south: 0, north: height };
          const scale = fittingScale(extent, frame);
          const fits = (s: number) =>
            (width / s) * 1000 <= frame.width && (height / s) * 1000 <= frame.height;
          expect(scales).toContain(scale);
          if (scale < 50_000) expect(fits(scale)).toBe(true);
          const larger = scales.filter((s) => s < scale).at(-1);
          // A margin of a tenth is kept, so the next larger scale may just fit without it.
          if (larger !== undefined)
            expect((width / larger) * 1120 > frame.width || (height / larger) * 1120 > frame.height).toBe(
              true,
            );
        },
      ),
    );
  });
  it('measures extents in the plane', () => {
    const extent = gridExtent(
      {
        type: 'Polygon',
        coordinates: [
          [
            [114, 28.5],
            [114.01, 28.5],
            [114.01, 28.51],
            [114, 28.5],
          ],
        ],
      },
      114,
    );
    expect(extent.west).toBeCloseTo(500_000, 6);
    expect(extent.east - extent.west).toBeGreaterThan(970);
  });
  it('has round lengths on its bar', () => {
    expect(roundMetres(10_000, 18)).toBe(100);
    expect(roundMetres(500, 18)).toBe(5);
    expect(roundMetres(50_000, 18)).toBe(500);
  });
});

describe('a map over several pages', () => {
  const page = mapPageFrame('A3', true);
  const [lon, lat] = [113.1, 28.5];
  /** A polygon of places in a box of metres, each as shares of its sides. */
  const zoneIn = (width: number, height: number, shares: readonly (readonly [number, number])[]) => {
    const at = ([x, y]: readonly [number, number]) => [
      lon + (x * width) / 97_900,
      lat + (y * height) / 110_800,
    ];
    return { type: 'Polygon' as const, coordinates: [[...shares, shares[0]!].map(at)] };
  };
  const whole = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  const shapes = fc.constantFrom<readonly (readonly [number, number])[]>(
    whole,
    [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [0.1, 0],
      [1, 1],
      [0.9, 1],
    ],
    [
      [0, 0],
      [1, 0],
      [1, 0.15],
      [0.15, 0.15],
      [0.15, 1],
      [0, 1],
    ],
  );

  it('shows every place of the zone on one page or more, at the scale asked for, and makes no page without a part of it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 200, max: 2500, noNaN: true }),
        fc.double({ min: 200, max: 2500, noNaN: true }),
        fc.constantFrom(500, 1000, 2000),
        shapes,
        (width, height, scale, shares) => {
          const zone = zoneIn(width, height, shares);
          const tiles = tilesOf(zone, gridExtent(zone, 114), page, scale, 114);
          if (!tiles) {
            const sheets = (width * height * 1e6) / (scale * scale * page.width * page.height);
            expect(sheets).toBeGreaterThan(mostTiles / 3);
            return;
          }
          expect(tiles.map(({ number }) => number)).toEqual(tiles.map((_, i) => i + 1));
          const steps = 60;
          for (let i = 0; i <= steps; i += 1)
            for (let j = 0; j <= steps; j += 1) {
              const place: [number, number] = [
                lon + (i * width) / steps / 97_900,
                lat + (j * height) / steps / 110_800,
              ];
              if (!inRings(zone.coordinates, ...place)) continue;
              const seen = tiles.filter(({ projection }) => {
                const [x, y] = projection.toPaper(place);
                return x > 0 && y > 0 && x < page.width && y < page.height;
              });
              expect(seen.length).toBeGreaterThan(0);
            }
          // However small a part of the zone is, it is no page without one.
          const sheet = bboxPolygon([0, 0, page.width, page.height]);
          for (const { projection } of tiles)
            expect(
              booleanIntersects(
                polygon(zone.coordinates.map((ring) => ring.map((at) => projection.toPaper(at)))),
                sheet,
              ),
            ).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('makes no page for what a neighbour shows, and names on each page those that go on from it', () => {
    const metres = (mm: number) => (mm * 500) / 1000;
    // A little narrower than two pages and lower than one, turned by what a meridian is off the grid.
    const zone = zoneIn(metres(1.9 * page.width), metres(page.height - 16), whole);
    const tiles = tilesOf(zone, gridExtent(zone, 114), page, 500, 114)!;
    expect(tiles.map(({ beside }) => beside)).toEqual([{ east: 2 }, { west: 1 }]);
    const [first, second] = tiles.map(({ projection }) => projection.extent);
    expect(second!.west).toBeLessThan(first!.east);
    expect(second!.north).toBeCloseTo(first!.north, 6);
    // Along the two arms of an L no page lies in the corner between them.
    const arms = zoneIn(metres(2.8 * page.width), metres(2.8 * page.height), [
      [0, 0],
      [1, 0],
      [1, 0.1],
      [0.1, 0.1],
      [0.1, 1],
      [0, 1],
    ]);
    const around = tilesOf(arms, gridExtent(arms, 114), page, 500, 114)!;
    expect(around.map(({ beside }) => beside)).toEqual([
      { south: 2 },
      { north: 1, south: 3 },
      { north: 2, east: 4 },
      { west: 3, east: 5 },
      { west: 4 },
    ]);
  });
});

describe('what stands on the sheet', () => {
  const at = project(
    { west: 410_000, east: 412_000, south: 3_150_000, north: 3_152_000 },
    { width: 100, height: 80 },
    10_000,
    114,
  );
  /** Degrees of a place on the paper, found by steps: the projection is nearly linear over a sheet. */
  const from = (x: number, y: number): [number, number] => {
    let [lon, lat] = [113.1, 28.47];
    for (let i = 0; i < 6; i += 1) {
      const [px, py] = at.toPaper([lon, lat]);
      lon += ((x - px) * 10) / 97_900;
      lat -= ((y - py) * 10) / 110_800;
    }
    return [lon, lat];
  };
  const line = (...points: [number, number][]) => ({
    type: 'LineString' as const,
    coordinates: points.map(([x, y]) => from(x, y)),
  });
  const area = (...points: [number, number][]) => ({
    type: 'Polygon' as const,
    coordinates: [[...points, points[0] as [number, number]].map(([x, y]) => from(x, y))],
  });

  it('is what crosses the frame, not what only goes around a corner of it', () => {
    expect(pathOf(line([-20, 10], [20, -30]), at)).toBe('');
    expect(pathOf(line([-20, 40], [50, 20]), at)).not.toBe('');
    expect(pathOf(area([-30, 10], [10, -30], [-30, -30]), at)).toBe('');
  });
  it('is an area that holds the whole frame, unless the frame lies in its hole', () => {
    const around = area([-50, -50], [150, -50], [150, 130], [-50, 130]);
    expect(pathOf(around, at)).not.toBe('');
    const hole = area([-10, -10], [110, -10], [110, 90], [-10, 90]).coordinates[0] as [number, number][];
    expect(pathOf({ ...around, coordinates: [...around.coordinates, hole] }, at)).toBe('');
  });

  it('is cut outside the frame, and the same within it', () => {
    const numbers = (d: string) => (d.match(/-?[\d.]+/g) ?? []).map(Number);
    const far = line([50, 40], [50_000, 40]);
    expect(numbers(pathOf(far, at)).every((n) => Math.abs(n) < 120)).toBe(true);
    const back = { type: 'LineString' as const, coordinates: [...far.coordinates, from(50, 50)] };
    expect(pathOf(back, at).match(/M/g)).toHaveLength(2);
    const coordinate = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 8 }),
        fc.double({ min: 1, max: 99, noNaN: true }),
        fc.double({ min: 1, max: 79, noNaN: true }),
        (corners, x, y) => {
          const whole = area(...corners);
          const ring = whole.coordinates[0]!.map(at.toPaper);
          const edge = ring.slice(1).some(([bx, by], i) => {
            const [ax, ay] = ring[i]!;
            const length = Math.hypot(bx - ax, by - ay) || 1;
            return Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length < 0.01;
          });
          fc.pre(!edge);
          const flat = numbers(pathOf(whole, at));
          const cut = flat.flatMap((n, i) => (i % 2 ? [] : [[n, flat[i + 1]!] as [number, number]]));
          expect(cut.length > 2 && inRings([cut], x, y)).toBe(inRings([ring], x, y));
          expect(cut.every(([cx, cy]) => cx > -7 && cx < 107 && cy > -7 && cy < 87)).toBe(true);
        },
      ),
    );
  });

  const layer = (more: object, symbol: object) =>
    ({
      role: 'subject',
      ...more,
      symbol: { colour: 'chapter1', pattern: 'none', icon: 'dot', width: 2, ...symbol },
    }) as unknown as Layer;
  it('looks schematic where it is: hatched, its outline broken', () => {
    const soft = signOf(layer({}, {}), true, undefined);
    const firm = signOf(layer({}, {}), false, undefined);
    expect([soft.pattern, firm.pattern]).toEqual(['hatch', undefined]);
    expect(soft.dash).toMatch(/^[\d.]+ [\d.]+$/);
    expect(firm.dash).toBeUndefined();
    expect(soft.fillOpacity).toBeLessThan(firm.fillOpacity);
  });
  it('keeps the pattern of a layer that has one, and the width of a road of its class', () => {
    expect(signOf(layer({}, { pattern: 'waves' }), false, undefined).pattern).toBe('waves');
    const road = (name: string) => signOf(layer({ role: 'roads' }, {}), false, name).width;
    expect(road('expressway')).toBeGreaterThan(road('village'));
  });
});

describe('a table too wide for the paper', () => {
  const word = (zh: string) => ({ zh, en: zh });
  const wide = {
    id: 'wide',
    title: word('表'),
    lead: 2,
    columns: Array.from({ length: 32 }, (_, c) => ({ name: word(`${c}`) })),
    rows: [{ key: 'r', cells: Array.from({ length: 32 }, (_, c) => word(`${c}`)) }],
    note: word('注'),
  };
  it('goes on in pieces with its leading columns, every column once, the note last', () => {
    const pieces = fitted(wide, 186, 'zh');
    const rest = pieces.flatMap(({ columns }) => columns.slice(2).map(({ name }) => name.zh));
    expect(rest).toEqual(wide.columns.slice(2).map(({ name }) => name.zh));
    for (const { columns, rows } of pieces) {
      expect(columns.slice(0, 2).map(({ name }) => name.zh)).toEqual(['0', '1']);
      expect(rows[0]!.cells.map(({ zh }) => zh)).toEqual(columns.map(({ name }) => name.zh));
    }
    expect(pieces.map(({ note }) => note?.zh)).toEqual([...pieces.slice(1).map(() => undefined), '注']);
    expect(fitted(wide, 1000, 'zh')).toEqual([wide]);
  });
});

describe('dividing tables over pages', () => {
  const table = (id: string, count: number) => ({
    id,
    title: { zh: id, en: id },
    columns: [{ name: { zh: '列', en: 'column' } }],
    rows: Array.from({ length: count }, (_, i) => ({
      key: String(i),
      cells: [{ zh: String(i), en: String(i) }],
    })),
    note: { zh: '注', en: 'note' },
  });
  const measuredOf = (highest: number) =>
    fc
      .array(fc.array(fc.integer({ min: 10, max: highest }), { maxLength: 60 }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((list) =>
        list.map(
          (rows, index): Measured => ({
            table: table(`t${index}`, rows.length),
            title: 30,
            head: 20,
            rows,
            note: 15,
            widths: [100],
          }),
        ),
      );
  it('shows every row once, in order, and never more than a page holds', () => {
    fc.assert(
      fc.property(measuredOf(120), (tables) => {
        const height = 400;
        const pages = paginate(tables, height);
        for (const page of pages) {
          const used = page.reduce((sum, block) => {
            const own = tables.find((t) => t.table === block.table) as Measured;
            const rows = own.rows.slice(block.from, block.to).reduce((a, b) => a + b, 0);
            return sum + own.title + own.head + rows + (block.note ? own.note : 0);
          }, 0);
          expect(used).toBeLessThanOrEqual(height);
        }
        for (const { table: own, rows } of tables) {
          const shown = pages.flat().filter((block) => block.table === own);
          expect(shown[0]?.from).toBe(0);
          shown.slice(1).forEach((block, i) => {
            expect(block.from).toBe(shown[i]?.to);
          });
          expect(shown.at(-1)?.to).toBe(rows.length);
          expect(shown.filter((block) => block.note)).toHaveLength(1);
        }
      }),
    );
  });
  it('reads down the left half of a page and then down its right half, page after page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 5, max: 40 }), (count, fits) => {
        const rows = Array.from({ length: count }, (_, i) => ({
          key: `${i}`,
          cells: [{ zh: `J${i}`, en: `J${i}` }],
        }));
        const name = { zh: '点号', en: 'Point' };
        const table = folded({ id: 'points', title: name, columns: [{ name }], rows });
        const of = { table, title: 2, head: 1, note: 0, widths: [], rows: table.rows.map(() => 1) };
        const read = paginate([of], fits + 3).flatMap((page) =>
          page.flatMap(({ from, to }) => {
            const lines = stretch(table, from, to);
            return [0, 1].flatMap((half) => lines.map(({ cells }) => cells[half]!.zh));
          }),
        );
        expect(read.filter(Boolean)).toEqual(rows.map(({ cells }) => cells[0]!.zh));
      }),
    );
  });

  it('leaves no row or two alone before or behind a break', () => {
    fc.assert(
      fc.property(measuredOf(50), (tables) => {
        for (const { table: own, from, to } of paginate(tables, 400).flat())
          expect(to - from).toBeGreaterThanOrEqual(Math.min(3, own.rows.length));
      }),
    );
  });
});

describe('the numbers of boundary points', () => {
  const ring = (from: number, to: number) => [
    [113.1 + from, 28.5 + from],
    [113.1 + to, 28.5 + from],
    [113.1 + to, 28.5 + to],
    [113.1 + from, 28.5 + to],
    [113.1 + from, 28.5 + from],
  ];
  it.each([false, true])('stand outside the zone and in its hole, however the rings run (%s)', (turned) => {
    const rings = [ring(0, 0.003), ring(0.001, 0.002)].map((one) => (turned ? [...one].reverse() : one));
    const geometry = { type: 'Polygon' as const, coordinates: rings };
    const at = project(gridExtent(geometry, 114), { width: 180, height: 180 }, 2000, 114);
    const keep = nameKeeper(at.frame);
    const paper = rings.map((one) => one.map(at.toPaper));
    for (const one of paper) keep.avoid(one);
    const zone = recordFrom(zoneOf(geometry));
    const { marks, left } = pointMarks(zone, at, keep, '#c00');
    expect(left).toBe(0);
    const places = marks.flatMap(({ strings, values }) =>
      strings[0]?.startsWith('<text') ? [values.slice(0, 2) as [number, number]] : [],
    );
    expect(places).toHaveLength(8);
    expect(places.filter(([x, y]) => inRings([paper[1]!], x, y))).toHaveLength(4);
    expect(places.filter(([x, y]) => !inRings([paper[0]!], x, y))).toHaveLength(4);
  });
});

describe('a sheet of several zones', () => {
  it('says once what every rule and layer answers for each, and in a zone only what overlaps', async () => {
    const layers = [
      layerOf('villages', [featureOf('v', square(0, 0, 3))]),
      layerOf('lost', null),
      layerOf('sketch', [featureOf('f', square(0, 0, 1), 'schematic', 4000)]),
      layerOf('near', [featureOf('g', square(0, 0, 1), 'described', 4_000_000)]),
    ];
    const rules = [
      ...[ruleOf('in', 'villages'), ruleOf('missing', 'none')],
      ...[ruleOf('far', 'sketch'), ruleOf('near', 'near')],
    ];
    const results = await Promise.all(
      [0, 5, 6, 9].map((x) => checkZone(zoneOf(square(x, 0, 2)), layers, rules, options)),
    );
    const shared = sharedTables(results);
    const [ofRules, ofLayers] = shared;
    const answers = Object.fromEntries(ofRules!.rows.map(({ key, cells }) => [key, cells[2]!.zh]));
    expect(answers['in']).toMatch(/^1 号有重叠；2—4 号已核查、无重叠/);
    expect(answers['missing']).toMatch(/^未核查/);
    expect(answers['far']).toMatch(/^1 号有重叠；2—4 号未核查/);
    // The three that lie apart say how far each of them is.
    const far = results.slice(1).map(({ rules: of }) => of.find(({ rule }) => rule === 'near')!.reason!.text);
    const metresIn = (text: string, before: string) => new RegExp(`${before}([\\d.]+)`).exec(text)?.[1];
    const apart = far.map(({ zh }, i) => `${metresIn(zh, '相距 ')}（${i + 2} 号）`);
    expect(answers['near']).toContain(`相距 ${apart.join('、')} 米`);
    const english = ofRules!.rows.find(({ key }) => key === 'near')!.cells[2]!.en;
    const away = far.map(({ en }, i) => `${metresIn(en, 'but ')} (nos. ${i + 2})`);
    expect(new Set(away).size).toBe(3);
    expect(english).toContain(`${away.join(', ')} m apart`);
    expect(ofLayers!.rows.map(({ cells }) => cells[0]!.zh)).toHaveLength(5);
    const [first, second] = results;
    expect(withoutShared(rulesTable(first!), shared)).toEqual([]);
    expect(withoutShared(layersTable(first!), shared)[0]!.rows.map(({ key }) => key)).toEqual([
      'villages v',
      'sketch f',
      'near g',
    ]);
    expect(withoutShared(layersTable(second!), shared)).toEqual([]);
    expect(sharedTables(results.slice(0, 1))).toEqual([]);
  });
});
