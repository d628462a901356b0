import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { square } from './fixture.ts';

// Every test starts processes, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 180_000 });

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'zone-check-'));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const run = (args: string[], input?: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/zone-check.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...(input === undefined ? {} : { input }),
  });
const zones = (...geometries: object[]) => ({
  type: 'FeatureCollection',
  features: geometries.map((geometry, k) => ({
    type: 'Feature',
    properties: { name: `块${k + 1}` },
    geometry,
  })),
});

describe('npm run zone-check', () => {
  it('prints one result as JSON, with parcels and a fingerprint', () => {
    const parcels = file('parcels.geojson', zones(square(0, 0, 1), square(1, 0, 1)));
    const { status, stdout, stderr } = run([
      file('one.geojson', zones(square(0, 0, 2))),
      '--parcels',
      parcels,
      '--json',
    ]);
    expect([status, stderr]).toEqual([0, expect.stringContaining('parcels, 2 features')]);
    const result = JSON.parse(stdout);
    expect(result.parcels.count).toBe(2);
    expect(result.parcels.overlapM2 / result.zone.areaM2).toBeCloseTo(0.5, 5);
    expect(result.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(
      result.rules.every((rule: { answer: string }) =>
        ['overlap', 'clear', 'unchecked'].includes(rule.answer),
      ),
    ).toBe(true);
  });
  it('reads several zones from standard input and writes CSV with BOM', () => {
    const { status, stdout } = run(['-', '--csv'], JSON.stringify(zones(square(0, 0, 2), square(5, 0, 2))));
    expect(status).toBe(0);
    // The project's sums come first, then each zone's report.
    expect(stdout.startsWith('\uFEFF项目汇总：2 个地块')).toBe(true);
    expect(stdout).toContain('征地核查报告：块1');
    expect(stdout).toContain('征地核查报告：块2');
  });
  it('writes text, in English if asked', () => {
    const { status, stdout } = run([file('one.geojson', zones(square(0, 0, 2))), '--txt', '--lang', 'en']);
    expect(status).toBe(0);
    expect(stdout).toContain('Ellipsoidal area');
  });
  it('names a wrong zone prefix with both places, and takes the right one only when asked', () => {
    const survey = file(
      'prefix.txt',
      [
        '[属性描述]',
        '坐标系=2000国家大地坐标系',
        '带号=39',
        '[地块坐标]',
        ...[
          'J1,1,3154100,39411800',
          'J2,1,3154100,39411900',
          'J3,1,3154000,39411900',
          'J1,1,3154100,39411800',
        ],
      ].join('\n'),
    );
    const doubt = run([survey, '--json']);
    expect([doubt.status, doubt.stdout]).toEqual([2, '']);
    expect(doubt.stderr).toMatch(/Y 的带号前缀 39 可能写错.*116\.\d+°E.*29\d 公里.*前缀改为 38.*113\.\d+°E/);
    expect(doubt.stderr).toMatch(/--crs 指定，候选：EPSG:4527（距本镇 29\d 公里）、EPSG:4526（距本镇 \d/);
    const told = run([survey, '--json', '--crs', 'EPSG:4526', '--lang', 'en']);
    expect(told.status).toBe(0);
    expect(told.stderr).toMatch(/prefix 39 of Y was read as 38/);
    const { zone } = JSON.parse(told.stdout);
    expect(zone.planeAreaM2).toBeCloseTo(5000, 0);
    expect(zone.warnings.map(({ code }: { code: string }) => code)).toEqual(['zone-prefix-replaced']);
  });
  it('refuses a role the package does not know, naming those there are, and an accuracy that is no length', () => {
    const one = file('one.geojson', zones(square(0, 0, 2)));
    const role = run([one, '--json', '--layer', `${one},role=land_use`]);
    expect([role.status, role.stdout]).toEqual([2, '']);
    expect(role.stderr).toMatch(/没有用途“land_use”。 可用：.*land-use（地类图斑）/);
    const accuracy = run([one, '--json', '--lang', 'en', '--layer', `${one},role=other,accuracy=about 5`]);
    expect([accuracy.status, accuracy.stdout]).toEqual([2, '']);
    expect(accuracy.stderr).toContain('The accuracy has to be a number of metres');
  });
  it('reads the fields of a layer by the meaning given, and names those it has where there is none of the name', () => {
    const land = zones(square(-1, 0, 4));
    Object.assign(land.features[0]!.properties, { TDLY: '0101', SYZ: '甲村' });
    const [zone, layer] = [file('one.geojson', zones(square(0, 0, 2))), file('land.geojson', land)];
    const of = (more: string) =>
      run([zone, '--json', '--lang', 'en', '--layer', `${layer},role=land-use${more}`]);
    expect(JSON.parse(of('').stdout).landUse).toBeUndefined();
    const { landUse } = JSON.parse(of(',field.class=TDLY,field.owner=SYZ').stdout);
    expect(landUse.rows.map((row: { owner: string; class: string }) => [row.owner, row.class])).toEqual([
      ['甲村', '0101'],
    ]);
    const wrong = of(',field.class=TDLX');
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toMatch(/no field "TDLX".*It has: .*TDLY, SYZ/);
  });
  it('says in the result what was lost or doubtful in a reference layer, and ends with 3', () => {
    const [good, bad] = [
      square(0, 0, 1),
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            [3, 'x'],
          ],
        ],
      },
    ];
    const old = { ...zones(good, bad), crs: { type: 'name', properties: { name: 'EPSG:4610' } } };
    const { status, stdout, stderr } = run([
      ...[file('one.geojson', zones(square(50, 0, 2))), '--json'],
      ...['--layer', `${file('old.geojson', old)},role=other,name=旧图`],
      ...[
        '--parcels',
        file('named.geojson', zones(good)),
        '--layer',
        `${file('b.geojson', zones(good))},crs=EPSG:4214`,
      ],
    ]);
    expect(status).toBe(3);
    expect(stderr).toContain('1980西安坐标系');
    const { reference, parcels } = JSON.parse(stdout);
    const codes = reference.map(({ warnings = [] }: { warnings: { code: string }[] }) =>
      warnings.map((one) => one.code),
    );
    expect(codes[0]).toContain('datum-shift-unknown');
    expect(codes[1]).toContain('datum-shift-unknown');
    expect(codes[0].length).toBeGreaterThan(codes[1].length);
    // What could not be read may lie anywhere; the other layer is 5 km away.
    expect(reference.map(({ answer }: { answer: string }) => answer)).toEqual(['unchecked', 'clear']);
    expect(parcels.warnings).toBeUndefined();
  });
  it('moves layers of an old datum by parameters given for all, or for one of them, as it moves zones', () => {
    const zone = square(0, 0, 2);
    const old = (name: string) =>
      file('old.geojson', { ...zones(zone), crs: { type: 'name', properties: { name } } });
    const crs = (args: string[]) => {
      const { stdout, stderr } = run([file('one.geojson', zones(zone)), '--json', '--lang', 'en', ...args]);
      return { moved: JSON.parse(stdout).parcels.overlapM2 / JSON.parse(stdout).zone.areaM2, stderr };
    };
    // By about 100 m, of a square of 2 km; the first parameter begins with a minus sign.
    const seven = '-15.4,128.6,75.2,1.2,-0.9,2.1,-1.5';
    const given = crs(['--parcels', old('EPSG:4610'), '--helmert', seven]);
    expect(given.stderr).toMatch(/moved the shape by about 11\d\.\d m/);
    const ofOne = crs(['--layer', `${old('EPSG:4610')},helmert=${seven},role=parcels`]);
    expect(ofOne.moved).toBe(given.moved);
    expect(given.moved).toBeLessThan(0.99);
    const turned = '-15.4 128.6 75.2 -1.2 0.9 -2.1 -1.5,rotation=position-vector';
    expect(crs(['--layer', `${old('EPSG:4610')},role=parcels,helmert=${turned}`]).moved).toBe(given.moved);
    const none = crs(['--parcels', file('new.geojson', zones(zone)), '--helmert', seven]);
    expect(none.moved).toBeCloseTo(1, 9);
    expect(none.stderr).toMatch(/nothing that was read is in Xi’an 1980 or Beijing 1954/);
  });
  it.each(['formats', 'gdb'])(
    'prints one JSON document and nothing else for every kind of input in %s',
    (kind) => {
      // Readers of some libraries print what they find odd: that belongs to no document.
      const { status, stdout, stderr } = run([join(root, 'test/fixtures', kind), '--json']);
      expect(status).toBe(3);
      expect(JSON.parse(stdout).length).toBeGreaterThan(1);
      expect(stderr).not.toBe('');
    },
  );
  it('asks what only the maker of a shape knows, and takes the answer as a flag', () => {
    const [shell] = square(0, 0, 2).coordinates;
    const [hole] = square(5, 0, 1).coordinates;
    const path = file('hole.geojson', zones({ type: 'Polygon', coordinates: [shell, hole] }));
    const asked = run([path, '--json', '--lang', 'en']);
    expect([asked.status, asked.stdout]).toEqual([2, '']);
    expect(asked.stderr).toMatch(/outside its shell.*--outside-hole part\|drop/);
    const area = (answer: string) => {
      const { status, stdout } = run([path, '--json', '--outside-hole', answer]);
      return status === 0 ? JSON.parse(stdout).zone.areaM2 : undefined;
    };
    expect(area('part') / area('drop')).toBeCloseTo(1.25, 4);
    expect(run([path, '--outside-hole', 'maybe']).status).toBe(2);
  });
  it.each([
    ['no file', [join(folder, 'none.geojson')], /none\.geojson/],
    ['nonsense', [file('bad.txt', 'hello')], /error/],
    [
      'no such package',
      [file('one.geojson', zones(square(0, 0, 2))), '--package', join(folder, 'none')],
      /package|数据包/,
    ],
    [
      'bad parcels',
      [file('one.geojson', zones(square(0, 0, 2))), '--parcels', file('bad.fgb', 'fgb')],
      /bad\.fgb/,
    ],
    ['two formats', [file('one.geojson', zones(square(0, 0, 2))), '--json', '--csv'], /ZONE_FILE/],
    ['an unknown option', ['--nonsense'], /nonsense/],
  ])('ends with 2 and a reason for %s', (_, args, reason) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });
});
