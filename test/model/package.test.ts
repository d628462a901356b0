import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../src/cli/package/read.ts';
import { checkPackage, type PackageInput } from '../../src/model/index.ts';

const root = join(import.meta.dirname, '../..');
let good: PackageInput;
beforeAll(() => {
  good = readPackage(join(root, 'data')).input;
});

/** The package with one part changed by hand on a deep copy; the codes of its problems. */
function codes(change: (p: Loose) => void): string[] {
  const copy = structuredClone({ ...good, layers: [...good.layers] }) as unknown as Loose;
  const layers = new Map(copy.layers as unknown as [string, Loose][]);
  copy['layer'] = (id: string) => layers.get(id) as Loose;
  change(copy);
  return checkPackage({ ...(copy as unknown as PackageInput), layers }).problems.map((p) => p.code);
}
// biome-ignore lint/suspicious/noExplicitAny: these tests break data on purpose
type Loose = any;

describe('our package', () => {
  it('has no problem at all', () => {
    expect(readPackage(join(root, 'data')).problems).toEqual([]);
    expect(checkPackage(good).problems).toEqual([]);
  });
  it('keeps the plan’s text as it was given', () => {
    const text = readFileSync(join(root, 'seeds/弼时镇2017年工作规划.txt'));
    expect(text.length).toBe(6575);
    expect(good.text).toBe(text.toString('utf8'));
  });
  it('covers all that the plan names', () => {
    const { plan } = checkPackage(good);
    const titles = (plan?.chapters ?? []).flatMap((c) =>
      c.sections.flatMap((s) => s.items.map((i) => i.title.zh)),
    );
    const wanted =
      '一期启动区 征地拆迁 村民安置 水电气路 新兴产业 龙头企业 发展环境 政务服务 弼时新城 新镇区 国道东移 桃花路 集镇建设规划 兴农商业街三期 金山路商业街 白改黑 绿化亮化 供排水 污水处理厂 配套设施 任弼时纪念馆 红色旅游 玉池山省级风景名胜区 影珠山 明月山 确权登记 土地流转 合作社 高标准农田 双季稻 机械化 特色种养 休闲观光农业 精准扶贫十大工程 集中安置区 社会保障 教育 医疗 人口计生 平安创建 安全生产 危房改造 因灾倒房 山洪地质灾害防控监测体系 镇村规划 灾后重建 小一型水库 小二型水库 骨干山塘 主干渠 硬化率 农村电网 安全饮水 百日攻坚 公路路域 四大治理 文明屋场 秀美村庄 三年目标';
    expect(wanted.split(' ').filter((w) => !titles.some((t) => t.includes(w)))).toEqual([]);
  });
  it('gives figures only where the plan does', () => {
    const { plan } = checkPackage(good);
    const items = (plan?.chapters ?? []).flatMap((c) => c.sections.flatMap((s) => s.items));
    const figures = items.flatMap((i) =>
      i.targets.flatMap((t) => (t.value === undefined ? [] : [[i.id, t.value]])),
    );
    expect(figures).toEqual([
      ['0.1-2', 5],
      ['4.1-1', 10],
      ['5.2-6', 100],
      ['5.3-1', 100],
      ['5.3-2', 2],
      ['5.3-3', 4],
      ['5.3-6', 3],
    ]);
  });
});

const first = (p: Loose) => p.plan.chapters[1].sections[0].items[0];
const feature = (p: Loose, layer: string, n = 0) => p.layer(layer).features[n];

describe('a package with one fault', () => {
  it.each<[string, string, (p: Loose) => void]>([
    [
      'a wrong type',
      'schema',
      (p) => {
        p.town.centralMeridian = '114';
      },
    ],
    ['a missing field', 'schema', (p) => void delete p.plan.title.en],
    [
      'an unknown field',
      'schema',
      (p) => {
        p.catalogue.layers[0].colour = 'red';
      },
    ],
    [
      'an array for an object',
      'schema',
      (p) => {
        p.status = [];
      },
    ],
    [
      'null for a file',
      'schema',
      (p) => {
        p.rules = null;
      },
    ],
    [
      'a number for a file',
      'schema',
      (p) => {
        p.stages = 7;
      },
    ],
    [
      'a wrong status word',
      'schema',
      (p) => {
        p.status.entries[0].status = 'great';
      },
    ],
    [
      'an impossible date',
      'schema',
      (p) => {
        p.status.entries[0].date = '2017-13';
      },
    ],
    [
      'a quote that moved',
      'quote-moved',
      (p) => {
        first(p).cites[0].start += 1;
      },
    ],
    [
      'a quote past the end',
      'cite-outside',
      (p) => {
        first(p).cites[0].end = 99_999;
      },
    ],
    [
      'a changed text',
      'quote-moved',
      (p) => {
        p.text = `x${p.text}`;
      },
    ],
    [
      'residue that is not in the text',
      'quote-moved',
      (p) => {
        p.plan.residue = [{ start: 0, end: 3, quote: '[x]' }];
      },
    ],
    [
      'an uncited commitment',
      'uncited',
      (p) => {
        p.plan.noCommitment = p.plan.noCommitment.slice(1);
      },
    ],
    [
      'a new sentence',
      'uncited',
      (p) => {
        p.text += '新建一座桥。';
      },
    ],
    [
      'a place without a feature',
      'item-without-feature',
      (p) => {
        first(p).features = [];
      },
    ],
    ['no reason for no place', 'why-missing', (p) => void delete p.plan.chapters[0].sections[0].items[0].why],
    [
      'a related item that is not there',
      'dangling',
      (p) => {
        first(p).related = ['9.9-9'];
      },
    ],
    [
      'an item related to itself',
      'dangling',
      (p) => {
        first(p).related = [first(p).id];
      },
    ],
    [
      'an id of another section',
      'id-section',
      (p) => {
        first(p).id = '4.1-9';
      },
    ],
    [
      'a section of another chapter',
      'id-chapter',
      (p) => {
        p.plan.chapters[1].sections[0].id = '3.9';
      },
    ],
    ['an item twice', 'duplicate', (p) => void p.plan.chapters[0].sections[0].items.push(first(p))],
    ['a feature the item does not list', 'one-way', (p) => void first(p).features.pop()],
    ['an item the feature does not list', 'one-way', (p) => void first(p).features.push('road.taohua')],
    ['a feature that is not there', 'dangling', (p) => void first(p).features.push('nowhere')],
    [
      'a feature without an item',
      'feature-without-item',
      (p) => {
        feature(p, 'park').properties.planItems = [];
      },
    ],
    [
      'an item that is not there',
      'dangling',
      (p) => void feature(p, 'park').properties.planItems.push('9.9-9'),
    ],
    ['a feature twice', 'duplicate', (p) => void p.layer('ponds').features.push(feature(p, 'ponds'))],
    [
      'an unknown village',
      'dangling',
      (p) => {
        feature(p, 'park').properties.villages = ['430681107999'];
      },
    ],
    [
      'a village of another town',
      'village-code',
      (p) => {
        feature(p, 'villages').properties.villages = ['430681108001'];
      },
    ],
    [
      'a village with two codes',
      'village-code',
      (p) => void feature(p, 'villages').properties.villages.push('430681107208'),
    ],
    ['a layer twice', 'duplicate', (p) => void p.catalogue.layers.push(p.catalogue.layers[0])],
    [
      'a group that is not there',
      'dangling',
      (p) => {
        p.catalogue.layers[0].group = 'x';
      },
    ],
    [
      'a code its layer does not declare',
      'attribute',
      (p) => {
        feature(p, 'park').properties.kind = 'castle';
      },
    ],
    [
      'an attribute of the wrong type',
      'attribute',
      (p) => {
        feature(p, 'peaks').properties.elevationM = 'high';
      },
    ],
    [
      'a status of nothing',
      'dangling',
      (p) => {
        p.status.entries[0].subject = 'item:9.9-9';
      },
    ],
    [
      'evidence the plan does not give',
      'evidence',
      (p) => {
        p.status.entries[0].evidence = '已经完成';
      },
    ],
    ['a status entry twice', 'duplicate', (p) => void p.status.entries.push(p.status.entries[0])],
    [
      'a base map that is not there',
      'dangling',
      (p) => {
        p.town.basemap = 'x';
      },
    ],
    [
      'an extent the wrong way round',
      'extent',
      (p) => {
        p.town.extent = [113.2, 28.6, 113.1, 28.5];
      },
    ],
    [
      'an extent outside',
      'extent',
      (p) => {
        p.town.extent = [100, 20, 101, 21];
      },
    ],
    [
      'a tour stop that is not there',
      'dangling',
      (p) => {
        p.town.display = { first: ['9.9-9'] };
      },
    ],
    ['a rule twice', 'duplicate', (p) => void p.rules.rules.push(p.rules.rules[0])],
    [
      'a rule on a layer that was taken out',
      'rule-layer',
      (p) => {
        p.catalogue.layers = p.catalogue.layers.filter(({ id }: { id: string }) => id !== 'reservoirs');
      },
    ],
    [
      'not a FeatureCollection',
      'not-geojson',
      (p) => {
        p.layer('park').type = 'Park';
      },
    ],
    [
      'a feature that is null',
      'not-geojson',
      (p) => {
        p.layer('park').features[0] = null;
      },
    ],
    [
      'a feature without properties',
      'schema',
      (p) => {
        feature(p, 'park').properties = null;
      },
    ],
    [
      'an id with a space',
      'schema',
      (p) => {
        feature(p, 'park').properties.id = 'a b';
      },
    ],
    [
      'a crs member',
      'crs-member',
      (p) => {
        p.layer('park').crs = { type: 'name' };
      },
    ],
    [
      'a point in a layer of areas',
      'geometry-kind',
      (p) => {
        feature(p, 'scenic').geometry = { type: 'Point', coordinates: [113.1, 28.5] };
      },
    ],
  ])('%s: %s', (_, code, change) => {
    expect(codes(change)).toContain(code);
  });
  it('names file, feature and field', () => {
    const copy = structuredClone(good.layers.get('park')) as Loose;
    copy.features[1].properties.accuracyM = 'about';
    const report = checkPackage({ ...good, layers: new Map([...good.layers, ['park', copy]]) });
    expect(report.problems[0]?.where).toEqual({
      file: 'layers/park.geojson',
      feature: 'park.factory',
      field: 'accuracyM',
    });
    expect(report.problems[0]?.what.en).toBe('must be a number, but is "about"');
  });
  it('leaves the other features of a broken layer usable', () => {
    const copy = structuredClone(good.layers.get('ponds')) as Loose;
    copy.features[0].geometry = null;
    const report = checkPackage({ ...good, layers: new Map([...good.layers, ['ponds', copy]]) });
    expect(report.data.get('ponds')?.features.length).toBe(copy.features.length - 1);
  });
  it('a missing part is not reported twice, and the rest is still checked', () => {
    const report = checkPackage({ ...good, plan: undefined, text: undefined });
    expect(report.problems).toEqual([]);
    expect(report.plans).toEqual([]);
  });
});

describe('anything at all as a package', () => {
  it('gives problems, never an exception', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (a, b, c) => {
        const report = checkPackage({
          town: a,
          plan: b,
          catalogue: c,
          status: a,
          rules: b,
          stages: c,
          text: 'x',
          layers: new Map([['park', a]]),
        });
        const given = [a, b, c].filter((v) => v !== undefined).length;
        expect(report.problems.length).toBeGreaterThanOrEqual(given);
      }),
      { numRuns: 300 },
    );
  });
  it('with any value in the place of a layer’s features', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (features) => {
        const layers = new Map([...good.layers, ['park', { type: 'FeatureCollection', features }]]);
        expect(checkPackage({ ...good, layers }).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
