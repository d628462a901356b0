import { deflateSync, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/geo/formats/crc32.ts';
import { encodeGbk } from '../../../src/geo/formats/gbk.ts';
import { readDataSets, writeGeometry } from '../../../src/geo/formats/index.ts';
import { triangle } from '../../triangle.ts';
import { fixture, text, town } from './fixture.ts';

const utf8 = (words: string) => new TextEncoder().encode(words);

interface Member {
  name: Uint8Array;
  content: Uint8Array;
  stored?: boolean;
  flags?: number;
  method?: number;
  extra?: Uint8Array;
}

/** A zip written by the letter of the format, so that names and flags are what a test wants them to be. */
function zip(members: readonly Member[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const push = (list: Uint8Array[], ...numbers: [number, 2 | 4][]) => {
    const bytes = new Uint8Array(numbers.reduce((sum, [, size]) => sum + size, 0));
    const view = new DataView(bytes.buffer);
    let o = 0;
    for (const [value, size] of numbers) {
      if (size === 2) view.setUint16(o, value, true);
      else view.setUint32(o, value, true);
      o += size;
    }
    list.push(bytes);
    return bytes.length;
  };
  for (const {
    name,
    content,
    stored,
    flags = 0,
    method = stored ? 0 : 8,
    extra = new Uint8Array(),
  } of members) {
    const packed = stored ? content : deflateSync(content);
    const shared: [number, 2 | 4][] = [
      [20, 2],
      [flags, 2],
      [method, 2],
      [0, 4],
      [crc32(content), 4],
      [packed.length, 4],
      [content.length, 4],
      [name.length, 2],
      [extra.length, 2],
    ];
    const start = at;
    at += push(parts, [0x04034b50, 4], ...shared);
    parts.push(name, extra, packed);
    at += name.length + extra.length + packed.length;
    push(directory, [0x02014b50, 4], [20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [start, 4]);
    directory.push(name, extra);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end: Uint8Array[] = [];
  push(end, [0x06054b50, 4], [0, 4], [members.length, 2], [members.length, 2], [size, 4], [at, 4], [0, 2]);
  const all = [...parts, ...directory, ...end];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let o = 0;
  for (const part of all) {
    bytes.set(part, o);
    o += part.length;
  }
  return bytes;
}

const read = (bytes: Uint8Array, name = 'a.zip') => readDataSets([{ name, bytes }], { town });
const plot = fixture('../txt/standard-gbk.txt').bytes;
const gbk = (words: string) => encodeGbk(words).bytes;

describe('an archive', () => {
  it('holds anything that is read, each a layer of its own', async () => {
    const names = [
      'zones.geojson',
      'zones.gpkg',
      'zones.fgb',
      'zones.kml',
      'wkt.csv',
      'plan.dxf',
      'track.gpx',
    ];
    const more = ['points.xlsx', 'zones.kmz', 'zones.topojson', 'loose.shp', 'loose.dbf', 'loose.shx'];
    const bytes = zipSync(
      Object.fromEntries([...names, ...more].map((n) => [`数据/${n}`, fixture(n).bytes])),
    );
    const { sets, problems } = await read(bytes);
    expect(problems).toEqual([]);
    expect(sets.map(({ format, file }) => [format, file.replace('a.zip/数据/', '')]).sort()).toEqual(
      [
        ['geojson', 'zones.geojson'],
        ['geopackage', 'zones.gpkg'],
        ['flatgeobuf', 'zones.fgb'],
        ['kml', 'zones.kml'],
        ['csv', 'wkt.csv'],
        ['dxf', 'plan.dxf'],
        ['gpx', 'track.gpx'],
        ['xlsx', 'points.xlsx'],
        ['kml', 'zones.kmz'],
        ['topojson', 'zones.topojson'],
        ['shapefile', 'loose.shp'],
      ].sort(),
    );
    for (const { features } of sets) expect(features.length).toBeGreaterThan(0);
  });

  it.each([
    ['GBK', { name: gbk('弼时镇/地块一.txt') }],
    ['UTF-8 with flag 11', { name: utf8('弼时镇/地块一.txt'), flags: 0x800 }],
    ['UTF-8 without flag 11', { name: utf8('弼时镇/地块一.txt') }],
    ['GBK under a flag 11 that is not true', { name: gbk('弼时镇/地块一.txt'), flags: 0x800 }],
    ['backslashes', { name: gbk('弼时镇\\地块一.txt') }],
  ])('gives names in %s', async (_what, member) => {
    for (const stored of [true, false]) {
      const { sets, problems } = await read(zip([{ content: plot, stored, ...member }]));
      expect(problems).toEqual([]);
      expect(sets.map(({ file, format }) => [file, format])).toEqual([['a.zip/弼时镇/地块一.txt', 'txt']]);
    }
  });

  it('gives the name of the Unicode path field where it belongs to the name beside it', async () => {
    const name = utf8('?.txt');
    const path = utf8('㛃村.txt');
    const extra = (crc: number) => {
      const bytes = new Uint8Array(9 + path.length);
      const view = new DataView(bytes.buffer);
      view.setUint16(0, 0x7075, true);
      view.setUint16(2, 5 + path.length, true);
      view.setUint8(4, 1);
      view.setUint32(5, crc, true);
      bytes.set(path, 9);
      return bytes;
    };
    const names = async (crc: number) =>
      (await read(zip([{ name, content: plot, extra: extra(crc) }]))).sets.map(({ file }) => file);
    expect(await names(crc32(name))).toEqual(['a.zip/㛃村.txt']);
    expect(await names(1)).toEqual(['a.zip/?.txt']);
  });

  it('within an archive is read, a third one is named', async () => {
    const inner = zipSync({ 'a.txt': plot });
    const middle = zipSync({ 'inner.zip': inner, 'b.txt': plot });
    const two = await read(middle);
    expect(two.sets.map(({ file }) => file)).toEqual(['a.zip/inner.zip/a.txt', 'a.zip/b.txt']);
    const three = await read(zipSync({ 'middle.zip': middle }));
    expect(three.sets.map(({ file }) => file)).toEqual(['a.zip/middle.zip/b.txt']);
    expect(three.problems).toMatchObject([
      { code: 'zip-nested', where: { file: 'a.zip/middle.zip/inner.zip' } },
    ]);
  });

  it('keeps limits over all members together', async () => {
    const bytes = zipSync({ 'a.zip': zipSync({ 'a.txt': plot }), 'b.txt': plot });
    const limited = (limits: object) => readDataSets([{ name: 'a.zip', bytes }], { town, limits });
    expect((await limited({ zipEntries: 3 })).sets).toHaveLength(2);
    expect(await limited({ zipEntries: 2 })).toMatchObject({ sets: [], problems: [{ code: 'over-limit' }] });
    expect((await limited({ unpackedBytes: 2 * plot.length })).problems).toMatchObject([
      { code: 'over-limit' },
    ]);
  });

  it('names what lies beside the data, and what it cannot unpack', async () => {
    const { sets, problems } = await read(
      zip([
        { name: utf8('a.txt'), content: plot },
        { name: utf8('说明.pdf'), content: utf8('%PDF-1.4') },
        { name: utf8('__MACOSX/._a.txt'), content: utf8('x') },
        { name: utf8('secret.txt'), content: plot, flags: 1 },
        { name: utf8('packed.txt'), content: plot, method: 9 },
        { name: utf8('plan.dwg'), content: utf8('AC1027 and so on') },
      ]),
    );
    expect(sets.map(({ file }) => file)).toEqual(['a.zip/a.txt']);
    expect(problems.map(({ code, severity, where }) => [code, severity, where?.file])).toEqual([
      ['zip-method', 'error', 'a.zip/packed.txt'],
      ['zip-encrypted', 'error', 'a.zip/secret.txt'],
      ['format-foreign', 'error', 'a.zip/plan.dwg'],
      ['files-passed-over', 'info', undefined],
    ]);
    expect(problems.at(-1)?.what.zh).toContain('说明.pdf');
  });

  it('is refused in one line where a password protects it, the other members read', async () => {
    const names = Array.from({ length: 60 }, (_, k) => `ref.gdb/a${k}.gdbtable`);
    const locked = names.map((name) => ({ name: utf8(name), content: plot, flags: 1 }));
    const { sets, problems } = await read(zip([...locked, { name: utf8('b.txt'), content: plot }]));
    expect(sets.map(({ file }) => file)).toEqual(['a.zip/b.txt']);
    expect(problems).toMatchObject([{ code: 'zip-encrypted', severity: 'error', where: { file: 'a.zip' } }]);
    expect(problems[0]?.what.zh).toContain('60 个文件');
    expect(problems[0]?.remedy?.zh).toContain('密码');
  });

  it('that is cut short or altered is refused', async () => {
    const whole = zip([{ name: utf8('a.txt'), content: plot, stored: true }]);
    const codes = async (bytes: Uint8Array) => (await read(bytes)).problems.map(({ code }) => code);
    expect(await codes(whole.subarray(0, whole.length - 30))).toEqual(['zip-damaged']);
    const altered = whole.slice();
    altered[200] = (altered[200] as number) ^ 1;
    expect(await codes(altered)).toEqual(['zip-damaged']);
  });
});

describe('a folder', () => {
  it('is read with its layers, each with the .prj beside it', async () => {
    const parts = ['loose.shp', 'loose.dbf'].flatMap((name) =>
      ['甲', '乙'].map((folder) => ({ ...fixture(name), name: `成果/${folder}/${name}` })),
    );
    const { sets } = await readDataSets([...parts, { name: '成果/封面.jpg', bytes: utf8('x') }], { town });
    expect(sets.map(({ file, features }) => [file, features.length])).toEqual([
      ['成果/甲/loose.shp', 3],
      ['成果/乙/loose.shp', 3],
    ]);
  });
});

describe('a file that is not read', () => {
  it.each([
    ['Rar!\x1a\x07\x01\x00', 'a.rar', 'RAR'],
    ["7z\xbc\xaf'\x1c", 'a.7z', '7z'],
    ['AC1032\x00\x00', 'a.dwg', 'DWG'],
    ['%PDF-1.7', 'a.pdf', 'PDF'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'a.xls', 'Excel'],
    ['II*\x00\x08\x00', 'a.tif', 'TIFF'],
    ['PMTiles\x03', 'a.pmtiles', 'PMTiles'],
    ['\x1f\x8b\x08', 'a.tar.gz', 'gzip'],
    ['WMAP`D22', 'a.wp', 'MapGIS'],
    ['\x03\x7a\x01\x01', 'a.dbf', 'Shapefile'],
    ['--\n-- PostgreSQL database dump\n--\n', 'a.txt', 'PostGIS'],
    ['SET CLIENT_ENCODING TO UTF8;\nBEGIN;\nCREATE TABLE "dk"', 'dk.sql', 'PostGIS'],
    ['PGDMP\x01\x0e', 'a.backup', 'PostGIS'],
    ['# @VGMT1.0 @GPOLYGON\n# @R415000/416000/3158000/3159000\n', 'a.gmt', 'GMT'],
    ['<?xml version="1.0"?>\n<JCSDataFile xmlns:gml="http://www.opengis.net/gml">', 'a.jml', 'OpenJUMP'],
  ])('%j is named with what to do', async (content, name, word) => {
    const bytes = Uint8Array.from(content, (c) => c.charCodeAt(0));
    const { sets, problems } = await readDataSets([{ name, bytes }]);
    expect(sets).toEqual([]);
    const [one] = problems;
    expect([one?.code, one?.where?.file]).toEqual(['format-foreign', name]);
    expect(one?.what.zh).toContain(word);
    expect(one?.remedy?.zh.length).toBeGreaterThan(8);
    expect(one?.remedy?.en.length).toBeGreaterThan(20);
  });
  it('is found wherever it stands among others', async () => {
    const { sets, problems } = await readDataSets(
      [{ name: 'a.txt', bytes: plot }, text('%PDF-1.7', 'b.pdf')],
      { town },
    );
    expect([sets.length, problems.map(({ code }) => code)]).toEqual([1, ['format-foreign']]);
  });
});

describe('a .cpg that names another encoding than the texts are in', () => {
  it.each([
    ['utf-8', 'GBK', 'UTF-8'],
    ['gbk', 'UTF-8', 'GBK'],
  ] as const)('texts in %s beside one that says %s', async (encoding, said, read) => {
    const written = await writeGeometry(
      'shp',
      [
        {
          geometry: triangle,
          properties: { DKMC: '弼时镇示例地块' },
        },
      ],
      { code: 'EPSG:4526', encoding },
    );
    const members = Object.entries(unzipSync(written.bytes)).map(
      ([name, bytes]) => [name, name.endsWith('.cpg') ? utf8(said) : bytes] as const,
    );
    const bytes = zipSync(Object.fromEntries(members));
    const { sets } = await readDataSets([{ name: 'a.zip', bytes }], { town });
    expect(sets[0]?.features[0]?.properties['DKMC']).toBe('弼时镇示例地块');
    const [note] = sets[0]?.problems.filter(({ code }) => code === 'cpg-differs') ?? [];
    expect(note?.what.en).toContain(`they were read as ${read}`);
  });
});
