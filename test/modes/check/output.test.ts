import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptNames } from '../../../src/check/boundary/kept-names.ts';
import { surveyPoints } from '../../../src/check/boundary/survey-order.ts';
import type { CheckResult } from '../../../src/check/index.ts';
import { classSums } from '../../../src/check/report/class-sums.ts';
import { gaussKruger } from '../../../src/geo/area/index.ts';
import { moveVertex } from '../../../src/geo/edit/vertices.ts';
import { readGeometry, toZones, writeGeometry } from '../../../src/geo/formats/index.ts';
import { locate } from '../../../src/geo/formats/locate.ts';
import { pointsCsv } from '../../../src/modes/check/draw/points-csv.ts';
import { txtOptions, writeFeatures } from '../../../src/modes/check/output/output.ts';
import { sealedTitle, sealIn, sealOfFile, shapeCode } from '../../../src/modes/check/output/seal.ts';
import { recordFrom } from '../../../src/modes/check/session.ts';

const outer: [number, number][] = [
  [113.118, 28.528],
  [113.121, 28.536],
  [113.128, 28.533],
  [113.126, 28.527],
];
const inner: [number, number][] = [
  [113.121, 28.53],
  [113.123, 28.53],
  [113.123, 28.532],
  [113.121, 28.532],
];
/** A surveyor's file: the boundary clockwise from J11, a hole from J21, as surveyors walk. */
const lines = (ring: [number, number][], number: number, first: number) =>
  [...ring, ring[0]!].map(([lon, lat], index) => {
    const { north, east } = gaussKruger(lon, lat, 114);
    return `J${first + (index % ring.length)},${number},${north.toFixed(3)},${(38e6 + east).toFixed(3)}`;
  });
const points = [...lines(outer, 1, 11), ...lines(inner, 2, 21)];
const txt = [
  '[属性描述]',
  '坐标系=2000国家大地坐标系',
  '几度分带=3',
  '带号=38',
  '[地块坐标]',
  '10,0,DK-1,甲,面,,,,@',
  ...points,
].join('\r\n');

async function zoneOf(text: string) {
  const read = await readGeometry([{ name: 'a.txt', bytes: new TextEncoder().encode(text) }]);
  const [zone] = toZones(locate(read, read.crs.chosen!)).zones;
  return recordFrom(zone!);
}

describe('a surveyor’s TXT through the page', () => {
  const bytes = readFileSync(resolve(import.meta.dirname, '../../fixtures/case/勘测定界_示范园.txt'));
  const gbk = (data: Uint8Array) => new TextDecoder('gbk').decode(data);
  async function kept() {
    const read = await readGeometry([{ name: 'a.txt', bytes: Uint8Array.from(bytes) }]);
    return toZones(locate(read, read.crs.chosen!)).zones.map(recordFrom);
  }
  const written = async (list: ReturnType<typeof recordFrom>[]) =>
    gbk((await writeGeometry('txt', writeFeatures(list, {}, 114), txtOptions(list, 114))).bytes);
  it('comes out byte for byte', async () => {
    expect(await written(await kept())).toBe(gbk(bytes));
  });
  it('with one point moved differs in its line, the count and the area only; another use goes into its own field', async () => {
    const [first, ...others] = await kept();
    const ring = first!.geometry.coordinates[0] as [number, number][];
    const geometry = moveVertex(first!.geometry, { part: 0, ring: 0, index: 3 }, [
      ring[3]![0] + 1e-4,
      ring[3]![1],
    ]);
    const [source] = keptNames(first!, [geometry], 114);
    const changed = { ...first!, geometry, ...(source ? { source } : {}), landClass: '仓储用地' };
    const [before, after] = [
      gbk(bytes).trimEnd().split('\r\n'),
      (await written([changed, ...others])).split('\r\n'),
    ];
    expect(after.length).toBe(before.length);
    const lines = before.flatMap((line, i) => (line === after[i] ? [] : [[line, after[i]!] as const]));
    expect(lines).toHaveLength(2);
    const [plot, point] = lines;
    expect(plot![1].replace(/^15,[\d.]+,/, '')).toBe(
      plot![0].replace('工业用地', '仓储用地').replace(/^15,[\d.]+,/, ''),
    );
    expect(point![1].split(',')[0]).toBe(point![0].split(',')[0]);
  });
});

describe('boundary points', () => {
  it('come in the order and by the names of the surveyor’s file, whichever way the shape is wound inside', async () => {
    const zone = await zoneOf(txt);
    expect(surveyPoints(zone, 114).map((ring) => ring.map(({ name }) => name))).toEqual([
      ['J11', 'J12', 'J13', 'J14'],
      ['J21', 'J22', 'J23', 'J24'],
    ]);
    for (const { path, position } of surveyPoints(zone, 114).flat()) {
      const rings = zone.geometry.coordinates as [number, number][][];
      expect(rings[path.ring]?.[path.index]).toEqual(position);
    }
  });
  it('keep the order of a surveyor who walked the other way, and follow the custom where there is no file', async () => {
    const counter = txt.replace(points.join('\r\n'), lines([...outer].reverse(), 1, 1).join('\r\n'));
    const zone = await zoneOf(counter);
    expect(surveyPoints(zone, 114)[0]?.map(({ name }) => name)).toEqual(['J1', 'J2', 'J3', 'J4']);
    const drawn = { geometry: { type: 'Polygon' as const, coordinates: [[...outer, outer[0]!].reverse()] } };
    expect(surveyPoints(drawn, 114)[0]?.map(({ position }) => position)).toEqual(outer);
  });
  it('keep their names whatever zone or datum the file is in, and where a coordinate ends in 5 mm', async () => {
    const named = (ring: readonly { name: string }[] | undefined) => ring?.map(({ name }) => name);
    const halves = ['3156400.005', '3156400.015', '3156600.025', '3156600.035'];
    const easts = ['38413900.005', '38414100.115', '38414100.225', '38413900.335'];
    const body = [0, 1, 2, 3, 0].map((i) => `K${i},1,${halves[i]},${easts[i]}`);
    const files = [
      txt.replace(points.join('\r\n'), body.join('\r\n')),
      txt.replace('2000国家大地坐标系', '1980西安坐标系').replace(points.join('\r\n'), body.join('\r\n')),
      txt
        .replace('几度分带=3', '几度分带=6')
        .replace('带号=38', '带号=19')
        .replace(
          points.join('\r\n'),
          body
            .map((line) =>
              line.replace(
                /(\d+\.\d+),38(\d+\.\d+)/,
                (_, x, y) => `${x},19${(Number(y) + 293e3).toFixed(3)}`,
              ),
            )
            .join('\r\n'),
        ),
    ];
    for (const file of files)
      expect(named(surveyPoints(await zoneOf(file), 114)[0])).toEqual(['K0', 'K1', 'K2', 'K3']);
  });
  it('are written as they were read', async () => {
    const zone = await zoneOf(txt);
    const { bytes } = await writeGeometry('txt', writeFeatures([zone], {}, 114), {
      code: 'EPSG:4526',
      encoding: 'utf-8',
    });
    expect(new TextDecoder().decode(bytes).match(/J\d+,\d,.*\d/g)).toEqual(points);
  });
  it('are a table for Excel that reads back to the same shape', async () => {
    const zone = { ...(await zoneOf(txt)), name: '一号,地块' };
    const csv = pointsCsv([zone], 114, 'zh');
    expect(csv.split('\r\n')[1]).toMatch(/^"一号,地块",1,J11,/);
    const read = await readGeometry([{ name: 'b.csv', bytes: new TextEncoder().encode(csv) }]);
    const { features } = locate(read, { ...read.crs.chosen!, code: 'EPSG:4526' });
    expect(features.map(({ geometry }) => geometry.type)).toContain('Polygon');
  });
});

describe('the seal of a sheet', () => {
  const shape = '0123456789ab';
  const fingerprint = 'ab'.repeat(32);
  const title = sealedTitle('一号地块征地核查图', shape, fingerprint);
  const pdf = (object: string) =>
    Uint8Array.from(`%PDF-1.4\n1 0 obj\n${object}\nendobj`, (c) => c.charCodeAt(0));
  const utf16 = [0xfe, 0xff, ...[...title].flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255])];
  const found = { shape, fingerprint: fingerprint.slice(0, 24) };
  it('is found in a PDF’s title however that is written', () => {
    const hex = utf16.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(sealOfFile('x.pdf', pdf(`<</Title <${hex}>>>`))).toEqual(found);
    const octal = utf16.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
    expect(sealOfFile('x.pdf', pdf(`<</Title (${octal})>>`))).toEqual(found);
    expect(sealOfFile('x.pdf', pdf(`<</Title (a \\(b\\) ${shape}-${fingerprint})>>`))).toEqual({
      shape,
      fingerprint,
    });
  });
  it('is found in the file’s name when the title is gone, and nowhere else', () => {
    expect(sealOfFile(`${title}.pdf`, pdf('<</Title (nothing)>>'))).toEqual(found);
    expect(sealOfFile('别的.pdf', pdf('<</Title (nothing)>>'))).toBeUndefined();
  });
  it('is read as typed, with blanks and capitals', () => {
    expect(sealIn('ABCD EF01 2345 6789')).toEqual({ fingerprint: 'abcdef0123456789' });
    expect(sealIn(shape)).toEqual({ shape, fingerprint: shape });
    expect(sealIn('校验码')).toBeUndefined();
  });
  it('stands for the shape alone', () => {
    const geometry = { type: 'Polygon' as const, coordinates: [[...outer, outer[0]!]] };
    const crs = { code: 'EPSG:4526', from: 'header' as const };
    expect(shapeCode({ geometry, crs })).toMatch(/^[0-9a-f]{12}$/);
    const moved = { ...geometry, coordinates: [[[113, 28], ...outer.slice(1), [113, 28]]] };
    expect(shapeCode({ geometry: moved, crs })).not.toBe(shapeCode({ geometry, crs }));
  });
});

describe('ground by class of parcels', () => {
  it('adds parcels and slivers up, those without a class apart, the largest first', () => {
    const item = (record: number, overlapM2: number) => ({ id: '', record, overlapM2, areaM2: 1, share: 1 });
    const parcels = { items: [item(1, 10), item(2, 20), item(4, 5)], slivers: [item(3, 0.5)] };
    const codes = Uint16Array.from([0, 1, 0, 65_535]);
    const classes = { name: 'DLMC', values: ['水田', '旱地'], counts: [2, 1], codes };
    expect(classSums({ parcels } as unknown as CheckResult, classes)).toEqual([
      { value: '旱地', m2: 20, records: [2] },
      { value: '水田', m2: 10.5, records: [1, 3] },
      { value: '', m2: 5, records: [4] },
    ]);
  });
});
