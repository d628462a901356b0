import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { geodesicArea } from '../../../src/geo/area/index.ts';
import { locate, type ReadFeature, readDataSets, toZones } from '../../../src/geo/formats/index.ts';
import { lossesIn } from '../../../src/model/index.ts';
import { fixture, planeArea, text, town } from './fixture.ts';

const field = (name: string) => ({ ...fixture(`field/${name}`), name });
const read = (...names: string[]) => readDataSets(names.map(field), { town });
const parts = (stem: string, extensions = ['shp', 'dbf', 'prj']) => extensions.map((one) => `${stem}.${one}`);

describe('a shapefile', () => {
  it('with parts that overlap has one area, whatever vertex its rings begin with', async () => {
    const files = parts('06_notch_vertex_inside').map(field);
    const [shp] = files as [(typeof files)[number]];
    const view = new DataView(shp.bytes.buffer, shp.bytes.byteOffset);
    const start = 100 + 8 + 44 + 4 * view.getInt32(100 + 8 + 36, true);
    const from = view.getInt32(100 + 8 + 44 + 4, true);
    const count = view.getInt32(100 + 8 + 40, true) - from;
    const areas: string[] = [];
    for (let turn = 0; turn + 1 < count; turn++) {
      const { sets } = await readDataSets(files, { town });
      const [set] = sets as [(typeof sets)[number]];
      const { zones } = toZones(locate(set, 'EPSG:4547', town));
      expect(zones[0]?.warnings.map(({ code }) => code)).toContain('parts-merged');
      areas.push(geodesicArea(zones[0]!.geometry).toFixed(1));
      // The second ring begins one vertex later.
      const ring = Array.from({ length: count * 2 }, (_, i) =>
        view.getFloat64(start + (from * 2 + i) * 8, true),
      );
      const open = ring.slice(2, -2);
      for (const [i, value] of [...open, ...ring.slice(0, 2), ...open.slice(0, 2)].entries())
        view.setFloat64(start + (from * 2 + i) * 8, value, true);
    }
    expect(new Set(areas)).toEqual(new Set(['34793.8']));
  });
  it('of MultiPatches is named with their count', async () => {
    const { sets, problems } = await read(...parts('29_multipatch'));
    expect([sets.length, problems[0]?.code, lossesIn(problems)]).toEqual([0, 'shp-type', 1]);
  });
  it('is read as GBK where the .cpg says UTF-8 and the bytes are not', async () => {
    const { sets } = await read(...parts('32_gbk_cpg_utf8', ['shp', 'dbf', 'prj', 'cpg']));
    expect(sets[0]?.features[0]?.name).toBe('弼时镇示例地块');
    expect(sets[0]?.problems.map(({ code }) => code)).toContain('cpg-differs');
  });
});

describe('an archive', () => {
  it.each([
    ['shp-mixed-prj.zip', ['EPSG:4547', 'EPSG:4525']],
    ['28_shp_and_kml.zip', ['EPSG:4547', 'EPSG:4326']],
    ['txt-two-in-stored-zip.zip', ['EPSG:4526', 'EPSG:4526']],
  ])('%s: each layer in its own system', async (name, codes) => {
    const { sets } = await read(name);
    expect(sets.map(({ crs }) => crs.chosen?.code)).toEqual(codes);
  });
});

describe('curves of a GeoPackage', () => {
  it('are drawn within a millimetre', async () => {
    const { sets } = await read('curves.gpkg');
    const features = sets[0]?.features ?? [];
    const circle = Math.PI * 100 ** 2;
    const closed = [circle, circle / 2, circle - 40 * 40 + 50];
    // Chords within a millimetre of a circle of 628 m take at most 0.63 m² from it.
    for (const [i, area] of closed.entries())
      expect(Math.abs(planeArea(features[i] as ReadFeature) - area)).toBeLessThan(0.63);
    const shapes = features.map(({ geometry }) => geometry.type);
    expect(shapes).toEqual(['Polygon', 'Polygon', 'MultiPolygon']);
    const square = await read('multisurface.gpkg');
    expect(planeArea(square.sets[0]?.features[0] as ReadFeature)).toBeCloseTo(40_000, 6);
  });
  it('that was copied without its -wal are not all there, and that is said', async () => {
    const { problems } = await read('wal_lost.gpkg');
    expect(problems.map(({ code }) => code)).toContain('gpkg-wal');
  });
  it('in hexadecimal WKB carry their SRID', async () => {
    const circle = ['010A000020C3110000', '01000000', '0108000000', '05000000'].join('');
    const number = (value: number) => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setFloat64(0, value, true);
      return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    };
    const points = [0, 100, 100, 0, 0, -100, -100, 0, 0, 100].map((value, i) =>
      number(value + (i % 2 ? 3_158_000 : 415_000)),
    );
    const { sets } = await readDataSets([text(circle + points.join(''), 'a.wkb')], { town });
    expect(sets[0]?.crs.chosen?.code).toBe('EPSG:4547');
    expect(planeArea(sets[0]?.features[0] as ReadFeature)).toBeCloseTo(Math.PI * 100 ** 2, -1);
  });
});

describe('KML of the field', () => {
  it.each([
    ['01_arcgis_meta_cdata_40.kml', 40],
    ['br70.kml', 1],
    ['nbsp.kml', 1],
    ['schemaLoc.kml', 1],
    ['20_unbound_atom.kml', 1],
    ['prefix.kml', 1],
  ])('%s is read whole', async (name, count) => {
    const { sets, problems } = await read(name);
    expect([sets[0]?.features.length, sets[0]?.problems, problems]).toEqual([count, [], []]);
  });
  it('with links and images names and counts them, and takes no region for a zone', async () => {
    const box = '<north>29</north><south>28</south><east>114</east><west>113</west>';
    const polygon = readFileSync(
      new URL('../../fixtures/formats/field/nbsp.kml', import.meta.url),
      'utf8',
    ).replace(
      '<Placemark>',
      `<NetworkLink><Region><LatLonAltBox>${box}</LatLonAltBox></Region></NetworkLink><GroundOverlay><LatLonBox>${box}</LatLonBox></GroundOverlay><Placemark>`,
    );
    const { sets } = await readDataSets([text(polygon, 'a.kml')], { town });
    expect(sets[0]?.features.map(({ name }) => name)).toEqual(['PA\u00a0B']);
    expect(sets[0]?.problems.map(({ where, lost }) => [where?.field, lost])).toEqual([
      ['NetworkLink', 1],
      ['GroundOverlay', 1],
    ]);
    const [set] = sets as [(typeof sets)[number]];
    const { zones } = toZones(locate(set, 'EPSG:4326', town));
    expect(zones[0]?.warnings.map(({ code }) => code)).toContain('source-incomplete');
  });
});

describe('JSON', () => {
  it('of ArcGIS is read with its system and its curves', async () => {
    const geometry = {
      curveRings: [
        [
          [415000, 3158000],
          {
            c: [
              [415200, 3158000],
              [415100, 3158100],
            ],
          },
          [415000, 3158000],
        ],
      ],
    };
    const file = JSON.stringify({
      geometryType: 'esriGeometryPolygon',
      spatialReference: { wkid: 4547 },
      features: [{ attributes: { DKMC: '甲地块' }, geometry }, { attributes: {} }],
    });
    const { sets } = await readDataSets([text(file, 'a.json')], { town });
    const [set] = sets;
    expect([set?.format, set?.crs.chosen?.code, set?.features[0]?.name]).toEqual([
      'esrijson',
      'EPSG:4547',
      '甲地块',
    ]);
    expect(planeArea(set?.features[0] as ReadFeature)).toBeCloseTo((Math.PI * 100 ** 2) / 2, -1);
    expect(lossesIn(set?.problems ?? [])).toBe(1);
  });
  it('of ArcGIS has its Bézier curves drawn, and its elliptic arcs named', async () => {
    const [x, y] = [415000, 3158000];
    const ring = (curve: object) => ({ geometry: { curveRings: [[[x, y], curve, [x, y]]] }, attributes: {} });
    const bezier = {
      b: [
        [x + 100, y],
        [x, y + 100],
        [x + 100, y + 100],
      ],
    };
    const elliptic = { a: [[x + 100, y], [x + 50, y], 0, 1, 0, 50, 0.5] };
    const file = {
      geometryType: 'esriGeometryPolygon',
      spatialReference: { wkid: 4547 },
      features: [ring(bezier), ring(elliptic)],
    };
    const { sets } = await readDataSets([text(JSON.stringify(file), 'a.json')], { town });
    // Under the cubic curve of four corners of a square of side 100 lie 3/5 of 100² (Green's theorem).
    expect(Math.abs(planeArea(sets[0]?.features[0] as ReadFeature) - 6000)).toBeLessThan(0.2);
    expect(sets[0]?.features).toHaveLength(1);
    expect(sets[0]?.problems.map(({ code, where }) => [code, where?.record])).toEqual([
      ['esri-elliptic-arc', 2],
    ]);
  });
  it('is TopoJSON wherever its type stands, and GeoJSON whatever its attributes hold', async () => {
    const { type, ...rest } = JSON.parse(new TextDecoder().decode(fixture('zones.topojson').bytes));
    const topology = await readDataSets([text(JSON.stringify({ ...rest, type }), 'a.json')], { town });
    expect(topology.sets[0]?.format).toBe('topojson');
    const feature = {
      type: 'Feature',
      properties: { type: 'Topology', rings: [] },
      geometry: { type: 'Point', coordinates: [113, 28] },
    };
    const plain = await readDataSets([text(JSON.stringify(feature), 'a.json')], { town });
    expect(plain.sets[0]?.format).toBe('geojson');
  });
});
