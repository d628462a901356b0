import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  distance,
  facts,
  feature,
  inside,
  layer,
  lengthOf,
  lineOf,
  nearestTo,
  pointOf,
  ringOf,
  walk,
} from './town.ts';

const townRing = ringOf(feature('town', 'boundary'));
const villages = layer('villages').map((f) => ({
  code: f.properties?.['code'] as string,
  zh: f.properties?.['name'].zh as string,
  former: String(f.properties?.['former']).replace('（推定）', ''),
  ring: ringOf(f),
  area: areaOf(f),
}));
const village = (zh: string) => {
  const found = villages.find((v) => v.zh === zh);
  if (!found) throw new Error(zh);
  return found;
};
const g107 = lineOf(feature('road.g107', 'highways'));
/** The villages G107 runs through, north to south, each once for each stretch of at least 60 m. */
const through = (() => {
  const out: { zh: string; from: number; to: number }[] = [];
  for (const { p, at } of walk(g107)) {
    const zh = villages.find((v) => inside(p, v.ring))?.zh;
    if (!zh) continue;
    const last = out.at(-1);
    if (last?.zh === zh) last.to = at;
    else out.push({ zh, from: at, to: at });
  }
  return out.filter((s) => s.to - s.from >= 60);
})();
const place = (id: string) => pointOf(feature(`place.${id}`, 'places'));
const seat = place('seat');
const edgeKey = (a: Position, b: Position) => [a.join(), b.join()].sort().join('|');
const edgesOf = (ring: Position[]) => ring.slice(1).map((p, i) => edgeKey(ring[i] as Position, p));
const adjoin = (a: string, b: string) => {
  const own = new Set(edgesOf(village(a).ring));
  return edgesOf(village(b).ring).some((e) => own.has(e));
};

describe('the town', () => {
  it('has 146.09 km² within 1 % (Baike text on today’s town; 55 + 41.3 + about 50)', () => {
    expect(Math.abs(areaOf(feature('town', 'boundary')) / 146.09e6 - 1)).toBeLessThan(0.01);
  });
  it('lies on the county line in the east, south and south-west (county polygon, GCJ-02 converted to WGS 84)', () => {
    const county: Position[] = facts.countyLine;
    const start = nearestTo([113.19832, 28.61356], county).at;
    const steps = walk(county).filter((s) => s.at >= start);
    // The steps of the published 100 m grid are evened out, hence the 110 m.
    const far = steps.filter((_, i) => i % 10 === 0).filter((s) => nearestTo(s.p, townRing).d > 110);
    expect(far).toEqual([]);
  });
  it('reaches its southernmost point at 113.128, 28.472 (county polygon)', () => {
    const south = townRing.reduce((m, p) => (p[1]! < m[1]! ? p : m));
    expect(distance(south, [113.1279, 28.4719])).toBeLessThan(200);
  });
  it('has its north edge near latitude 28.62–28.64 (area test on the county’s lobe)', () => {
    const north = Math.max(...townRing.map((p) => p[1] as number));
    expect(north).toBeGreaterThan(28.62);
    expect(north).toBeLessThan(28.64);
  });
});

describe('the villages', () => {
  it('are the 18 units of 2017 with their codes (NBS division codes, 2017 edition)', () => {
    const codes = (facts.codes as string[]).map((c) => `430681107${c}`);
    expect(villages.map((v) => v.code).sort()).toEqual(codes.sort());
    expect(villages.filter((v) => v.zh.endsWith('社区')).map((v) => v.zh)).toEqual(['金山社区']);
  });
  it('tile the town: every inner edge belongs to two villages, every outer edge to one and to the outline', () => {
    const count = new Map<string, number>();
    for (const v of villages) for (const e of edgesOf(v.ring)) count.set(e, (count.get(e) ?? 0) + 1);
    const outline = new Set(edgesOf(townRing));
    expect([...count.values()].filter((n) => n > 2)).toEqual([]);
    const single = [...count].filter(([, n]) => n === 1).map(([e]) => e);
    expect(new Set(single)).toEqual(outline);
    expect(single.length).toBe(outline.size);
  });
  it('add up to the town to a square metre', () => {
    const sum = villages.reduce((s, v) => s + v.area, 0);
    expect(Math.abs(sum - areaOf(feature('town', 'boundary')))).toBeLessThan(1);
  });
  it.each([
    ['李家塅镇', 55, 'xzqh.org entry'],
    ['玉池乡', 41.3, '玉池乡 introduction'],
    ['弼时镇', 49.8, '146.09 − 55 − 41.3'],
  ])('make up the former %s with %s km² (%s)', (former, km2) => {
    const sum = villages.filter((v) => v.former === former).reduce((s, v) => s + v.area, 0);
    expect(Math.abs(sum / (km2 * 1e6) - 1)).toBeLessThan(0.01);
  });
  it('序贤, 弼时, 平华, 白沙 and 大龙山 adjoin as one block (序贤片区, district of 2025)', () => {
    const five = ['序贤村', '弼时村', '平华村', '白沙村', '大龙山村'];
    const reached = new Set(['序贤村']);
    for (let more = true; more; ) {
      more = false;
      for (const a of [...reached])
        for (const b of five)
          if (!reached.has(b) && adjoin(a, b)) {
            reached.add(b);
            more = true;
          }
    }
    expect([...reached].sort()).toEqual([...five].sort());
  });
  it('玉池 and 白鹤洞 lie in the west of the town (玉池乡: 李家塅 and 弼时 on its east)', () => {
    const middle = (zh: string) => {
      const xs = village(zh).ring.map((p) => p[0] as number);
      return (Math.min(...xs) + Math.max(...xs)) / 2;
    };
    for (const west of ['玉池村', '白鹤洞村'])
      for (const east of ['李家塅村', '铜盆村', '弼时村', '清溪村', '平华村'])
        expect(middle(west)).toBeLessThan(middle(east));
  });
  it('old 玉池 touches 长沙县 in the south, old 弼时 does in the east and south (玉池乡 and 弼时镇 texts)', () => {
    const county = (ring: Position[]) => ring.filter((p) => nearestTo(p, facts.countyLine).d < 60);
    expect(county(village('大龙山村').ring).length).toBeGreaterThan(5);
    expect(county(village('大里塘村').ring).length).toBeGreaterThan(5);
    expect(county(village('白沙村').ring).length).toBeGreaterThan(2);
  });
  it('影珠山村 is on the east county line (name; 影珠山 is the border mountain)', () => {
    const on = village('影珠山村').ring.filter((p) => nearestTo(p, facts.countyLine).d < 60);
    expect(on.length).toBeGreaterThan(5);
  });
});

describe('along G107', () => {
  const atOf = (p: Position) => nearestTo(p, g107);
  it('passes 李家塅集镇, 铜盆 and 弼时集镇, north to south (汨罗市人民政府网站; commune seat moved north 1965)', () => {
    const stops = [place('lijiaduan'), place('tongpen'), seat].map(atOf);
    for (const stop of stops) expect(stop.d).toBeLessThan(150);
    expect(stops.map((s) => s.at)).toEqual([...stops.map((s) => s.at)].sort((a, b) => a - b));
  });
  it('goes on from the seat through 桃花, 弼时, 大里塘 to 青山铺 (汨罗市人民政府网站)', () => {
    const from = atOf(seat).at;
    const south = through.filter((s) => s.to > from).map((s) => s.zh);
    expect(south).toEqual(['金山社区', '桃花村', '弼时村', '大里塘村']);
  });
  it('crosses the county line between 113.127 and 113.155, the side that faces 青山铺 (inferred from neighbours)', () => {
    const last = walk(g107).findLast((s) => inside(s.p, townRing));
    expect(last?.p[0]).toBeGreaterThan(113.127);
    expect(last?.p[0]).toBeLessThan(113.155);
    expect(last?.p[1]).toBeLessThan(28.48);
  });
  const end = Math.max(...through.map((s) => s.to));
  it('is 6.5 km from 弼时集镇 to the county line (汨罗市人民政府网站)', () => {
    expect(Math.abs(end - atOf(seat).at - 6500)).toBeLessThan(150);
  });
  it('has 8.9 km in old 弼时镇, through 7 villages (old text on 弼时镇)', () => {
    const old = through.filter((s) => village(s.zh).former === '弼时镇');
    const start = Math.min(...old.map((s) => s.from));
    expect(Math.abs(end - start - 8900)).toBeLessThan(150);
    expect(new Set(old.map((s) => s.zh)).size).toBe(7);
    // One stretch: it does not leave old 弼时镇 in between.
    expect(through.filter((s) => s.from >= start).every((s) => village(s.zh).former === '弼时镇')).toBe(true);
  });
  it('李家塅集镇 is 25 km in a straight line from Miluo city (xzqh.org entry; GeoNames for the city)', () => {
    expect(Math.abs(distance(place('lijiaduan'), place('miluo')) / 1000 - 25)).toBeLessThan(0.5);
  });
  it('the seat and 李家塅集镇 are in their own villages', () => {
    expect(inside(seat, village('金山社区').ring)).toBe(true);
    expect(inside(place('lijiaduan'), village('李家塅村').ring)).toBe(true);
    expect(inside(place('tongpen'), village('铜盆村').ring)).toBe(true);
  });
});

describe('roads and rivers round about', () => {
  it('G4 runs outside the town, to its east; the 广福 entrance is 6 km from the seat, south-east (old text; zh-wiki)', () => {
    const g4 = lineOf(feature('road.g4', 'highways'));
    expect(walk(g4).filter((s) => inside(s.p, townRing))).toEqual([]);
    const entrance = place('guangfu');
    expect(Math.abs(distance(entrance, seat) - 6000)).toBeLessThan(400);
    expect(nearestTo(entrance, g4).d).toBeLessThan(150);
    expect(entrance[0]).toBeGreaterThan(seat[0] as number);
    expect(entrance[1]).toBeLessThan(seat[1] as number);
  });
  it('湄江 passes 湄江村 and leaves north (新市镇 text); 白沙河 passes the former residence (family history)', () => {
    const meijiang = lineOf(feature('river.meijiang', 'rivers'));
    expect(walk(meijiang).some((s) => inside(s.p, village('湄江村').ring))).toBe(true);
    expect(meijiang.at(-1)?.[1]).toBeGreaterThan(28.64);
    const home = pointOf(feature('memorial.residence', 'memorial'));
    expect(nearestTo(home, lineOf(feature('river.baisha', 'rivers'))).d).toBeLessThan(1000);
  });
});

describe('the mountains', () => {
  const peak = (id: string) => feature(`peak.${id}`, 'peaks');
  it('达摩岭 is 777.5 m, the highest (中国大百科全书); 影珠山 509.4 m', () => {
    expect(peak('damo').properties?.['elevationM']).toBe(777.5);
    expect(peak('yingzhu').properties?.['elevationM']).toBe(509.4);
    expect(peak('mingyue').properties?.['elevationM']).toBeUndefined();
  });
  it('影珠山 stands on the east county line, a ridge of 7 km from north to south', () => {
    expect(nearestTo(pointOf(peak('yingzhu')), facts.countyLine).d).toBeLessThan(110);
    const ridge = lineOf(feature('ridge.yingzhu', 'ridges'));
    const lats = ridge.map((p) => p[1] as number);
    const km = ((Math.max(...lats) - Math.min(...lats)) * 110.85).toFixed(1);
    expect(Math.abs(Number(km) - 7)).toBeLessThan(0.3);
    expect(ridge.every((p) => nearestTo(p, facts.countyLine).d < 110)).toBe(true);
  });
  it('明月山, 达摩山, 玉池山 run parallel from east to west, west of G107 (text on 玉池山)', () => {
    const lonAt = (id: string, lat: number) => {
      const near = walk(lineOf(feature(`ridge.${id}`, 'ridges'))).filter(
        (s) => Math.abs(s.p[1]! - lat) < 0.0003,
      );
      expect(near.length).toBeGreaterThan(0);
      return near[0]?.p[0] as number;
    };
    for (const lat of [28.56, 28.57, 28.58, 28.59, 28.6]) {
      const [mingyue, damo, yuchi] = ['mingyue', 'damo', 'yuchi'].map((id) => lonAt(id, lat)) as [
        number,
        number,
        number,
      ];
      const road = walk(g107).find((s) => s.p[1]! < lat)?.p[0] as number;
      expect(road).toBeGreaterThan(mingyue);
      expect(mingyue).toBeGreaterThan(damo);
      expect(damo).toBeGreaterThan(yuchi);
    }
  });
  it('达摩岭 lies within 5 km of its inferred place, in old 玉池乡', () => {
    const p = pointOf(peak('damo'));
    expect(distance(p, [113.09, 28.555])).toBeLessThan(5000);
    expect(villages.find((v) => inside(p, v.ring))?.former).toBe('玉池乡');
  });
});

describe('the plan’s subjects', () => {
  it('the memorial is 8 ha (120 亩), beside G107, south of the seat and north of the county line', () => {
    const memorial = feature('memorial.site', 'memorial');
    expect(Math.abs(areaOf(memorial) - 80_000)).toBeLessThan(100);
    const p = ringOf(memorial)[0] as Position;
    expect(nearestTo(p, g107).d).toBeLessThan(800);
    expect(p[1]).toBeLessThan(seat[1] as number);
    expect(inside(p, townRing)).toBe(true);
    const home = pointOf(feature('memorial.residence', 'memorial'));
    expect(home[1]).toBeLessThan(Math.min(...ringOf(memorial).map((q) => q[1] as number)));
  });
  it('the start-up area is 3 km² (长沙晚报 2015-08), in old 弼时镇 beside G107', () => {
    const startup = feature('park.phase1', 'park');
    expect(Math.abs(areaOf(startup) - 3e6)).toBeLessThan(300);
    for (const p of ringOf(startup)) expect(villages.find((v) => inside(p, v.ring))?.former).toBe('弼时镇');
    expect(Math.min(...ringOf(startup).map((p) => nearestTo(p, g107).d))).toBeLessThan(400);
  });
  it('the standard-factory plot is 266 亩 (汨罗市人民政府网站), inside the start-up area', () => {
    const plot = feature('park.factory', 'park');
    expect(Math.abs(areaOf(plot) / (10_000 / 15) - 266)).toBeLessThan(0.05);
    const startup = ringOf(feature('park.phase1', 'park'));
    expect(ringOf(plot).every((p) => inside(p, startup))).toBe(true);
  });
  it('land acquisition is one soft shape within the start-up area: no plots, no number, no order', () => {
    const startup = ringOf(feature('park.phase1', 'park'));
    const [only, ...others] = layer('land');
    expect(others).toEqual([]);
    for (const p of ringOf(only!)) expect(inside(p, startup)).toBe(true);
    expect(JSON.stringify(only?.properties?.['name'])).not.toMatch(/\d/);
  });
  it('no farmland lies on a reservoir, and the settlement on no river', () => {
    const waters = layer('reservoirs').map(ringOf);
    for (const f of layer('farmland'))
      for (const water of waters) {
        const field = ringOf(f);
        const near =
          walk(water).some(({ p }) => inside(p, field)) || walk(field).some(({ p }) => inside(p, water));
        expect(near, f.properties?.['id']).toBe(false);
      }
    const site = ringOf(feature('relocation.site', 'relocation'));
    for (const river of layer('rivers'))
      for (const line of (river.geometry as { coordinates: Position[][] }).coordinates)
        expect(walk(line).some(({ p }) => inside(p, site))).toBe(false);
  });
  it('a village that only touches a shape is not listed: the Yuchi area has its three villages, no neighbour', () => {
    expect(feature('hazard.area', 'hazard').properties?.['villages']).toEqual([
      '430681107230',
      '430681107231',
      '430681107232',
    ]);
  });
  it('what is inferred says so: former townships, the seat, G4, the start-up area', () => {
    const sources = {
      李家塅镇: '铜盆 清溪 李家塅 明月山 高燕 南龙',
      弼时镇: '大里塘 弼时 桃花',
      玉池乡: '白鹤洞 玉池',
    };
    for (const f of layer('villages')) {
      const former = f.properties?.['former'] as string;
      const known = (sources[former.replace('（推定）', '') as keyof typeof sources] ?? '').split(' ');
      const named = known.some((name) => f.properties?.['name'].zh === `${name}村`);
      expect(former.endsWith('（推定）'), f.properties?.['name'].zh).toBe(!named);
      if (!named) expect(f.properties?.['note'].zh).toContain('推定');
    }
    for (const [id, within] of [
      ['place.seat', 'places'],
      ['road.g4', 'highways'],
      ['park.phase1', 'park'],
    ] as const)
      expect(feature(id, within).properties?.['note'].zh, id).toContain('推定');
    for (const f of layer('rivers')) expect(f.properties?.['basis']).toBe('schematic');
  });
  it('only one mountain is called a scenic area, and no name or note implies its approved extent', () => {
    const called = layer('scenic').filter((f) => f.properties?.['name'].zh.includes('风景名胜区'));
    expect(called.map((f) => f.properties?.['id'])).toEqual(['scenic.yuchi']);
    for (const f of layer('scenic')) expect(f.properties?.['name'].zh).toMatch(/（示意）$/);
  });
  it('relocation and hazard monitoring lie in the Yuchi area (the plan’s words)', () => {
    const yuchi = villages.filter((v) => v.former === '玉池乡');
    for (const f of layer('relocation'))
      for (const p of ringOf(f)) expect(yuchi.some((v) => inside(p, v.ring))).toBe(true);
    expect(Math.abs(areaOf(feature('hazard.area', 'hazard')) / 41.3e6 - 1)).toBeLessThan(0.01);
  });
  it('the moved national road stays east of G107 and ends at the county line (the plan’s words)', () => {
    const road = lineOf(feature('road.taohua', 'roads'));
    for (const { p } of walk(road).filter((_, i, all) => i > 60 && i < all.length - 60)) {
      const west = walk(g107).reduce((m, s) =>
        Math.abs(s.p[1]! - p[1]!) < Math.abs(m.p[1]! - p[1]!) ? s : m,
      );
      expect(p[0]).toBeGreaterThan(west.p[0] as number);
    }
    expect(nearestTo(road.at(-1) as Position, townRing).d).toBeLessThan(300);
    expect(lengthOf(road)).toBeGreaterThan(6000);
  });
  it('every subject lies within the town', () => {
    const subjects = [
      'park',
      'land',
      'newtown',
      'town-works',
      'memorial',
      'reservoirs',
      'ponds',
      'relocation',
      'farmland',
    ];
    for (const id of subjects)
      for (const f of layer(id))
        expect(f.properties?.['villages'].length, f.properties?.['id']).toBeGreaterThan(0);
  });
  it('nothing in the town claims to be surveyed or better than 3 km', () => {
    const inTown = layer('park').concat(
      layer('reservoirs'),
      layer('villages'),
      layer('roads'),
      layer('memorial'),
    );
    for (const f of inTown) {
      expect(['schematic', 'described']).toContain(f.properties?.['basis']);
      expect(f.properties?.['accuracyM']).toBeGreaterThanOrEqual(3000);
    }
  });
});
