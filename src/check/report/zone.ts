import type { Bilingual, Problem, Zone } from '../../model/index.ts';
import type { CheckResult } from '../types.ts';
import { crsWords } from '../words.ts';
import { areaCells, areaColumns, blank, column, metres, nothing, same, type Table, t } from './cells.ts';

/** Whether what a file says of a zone's land is a class code (`0601`, `102`), not a use in words. */
export const isCode = (landClass: string | undefined): landClass is string =>
  landClass !== undefined && /^\d{2,4}[A-Z]?\d?[A-Z]?$/i.test(landClass);

/** What the plot's line of a TXT says of it beside name, shape and area, by the line's own names; '' for what is not filled in. */
const fieldOf = ({ source }: Pick<Zone, 'source'>, field: '地块编号' | '图幅号' | '地块用途'): string => {
  const value = source?.fields?.[field];
  return typeof value === 'string' ? value : '';
};

/** What the zone is to be used for: as it was given since, else as its file says. */
export const purposeOf = (zone: Pick<Zone, 'source' | 'landClass'>): string =>
  zone.landClass && !isCode(zone.landClass) ? zone.landClass : fieldOf(zone, '地块用途');

/** What of the zone stands in a surveyor's file beside its shape: number, map sheet, use and class; only what is filled in. */
export const plotFacts = (
  zone: Pick<Zone, 'source' | 'landClass'>,
): { key: string; name: Bilingual; value: string }[] =>
  [
    { key: 'number', name: t('地块编号', 'Plot number'), value: fieldOf(zone, '地块编号') },
    { key: 'map-sheet', name: t('图幅号', 'Map sheet'), value: fieldOf(zone, '图幅号') },
    { key: 'purpose', name: t('地块用途', 'Land use'), value: purposeOf(zone) },
    {
      key: 'class',
      name: t('地类编码', 'Land class'),
      value: isCode(zone.landClass) ? zone.landClass : '',
    },
  ].filter(({ value }) => value);

/** The zone itself: its areas on the ellipsoid and in the plane, what its file states, and where it comes from. */
export function zoneTable({ zone, sliverM2 }: CheckResult, from: Pick<Zone, 'source'> = {}): Table {
  const meridian = zone.centralMeridian;
  const area = (key: string, label: Bilingual, m2: number) => ({ key, cells: [label, ...areaCells(m2)] });
  const text = (key: string, label: Bilingual, value: Bilingual) => ({
    key,
    cells: [label, value, blank, blank],
  });
  const { stated } = zone;
  const around = metres(zone.perimeterM, 2);
  const planeLess =
    stated?.centralMeridian === meridian
      ? t('平面面积与所载之差', 'Plane area less stated')
      : t(
          `平面面积（勘测坐标系，中央经线 ${stated?.centralMeridian}°）与所载之差`,
          `Plane area (of the survey, central meridian ${stated?.centralMeridian}°) less stated`,
        );
  return {
    id: 'zone',
    title: t('地块', 'Zone'),
    columns: [column('项目', 'Item'), ...areaColumns],
    rows: [
      area('area', t('椭球面积', 'Ellipsoidal area'), zone.areaM2),
      area(
        'plane',
        t(
          `高斯平面面积（3° 带，中央经线 ${meridian}°）`,
          `Gauss–Krüger plane area (3° zone, CM ${meridian}°)`,
        ),
        zone.planeAreaM2,
      ),
      ...(stated
        ? [
            area('stated', t('文件所载面积', 'Area stated in the file'), stated.statedM2),
            area('plane-difference', planeLess, stated.planeDifferenceM2),
            area('difference', t('椭球面积与所载之差', 'Ellipsoidal area less stated'), stated.differenceM2),
          ]
        : []),
      // In metres however long: the office adds it to others.
      text('perimeter', t('周长（椭球面）', 'Perimeter (ellipsoid)'), t(`${around.zh} 米`, `${around.en} m`)),
      text('crs', t('原坐标系', 'Original system'), crsWords(zone.crs)),
      ...(zone.accuracyM === undefined
        ? []
        : [
            text(
              'accuracy',
              t('位置可能偏移', 'May be off by'),
              t(`约 ${zone.accuracyM} 米`, `about ${zone.accuracyM} m`),
            ),
          ]),
      text('origin', t('来源', 'Origin'), same(zone.origin)),
      ...plotFacts({ ...from, landClass: zone.landClass }).map(({ key, name, value }) =>
        text(key, name, same(value)),
      ),
    ],
    note: t(
      `小于 ${sliverM2} m² 且不足双方百分之一的重叠另列为细碎多边形。`,
      `Overlaps under ${sliverM2} m² and under a hundredth of both shapes are listed apart as slivers.`,
    ),
    on: ['sheet', 'file'],
  };
}

/** What was said of reference layers and parcels when they were read, by the layer's name. */
export const layerWarnings = ({
  reference = [],
  parcels,
}: CheckResult): { layer: Bilingual; problem: Problem }[] => [
  ...reference.flatMap(({ name, warnings = [] }) => warnings.map((one) => ({ layer: name, problem: one }))),
  ...(parcels.warnings ?? []).map((one) => ({ layer: t('宗地', 'Parcels'), problem: one })),
];

/** What was said of the zone, and of the layers it was checked against, when they were read. */
export const warningsTable = (result: CheckResult): Table => ({
  id: 'warnings',
  title: t('注意事项', 'Warnings'),
  columns: [column('内容', 'What'), column('处理', 'Remedy')],
  rows: [
    ...result.zone.warnings,
    ...layerWarnings(result).map(({ layer, problem }) => ({
      what: t(`${layer.zh}：${problem.what.zh}`, `${layer.en}: ${problem.what.en}`),
      remedy: problem.remedy,
    })),
  ].map(({ what, remedy }, i) => ({ key: `${i}`, cells: [what, remedy ?? nothing] })),
  on: ['sheet', 'file'],
});
