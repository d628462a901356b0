/** Chapters 1 to 3 on the ground: the park, the new town, works in the market town, roads, memorial, scenic areas. */

import { type Draft, line, lines, point, sources, t } from './feature.ts';
import { curve, type LonLat } from './frame.ts';
import * as way from './lines.ts';
import { area, blob, clip, plot, rectangle } from './shapes.ts';

const sketch = t(
  '规划只有文字，位置与范围为示意，以批准文件为准。',
  'The plan gives words only: place and extent are sketched; approved documents prevail.',
);

/** Start-up area, 3 km², between G107 and the moved road, south-east of the seat. */
const phase1Corners: LonLat[] = [
  [113.1492, 28.5175],
  [113.1508, 28.5198],
  [113.1602, 28.5203],
  [113.1614, 28.5122],
  [113.1592, 28.5018],
  [113.1548, 28.4938],
  [113.1478, 28.4952],
  [113.1458, 28.4992],
  [113.1472, 28.5062],
  [113.1502, 28.513],
];
export const phase1 = plot(phase1Corners, 3e6);

/** A point of the start-up area by shares of its width (west to east) and height (south to north). */
function inPark(u: number, v: number): LonLat {
  const west: LonLat[] = [
    [113.1484, 28.4958],
    [113.1483, 28.5062],
    [113.1518, 28.519],
  ];
  const east: LonLat[] = [
    [113.1545, 28.4955],
    [113.1594, 28.506],
    [113.1598, 28.5192],
  ];
  const on = (l: LonLat[]): LonLat => {
    const k = v < 0.5 ? 0 : 1;
    const f = v * 2 - k;
    const p = l[k] as LonLat;
    const q = l[k + 1] as LonLat;
    return [p[0] + f * (q[0] - p[0]), p[1] + f * (q[1] - p[1])];
  };
  const p = on(west);
  const q = on(east);
  return [p[0] + u * (q[0] - p[0]), p[1] + u * (q[1] - p[1])];
}
export const park = (): Draft[] => [
  {
    id: 'park.phase1',
    name: t('产业园一期启动区（示意）', 'Industrial park, phase I start-up area (sketch)'),
    items: ['1.1-1', '1.1-3', '1.1-5', '1.1-6', '1.1-7'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.park,
    note: t(
      '长沙经开区汨罗产业园。面积按长沙晚报 2015 年 8 月所载“其中期开发3平方公里”（原文如此，疑缺一字）绘制，以之为规划所说的一期启动区系推定；控制面积 15–20 平方公里（初步规划）没有公开范围，不绘。',
      'Miluo park of the Changsha Economic and Technological Development Zone. Drawn at the 3 km² of a first development that Changsha Evening News reported in August 2015 (its sentence lacks a character); that this is the plan’s phase I start-up area is inferred. The control area of 15–20 km² has no public outline and is not drawn.',
    ),
    more: { kind: 'startup', statedArea: t('3 平方公里', '3 km²') },
    geometry: area(phase1),
  },
  {
    id: 'park.factory',
    name: t('标准厂房用地（示意）', 'Standard factory site (sketch)'),
    items: ['1.1-5'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.park,
    note: t(
      '135 栋标准厂房，占地 266 亩（2015 年报道；2018 年报道作 260 亩）。',
      '135 standard factory buildings on 266 mu (report of 2015; 260 mu in one of 2018).',
    ),
    more: { kind: 'factory', statedArea: t('266 亩（约 17.7 公顷）', '266 mu (about 17.7 ha)') },
    geometry: area(rectangle(inPark(0.5, 0.66), [330, 270], 78, 266 * (10_000 / 15))),
  },
  {
    id: 'park.utilities',
    name: t('园区水电气路主干（示意）', 'Trunk water, power, gas and roads (sketch)'),
    items: ['1.1-4'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: sketch,
    more: { kind: 'utilities' },
    geometry: lines([
      [inPark(0.42, -0.02), inPark(0.42, 0.25), inPark(0.42, 0.5), inPark(0.42, 0.75), inPark(0.42, 1.02)],
      [inPark(-0.1, 0.27), inPark(0.42, 0.27), inPark(1.08, 0.27)],
      [inPark(-0.2, 0.53), inPark(0.42, 0.53), inPark(1.08, 0.53)],
      [inPark(-0.22, 0.79), inPark(0.42, 0.79), inPark(1.12, 0.79)],
    ]),
  },
  {
    id: 'park.resettlement',
    name: t('园区村民安置区（示意）', 'Resettlement of villagers (sketch)'),
    items: ['1.1-2'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t(
      '规划未说明安置地点，绘于启动区以北、新镇区以南，仅作示意。',
      'The plan names no place; drawn between the start-up area and the new town district as a sketch only.',
    ),
    more: { kind: 'resettlement' },
    geometry: area(rectangle([113.1556, 28.5228], [330, 130], 4)),
  },
];

/** Land acquisition: known only to be for the park. One soft shape, so that nothing looks like a surveyed plot. */
export const landAcquisition = (): Draft[] => [
  {
    id: 'land.area',
    name: t('园区征地拆迁（示意，不是地块界线）', 'Land acquisition for the park (sketch, not plots)'),
    items: ['1.1-1'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t(
      '规划只说园区征地拆迁，没有地块、数目、先后和四至；绘于启动区之内，只表示事项所在，不能用于征地，以勘测定界成果为准。',
      'The plan speaks of land acquisition for the park and gives no plots, number, order or limits; drawn within the start-up area to show where the commitment belongs, not to be used for acquisition: the boundary survey decides.',
    ),
    geometry: area(blob(inPark(0.46, 0.42), [1050, 380], 84, 121, { rough: 0.2, points: 44 })),
  },
];

export const newtown = (): Draft[] => [
  {
    id: 'newtown.district',
    name: t('弼时新镇区（示意）', 'Bishi new town district (sketch)'),
    items: ['2.1-1', '2.1-3'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: sketch,
    more: { kind: 'new' },
    geometry: area(
      plot([
        [113.1482, 28.5238],
        [113.1606, 28.5246],
        [113.1592, 28.5302],
        [113.1558, 28.5368],
        [113.151, 28.539],
        [113.1478, 28.5345],
        [113.1472, 28.5292],
      ]),
    ),
  },
  {
    id: 'newtown.seat',
    name: t('弼时集镇（示意）', 'Bishi market town (sketch)'),
    items: ['2.1-1', '2.2-1', '2.2-8'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.order,
    note: t('集镇建成区范围没有公开资料，为示意。', 'No outline of the built-up area is public; a sketch.'),
    more: { kind: 'existing' },
    geometry: area(blob([113.1444, 28.5288], [330, 720], -4, 51, { rough: 0.28 })),
  },
];

const town107 = (outlineNorth: number): LonLat[] =>
  way.between(way.g107, outlineNorth, way.metresTo(way.g107, way.countyEnd));

export const roads = (northEnd: number): Draft[] => [
  {
    id: 'road.g107-roadside',
    name: t('公路路域环境综合治理（107 国道镇内段）', 'Roadside clean-up (G107 within the town)'),
    items: ['5.3-2'],
    basis: 'schematic',
    accuracyM: 3000,
    source: sources.plan,
    note: t(
      '规划未列路名；镇内有依据的干线公路只有 107 国道。',
      'The plan names no road; G107 is the only main road in the town that sources name.',
    ),
    more: { kind: 'roadside' },
    geometry: line(town107(northEnd)),
  },
  {
    id: 'road.taohua',
    name: t('国道东移桃花路（示意）', 'Eastward diversion of the national road / Taohua Road (sketch)'),
    items: ['2.1-2'],
    basis: 'schematic',
    accuracyM: 4000,
    source: sources.plan,
    note: t(
      '线位没有公开资料：依“东移”“对接长沙新通道”和桃花村的位置示意。规划未说明国道东移与桃花路是否同一工程，此处只绘一条线。',
      'No alignment is public: sketched from the words “国道东移” (national road eastward), “new link to Changsha” and the place of Taohua Village. The plan does not say whether diversion and Taohua Road are the same work; one line is drawn.',
    ),
    more: { kind: 'new' },
    geometry: line(way.taohuaRoad),
  },
];

export const memorialAt: LonLat = [113.14, 28.5032];
export const memorial = (): Draft[] => [
  {
    id: 'memorial.site',
    name: t('任弼时纪念馆', 'Ren Bishi Memorial'),
    items: ['2.2-1', '3.1-1', '3.1-2', '3.1-3'],
    basis: 'described',
    accuracyM: 4000,
    source: sources.memorial,
    note: t(
      '1998 年批准建设，2004 年 4 月开馆；国家 AAAA 级旅游景区。',
      'Approved 1998, opened April 2004; national AAAA tourist site.',
    ),
    more: { kind: 'memorial', statedArea: t('120 亩（8 公顷）', '120 mu (8 ha)') },
    geometry: area(blob(memorialAt, [165, 140], 20, 61, { m2: 80_000, rough: 0.18, points: 28 })),
  },
  {
    id: 'memorial.residence',
    name: t('任弼时故居', 'Former Residence of Ren Bishi'),
    items: ['3.1-2'],
    basis: 'described',
    accuracyM: 4000,
    source: sources.memorial,
    note: t(
      '全国重点文物保护单位（1988 年），纪念馆不在其列；坐东朝西，在纪念馆以南，隔一垅相望。',
      'Major site protected at national level (1988); the memorial is not part of the listing. Faces west, south of the memorial across a strip of fields.',
    ),
    more: { kind: 'residence' },
    geometry: point([113.1402, 28.5006]),
  },
];

export const scenic = (outline: LonLat[]): Draft[] => {
  // East of the crest the shape leaves the town and is cut off at the county line.
  const yingzhuRing = curve(
    [
      [113.198, 28.5945],
      [113.178, 28.5935],
      [113.1712, 28.5885],
      [113.1722, 28.5815],
      [113.1685, 28.574],
      [113.1722, 28.5665],
      [113.1785, 28.5595],
      [113.1765, 28.5525],
      [113.1702, 28.5465],
      [113.1715, 28.5375],
      [113.1768, 28.531],
      [113.198, 28.529],
    ],
    120,
  );
  const draft = (
    id: string,
    zh: string,
    en: string,
    item: string,
    geometry: Draft['geometry'],
    note: Draft['note'],
  ): Draft => ({
    id: `scenic.${id}`,
    name: t(zh, en),
    items: ['3.1-1', item, '3.1-7'],
    basis: 'schematic',
    accuracyM: 5000,
    source: sources.plan,
    ...(note ? { note } : {}),
    geometry,
  });
  const unknown = t(
    '只示意大致所在，不是批准范围：风景名胜区的批准范围与面积没有公开资料。',
    'Shows roughly where it is, not an approved extent: the approved limits and area of the scenic area are not public.',
  );
  const mountain = '规划称“名山”，不是风景名胜区；';
  const mountainEn = 'The plan calls it a famous mountain, not a scenic area; ';
  return [
    draft(
      'yuchi',
      '玉池山省级风景名胜区（示意）',
      'Yuchi Mountain provincial scenic area (sketch)',
      '3.1-4',
      clip(blob([113.0845, 28.57], [4900, 1650], 84, 71, { rough: 0.25, points: 60 }), outline),
      unknown,
    ),
    draft(
      'mingyue',
      '明月山（示意）',
      'Mingyue Mountain (sketch)',
      '3.1-6',
      clip(blob([113.1182, 28.5885], [3000, 640], 94, 73, { rough: 0.3, points: 48 }), outline),
      t(`${mountain}山体范围为示意。`, `${mountainEn}its extent is a sketch.`),
    ),
    draft(
      'yingzhu',
      '影珠山（示意）',
      'Yingzhu Mountain (sketch)',
      '3.1-5',
      clip(plot(yingzhuRing), outline),
      t(
        `${mountain}与长沙县的界山，南北长约 7 公里，西坡范围为示意。`,
        `${mountainEn}it stands on the border with Changsha County, about 7 km from north to south; the extent of the west slope is a sketch.`,
      ),
    ),
  ];
};
