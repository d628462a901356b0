import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneAccuracyM } from '../../../src/check/zone-accuracy.ts';
import { readPrj, writePrj } from '../../../src/geo/crs/prj.ts';
import { type System, systemOf, systems } from '../../../src/geo/crs/systems.ts';
import { fromLonLat, toLonLat } from '../../../src/geo/crs/transform.ts';
import { parseHelmert } from '../../../src/geo/formats/helmert.ts';
import { choiceOf, locate, readGeometry, writeGeometry } from '../../../src/geo/formats/index.ts';
import { formatProblem, ProblemError } from '../../../src/model/index.ts';
import { apart, text, town } from '../formats/fixture.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/cases');
const read = (name: string, near = true) =>
  readGeometry([{ name, bytes: Uint8Array.from(readFileSync(resolve(folder, name))) }], near ? { town } : {});
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('a Gauss–Krüger system without a code', () => {
  // echo "113.12 28.53" | gdaltransform -s_srs "+proj=longlat +ellps=GRS80 +no_defs" -t_srs "… +no_defs" (PROJ 9.1.1),
  // the last from "+proj=longlat +a=6378140 +rf=298.257".
  it.each([
    [
      '+proj=tmerc +lon_0=113.333333333333 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m',
      [479119.672532512, 3157196.896753623],
    ],
    [
      '+proj=tmerc +lat_0=0 +lon_0=113 +k=1 +x_0=500000 +y_0=-2000000 +ellps=GRS80 +units=m',
      [511745.174038437, 1157184.204907315],
    ],
    [
      '+proj=tmerc +lat_0=28 +lon_0=113.1 +k=1.00002 +x_0=50000 +y_0=20000 +a=6378140 +rf=298.257 +to_meter=1000',
      [51.957568317, 78.737948471],
    ],
  ] as [string, [number, number]][])('%s', (code, [east, north]) => {
    const system = systemOf(code) as System;
    const [x, y] = fromLonLat(code)([113.12, 28.53]);
    const unit = system.unitM ?? 1;
    expect(Math.hypot(x - east, y - north) * unit).toBeLessThan(1e-4);
    const [lon, lat] = toLonLat(system.code)([east, north]);
    expect(Math.hypot(lon - 113.12, lat - 28.53)).toBeLessThan(1e-9);
    // Its code is a definition that means the same again, and so does the .prj written for it.
    expect(systemOf(system.code)).toEqual(system);
    expect(readPrj(writePrj(system) as string).system).toEqual(system);
  });
  it('is the registered one where the figures are', () => {
    for (const system of systems.filter((s) => s.kind === 'gauss')) {
      const { a, rf } = {
        CGCS2000: { a: 6378137, rf: 298.257222101 },
        WGS84: { a: 6378137, rf: 298.257223563 },
        Xian80: { a: 6378140, rf: 298.257 },
        Beijing54: { a: 6378245, rf: 298.3 },
      }[system.datum];
      const own = systemOf(
        `+proj=tmerc +lon_0=${system.centralMeridian} +x_0=${system.falseEasting} +a=${a} +rf=${rf}`,
      );
      expect([own?.datum, own?.centralMeridian, own?.falseEasting, own?.custom]).toEqual([
        system.datum,
        system.centralMeridian,
        system.falseEasting,
        undefined,
      ]);
    }
  });
  it.each([
    '+proj=lcc +lat_1=30 +ellps=GRS80',
    '+proj=tmerc +lon_0=113',
    '+proj=tmerc +lon_0= +ellps=GRS80',
    '+',
    '+proj=tmerc +lon_0=113 +k=9 +ellps=GRS80',
  ])('is not %s', (code) => expect(systemOf(code)).toBeUndefined());
  it('comes from a .prj as it is defined there', async () => {
    const result = await read('custom_cm.zip');
    expect(result.crs.confidence).toBe('stated');
    const located = locate(result, result.crs.chosen!, town);
    expect(systemOf(located.crs.code)?.name.zh).toContain('113°20′');
    const back = await writeGeometry('shp', located.features, { code: located.crs.code, name: 'a' });
    const again = await readGeometry([{ name: 'a.zip', bytes: back.bytes }], { town });
    expect(again.crs.chosen?.code).toBe(located.crs.code);
    expect(apart(again.features[0]!.geometry, result.features[0]!.geometry)).toBeLessThan(1e-6);
  });
  it('comes from the central meridian of a TXT, whichever it is', async () => {
    const lines = [
      [113, 511745.174, 3157184.205],
      [112.5, 560687.19, 3157376.86],
    ].map(
      ([cm, e = 0, n = 0]) =>
        [
          cm,
          `[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n中央子午线=${cm}\n[地块坐标]\n` +
            [
              [0, 0],
              [0, 100],
              [100, 100],
              [100, 0],
              [0, 0],
            ]
              .map(([x = 0, y = 0], i) => `J${(i % 4) + 1},1,${n + x},${e + y}`)
              .join('\n'),
        ] as const,
    );
    for (const [cm, content] of lines) {
      const result = await readGeometry([text(content)], { town });
      expect(result.crs.confidence).toBe('stated');
      expect(systemOf(result.crs.chosen!.code)).toMatchObject({ centralMeridian: cm, datum: 'CGCS2000' });
      const [lon, lat] = result.crs.chosen!.landsAt;
      expect(Math.hypot(lon - 113.12, lat - 28.53)).toBeLessThan(2e-3);
    }
    const far = await read('txt-cm113.txt');
    expect([far.crs.confidence, far.crs.mistake?.code]).toEqual(['doubtful', 'wrong-zone']);
    expect([far.crs.chosen?.code, far.crs.alternatives[0]?.name.zh]).toEqual([
      'EPSG:4547',
      '2000国家大地坐标系 高斯-克吕格（中央经线 113°）',
    ]);
  });
});

describe('seven parameters', () => {
  const shift = [-9.8, 61.5, 23.1, 0.5, -0.8, 1.2, -2.1];
  it('lead back exactly', () => {
    const coordinate = fc.tuple(
      fc.double({ min: 38350000, max: 38650000, noNaN: true }),
      fc.double({ min: 2e6, max: 5e6, noNaN: true }),
    );
    const parameters = fc.tuple(
      ...[200, 200, 200, 8, 8, 8, 20].map((most) => fc.double({ min: -most, max: most, noNaN: true })),
    );
    fc.assert(
      fc.property(coordinate, parameters, ([x, y], given) => {
        const [u, v] = fromLonLat('EPSG:2362', given)(toLonLat('EPSG:2362', given)([x, y]));
        expect(Math.hypot(u - x, v - y)).toBeLessThan(1e-6);
      }),
    );
  });
  it('are read as typed, in either convention of rotation', () => {
    expect(parseHelmert('-9.8, 61.5,23.1 0.5,-0.8,1.2,-2.1')).toEqual(shift);
    expect(parseHelmert('－9.8，61.5，23.1，-0.5，0.8，-1.2，-2.1', 'position-vector')).toEqual(shift);
    expect(() => parseHelmert('1,2,3')).toThrow(ProblemError);
  });
  it('given by a TXT are used both ways and written back', async () => {
    const result = await read('txt-xian80-7par.txt');
    const located = locate(result, result.crs.chosen!, town);
    expect(located.crs.shift).toEqual(shift);
    expect(codes(located.problems)).toEqual(['datum-shift-applied']);
    const { bytes, problems } = await writeGeometry('txt', located.features, {
      code: 'EPSG:2362',
      shift,
    });
    const written = new TextDecoder('gbk').decode(bytes);
    expect(written).toContain('转换参数=-9.8,61.5,23.1,0.5,-0.8,1.2,-2.1');
    const points = (content: string) => content.split(/\r?\n/).filter((line) => /^J\d/.test(line));
    expect(points(written)).toEqual(
      points(new TextDecoder('gbk').decode(readFileSync(resolve(folder, 'txt-xian80-7par.txt')))),
    );
    expect(problems).toEqual([]);
  });
});

describe('an old datum without parameters', () => {
  it.each([
    'EPSG:2362',
    'EPSG:2414',
    'EPSG:4610',
    'EPSG:4214',
    '+proj=tmerc +lon_0=113 +x_0=500000 +a=6378140 +rf=298.257',
  ])('warns in what is written in %s', async (code) => {
    const square: [number, number][] = [
      [113.1, 28.5],
      [113.11, 28.5],
      [113.11, 28.51],
      [113.1, 28.5],
    ];
    const feature = { geometry: { type: 'Polygon' as const, coordinates: [square] }, properties: {} };
    const { problems } = await writeGeometry('csv', [feature], { code });
    expect(codes(problems)).toEqual(['datum-shift-unknown']);
    // The parameters settle the datum; a table has no room for them.
    const written = await writeGeometry('csv', [feature], { code, shift: [1, 2, 3, 0, 0, 0, 0] });
    expect(codes(written.problems)).toEqual(['datum-shift-not-kept']);
  });
  it('stays in doubt when it is read as something else, and both are named', async () => {
    const result = await read('txt-xian80-7par.txt');
    const as2000 = locate(result, 'EPSG:4526', town);
    expect(codes(as2000.problems)).toEqual(['crs-contradicts-file', 'datum-shift-unknown']);
    // The parameters the file gives put it 62.8 m from there.
    expect(zoneAccuracyM(as2000)).toBe(63);
    const [said] = as2000.problems;
    expect(said?.what.zh).toMatch(/1980西安.*2000国家/);
    // Naming what the file says is no contradiction, and its parameters hold.
    expect(codes(locate(result, 'EPSG:2362', town).problems)).toEqual(['datum-shift-applied']);
    expect(choiceOf(result, 'EPSG:2362').shift).toHaveLength(7);
    expect(choiceOf(result, 'EPSG:4526').shift).toBeUndefined();
  });
});

describe('a system given against what the file states', () => {
  const stated = (crs: string, ring: [number, number][]) =>
    readGeometry(
      [
        text(
          JSON.stringify({
            type: 'FeatureCollection',
            crs: { type: 'name', properties: { name: `urn:ogc:def:crs:${crs.replace(':', '::')}` } },
            features: [
              { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } },
            ],
          }),
          'a.geojson',
        ),
      ],
      { town },
    );
  const metres: [number, number][] = [
    [38411900, 3154000],
    [38412000, 3154000],
    [38412000, 3154100],
    [38411900, 3154000],
  ];
  const degrees: [number, number][] = [
    [113.1, 28.5],
    [113.101, 28.5],
    [113.101, 28.501],
    [113.1, 28.5],
  ];
  const offOf = async (crs: string, ring: [number, number][], given: string, shift?: number[]) => {
    const result = await stated(crs, ring);
    const located = locate(result, choiceOf(result, given, shift ? { shift } : {}), town);
    const said = codes(located.problems).find((one) => one.includes('contradicts'));
    return [said, zoneAccuracyM(located), located.crs.from];
  };
  it('leaves the zone in doubt by as much as the two lie apart', async () => {
    // The public formula moves this place by 591 m.
    const [code, off] = await offOf('EPSG:4490', degrees, 'GCJ-02');
    expect(code).toBe('crs-contradicts-file');
    expect(off).toBeGreaterThan(300);
    expect(off).toBeLessThan(700);
    // An old datum stated, with no way from it known.
    expect(await offOf('EPSG:2362', metres, 'EPSG:4526')).toEqual(['crs-contradicts-file', 100, 'user']);
    // A file of 2000, taken for an old one with parameters: 15.4 m and more away.
    const [, moved] = await offOf(
      'EPSG:4526',
      metres,
      'EPSG:2362',
      [-15.4, 120.3, 80.2, 1.1, -2.2, 3.3, 4.4],
    );
    expect(moved).toBeGreaterThan(50);
    expect(moved).toBeLessThan(200);
  });
  it('does not, where it means the same, or the statement cannot be', async () => {
    expect(await offOf('EPSG:4490', degrees, 'EPSG:4326')).toEqual([undefined, 0, 'user']);
    expect(await offOf('EPSG:4526', metres, 'EPSG:4526')).toEqual([undefined, 0, 'user']);
    // Stated in a zone 300 km away: the statement is reported, and refuted by the place.
    const away = metres.map(([x, y]): [number, number] => [x - 38e6, y]);
    expect(await offOf('EPSG:4549', away, 'EPSG:4547')).toEqual(['crs-contradicts-file', 0, 'user']);
  });
  it('holds for a reading that is taken from the list, and for parameters', async () => {
    const result = await stated('EPSG:4490', degrees);
    const phone = result.crs.alternatives.find((one) => one.code === 'GCJ-02')!;
    const located = locate(result, phone, town);
    expect([located.crs.from, codes(located.problems)[0]]).toEqual(['user', 'crs-contradicts-file']);
    const survey = await read('txt-xian80-7par.txt');
    const other = locate(
      survey,
      choiceOf(survey, 'EPSG:2362', { shift: [-15.4, 120.3, 80.2, 1.1, -2.2, 3.3, 4.4] }),
      town,
    );
    expect(codes(other.problems)).toEqual(['shift-contradicts-file', 'datum-shift-applied']);
    expect(zoneAccuracyM(other)).toBeGreaterThan(10);
  });
});

describe('zone prefixes', () => {
  it('of a right zone are not doubted, though the town lies beside it', async () => {
    const result = await read('shp-zone39-right.zip');
    expect(result.crs.mistake).toBeUndefined();
    expect(result.crs.chosen).toMatchObject({ code: 'EPSG:4527' });
    expect(result.crs.alternatives.some((one) => one.writtenPrefix !== undefined)).toBe(false);
  });
  it('that a .prj does not have are offered both ways, the one that lands here first', async () => {
    const { crs } = await read('cm_with_prefix.zip');
    expect([crs.chosen?.code, crs.alternatives[0]?.code]).toEqual(['EPSG:4526', 'EPSG:4547']);
    expect(crs.mistake?.code).toBe('zone-prefix-unexpected');
  });
  it('that differ from the head are followed in a clean sentence', async () => {
    const { problems } = await read('txt-head-zone39.txt');
    for (const one of problems)
      for (const language of ['zh', 'en'] as const)
        expect(formatProblem(one, language)).not.toMatch(/\.\s*\.|。\s*。/);
  });
});
