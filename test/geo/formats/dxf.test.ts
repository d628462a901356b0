import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readGeometry } from '../../../src/geo/formats/index.ts';
import { signedArea2 } from '../../../src/geo/plane/area.ts';
import { text, town } from './fixture.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/cases');
const readFile = (name: string) =>
  readGeometry([{ name, bytes: Uint8Array.from(readFileSync(resolve(folder, name))) }], { town });
type Codes = readonly (number | string)[];
/** A drawing of blocks and entities, each a list of group codes and values. */
const drawing = (entities: readonly Codes[], blocks: readonly Codes[] = [], unit?: number) =>
  readGeometry(
    [
      text(
        [
          ...(unit === undefined ? [] : [0, 'SECTION', 2, 'HEADER', 9, '$INSUNITS', 70, unit, 0, 'ENDSEC']),
          ...[0, 'SECTION', 2, 'BLOCKS'],
          ...blocks.flat(),
          0,
          'ENDSEC',
          0,
          'SECTION',
          2,
          'ENTITIES',
          ...entities.flat(),
          0,
          'ENDSEC',
          0,
          'EOF',
        ].join('\n'),
        'a.dxf',
      ),
    ],
    { town },
  );
const [X, Y] = [415000, 3158800];
const square = (x: number, y: number, side: number, layer = 'JZX', more: Codes = []): Codes => [
  ...[0, 'LWPOLYLINE', 8, layer, 90, 4, 70, 1, ...more],
  ...[x, y, x + side, y, x + side, y + side, x, y + side].flatMap((value, i) => [i % 2 ? 20 : 10, value]),
];
const area = (geometry: unknown) =>
  (geometry as Polygon).coordinates.reduce(
    (sum, ring, i) => sum + ((i ? -1 : 1) * Math.abs(signedArea2(ring))) / 2,
    0,
  );
const shell = ([feature]: readonly { geometry: unknown }[]) =>
  (feature!.geometry as Polygon).coordinates[0] as Position[];
/** Largest distance of a chord's middle from a circle. */
const leaves = (ring: readonly Position[], [cx, cy]: Position, radius: number) =>
  Math.max(
    ...ring.slice(1).map(([x = 0, y = 0], i) => {
      const [u = 0, v = 0] = ring[i] as Position;
      return Math.abs(Math.hypot((x + u) / 2 - cx!, (y + v) / 2 - cy!) - radius);
    }),
  );

/** Extended data as CASS writes them: its code, then what belongs to it. */
const cass = (...texts: string[]): Codes => [1001, 'SOUTH', ...texts.flatMap((one) => [1000, one])];

describe('a survey drawing of CASS', () => {
  const house = [...square(X + 10, Y + 10, 20, 'JMD'), ...cass('141101')];
  const frame = square(X - 500, Y - 500, 1200, 'TK');
  it('gives the boundaries by their code, with the parcel’s number, holder and land class; the rest is counted', async () => {
    const boundary = [...square(X, Y, 200, 'XYZ'), ...cass('300000', '430681JB00001', '张三', '0701')];
    const { features, problems } = await drawing([boundary, house, frame]);
    expect(features.map(({ geometry, properties }) => [area(geometry), properties])).toEqual([
      [40_000, { layer: 'XYZ', 宗地号: '430681JB00001', 权利人: '张三', 地类号: '0701' }],
    ]);
    expect(problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-topography', undefined]]);
    expect(problems[0]?.what.zh).toMatch(/1 条界址线.*JMD ×1、TK ×1/);
  });
  it('without codes gives those on a layer for boundaries, and what is on no layer of topography', async () => {
    const { features } = await drawing([
      square(X, Y, 200, '用地红线'),
      house,
      frame,
      square(X + 900, Y, 50, '二期'),
    ]);
    expect(features.map(({ name }) => name)).toEqual(['用地红线', '二期']);
  });
  it('that has neither is read whole', async () => {
    expect((await drawing([house, frame])).features).toHaveLength(2);
  });
});

describe('the unit a drawing states', () => {
  const circle = (metres: number): Codes => [
    0,
    'CIRCLE',
    8,
    'JZX',
    10,
    X / metres,
    20,
    Y / metres,
    40,
    50 / metres,
  ];
  it.each([
    [4, 0.001],
    [5, 0.01],
    [7, 1000],
    [2, 0.3048],
    [1, 0.0254],
  ])('%i is used where its numbers agree, curves within a millimetre', async (unit, metres) => {
    const { features, problems, crs } = await drawing(
      [square(X / metres, Y / metres, 200 / metres), circle(metres)],
      [],
      unit,
    );
    expect(area(features[0]!.geometry)).toBeCloseTo(40_000, 3);
    expect(leaves(shell(features.slice(1)), [X, Y], 50)).toBeLessThan(1.001e-3);
    expect(crs.alternatives.length).toBeGreaterThan(0);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['dxf-units', 'warning']]);
  });
  it.each([1, 2, 4, 5, 7])('%i is that of a template where the numbers are metres', async (unit) => {
    const { features, problems } = await drawing([square(X, Y, 200)], [], unit);
    expect(area(features[0]!.geometry)).toBe(40_000);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['dxf-units-not-used', 'info']]);
  });
  it('nothing is said of metres, or of a drawing without a unit', async () => {
    for (const unit of [6, 0, undefined])
      expect((await drawing([square(X, Y, 200)], [], unit)).problems).toEqual([]);
  });
});

describe('outlines of a drawing', () => {
  it.each(['15_mirrored_ocs.dxf', '17_paper_space_frame.dxf', 'insert.dxf', 'polyface.dxf'])(
    '%s: the one square',
    async (name) => {
      const { features } = await readFile(name);
      expect(features.map(({ geometry }) => area(geometry))).toEqual([40000]);
      expect(new Set(shell(features).map(String))).toEqual(
        new Set([`${X},${Y}`, `${X + 200},${Y}`, `${X + 200},${Y + 200}`, `${X},${Y + 200}`]),
      );
    },
  );
  it('a circle, an ellipse and a bulge within a millimetre', async () => {
    const circle = await readFile('circle.dxf');
    expect(leaves(shell(circle.features), [X, Y], 50)).toBeLessThan(1e-3);
    expect(area(circle.features[0]!.geometry)).toBeCloseTo(Math.PI * 2500, 0);
    const oval = await drawing([
      [0, 'ELLIPSE', 8, 'JZX', 10, X, 20, Y, 11, 80, 21, 0, 40, 0.25, 41, 0, 42, 2 * Math.PI],
    ]);
    expect(area(oval.features[0]!.geometry) / (Math.PI * 80 * 20)).toBeCloseTo(1, 4);
    // Two half circles of radius 50.
    const round = await drawing([
      [0, 'LWPOLYLINE', 8, 'JZX', 70, 1, 10, X - 50, 20, Y, 42, 1, 10, X + 50, 20, Y, 42, 1],
    ]);
    expect(leaves(shell(round.features), [X, Y], 50)).toBeLessThan(1e-3);
  });
  it('boundaries of single lines and arcs, drawn in any order and direction, are joined; a fork is left alone', async () => {
    const line = (a: number, b: number, c: number, d: number, layer = 'JZX'): Codes => [
      ...[0, 'LINE', 8, layer, 10, X + a, 20, Y + b, 11, X + c, 21, Y + d],
    ];
    // A square with half a disc on its northern side, its pieces out of order and some turned round.
    const arc: Codes = [0, 'ARC', 8, 'JZX', 10, X + 50, 20, Y + 100, 40, 50, 50, 0, 51, 180];
    const { features, problems } = await drawing([
      ...[line(100, 0, 0, 0), arc, line(0, 100, 0, 0), line(100, 100, 100, 0)],
      // Two squares with one side in common: three ways meet at its ends.
      ...[line(300, 0, 400, 0), line(400, 0, 400, 100), line(400, 100, 300, 100), line(300, 100, 300, 0)],
      ...[line(400, 0, 500, 0), line(500, 0, 500, 100), line(500, 100, 400, 100)],
      ...[line(500, 0, 600, 0, 'A'), line(600, 0, 600, 100, 'A'), line(600, 100, 500, 0, 'B')],
    ]);
    expect(features).toHaveLength(1);
    expect(area(features[0]!.geometry)).toBeCloseTo(10_000 + (Math.PI * 2500) / 2, 0);
    const loose = problems.find(({ code }) => code === 'dxf-lines-open');
    expect(loose?.what.zh).toContain('10 条');
    expect(loose?.lost).toBeUndefined();
    expect(problems.map(({ code }) => code)).toContain('dxf-lines-joined');
    // What bounds an area and is not read is lost.
    const region = await drawing([square(X, Y, 100), [0, 'REGION', 8, 'JZX'], [0, 'DIMENSION', 8, '0']]);
    expect(region.problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-passed-over', 1]]);
  });
  it('splines, plain and rational, alone, with lines and at the edge of a hatch, within a millimetre', async () => {
    const knots = (...values: number[]) => values.flatMap((knot) => [40, knot]);
    const at = (...points: [number, number][]) => points.flatMap(([x, y]) => [10, X + x, 20, Y + y]);
    // A circle of radius 50 as four rational quarters (The NURBS Book, section 7.5).
    const half = Math.SQRT1_2;
    const corners: [number, number][] = [
      [50, 0],
      [50, 50],
      [0, 50],
      [-50, 50],
      [-50, 0],
      [-50, -50],
      [0, -50],
      [50, -50],
      [50, 0],
    ];
    const weights = corners.flatMap((_, i) => [41, i % 2 ? half : 1]);
    const circle = await drawing([
      [0, 'SPLINE', 8, 'JZX', 70, 12, 71, 2, 72, 12, 73, 9],
      [...knots(0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4), ...weights, ...at(...corners)],
    ]);
    expect(leaves(shell(circle.features), [X, Y], 50)).toBeLessThan(1e-3);
    expect(Math.abs(area(circle.features[0]!.geometry) - Math.PI * 2500)).toBeLessThan(
      0.001 * 2 * Math.PI * 50,
    );
    // Under the cubic curve of four corners of a square of side 100 lie 3/5 of 100² (Green's theorem).
    const cubic = [...knots(0, 0, 0, 0, 1, 1, 1, 1), ...at([0, 0], [0, 100], [100, 100], [100, 0])];
    const base: Codes = [0, 'LINE', 8, 'JZX', 10, X + 100, 20, Y, 11, X, 21, Y];
    const joined = await drawing([[0, 'SPLINE', 8, 'JZX', 70, 8, 71, 3, ...cubic], base]);
    expect(joined.features).toHaveLength(1);
    expect(Math.abs(area(joined.features[0]!.geometry) - 6000)).toBeLessThan(0.2);
    // With the number of points it was fitted to, which newer drawings write, and without.
    for (const fit of [[], [97, 0], [97, 2, 11, X, 21, Y, 11, X + 100, 21, Y, 12, 0, 22, 1, 13, 0, 23, -1]]) {
      const edges = [72, 4, 94, 3, 73, 0, 74, 0, 95, 8, 96, 4, ...cubic, ...fit];
      const line = [72, 1, 10, X + 100, 20, Y, 11, X, 21, Y];
      const head = [0, 'HATCH', 8, 'DK', 10, 0, 20, 0, 30, 0, 2, 'SOLID', 70, 1, 71, 0, 91, 1, 92, 1, 93, 2];
      for (const ways of [
        [...edges, ...line],
        [...line, ...edges],
      ]) {
        const { features } = await drawing([[...head, ...ways, 97, 0, 75, 0, 76, 1, 98, 0]]);
        expect(Math.abs(area(features[0]!.geometry) - 6000)).toBeLessThan(0.2);
      }
    }
    // Fewer knots than the points ask for make no curve.
    const broken = await drawing([
      square(X, Y, 100),
      [0, 'SPLINE', 8, 'JZX', 70, 8, 71, 3, ...cubic.slice(2)],
    ]);
    expect(broken.problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-passed-over', 1]]);
  });
  it('solids, whose third corner stands across from the second', async () => {
    const corner = (n: number, x: number, y: number) => [10 + n, X + x, 20 + n, Y + y];
    const { features } = await drawing([
      [
        0,
        'SOLID',
        8,
        'JZX',
        ...corner(0, 0, 0),
        ...corner(1, 50, 0),
        ...corner(2, 0, 50),
        ...corner(3, 50, 50),
      ],
    ]);
    expect(area(features[0]!.geometry)).toBeCloseTo(2500, 6);
  });
  it('level faces, of three corners or four; the faces of a surface are named', async () => {
    const corner = (n: number, x: number, y: number, z = 0) => [10 + n, X + x, 20 + n, Y + y, 30 + n, z];
    const face = (...corners: Codes[]): Codes => [0, '3DFACE', 8, 'JZX', ...corners.flat()];
    const { features, problems } = await drawing([
      face(corner(0, 0, 0), corner(1, 50, 0), corner(2, 50, 40), corner(3, 0, 40)),
      face(corner(0, 100, 0), corner(1, 150, 0), corner(2, 150, 40), corner(3, 150, 40)),
      face(corner(0, 200, 0, 12), corner(1, 250, 0), corner(2, 250, 40), corner(3, 250, 40)),
    ]);
    expect(features.map(({ geometry }) => area(geometry))).toEqual([2000, 1000]);
    expect(problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-passed-over', 1]]);
  });
  // What `ogrinfo -al` of GDAL 3.6.2 prints for these.
  it('what an extrusion of 0,0,-1 mirrors, and what it does not', async () => {
    const below = [210, 0, 220, 0, 230, -1];
    const quarter = [42, Math.PI / 2];
    const { features } = await drawing([
      [0, 'LINE', 8, 'd', 10, X, 20, Y, 11, X + 10, 21, Y, ...below],
      [0, 'LINE', 8, 'd', 10, X + 10, 20, Y, 11, X, 21, Y + 20, ...below],
      [0, 'LINE', 8, 'd', 10, X, 20, Y + 20, 11, X, 21, Y, ...below],
      [0, 'ARC', 8, 'a', 10, -X, 20, Y + 50, 40, 10, 50, 0, 51, 90, ...below],
      [0, 'ELLIPSE', 8, 'b', 10, X, 20, Y, 11, 80, 21, 0, 40, 0.25, 41, 0, ...quarter, ...below],
      [0, 'POLYLINE', 8, 'c', 66, 1, 70, 8, ...below],
      [0, 'VERTEX', 8, 'c', 70, 32, 10, X, 20, Y],
      [0, 'VERTEX', 8, 'c', 70, 32, 10, X + 5, 20, Y + 6],
      [0, 'SEQEND'],
    ]);
    expect(shell(features)).toEqual([
      [X, Y],
      [X + 10, Y],
      [X, Y + 20],
      [X, Y],
    ]);
    const ends = features.slice(1).map(({ geometry }) => {
      const { coordinates } = geometry as { coordinates: Position[] };
      return [coordinates[0], coordinates.at(-1)].map((one) => [
        Math.round((one![0] as number) - X),
        Math.round((one![1] as number) - Y),
      ]);
    });
    expect(ends).toEqual([
      [
        [-10, 50],
        [0, 60],
      ],
      [
        [80, 0],
        [0, -20],
      ],
      [
        [0, 0],
        [5, 6],
      ],
    ]);
  });
  it('hatches: polylines with bulges, and edges of lines and arcs, clockwise and not', async () => {
    const { features } = await readFile('ogr.dxf');
    expect(
      features.slice(0, 2).map(({ geometry }) => [geometry.type, (geometry as Polygon).coordinates.length]),
    ).toEqual([
      ['Polygon', 2],
      ['Polygon', 2],
    ]);
    const head = [0, 'HATCH', 8, 'DK', 10, 0, 20, 0, 30, 0, 2, 'SOLID', 70, 1, 71, 0];
    const line = (a: number, b: number, c: number, d: number) => [72, 1, 10, a, 20, b, 11, c, 21, d];
    // A square with a half circle of radius 50 on its east side.
    for (const arc of [
      [72, 2, 10, X + 100, 20, Y + 50, 40, 50, 50, -90, 51, 90, 73, 1],
      [72, 2, 10, X + 100, 20, Y + 50, 40, 50, 50, 270, 51, 450, 73, 0],
    ]) {
      const edges = [
        ...line(X, Y, X + 100, Y),
        ...arc,
        ...line(X + 100, Y + 100, X, Y + 100),
        ...line(X, Y + 100, X, Y),
      ];
      const found = await drawing([
        [...head, 91, 1, 92, 1, 93, 4, ...edges, 97, 0, 75, 0, 76, 1, 98, 1, 10, 0, 20, 0],
      ]);
      expect(Math.abs(area(found.features[0]!.geometry) - (10000 + (Math.PI * 2500) / 2))).toBeLessThan(0.2);
    }
    const cut = await drawing([
      square(X, Y, 200),
      [...head, 91, 1, 92, 1, 93, 1, 72, 4, 94, 3, 73, 0, 74, 0, 95, 8, 96, 4],
    ]);
    expect(cut.problems.find(({ code }) => code === 'dxf-passed-over')?.what.en).toContain('HATCH ×1');
  });
  it('a hatch over its closed line is one area', async () => {
    const ring = [X, Y, X + 200, Y, X + 200, Y + 200, X, Y + 200].flatMap((value, i) => [
      i % 2 ? 20 : 10,
      value,
    ]);
    const { features, problems } = await drawing([
      square(X, Y, 200),
      [0, 'HATCH', 8, 'TC', 10, 0, 20, 0, 91, 1, 92, 3, 72, 0, 73, 1, 93, 4, ...ring, 97, 0],
    ]);
    expect(features).toHaveLength(1);
    expect(problems.map(({ code }) => code)).toEqual(['dxf-hatch-doubled']);
  });
  it('blocks: nested, scaled, turned, mirrored, in rows', async () => {
    const blocks = [
      [0, 'BLOCK', 8, '0', 2, 'DK', 70, 0, 10, 5, 20, 5, ...square(5, 5, 10, '0'), 0, 'ENDBLK'],
      [
        0,
        'BLOCK',
        8,
        '0',
        2,
        'two',
        70,
        0,
        10,
        0,
        20,
        0,
        0,
        'INSERT',
        8,
        '0',
        2,
        'dk',
        10,
        0,
        20,
        0,
        41,
        2,
        42,
        2,
        0,
        'ENDBLK',
      ],
    ];
    const { features } = await drawing(
      [[0, 'INSERT', 8, 'HX', 2, 'TWO', 10, X, 20, Y, 41, 3, 42, -3, 50, 90]],
      blocks,
    );
    // 10 m × 2 × 3, its y mirrored, then turned left: east of X and north of Y.
    expect(area(features[0]!.geometry)).toBeCloseTo(3600, 6);
    const xs = shell(features).map(([x]) => Math.round(x! - X));
    const ys = shell(features).map(([, y]) => Math.round(y! - Y));
    expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual([0, 60, 0, 60]);
    expect(features[0]!.properties['layer']).toBe('HX');
    const rows = await drawing(
      [[0, 'INSERT', 8, 'HX', 2, 'DK', 10, X, 20, Y, 70, 3, 71, 2, 44, 20, 45, 30]],
      blocks,
    );
    expect(rows.features).toHaveLength(6);
    const endless = await drawing(
      [square(X, Y, 200), [0, 'INSERT', 8, 'HX', 2, 'A', 10, X, 20, Y]],
      [[0, 'BLOCK', 2, 'A', 10, 0, 20, 0, 0, 'INSERT', 2, 'A', 10, 0, 20, 0, 0, 'ENDBLK']],
    );
    expect(endless.features).toHaveLength(1);
  });
  it('a ring in a ring of its layer is a hole, and that is said; on another layer it is not', async () => {
    const own = await readFile('r2000_lw.dxf');
    expect(own.features.map(({ geometry }) => (geometry as Polygon).coordinates.length)).toEqual([2]);
    expect(own.problems.map(({ code }) => code)).toContain('dxf-ring-in-ring');
    const other = await drawing([square(X, Y, 200), square(X + 50, Y + 50, 20, 'FW')]);
    expect(other.features.map(({ geometry }) => area(geometry))).toEqual([40000, 400]);
  });
  it('a text inside a ring is its name; figures and point names are not', async () => {
    const word = (kind: string, x: number, y: number, words: string, height = 5, more: Codes = []): Codes => [
      0,
      kind,
      8,
      'ZJ',
      10,
      x,
      20,
      y,
      40,
      height,
      ...more,
      1,
      words,
    ];
    const { features } = await drawing([
      square(X, Y, 200),
      square(X + 300, Y, 200),
      word('TEXT', X + 100, Y + 100, '加油站用地'),
      word('TEXT', X + 20, Y + 20, '40000.00'),
      word('TEXT', X + 1, Y + 1, 'J1'),
      // Left of the ring, but centred on a point inside.
      word('TEXT', X, Y + 100, '%%uDK-2%%u', 5, [72, 1, 11, X + 400, 21, Y + 100]),
      word('MTEXT', X + 350, Y + 20, '{\\fSimSun|b0;一期\\P二期}', 2),
    ]);
    expect(features.map(({ name }) => name)).toEqual(['加油站用地', 'DK-2']);
    expect(features[1]!.properties['texts']).toBe('一期 二期');
    expect((await readFile('../case/红线_CASS.dxf')).features.map(({ name }) => name)).toEqual([
      '加油站用地',
    ]);
  });
  it('names what it does not read', async () => {
    const { problems } = await drawing([
      square(X, Y, 200),
      [0, 'REGION', 8, 'JZX', 10, X, 20, Y],
      square(X, Y, 50, 'JZX', [210, 0, 220, 1, 230, 0]),
    ]);
    expect(problems.find(({ code }) => code === 'dxf-passed-over')?.what.en).toMatch(
      /REGION ×1, LWPOLYLINE ×1/,
    );
  });
});
