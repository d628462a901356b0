import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { closingGrid } from '../../src/check/closing-grid.ts';
import { saidBy } from '../../src/check/distinct.ts';
import { checkZone, reportOf } from '../../src/check/index.ts';
import { type LandUse, landUse } from '../../src/check/land-use.ts';
import type { LandPieces } from '../../src/check/land-use-rows.ts';
import { landClassesTable, landUseTable } from '../../src/check/report/land-use.ts';
import { locate, readGeometry, toZones } from '../../src/geo/formats/index.ts';
import { packFeatures } from '../../src/geo/layer/index.ts';
import {
  classIndex,
  classificationOf,
  type FieldsByMeaning,
  guessRole,
  LandClassesSchema,
  LayerRolesSchema,
  type Zone,
} from '../../src/model/index.ts';
import { featureOf, layerOf, options, ruleOf, square, zoneOf } from './fixture.ts';

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const classes = v.parse(LandClassesSchema, json('data/land-classes.json'));
const { roles } = v.parse(LayerRolesSchema, json('data/layer-roles.json'));
const survey = classes.classifications[0]!;
const folder = 'test/fixtures/case';

async function located(name: string) {
  const read = await readGeometry([{ name, bytes: readFileSync(`${folder}/${name}`) }]);
  return locate(read, 'EPSG:4526');
}

/** Ground in one record, with what the record says. */
interface LandPiece {
  overlapM2: number;
  class: string;
  owner?: string;
  located?: string;
  ownership?: string;
  deductedClass?: string;
  deduction?: number;
}
const piecesOf = (list: readonly LandPiece[]): LandPieces => {
  const said = (key: Exclude<keyof LandPiece, 'overlapM2' | 'deduction'>) =>
    saidBy(list.map((one) => one[key]));
  return {
    overlapM2: list.map(({ overlapM2 }) => overlapM2),
    ...{ class: said('class'), owner: said('owner'), located: said('located') },
    ...{ ownership: said('ownership'), deductedClass: said('deductedClass') },
    deduction: list.map(({ deduction = 0 }) => deduction),
  };
};

interface Truth {
  geod: number;
  cls: Record<string, number>;
  own: Record<string, number>;
  kc: number;
  cross: Record<string, number>;
}
const truth = json(`${folder}/truth.json`) as Record<string, Truth>;

describe('the land-use table of the case', () => {
  const tables = new Map<string, LandUse>();
  let zones: Zone[];
  beforeAll(async () => {
    ({ zones } = toZones(await located('勘测定界_示范园.txt')));
    const { features } = await located('DLTB_2k_shp_gbk.zip');
    const records = features.map((one) => one.properties as Record<string, string | number>);
    const guess = guessRole(roles, 'DLTB_2k.shp', Object.keys(records[0]!));
    expect(guess.role).toBe('land-use');
    const value = (at: number, meaning: keyof typeof guess.fields) =>
      records[at]![guess.fields[meaning] ?? ''];
    const text = (at: number, meaning: keyof typeof guess.fields) => String(value(at, meaning) ?? '');
    const layer = layerOf(
      'dltb',
      features.map(({ geometry }, at) => featureOf(`r${at}`, geometry)),
    );
    const codes = records.map((_, at) => ({ code: text(at, 'class'), name: text(at, 'className') }));
    expect(classificationOf(classes, codes)?.id).toBe('survey');
    for (const zone of zones) {
      const { layers, zone: whole } = await checkZone(zone, [layer], [], options);
      const [met] = layers as [(typeof layers)[number]];
      const pieces = [...met.features, ...met.slivers].map(({ id, overlapM2 }): LandPiece => {
        const at = Number(id.slice(1));
        return {
          overlapM2,
          ...{ class: text(at, 'class'), owner: text(at, 'owner'), located: text(at, 'located') },
          ...{ ownership: text(at, 'ownership'), deductedClass: text(at, 'deductedClass') },
          deduction: Number(value(at, 'deduction') ?? 0),
        };
      });
      const ground = {
        layer: 'dltb',
        classification: survey,
        zoneM2: whole.areaM2,
        coveredM2: () => met.overlapM2,
      };
      tables.set(zone.name, landUse(piecesOf(pieces), ground));
    }
  }, 180_000);

  const sums = <Row>(rows: readonly Row[], key: (row: Row) => string, area: (row: Row) => number) => {
    const out: Record<string, number> = {};
    for (const row of rows) out[key(row)] = (out[key(row)] ?? 0) + area(row);
    return out;
  };

  it.each(Object.keys(truth))('of %s equals what shapely and pyproj found, to 0.01 m²', (name) => {
    const table = tables.get(name)!;
    const { geod, cross, own, kc } = truth[name]!;
    const found = sums(
      table.rows,
      ({ ownership, owner, class: code }) => `${ownership}|${owner}|${code}`,
      ({ areaM2 }) => areaM2,
    );
    const expected = Object.entries(cross).filter(([, area]) => area > 0);
    expect(Object.keys(found).sort()).toEqual(expected.map(([key]) => key).sort());
    for (const [key, area] of expected) expect(Math.abs(found[key]! - area), key).toBeLessThan(0.01);
    const owners = sums(
      table.rows,
      ({ owner }) => owner,
      ({ areaM2 }) => areaM2,
    );
    for (const [key, area] of Object.entries(own))
      expect(Math.abs(owners[key]! - area), key).toBeLessThan(0.01);
    expect(Math.abs(table.deductedM2 - kc)).toBeLessThan(0.01);
    expect(Math.abs(table.closesTo - geod)).toBeLessThan(0.01);
    const fields = expected.filter(([key]) => key.includes('|01')).reduce((sum, [, area]) => sum + area, 0);
    expect(Math.abs(table.cultivatedM2 - fields)).toBeLessThan(0.01);
    const all = table.rows.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    expect(Math.abs(all + table.uncoveredM2 - table.doublyM2 - table.closesTo)).toBeLessThan(0.001);
    expect(Math.abs(table.residualM2)).toBeLessThan(0.001);
    expect(table).toMatchObject({ classification: 'survey', deduction: 'share', unknownClasses: [] });
  });

  it('adds up as printed, state and collective apart, to the rounded zone', () => {
    const table = tables.get('安置区及道路')!;
    const { rows: lines, columns } = landUseTable(table);
    const rows = lines.map(({ cells }) => cells);
    const names = columns.map(({ name }) => name.zh);
    const cell = (row: number, column: number) => Number(rows[row]![column]!.zh || 0);
    const at = (name: string) => rows.findIndex((row) => row[1]!.zh === name || row[0]!.zh === name);
    const total = at('合计');
    expect(cell(total, 2)).toBeCloseTo(table.closesTo / 10_000, 4);
    const owners = rows.flatMap((row, r) => (r < total && row[1]!.zh !== '小计' ? [r] : []));
    for (let c = 2; c < columns.length; c++)
      expect(Math.round(1e4 * owners.reduce((sum, r) => sum + cell(r, c), 0))).toBe(
        Math.round(1e4 * cell(total, c)),
      );
    const parts = names.flatMap((name, c) => (/^\d/.test(name) ? [c] : []));
    for (const r of [...owners, total])
      expect(Math.round(1e4 * parts.reduce((sum, c) => sum + cell(r, c), 0))).toBe(
        Math.round(1e4 * cell(r, 2)),
      );
    expect(rows.map((row) => row[0]!.zh)).toContain('国有');
    expect(names).toEqual(expect.arrayContaining(['0101 水田', '1203 田坎']));
    const subtotals = columns.filter(({ name, heads }) => name.zh === '小计' && heads?.length === 1);
    expect(subtotals.map(({ heads }) => heads?.[0]?.zh)).toEqual(['农用地', '建设用地', '未利用地']);
    // A first-level class of several has its own subtotal, and it is that of the classes beside it.
    const of = (top: string) =>
      columns.flatMap(({ heads, name }, c) => (heads?.[1]?.zh === top ? [[name.zh, c] as const] : []));
    const fields = of('01 耕地');
    expect(fields[0]?.[0]).toBe('小计');
    expect(fields.slice(1).reduce((sum, [, c]) => sum + Math.round(1e4 * cell(total, c)), 0)).toBe(
      Math.round(1e4 * cell(total, fields[0]![1])),
    );
  });
});

describe('a land-use table', () => {
  const ground = { layer: 'l', classification: survey, zoneM2: 100, coveredM2: () => 90 };
  const piece = (overlapM2: number, code: string, rest: Partial<LandPiece> = {}): LandPiece => ({
    ...{ overlapM2, class: code, owner: '甲村', located: '甲村1组', ownership: '30' },
    ...rest,
  });

  it('says what no record covers and what several do', () => {
    const { rows, uncoveredM2, doublyM2, residualM2 } = landUse(
      piecesOf([piece(60, '0101'), piece(50, '0301')]),
      ground,
    );
    expect(rows.map(({ class: code, areaM2 }) => [code, areaM2])).toEqual([
      ['0101', 60],
      ['0301', 50],
    ]);
    expect([uncoveredM2, doublyM2, residualM2]).toEqual([10, 20, 0]);
  });

  it('distinguishes per cent from shares by the values, and deducts nothing by a figure that is neither', () => {
    const of = (...deductions: number[]) =>
      landUse(
        piecesOf(deductions.map((deduction) => piece(100 / deductions.length, '0103', { deduction }))),
        ground,
      );
    expect(of(0.12)).toMatchObject({ deduction: 'share', deductedM2: 12 });
    expect(of(12)).toMatchObject({ deduction: 'percent', deductedM2: 12 });
    expect(of(0, 0)).toMatchObject({ deduction: 'none', deductedM2: 0 });
    expect(of(-0.1)).toMatchObject({ badDeductions: 1, deductedM2: 0 });
    expect(of(500)).toMatchObject({ badDeductions: 1, deductedM2: 0 });
    const { rows } = landUse(
      piecesOf([piece(100, '0103', { deduction: 0.1, deductedClass: '1107' })]),
      ground,
    );
    expect(rows.map(({ class: code }) => code)).toEqual(['0103', '1107']);
  });

  it('lists a code that the table lacks and assigns it to nothing', () => {
    const { unknownClasses, categories } = landUse(piecesOf([piece(60, '0199'), piece(40, '0201K')]), {
      ...ground,
      coveredM2: () => 100,
    });
    expect(unknownClasses).toEqual([{ code: '0199', areaM2: 60 }]);
    expect(categories).toEqual({ agricultural: 40, construction: 0, unused: 0, unassigned: 60 });
  });
});

describe('a check with land-use data', () => {
  const land = { classes, roles };
  const record = (id: string, x: number, code: string, rest: object = {}) =>
    featureOf(id, square(x, 0, 2), 'official', 0, {
      DLBM: code,
      ZLDWMC: '1组',
      QSXZ: '30',
      KCXS: 0,
      ...rest,
    });
  const dltb = (...features: ReturnType<typeof record>[]) => layerOf('dltb', features, { role: 'land-use' });
  const permanent = ruleOf('p', 'farm', { counts: 'permanent-farmland' });
  const clear = layerOf('farm', [featureOf('f', square(90, 90, 1))]);
  const zone = zoneOf(square(0, 0, 2));

  it('has the table in its result and its report', async () => {
    const layer = dltb(record('a', -1, '0101', { KCXS: 0.1 }), record('b', 1, '0702'));
    const result = await checkZone(zone, [layer], [], { ...options, land });
    const half = result.zone.areaM2 / 2;
    expect(
      result.landUse!.rows.map(({ class: code, areaM2 }) => [code, Math.round(1e3 * (areaM2 / half))]),
    ).toEqual([
      ['0101', 900],
      ['0702', 1000],
      ['1203', 100],
    ]);
    const table = reportOf(result).tables.find(({ id }) => id === 'land-use')!;
    expect(table.columns.map(({ name }) => name.zh)).toContain('0702 农村宅基地');
    const without = await checkZone(zone, [clear], [], { ...options, land });
    expect(without.landUse).toBeUndefined();
  });

  it('says of codes it does not know what to look at, in the panel and on the sheet', async () => {
    const notesOf = async (code: string) => {
      const result = await checkZone(zone, [dltb(record('a', -1, code), record('b', 1, '0702'))], [], {
        ...options,
        land,
      });
      return reportOf(result)
        .tables.filter(({ id }) => id === 'land-use' || id === 'land-classes')
        .map(({ note }) => note!.zh);
    };
    const [codes, names] = [await notesOf('0199'), await notesOf('水田')];
    expect([codes.length, names.length]).toEqual([2, 2]);
    for (const note of codes)
      expect(note).toMatch(/分类表中没有的编码：0199。未归入三大类，也未计为耕地，请核对编码。$/);
    for (const note of names) expect(note).toMatch(/没有的编码：水田。地类编码字段里是名称，不是编码：/);
    for (const note of await notesOf('0101')) expect(note).not.toContain('编码');
  });

  it('reads fields of any name by the meaning they were given, and only those', async () => {
    const packed = packFeatures(
      [
        [-1, 'T1'],
        [1, 'T2'],
      ].map(([x, number]) => ({
        geometry: square(x as number, 0, 2),
        properties: {
          TDLY: number === 'T1' ? '0101' : '0702',
          DLBM: '0301',
          SYZ: '甲村',
          KC: number === 'T1' ? 10 : 0,
        },
      })),
    );
    const tableOf = async (fields?: FieldsByMeaning) => {
      const layer = { id: 'l', role: 'land-use', name: { zh: 'l', en: 'l' }, from: 'reference' } as const;
      const checked = { layer: fields ? { ...layer, fields } : layer, packed };
      const { landUse: table, zone: whole } = await checkZone(zone, [checked], [], { ...options, land });
      return table?.rows.map(({ owner, class: code, areaM2 }) => [
        owner,
        code,
        Math.round((1000 * areaM2) / whole.areaM2),
      ]);
    };
    expect(await tableOf()).toEqual([['', '0301', 1000]]);
    expect(await tableOf({ class: 'tdly', owner: 'SYZ', deduction: 'KC' })).toEqual([
      ['甲村', '0101', 450],
      ['甲村', '0702', 500],
      ['甲村', '1203', 50],
    ]);
    expect(await tableOf({ class: '' })).toBeUndefined();
  });

  it('counts cultivated ground for the hint on who approves', async () => {
    const linesOf = async (...layers: ReturnType<typeof layerOf>[]) => {
      const { approval } = await checkZone(zone, [clear, ...layers], [permanent], { ...options, land });
      return approval.lines.map(({ answer, areaM2 }) => [answer, Math.round(areaM2)]);
    };
    const whole = await linesOf(dltb(record('a', -1, '0101'), record('b', 1, '0702')));
    expect(whole.map(([answer]) => answer)).toEqual(['clear', 'overlap', 'overlap']);
    expect(whole[1]![1]).toBe(whole[2]![1]);
    // Half of the zone has no land class: the other half is known, and nothing is said to be below a threshold.
    const half = await linesOf(dltb(record('a', -1, '0101')));
    expect(half.map(([answer]) => answer)).toEqual(['clear', 'unchecked', 'unchecked']);
    expect(half[1]![1]).toBe(whole[1]![1]);
    // A hair between two borders is no ground without a class.
    const gap = await linesOf(dltb(record('b', 1, '0702'), record('c', -0.9999999999, '0101')));
    expect(gap.map(([answer]) => answer)).toEqual(['clear', 'overlap', 'overlap']);
    const unknown = await linesOf(dltb(record('a', -1, '0101'), record('b', 1, '0199')));
    expect(unknown.map(([answer]) => answer)).toEqual(['clear', 'unchecked', 'unchecked']);
  });
});

describe('the class table', () => {
  const known = classIndex(survey);
  it.each([
    ['0201K', '可调整果园', 'agricultural', '02'],
    ['0101Z', '水田', 'agricultural', '01'],
    ['1104A', '养殖坑塘', 'agricultural', '11'],
    ['05H1', '商业服务业设施用地', 'construction', '05'],
    ['08H2A', '高教用地', 'construction', '08'],
    ['0303', '红树林地', 'agricultural', '00'],
    ['0603', '盐田', 'construction', '00'],
    ['1106', '内陆滩涂', 'unused', '00'],
    ['09', '特殊用地', 'construction', '09'],
  ])('keeps the class of %s', (code, name, category, top) => {
    const found = known(code)!;
    expect([found.name.zh, found.category, found.top.code]).toEqual([name, category, top]);
    expect(found.colour).toMatch(/^#/);
  });
  it('knows nothing of codes it lacks', () => {
    for (const code of ['', '0199', '01010', '1208', 'K']) expect(known(code), code).toBeUndefined();
  });
  it('has a parent for every class, and every code once', () => {
    for (const { classes: all } of classes.classifications) {
      const codes = all.map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const { parent } of all) if (parent !== undefined) expect(codes).toContain(parent);
    }
  });
  it('detects the classification from its codes, and by the names where the codes fit several', () => {
    const of = (...found: [string, string?][]) =>
      classificationOf(
        classes,
        found.map(([code, name]) => ({ code, name })),
      )?.id;
    expect(of(['0101'], ['08H1'])).toBe('survey');
    expect(of(['0101'], ['0801'], ['0501'])).toBe('gb21010');
    expect(of(['0101'], ['070102'], ['1701'])).toBe('planning');
    expect(of(['1201', '铁路用地'])).toBe('planning');
    expect(of(['X'])).toBeUndefined();
  });
});

describe('roles', () => {
  it.each([
    ['DLTB', ['DLBM'], 'land-use'],
    ['2023/dltb_4526.shp', [], 'land-use'],
    ['YJJBNTBHTB', [], 'permanent-farmland'],
    ['YJJBNTTB_shp.zip', ['TBBH', 'DLBM'], 'permanent-farmland'],
    ['STBHHX', [], 'ecological-redline'],
    ['CZKFBJ', [], 'urban-boundary'],
    ['CJDCQ', [], 'villages-official'],
    ['ZDJBXX', ['ZDDM'], 'parcels'],
    ['GHYT', [], 'planning-use'],
    ['新建要素类', ['BDCDYH'], 'parcels'],
    ['新建要素类', ['DLBM', 'TBMJ'], 'land-use'],
    ['新建要素类', ['NAME'], 'other'],
  ])('of %s with %j is %s', (name, fields, role) => {
    const guess = guessRole(roles, name, fields);
    expect(guess.role).toBe(role);
    expect(guess.reason.zh).not.toBe('');
  });
});

describe('what is printed', () => {
  it('closes with the zone in its last digit, in every column, whatever the error of computing', () => {
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
    const areas = fc.array(fc.double({ min: 0.5, max: 5000, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(areas, fc.constantFrom(0, 0.0003, -0.0003, 0.004, -40), (list, off) => {
        const pieces = list.map(
          (overlapM2, k): LandPiece => ({
            ...{ overlapM2, owner: `${k % 3}组`, ownership: '30', class: ['0101', '0301'][k % 2]! },
          }),
        );
        // More or less than the zone, as pieces cut apart at many edges come to, or as what overlaps is counted twice.
        const zoneM2 = Math.max(1, sum(list) + off);
        const table = landUse(piecesOf(pieces), {
          ...{ layer: 'DLTB', classification: survey, zoneM2, coveredM2: () => Math.min(zoneM2, sum(list)) },
        });
        const detail = landClassesTable({ zone: { areaM2: zoneM2 } }, table);
        const { uncoveredM2, doublyM2 } = table;
        for (const [column, unit] of [
          [5, 10_000 / 1500],
          [6, 1],
          [7, 0.01],
        ] as const) {
          const step = [0.01, 0.0001, 0.01][column - 5]!;
          const printed = detail.rows.map(({ cells }) => Math.round(cells[column]!.number!.value / step));
          const [zone, open, doubly] = [zoneM2, uncoveredM2, doublyM2].map((m2) => Math.round(m2 / unit));
          expect(sum(printed) + open! - doubly!).toBe(zone);
        }
        // No line of the signed table is there for an error of computing.
        if (Math.abs(off) < 0.01)
          expect(landUseTable(table).rows.map(({ key }) => key)).not.toContain('open');
      }),
    );
  });
});

describe('rounding by the largest remainder', () => {
  it('adds up in rows and columns to the rounded total, no cell off by a unit', () => {
    const table = fc.array(
      fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(table, (values) => {
        const { cells, rows, columns, total } = closingGrid(values, 1);
        const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
        expect(total).toBe(Math.round(sum(values.map(sum))));
        expect(sum(rows)).toBe(total);
        expect(sum(columns)).toBe(total);
        cells.forEach((row, r) => {
          row.forEach((cell, c) => {
            expect(Math.abs(cell - values[r]![c]!)).toBeLessThanOrEqual(1);
          });
        });
      }),
    );
  });
});
