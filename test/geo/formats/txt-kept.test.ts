import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeGbk } from '../../../src/geo/formats/gbk.ts';
import { locate, readGeometry, writeGeometry } from '../../../src/geo/formats/index.ts';
import { decodeText } from '../../../src/geo/formats/text.ts';
import { numbered } from '../../../src/geo/formats/txt/names.ts';
import { text, town } from './fixture.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/cases');
const bytesOf = (name: string) => Uint8Array.from(readFileSync(resolve(folder, name)));
const gbk = (bytes: Uint8Array) => new TextDecoder('gbk').decode(bytes);

async function roundTrip(name: string, bytes: Uint8Array, code?: string) {
  const read = await readGeometry([{ name, bytes }], { town });
  const located = locate(read, read.crs.chosen!, town);
  const written = await writeGeometry('txt', located.features, {
    code: code ?? located.crs.code,
    ...(read.head ? { head: read.head } : {}),
    ...(located.crs.shift ? { shift: located.crs.shift } : {}),
  });
  return { read, located, written: decodeText(written.bytes) };
}
const head = [
  '[属性描述]',
  '格式版本号=1.01版本',
  '数据产生单位=某队',
  '备用项=留着',
  '坐标系=2000国家大地坐标系',
  '几度分带=3',
  '投影类型=高斯克吕格',
  '计量单位=米',
  '带号=38',
  '精度=0.0001',
  '转换参数=,,,,,,',
  '[地块坐标]',
];
const points = [
  'A1,7,3158300.1234,38415000.4560',
  'A2,7,3158310.0000,38415210.7890',
  'A9,7,3158120.5000,38415230.2500',
  'A1,7,3158300.1234,38415000.4560',
];

describe('a boundary-point TXT comes out as it went in', () => {
  it('the case’s three plots, byte for byte', async () => {
    const bytes = bytesOf('../case/勘测定界_示范园.txt');
    const { written } = await roundTrip('a.txt', bytes);
    expect(written).toBe(gbk(bytes));
    const ended = await roundTrip('a.txt', Uint8Array.from([...bytes, 13, 10]));
    expect(ended.written).toBe(`${gbk(bytes)}\r\n`);
  });
  it('fields of its own, empty ones, decimals, names of points and rings', async () => {
    const lines = [
      ...head,
      '4,1.2345公顷,,,面,H49G,公路用地,,甲,@',
      ...points,
      '3,,DK-2,乙地,面,,,0301,@',
      ...points.map((p) => p.replace('3158', '3159')),
    ];
    const { written } = await roundTrip('a.txt', new TextEncoder().encode(lines.join('\r\n')));
    expect(written).toBe(lines.join('\r\n'));
  });
  it.each<[string, (text: string) => string, ((text: string) => Uint8Array)?]>([
    ['UTF-8 with line feeds', (text) => text.replaceAll('\r\n', '\n')],
    ['UTF-8 with a mark', (text) => `\ufeff${text}`],
    [
      'brackets 【】',
      (text) => text.replaceAll('[', '【').replaceAll(']', '】'),
      (text) => encodeGbk(text).bytes,
    ],
    ['eight fields and @', (text) => text.replaceAll(',,@', ',@')],
    ['twelve fields', (text) => text.replaceAll(',,@', ',,,,,,@')],
    ['@ behind the last field', (text) => text.replaceAll(',公路用地,,@', ',公路用地@')],
    ['no @', (text) => text.replaceAll(',公路用地,,@', ',公路用地,')],
    ['four decimals without 精度', (text) => text.replace('精度=0.0001\r\n', '')],
  ])('as its own file has it: %s', async (_, form, encode = (text) => new TextEncoder().encode(text)) => {
    const plot = (number: number) => [
      `4,1.2345,DK-${number},地块${number},面,H49G,公路用地,,@`,
      ...points.map((p) => p.replace('3158', `315${number}`)),
    ];
    const bytes = encode(form([...head, ...plot(6), ...plot(7), ''].join('\r\n')));
    const { read, located } = await roundTrip('a.txt', bytes);
    const written = await writeGeometry('txt', located.features, { code: 'EPSG:4526', head: read.head! });
    expect(Buffer.from(written.bytes).equals(bytes)).toBe(true);
    expect(written.problems).toEqual([]);
  });
  it('what it cannot write as it was, it says', async () => {
    const said = async (lines: string[], encoding?: 'gbk') => {
      const bytes = new TextEncoder().encode(lines.join('\r\n'));
      const { read, located } = await roundTrip('a.txt', bytes);
      const options = { code: 'EPSG:4526', head: read.head!, ...(encoding ? { encoding } : {}) };
      const { problems } = await writeGeometry('txt', located.features, options);
      return problems.map(({ severity, what }) => `${severity} ${what.zh}`);
    };
    const block = '4,1.2345,DK-1,甲,面,H49G,公路用地,,@';
    const bare = points.map((p) => p.replace(/^A\d,7/, ','));
    expect(await said([...head, block, ...points])).toEqual([]);
    expect(await said([...head, block, ...points], 'gbk')).toEqual([
      'info 与读入的 TXT 相比，写出时有改动：编码改为 GBK。',
    ]);
    expect(await said([...head, '', block, ...bare.slice(0, -1)])).toEqual([
      'info 与读入的 TXT 相比，写出时有改动：空行、备注行不写出；没有点号的界址点已编号；没有圈号的已补圈号；没有闭合的圈已补闭合行。',
    ]);
    const spaced = [block.replace(',甲,', '， 甲,'), ...points.map((p) => `${p},45.1`)];
    expect(await said([...head.map((line) => line.replace('=', '：')), ...spaced])).toEqual([
      'info 与读入的 TXT 相比，写出时有改动：属性描述行写作“项=值”；地块行按标准写（半角逗号，项数一致）；界址点行写作“点号,圈号,X,Y”，半角，小数位数一致。',
    ]);
    expect(await said([block, ...points])).toEqual([
      'info 与读入的 TXT 相比，写出时有改动：原文件没有的属性描述和地块行已补上。',
    ]);
  });
  it('in another system the head, the counts and the areas are those of what is written', async () => {
    const { written } = await roundTrip('a.txt', bytesOf('../case/勘测定界_示范园.txt'), 'EPSG:4547');
    expect(written).toContain('坐标系=2000国家大地坐标系\r\n');
    const other = await roundTrip('a.txt', bytesOf('../case/勘测定界_示范园.txt'), 'EPSG:4525');
    expect(other.written).toContain('带号=37\r\n');
    expect(other.written).toContain('数据产生单位=某勘测规划队');
    expect(other.written).not.toContain(',7.2531,');
  });
  it('用途 is no land class', async () => {
    const { read } = await roundTrip('a.txt', bytesOf('../case/勘测定界_示范园.txt'));
    expect(read.features.map(({ landClass }) => landClass)).toEqual([undefined, undefined, undefined]);
    expect(read.features.map(({ properties }) => properties['地块用途'])).toEqual([
      '工业用地',
      '公路用地',
      '公用设施用地',
    ]);
  });
  it('with the parameters it was moved by, where the file had none or others were given', async () => {
    const shift = [-15.4, 128.6, 75.2, 1.2, -0.9, 2.1, -1.5];
    for (const own of ['转换参数=,,,,,,', '转换参数=1,2,3,0,0,0,0', undefined]) {
      const old = head.flatMap((line) =>
        line.startsWith('转换参数') ? (own ?? []) : line.replace('2000国家大地坐标系', '1954北京坐标系'),
      );
      const lines = [...old, '4,,DK-1,甲地,面,,,0301,@', ...points];
      const read = await readGeometry(
        [{ name: 'a.txt', bytes: new TextEncoder().encode(lines.join('\r\n')) }],
        { town },
      );
      const { features, crs } = locate(read, { ...read.crs.chosen!, shift, from: 'user' }, town);
      const { bytes } = await writeGeometry('txt', features, { code: crs.code, head: read.head!, shift });
      // The places are the file's own again, and so is everything but the parameters.
      const written = own
        ? lines.map((line) => (line === own ? `转换参数=${shift}` : line))
        : lines.toSpliced(11, 0, '');
      expect(
        decodeText(bytes)
          .split('\r\n')
          .filter((line) => own || !line.startsWith('转换参数=')),
      ).toEqual(written.filter(Boolean));
      expect(decodeText(bytes)).toContain(`转换参数=${shift}\r\n`);
    }
  });
  it('of any central meridian, which the head then states', async () => {
    const square = [
      [0, 0],
      [0, 100],
      [100, 100],
      [0, 0],
    ].map(([x = 0, y = 0], i) => `J${(i % 3) + 1},1,${3157184 + x}.205,${511745 + y}.174`);
    const lines = [
      '[属性描述]',
      '坐标系=2000国家大地坐标系',
      '几度分带=3',
      '中央子午线=113',
      '[地块坐标]',
      '4,0.5,1,甲,面,,,,@',
      ...square,
    ];
    const { written, located } = await roundTrip('a.txt', new TextEncoder().encode(lines.join('\r\n')));
    expect(located.crs.code).toContain('+lon_0=113');
    expect(written).toBe(lines.join('\r\n'));
    const fresh = await writeGeometry('txt', located.features, { code: located.crs.code, encoding: 'utf-8' });
    const again = await readGeometry([{ name: 'a.txt', bytes: fresh.bytes }], { town });
    expect(again.crs.chosen?.code).toBe(located.crs.code);
  });
});

describe('names of points', () => {
  it('are given to points without one: the next free number, in the file’s letters', () => {
    expect(
      numbered([
        ['J1', '', 'J3', 'J1'],
        ['J7', '', 'J7'],
      ]),
    ).toEqual([
      ['J1', 'J8', 'J3', 'J1'],
      ['J7', 'J9', 'J7'],
    ]);
    expect(numbered([['', '', '', '']])).toEqual([['J1', 'J2', 'J3', 'J1']]);
    expect(numbered([['12', '', '12']])).toEqual([['12', '13', '12']]);
  });
});

describe('stray marks', () => {
  it('a lone @, remarks and lines of signs are no plots and break none', async () => {
    const file = await readGeometry([{ name: 'a.txt', bytes: bytesOf('txt-trailing-at.txt') }], { town });
    expect(file.problems).toEqual([]);
    expect(file.features.map(({ place }) => place.feature)).toEqual(['DK-1', 'DK-2']);
    const lines = [
      ...head,
      '4,1.2,DK-1,甲,面,,,,@',
      '// 外业实测',
      points[0]!,
      '# 检查点',
      points[1]!,
      '--------',
      points[2]!,
      points[3]!,
      points[3]!,
      ',,,,',
      '@',
      '0,0,,,面,,,,@',
      '\x1a',
    ];
    const { features, problems } = await readGeometry([text(lines.join('\r\n'))], { town });
    expect(features).toHaveLength(1);
    expect(problems.map(({ code }) => code)).toEqual([]);
  });
  it.each([
    ['坐标系统=CGCS2000', '带号=第38带'],
    ['坐标系名称：2000国家大地坐标系', '投影带号：38'],
    ['【坐标系】', '坐标系=国家2000', '分带方式=3度带', '中央子午线=114°'],
    ['大地基准=CGCS2000', '中央经线=东经114度'],
  ])('heads of every spelling: %s', async (...lines) => {
    const { crs } = await readGeometry(
      [text(['[属性描述]', ...lines, '[地块坐标]', '4,1.2,DK-1,甲,面,,,,@', ...points].join('\n'))],
      { town },
    );
    expect([crs.chosen?.code, crs.chosen?.from]).toEqual(['EPSG:4526', 'header']);
  });
  it('a running number before each line', async () => {
    const { features } = await readGeometry(
      [text([...head, '4,1.2,DK-1,甲,面,,,,@', ...points.map((p, i) => `${i + 1},${p}`)].join('\n'))],
      { town },
    );
    expect(features[0]?.pointNames?.[0]?.[0]).toEqual(['A1', 'A2', 'A9', 'A1']);
  });
});
