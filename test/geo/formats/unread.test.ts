import { describe, expect, it } from 'vitest';
import { readGeometry, type SourceFile } from '../../../src/geo/formats/index.ts';
import { ProblemError } from '../../../src/model/index.ts';
import { town } from './fixture.ts';

const text = (content: string, name: string): SourceFile => ({
  name,
  bytes: new TextEncoder().encode(content),
});
const square = '113.12 28.52, 113.13 28.52, 113.13 28.53, 113.12 28.52';
const read = (content: string, name: string) =>
  readGeometry([text(content, name)], { town }).catch((error: unknown) => {
    if (error instanceof ProblemError) return { features: [], problems: error.problems };
    throw error;
  });

describe('what is not read is named, and what else is there comes through', () => {
  it.each([
    ['SOLID', `SOLID ((${square}))`, 'a.wkt'],
    ['BOX', `id,geom\n1,"BOX(113.12 28.52,113.13 28.53)"\n`, 'a.csv'],
    ['NURBSCURVE', `id,WKT\n1,"NURBSCURVE Z (${square})"\n`, 'a.csv'],
  ])('well-known text of the type %s', async (type, content, name) => {
    const { features, problems } = await read(content, name);
    expect(features).toEqual([]);
    expect(problems).toMatchObject([{ code: 'wkt-type', severity: 'error' }]);
    expect(problems[0]!.what.en).toContain(type);
  });
  it('an unread type beside one that is read', async () => {
    const { features, problems } = await read(
      `id,WKT\n1,"SOLID ((${square}))"\n2,"POLYGON ((${square}))"\n`,
      'a.csv',
    );
    expect(features).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'wkt-type', where: { line: 2, field: 'WKT' } }]);
  });
  it('a name with figures in brackets is no geometry', async () => {
    const { features, problems } = await read(
      'DKMC,X,Y\nPLOT (3),3154000,38412000\nPLOT (3),3154000,38412100\nPLOT (3),3154100,38412100\n',
      'a.csv',
    );
    expect(features).toHaveLength(3);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('a KML polygon without an outer boundary, whose hole is no area', async () => {
    const ring = square.replaceAll(' ', ',').replaceAll(',,', ' ');
    const boundary = (kind: string) =>
      `<${kind}BoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></${kind}BoundaryIs>`;
    const placemark = (name: string, inside: string) =>
      `<Placemark><name>${name}</name><Polygon>${inside}</Polygon></Placemark>`;
    const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${placemark('hole', boundary('inner'))}\n${placemark('whole', boundary('outer'))}${placemark('empty', '<outerBoundaryIs/>')}</Document></kml>`;
    const { features, problems } = await read(kml, 'a.kml');
    expect(features.map(({ name }) => name)).toEqual(['whole']);
    expect(problems).toMatchObject([
      { code: 'kml-no-outer', where: { feature: 'hole' } },
      { code: 'kml-no-outer', where: { feature: 'empty' } },
    ]);
  });

  it('placemarks of a KML that are not to be shown, which come through with the others', async () => {
    const placemark = (shown: string) =>
      `<Placemark><name>${shown}</name><visibility>${shown}</visibility><Point><coordinates>113.12,28.52</coordinates></Point></Placemark>`;
    const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${['0', '1', '0'].map(placemark).join('')}</Document></kml>`;
    const { features, problems } = await read(kml, 'a.kml');
    expect(features).toHaveLength(3);
    expect(problems).toMatchObject([{ code: 'kml-unseen', severity: 'warning' }]);
    expect(problems[0]!.what.zh).toMatch(/^2 个/);
  });

  it('degrees, minutes and seconds run together', async () => {
    const rows = ['1130712.0,283112.0', '1130748.0,283112.0', '1130748.0,283148.0'];
    const { problems } = await read(`经度,纬度\n${rows.join('\n')}\n`, 'a.csv');
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'not-degrees', where: { file: 'a.csv', line: 2 } }),
    );
    const degrees = await read('经度,纬度\n113.12,28.52\n113.13,28.52\n113.13,28.53\n', 'b.csv');
    expect(degrees.problems.map(({ code }) => code)).not.toContain('not-degrees');
  });
});
