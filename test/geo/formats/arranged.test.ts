import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ReadFeature } from '../../../src/geo/formats/index.ts';
import { readGeometry } from '../../../src/geo/formats/index.ts';
import type { ProblemError } from '../../../src/model/index.ts';
import { planeArea, positions, text, town } from './fixture.ts';

const read = async (content: string) => {
  const result = await readGeometry([text(content, 'a.csv')], { town });
  return { ...result, features: result.features as [ReadFeature, ...ReadFeature[]] };
};
/** An L of 16,800 m² in zone 114: east, north. */
const shape = [
  [412000, 3154000],
  [412200, 3154000],
  [412200, 3154100],
  [412080, 3154100],
  [412080, 3154060],
  [412000, 3154060],
] as const;
const csv = (head: string, row: (i: number, e: number, n: number) => string) =>
  [head, ...shape.map(([e, n], i) => row(i + 1, e, n))].join('\n');
const corners = [...shape, shape[0]].map((point) => [...point]);

describe('X and Y in one cell', () => {
  it.each([
    ['a comma in quotes', csv('点号,坐标', (i, e, n) => `J${i},"${n}.000,${e}.000"`)],
    ['whole metres', csv('点号,坐标', (i, e, n) => `J${i},"${n},${e}"`)],
    ['a blank', csv('点号;坐标', (i, e, n) => `J${i};${n}.000 ${e}.000`)],
    ['brackets', csv('点号;坐标', (i, e, n) => `J${i};（${n}.000，${e}.000）`)],
    ['letters', csv('点号\t坐标', (i, e, n) => `J${i}\tX=${n}.000 Y=${e}.000`)],
    ['letters the other way', csv('点号\t坐标', (i, e, n) => `J${i}\tY：${e}.000；X：${n}.000`)],
    ['directions in the title', csv('坐标（东，北）;备注', (_, e, n) => `${e}.000/${n}.000;`)],
    ['no title', shape.map(([e, n], i) => `J${i + 1}\t(${n}.000, ${e}.000)`).join('\n')],
  ])('%s', async (_, content) => {
    const { features, problems } = await read(content);
    expect(features.map(({ geometry }) => positions(geometry))).toEqual([corners]);
    expect(problems.map(({ code }) => code).filter((code) => code !== 'axes-by-size')).toEqual([]);
  });
  it('is no matter for tables with columns of their own', async () => {
    const { features } = await read(csv('点号;X;Y;范围', (i, e, n) => `J${i};${n}.5;${e}.5;"1.5,2.5"`));
    expect(positions(features[0].geometry)[0]).toEqual([412000.5, 3154000.5]);
    expect(features[0].properties).toMatchObject({ 范围: '1.5,2.5' });
  });
});

describe('lists side by side', () => {
  const half = [shape.slice(0, 3), shape.slice(3)] as const;
  const row = (list: (typeof half)[number], i: number, name: number) =>
    `J${name},${list[i]![1]}.0,${list[i]![0]}.0`;
  const side = (name: (list: number, i: number) => number, lists = half) =>
    [0, 1, 2].map((i) => `${row(lists[0], i, name(0, i))},,${row(lists[1], i, name(1, i))}`);
  const across = [shape.filter((_, i) => i % 2 === 0), shape.filter((_, i) => i % 2 === 1)] as const;
  it.each([
    ['one after another', ['点号,X,Y,,点号,X,Y', ...side((list, i) => 3 * list + i + 1)]],
    [
      'with a column more',
      ['点号,X,Y,,点号,X,Y,备注', ...side((list, i) => 3 * list + i + 1), '合计,,,,6,,'],
    ],
    ['titled in two rows', ['点号,坐标,,,点号,坐标,', ',X,Y,,,X,Y', ...side((list, i) => 3 * list + i + 1)]],
    ['row by row', ['点号,X,Y,,点号,X,Y', ...side((list, i) => 2 * i + list + 1, across)]],
  ])('%s are one boundary, whole', async (_, lines) => {
    const { features, problems } = await read(lines.join('\n'));
    expect(features.map(({ geometry }) => positions(geometry))).toEqual([corners]);
    expect(features[0].pointNames?.[0]?.[0]?.slice(0, 6)).toEqual(['J1', 'J2', 'J3', 'J4', 'J5', 'J6']);
    expect(problems.map(({ code }) => code)).toContain('lists-side-by-side');
  });
});

describe('plots side by side', () => {
  /** Squares of 100 m and 50 m, closed. */
  const plots = [100, 50].map((side, k) =>
    [
      [0, 0],
      [0, side],
      [-side, side],
      [-side, 0],
      [0, 0],
    ].map(
      ([n, e], i) => `J${(i % 4) + 1},${3_154_000 + n!}.5,${412_000 + 300 * k + e!}.25,${i < 4 ? side : ''}`,
    ),
  );
  const beside = plots[0]!.map((row, i) => `${row},,${plots[1]![i]}`);
  const header = '点号,X,Y,边长,,点号,X,Y,边长';
  it.each([
    ['closed, without titles', [header, ...beside], [undefined, undefined]],
    [
      'under numbered titles',
      ['界址点成果表（一）,,,,,界址点成果表（二）', header, ...beside],
      [undefined, undefined],
    ],
    ['each under its name', ['甲地块,,,,,乙地块', header, ...beside], ['甲地块', '乙地块']],
    [
      'each under its name, not closed',
      ['某项目界址点成果表', '甲地块,,,,,乙地块', header, ...beside.slice(0, 4)],
      ['甲地块', '乙地块'],
    ],
  ])('%s are plots of their own', async (_, lines, names) => {
    const { features, problems } = await read(lines.join('\n'));
    expect(features.map((one) => planeArea(one))).toEqual([10_000, 2_500]);
    expect(features.map(({ name }) => name)).toEqual(names);
    expect(problems.map(({ what }) => what.zh).join()).toContain('各自成一个地块');
  });
});

describe('a unit in the titles', () => {
  it.each([
    ['km', 1e-3],
    ['千米', 1e-3],
    ['mm', 1e3],
    ['厘米', 1e2],
  ])('%s', async (unit, factor) => {
    const lines = csv(`点号,X(${unit}),Y（${unit}）`, (i, e, n) => `J${i},${n * factor},${e * factor}`);
    const { features, problems } = await read(lines);
    expect(positions(features[0].geometry)).toEqual(corners);
    expect(problems.map(({ code }) => code)).toContain('unit-converted');
  });
  it('of metres is none to speak of', async () => {
    const { features, problems } = await read(csv('点号,X(米),Y(米)', (i, e, n) => `J${i},${n},${e}`));
    expect(planeArea(features[0])).toBe(16_800);
    expect(problems.map(({ code }) => code)).toEqual(['axes-by-size']);
  });
});

describe('degrees, minutes and seconds with hyphens', () => {
  it('are an angle, and a date is none', async () => {
    const rows = ['113-06-05.00,28-30-00.00', '113-06-10.00,28-30-00.00', '113-06-05.00,28-30-09.00'];
    const { features } = await read(`经度,纬度\n${rows.join('\n')}`);
    expect(positions(features[0].geometry)[1]).toEqual([113 + 6 / 60 + 10 / 3600, 28.5]);
    const dated = await read(csv('点号,X,Y,日期', (i, e, n) => `J${i},${n}.5,${e}.5,2017-05-22`));
    expect(dated.features[0].properties).toEqual({ 日期: '2017-05-22' });
  });
});

describe('names of points', () => {
  it('are those of 点号, not the count of the rows', async () => {
    const { features, problems } = await read(
      csv('序号,点号,X,Y', (i, e, n) => `${i},JZ-${i},${n}.0,${e}.0`),
    );
    expect(features[0].pointNames?.[0]?.[0]?.[1]).toBe('JZ-2');
    expect(problems.map(({ code }) => code)).toEqual(['axes-by-size']);
  });
});

/** A workbook of one sheet whose cells are given as they stand in it. */
const sheet = (cells: readonly (readonly string[])[]) =>
  readGeometry(
    [
      {
        name: 'a.xlsx',
        bytes: zipSync({
          'xl/workbook.xml': strToU8(
            '<workbook><sheets><sheet name="Sheet1" sheetId="1" id="r1"/></sheets></workbook>',
          ),
          'xl/_rels/workbook.xml.rels': strToU8(
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
          ),
          'xl/worksheets/sheet1.xml': strToU8(
            `<worksheet><sheetData>${cells.map((row) => `<row>${row.join('')}</row>`).join('')}</sheetData></worksheet>`,
          ),
        }),
      },
    ],
    { town },
  );
const word = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const value = (number: number) => `<c><v>${number}</v></c>`;

describe('cells of a workbook', () => {
  it('that have a border and no value are empty', async () => {
    const rows = ['甲', '乙'].flatMap((plot, k) =>
      shape.map(([e, n], i) => [
        // A merged cell below its first row, as Excel leaves it.
        i ? '<c s="3"/>' : word(plot),
        word(`J${i + 1}`),
        value(n),
        value(e + 500 * k),
        '<c s="3"></c>',
      ]),
    );
    const { features } = await sheet([['地块', '点号', 'X', 'Y', '备注'].map(word), ...rows]);
    expect(features.map((one) => [one.name, planeArea(one), Object.keys(one.properties)])).toEqual([
      ['甲', 16_800, ['地块']],
      ['乙', 16_800, ['地块']],
    ]);
  });
  it('that hold a formula without its value are no coordinates, and what to do is said', async () => {
    const rows = shape.map(([e, n], i) => [word(`J${i + 1}`), `<c><f>B1+${n}</f></c>`, value(e)]);
    const failed = await sheet([['点号', 'X', 'Y'].map(word), ...rows]).then(undefined, (error) => error);
    const { problems } = failed as ProblemError;
    expect(problems[0]).toMatchObject({ code: 'table-coordinate', where: { line: 2 } });
    expect(problems[0]?.what.en).toContain('=B1+3154000');
    expect(problems[0]?.remedy?.en).toContain('save it');
    const kept = shape.map(([e, n], i) => [word(`J${i + 1}`), `<c><f>B1</f><v>${n}</v></c>`, value(e)]);
    const { features } = await sheet([['点号', 'X', 'Y'].map(word), ...kept]);
    expect(planeArea(features[0] as ReadFeature)).toBe(16_800);
  });
  it('that are numbers written as texts, with an apostrophe, are numbers', async () => {
    const rows = shape.map(([e, n], i) => [word(`J${i + 1}`), word(`${n}.000 `), word(`'${e}.000`)]);
    const { features } = await sheet([['点号', 'X', 'Y'].map(word), ...rows]);
    expect(planeArea(features[0] as ReadFeature)).toBe(16_800);
  });
});

describe('degrees, minutes and seconds', () => {
  /** 113°6′s″E, 28°29′t″N: seconds of the corners. */
  const seconds = [
    ['4.32', '54.6'],
    ['11.88', '55.32'],
    ['15.12', '51.36'],
    ['3.24', '45'],
  ] as const;
  const expected = seconds.map(([e, n]) => [
    113 + 6 / 60 + Number(e) / 3600,
    28 + 29 / 60 + Number(n) / 3600,
  ]);
  const both = (head: string, row: (e: string, n: string) => string) =>
    [head, ...seconds.map(([e, n], i) => `J${i + 1},${row(e, n)}`)].join('\n');
  it.each([
    [
      'in columns of their own',
      both('点号,经度(度),经度(分),经度(秒),纬度(度),纬度(分),纬度(秒)', (e, n) => `113,6,${e},28,29,${n}`),
    ],
    [
      'in columns with English titles',
      both('no,lat deg,lat min,lat sec,lon deg,lon min,lon sec', (e, n) => `28,29,${n},113,06,${e}`),
    ],
    [
      'with hyphens, of one figure',
      both('点号,经度,纬度', (e, n) => `113-6-${Number(e).toFixed(3)},28-29-${Number(n).toFixed(3)}`),
    ],
  ])('%s', async (_, content) => {
    const { features } = await read(content);
    const [first, ...rest] = positions(features[0].geometry);
    for (const [i, at] of [first!, ...rest.slice(0, -1)].entries())
      for (const k of [0, 1]) expect(at[k]).toBeCloseTo(expected[i]![k]!, 12);
  });
  it('a cell that is none is named by the title of its column', async () => {
    const broken = csv('点号,横坐标Y,纵坐标X', (i, e, n) => `J${i},${e},${i === 3 ? '待测' : n}`);
    const { problems } = (await read(broken).then(undefined, (error) => error)) as ProblemError;
    expect(problems[0]).toMatchObject({ code: 'table-coordinate', where: { line: 4, field: '纵坐标X' } });
  });
});
