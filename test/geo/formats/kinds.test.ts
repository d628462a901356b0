import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { locate, readDataSets, readGeometry, toZones } from '../../../src/geo/formats/index.ts';
import { systemInDoubt } from '../../../src/geo/layer/doubt.ts';
import { openLayers } from '../../../src/geo/layer/open.ts';
import { formatProblem, lossesIn } from '../../../src/model/index.ts';
import { triangle } from '../../triangle.ts';
import { fixture, planeArea, text, town } from './fixture.ts';

/** The plots of a workbook or table: 200 m by 100 m each. */
const square = (east: number, north: number): [number, number][] => [
  [east, north],
  [east + 200, north],
  [east + 200, north + 100],
  [east, north + 100],
  [east, north],
];
const wkt = (east: number, north: number) =>
  `"POLYGON ((${square(east, north)
    .map((one) => one.join(' '))
    .join(', ')}))"`;

describe('a table whose rows state several systems', () => {
  it('is a layer for each, every plot where it belongs', async () => {
    const rows = [
      'DKMC,坐标系,WKT',
      `甲,EPSG:4547,${wkt(415000, 3158000)}`,
      `乙,EPSG:4526,${wkt(38415000, 3159000)}`,
      `丙,EPSG:4547,${wkt(416000, 3158000)}`,
    ];
    const { sets, problems } = await readDataSets([text(rows.join('\n'), 'a.csv')], { town });
    expect(problems).toEqual([]);
    expect(sets.map(({ layer, features }) => [layer, features.map(({ name }) => name)])).toEqual([
      ['EPSG:4547', ['甲', '丙']],
      ['EPSG:4526', ['乙']],
    ]);
    // echo "415000 3158000" | gdaltransform -s_srs EPSG:4547 -t_srs EPSG:4490 (GDAL 3.6.2), and 38415000 3159000 from 4526.
    const corners = sets.map((set) => {
      const [zone] = toZones(locate(set, set.crs.chosen!, town)).zones;
      return zone!.geometry.type === 'Polygon' ? zone!.geometry.coordinates[0]![0]! : [];
    });
    for (const [i, [lon, lat]] of [
      [113.131538054086, 28.5346371740402],
      [113.131464059715, 28.5436591076004],
    ].entries()) {
      expect(corners[i]![0]).toBeCloseTo(lon!, 9);
      expect(corners[i]![1]).toBeCloseTo(lat!, 9);
    }
  });
  it('is one layer where some rows state nothing', async () => {
    const rows = ['DKMC,坐标系,WKT', `甲,,${wkt(415000, 3158000)}`, `乙,EPSG:4547,${wkt(415000, 3159000)}`];
    const { features, crs } = await readGeometry([text(rows.join('\n'), 'a.csv')], { town });
    expect([features.map(({ name }) => name), crs.chosen?.code]).toEqual([['甲', '乙'], 'EPSG:4547']);
  });
});

describe('what stands below the points of a plot', () => {
  it.each([
    ['面积（亩）,30', '合计,,,600'],
    ['面积(㎡),20000,2.0', '合 计,20000,30'],
    ['总面积：,20000', '周长,600,'],
  ])('%s; %s: figures of a sum are no point', async (...below) => {
    const points = square(415000, 3158000).map(([x, y], i) => `J${(i % 4) + 1},${y},${x}`);
    const { features, problems } = await readGeometry(
      [text(['点号,X,Y,边长', ...points, ...below].join('\n'), 'a.csv')],
      { town },
    );
    expect(features.map((one) => planeArea(one))).toEqual([20_000]);
    expect(lossesIn(problems)).toBe(0);
  });
  it('a plot whose name begins like a remark keeps its points', async () => {
    const points = square(415000, 3158000).map(([x, y], i) => `检查站用地,J${(i % 4) + 1},${y},${x}`);
    const { features } = await readGeometry([text(['地块,点号,X,Y', ...points].join('\n'), 'a.csv')], {
      town,
    });
    expect(features.map((one) => [one.name, planeArea(one)])).toEqual([['检查站用地', 20_000]]);
  });
});

describe('a hidden sheet', () => {
  it('of an ODS is left out and named, as it is of a workbook', async () => {
    const cell = (value: string | number) =>
      `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
    const row = (cells: (string | number)[]) =>
      `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
    const sheet = (name: string, north: number, style: string) =>
      `<table:table table:name="${name}" table:style-name="${style}">${[['点号', 'X', 'Y'], ...square(415000, north).map(([x, y], i) => [`J${(i % 4) + 1}`, y, x])].map(row).join('')}</table:table>`;
    const styles = ['true', 'false']
      .map(
        (shown) =>
          `<style:style style:name="${shown}" style:family="table"><style:table-properties table:display="${shown}"/></style:style>`,
      )
      .join('');
    const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${sheet('甲', 3158000, 'true')}${sheet('乙', 3159000, 'false')}</office:spreadsheet></office:body></office:document-content>`;
    const bytes = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
      'content.xml': strToU8(content),
    });
    const { format, features, problems } = await readGeometry([{ name: 'a.ods', bytes }], { town });
    expect([format, features.map(({ name }) => name)]).toEqual(['ods', ['甲']]);
    expect(problems.find(({ code }) => code === 'sheet-hidden')?.what.zh).toContain('乙');
  });
});

describe('a TXT parted by tabs', () => {
  it('keeps its empty fields in their places, and tabs that pad are none', async () => {
    const points = square(38415000, 3158000).map(([x, y], i) => `J${(i % 4) + 1}\t1\t${y}.000\t${x}.000`);
    for (const block of [
      '5\t2.0000\tDK-1\t地块一\t面\t\t公路用地\t1003\t@',
      '  5,2.0000,DK-1,地块一,面,,公路用地,1003,@\t',
      '\t5\t2.0000\tDK-1\t地块一\t面\t\t公路用地\t1003\t@',
    ]) {
      const lines = [
        '[属性描述]',
        '坐标系=2000国家大地坐标系',
        '几度分带=3',
        '带号=38',
        '[地块坐标]',
        block,
        ...points,
      ];
      const { features } = await readGeometry([text(lines.join('\r\n'))], { town });
      expect(features).toHaveLength(1);
      expect(planeArea(features[0]!)).toBe(20_000);
      expect([features[0]!.properties['图幅号'], features[0]!.landClass]).toEqual(['', '1003']);
      expect(features[0]!.properties['地块用途']).toBe('公路用地');
    }
  });
});

describe('a TXT of several heads', () => {
  const head = (zone: number) => [
    '[属性描述]',
    '坐标系=2000国家大地坐标系',
    '几度分带=3',
    `带号=${zone}`,
    '[地块坐标]',
  ];
  const plot = (name: string, x: number, y: number) => [
    `5,2.0000,${name},${name},面,,,,@`,
    ...square(x, y).map(([east, north], i) => `J${(i % 4) + 1},1,${north}.000,${east}.000`),
  ];
  it('that state different systems is a layer for each; heads that agree are one', async () => {
    const file = (zone: number) =>
      text(
        [
          ...head(38),
          ...plot('甲', 38415000, 3158000),
          ...head(zone),
          ...plot('面', zone * 1e6 + 415000, 3159000),
        ].join('\r\n'),
      );
    const { sets, problems } = await readDataSets([file(37)], { town: { ...town, centre: [112, 28.5] } });
    expect(problems).toEqual([]);
    expect(sets.map(({ crs, features }) => [crs.stated?.code, features.map(({ name }) => name)])).toEqual([
      ['EPSG:4526', ['甲']],
      ['EPSG:4525', ['面']],
    ]);
    expect((await readGeometry([file(38)], { town })).features.map(({ name }) => name)).toEqual(['甲', '面']);
  });
  it('in packed degrees is read so where its unit says so, and angles with signs as they stand', async () => {
    const degrees = (unit: string, ...points: string[]) =>
      text(
        [
          '[属性描述]',
          '坐标系=2000国家大地坐标系',
          `计量单位=${unit}`,
          '[地块坐标]',
          '4,,1,甲,面,,,,@',
          ...points,
        ].join('\r\n'),
      );
    const corners = [
      [28.5, 113 + 6 / 60],
      [28.5, 113 + 6 / 60 + 30 / 3600],
      [28.5 + 30 / 3600, 113 + 6 / 60 + 30 / 3600],
      [28.5, 113 + 6 / 60],
    ];
    for (const file of [
      degrees(
        '度分秒',
        'J1,1,28.3000,113.0600',
        'J2,1,28.3000,113.0630',
        'J3,1,28.3030,113.0630',
        'J1,1,28.3000,113.0600',
      ),
      degrees(
        '度分秒',
        'J1,1,28°30′00″,113°06′00″',
        'J2,1,28°30′00″,113°06′30″',
        'J3,1,28°30′30″,113°06′30″',
        'J1,1,28°30′00″,113°06′00″',
      ),
      degrees('度', ...corners.map(([lat, lon], i) => `J${i + 1},1,${lat},${lon}`)),
    ]) {
      const read = await readGeometry([file], { town });
      expect(read.crs.confidence).toBe('stated');
      const [feature] = locate(read, read.crs.chosen!, town).features;
      const ring = feature!.geometry.type === 'Polygon' ? feature!.geometry.coordinates[0]! : [];
      for (const [i, [lat, lon]] of corners.entries()) {
        expect(ring[i]![0]).toBeCloseTo(lon!, 9);
        expect(ring[i]![1]).toBeCloseTo(lat!, 9);
      }
    }
  });
});

describe('points pasted in one line', () => {
  it.each([
    '113.1,28.5 113.11,28.5 113.11,28.51 113.1,28.51',
    '113.1,28.5,0 113.11,28.5,0 113.11,28.51,0 113.1,28.51,0',
    '113.1,28.5,113.11,28.5,113.11,28.51,113.1,28.51',
    '113.1 28.5 113.11 28.5 113.11 28.51 113.1 28.51',
    '[[113.1,28.5],[113.11,28.5],\n[113.11,28.51],[113.1,28.51]]',
    '113.1,28.5;113.11,28.5;113.11,28.51;113.1,28.51',
    '(113.1, 28.5), (113.11, 28.5), (113.11, 28.51), (113.1, 28.51)',
  ])('%s', async (line) => {
    const { features } = await readGeometry([text(`${line}\n`, 'a.txt')], { town });
    expect(features.map(({ geometry }) => geometry)).toEqual([
      {
        type: 'Polygon',
        coordinates: [
          [
            [113.1, 28.5],
            [113.11, 28.5],
            [113.11, 28.51],
            [113.1, 28.51],
            [113.1, 28.5],
          ],
        ],
      },
    ]);
  });
});

describe('GeoJSON and GPX', () => {
  it('a bare list of features is read as their collection', async () => {
    const feature = { type: 'Feature', properties: { DKMC: '甲' }, geometry: triangle };
    const { features } = await readGeometry(
      [text(`\n[ ${JSON.stringify(feature)},${JSON.stringify(feature)}]`, 'a.json')],
      { town },
    );
    expect(features.map(({ name }) => name)).toEqual(['甲', '甲']);
  });
  it('GPX brings the attributes it has, and none of the library', async () => {
    const { features } = await readGeometry([fixture('track.gpx')], { town });
    for (const { properties } of features)
      expect(Object.keys(properties).filter((key) => /gpxType|coordinateProp/.test(key))).toEqual([]);
  });
});

describe('what is not read is named', () => {
  it.each([
    ['a.parquet', 'PAR1\u0015\u0004', /\(Geo\)Parquet/],
    ['a.arrow', 'ARROW1\u0000\u0000', /Arrow/],
    [
      'a.osm',
      '<?xml version="1.0"?>\n<osm version="0.6"><node id="1" lat="28.5" lon="113.1"/></osm>',
      /OpenStreetMap/,
    ],
    ['a.xml', '<?xml version="1.0"?><rss><channel/></rss>', /neither KML, GPX nor GML/],
    [
      'a.json',
      '{"status":"1","districts":[]}',
      /neither GeoJSON, TopoJSON nor Esri JSON.*Export it as GeoJSON/,
    ],
    [
      'a.prj',
      'PROJCS["CGCS2000",GEOGCS["a",DATUM["b",SPHEROID["c",6378137,298.257222101]]]]',
      /part of a shapefile/,
    ],
    [
      'a.txt',
      'PROJCRS["CGCS2000",BASEGEOGCRS["a",DATUM["b",ELLIPSOID["c",6378137,298.257222101]]]]',
      /definition of a reference system/,
    ],
  ])('%s', async (name, content, words) => {
    const { sets, problems } = await readDataSets([text(content, name)], { town });
    expect([sets, problems.map(({ code }) => code)]).toEqual([[], ['format-foreign']]);
    expect(formatProblem(problems[0]!, 'en')).toMatch(words);
  });
  it('a system that no code could stand for asks for another export, not for a code', async () => {
    const lcc =
      'PROJCS["LCC",GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["central_meridian",105],PARAMETER["standard_parallel_1",25],PARAMETER["standard_parallel_2",47],UNIT["metre",1]]';
    const { crs } = await readGeometry([fixture('loose.shp'), { ...text(lcc, 'loose.prj') }], { town });
    expect(crs.stated?.words.zh).toContain('LCC');
    const { chosen: _, ...nowhere } = crs;
    expect(systemInDoubt({ ...nowhere, alternatives: [] }, 'a.shp', '--crs')).toMatchObject({
      code: 'crs-not-read',
      remedy: { en: expect.stringMatching(/^Convert it/) },
    });
    expect(
      systemInDoubt({ confidence: 'unknown', reasons: [], alternatives: [] }, 'a.csv', '--crs').code,
    ).toBe('crs-in-doubt');
  });
});

describe('a shapefile whose .shp is cut short', () => {
  it('counts each record it lost once, as zones and as a layer', async () => {
    const members = Object.entries(unzipSync(fixture('shp-gbk-4526.zip').bytes)).map(([name, bytes]) => ({
      name,
      bytes,
    }));
    const shp = members.find(({ name }) => name.endsWith('.shp'))!;
    const records = new DataView(shp.bytes.buffer, shp.bytes.byteOffset);
    // Cut within the second record of all: the first is read.
    const second = 100 + 8 + records.getInt32(104) * 2;
    const files = members.map((one) =>
      one === shp ? { ...one, bytes: one.bytes.slice(0, second + 40) } : one,
    );
    const whole = (await readGeometry(members, { town })).features.length;
    const zones = await readGeometry(files, { town });
    expect([zones.features.length, lossesIn(zones.problems)]).toEqual([1, whole - 1]);
    const { sources } = await openLayers(files, { town });
    expect(lossesIn(sources[0]!.problems)).toBe(whole - 1);
  });
});
