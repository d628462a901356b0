import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readGeometry, type SourceFile } from '../../../src/geo/formats/index.ts';
import { runToEnd } from '../../../src/geo/layer/index.ts';
import { openLayers } from '../../../src/geo/layer/open.ts';
import { lossesIn, type Problem } from '../../../src/model/index.ts';
import { triangle } from '../../triangle.ts';
import { fixture, text, town } from './fixture.ts';
import { Bytes, catalogue, folder, shape, table } from './gdb/builder.ts';

/*
 * What is lost is counted once, in zones and in layers alike.
 */

/** Losses of files read as zones and as layers. */
async function losses(
  ...files: SourceFile[]
): Promise<{ zones: Problem[]; layers: Problem[]; counts: number[] }> {
  const zones = (await readGeometry(files, { town })).problems;
  const { sources, problems } = await openLayers(files, { town });
  const layers = [...problems];
  for (const source of sources)
    layers.push(...source.problems, ...runToEnd(source.pack(source.crs.chosen ?? 'EPSG:4490')).problems);
  return { zones, layers, counts: [zones, layers].map(lossesIn) };
}

const square = 'POLYGON((113.1 28.5,113.101 28.5,113.101 28.501,113.1 28.501,113.1 28.5))';

describe('a loss is counted once', () => {
  it.each([
    [
      'GeoJSON',
      text(
        JSON.stringify({
          type: 'FeatureCollection',
          features: [
            {
              type: 'Feature',
              properties: {},
              geometry: triangle,
            },
            { type: 'Feature', properties: {}, geometry: null },
          ],
        }),
        'a.geojson',
      ),
    ],
    ['CSV', text(`name,坐标系,WKT\nA,EPSG:4490,"${square}"\nB,EPSG:4490,\n`, 'a.csv')],
  ])('%s with a record that has no shape', async (_name, file) => {
    expect((await losses(file)).counts).toEqual([1, 1]);
  });
  it('File Geodatabase: records without a shape, and shapes that are not read', async () => {
    const wkt =
      'PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",38500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    const ring = [
      [38_412_000, 3_154_000],
      [38_412_000, 3_154_100],
      [38_412_100, 3_154_100],
      [38_412_000, 3_154_000],
    ] as const;
    const row = (own: Bytes) => new Bytes().u8(0).add(own);
    const files = {
      1: catalogue(['GDB_SystemCatalog', 'GDB_DBTune', ...Array(6).fill(undefined), 'DK'], 4),
      9: table({
        version: 4,
        geometryType: 4,
        fields: [
          { name: 'OBJECTID', type: 6 },
          { name: 'Shape', type: 7, nullable: true, wkt },
        ],
        rows: [
          row(shape(5, [ring])),
          new Bytes().u8(1),
          new Bytes().u8(1),
          row(new Bytes().varuint(1).varuint(54)),
        ],
      }),
    };
    const found = await losses(...folder(files));
    expect(found.zones.map(({ code, lost }) => [code, lost])).toEqual([
      ['gdb-multipatch', 1],
      ['records-without-geometry', 2],
    ]);
    expect(found.counts).toEqual([3, 3]);
  });
  it('FlatGeobuf cut short: what its head states and is not there', async () => {
    const { bytes } = fixture('zones.fgb');
    const { features } = await readGeometry([{ name: 'a.fgb', bytes }], { town });
    // The last feature goes, whether in its middle or whole.
    const view = new DataView(bytes.buffer);
    let last = 0;
    for (let size = 1; size <= bytes.length - 4; size++)
      if (view.getUint32(bytes.length - size - 4, true) === size) last = size + 4;
    for (const less of [1, 5, last]) {
      const found = await losses({ name: 'a.fgb', bytes: bytes.slice(0, bytes.length - less) });
      expect(found.zones.map(({ code, lost }) => [code, lost])).toEqual([['fgb-cut-short', 1]]);
      expect(found.layers.map(({ code, lost }) => [code, lost])).toEqual([['fgb-cut-short', 1]]);
      expect(found.zones[0]!.where?.record).toBe(features.length);
    }
  });
});

describe('KMZ', () => {
  const kml = (content: string) =>
    new TextEncoder().encode(
      `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${content}</Document></kml>`,
    );
  const placemark =
    '<Placemark><name>A</name><Polygon><outerBoundaryIs><LinearRing><coordinates>113.1,28.5 113.101,28.5 113.101,28.501 113.1,28.5</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>';
  const link = (href: string) => `<NetworkLink><Link><href>${href}</href></Link></NetworkLink>`;
  it('a link to a file in the archive, which is read, is no loss; one to elsewhere is', async () => {
    const file = (links: string) => ({
      name: 'a.kmz',
      bytes: zipSync({ 'doc.kml': kml(links), 'layers/dk.kml': kml(placemark) }),
    });
    const inside = await readGeometry([file(link('layers/dk.kml'))], { town });
    expect(inside.features).toHaveLength(1);
    expect(inside.problems).toEqual([]);
    const outside = await readGeometry([file(link('./layers/dk.kml') + link('https://example.org/x.kml'))], {
      town,
    });
    expect(outside.problems.map(({ code, lost }) => [code, lost])).toEqual([['kml-left-out', 1]]);
  });
});
