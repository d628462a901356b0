import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { formats, locate, readGeometry, toZones, writeGeometry } from '../../../src/geo/formats/index.ts';
import { apart, fixture, original, placed, positions, readFixture, text, town } from './fixture.ts';

/** One millimetre in degrees of latitude. */
const millimetre = 9e-9;

describe('files made by GDAL come back to the millimetre', () => {
  it.each([
    ['shp-gbk-4526.zip', 'shapefile', 'EPSG:4526', 'stated'],
    ['shp-utf8-4547.zip', 'shapefile', 'EPSG:4547', 'stated'],
    ['zones.gpkg', 'geopackage', 'EPSG:4526', 'stated'],
    ['zones.fgb', 'flatgeobuf', 'EPSG:4526', 'stated'],
    ['zones.kml', 'kml', 'EPSG:4326', 'stated'],
    ['zones.kmz', 'kml', 'EPSG:4326', 'stated'],
    ['zones-4526.geojson', 'geojson', 'EPSG:4526', 'stated'],
    ['zones.geojson', 'geojson', 'EPSG:4326', 'stated'],
    ['zones.topojson', 'topojson', 'EPSG:4326', 'stated'],
    ['wkt.csv', 'csv', 'EPSG:4490', 'doubtful'],
  ])('%s', async (name, format, code, confidence) => {
    const result = await readFixture(name);
    expect([result.format, result.crs.chosen?.code, result.crs.confidence]).toEqual([
      format,
      code,
      confidence,
    ]);
    expect(result.problems.filter((p) => p.severity === 'error')).toEqual([]);
    const { features } = await placed(name);
    expect(features).toHaveLength(3);
    // Spatial indexes put features in an order of their own.
    for (const feature of features) {
      const twin = original.features.find((f) => f.properties['name'] === feature.name);
      expect(feature.properties['用途'] || null).toBe(twin?.properties['用途'] ?? null);
      expect(Number(feature.properties['mu'])).toBe(twin?.properties['mu']);
      expect(apart(feature.geometry, twin?.geometry ?? feature.source)).toBeLessThan(millimetre);
    }
  });
  it('a FlatGeobuf of one feature, whose index still has a root', async () => {
    const { features } = await placed('one.fgb');
    expect(features.map((f) => f.name)).toEqual(['一号地块']);
    expect(apart(features[0]!.geometry, original.features[0]!.geometry)).toBeLessThan(millimetre);
  });
  it('loose .shp and .dbf without .prj and .cpg: attributes in GBK, system guessed and in doubt', async () => {
    const result = await readFixture(['loose.dbf', 'loose.shp']);
    expect(result.features.map((f) => f.name)).toEqual(['一号地块', '二号地块', '吉祥里']);
    expect(result.problems.map((p) => p.code)).toEqual(['prj-missing']);
    expect([result.crs.chosen?.code, result.crs.confidence]).toEqual(['EPSG:4526', 'doubtful']);
    expect(result.crs.alternatives.map((a) => a.code)).toEqual(
      expect.arrayContaining(['EPSG:2362', 'EPSG:2414']),
    );
  });
  it('a .shp alone is read without attributes', async () => {
    const result = await readFixture('loose.shp');
    expect(result.problems.map((p) => p.code)).toEqual(['dbf-missing', 'prj-missing']);
    expect(result.features).toHaveLength(3);
  });
  it('a GPX track is a line that closes, and becomes a zone', async () => {
    const located = await placed('track.gpx');
    expect(located.features[0]?.geometry.type).toBe('LineString');
    const { zones } = toZones(located);
    expect(zones.map((z) => z.name)).toEqual(['一号地块']);
  });
  it('a DXF outline is a polygon', async () => {
    const result = await readFixture('plan.dxf');
    expect([result.format, result.crs.chosen?.code]).toEqual(['dxf', 'EPSG:4547']);
    const located = await placed('plan.dxf');
    const all = located.features.flatMap((f) => positions(f.geometry));
    const wanted = positions(original.features[0]?.geometry ?? { type: 'Point', coordinates: [] });
    for (const [x = 0, y = 0] of wanted)
      expect(Math.min(...all.map(([u = 0, v = 0]) => Math.hypot(u - x, v - y)))).toBeLessThan(millimetre);
  });
});

describe('tables', () => {
  it('surveyors’ X and Y in GBK: X is north', async () => {
    const result = await readFixture('points-gbk.csv');
    expect(positions(result.features[0]?.geometry ?? { type: 'Point', coordinates: [] })[0]).toEqual([
      38411884.31, 3154183.736,
    ]);
    expect(result.features[0]?.pointNames?.[0]?.[0]).toEqual(['J1', 'J2', 'J3', 'J1']);
    expect(result.problems.map((p) => p.code)).toEqual(['axes-by-size']);
    const { features } = await placed('points-gbk.csv');
    expect(features[0]?.geometry.type).toBe('Polygon');
    expect(
      apart(features[0]?.geometry ?? original.features[0]!.geometry, {
        type: 'Polygon',
        coordinates: [
          [
            [113.1, 28.5],
            [113.101, 28.50001275],
            [113.101016, 28.49901275],
            [113.1, 28.5],
          ],
        ],
      }),
    ).toBeLessThan(2e-5);
  });
  it('degrees, minutes, seconds in UTF-16, one polygon a plot', async () => {
    const result = await readFixture('dms-utf16.csv');
    expect(result.features.map((f) => f.name)).toEqual(['一号地', '二号地']);
    const [first] = positions(result.features[0]!.geometry);
    expect(first?.[0]).toBeCloseTo(113.1, 10);
    expect(first?.[1]).toBeCloseTo(28.5, 10);
    expect(positions(result.features[1]!.geometry)[2]?.[1]).toBeCloseTo(28.499, 10);
  });
  it('packed ddd.mmss is detected by its header and unpacked', async () => {
    const result = await readFixture('packed.csv');
    expect(result.crs.chosen?.packedDms).toBe(true);
    const { features } = await placed('packed.csv');
    expect(positions(features[0]!.geometry)[2]?.[0]).toBeCloseTo(113.101, 9);
    expect(positions(features[0]!.geometry)[2]?.[1]).toBeCloseTo(28.499, 9);
  });
  it('places with names stay points', async () => {
    const result = await readFixture('places.csv');
    expect(result.features.map((f) => [f.geometry.type, f.name])).toEqual([
      ['Point', '学校'],
      ['Point', '医院'],
      ['Point', '水库'],
    ]);
    expect(result.crs.confidence).toBe('doubtful');
    expect(result.crs.alternatives.map((a) => a.code)).toEqual(expect.arrayContaining(['GCJ-02', 'BD-09']));
  });
  it('a workbook', async () => {
    const result = await readFixture('points.xlsx');
    expect(result.format).toBe('xlsx');
    expect(result.features.map((f) => f.name)).toEqual(['甲', '乙']);
    expect(result.crs.chosen?.code).toBe('EPSG:4526');
  });
  it.each([
    ['113.1 28.5\n113.101 28.5\n113.101 28.499\n113.1 28.5'],
    ['113.1,28.5\n113.101,28.5\n113.101,28.499'],
    ['113.1，28.5\n113.101，28.5\n113.101，28.499'],
    ['E113°6′0″ N28°30′0″\nE113°6′3.6″ N28°30′0″\nE113°6′3.6″ N28°29′56.4″'],
    ['28.5N\t113.1E\n28.5N\t113.101E\n28.499N\t113.101E'],
    ['POLYGON ((113.1 28.5, 113.101 28.5, 113.101 28.499, 113.1 28.5))'],
    ['SRID=4490;POLYGON Z ((113.1 28.5 0, 113.101 28.5 0, 113.101 28.499 0, 113.1 28.5 0))'],
  ])('pasted: %s', async (pasted) => {
    const result = await readGeometry([text(pasted, 'paste')], { town });
    const located = locate(result, 'EPSG:4490', town);
    expect(
      apart(located.features[0]!.geometry, {
        type: 'Polygon',
        coordinates: [
          [
            [113.1, 28.5],
            [113.101, 28.5],
            [113.101, 28.499],
            [113.1, 28.5],
          ],
        ],
      }),
    ).toBeLessThan(1e-9);
  });
  it('names the line and the cell that is no coordinate, and keeps the rest', async () => {
    const result = await readGeometry(
      [text('name,lon,lat\n甲,113.1,28.5\n乙,113.1x,28.5\n丙,113.2,28.6\n', 'a.csv')],
      { town },
    );
    expect(result.features.map((f) => f.name)).toEqual(['甲', '丙']);
    expect(result.problems.map((p) => [p.code, p.where?.line])).toEqual([['table-coordinate', 3]]);
    expect(result.problems[0]?.what.en).toContain('113.1x');
  });
  it('hands out no boundary that lacks the point of a bad row; a row without coordinates is no point', async () => {
    const rows = [
      '地块,X,Y',
      'A,3154000,38412300',
      'A,3154000,384125x',
      'A,3154200,38412500',
      'A,3154200,38412300',
    ];
    const other = ['B,3155000,38412300', 'B,3155000,38412500', 'B,3155200,38412500', '合计,,'];
    const result = await readGeometry([text([...rows, ...other].join('\n'), 'a.csv')], { town });
    expect(result.features.map((f) => f.name)).toEqual(['B']);
    expect(
      result.problems.filter(({ severity }) => severity === 'error').map((p) => [p.code, p.where?.line]),
    ).toEqual([
      ['table-coordinate', 3],
      ['plot-left-out', 2],
    ]);
  });
});

describe('positions in XML', () => {
  const kml = (...coordinates: string[]) =>
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${coordinates
      .map(
        (one, i) =>
          `\n<Placemark><name>P${i}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${one}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`,
      )
      .join('')}</Document></kml>`;
  const sound = '113.1,28.5 113.102,28.5 113.102,28.502,55 113.1,28.5';
  it('a broken one leaves its placemark out, by name and line', async () => {
    for (const bad of ['113.102,x', '113.102', '113.102,28.5,1,2', '113,1,28,5']) {
      const result = await readGeometry([
        text(kml(sound, sound.replace('113.102,28.5 ', `${bad} `)), 'a.kml'),
      ]);
      expect(result.features.map((f) => f.name)).toEqual(['P0']);
      expect(result.problems).toMatchObject([
        { code: 'xml-coordinate', where: { line: 3, feature: 'P1', field: 'coordinates' } },
      ]);
      expect(result.problems[0]!.what.en).toContain(bad);
    }
  });
  it('blanks around the commas lose no corner', async () => {
    const result = await readGeometry([text(kml(sound.replaceAll(',', ' , ')), 'a.kml')]);
    expect(result.problems).toEqual([]);
    expect((result.features[0]!.geometry as Polygon).coordinates[0]).toHaveLength(4);
  });
  it('a track with a broken point is left out', async () => {
    const track = (lat: string) =>
      `<trk><name>${lat}</name><trkseg><trkpt lat="28.5" lon="113.1"/><trkpt lat="${lat}" lon="113.2"/><trkpt lat="?" lon=""/></trkseg></trk>`;
    const gpx = `<gpx version="1.1"><wpt lat="28.5" lon="113.1"><name>W</name></wpt>${track('north')}</gpx>`;
    const result = await readGeometry([text(gpx, 'a.gpx')]);
    expect(result.features.map((f) => f.name)).toEqual(['W']);
    expect(result.problems).toMatchObject([{ code: 'xml-coordinate', where: { feature: 'north' } }]);
  });
});

describe('everyday mistakes are named, and the fix offered, not applied', () => {
  const ring = (pairs: number[][]) => JSON.stringify({ type: 'Polygon', coordinates: [pairs] });
  const crsOf = async (pairs: number[][], crs?: string) => {
    const member = crs ? `{"crs":{"type":"name","properties":{"name":"${crs}"}},` : '{';
    return (await readGeometry([text(member + ring(pairs).slice(1), 'a.geojson')], { town })).crs;
  };
  const metres = [
    [38411884, 3154183],
    [38411982, 3154184],
    [38411982, 3154073],
    [38411884, 3154183],
  ];
  const bare = metres.map(([x = 0, y = 0]) => [x - 38e6, y]);
  const degrees = [
    [113.1, 28.5],
    [113.101, 28.5],
    [113.101, 28.499],
    [113.1, 28.5],
  ];
  const swap = (pairs: number[][]) => pairs.map(([x = 0, y = 0]) => [y, x]);
  it.each([
    ['latitude before longitude', swap(degrees), undefined, 'axes-swapped', 'EPSG:4490', true],
    ['metres in a GeoJSON without crs', metres, undefined, 'metres-as-degrees', 'EPSG:4526', undefined],
    [
      'degrees in a file that claims metres',
      degrees,
      'EPSG:4526',
      'degrees-as-metres',
      'EPSG:4490',
      undefined,
    ],
    ['north before east', swap(metres), 'EPSG:4526', 'axes-swapped', 'EPSG:4526', true],
    ['a missing prefix', bare, 'EPSG:4526', 'zone-prefix-missing', 'EPSG:4547', undefined],
    ['a prefix too many', metres, 'EPSG:4547', 'zone-prefix-unexpected', 'EPSG:4526', undefined],
    ['the wrong central meridian', bare, 'EPSG:4546', 'wrong-zone', 'EPSG:4547', undefined],
  ] as const)('%s', async (_what, pairs, crs, mistake, code, swapped) => {
    const guess = await crsOf(pairs as unknown as number[][], crs);
    expect([guess.mistake?.code, guess.chosen?.code, guess.chosen?.swapAxes, guess.confidence]).toEqual([
      mistake,
      code,
      swapped,
      'doubtful',
    ]);
    expect(guess.chosen?.distanceKm).toBeLessThan(5);
    expect(guess.mistake?.remedy?.zh).toContain(guess.chosen?.name.zh);
  });
  it('a shape 60 km away is a question', async () => {
    const guess = await crsOf(degrees.map(([x = 0, y = 0]) => [x, y + 0.54]));
    expect([guess.confidence, guess.chosen?.distanceKm?.toFixed(0)]).toEqual(['doubtful', '60']);
  });
  it('a KML from a phone map is a question', async () => {
    const kml = new TextDecoder().decode(fixture('zones.kml').bytes).replace('root_doc', '奥维互动地图');
    const { crs } = await readGeometry([text(kml, 'a.kml')], { town });
    expect([crs.confidence, crs.chosen?.code]).toEqual(['doubtful', 'EPSG:4326']);
    expect(crs.alternatives.map((a) => a.code)).toEqual(expect.arrayContaining(['GCJ-02', 'BD-09']));
  });
});

describe('written files', () => {
  const codes = {
    txt: 'EPSG:4526',
    shp: 'EPSG:4526',
    geojson: 'EPSG:4526',
    kml: 'EPSG:4490',
    csv: 'EPSG:4490',
  };
  it.each(Object.entries(codes))('%s comes back to the millimetre with its names', async (format, code) => {
    const located = await placed('zones.geojson');
    const written = await writeGeometry(format, located.features, { code });
    const again = await readGeometry([{ name: `x.${format}`, bytes: written.bytes }], { town });
    const back = locate(again, code, town);
    expect(back.features.map((f) => f.name)).toEqual(located.features.map((f) => f.name));
    for (const [i, feature] of back.features.entries())
      expect(apart(feature.geometry, located.features[i]!.geometry)).toBeLessThan(millimetre);
  });
  it('a shapefile keeps GBK attributes when asked, and says what it shortened', async () => {
    const features = [
      {
        geometry: original.features[0]!.geometry,
        properties: { 土地利用现状分类: '水田', area: 1.5, ok: true, note: '长'.repeat(200) },
      },
    ];
    for (const encoding of ['gbk', 'utf-8'] as const) {
      const { bytes, problems } = await writeGeometry('shp', features, { code: 'EPSG:4526', encoding });
      expect(problems.map((p) => p.code)).toEqual(['field-names-shortened', 'text-shortened']);
      const back = await readGeometry([{ name: 'a.zip', bytes }], { town });
      expect(Object.keys(back.features[0]!.properties)[0]).toBe(encoding === 'gbk' ? '土地利用现' : '土地利');
      expect(Object.values(back.features[0]!.properties).slice(0, 3)).toEqual(['水田', 1.5, true]);
    }
  });
  it('CSV opens in Excel: BOM, quoted, formulas disarmed', async () => {
    const features = [{ geometry: original.features[2]!.geometry, properties: { a: '=1+1', b: 'x,"y"' } }];
    const { bytes } = await writeGeometry('csv', features, { code: 'EPSG:4490' });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain('\'=1+1,"x,""y""",EPSG:4490,"POLYGON ((');
  });
  it('refuses formats that are only read, and systems a format cannot hold', async () => {
    await expect(writeGeometry('gpkg', [], { code: 'EPSG:4490' })).rejects.toMatchObject({
      problems: [{ code: 'format-not-writable' }],
    });
    await expect(writeGeometry('kml', [], { code: 'EPSG:4526' })).rejects.toMatchObject({
      problems: [{ code: 'kml-needs-degrees' }],
    });
    await expect(writeGeometry('shp', [], { code: 'GCJ-02' })).rejects.toMatchObject({
      problems: [{ code: 'crs-not-writable' }],
    });
    await expect(writeGeometry('geojson', [], { code: 'EPSG:1' })).rejects.toMatchObject({
      problems: [{ code: 'crs-unknown' }],
    });
  });
});

describe('the registry', () => {
  it('detects the format of every fixture from its content, whatever its name', async () => {
    for (const [name, id] of [
      ['shp-gbk-4526.zip', 'shapefile'],
      ['zones.kmz', 'kml'],
      ['points.xlsx', 'xlsx'],
      ['zones.fgb', 'flatgeobuf'],
      ['zones.gpkg', 'geopackage'],
      ['zones.kml', 'kml'],
      ['track.gpx', 'gpx'],
      ['plan.dxf', 'dxf'],
      ['dms-utf16.csv', 'csv'],
      ['zones.topojson', 'topojson'],
      ['zones.geojson', 'geojson'],
    ] as const) {
      const result = await readGeometry([{ ...fixture(name), name: 'file.bin' }], { town });
      expect([name, result.format]).toEqual([name, id]);
    }
  });
  it('every format has names in both languages and extensions of its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const names = formats.map(({ name }) => name[language].trim());
      expect(names).not.toContain('');
      expect(new Set(names).size).toBe(formats.length);
    }
    expect(new Set(formats.flatMap((f) => f.extensions)).size).toBe(
      formats.flatMap((f) => f.extensions).length,
    );
  });
});
