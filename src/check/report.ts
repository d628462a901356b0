import { areaFigures, lengthText } from '../geo/area/index.ts';
import type { Bilingual } from '../model/index.ts';
import { landUseSection } from './land-use-section.ts';
import {
  areaCells,
  areaColumns,
  noArea,
  noMeasure,
  nothing,
  type ReportSection,
  same,
  share,
  t,
  trust,
} from './report-cells.ts';
import { approvalSection, parcelSection, villageSection } from './report-land.ts';
import type { CheckResult, Conflict, FeatureOverlap } from './types.ts';
import { answerText, crsWords, ruleDataText, severityText, trustWords } from './words.ts';

export interface Report {
  title: Bilingual;
  sections: ReportSection[];
  /** SHA-256 over zone, versions and result; empty until computed. */
  fingerprint: string;
  engine: { name: string; version: string };
  dataVersion: string;
}

function zoneSection({ zone, sliverM2 }: CheckResult): ReportSection {
  const meridian = zone.centralMeridian;
  const row = (label: Bilingual, area: number) => [label, ...areaCells(area)];
  const text = (label: Bilingual, value: Bilingual) => [label, value, nothing, nothing];
  const rows = [
    row(t('椭球面积', 'Ellipsoidal area'), zone.areaM2),
    row(
      t(`高斯平面面积（3° 带，中央经线 ${meridian}°）`, `Gauss–Krüger plane area (3° zone, CM ${meridian}°)`),
      zone.planeAreaM2,
    ),
  ];
  if (zone.stated)
    rows.push(
      row(t('文件所载面积', 'Area stated in the file'), zone.stated.statedM2),
      row(
        zone.stated.centralMeridian === zone.centralMeridian
          ? t('平面面积与所载之差', 'Plane area less stated')
          : t(
              `平面面积（勘测坐标系，中央经线 ${zone.stated.centralMeridian}°）与所载之差`,
              `Plane area (of the survey, central meridian ${zone.stated.centralMeridian}°) less stated`,
            ),
        zone.stated.planeDifferenceM2,
      ),
      row(t('椭球面积与所载之差', 'Ellipsoidal area less stated'), zone.stated.differenceM2),
    );
  rows.push(
    text(t('周长', 'Perimeter'), lengthText(zone.perimeterM)),
    text(t('原坐标系', 'Original system'), crsWords(zone.crs)),
    ...(zone.accuracyM === undefined
      ? []
      : [
          text(t('位置可能偏移', 'May be off by'), t(`约 ${zone.accuracyM} 米`, `about ${zone.accuracyM} m`)),
        ]),
    text(t('来源', 'Origin'), same(zone.origin)),
  );
  if (zone.landClass) rows.push(text(t('地类', 'Land class'), same(zone.landClass)));
  return {
    id: 'zone',
    title: t('地块', 'Zone'),
    columns: [t('项目', 'Item'), ...areaColumns],
    rows,
    note: t(
      `小于 ${sliverM2} m² 且不足双方百分之一的重叠另列为细碎多边形。`,
      `Overlaps under ${sliverM2} m² and under a hundredth of both shapes are listed apart as slivers.`,
    ),
  };
}

function extent(item: Conflict): Bilingual {
  if (item.overlapM2 !== undefined) {
    const { mu: figure, m2: square } = areaFigures(item.overlapM2, 2);
    return t(`${figure} 亩（${square} m²）`, `${figure} mu (${square} m²)`);
  }
  if (item.outsideM2 !== undefined) {
    const { mu: figure, m2: square } = areaFigures(item.outsideM2, 2);
    return t(`范围外 ${figure} 亩（${square} m²）`, `${figure} mu (${square} m²) outside`);
  }
  if (item.lengthM !== undefined) return lengthText(item.lengthM);
  if (item.distanceM !== undefined) {
    const { zh, en } = lengthText(item.distanceM);
    return t(`相距 ${zh}`, `${en} away`);
  }
  return t('点位在内', 'Point inside');
}

const conflictRows = ({ conflicts }: CheckResult): Bilingual[][] =>
  conflicts.map((item) => [
    severityText(item.severity, item.schematic),
    item.name,
    item.featureName,
    item.sliver ? t(`${extent(item).zh}，细碎`, `${extent(item).en}, sliver`) : extent(item),
    trustWords(item),
    item.law,
  ]);

/** An empty list of conflicts is no "clear": how many rules could not be checked stands under it. */
function rulesTally({ rules }: CheckResult): Bilingual {
  const count = (answer: string) => rules.filter((rule) => rule.answer === answer).length;
  const [hit, clear, open] = [count('overlap'), count('clear'), count('unchecked')];
  return t(
    `${rules.length} 条规则：有重叠 ${hit} 条，已核查、无重叠 ${clear} 条，未核查 ${open} 条。`,
    `${rules.length} rules: ${hit} with an overlap, ${clear} checked and clear, ${open} not checked.`,
  );
}

const overlapRow = (layer: Bilingual, hit: FeatureOverlap): Bilingual[] => [
  layer,
  hit.name,
  answerText('overlap'),
  ...(hit.kind === 'polygon' ? areaCells(hit.overlapM2) : noArea),
  hit.kind === 'line' ? lengthText(hit.lengthM ?? 0) : nothing,
  hit.kind === 'polygon' ? share(hit.shareOfZone) : nothing,
  share(hit.shareOfFeature),
  trustWords(hit),
];

const layerRows = ({ layers }: CheckResult): Bilingual[][] =>
  layers.flatMap((layer) =>
    layer.features.length
      ? [
          ...layer.features.map((hit) => overlapRow(layer.name, hit)),
          // Features that could not be computed beside those that overlap.
          ...(layer.reason
            ? [[layer.name, nothing, answerText('unchecked', layer.reason), ...noArea, ...noMeasure]]
            : []),
        ]
      : [
          [
            layer.name,
            nothing,
            layer.slivers.length ? t('仅细碎多边形', 'Slivers only') : answerText(layer.answer, layer.reason),
            ...noArea,
            ...noMeasure,
          ],
        ],
  );

const layerColumns = [
  t('图层', 'Layer'),
  t('要素', 'Feature'),
  t('结果', 'Answer'),
  ...areaColumns,
  t('长度', 'Length'),
  t('占地块', 'Of the zone'),
  t('占要素', 'Of the feature'),
  trust,
];

/** The report on a check: every table, in the order in which it is read. */
export function reportOf(result: CheckResult, fingerprint = ''): Report {
  const { zone } = result;
  const slivers = result.layers.flatMap(({ name, slivers: list }) =>
    list.map((hit) => overlapRow(name, hit)),
  );
  /** Whether all that a rule met are sketches. */
  const onlySketched = (rule: string): boolean => {
    const met = result.conflicts.filter((conflict) => conflict.rule === rule);
    return met.length > 0 && met.every(({ schematic }) => schematic);
  };
  const sections: ReportSection[] = [
    zoneSection(result),
    {
      id: 'conflicts',
      title: t('管控冲突', 'Conflicts'),
      columns: [
        t('级别', 'Severity'),
        t('规则', 'Rule'),
        t('要素', 'Feature'),
        t('范围', 'Extent'),
        trust,
        t('依据', 'Law'),
      ],
      rows: conflictRows(result),
      note: rulesTally(result),
    },
    {
      id: 'rules',
      title: t('管控规则', 'Rules'),
      columns: [
        t('级别', 'Severity'),
        t('规则', 'Rule'),
        t('结果', 'Answer'),
        t('数据', 'Data'),
        t('依据', 'Law'),
      ],
      rows: result.rules.map((rule) => [
        severityText(rule.severity, onlySketched(rule.rule)),
        rule.name,
        answerText(rule.answer, rule.reason),
        ruleDataText(rule),
        rule.law,
      ]),
    },
    { id: 'layers', title: t('图层重叠', 'Layers'), columns: layerColumns, rows: layerRows(result) },
    ...(slivers.length
      ? [{ id: 'slivers' as const, title: t('细碎多边形', 'Slivers'), columns: layerColumns, rows: slivers }]
      : []),
    villageSection(result),
    ...(result.landUse ? [landUseSection(result.landUse)] : []),
    parcelSection(result),
    approvalSection(result),
    ...(zone.warnings.length
      ? [
          {
            id: 'warnings' as const,
            title: t('注意事项', 'Warnings'),
            columns: [t('内容', 'What'), t('处理', 'Remedy')],
            rows: zone.warnings.map(({ what, remedy }) => [what, remedy ?? nothing]),
          },
        ]
      : []),
  ];
  const { engine, dataVersion } = result;
  return {
    title: t(`征地核查报告：${zone.name}`, `Zone check: ${zone.name}`),
    sections,
    fingerprint,
    engine,
    dataVersion,
  };
}
