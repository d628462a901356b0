import { describe, expect, it } from 'vitest';
import { readDataSets, readGeometry } from '../../../src/geo/formats/index.ts';
import { formatProblem, lossesIn } from '../../../src/model/index.ts';
import { apart, original, placed, planeArea, readFixture, text, town } from './fixture.ts';

const srs = 'urn:ogc:def:crs:EPSG::4547';
/** A feature of WFS with a geometry of its own, X north first as the URN has it. */
const member = (geometry: string, more = '') =>
  `<gml:featureMember><x:DLTB gml:id="f"><x:DKMC>甲</x:DKMC>${more}<x:SHAPE>${geometry}</x:SHAPE></x:DLTB></gml:featureMember>`;
const collection = (...members: string[]) =>
  text(
    `<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" xmlns:x="urn:x" xmlns:xlink="http://www.w3.org/1999/xlink">${members.join('')}</wfs:FeatureCollection>`,
    'a.xml',
  );
const surface = (segments: string) =>
  `<gml:Surface srsName="${srs}"><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>${segments}</gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>`;
const only = async (file: ReturnType<typeof text>) => {
  const { features } = await readGeometry([file], { town });
  expect(features).toHaveLength(1);
  return features[0]!;
};

describe('GML', () => {
  it.each([
    ['zones-gml2.gml', 'EPSG:4547'],
    ['zones-4526.gml', 'EPSG:4526'],
    ['zones-degrees.gml', 'EPSG:4490'],
  ])(
    '%s that GDAL wrote has the shapes, the system and the attributes it was made from',
    async (name, code) => {
      const located = await placed(name);
      expect(located.crs).toMatchObject({ code, from: 'header' });
      expect(located.problems).toEqual([]);
      expect(located.features).toHaveLength(original.features.length);
      for (const [i, { geometry, properties }] of located.features.entries()) {
        expect(apart(geometry, original.features[i]!.geometry)).toBeLessThan(1e-8);
        expect(properties['用途']).toBe(original.features[i]!.properties['用途'] ?? undefined);
      }
    },
  );
  it('takes the axes by the form of the reference: URN and URL north first, the short form as on a map', async () => {
    const point = (name: string, [a, b]: [string, string]) =>
      member(`<gml:Point srsName="${name}"><gml:pos>${a} ${b}</gml:pos></gml:Point>`);
    for (const [name, values] of [
      ['urn:ogc:def:crs:EPSG::4490', ['28.5', '113.1']],
      ['http://www.opengis.net/def/crs/EPSG/0/4490', ['28.5', '113.1']],
      ['EPSG:4490', ['113.1', '28.5']],
      ['http://www.opengis.net/gml/srs/epsg.xml#4490', ['113.1', '28.5']],
      ['urn:ogc:def:crs:OGC:1.3:CRS84', ['113.1', '28.5']],
    ] as [string, [string, string]][]) {
      const { features, crs } = await readGeometry([collection(point(name, values))], { town });
      expect(features[0]?.geometry).toEqual({ type: 'Point', coordinates: [113.1, 28.5] });
      expect(crs.confidence).toBe('stated');
    }
    // The numbers of a program that keeps no rule land far away: that is asked.
    const { crs } = await readGeometry([collection(point('urn:ogc:def:crs:EPSG::4490', ['113.1', '28.5']))], {
      town,
    });
    expect(crs.mistake?.code).toBe('axes-swapped');
  });
  it('draws circles and arcs within a millimetre of area', async () => {
    const [n, e, r] = [3158000, 415000, 100];
    const circle = await only(
      collection(
        member(
          surface(
            `<gml:Circle><gml:posList>${n} ${e - r} ${n + r} ${e} ${n} ${e + r}</gml:posList></gml:Circle>`,
          ),
        ),
      ),
    );
    const disc = Math.PI * r * r;
    // A chord within 1 mm of its arc takes no more than 2/3 mm off along the circumference.
    const slack = 0.001 * 2 * Math.PI * r;
    expect(disc - planeArea(circle)).toBeGreaterThan(0);
    expect(disc - planeArea(circle)).toBeLessThan(slack);
    const byCentre = await only(
      collection(
        member(
          surface(
            `<gml:CircleByCenterPoint numArc="1"><gml:pos>${n} ${e}</gml:pos><gml:radius uom="m">${r}</gml:radius></gml:CircleByCenterPoint>`,
          ),
        ),
      ),
    );
    expect(Math.abs(disc - planeArea(byCentre))).toBeLessThan(slack);
    // Half a disc: an arc from west over north to east, and a line back.
    const half = await only(
      collection(
        member(
          surface(
            `<gml:Arc><gml:posList>${n} ${e - r} ${n + r} ${e} ${n} ${e + r}</gml:posList></gml:Arc><gml:LineStringSegment><gml:posList>${n} ${e + r} ${n} ${e - r}</gml:posList></gml:LineStringSegment>`,
          ),
        ),
      ),
    );
    expect(Math.abs(disc / 2 - planeArea(half))).toBeLessThan(slack);
  });
  it('draws arcs around a centre as the lines beside them ask for, and arcs by their bulge', async () => {
    const [n, e, r] = [3158000, 415000, 100];
    const slack = 0.001 * 2 * Math.PI * r;
    const arc = (from: number, to: number) =>
      `<gml:ArcByCenterPoint numArc="1"><gml:pos>${n} ${e}</gml:pos><gml:radius uom="m">${r}</gml:radius><gml:startAngle uom="deg">${from}</gml:startAngle><gml:endAngle uom="deg">${to}</gml:endAngle></gml:ArcByCenterPoint>`;
    const line = (...positions: [number, number][]) =>
      `<gml:LineStringSegment><gml:posList>${positions.map(([a, b]) => `${(n + a).toFixed(3)} ${(e + b).toFixed(3)}`).join(' ')}</gml:posList></gml:LineStringSegment>`;
    // The ends that `ogr2ogr -f CSV -lco GEOMETRY=AS_WKT` (GDAL 3.6.2) gives the same arc from 30 to 120 degrees, without
    // regard to the axes of a URN: CIRCULARSTRING (415086.602540378 3158050.0, …, 414950.0 3158086.60254038).
    const [a, b]: [number, number][] = [
      [50, 86.60254],
      [86.60254, -50],
    ];
    // The same arc as bearings from the first axis, X to the north.
    const [c, d]: [number, number][] = [
      [86.60254, 50],
      [-50, 86.60254],
    ];
    for (const [from, to] of [
      [a, b],
      [c, d],
    ] as const) {
      const quarter = await only(collection(member(surface(`${arc(30, 120)}${line(to!, [0, 0], from!)}`))));
      expect(Math.abs((Math.PI * r * r) / 4 - planeArea(quarter))).toBeLessThan(slack);
      const [ring = []] = quarter.geometry.type === 'Polygon' ? quarter.geometry.coordinates : [];
      expect(ring[0]![0]! - e).toBeCloseTo(from![1], 3);
      expect(ring[0]![1]! - n).toBeCloseTo(from![0], 3);
    }
    // A turn is the circle whichever way it is meant; an arc that meets nothing, or alone in a line, is not guessed at.
    const turn = await only(collection(member(surface(`${arc(0, 180)}${arc(180, 360)}`))));
    expect(Math.abs(Math.PI * r * r - planeArea(turn))).toBeLessThan(slack);
    const bulge = (normal: string) =>
      `<gml:ArcByBulge><gml:posList>${n} ${e - r} ${n} ${e + r}</gml:posList><gml:bulge>${r}</gml:bulge><gml:normal>${normal}</gml:normal></gml:ArcByBulge>`;
    const half = await only(collection(member(surface(`${bulge('1 0')}${line([0, r], [0, -r])}`))));
    expect(Math.abs((Math.PI * r * r) / 2 - planeArea(half))).toBeLessThan(slack);
    expect(
      half.geometry.type === 'Polygon' && Math.max(...half.geometry.coordinates[0]!.map(([, y]) => y!)),
    ).toBeCloseTo(n + r, 2);
    for (const [segments, words] of [
      [`${arc(30, 120)}${line([10, 10], [0, 0], [5, 5])}`, /do not meet the lines beside it/],
      [arc(30, 120), /do not meet|cannot be told/],
      [`${bulge('1 1')}${line([0, r], [0, -r])}`, /not at a right angle to its chord/],
      [
        '<gml:BSpline degree="3"><gml:posList>1 2 3 4</gml:posList></gml:BSpline>',
        /type BSpline are not read.*chords/,
      ],
    ] as [string, RegExp][]) {
      const { sets, problems } = await readDataSets([collection(member(surface(segments)))], { town });
      expect(sets).toEqual([]);
      expect(problems.map((one) => formatProblem(one, 'en')).join()).toMatch(words);
    }
  });
  it('reads holes, parts, heights, members elsewhere and curves that run backwards', async () => {
    const ring = (size: number, at = 0) =>
      `<gml:LinearRing><gml:posList srsDimension="3">${[
        [0, 0],
        [0, size],
        [size, size],
        [size, 0],
        [0, 0],
      ]
        .map(([a = 0, b = 0]) => `${3158000 + a + at} ${415000 + b + at} 55`)
        .join(' ')}</gml:posList></gml:LinearRing>`;
    const polygon = `<gml:Polygon gml:id="p1"><gml:exterior>${ring(100)}</gml:exterior><gml:interior>${ring(10, 20)}</gml:interior></gml:Polygon>`;
    const multi = await only(
      collection(
        member(
          `<gml:MultiSurface srsName="${srs}"><gml:surfaceMember>${polygon}</gml:surfaceMember><gml:surfaceMembers><gml:Polygon><gml:exterior>${ring(50, 200)}</gml:exterior></gml:Polygon></gml:surfaceMembers></gml:MultiSurface>`,
          '<x:DLBM>0101</x:DLBM>',
        ),
      ),
    );
    expect(multi.geometry.type).toBe('MultiPolygon');
    expect(planeArea(multi)).toBeCloseTo(10_000 - 100 + 2_500, 6);
    expect(multi).toMatchObject({ name: '甲', landClass: '0101' });
    const elsewhere = await readDataSets(
      [
        collection(
          member(
            `<gml:MultiSurface srsName="${srs}"><gml:surfaceMember>${polygon}</gml:surfaceMember></gml:MultiSurface>`,
          ),
          member(
            `<gml:MultiSurface srsName="${srs}"><gml:surfaceMember xlink:href="#p1"/></gml:MultiSurface>`,
          ),
          member(
            `<gml:MultiSurface srsName="${srs}"><gml:surfaceMember xlink:href="#none"/></gml:MultiSurface>`,
          ),
        ),
      ],
      { town },
    );
    const [set] = elsewhere.sets;
    expect(set?.features.map(planeArea)).toEqual([9_900, 9_900]);
    expect([set?.problems[0]?.code, lossesIn(set?.problems ?? [])]).toEqual(['gml-geometry', 1]);
    expect(set?.problems[0]?.where).toMatchObject({ record: 3 });
    const line = (a: string, orientation: string) =>
      `<gml:curveMember><gml:OrientableCurve orientation="${orientation}"><gml:baseCurve><gml:LineString><gml:posList>${a}</gml:posList></gml:LineString></gml:baseCurve></gml:OrientableCurve></gml:curveMember>`;
    const turned = await only(
      collection(
        member(
          `<gml:Polygon srsName="${srs}"><gml:exterior><gml:Ring>${line('3158000 415000 3158100 415000 3158100 415100', '+')}${line('3158000 415000 3158000 415100 3158100 415100', '-')}</gml:Ring></gml:exterior></gml:Polygon>`,
        ),
      ),
    );
    expect(planeArea(turned)).toBe(10_000);
  });
  it('says what is not read: bodies, curves without a form here, records without a shape, further shapes', async () => {
    const point = `<gml:Point srsName="${srs}"><gml:pos>3158000 415000</gml:pos></gml:Point>`;
    const { sets } = await readDataSets(
      [
        collection(
          member(`<gml:Solid srsName="${srs}"/>`),
          member(surface('<gml:Clothoid/>')),
          member(''),
          member(point, `<x:LABEL>${point}</x:LABEL>`),
          member(`<gml:Point srsName="${srs}"><gml:pos>3158000 北</gml:pos></gml:Point>`),
        ),
      ],
      { town },
    );
    const problems = sets[0]?.problems ?? [];
    expect(problems.map(({ code }) => code)).toEqual([
      'gml-geometry',
      'gml-curve',
      'empty-geometry',
      'gml-geometry',
      'gml-other-geometry',
    ]);
    expect(lossesIn(problems)).toBe(5);
    expect(problems[3]?.what.zh).toContain('北');
  });
  it('of several feature types and systems is several layers', async () => {
    const one = (type: string, code: string) =>
      `<gml:featureMember><x:${type}><x:g><gml:Point srsName="${code}"><gml:pos>415000 3158000</gml:pos></gml:Point></x:g></x:${type}></gml:featureMember>`;
    const { sets } = await readDataSets(
      [collection(one('A', 'EPSG:4547'), one('B', 'EPSG:2383'), one('A', 'EPSG:4547'))],
      { town },
    );
    expect(sets.map(({ layer, crs, features }) => [layer, crs.chosen?.code, features.length])).toEqual([
      ['A', 'EPSG:4547', 2],
      ['B', 'EPSG:2383', 1],
    ]);
  });
});

describe('MIF/MID', () => {
  it('that GDAL wrote has the shapes, the system and the attributes it was made from', async () => {
    const located = await placed(['zones.mif', 'zones.mid']);
    expect(located.crs).toMatchObject({ code: 'EPSG:4526', from: 'header' });
    expect(located.problems).toEqual([]);
    for (const [i, { geometry, properties, name }] of located.features.entries()) {
      expect(apart(geometry, original.features[i]!.geometry)).toBeLessThan(1e-8);
      expect(properties['mu']).toBe(original.features[i]!.properties['mu']);
      expect(name).toBe(original.features[i]!.properties['name']);
    }
    const { problems, features } = await readFixture('zones.mif');
    expect([problems.map(({ code }) => code), features.length]).toEqual([
      ['mid-missing'],
      original.features.length,
    ]);
  });
  const head = (clause: string) =>
    `Version 300\nCharset "WindowsSimpChinese"\nDelimiter ","\nCoordSys ${clause}\nColumns 1\n  BH Char(20)\nData\n\n`;
  it.each([
    // The clauses GDAL 3.6.2 writes for these systems (ogr2ogr -f "MapInfo File" -dsco FORMAT=MIF -t_srs …).
    ['Earth Projection 8, 104, "m", 114, 0, 1, 500000, 0', 'EPSG:4547'],
    ['Earth Projection 8, 104, "m", 114, 0, 1, 38500000, 0 Bounds (0, 0) (1, 1)', 'EPSG:4526'],
    ['Earth Projection 8, 1017, "m", 114, 0, 1, 500000, 0', 'EPSG:2383'],
    ['Earth Projection 8, 154, "m", 114, 0, 1, 38500000, 0', 'EPSG:2414'],
    ['Earth Projection 8, 999, 3, 0, 0, 0, "m", 114, 0, 1, 500000, 0', 'EPSG:2435'],
    ['Earth Projection 1, 104', 'EPSG:4490'],
    ['Earth Projection 1, 1017', 'EPSG:4610'],
  ])('states by "%s" %s', async (clause, code) => {
    const [x, y] =
      code === 'EPSG:4490' || code === 'EPSG:4610'
        ? [113.1, 28.5]
        : [clause.includes('385') ? 38411900 : 411900, 3154000];
    const { crs } = await readGeometry([text(`${head(clause)}Point ${x} ${y}\n`, 'a.mif')], { town });
    expect([crs.chosen?.code, crs.confidence]).toEqual([code, 'stated']);
  });
  it('reads regions with holes, rectangles and ellipses; names what it passes over, by its line', async () => {
    const body = [
      'Region 2\n 4\n411900 3154000\n412000 3154000\n412000 3154100\n411900 3154100\n 4\n411910 3154010\n411920 3154010\n411920 3154020\n411910 3154020\n    Pen (1,2,0)\n    Brush (1,0,16777215)\n    Center 411950 3154050',
      'Rect 411900 3154000 411950 3154100\n    Pen (1,2,0)',
      'Ellipse 411900 3154000 412100 3154100',
      'None',
      'Text\n    "Region 5"\n    411900 3154000 411950 3154010',
      'Region 1\n 4\n411900 3154000\n412000 北\n412000 3154100\n411900 3154100',
      'Pline Multiple 2\n 2\n411900 3154000\n412000 3154000\n 2\n411900 3154100\n412000 3154100',
    ];
    const rows = ['"甲,1"', '乙', '丙', '', '', '', '路'].join('\n');
    const { features, problems } = await readGeometry(
      [text(head('NonEarth Units "m"') + body.join('\n'), 'a.mif'), text(rows, 'a.mid')],
      { town },
    );
    expect(features.map(({ properties }) => properties['BH'])).toEqual(['甲,1', '乙', '丙', '路']);
    expect(planeArea(features[0]!)).toBe(9_900);
    expect(planeArea(features[1]!)).toBe(5_000);
    expect(Math.abs(planeArea(features[2]!) - Math.PI * 100 * 50)).toBeLessThan(0.5);
    expect(features[3]?.geometry.type).toBe('MultiLineString');
    expect(problems.map(({ code }) => code)).toEqual([
      'mif-object',
      'mif-non-earth',
      'empty-geometry',
      'mif-passed-over',
    ]);
    expect(lossesIn(problems)).toBe(3);
    expect(problems[0]).toMatchObject({
      where: { line: 33, record: 6 },
      what: { zh: expect.stringContaining('北') },
    });
  });
  it('without its Data section, and a TAB, are named with what to do', async () => {
    for (const [name, content, code] of [
      ['a.mif', 'Version 300\nColumns 1\n', 'mif-no-data'],
      ['a.tab', '!table\n!version 300\n', 'tab-type'],
    ] as const) {
      const { problems } = await readDataSets([text(content, name)], { town });
      expect(problems[0]?.code).toBe(code);
      expect(problems[0]?.remedy?.zh).toContain('MapInfo');
    }
  });
});
