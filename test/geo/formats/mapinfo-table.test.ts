import { describe, expect, it } from 'vitest';
import {
  type ReadFeature,
  readDataSets,
  readGeometry,
  type SourceFile,
} from '../../../src/geo/formats/index.ts';
import { apart, fixture, original, placed, planeArea, positions, readFixture, town } from './fixture.ts';

const parts = (stem: string) => ['tab', 'dat', 'map', 'id'].map((extension) => `${stem}.${extension}`);
const files = (stem: string) => parts(stem).map(fixture);
const codes = async (given: SourceFile[]) => {
  const { sets, problems } = await readDataSets(given, { town });
  return [...problems, ...sets.flatMap((one) => one.problems)].map(({ code }) => code);
};
/** A copy with some bytes of one part changed. */
const changed = (stem: string, extension: string, change: (view: DataView) => void) =>
  files(stem).map((file) => {
    if (!file.name.endsWith(`.${extension}`)) return file;
    const bytes = file.bytes.slice();
    change(new DataView(bytes.buffer));
    return { ...file, bytes };
  });

describe('MapInfo tables', () => {
  it('that GDAL wrote with plain coordinates have the shapes, the system and the attributes they were made from', async () => {
    const located = await placed(parts('zones'));
    expect(located.crs).toMatchObject({ code: 'EPSG:4526', from: 'header' });
    expect(located.problems).toEqual([]);
    expect(located.features).toHaveLength(original.features.length);
    for (const [i, { geometry, properties, name }] of located.features.entries()) {
      const from = original.features[i]!;
      // The table keeps positions in steps of 0.05 mm.
      expect(apart(geometry, from.geometry)).toBeLessThan(2e-9);
      expect(name).toBe(from.properties['name']);
      expect(properties['yt']).toBe(from.properties['用途'] ?? '');
      expect(properties['mu']).toBe(from.properties['mu'] ?? 0);
    }
  });
  it('with compressed coordinates have the same shapes within their step, which is said with the system', async () => {
    const [wide, mif] = [await readFixture(parts('wide')), await readFixture(['zones.mif', 'zones.mid'])];
    expect(wide.crs.stated?.code).toBe('EPSG:2383');
    expect(wide.problems.map(({ code, severity }) => [code, severity])).toEqual([['tab-step', 'warning']]);
    for (const [i, feature] of wide.features.entries()) {
      expect(positions(feature.geometry)).toHaveLength(positions(mif.features[i]!.geometry).length);
      // 3 cm on every side of a plot.
      const round = Math.sqrt(planeArea(mif.features[i]!)) * 8 * 0.03;
      expect(Math.abs(planeArea(feature) - planeArea(mif.features[i]!))).toBeLessThan(round);
    }
  });
  it('with a rectangle, an ellipse and a point have the shapes GDAL reads of them', async () => {
    const { features, problems, crs } = await readFixture(parts('shapes'));
    expect([crs.stated?.code, problems]).toEqual(['EPSG:4547', []]);
    expect(features.map(({ geometry }) => geometry.type)).toEqual(['Polygon', 'Polygon', 'Point', 'Polygon']);
    const [rectangle, ellipse, point, square] = features as [
      ReadFeature,
      ReadFeature,
      ReadFeature,
      ReadFeature,
    ];
    expect(positions(rectangle.geometry).slice(0, 3)).toEqual([
      [410000, 3160000],
      [410100, 3160000],
      [410100, 3160060],
    ]);
    // Half axes of 100 m and 50 m; GDAL's own chords take 3 m² more from it.
    expect(Math.PI * 100 * 50 - planeArea(ellipse)).toBeGreaterThan(0);
    expect(Math.PI * 100 * 50 - planeArea(ellipse)).toBeLessThan(0.3);
    expect(positions(point.geometry)).toEqual([[412345.678, 3161234.567]]);
    expect(planeArea(square)).toBe(2500);
  });
  it('whose parts are missing, of another version or another type are named with what to do', async () => {
    const without = (extension: string) => files('zones').filter(({ name }) => !name.endsWith(extension));
    expect(await codes(without('.map'))).toEqual(['tab-part-missing']);
    expect(await codes(without('.id'))).toEqual(['tab-part-missing']);
    const bare = await readGeometry(without('.dat'), { town });
    expect(bare.problems.map(({ code }) => code)).toEqual(['tab-part-missing']);
    expect(bare.features).toHaveLength(original.features.length);
    const linked = files('zones').map((file) =>
      file.name.endsWith('.tab')
        ? { ...file, bytes: new TextEncoder().encode('!table\nDefinition Table\n  Type "RASTER"\n') }
        : file,
    );
    expect(await codes(linked)).toEqual(['tab-type']);
    expect(await codes([{ name: 'a.map', bytes: new Uint8Array([1, 2, 3]) }])).toEqual(['format-foreign']);
    expect(await codes(changed('zones', 'map', (view) => view.setInt32(0x100, 0)))).toEqual([
      'tab-map-header',
    ]);
    expect(await codes(changed('zones', 'map', (view) => view.setUint16(0x200, 0x0107)))).toEqual([
      'tab-affine',
    ]);
  });
  it('never give a record the shape of another: a wrong place, kind or chain loses that record and says so', async () => {
    const swap = changed('zones', 'id', (view) => {
      const first = view.getInt32(0, true);
      view.setInt32(0, view.getInt32(4, true), true);
      view.setInt32(4, first, true);
    });
    const swapped = await readDataSets(swap, { town });
    expect(
      [...swapped.problems, ...swapped.sets.flatMap(({ problems }) => problems)].map(({ code }) => code),
    ).toEqual(expect.arrayContaining(['tab-object', 'tab-object']));
    const text = changed('zones', 'map', (view) => {
      const at = new DataView(fixture('zones.id').bytes.buffer).getInt32(0, true);
      view.setUint8(at, 0x11);
    });
    const found = await readGeometry(text, { town });
    expect(found.problems).toMatchObject([
      { code: 'mif-passed-over', lost: 1, what: { en: expect.stringContaining('TEXT ×1') } },
    ]);
    expect(found.features).toHaveLength(original.features.length - 1);
  });
});
