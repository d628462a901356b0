import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { locate, readGeometry, writeGeometry } from '../../../src/geo/formats/index.ts';
import { roleOf } from '../../../src/geo/formats/table/roles.ts';
import { planeArea, positions, text, town } from './fixture.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/cases');
const read = (content: string, name = 'a.csv') => readGeometry([text(content, name)], { town });
const readFile = (name: string) =>
  readGeometry([{ name, bytes: Uint8Array.from(readFileSync(resolve(folder, name))) }], { town });
const corners = [
  [3159000, 38415000],
  [3159000, 38415200],
  [3158800, 38415200],
  [3158800, 38415000],
] as const;
/** Rows of a square: name, X, Y; `by` moves it east. */
const rows = (by = 0, start = 1) =>
  corners.map(([x, y], i) => [`J${start + i}`, `${x}.000`, `${y + by}.000`]);
const wide = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
const csv = (list: readonly (readonly string[])[]) => list.map((row) => row.join(',')).join('\r\n');
const ringOf = (by = 0) => [...corners, corners[0]].map(([x, y]) => [y + by, x]);

/** A workbook of sheets, cells with references or without, as inline strings and numbers. */
function workbook(
  sheets: Record<string, readonly (readonly (string | number)[])[]>,
  references = true,
  states: Record<string, string> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const escaped = (words: string) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const cell = (value: string | number, row: number, column: number) => {
    const r = references ? ` r="${String.fromCharCode(65 + column)}${row + 1}"` : '';
    return typeof value === 'number'
      ? `<c${r}><v>${value}</v></c>`
      : `<c${r} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  };
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="x"><sheets>${names.map((n, i) => `<sheet name="${n}" sheetId="${i + 1}" r:id="rId${i + 1}"${states[n] ? ` state="${states[n]}"` : ''}/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    ...Object.fromEntries(
      names.map((n, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        strToU8(
          `<worksheet><sheetData>${sheets[n]!.map((row, at) => `<row${references ? ` r="${at + 1}"` : ''}>${row.map((value, c) => cell(value, at, c)).join('')}</row>`).join('')}</sheetData></worksheet>`,
        ),
      ]),
    ),
  });
}
const open = (bytes: Uint8Array, name = 'a.xlsx') => readGeometry([{ name, bytes }], { town });

describe('columns are found wherever they stand and whatever they are called', () => {
  it.each([
    'X,Y',
    'x坐标,y坐标',
    'X坐标(m),Y坐标(m)',
    'X（米）,Y（米）',
    '纵坐标X,横坐标Y',
    '纵坐标（X）,横坐标（Y）',
    '北坐标,东坐标',
    'X(北),Y(东)',
    '坐标X,坐标Y',
    'N,E',
    'Northing,Easting',
    '北,东',
    'X轴,Y轴',
    '界址点X坐标,界址点Y坐标',
    'X值,Y值',
    '纵坐标X(m),横坐标Y(m)',
    'Ｘ,Ｙ',
  ])('%s', async (titles) => {
    const square = [['点号', ...titles.split(','), '边长'], ...rows().map((row) => [...row, '200.00'])];
    const [feature] = (await read(csv(square))).features;
    expect(positions(feature!.geometry)).toEqual(ringOf());
    // The same columns the other way round, and behind others.
    const turned = [
      ['备注', '面积', titles.split(',')[1]!, titles.split(',')[0]!, '点号'],
      ...rows().map(([n, x, y]) => ['水田', '4.0', y!, x!, n!]),
    ];
    const [other] = (await read(csv(turned))).features;
    expect(positions(other!.geometry)).toEqual(ringOf());
    expect(other!.properties).toEqual({ 备注: '水田', 面积: '4.0' });
  });
  it.each(['东至', '北至', '地类编码', '面积（亩）', '坐标系', 'X1', '经度中心名', '备注'])(
    '%s is no coordinate',
    (title) => expect(['x', 'y', 'east', 'north']).not.toContain(roleOf(title)),
  );
  it.each(['cass.dat', 'cass_count.dat', '11_cass_code.dat'])(
    '%s: E and N by their sizes, heights apart',
    async (name) => {
      const { features, crs } = await readFile(name);
      expect(features.map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
      expect(positions(features[0]!.geometry)[1]).toEqual([415200, 3159000]);
      expect(crs.chosen?.code).toBe('EPSG:4547');
    },
  );
  it('points of several codes stay points', async () => {
    const { features } = await read(
      '1,JZD,415000,3159000,45\n2,DLD,415200,3159000,45\n3,JZD,415200,3158800,44\n',
      'a.dat',
    );
    expect(features.map(({ geometry }) => geometry.type)).toEqual(['Point', 'Point', 'Point']);
  });
});

describe('tables as they come', () => {
  it('title rows above, plots one below the other, sums and remarks under them', async () => {
    const table = [
      ['界址点成果表', '', '', ''],
      ['地块名称：甲地块', '', '', '地块编号：DK-1'],
      ['点号', 'X', 'Y', '边长'],
      ...rows().map((row) => [...row, '200.00']),
      ['', '', '合计', '800.00'],
      ['', '', '', ''],
      ['地块名称：乙地块', '', '', ''],
      ['点号', 'X', 'Y', '边长'],
      ...rows(500).map((row) => [...row, '200.00']),
      ['制表：张三', '', '检查：李四', ''],
    ];
    for (const result of [await read(csv(table)), await open(workbook({ Sheet1: table }))]) {
      expect(result.features.map(({ name }) => name)).toEqual(['甲地块', '乙地块']);
      expect(result.features.map(({ geometry }) => positions(geometry))).toEqual([ringOf(), ringOf(500)]);
      expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
  it('titles between the points of plots under one header, side lengths in rows of their own', async () => {
    const spread = (by: number) => rows(by).flatMap((row) => [row, ['', '', '', '200.00']]);
    const table = [
      ['点号', 'X', 'Y', '边长'],
      ['地块一', '', '', ''],
      ...spread(0),
      ['地块二', '', '', ''],
      ...spread(500),
    ];
    const { features } = await read(csv(table));
    expect(features.map(({ name }) => name)).toEqual(['地块一', '地块二']);
    expect(features.map(({ geometry }) => positions(geometry))).toEqual([ringOf(), ringOf(500)]);
  });
  it('a plot’s own title beside the unit or the date of the table, under the title of the document', async () => {
    const table = [
      ['示范园勘测定界', '', '', ''],
      ['地块一　单位：米', '', '', ''],
      ['点号', 'X', 'Y', '边长'],
      ...rows().map((row) => [...row, '200.00']),
      ['地块二（公路）', '日期：2025-06-12', '', ''],
      ['点号', 'X', 'Y', '边长'],
      ...rows(500).map((row) => [...row, '200.00']),
    ];
    const { features } = await read(csv(table));
    expect(features.map(({ name }) => name)).toEqual(['地块一', '地块二（公路）']);
    expect(features.map(({ geometry }) => positions(geometry))).toEqual([ringOf(), ringOf(500)]);
  });
  it('numbering that begins again is another plot, a header on a further page is not', async () => {
    const restart = [['点号', 'X', 'Y'], ...rows(), ...rows(500)];
    const two = await read(csv(restart));
    expect(two.features.map(({ geometry }) => positions(geometry))).toEqual([ringOf(), ringOf(500)]);
    const paged = [['点号', 'X', 'Y'], ...rows().slice(0, 2), ['点号', 'X', 'Y'], ...rows().slice(2)];
    const one = await read(csv(paged));
    expect(one.features.map(({ geometry }) => positions(geometry))).toEqual([ringOf()]);
  });
  it('a header in two rows, full-width figures, the system in the title', async () => {
    const table = [
      ['宗地界址点坐标成果表（2000国家大地坐标系 3度带 中央子午线114°）', '', '', ''],
      ['点号', '坐标', '', '边长'],
      ['', 'X', 'Y', ''],
      ...rows().map(([name, x, y]) => [name!.replace(/[J\d]/g, wide), x!.replace(/\d/g, wide), y!, '200']),
    ];
    const result = await read(csv(table));
    expect(positions(result.features[0]!.geometry)).toEqual(ringOf());
    expect(result.features[0]!.pointNames).toEqual([[['J1', 'J2', 'J3', 'J4', 'J1']]]);
    expect([result.crs.chosen?.code, result.crs.chosen?.from]).toEqual(['EPSG:4526', 'header']);
  });
  it('a point without its coordinates breaks the boundary, a sum does not', async () => {
    const table = [
      ['点号', 'X', 'Y'],
      ...rows().slice(0, 3),
      ['J4', '', ''],
      ['J5', '3158850.000', '38414990.000'],
    ];
    await expect(read(csv(table))).rejects.toThrow(/left out/);
  });
  it('every sheet of a workbook; hidden ones and those without coordinates are named', async () => {
    const sheet = (by: number) => [
      ['点号', 'X', 'Y'],
      ...rows(by).map(([n, x, y]) => [n!, Number(x), Number(y)]),
    ];
    const sheets = { 一号: sheet(0), 说明: [['本表由测绘队提供', '', '']], 二号: sheet(500) };
    for (const references of [true, false]) {
      const { features, problems } = await open(workbook(sheets, references));
      expect(features.map(({ name }) => name)).toEqual(['一号', '二号']);
      expect(features.map(({ geometry }) => positions(geometry))).toEqual([ringOf(), ringOf(500)]);
      expect(problems.map(({ code }) => code)).toContain('sheet-passed-over');
    }
    const two = await readFile('07_two_sheets.xlsx');
    expect(two.features).toHaveLength(2);
    for (const name of ['09_title_row.xlsx', '18_cells_without_r.xlsx'])
      expect((await readFile(name)).features.map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
  });
  it.each(['hidden', 'veryHidden'])(
    'a sheet that is %s is left out, and its plots count as lost',
    async (state) => {
      const sheet = (by: number) => [['点号', 'X', 'Y'], ...rows(by)];
      const states = { 旧: state, 字典: state };
      const sheets = { 一号: sheet(0), 旧: sheet(500), 字典: [['码', '名']] };
      const { features, problems } = await open(workbook(sheets, true, states));
      expect(features.map(({ geometry }) => positions(geometry))).toEqual([ringOf()]);
      const hidden = problems.filter(({ code }) => code === 'sheet-hidden');
      expect(hidden.map(({ what, lost }) => [/“(.*?)”/.exec(what.zh)?.[1], lost])).toEqual([
        ['旧', 1],
        ['字典', undefined],
      ]);
    },
  );
  it('an ODS that LibreOffice wrote', async () => {
    // soffice --headless --convert-to ods 07_two_sheets.xlsx
    const { format, features } = await readFile('two_sheets.ods');
    expect(format).toBe('ods');
    const wanted = (await readFile('07_two_sheets.xlsx')).features;
    expect(features.map(({ geometry }) => geometry)).toEqual(wanted.map(({ geometry }) => geometry));
    expect(features.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name));
  });
  it('a damaged workbook says which part, without a parser’s words', async () => {
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a"/></sheets></workbook>'),
      'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row><c><v>1</worksheet>'),
    });
    await expect(open(bytes)).rejects.toThrow(
      /xl\/worksheets\/sheet1\.xml of the workbook is incomplete or damaged/,
    );
  });
});

describe('cells', () => {
  it('are parted by the file’s own delimiter only', async () => {
    const full = await readFile('csv-fullwidth-comma.csv');
    expect(full.features[0]?.properties['备注']).toBe('水田，靠近任弼时故居');
    const numbers = await readFile('fw_num.csv');
    expect(numbers.features[0]?.properties['备注']).toBe('老屋，12.5');
    expect(positions(numbers.features[0]!.geometry)).toHaveLength(7);
    for (const sign of ['，', '；', '|', '\t', ';']) {
      const { features } = await read(
        [['点号', 'X', 'Y'], ...rows()].map((row) => row.join(sign)).join('\n'),
      );
      expect(positions(features[0]!.geometry)).toEqual(ringOf());
    }
  });
  it.each(['sep.csv', '34_sep_line.csv', '14_point_x_y_side.csv'])('%s', async (name) => {
    const { features } = await readFile(name);
    expect(features.map(({ geometry }) => positions(geometry))).toEqual([ringOf()]);
  });
  it('hold WKT with curves, drawn to a millimetre, and state our own system', async () => {
    const rows = [
      'CURVEPOLYGON(COMPOUNDCURVE(CIRCULARSTRING(412000 3154000,412050 3154050,412100 3154000),(412100 3154000,412100 3153900,412000 3153900,412000 3154000)))',
      'MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(412200 3154000,412300 3154000,412200 3154000)),((412400 3154000,412500 3154000,412500 3154100,412400 3154000)))',
      'TRIANGLE((412000 3154000,412100 3154000,412100 3154100,412000 3154000))',
    ];
    const table = ['DKMC,坐标系,WKT', ...rows.map((row, i) => `${i},EPSG:4547,"${row}"`)].join('\n');
    const { features, crs, problems } = await readGeometry([text(table, 'a.csv')], { town });
    expect([crs.chosen?.code, crs.confidence, problems]).toEqual(['EPSG:4547', 'stated', []]);
    expect(features[0]?.properties).toEqual({ DKMC: '0' });
    const disc = Math.PI * 2500;
    for (const [i, exact] of [10_000 + disc / 2, disc + 5000, 5000].entries())
      expect(Math.abs(planeArea(features[i]!) - exact)).toBeLessThan(0.001 * 2 * Math.PI * 50 + 1e-6);
    const geojson = 'name,g\nA,"{""type"":""Point"",""coordinates"":[113.1,28.5]}"';
    expect((await readGeometry([text(geojson, 'a.csv')], { town })).crs.confidence).toBe('stated');
  });
  it('that are empty are said to be, whatever stands for nothing; one cut off is said to end', async () => {
    const empty = [
      'POLYGON EMPTY',
      'MULTIPOLYGON Z EMPTY',
      'NULL',
      '\\N',
      '010300000000000000',
      '0x010600000000000000',
      '-',
    ];
    const square = 'POLYGON ((113.1 28.5,113.11 28.5,113.11 28.51,113.1 28.5))';
    const rows = [square, ...empty, 'POINT (1 2'].map((cell, i) => `${i},"${cell}"`);
    const { features, problems } = await readGeometry([text(['id,geom', ...rows].join('\n'), 'a.csv')], {
      town,
    });
    expect(features).toHaveLength(1);
    const codes = problems.map(({ code, lost }) => [code, lost]);
    expect(codes.filter(([code]) => code === 'empty-geometry')).toEqual(
      empty.map(() => ['empty-geometry', 1]),
    );
    const [rest] = problems.filter(({ code }) => code !== 'empty-geometry');
    expect([rest?.code, rest?.what.zh, problems.length]).toEqual([
      'bad-wkt',
      expect.stringMatching(/但到此结束。$/),
      8,
    ]);
  });
  it('hold WKT, GeoJSON or WKB', async () => {
    const ring = [
      [113.14, 28.53],
      [113.141, 28.53],
      [113.141, 28.531],
      [113.14, 28.53],
    ];
    const geojson = await readFile('gj.csv');
    expect(geojson.features.map(({ geometry, name }) => [geometry, name])).toEqual([
      [{ type: 'Polygon', coordinates: [ring] }, 'A'],
    ]);
    const view = new DataView(new ArrayBuffer(17 + 64));
    view.setUint8(0, 1);
    view.setUint32(1, 0x20000003, true);
    view.setUint32(5, 4490, true);
    view.setUint32(9, 1, true);
    view.setUint32(13, 4, true);
    for (const [i, value] of ring.flat().entries()) view.setFloat64(17 + 8 * i, value, true);
    const hex = Buffer.from(view.buffer).toString('hex').toUpperCase();
    const binary = await read(`地块,wkb\n甲,${hex}\n`);
    expect(binary.features[0]?.geometry).toEqual({ type: 'Polygon', coordinates: [ring] });
    expect(binary.crs.chosen).toMatchObject({ code: 'EPSG:4490', from: 'header' });
    expect(positions((await readFile('05_wkt_only_column.csv')).features[0]!.geometry)).toHaveLength(5);
    expect(
      positions((await readFile('04_own_export_150pts.csv')).features[0]!.geometry).length,
    ).toBeGreaterThan(150);
  });
  it('keep the digits of large integers, and further columns as attributes', async () => {
    const code = '430681123456789012345';
    const { features } = await read(
      csv([['地块编号', 'X', 'Y', '权属'], ...rows().map(([, x, y]) => [code, x!, y!, '集体'])]),
    );
    expect(features[0]?.properties).toEqual({ 地块编号: code, 权属: '集体' });
    const sheet = await open(
      workbook({
        Sheet1: [['地块编号', 'X', 'Y'], ...rows().map(([, x, y]) => [code, Number(x), Number(y)])],
      }),
    );
    expect(sheet.features[0]?.name).toBe(code);
    const places = await readFile('pts_lonlat.csv');
    expect(places.features.map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
  });
  it('ArcGIS text of features', async () => {
    const { features } = await readFile('arc_poly.txt');
    expect(positions(features[0]!.geometry)).toEqual([
      [415000, 3159000],
      [415200, 3159000],
      [415200, 3158800],
      [415000, 3158800],
      [415000, 3159000],
    ]);
    const old = await read(
      '1\n415000,3159000\n415200,3159000\n415200,3158800\nEND\n2\n416000,3159000\n416200,3159000\n416200,3158800\nEND\nEND\n',
      'a.txt',
    );
    expect(old.features.map(({ name }) => name)).toEqual(['1', '2']);
  });
  it('come to an end at Ctrl-Z', async () => {
    const { features, problems } = await read(`${csv([['点号', 'X', 'Y'], ...rows()])}\r\n\x1a`);
    expect([features.length, problems.filter(({ severity }) => severity !== 'info')]).toEqual([1, []]);
  });
});

describe('what we write we read', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'甲乙，,;"\'\n\r\t=+-@ aZ09（）.'), maxLength: 12 })
    .map((s) => s.trim());
  const key = fc
    .string({ unit: fc.constantFrom(...'备注abcN，,"面积'), minLength: 1, maxLength: 6 })
    .filter((k) => k.trim() === k);
  const ring = (size: number, at: number): Polygon => ({
    type: 'Polygon',
    coordinates: [
      Array.from({ length: size + 1 }, (_, i) => {
        const a = (2 * Math.PI * (i % size)) / size;
        return [
          Number((113.1 + at + 0.004 * Math.cos(a)).toFixed(9)),
          Number((28.5 + 0.004 * Math.sin(a)).toFixed(9)),
        ];
      }),
    ],
  });
  it('CSV, whatever the size and the attributes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            size: fc.oneof(fc.integer({ min: 3, max: 40 }), fc.constantFrom(150, 1_000, 10_000)),
            properties: fc.dictionary(key, word, { maxKeys: 4 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (plots) => {
          const features = plots.map(({ size, properties }, i) => ({
            geometry: ring(size, i / 100),
            properties,
          }));
          const { bytes } = await writeGeometry('csv', features, { code: 'EPSG:4490' });
          const back = await readGeometry([{ name: 'a.csv', bytes }], { town });
          const located = locate(back, 'EPSG:4490', town);
          expect(located.features.map(({ geometry }) => geometry)).toEqual(
            features.map(({ geometry }) => geometry),
          );
          for (const [i, { properties }] of located.features.entries())
            for (const [name, value] of Object.entries(plots[i]!.properties))
              expect(properties[name]).toBe(value);
        },
      ),
      { numRuns: 40 },
    );
  });
});
