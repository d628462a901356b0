import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../../../src/geo/formats/from-records.ts';
import { gdb } from '../../../../src/geo/formats/gdb/index.ts';
import { readGeometry, type SourceFile } from '../../../../src/geo/formats/index.ts';
import { formatInput } from '../../../../src/geo/formats/input.ts';
import { defaultLimits } from '../../../../src/geo/formats/limits.ts';
import type { RecordTable } from '../../../../src/geo/formats/types.ts';
import { ProblemError } from '../../../../src/model/index.ts';
import { positions, town } from '../fixture.ts';
import { Bytes, catalogue, type FieldMade, folder, shape, type TableMade, table, text } from './builder.ts';

const wkt =
  'PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",38500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
const [X, Y] = [38_412_000, 3_154_000];
const ring = [
  [X, Y],
  [X, Y + 100],
  [X + 100, Y + 100],
  [X, Y],
] as const;
const id: FieldMade = { name: 'OBJECTID', type: 6 };
const shapeField: FieldMade = { name: 'Shape', type: 7, nullable: true, wkt };

const open = async (files: SourceFile[]): Promise<RecordTable[]> =>
  (await gdb.open?.(formatInput(files), { limits: defaultLimits })) ?? [];
/** What is thrown must be a Problem with words. */
const asProblem = (error: unknown): RecordTable[] => {
  expect(error).toBeInstanceOf(ProblemError);
  return [];
};
const rows = (layer: RecordTable | undefined) =>
  Array.from(layer?.records() ?? [], (raw) => ({
    record: raw.record,
    kind: raw.kind,
    geometry: geometryOf(raw),
    values: [...raw.values],
  }));

/** One layer of polygons, as table 9, named in the catalogue. */
const oneLayer = (made: Partial<TableMade>, version: 3 | 4 = 4) => {
  const names = ['GDB_SystemCatalog', 'GDB_DBTune', ...Array(6).fill(undefined), 'DLTB'];
  const layer = table({
    version,
    geometryType: 4,
    fields: [id, shapeField, { name: 'DLMC', type: 4, nullable: true }],
    rows: [
      new Bytes()
        .u8(0)
        .add(shape(5, [ring]))
        .add(text('水田', version === 4)),
    ],
    ...made,
  });
  return { 1: catalogue(names, version), 9: layer };
};

describe('versions and layouts', () => {
  it.each([3, 4] as const)('section version %i: texts in UTF-16 (9.x) or UTF-8 (10.x)', async (version) => {
    const [layer] = await open(folder(oneLayer({}, version)));
    expect(layer).toMatchObject({ name: 'DLTB', count: 1, problems: [] });
    const [row] = rows(layer);
    expect(row?.values).toEqual([1, '水田']);
    expect(positions(row?.geometry as Geometry)).toEqual(ring.map(([x, y]) => [x, y]));
  });
  it('9.x: aliases from GDB_ObjectClasses', async () => {
    const names = ['GDB_SystemCatalog', 'GDB_ObjectClasses', 'DLTB'];
    const classes = table({
      version: 3,
      fields: [id, { name: 'Name', type: 4 }, { name: 'AliasName', type: 4, nullable: true }],
      rows: [new Bytes().u8(0).add(text('DLTB', false)).add(text('地类图斑', false))],
    });
    const files = folder({ 1: catalogue(names, 3), 2: classes, 3: oneLayer({}, 3)[9] });
    expect((await open(files)).map(({ name, alias }) => [name, alias])).toEqual([['DLTB', '地类图斑']]);
  });
  it.each([4, 5, 6] as const)('offsets of %i bytes, and a deleted row', async (offsetSize) => {
    const row = (name: string) =>
      new Bytes()
        .u8(0)
        .add(shape(5, [ring]))
        .add(text(name, true));
    const [layer] = await open(folder(oneLayer({ offsetSize, rows: [row('甲'), undefined, row('丙')] })));
    expect(rows(layer).map(({ record, values }) => [record, values[1]])).toEqual([
      [1, '甲'],
      [3, '丙'],
    ]);
  });
  it('the 64-bit layout', async () => {
    const [layer] = await open(folder(oneLayer({ layout: 4 })));
    expect(rows(layer).map((row) => row.values)).toEqual([[1, '水田']]);
  });
  it('every type of field, with values and without', async () => {
    const types = [0, 1, 2, 3, 4, 5, 8, 10, 11, 12, 13, 14, 15, 16];
    const full = new Bytes().u8(0, 0); // no value is missing
    full.u16(65535).i32(-2).f32(0.3).f64(-0.5).add(text('字', true)).f64(45291.5); // 2023-12-31 12:00
    full.varuint(3).u8(1, 2, 3); // bytes
    const guid = [0x3a, 0x5d, 0x9c, 0xd7, 0x22, 0x11, 0x44, 0x33, 1, 2, 3, 4, 5, 6, 7, 8];
    full
      .u8(...guid)
      .u8(...guid)
      .add(text('<x/>', true));
    full
      .i64(-(2 ** 40))
      .f64(45291)
      .f64(0.25)
      .f64(45291.25)
      .u16(480);
    const empty = new Bytes().u8(0xff, 0x3f);
    const fields = [id, ...types.map((type): FieldMade => ({ name: `F${type}`, type, nullable: true }))];
    const [layer] = await open(
      folder({ 1: catalogue(['t']), 9: table({ version: 4, fields, rows: [full, empty] }) }),
    ).then(() =>
      open(folder({ 1: catalogue(['GDB_x', 't']), 2: table({ version: 4, fields, rows: [full, empty] }) })),
    );
    expect(layer?.problems.map((p) => p.code)).toEqual(['gdb-no-geometry', 'gdb-columns']);
    const uuid = '{D79C5D3A-1122-3344-0102-030405060708}';
    expect(rows(layer).map((row) => row.values)).toEqual([
      [
        1,
        -1,
        -2,
        0.3,
        -0.5,
        '字',
        '2023-12-31T12:00:00',
        uuid,
        uuid,
        '<x/>',
        -(2 ** 40),
        '2023-12-31',
        '06:00:00',
        '2023-12-31T06:00:00+08:00',
      ],
      [2, ...Array(13).fill(null)],
    ]);
  });
  it('whole numbers beyond 2^53 keep their digits', async () => {
    const fields = [id, { name: 'N', type: 13 }];
    const row = new Bytes();
    row.list.push(...new Uint8Array(new BigInt64Array([9_007_199_254_740_993n]).buffer));
    const [layer] = await open(
      folder({ 1: catalogue(['GDB_x', 't']), 2: table({ version: 4, fields, rows: [row] }) }),
    );
    expect(rows(layer)[0]?.values).toEqual([1, '9007199254740993']);
  });
});

describe('curves', () => {
  const general = 51 + 2 ** 29;
  const curved = (points: (readonly [number, number])[], count: number, bytes: Bytes, code = general) =>
    folder(oneLayer({ rows: [new Bytes().u8(1 << 1).add(shape(code, [points], { count, bytes }))] }));

  it('an arc by its centre is drawn within 1 mm', async () => {
    const r = 100;
    const points = [
      [X + r, Y],
      [X - r, Y],
      [X + r, Y],
    ] as const;
    // From position 0, circular arc, centre, counter-clockwise.
    const bytes = new Bytes().varuint(0).varuint(1).f64(X).f64(Y).i32(0x8);
    const [layer] = await open(curved([...points], 1, bytes));
    const [row] = rows(layer);
    const found = positions(row?.geometry as Geometry);
    expect(layer?.problems.map((p) => p.code)).toEqual(['gdb-curves-drawn']);
    for (const [x = 0, y = 0] of found) expect(Math.hypot(x - X, y - Y)).toBeCloseTo(r, 6);
    for (let i = 1; i < found.length - 1; i++) {
      const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [found[i - 1] as number[], found[i] as number[]];
      expect(r - Math.hypot((ax + bx) / 2 - X, (ay + by) / 2 - Y)).toBeLessThan(0.001);
      expect(by).toBeGreaterThanOrEqual(Y);
    }
  });
  it('a whole circle by the point opposite its start has the area of one', async () => {
    const bytes = new Bytes()
      .varuint(0)
      .varuint(1)
      .f64(X - 50)
      .f64(Y)
      .i32(0x80 | 0x8);
    const points = [
      [X + 50, Y],
      [X + 50, Y],
    ] as const;
    const found = positions(rows((await open(curved([...points], 1, bytes)))[0])[0]?.geometry as never);
    let area = 0;
    for (let i = 1; i < found.length; i++)
      area +=
        ((found[i - 1]?.[0] as number) - X) * ((found[i]?.[1] as number) - Y) -
        ((found[i]?.[0] as number) - X) * ((found[i - 1]?.[1] as number) - Y);
    expect(Math.abs(area / 2)).toBeCloseTo(Math.PI * 2500, -1);
    expect(Math.abs(Math.abs(area / 2) / (Math.PI * 2500) - 1)).toBeLessThan(2.7e-5); // (2/3) · 2 · 1 mm / r
  });
  it('a Bézier curve is drawn within 1 mm', async () => {
    const [p, q, a, b] = [
      [X, Y],
      [X + 90, Y],
      [X, Y + 60],
      [X + 90, Y + 60],
    ] as const;
    const bytes = new Bytes().varuint(0).varuint(4).f64(a[0]).f64(a[1]).f64(b[0]).f64(b[1]);
    const [row] = rows((await open(curved([p, q, p], 1, bytes)))[0]);
    const found = positions(row?.geometry as Geometry);
    const at = (t: number) =>
      [0, 1].map(
        (d) =>
          (1 - t) ** 3 * p[d]! + 3 * t * (1 - t) ** 2 * a[d]! + 3 * t * t * (1 - t) * b[d]! + t ** 3 * q[d]!,
      );
    for (let t = 0; t <= 1; t += 0.003) {
      const [x = 0, y = 0] = at(t);
      const near = found.slice(1).map(([bx = 0, by = 0], i) => {
        const [ax = 0, ay = 0] = found[i] as number[];
        const [dx, dy] = [bx - ax, by - ay];
        const s = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
        return Math.hypot(x - ax - s * dx, y - ay - s * dy);
      });
      expect(Math.min(...near)).toBeLessThan(0.001);
    }
  });
  it('an elliptic arc is refused by name and counted', async () => {
    const bytes = new Bytes().varuint(0).varuint(5).f64(0).f64(0).f64(0).f64(0).f64(0).i32(0);
    const [layer] = await open(curved([...ring], 1, bytes));
    expect(rows(layer).map((row) => row.kind)).toEqual(['none']);
    expect(layer?.problems).toMatchObject([
      { code: 'gdb-curve', severity: 'error', where: { feature: 'DLTB', record: 1 } },
    ]);
  });
  it('multipatches are refused by name and counted', async () => {
    const [layer] = await open(folder(oneLayer({ rows: [new Bytes().u8(2).varuint(1).varuint(54)] })));
    expect(rows(layer).map((row) => row.kind)).toEqual(['none']);
    expect(layer?.problems[0]?.what.zh).toContain('多面体');
  });
});

describe('bad input', () => {
  const files = () => folder(oneLayer({}));
  const codes = async (given: SourceFile[]) => {
    const tables = await open(given);
    for (const one of tables) rows(one);
    return tables.flatMap((one) => one.problems.map((p) => p.code));
  };
  it('a table cut short: the rows that are there are read, the rest counted', async () => {
    const row = (n: number) =>
      new Bytes()
        .u8(0)
        .add(shape(5, [ring]))
        .add(text(`${n}`, true));
    const whole = oneLayer({ rows: [row(1), row(2), row(3)] });
    const cut = { ...whole, 9: { ...whole[9], gdbtable: whole[9].gdbtable.slice(0, -60) } };
    const [layer] = await open(folder(cut));
    expect(rows(layer).map(({ record }) => record)).toEqual([1]);
    expect(layer?.problems).toMatchObject([{ code: 'gdb-cut-short', where: { record: 2 } }]);
  });
  it('compressed (CDF), and the other layers go on', async () => {
    const two = folder({ ...oneLayer({}), 1: catalogue(['GDB_x', 'KS']), 2: oneLayer({})[9] });
    expect(await codes([...two, { name: '手工.gdb/a00000002.cdf', bytes: Uint8Array.of(1) }])).toEqual([
      'gdb-compressed',
    ]);
    const both = folder({ 1: catalogue(['GDB_x', 'KS', 'HX']), 2: oneLayer({})[9], 3: oneLayer({})[9] });
    const tables = await open([
      ...both,
      { name: '手工.gdb/a00000002.gdbtable.cdf', bytes: Uint8Array.of(1) },
    ]);
    expect(tables.map((one) => rows(one).length)).toEqual([0, 1]);
    const read = await readGeometry(
      [...both, { name: '手工.gdb/a00000002.gdbtable.cdf', bytes: Uint8Array.of(1) }],
      { town },
    );
    expect(read.features.length).toBe(1);
    expect(read.problems.find((p) => p.code === 'gdb-compressed')?.remedy?.zh).toContain('解压');
  });
  it('encrypted or foreign bytes in place of a table', async () => {
    const given = files().map((file) =>
      file.name.endsWith('9.gdbtable') ? { ...file, bytes: file.bytes.map((b) => b ^ 0x5a) } : file,
    );
    expect(await codes(given)).toEqual(['gdb-table-damaged']);
  });
  it('a missing table', async () => {
    expect(await codes(files().filter((file) => !file.name.includes('00000009')))).toEqual([
      'gdb-table-missing',
    ]);
  });
  it('a missing index of rows: read in sequence, said', async () => {
    const given = files().filter((file) => !file.name.endsWith('9.gdbtablx'));
    const [layer] = await open(given);
    expect(rows(layer).length).toBe(1);
    expect(layer?.problems.map((p) => p.code)).toEqual(['gdb-index']);
  });
  it('a missing or damaged catalogue: layers under the names of their files', async () => {
    for (const given of [
      files().filter((file) => !file.name.includes('00000001')),
      files().map((file) =>
        file.name.endsWith('1.gdbtable') ? { ...file, bytes: file.bytes.slice(0, 50) } : file,
      ),
    ]) {
      const tables = await open(given);
      expect(tables.map((one) => one.name)).toEqual(['a00000009']);
      expect(tables[0]?.problems.map((p) => p.code)).toEqual(['gdb-catalogue']);
      expect(rows(tables[0]).length).toBe(1);
    }
  });
  it('a WKT that makes no sense: the shapes are there, the system is asked', async () => {
    const bad = { ...shapeField, wkt: 'PROJCS["?' };
    const made = oneLayer({ fields: [id, bad, { name: 'DLMC', type: 4, nullable: true }] });
    const read = await readGeometry(folder(made), { town });
    expect(read.features.length).toBe(1);
    expect(read.crs.confidence).not.toBe('stated');
  });
  it('a personal geodatabase says what to do', async () => {
    const bytes = new TextEncoder().encode('\u0000\u0001\u0000\u0000Standard Jet DB\u0000\u0001');
    await expect(readGeometry([{ name: '征地.mdb', bytes }])).rejects.toMatchObject({
      problems: [{ code: 'gdb-personal', where: { file: '征地.mdb' } }],
    });
  });
  it('a geodatabase without layers', async () => {
    await expect(readGeometry(folder({ 1: catalogue(['GDB_SystemCatalog']) }))).rejects.toMatchObject({
      problems: [{ code: 'gdb-empty' }],
    });
  });
  it('an index that leads to the same row again and again ends', async () => {
    const made = oneLayer({});
    const view = new DataView(made[9].gdbtablx.buffer);
    view.setUint32(8, 1024, true);
    const first = view.getUint32(16, true);
    for (let i = 0; i < 1024; i++) view.setUint32(16 + i * 5, first, true);
    const [layer] = await open(folder(made));
    expect(rows(layer).length).toBeLessThan(100);
    expect(layer?.problems.map((p) => p.code)).toEqual(['gdb-index-loops']);
  });
  it('whatever the bytes, the answer is rows or a Problem, and no position is out of the arrays', async () => {
    const base = files();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(base.length - 1),
        fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.option(fc.nat(6000)),
        async (which, changes, cut) => {
          const given = base.map((file, i) => {
            if (i !== which) return file;
            const bytes = file.bytes.slice(0, cut ?? file.bytes.length);
            for (const [at, value] of changes) if (bytes.length) bytes[at % bytes.length] = value;
            return { ...file, bytes };
          });
          for (const layer of await open(given).catch(asProblem))
            for (const raw of layer.records()) {
              const end = raw.starts[raw.parts] as number;
              expect(end * 2).toBeLessThanOrEqual(raw.xy.length);
              for (let i = 0; i < end * 2; i++) expect(Number.isFinite(raw.xy[i])).toBe(true);
            }
        },
      ),
      { numRuns: 600 },
    );
  });
});
