/** Chapters 3 to 5 outside the market town: farmland, water works, relocation, hazard monitoring. */

import { baihe } from './context.ts';
import { type Draft, line, point, sources, t } from './feature.ts';
import type { LonLat } from './frame.ts';
import * as way from './lines.ts';
import { area, band, blob, clip, rectangle } from './shapes.ts';

const classes = t(
  '规划只说类别，未列名称、数目与规模：此处仅示意该类工程的分布，个数与位置均不作数。',
  'The plan gives the class only, no names, number or size: this shows where such works are typical; count and places are not to be relied on.',
);

export const reservoirs = (): Draft[] => {
  const one = (
    id: string,
    kind: 'small1' | 'small2',
    at: LonLat,
    r: [number, number],
    turn: number,
    seed: number,
  ): Draft => ({
    id: `reservoir.${id}`,
    name:
      kind === 'small1'
        ? t('小（一）型水库（示意）', 'Small (I) reservoir (sketch)')
        : t('小（二）型水库（示意）', 'Small (II) reservoir (sketch)'),
    items: [kind === 'small1' ? '5.2-2' : '5.2-3'],
    basis: 'schematic',
    accuracyM: 5000,
    source: sources.plan,
    note: classes,
    more: { kind },
    geometry: area(blob(at, r, turn, seed, { rough: 0.5, points: 34 })),
  });
  return [
    one('1', 'small1', [113.1045, 28.5785], [330, 120], 88, 81),
    one('2', 'small1', [113.0842, 28.5525], [300, 105], 80, 82),
    one('3', 'small2', [113.1245, 28.5845], [170, 75], 48, 83),
    one('4', 'small2', [113.1725, 28.5955], [180, 70], 140, 84),
    one('5', 'small2', [113.1768, 28.5502], [165, 70], 50, 85),
    one('6', 'small2', [113.1045, 28.5258], [170, 70], 5, 86),
  ];
};

export const ponds = (): Draft[] =>
  (
    [
      [113.1345, 28.6065],
      [113.1625, 28.6175],
      [113.1585, 28.5845],
      [113.134, 28.5785],
      [113.1605, 28.5605],
      [113.1355, 28.5425],
      [113.1265, 28.5165],
      [113.1505, 28.4845],
    ] as LonLat[]
  ).map((p, i) => ({
    id: `pond.${i + 1}`,
    name: t('骨干山塘（示意）', 'Key hill pond (sketch)'),
    items: ['5.2-4'],
    basis: 'schematic',
    accuracyM: 5000,
    source: sources.plan,
    note: classes,
    geometry: point(p),
  }));

const shift = (l: LonLat[], dx: number, dy: number): LonLat[] =>
  l.map(([x, y]) => [Math.round((x + dx) * 1e6) / 1e6, Math.round((y + dy) * 1e6) / 1e6]);

export const canals = (): Draft[] => {
  const one = (id: string, l: LonLat[]): Draft => ({
    id: `canal.${id}`,
    name: t('主干渠（示意）', 'Main canal (sketch)'),
    items: ['5.2-5'],
    basis: 'schematic',
    accuracyM: 5000,
    source: sources.plan,
    note: classes,
    geometry: line(l),
  });
  const whole = (l: LonLat[], a: number, b: number) => way.between(l, a, b);
  return [
    one('1', shift(whole(way.meijiang, 1700, 5200), -0.0042, 0)),
    one('2', shift(whole(way.meijiangBranches[1] as LonLat[], 500, 3000), 0.001, -0.0035)),
    one('3', shift(whole(way.baisha, 4600, 8200), -0.0048, 0.001)),
    one('4', shift(whole(way.baishaBranches[0] as LonLat[], 3200, 7600), -0.003, -0.0032)),
  ];
};

export const farmland = (outline: LonLat[]): Draft[] => {
  const zone = (
    id: string,
    kind: 'standard' | 'rice' | 'special' | 'leisure',
    geometry: Draft['geometry'],
  ): Draft => {
    const words = {
      standard: [t('高标准农田（示意）', 'High-standard farmland (sketch)'), '3.2-4'],
      rice: [t('双季稻种植区（示意）', 'Double-cropping rice (sketch)'), '3.2-5'],
      special: [t('特色种养区（示意）', 'Speciality crops and livestock (sketch)'), '3.2-7'],
      leisure: [t('休闲观光农业（示意）', 'Leisure farming and farm tourism (sketch)'), '3.2-8'],
    } as const;
    const [name, item] = words[kind];
    return {
      id: `farm.${id}`,
      name,
      items: [item],
      basis: 'schematic',
      accuracyM: 5000,
      source: sources.plan,
      note: t(
        '规划未划定范围、未列面积：按河谷与山麓示意，面积不作数。',
        'The plan draws no limits and gives no area: sketched along valley floors and at the foot of the hills; the areas are not to be relied on.',
      ),
      more: { kind },
      geometry,
    };
  };
  const along = (l: LonLat[], a: number, b: number, half: number, seed: number) =>
    clip(band(way.between(l, a, b), half, seed), outline);
  return [
    zone('standard1', 'standard', along(way.meijiang, 900, 3300, 330, 91)),
    zone('standard2', 'standard', along(way.meijiang, 5300, 7600, 330, 92)),
    zone('standard3', 'standard', along(way.baisha, 8200, 10400, 280, 93)),
    zone('rice1', 'rice', along(way.meijiang, 3500, 5100, 360, 94)),
    zone('rice2', 'rice', along(way.baishaBranches[0] as LonLat[], 7600, 9600, 300, 95)),
    zone('rice3', 'rice', along(way.baisha, 250, 1450, 240, 96)),
    zone('special1', 'special', area(blob([113.1635, 28.5745], [620, 380], 70, 97))),
    zone('special2', 'special', area(blob([113.1275, 28.6085], [650, 360], 60, 98))),
    zone('special3', 'special', area(blob([113.1095, 28.5155], [560, 340], 15, 99))),
    zone('leisure1', 'leisure', area(blob([113.1335, 28.4965], [420, 300], 60, 101))),
    zone('leisure2', 'leisure', area(blob([113.1655, 28.5525], [480, 300], 75, 102))),
    zone('leisure3', 'leisure', area(blob([113.129, 28.5985], [480, 280], 85, 103))),
  ];
};

export const relocation = (): Draft[] => [
  {
    id: 'relocation.site',
    name: t('玉池片区易地扶贫搬迁集中安置区（示意）', 'Relocation settlement, Yuchi area (sketch)'),
    items: ['4.1-2'],
    basis: 'schematic',
    accuracyM: 5000,
    source: sources.plan,
    note: t(
      '选址、迁出村组与户数都没有公开资料，规划只说“玉池片区”；绘于原玉池乡驻地白鹤庙旁，仅作示意。',
      'The site, the groups that move and the number of households are not public; the plan says “Yuchi area” only. Drawn beside Baihemiao, seat of the former Yuchi Township, as a sketch.',
    ),
    more: { kind: 'settlement' },
    geometry: area(rectangle([baihe[0] - 0.0045, baihe[1] + 0.0012], [210, 120], 75)),
  },
];

export const hazard = (yuchiArea: LonLat[][]): Draft[] => {
  const note = t(
    '规划只说“玉池片区”：范围按原玉池乡各村（玉池、白鹤洞、大龙山）示意，其中大龙山村的归属为推定；不是已划定的地质灾害危险区、易发区。',
    'The plan says “Yuchi area” only: drawn as the villages of the former Yuchi Township (Yuchi, Baihedong, Dalongshan; the last is inferred); not a designated danger or hazard-prone area.',
  );
  const gauge = (n: number, p: LonLat): Draft => ({
    id: `hazard.gauge${n}`,
    name: t('监测预警点（示意）', 'Monitoring point (sketch)'),
    items: ['4.4-3'],
    basis: 'schematic',
    accuracyM: 5000,
    source: sources.plan,
    note: t(
      '规划未列监测点，个数与位置为示意。',
      'The plan lists no points; number and places are a sketch.',
    ),
    more: { kind: 'gauge' },
    geometry: point(p),
  });
  return [
    {
      id: 'hazard.area',
      name: t(
        '玉池片区山洪地质灾害防控监测范围（示意）',
        'Prevention and monitoring of flash floods and geological disasters, Yuchi area (sketch)',
      ),
      items: ['4.4-3'],
      basis: 'schematic',
      accuracyM: 5000,
      source: sources.plan,
      note,
      more: { kind: 'area' },
      geometry:
        yuchiArea.length === 1
          ? area(yuchiArea[0] as LonLat[])
          : { type: 'MultiPolygon', coordinates: yuchiArea.map((r) => [r.map((p) => [...p])]) },
    },
    gauge(1, [113.1062, 28.556]),
    gauge(2, [113.084, 28.545]),
    gauge(3, [113.1005, 28.5262]),
  ];
};
