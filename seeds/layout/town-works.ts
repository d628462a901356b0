/** Works in the market town: streets, surfacing, greening, water, sewage. */
import { seat } from './context.ts';
import { type Draft, line, lines, point, sources, t } from './feature.ts';
import { type LonLat, toLonLat, toPlane } from './frame.ts';
import * as way from './lines.ts';
import { area, blob } from './shapes.ts';

const sketch = t(
  '规划只有文字，位置与范围为示意，以批准文件为准。',
  'The plan gives words only: place and extent are sketched; approved documents prevail.',
);

/** A line through the seat, by offsets in metres east and north of it. */
const street = (...offsets: [number, number][]): LonLat[] => {
  const [x, y] = toPlane(seat);
  return offsets.map(
    ([dx, dy]) => toLonLat([x + dx, y + dy]).map((v) => Math.round(v * 1e6) / 1e6) as unknown as LonLat,
  );
};
const seatAt = way.metresTo(way.g107, seat);
/** G107 where it is the main street of the market town. */
const mainStreet = way.between(way.g107, seatAt - 620, seatAt + 620);
const jinshan = street([-215, 560], [-230, 240], [-235, -80], [-205, -430], [-190, -640]);
const xingnong = street([-225, 90], [-90, 110], [0, 105], [150, 120], [255, 150]);

export const townWorks = (): Draft[] => [
  {
    id: 'works.water',
    name: t('集镇供排水范围（示意）', 'Water supply and drainage of the market town (sketch)'),
    items: ['2.2-6'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: sketch,
    more: { kind: 'water' },
    geometry: area(blob([113.1447, 28.5275], [420, 880], -4, 53, { rough: 0.2 })),
  },
  {
    id: 'works.surface',
    name: t('集镇路面“白改黑”（示意）', 'Asphalt surfacing of the town roads (sketch)'),
    items: ['2.2-4'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t(
      '规划说“集镇路面”，未说路名，绘于集镇主街。后来的 107 国道弼时集镇至青山铺 6.5 公里“白改黑”年份未载，应不早于 2018 年，不属本项。',
      'The plan says “roads of the market town” and names none; drawn on its main street. The later 6.5 km of G107 from the seat to Qingshanpu (year not given, 2018 or after) is not this item.',
    ),
    more: { kind: 'surface' },
    geometry: line(mainStreet),
  },
  {
    id: 'works.green',
    name: t('街道绿化亮化（示意）', 'Street greening and lighting (sketch)'),
    items: ['2.2-5'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: sketch,
    more: { kind: 'green' },
    geometry: lines([
      street([-215, 330], [-80, 345], [35, 340], [190, 365]),
      street([-215, -300], [-60, -290], [60, -300], [230, -280]),
    ]),
  },
  {
    id: 'works.xingnong',
    name: t('兴农商业街三期（示意）', 'Xingnong Commercial Street, phase III (sketch)'),
    items: ['2.2-2'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t('街道位置没有公开资料。', 'Where the street lies is not public.'),
    more: { kind: 'market' },
    geometry: line(xingnong),
  },
  {
    id: 'works.jinshan',
    name: t('金山路商业街（示意）', 'Jinshan Road Commercial Street (sketch)'),
    items: ['2.2-3'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t(
      '位置没有公开资料，依路名绘于金山社区。',
      'Not public; drawn in Jinshan Community after its name.',
    ),
    more: { kind: 'market' },
    geometry: line(jinshan),
  },
  {
    id: 'works.sewage',
    name: t('污水处理厂（示意）', 'Sewage treatment plant (sketch)'),
    items: ['2.2-7'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t(
      '选址没有公开资料，绘于集镇下游河边。',
      'The site is not public; drawn by the river below the market town.',
    ),
    more: { kind: 'sewage' },
    geometry: point([113.1412, 28.5192]),
  },
];
