import { describe, expect, it } from 'vitest';
import { encodeGbk } from '../../../src/geo/formats/gbk.ts';
import { locate, readGeometry, type TownContext, writeGeometry } from '../../../src/geo/formats/index.ts';

const town: TownContext = { centre: [113.1, 28.5], centralMeridian: 114 };
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, name = 'a.txt') =>
  readGeometry([{ name, bytes: typeof text === 'string' ? utf8(text) : text }], { town });

const head = (fields: Record<string, string> = {}) =>
  Object.entries({
    格式版本号: '1.01版本',
    坐标系: '2000国家大地坐标系',
    几度分带: '3',
    投影类型: '高斯克吕格',
    计量单位: '米',
    带号: '38',
    精度: '0.001',
    转换参数: ',,,,,,',
    ...fields,
  })
    .map(([k, v]) => `${k}=${v}`)
    .join('\r\n');
const square = [
  'J1,1,3154100.000,38411800.000',
  'J2,1,3154100.000,38411900.000',
  'J3,1,3154000.000,38411900.000',
  'J4,1,3154000.000,38411800.000',
  'J1,1,3154100.000,38411800.000',
];
const block = '5,1.0000,DK-1,地块一,面,H49G001001,公路用地,102,@';
const file = (body: string[], fields: Record<string, string> = {}) =>
  ['[属性描述]', head(fields), '[地块坐标]', ...body].join('\r\n');
const ringOf = (g: unknown) => (g as { coordinates: number[][][] }).coordinates[0];

describe('勘测定界 TXT, as it should be', () => {
  it('reads block, names, order of axes and system', async () => {
    const result = await read(file([block, ...square]));
    expect(result.format).toBe('txt');
    expect(result.problems).toEqual([]);
    expect(result.crs.confidence).toBe('stated');
    expect(result.crs.chosen?.code).toBe('EPSG:4526');
    const [feature] = result.features;
    expect(ringOf(feature?.geometry)?.[0]).toEqual([38411800, 3154100]);
    expect(feature?.name).toBe('地块一');
    expect(feature?.landClass).toBe('102');
    expect(feature?.statedAreaM2).toBe(10_000);
    expect(feature?.pointNames).toEqual([[['J1', 'J2', 'J3', 'J4', 'J1']]]);
    expect(feature?.place).toEqual({ file: 'a.txt', line: 11, feature: 'DK-1' });
  });
  it('is the same from GBK, UTF-8, UTF-8 with BOM and UTF-16, with CRLF, LF and CR', async () => {
    const text = file([block, ...square]);
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
    ]);
    const plain = (await read(text)).features;
    for (const bytes of [
      encodeGbk(text).bytes,
      utf8(`\ufeff${text}`),
      wide,
      wide.slice(2),
      utf8(text.replaceAll('\r\n', '\n')),
      utf8(text.replaceAll('\r\n', '\r')),
    ])
      expect((await read(bytes)).features).toEqual(plain);
  });
});

describe('勘测定界 TXT, as offices write it', () => {
  const good = async (lines: string[], fields?: Record<string, string>) => {
    const result = await read(file(lines, fields));
    const [feature] = result.features;
    expect(ringOf(feature?.geometry)).toHaveLength(5);
    return { result, feature };
  };
  it('full-width brackets and commas, tabs, blank lines', async () => {
    const text = file([
      '',
      `\t${block.replaceAll(',', '，')}`,
      '',
      ...square.map((l) => ` ${l.replaceAll(',', '，')}\t`),
    ])
      .replace('[属性描述]', '【属性描述】')
      .replace('[地块坐标]', '【地块坐标】');
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result.features[0]?.name).toBe('地块一');
    expect(result.crs.chosen?.code).toBe('EPSG:4526');
  });
  it('eight fields without @', async () => {
    const { feature } = await good([block.replace(',@', ''), ...square]);
    expect(feature?.landClass).toBe('102');
  });
  it('twelve fields', async () => {
    const { feature } = await good([block.replace(',@', ',集体,张村,备注,@'), ...square]);
    expect(feature?.properties).toMatchObject({ 地类编码: '102', 附加1: '集体', 附加3: '备注' });
  });
  it('no block line, no sections, nothing but coordinates', async () => {
    const result = await read(square.join('\n'));
    expect(ringOf(result.features[0]?.geometry)).toHaveLength(5);
    expect(result.crs.confidence).toBe('doubtful');
    expect(result.crs.alternatives.map((a) => a.code)).toContain('EPSG:2362');
  });
  it('a count without the closing point, and a wrong count', async () => {
    expect((await good([block.replace('5,', '4,'), ...square])).result.problems).toEqual([]);
    const { result } = await good([block.replace('5,', '9,'), ...square]);
    expect(result.problems.map((p) => [p.code, p.where?.line])).toEqual([['point-count', 11]]);
  });
  it.each([
    ['1.0000公顷', 10_000],
    ['15亩', 10_000],
    ['10000平方米', 10_000],
    ['', undefined],
    ['约一公顷', undefined],
  ])('an area written "%s"', async (area, m2) => {
    const { feature } = await good([block.replace('1.0000', area), ...square]);
    expect(feature?.statedAreaM2).toBe(m2);
  });
  it('an unclosed ring is closed, and said so', async () => {
    const { result } = await good([block.replace('5,', '4,'), ...square.slice(0, 4)]);
    expect(result.problems.map((p) => p.code)).toEqual(['ring-not-closed']);
    expect(result.problems[0]?.where?.line).toBe(15);
  });
  it('point names and ring numbers left out', async () => {
    await good([block, ...square.map((l) => l.replace(/^J\d/, ''))]);
    const { feature } = await good([block, ...square.map((l) => l.replace(',1,', ','))]);
    expect(feature?.pointNames?.[0]?.[0]?.[1]).toBe('J2');
    await good([block, ...square.map((l) => l.replace(/^J\d,1,/, ''))]);
  });
  it('several blocks', async () => {
    const result = await read(file([block, ...square, block.replace('DK-1', 'DK-2'), ...square]));
    expect(result.features.map((f) => f.place.feature)).toEqual(['DK-1', 'DK-2']);
  });
  const inner = [
    'J5,2,3154060.0,38411840.0',
    'J6,2,3154060.0,38411860.0',
    'J7,2,3154040.0,38411860.0',
    'J5,2,3154060.0,38411840.0',
  ];
  it('a further ring inside is a hole, outside another part', async () => {
    const hole = await read(file([block.replace('5,', '9,'), ...square, ...inner]));
    expect(hole.features[0]?.geometry.type).toBe('Polygon');
    expect(hole.features[0]?.pointNames?.[0]).toHaveLength(2);
    const part = await read(
      file([block.replace('5,', '9,'), ...square, ...inner.map((l) => l.replace(',31540', ',31560'))]),
    );
    expect(part.features[0]?.geometry.type).toBe('MultiPolygon');
    expect(part.features[0]?.pointNames).toHaveLength(2);
  });
  it('a hole is seen without a change of 圈号, by the return of the first point', async () => {
    const result = await read(
      file([block.replace('5,', '9,'), ...square, ...inner.map((l) => l.replace(',2,', ',1,'))]),
    );
    expect(result.features[0]?.pointNames?.[0]).toHaveLength(2);
  });
  it('带号 and 几度分带 left empty: taken from the prefix, and said so', async () => {
    const { result } = await good([block, ...square], { 带号: '', 几度分带: '' });
    expect(result.crs.chosen?.code).toBe('EPSG:4526');
    expect(result.crs.confidence).toBe('likely');
    expect(result.crs.reasons[0]?.zh).toContain('38');
  });
  it('no prefix, with and without 带号', async () => {
    const bare = square.map((l) => l.replace(',38411', ',411'));
    expect((await good([block, ...bare])).result.crs.chosen?.code).toBe('EPSG:4547');
    const { result } = await good([block, ...bare], { 带号: '' });
    expect(result.crs.chosen?.code).toBe('EPSG:4547');
    expect(result.crs.confidence).toBe('likely');
  });
  it.each([
    ['1980西安坐标系', 'EPSG:2362'],
    ['80国家大地坐标系', 'EPSG:2362'],
    ['西安80', 'EPSG:2362'],
    ['1954北京坐标系', 'EPSG:2414'],
    ['CGCS2000', 'EPSG:4526'],
  ])('坐标系=%s', async (words, code) => {
    const { result } = await good([block, ...square], { 坐标系: words });
    expect(result.crs.chosen?.code).toBe(code);
    const located = locate(result, result.crs.chosen ?? '', town);
    expect(located.problems.map((p) => p.code)).toEqual(code === 'EPSG:4526' ? [] : ['datum-shift-unknown']);
  });
  it('转换参数 are applied and their effect reported', async () => {
    const { result } = await good([block, ...square], {
      坐标系: '1980西安坐标系',
      转换参数: '-15,80,40,0,0,0,0',
    });
    const located = locate(result, result.crs.chosen ?? '', town);
    expect(located.crs.shift).toEqual([-15, 80, 40, 0, 0, 0, 0]);
    expect(located.problems.map((p) => [p.code, p.severity])).toEqual([['datum-shift-applied', 'info']]);
  });
  it('转换参数 whose rotations are as small as radians raise a doubt', async () => {
    const note = async (shift: string) => {
      const found = await read(
        file([block, ...square], { 坐标系: '1980西安坐标系', 转换参数: `1,2,3,${shift},4` }),
      );
      return locate(found, found.crs.chosen!, town).problems.find((p) => p.code === 'datum-shift-applied');
    };
    expect((await note('0.0000053,-0.0000044,0'))?.remedy?.zh).toContain('弧度');
    expect([(await note('1.1,-0.9,2.3'))?.severity, (await note('0,0,0'))?.severity]).toEqual([
      'info',
      'info',
    ]);
  });
  it('转换参数 that are not seven numbers are named and not used, and no empty place is closed up', async () => {
    for (const shift of ['-26.1,20.5,70.3,,,,', '1,,2,3,4,5,6,7', '1,2,3,4,5,6']) {
      const result = await read(file([block, ...square], { 坐标系: '1980西安坐标系', 转换参数: shift }));
      expect(result.problems).toMatchObject([{ code: 'shift-incomplete', where: { field: '转换参数' } }]);
      const located = locate(result, 'EPSG:2362', town);
      expect(located.crs.shift).toBeUndefined();
      expect(located.problems.map(({ code }) => code)).toContain('datum-shift-unknown');
    }
  });
  it('a header with colons', async () => {
    const text = file([block, ...square]).replaceAll('=', '：');
    expect((await read(text)).crs).toMatchObject({ confidence: 'stated', chosen: { code: 'EPSG:4526' } });
  });
  it('coordinates in degrees', async () => {
    const degrees = ['J1,1,28.50,113.10', 'J2,1,28.50,113.11', 'J3,1,28.49,113.11', 'J1,1,28.50,113.10'];
    const result = await read(file([block, ...degrees]));
    expect(result.crs.chosen?.code).toBe('EPSG:4490');
    expect(result.crs.confidence).toBe('likely');
    expect(ringOf(result.features[0]?.geometry)?.[0]).toEqual([113.1, 28.5]);
  });
  it('the axes the wrong way round: named, and the fix offered, not applied', async () => {
    const swapped = square.map((l) => l.replace(/,(31\d+\.\d+),(38\d+\.\d+)/, ',$2,$1'));
    const { result } = await good([block, ...swapped]);
    expect(result.crs.mistake?.code).toBe('axes-swapped');
    expect(result.crs.confidence).toBe('doubtful');
    expect(result.crs.chosen).toMatchObject({ code: 'EPSG:4526', swapAxes: true });
  });
  it('a wrong 带号: the prefix rules, and the doubt is reported', async () => {
    const { result } = await good([block, ...square], { 带号: '37' });
    expect(result.crs.chosen?.code).toBe('EPSG:4526');
    expect(result.crs.confidence).toBe('likely');
    expect(result.crs.reasons[0]?.en).toContain('zone 37');
  });
  it('a wrong 带号 without prefix lands far away: wrong-zone', async () => {
    const { result } = await good([block, ...square.map((l) => l.replace(',38411', ',411'))], { 带号: '37' });
    expect(result.crs.mistake?.code).toBe('wrong-zone');
    expect(result.crs.chosen?.code).toBe('EPSG:4547');
    expect(result.crs.confidence).toBe('doubtful');
  });
});

describe('what a boundary has no place for', () => {
  it.each([
    ['J1,1,3154100.000,38411800.000,56.1', 5],
    ['J1,1,3154100.000,38411800.000,56.1,钢钉', 10],
    ['J1,3154100.000,38411800.000,56.1', 5],
    ['J1,1,3154100.000,38411800.000,56.1,钢钉,89.5,备注', 20],
    ['J1,1,3154100.000,38411800.000,0.000', 0],
  ])('%s: heights and marks behind Y are counted', async (line, lost) => {
    const behind = line.split('38411800.000')[1];
    const ring = /^J1,1/.test(line) ? (one: string) => one : (one: string) => one.replace(',1,', ',');
    const { features, problems } = await read(file([block, ...square.map((one) => `${ring(one)}${behind}`)]));
    expect(ringOf(features[0]!.geometry)).toHaveLength(5);
    expect(features[0]!.pointNames?.[0]?.[0]?.slice(0, 2)).toEqual(['J1', 'J2']);
    expect(problems.map(({ code, lost }) => [code, lost])).toEqual(lost ? [['txt-point-values', lost]] : []);
  });
});

describe('a system of a city’s own', () => {
  it.each([
    '长沙城市坐标系',
    '2000独立坐标系',
    '长沙2000坐标系',
    '北京2000坐标系',
    '北京地方坐标系',
    '岳阳1954独立坐标系',
    '1980西安坐标系（原1954北京坐标系）',
    '工程坐标系',
    '三原2000坐标系',
  ])('%s is taken for none of the national ones', async (words) => {
    const { crs, ...rest } = await read(file([block, ...square], { 坐标系: words }));
    expect(crs.confidence).toBe('doubtful');
    expect(crs.reasons[0]?.zh).toMatch(/不是国家坐标系.*参数不公开/);
    // Who says that it is a national one is told so, and the place stays in doubt; its own figures are no contradiction.
    for (const choice of ['EPSG:4526', crs.chosen!]) {
      const given = locate({ crs, ...rest }, choice, town);
      expect(given.problems.map(({ code }) => code)).toContain('crs-contradicts-file');
      expect(given.crs.offM).toBeGreaterThanOrEqual(100);
    }
    const own = '+proj=tmerc +lon_0=113.9 +x_0=38500000 +ellps=GRS80';
    expect(locate({ crs, ...rest }, own, town).problems.map(({ code }) => code)).not.toContain(
      'crs-contradicts-file',
    );
  });
  it.each([
    ['2000国家大地坐标系', 'EPSG:4526'],
    ['中国大地坐标系2000（CGCS2000）', 'EPSG:4526'],
    ['1980年西安坐标系', 'EPSG:2362'],
    ['新54北京坐标系', 'EPSG:2414'],
    ['EPSG:4526', 'EPSG:4526'],
    ['2000国家大地坐标系，1985国家高程基准', 'EPSG:4526'],
    ['2000国家大地坐标系高斯投影三度带第三十八带', 'EPSG:4526'],
    ['CGCS2000坐标系统一三度分带', 'EPSG:4526'],
    ['原北京54坐标系', 'EPSG:2414'],
  ])('%s is one', async (words, code) => {
    const { crs } = await read(file([block, ...square], { 坐标系: words }));
    expect([crs.chosen?.code, crs.confidence]).toEqual([code, 'stated']);
  });
});

describe('勘测定界 TXT, broken', () => {
  it('words that can be no point are passed over and named, in a section of their own and beside the points', async () => {
    const body = [block, ...square.slice(0, 3), '以下为补测点', ...square.slice(3)];
    const { features, problems } = await read(file([...body, '[结束]', '共 1 个地块', '甲,乙']));
    expect(features.map(({ geometry }) => ringOf(geometry)?.length)).toEqual([5]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['txt-remarks', 'info']]);
    expect(problems[0]?.what.zh).toContain('以下为补测点；共 1 个地块；甲,乙');
  });
  it('a name in quotes keeps its comma, and the fields behind it their places', async () => {
    const quoted = block.replace('地块一', '"地块,一"');
    const { features } = await read(file([quoted, ...square]));
    expect([features[0]?.name, features[0]?.landClass]).toEqual(['地块,一', '102']);
  });
  it('names the line, what was expected and found, and leaves out only that plot', async () => {
    const broken = [...square];
    broken[2] = 'J3,1,3154000.000,3841l900.000';
    const result = await read(file([block, ...broken, block.replace('DK-1', 'DK-2'), ...square]));
    expect(result.features.map((f) => f.place.feature)).toEqual(['DK-2']);
    expect(result.problems.map((p) => [p.code, p.where?.line, p.where?.feature])).toEqual([
      ['txt-line', 14, undefined],
      ['plot-left-out', 11, 'DK-1'],
    ]);
    expect(result.problems[0]?.what.en).toContain('3841l900.000');
  });
  it('takes no ring number for a coordinate where one is missing', async () => {
    for (const line of ['J2,1,3154100.000', 'J2,1,3154100.000,', '2,1,3154100.000']) {
      const broken = square.with(1, line);
      await expect(read(file([block, ...broken]))).rejects.toMatchObject({
        problems: [{ code: 'txt-line', where: { line: 13 } }, { code: 'plot-left-out' }],
      });
    }
  });
  it('a plot of two points is an error with its line', async () => {
    await expect(read(file([block, ...square.slice(0, 2)]))).rejects.toMatchObject({
      problems: [{ code: 'ring-too-short' }, { code: 'point-count' }, { code: 'plot-empty' }],
    });
  });
});

describe('勘测定界 TXT, written', () => {
  it('comes back to the millimetre with names, classes and order, in GBK with CRLF', async () => {
    const result = await read(file([block, ...square]));
    const located = locate(result, 'EPSG:4526', town);
    const { bytes } = await writeGeometry('txt', located.features, { code: 'EPSG:4526' });
    const text = new TextDecoder('gbk', { fatal: true }).decode(bytes);
    expect(text.split('\r\n').slice(-7)).toEqual([block, ...square, '']);
    expect(text).toContain('坐标系=2000国家大地坐标系\r\n几度分带=3\r\n');
    const again = await read(bytes);
    expect(again.features).toEqual(result.features.map((f) => ({ ...f, place: { ...f.place, line: 13 } })));
  });
  it('warns of characters GBK lacks', async () => {
    const located = locate(await read(file([block.replace('地块一', '𠮷田'), ...square])), 'EPSG:4526');
    const { problems } = await writeGeometry('txt', located.features, { code: 'EPSG:4526' });
    expect(problems.map(({ code, lost }) => [code, lost])).toEqual([['not-in-gbk', 1]]);
    const features = [
      { ...located.features[0]!, name: '㛃𬭚', properties: { DKMC: '㛃𬭚', BZ: '长'.repeat(200) } },
    ];
    const shp = await writeGeometry('shp', features, { code: 'EPSG:4526', encoding: 'gbk' });
    expect(shp.problems.map(({ code, lost }) => [code, lost])).toEqual([
      ['text-shortened', 1],
      ['not-in-gbk', 2],
    ]);
    expect(shp.problems[1]?.what.zh).toContain('㛃、𬭚');
    // A space of a web page is a space.
    const spaced = await writeGeometry('txt', [{ ...features[0]!, properties: {}, name: '甲\u00a0乙' }], {
      code: 'EPSG:4526',
    });
    expect([spaced.problems, new TextDecoder('gbk').decode(spaced.bytes)]).toEqual([
      [],
      expect.stringContaining('甲 乙'),
    ]);
  });
  it('refuses degrees and points', async () => {
    const located = locate(await read(file([block, ...square])), 'EPSG:4526');
    await expect(writeGeometry('txt', located.features, { code: 'EPSG:4490' })).rejects.toMatchObject({
      problems: [{ code: 'txt-needs-gauss' }],
    });
    const point = [{ geometry: { type: 'Point' as const, coordinates: [113, 28] }, properties: {} }];
    await expect(writeGeometry('txt', point, { code: 'EPSG:4526' })).rejects.toMatchObject({
      problems: [{ code: 'txt-needs-polygon' }],
    });
    // Beside plots they are left out, counted.
    const mixed = await writeGeometry('txt', [...point, ...located.features], { code: 'EPSG:4526' });
    expect(mixed.problems).toMatchObject([{ code: 'txt-needs-polygon', severity: 'warning', lost: 1 }]);
    const alone = await writeGeometry('txt', located.features, { code: 'EPSG:4526' });
    expect(mixed.bytes).toEqual(alone.bytes);
  });
});

describe('GBK encoder', () => {
  it('gives back every character of the decoder, and iconv’s bytes', () => {
    // printf '永久基本农田，亩①Ａ' | iconv -t GBK | xxd -p
    const hex = Buffer.from(encodeGbk('永久基本农田，亩①Ａ').bytes).toString('hex');
    expect(hex).toBe('d3c0bec3bbf9b1bec5a9ccefa3acc4b6a2d9a3c1');
    let wrong = 0;
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const text = new TextDecoder('gbk').decode(new Uint8Array([lead, trail]));
        if (text.includes('\ufffd') || text.length !== 1) continue;
        if (new TextDecoder('gbk').decode(encodeGbk(text).bytes) !== text) wrong++;
      }
    expect(wrong).toBe(0);
  });
});
