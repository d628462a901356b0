/** What lies under the plan's subjects: neighbours, outline, villages, rivers, main roads, ridges, peaks, places. */
import { difference, featureCollection, polygon } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { counties, thin } from './county.ts';
import { type Draft, line, lines, point, sources, t } from './feature.ts';
import { geodesicArea, type LonLat, round } from './frame.ts';
import * as way from './lines.ts';
import { area, clip } from './shapes.ts';
import { units } from './villages.ts';

/** What the base map covers. */
export const frame = [112.9, 28.36, 113.38, 28.85] as const;
const frameRing: LonLat[] = [
  [frame[0], frame[1]],
  [frame[2], frame[1]],
  [frame[2], frame[3]],
  [frame[0], frame[3]],
  [frame[0], frame[1]],
];

const english: Record<string, string> = {
  汨罗市: 'Miluo City',
  长沙县: 'Changsha County',
  望城区: 'Wangcheng District',
  湘阴县: 'Xiangyin County',
  平江县: 'Pingjiang County',
  浏阳市: 'Liuyang City',
  开福区: 'Kaifu District',
};

const positive = (geometry: Polygon | MultiPolygon): Polygon | MultiPolygon => {
  const part = (rings: Position[][]) =>
    rings.map((ring, i) => {
      const r = ring.map((p) => round(p) as Position);
      return geodesicArea(r) > 0 === (i === 0) ? r : r.reverse();
    });
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: part(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(part) };
};

/** Counties round the town; the town's own county without the town. Far lines are thinned to 60 m. */
export function neighbours(outline: LonLat[]): Draft[] {
  const all = counties().filter((c) => english[c.name]);
  const near = new Set(outline.map((p) => `${p[0]},${p[1]}`));
  const rings = thin(
    all.map((c) => c.ring),
    60,
    near,
  );
  return all.flatMap((county, i) => {
    let geometry: Polygon | MultiPolygon;
    try {
      geometry = clip(rings[i] as LonLat[], frameRing);
    } catch {
      return [];
    }
    if (county.code === '430681') {
      const rest = difference(
        featureCollection([
          { type: 'Feature', properties: {}, geometry },
          polygon([outline.map((p) => [...p])]),
        ]),
      );
      if (!rest) return [];
      const parts =
        rest.geometry.type === 'Polygon' ? [rest.geometry.coordinates] : rest.geometry.coordinates;
      geometry = positive({
        type: 'MultiPolygon',
        coordinates: parts.filter((part) => Math.abs(geodesicArea(part[0] as Position[])) > 50_000),
      });
      if (geometry.type === 'MultiPolygon' && geometry.coordinates.length === 1)
        geometry = { type: 'Polygon', coordinates: geometry.coordinates[0] as Position[][] };
    }
    return [
      {
        id: `neighbour.${county.code}`,
        name: t(county.name, english[county.name] as string),
        basis: 'open-data' as const,
        accuracyM: 300,
        source: sources.county,
        note: t('仅取本图范围内、本镇以外的部分。', 'Only the part within this map and outside the town.'),
        more: { code: county.code },
        geometry,
      },
    ];
  });
}

export const boundary = (outline: LonLat[]): Draft[] => [
  {
    id: 'town',
    name: t('弼时镇', 'Bishi Town'),
    basis: 'schematic',
    accuracyM: 3000,
    source: sources.county,
    note: t(
      '东、南、西南三面为县级界线（误差约 300 米）；西、北两面没有公开的乡镇界线，按面积 146.09 平方公里示意绘制（误差可达 3 公里）。',
      'East, south and south-west are the county line (about 300 m); no town line is public for the west and north, which are sketched to make the stated 146.09 km² (up to 3 km off).',
    ),
    geometry: area(outline),
  },
];

export const villageDrafts = (rings: Map<string, LonLat[]>): Draft[] =>
  units.map((u) => ({
    id: `village.${u.code}`,
    name: u.name,
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.codes,
    note: t(
      `村界没有公开资料，此处为示意；各村面积不作数。${u.inferred ? `原属乡镇为推定：${u.inferred.zh}。` : ''}`,
      `No village border is public: this is a sketch, and the areas of single villages are not to be relied on.${u.inferred ? ` The former township is inferred: ${u.inferred.en}.` : ''}`,
    ),
    more: { code: u.code, former: u.inferred ? `${u.former}（推定）` : u.former },
    geometry: area(rings.get(u.code) as LonLat[]),
  }));

export const rivers = (): Draft[] => [
  {
    id: 'river.meijiang',
    name: t('湄江', 'Meijiang River'),
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.rivers,
    note: t(
      '资料只说湄江在新市镇境内；向北流入汨罗江及上游位置为推定，支流为示意。',
      'Sources only place the Meijiang in Xinshi Town; that it flows north to the Miluo River, and where it rises, are inferred; the branches are sketched.',
    ),
    geometry: lines([way.meijiang, ...way.meijiangBranches]),
  },
  {
    id: 'river.baisha',
    name: t('白沙河', 'Baisha River'),
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.rivers,
    note: t(
      '资料只说白沙河在唐家桥（任弼时故居）附近；流向捞刀河为推定，支流为示意。',
      'Sources only say that the Baisha River is near Tangjiaqiao (the former residence); that it flows to the Laodao River is inferred, the branches are sketched.',
    ),
    geometry: lines([way.baisha, ...way.baishaBranches]),
  },
];

export const highways = (): Draft[] => [
  {
    id: 'road.g4',
    name: t('G4 京港澳高速', 'G4 Expressway'),
    basis: 'described',
    accuracyM: 5000,
    source: sources.order,
    note: t(
      '资料只说经长沙县青山铺镇、广福入口距弼时镇 6 公里；绘于镇外以东系推定，线位为示意。',
      'Sources only say that it passes Qingshanpu Town of Changsha County and that the Guangfu entrance is 6 km from Bishi; that it runs outside the town, to the east, is inferred, and the line is a sketch.',
    ),
    more: { class: 'expressway', ref: 'G4' },
    geometry: line(way.g4),
  },
  {
    id: 'road.g107',
    name: t('107 国道', 'National Road G107'),
    basis: 'described',
    accuracyM: 3000,
    source: sources.order,
    note: t(
      '由北向南经李家塅、铜盆、弼时集镇、桃花、弼时、大里塘至青山铺；次序与长度有依据，线位为示意。',
      'North to south through Lijiaduan, Tongpen, the town seat, Taohua, Bishi and Dalitang to Qingshanpu; order and lengths have sources, the line is a sketch.',
    ),
    more: { class: 'national', ref: 'G107' },
    geometry: line(way.g107),
  },
];

export const ridges = (countyLine: LonLat[]): Draft[] => {
  const note = t(
    '自东向西明月山、达摩山、玉池山三列平行，平均高约 600 米；线位为示意。',
    'Three parallel ridges from east to west: Mingyue, Damo, Yuchi, about 600 m on average; the lines are a sketch.',
  );
  const west = (id: string, zh: string, en: string, l: LonLat[]): Draft => ({
    id: `ridge.${id}`,
    name: t(zh, en),
    basis: 'described',
    accuracyM: 5000,
    source: sources.ranges,
    note,
    geometry: line(l),
  });
  return [
    west('mingyue', '明月山', 'Mingyue Ridge', way.ridges.mingyue),
    west('damo', '达摩山', 'Damo Ridge', way.ridges.damo),
    west('yuchi', '玉池山', 'Yuchi Ridge', way.ridges.yuchi),
    {
      id: 'ridge.yingzhu',
      name: t('影珠山', 'Yingzhu Ridge'),
      basis: 'described',
      accuracyM: 4000,
      source: sources.ranges,
      note: t(
        '汨罗与长沙县的界山，南北长约 7 公里，绘于县级界线上。',
        'The mountain on the border with Changsha County, about 7 km from north to south; drawn on the county line.',
      ),
      geometry: line(yingzhu(countyLine)),
    },
  ];
};

/** The county line between two latitudes 7 km apart. */
export function yingzhu(countyLine: LonLat[]): LonLat[] {
  return countyLine.filter((p) => p[0] > 113.17 && p[1] >= 28.529 && p[1] <= 28.5945);
}
/** The vertex of the county line nearest to the inferred place of the summit. */
export const yingzhuSummit = (countyLine: LonLat[]): LonLat =>
  yingzhu(countyLine).reduce((m, p) =>
    Math.hypot(p[0] - 113.1944, p[1] - 28.5605) < Math.hypot(m[0] - 113.1944, m[1] - 28.5605) ? p : m,
  );

export const peaks = (countyLine: LonLat[]): Draft[] => [
  {
    id: 'peak.damo',
    name: t('达摩岭', 'Damo Peak'),
    basis: 'described',
    accuracyM: 5000,
    source: sources.damo,
    note: t('汨罗市最高点。', 'The highest point of Miluo City.'),
    more: { elevationM: 777.5 },
    geometry: point(way.damoSummit),
  },
  {
    id: 'peak.yingzhu',
    name: t('影珠山', 'Yingzhu Mountain'),
    basis: 'described',
    accuracyM: 4000,
    source: sources.yingzhu,
    more: { elevationM: 509.4 },
    geometry: point(yingzhuSummit(countyLine)),
  },
  {
    id: 'peak.mingyue',
    name: t('明月山', 'Mingyue Mountain'),
    basis: 'described',
    accuracyM: 5000,
    source: sources.ranges,
    note: t('未见高程资料。', 'No height found.'),
    geometry: point(way.ridges.mingyue[Math.floor(way.ridges.mingyue.length / 2)] as LonLat),
  },
];

export const seat: LonLat = way.seat();
export const lijiaduan: LonLat = [113.1452, 28.597];
export const tongpen: LonLat = [113.1492, 28.571];
export const baihe: LonLat = [113.1035, 28.5655];

export const places = (): Draft[] => {
  const anchor = (id: string, zh: string, en: string, p: LonLat): Draft => ({
    id: `place.${id}`,
    name: t(zh, en),
    basis: 'open-data',
    accuracyM: 2000,
    source: sources.geonames,
    more: { kind: id === 'miluo' ? 'city' : 'town' },
    geometry: point(p),
  });
  const told = (id: string, zh: string, en: string, p: LonLat, kind: string, note: Draft['note']): Draft => ({
    id: `place.${id}`,
    name: t(zh, en),
    basis: 'described',
    accuracyM: 4000,
    source: sources.order,
    ...(note ? { note } : {}),
    more: { kind },
    geometry: point(p),
  });
  return [
    anchor('miluo', '汨罗城区', 'Miluo', [113.06616, 28.8107]),
    anchor('beishan', '北山镇', 'Beishan', [112.99492, 28.40169]),
    anchor('baishui', '白水镇', 'Baishui', [113.05917, 28.65861]),
    anchor('chating', '茶亭镇', 'Chating', [112.92611, 28.4975]),
    anchor('qiaoyi', '桥驿镇', 'Qiaoyi', [112.92028, 28.41722]),
    anchor('yuhua', '玉华镇', 'Yuhua', [112.95333, 28.58111]),
    told(
      'seat',
      '弼时集镇',
      'Bishi (town seat)',
      seat,
      'seat',
      t(
        '镇政府所在地，位置为推定：107 国道弼时集镇至青山铺镇一段长 6.5 公里（汨罗市人民政府网站），按止于县界推算。',
        'Seat of the town government; the position is inferred: the stretch of G107 from here to Qingshanpu Town is 6.5 km long (website of the Miluo City government), taken to end at the county line.',
      ),
    ),
    told(
      'lijiaduan',
      '李家塅集镇',
      'Lijiaduan',
      lijiaduan,
      'market',
      t(
        '原李家塅镇驻地，距汨罗城区直线 25 公里。',
        'Seat of the former Lijiaduan Town, 25 km in a straight line from Miluo.',
      ),
    ),
    told(
      'tongpen',
      '铜盆',
      'Tongpen',
      tongpen,
      'hamlet',
      t(
        '在李家塅以南（1965 年公社驻地由此北迁）。',
        'South of Lijiaduan (the commune seat moved north from here in 1965).',
      ),
    ),
    told(
      'baihe',
      '白鹤庙',
      'Baihemiao',
      baihe,
      'hamlet',
      t('原玉池乡政府驻地。', 'Seat of the former Yuchi Township.'),
    ),
    told(
      'guangfu',
      '广福（G4 入口）',
      'Guangfu (G4 entrance)',
      guangfu,
      'junction',
      t(
        '长沙县青山铺镇境内，距弼时集镇 6 公里。',
        'In Qingshanpu Town, Changsha County, 6 km from the seat of Bishi.',
      ),
    ),
  ];
};
/** On the drawn G4, 6 km from the seat. */
export const guangfu: LonLat = [113.1835, 28.487];
