import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Geometry, Polygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { replaceFeatures } from '../../src/check/package/replace-features.ts';
import { syllablesOf } from '../../src/check/package/search-index.ts';
import { addLayer } from '../../src/cli/package/add.ts';
import { labelCharacters, uiCharacters } from '../../src/cli/package/characters.ts';
import { replaceLayer } from '../../src/cli/package/replace.ts';
import { buildIndex, indexIsFresh } from '../../src/cli/package/search-index.ts';
import { validateFolder } from '../../src/cli/package/validate-folder.ts';
import { formatProblem, type LayerData, ProblemError } from '../../src/model/index.ts';
import { filesOf, twoPlans } from '../e2e/two-plans.ts';

const root = join(import.meta.dirname, '../..');
const tsx = join(root, 'node_modules/.bin/tsx');
const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(tsx, [join(root, `src/cli/${command}.ts`), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

/** All that is said of a package, in English. */
const messages = (dir: string): string =>
  validateFolder(dir)
    .problems.map((p) => formatProblem(p, 'en'))
    .join('\n');

let folder: string;
const data = () => join(folder, 'data');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
function fresh(): void {
  rmSync(data(), { recursive: true, force: true });
  cpSync(join(root, 'data'), data(), { recursive: true, filter: (from) => !from.includes('basemap') });
  mkdirSync(join(folder, 'seeds'), { recursive: true });
  cpSync(join(root, 'seeds/弼时镇2017年工作规划.txt'), join(folder, 'seeds/弼时镇2017年工作规划.txt'));
}

describe('npm run validate', () => {
  it('passes our package and prints its line', () => {
    const { status, stdout } = run('validate');
    expect(stdout.trim()).toMatch(
      /^\d+ sentences, \d+ commitments, \d+ items, \d+ on the map, 0 uncited, \d+ features in \d+ layers, 0 errors, 0 warnings$/,
    );
    expect(status).toBe(0);
  });
  it('counts and lists the sentences of every plan', () => {
    const town = join(folder, 'two', 'data');
    for (const [path, text] of Object.entries(filesOf(twoPlans))) {
      mkdirSync(join(town, '..', path, '..'), { recursive: true });
      writeFileSync(join(town, '..', path), text);
    }
    const { stdout } = run('validate', town, '--coverage');
    expect(stdout).toMatch(/^2 plans, 6 sentences, 4 commitments, 4 items, 3 on the map, 0 uncited, /m);
    expect(stdout.match(/^(2026|2027) {2}.*|修建柳溪大桥|加快建设文化广场/gm)).toEqual([
      '2026  柳溪镇2026年工作规划',
      '加快建设文化广场',
      '2027  柳溪镇2027年工作规划',
      '修建柳溪大桥',
    ]);
  });
  it('says for an unusable folder what is wrong, in one line', () => {
    expect(run('validate', join(folder, 'none'))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^No folder/),
    });
  });
  it('names every file that an empty folder lacks', () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const output = messages(join(folder, 'empty'));
    for (const file of ['town.json', 'plan.json', 'layers.json', 'status.json', 'rules.json', 'stages.json'])
      expect(output).toContain(`file ${file}: there is no such file`);
  });
  it.each<[string, () => void, RegExp]>([
    [
      'broken JSON with its line',
      () => writeFileSync(join(data(), 'rules.json'), '{\n "schema": 1,\n "rules": [,]\n}'),
      /file rules\.json, line 3: not valid JSON/,
    ],
    [
      'a file cut short',
      () => writeFileSync(join(data(), 'layers/park.geojson'), '{"type":"FeatureColl'),
      /file layers\/park\.geojson, line 1/,
    ],
    [
      'bytes that are no text',
      () => writeFileSync(join(data(), 'town.json'), Buffer.from([0xff, 0xfe, 0x00, 0xd8])),
      /file town\.json: not UTF-8/,
    ],
    [
      'GBK in place of UTF-8',
      () => writeFileSync(join(data(), 'status.json'), Buffer.from([0x7b, 0x22, 0xb1, 0xca, 0x22, 0x7d])),
      /file status\.json: not UTF-8/,
    ],
    [
      'a folder in place of a file',
      () => {
        rmSync(join(data(), 'stages.json'));
        mkdirSync(join(data(), 'stages.json'));
      },
      /file stages\.json: there is no such file/,
    ],
    [
      'a missing layer',
      () => rmSync(join(data(), 'layers/ponds.geojson')),
      /file layers\/ponds\.geojson: there is no such file/,
    ],
    [
      'a layer outside the package',
      () =>
        edit('layers.json', (c) => {
          c.layers[0].source = '../../secret.json';
        }),
      /leaves the package/,
    ],
    [
      'a plan text outside',
      () =>
        edit('plan.json', (p) => {
          p.file = '/etc/passwd';
        }),
      /leaves the package/,
    ],
    [
      'layers that are no list',
      () =>
        edit('layers.json', (c) => {
          c.layers = { length: 5 };
        }),
      /field layers/,
    ],
    [
      'a stale pinyin index',
      () =>
        edit('plan.json', (p) => {
          p.chapters[1].sections[0].items[0].title.zh = '园区用地';
        }),
      /file search\.json: the pinyin index is not/,
    ],
  ])('reports %s', (_, change, message) => {
    fresh();
    change();
    expect(messages(data())).toMatch(message);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: these tests break data on purpose
function edit(file: string, change: (value: any) => void): void {
  const value = JSON.parse(readFileSync(join(data(), file), 'utf8'));
  change(value);
  writeFileSync(join(data(), file), JSON.stringify(value));
}

describe('npm run package -- replace', () => {
  const collection = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
  const square = (x: number, y: number) => ({
    type: 'Polygon',
    // Clockwise, as shapefiles have it.
    coordinates: [
      [
        [x, y],
        [x, y + 0.01],
        [x + 0.01, y + 0.01],
        [x + 0.01, y],
        [x, y],
      ],
    ],
  });
  it('keeps the links by id and by name, and the package stays valid', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    fresh();
    const file = join(folder, '批准范围.geojson');
    writeFileSync(
      file,
      collection([
        { type: 'Feature', properties: { id: 'scenic.yuchi' }, geometry: square(113.08, 28.56) },
        { type: 'Feature', properties: { 名称: '影珠山' }, geometry: square(113.17, 28.56) },
        { type: 'Feature', properties: { name: 'Mingyue Mountain' }, geometry: square(113.12, 28.58) },
      ]),
    );
    await replaceLayer(['scenic', file], data());
    expect(log.mock.calls.flat().join('\n')).toContain('3 features replaced');
    const after = JSON.parse(readFileSync(join(data(), 'layers/scenic.geojson'), 'utf8')) as LayerData;
    expect(after.features.map((f) => [f.properties.id, f.properties.planItems, f.properties.basis])).toEqual([
      ['scenic.yuchi', ['3.1-1', '3.1-4', '3.1-7'], 'official'],
      ['scenic.yingzhu', ['3.1-1', '3.1-5', '3.1-7'], 'official'],
      ['scenic.mingyue', ['3.1-1', '3.1-6', '3.1-7'], 'official'],
    ]);
    expect(after.features[0]?.properties.source.zh).toContain('批准范围.geojson');
    expect(after.features[0]?.properties.villages).toContain('430681107230');
    log.mockRestore();
    expect(messages(data())).toBe('');
  });
  const layerOf = (id: string) =>
    JSON.parse(readFileSync(join(data(), `layers/${id}.geojson`), 'utf8')) as LayerData;
  const put = (name: string, features: object[]) => {
    writeFileSync(join(folder, name), collection(features));
    return join(folder, name);
  };
  const quietly = async (work: () => Promise<void>): Promise<string> => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      await work();
      return log.mock.calls.flat().join('\n');
    } finally {
      log.mockRestore();
    }
  };
  it('names what is new and what is gone', () => {
    const old = JSON.parse(readFileSync(join(root, 'data/layers/scenic.geojson'), 'utf8')) as LayerData;
    const point = { type: 'Point' as const, coordinates: [113.1, 28.5] };
    const row = { properties: { 名称: '新片区', BSM: 7 }, geometry: point };
    const result = replaceFeatures({ id: 'scenic', attributes: [] }, old, [row], '甲', '弼时镇');
    expect(result).toMatchObject({
      matched: 0,
      loose: ['新片区'],
      gone: ['scenic.yuchi', 'scenic.mingyue', 'scenic.yingzhu'],
      assumed: 1,
    });
  });
  it('finds villages by division codes or by committees’ names in columns of any heading, moved by GDAL', async () => {
    fresh();
    // Made of the layer's own shapes: ogr2ogr -t_srs EPSG:4547, with the columns XZQDM and XZQMC.
    const old = layerOf('villages');
    const shape = old.features.map((f) => f.geometry);
    const byCode = old.features.map(({ geometry, properties }) => ({
      type: 'Feature',
      properties: { BSM: 1, XZQDM: properties.villages[0] },
      geometry,
    }));
    const byName = old.features.map(({ geometry, properties: { name } }) => ({
      type: 'Feature',
      properties: {
        ZLDWMC: `弼时镇${name.zh.replace(/村$/, '村村民委员会').replace(/社区$/, '社区居民委员会')}`,
      },
      geometry,
    }));
    for (const features of [byCode, byName]) {
      fresh();
      const file = put('村界.geojson', [...features].reverse());
      expect(await quietly(() => replaceLayer(['villages', file], data(), { accuracyM: 0.5 }))).toContain(
        '18 features replaced',
      );
      const after = layerOf('villages').features;
      for (const [i, { properties, geometry }] of [...old.features].entries()) {
        const now = after.find((f) => f.properties.id === properties.id);
        expect(now?.geometry).toEqual(shape[i]);
        expect(geometry).toBe(shape[i]);
        expect(now?.properties).toMatchObject({
          villages: properties.villages,
          accuracyM: 0.5,
          basis: 'official',
        });
      }
      expect(messages(data())).toBe('');
    }
  });
  it('computes the villages of every other layer again when their borders move', async () => {
    fresh();
    const features = layerOf('villages').features;
    const at = (layer: string) => layerOf(layer).features.map(({ properties }) => properties.villages);
    // Nothing moves, nothing is written.
    const same = put(
      '村界.geojson',
      features.map(({ geometry, properties }) => ({
        type: 'Feature',
        properties: { XZQDM: properties.villages[0] },
        geometry,
      })),
    );
    expect(await quietly(() => replaceLayer(['villages', same], data(), { accuracyM: 5 }))).not.toContain(
      'again',
    );
    const before = at('reservoirs');
    const [one, other] = [before[0]?.[0], before.flat().find((code) => code !== before[0]?.[0])];
    expect(before[0]).toHaveLength(1);
    const turned = (code: string | undefined) => (code === one ? other : code === other ? one : code);
    const swapped = put(
      '村界2.geojson',
      features.map(({ geometry, properties }) => ({
        type: 'Feature',
        properties: { XZQDM: turned(properties.villages[0]) },
        geometry,
      })),
    );
    expect(await quietly(() => replaceLayer(['villages', swapped], data(), { accuracyM: 5 }))).toMatch(
      /computed again in: .*reservoirs/,
    );
    expect(at('reservoirs').map((codes) => [...codes].sort())).toEqual(
      before.map((codes) => codes.map(turned).sort()),
    );
  });
  it('takes a shapefile and a GeoPackage on Gauss–Krüger, and says which accuracy it assumed', async () => {
    for (const name of ['villages-4547.shp', 'villages-4526.gpkg']) {
      fresh();
      const old = layerOf('villages');
      const file = join(import.meta.dirname, '../fixtures/replace', name);
      expect(await quietly(() => replaceLayer(['villages', file], data()))).toContain('accuracy not stated');
      for (const now of layerOf('villages').features) {
        const before = old.features.find((f) => f.properties.id === now.properties.id);
        // A shapefile turns its rings round.
        const corners = (geometry: Geometry | undefined) =>
          ((geometry as Polygon).coordinates[0] ?? [])
            .map(([x, y]) => (x as number) + (y as number))
            .sort((a, b) => a - b);
        const [sums, moved] = [corners(before?.geometry), corners(now.geometry)];
        expect(moved.length).toBe(sums.length);
        // A hundred-millionth of a degree is a millimetre.
        expect(Math.max(...sums.map((sum, k) => Math.abs(sum - (moved[k] as number))))).toBeLessThan(1e-8);
        expect(now.properties.source.en).toContain('accuracy not stated');
      }
    }
  });
  it('keeps the old drawing and links new features when asked, the plan in step', async () => {
    fresh();
    const file = put('水库.geojson', [
      {
        type: 'Feature',
        properties: { XMMC: '小（一）型水库', accuracyM: 3 },
        geometry: square(113.1, 28.52),
      },
      { type: 'Feature', properties: { XMMC: '团结水库' }, geometry: square(113.13, 28.54) },
    ]);
    const said = await quietly(() =>
      replaceLayer(['reservoirs', file], data(), { keep: true, items: ['5.2-2'], accuracyM: 2 }),
    );
    expect(said).toContain('new: 团结水库');
    expect(messages(data())).toBe('');
    const after = layerOf('reservoirs').features.map((f) => f.properties);
    expect(after.map((p) => p.accuracyM).slice(0, 2)).toEqual([3, 2]);
    expect(after.filter((p) => p.basis === 'schematic')).toHaveLength(5);
    const plan = readFileSync(join(data(), 'plan.json'), 'utf8');
    expect(plan).toContain(`"${after[1]?.id}"`);
  });
  it('changes nothing where the package would be broken afterwards, unless asked to', async () => {
    fresh();
    const before = readFileSync(join(data(), 'layers/scenic.geojson'), 'utf8');
    const same = () => {
      expect(readFileSync(join(data(), 'layers/scenic.geojson'), 'utf8')).toBe(before);
      expect(messages(data())).toBe('');
    };
    const only = [{ type: 'Feature', properties: { id: 'scenic.yuchi' }, geometry: square(113.08, 28.56) }];
    const part = put('part.geojson', only);
    await expect(replaceLayer(['scenic', part], data())).rejects.toThrow(/nothing was changed/);
    same();
    const point = { type: 'Point', coordinates: [113.1, 28.5] };
    const points = put('points.geojson', [{ ...only[0], geometry: point }]);
    await expect(replaceLayer(['scenic', points], data(), { keep: true })).rejects.toThrow(/this is a Point/);
    same();
    const strange = put('x.geojson', [{ ...only[0], properties: { A: 'b' } }]);
    await expect(replaceLayer(['scenic', strange], data())).rejects.toThrow(
      /columns: .*A.*nothing was changed/,
    );
    same();
    const faults = vi.spyOn(console, 'error').mockImplementation(() => {});
    await quietly(() => replaceLayer(['scenic', part], data(), { force: true }));
    faults.mockRestore();
    expect(messages(data())).toMatch(/3\.1-5.*no feature/);
  });
  it.each<[string, string[], RegExp]>([
    ['no layer', [], /usage/],
    ['an unknown layer', ['castle', 'FILE'], /there is no layer castle; there are neighbours/],
    ['a missing file', ['park', 'none.geojson'], /file none\.geojson: there is no such file/],
    ['a file that is no map data', ['park', 'NOISE'], /noise\.geojson/],
  ])('refuses %s by name', async (_, args, message) => {
    fresh();
    const file = join(folder, 'x.geojson');
    const noise = join(folder, 'noise.geojson');
    writeFileSync(file, collection([]));
    writeFileSync(noise, '????');
    const real = args.map((a) => (a === 'FILE' ? file : a === 'NOISE' ? noise : a));
    await expect(replaceLayer(real, data())).rejects.toThrow(message);
    await expect(replaceLayer(real, data())).rejects.toThrow(ProblemError);
  });
  it('as a command refuses in one line, with exit code 2', () => {
    const { status, stderr } = run('package', 'replace', 'castle', join(folder, 'x.geojson'));
    expect(stderr.trim().split('\n').length).toBe(1);
    expect(status).toBe(2);
  });
});

describe('npm run package -- add', () => {
  const farmland = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { YJJBNTTBBH: '001', DLBM: '0101' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [113.135, 28.51],
              [113.14, 28.51],
              [113.14, 28.515],
              [113.135, 28.515],
              [113.135, 28.51],
            ],
          ],
        },
      },
    ],
  });
  const farm = () => {
    const file = join(folder, '永久基本农田.geojson');
    writeFileSync(file, farmland);
    return file;
  };
  it('fills the slot of a rule: a layer with a role, of no plan item, that a zone is checked against', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    fresh();
    const file = farm();
    await expect(replaceLayer(['permanent-farmland', file], data(), {})).rejects.toThrow(/--role/);
    await addLayer([file, 'EPSG:4490'], data(), { role: 'permanent-farmland', accuracyM: 1, date: '2026' });
    log.mockRestore();
    expect(messages(data())).toBe('');
    const layer: LayerData = JSON.parse(
      readFileSync(join(data(), 'layers/permanent-farmland.geojson'), 'utf8'),
    );
    const [added] = layer.features;
    expect(added?.properties).toMatchObject({
      planItems: [],
      basis: 'official',
      accuracyM: 1,
      DLBM: '0101',
      villages: ['430681107205', '430681107208'],
    });
    const zone = join(folder, 'zone.geojson');
    writeFileSync(zone, farmland);
    const { stdout } = run('zone-check', zone, '--crs', 'EPSG:4490', '--package', data(), '--json');
    const rules = JSON.parse(stdout).conflicts.map((conflict: { rule: string }) => conflict.rule);
    expect(rules).toContain('farmland.permanent');
  });
  it('refuses an unknown role and a layer that is there already, and writes nothing', async () => {
    fresh();
    const before = readFileSync(join(data(), 'layers.json'), 'utf8');
    await expect(addLayer([farm()], data(), { role: 'fairyland' })).rejects.toThrow(/no role fairyland/);
    await expect(addLayer([farm()], data(), {})).rejects.toThrow(/--role/);
    await expect(addLayer([farm()], data(), { role: 'permanent-farmland', layer: 'park' })).rejects.toThrow(
      /already/,
    );
    expect(readFileSync(join(data(), 'layers.json'), 'utf8')).toBe(before);
  });
});

describe('the pinyin index', () => {
  it('reads characters by the words they stand in', () => {
    expect(syllablesOf('灾后重建').join(' ')).toBe('zai hou chong jian');
    expect(syllablesOf('重点 G107 国道').join(' ')).toBe('zhong dian g107 guo dao');
    expect(syllablesOf('“白改黑”（示意）').join(' ')).toBe('bai gai hei shi yi');
    expect(syllablesOf('绿化').join(' ')).toBe('lv hua');
  });
  it('is that of our names and text', () => {
    expect(indexIsFresh(join(root, 'data'))).toBe(true);
    const { entries, sounds } = buildIndex(join(root, 'data'));
    const of = (ref: string) => entries.find((e) => e.ref === ref)?.syllables.join('');
    expect(of('feature:scenic.yuchi')).toBe('yuchishanshengjifengjingmingshengqushiyi');
    expect(of('item:2.1-2')).toBe('guodaodongyitaohualu');
    expect(of('feature:village.430681107231')).toBe('yuchicun');
    expect(sounds['yu']).toContain('玉');
    const known = new Set(Object.values(sounds).join(''));
    const text = readFileSync(join(root, 'seeds/弼时镇2017年工作规划.txt'), 'utf8');
    expect([...text].filter((c) => /\p{Script=Han}/u.test(c) && !known.has(c))).toEqual([]);
    // Each is read one way; those in everyday use are there, whether the plan has them or not.
    expect(known.size).toBe(Object.values(sounds).join('').length);
    expect([...'医校糖摔'].every((c) => known.has(c))).toBe(true);
  });
});

describe('the fonts', () => {
  const fonts = join(root, 'data/basemap/fonts');
  const missing = (list: string, wanted: string) => {
    const have = new Set(readFileSync(join(fonts, list), 'utf8').replace(/\n$/, ''));
    return [...wanted].filter((c) => !have.has(c)).join('');
  };
  const remedy = 'run: npm run package -- fonts REGULAR SEMIBOLD MEDIUM';
  it('have every character of the page and of the names', () => {
    const code = [join(root, 'src'), join(root, 'index.html')];
    expect(missing('ui.txt', uiCharacters(join(root, 'data'), join(root, 'seeds'), code)), remedy).toBe('');
    expect(missing('labels.txt', labelCharacters(join(root, 'data'))), remedy).toBe('');
  });
  it('are small, and their licence is with them', () => {
    const size = (name: string) => readFileSync(join(fonts, name)).length / 1024;
    expect(size('labels.woff2')).toBeLessThan(60);
    expect(size('ui-400.woff2')).toBeLessThan(350);
    expect(size('ui-600.woff2')).toBeLessThan(350);
    expect(readFileSync(join(fonts, 'OFL.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
  });
});
