import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/geo/columns/columns.ts';
import { readGeometry, type SourceFile } from '../../../src/geo/formats/index.ts';
import { jsonValue } from '../../../src/geo/formats/json.ts';
import { runToEnd } from '../../../src/geo/layer/index.ts';
import { openLayers } from '../../../src/geo/layer/open.ts';
import { fixture, text, town } from './fixture.ts';

/*
 * Codes of parcels have 18 and more figures; a double holds fifteen. What GDAL writes must come back figure by figure.
 */
const code = '430681107208000123';

const ring = [
  [113.1, 28.5],
  [113.101, 28.5],
  [113.101, 28.501],
  [113.1, 28.5],
];
const json = (value: unknown) => JSON.stringify(value).replace('"CODE"', code);
const feature = {
  type: 'Feature',
  properties: { BSM: 'CODE', NUM: 9007199254740991 },
  geometry: { type: 'Polygon', coordinates: [ring] },
};
const attributes = { BSM: 'CODE', NUM: 9007199254740991 };

const files: [string, () => SourceFile | Promise<SourceFile>][] = [
  ['GeoJSON', () => text(json(feature), 'a.geojson')],
  ['a sequence of GeoJSON', () => text(`${json(feature)}\n${json(feature)}\n`, 'a.geojsonl')],
  [
    'Esri JSON',
    () =>
      text(
        json({
          geometryType: 'esriGeometryPolygon',
          spatialReference: { wkid: 4490 },
          features: [{ attributes, geometry: { rings: [ring] } }],
        }),
        'a.json',
      ),
  ],
  [
    'TopoJSON',
    () =>
      text(
        json({
          type: 'Topology',
          objects: { a: { type: 'Polygon', arcs: [[0]], properties: attributes } },
          arcs: [ring],
        }),
        'a.topojson',
      ),
  ],
  ['Shapefile', () => fixture('digits.zip')],
  ['FlatGeobuf', () => fixture('digits.fgb')],
  [
    'GeoPackage',
    async () => {
      const { Database } = await initSqlJs();
      const db = new Database(fixture('zones.gpkg').bytes);
      for (const [name, value] of [
        ['BSM', code],
        ['NUM', '9007199254740991'],
      ])
        db.run(`alter table "地块" add column ${name} integer default ${value}`);
      return { name: 'a.gpkg', bytes: db.export() };
    },
  ],
];

describe('whole numbers beyond 2^53 keep their digits', () => {
  it.each(files)('%s, read as zones and as a layer', async (_name, file) => {
    const { features } = await readGeometry([await file()], { town });
    expect(features[0]!.properties).toMatchObject({ BSM: code, NUM: 9007199254740991 });
    const { sources } = await openLayers([await file()], { town });
    const { packed } = runToEnd(sources[0]!.pack(sources[0]!.crs.chosen ?? 'EPSG:4490'));
    const column = packed.columns.find(({ name }) => name === 'BSM')!;
    expect(String(valueAt(column, packed.row[0]!))).toBe(code);
  });
  it('what looks like one in a text, and coordinates, stay as they are', () => {
    const value = {
      words: `a: ${code}, [${code}]`,
      quoted: `"\\": ${code} `,
      list: [0.1234567890123456, 1e21, -5],
    };
    expect(jsonValue(JSON.stringify({ ...value, n: 'CODE' }).replace('"CODE"', code))).toEqual({
      ...value,
      n: code,
    });
    expect(jsonValue(`[${code}, -${code},\n${code}]`)).toEqual([code, `-${code}`, code]);
  });
  it('pictures in a FlatGeobuf are counted', async () => {
    const { problems } = await readGeometry([fixture('digits.fgb')], { town });
    expect(problems.map(({ code, lost, where }) => [code, lost, where?.field])).toEqual([
      ['binary-attribute', 1, 'PIC'],
    ]);
  });
});
