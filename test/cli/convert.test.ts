import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locate, readGeometry } from '../../src/geo/formats/index.ts';
import { apart, original } from '../geo/formats/fixture.ts';

const root = resolve(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures/formats');
const folder = mkdtempSync(join(tmpdir(), 'convert-'));
afterAll(() => rmSync(folder, { recursive: true }));

function convert(args: string[], input?: Buffer) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/convert.ts', ...args], {
    cwd: root,
    input,
  });
  return { status: run.status, out: run.stdout, err: String(run.stderr) };
}

async function read(path: string, code: string) {
  const bytes = Uint8Array.from(readFileSync(path));
  return locate(await readGeometry([{ name: path, bytes }]), code).features;
}

describe('npm run convert', () => {
  it('writes a shapefile as TXT in its own zone, and that as GeoJSON, to the millimetre', async () => {
    const [txt, json] = [join(folder, 'a.txt'), join(folder, 'a.geojson')];
    expect(convert([join(fixtures, 'shp-gbk-4526.zip'), txt])).toMatchObject({ status: 0 });
    expect(new TextDecoder('gbk').decode(readFileSync(txt))).toContain('带号=38\r\n');
    const second = convert([txt, json, '--lang', 'en']);
    expect(second.status).toBe(0);
    expect(second.err).toContain('EPSG:4526 → EPSG:4490');
    const features = await read(json, 'EPSG:4490');
    expect(features.map((f) => f.name)).toEqual(['一号地块', '二号地块', '吉祥里']);
    for (const [i, feature] of features.entries())
      expect(apart(feature.geometry, original.features[i]!.geometry)).toBeLessThan(9e-9);
  });
  it('takes what belongs to a .shp along, and asks for the system when it is in doubt', () => {
    const out = join(folder, 'b.kml');
    const doubt = convert([join(fixtures, 'loose.shp'), out, '--lang', 'en']);
    expect(doubt.status).toBe(2);
    expect(doubt.err).toMatch(/in doubt.*--crs; candidates: EPSG:4526, EPSG:2362/s);
    expect(existsSync(out)).toBe(false);
    const run = convert([join(fixtures, 'loose.shp'), out, '--crs', 'EPSG:4526']);
    expect(run.status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('<name>一号地块</name>');
  });
  it('reads standard input and writes standard output', () => {
    const run = convert(
      ['-', '-', '--format', 'csv', '--to', 'EPSG:4547'],
      readFileSync(join(fixtures, 'zones.fgb')),
    );
    expect(run.status).toBe(0);
    // echo 113.11 28.51 | proj -f %.4f EPSG:4547
    expect(run.out.toString('utf8')).toContain('MULTIPOLYGON (((412871.6333 3155284.7871,');
  });
  it('says that given parameters differ from the file’s own, and of a source that needs none nothing', () => {
    const old = join(fixtures, '../cases/txt-xian80-7par.txt');
    const given = ['--helmert', '10,20,30,0.5,0.6,0.7,2', '--lang', 'en'];
    const differs = convert([old, join(folder, 'c.geojson'), ...given]);
    expect(differs.status).toBe(0);
    expect(differs.err).toMatch(/The file gives the seven parameters .*; it was read with 10, 20, 30/);
    const written = convert([
      join(fixtures, 'zones.fgb'),
      join(folder, 'd.txt'),
      '--to',
      'EPSG:2362',
      ...given,
    ]);
    expect(written.err).not.toContain('not applied');
    expect(new TextDecoder('gbk').decode(readFileSync(join(folder, 'd.txt')))).toContain(
      '转换参数=10,20,30,0.5,0.6,0.7,2',
    );
    expect(convert([join(fixtures, 'zones.fgb'), join(folder, 'd.kml'), ...given]).err).toContain(
      'not applied',
    );
  });
  it.each([
    [
      ['no-such-file.txt', 'x.kml'],
      'no-such-file.txt: The file cannot be read: there is no such file or folder.',
    ],
    [[join(fixtures, 'zones.kml'), 'no-such/x.kml'], 'x.kml: The file cannot be written: there is no such'],
    [[join(fixtures, 'make.sh'), 'x.kml'], 'format is not recognised'],
    [[join(fixtures, 'zones.kml'), 'x.dwg'], '"dwg" cannot be written'],
    [[join(fixtures, 'zones.kml'), 'x.txt', '--to', 'EPSG:1'], '"EPSG:1" is not supported'],
    [['only-one'], 'npm run convert'],
    [['a', 'b.kml', '--nonsense'], 'npm run convert'],
  ])('exits with 2 and the reason: %s', (args, reason) => {
    const run = convert([...args, '--lang', 'en']);
    expect(run.status).toBe(2);
    expect(run.err).toContain(reason);
  });
});
