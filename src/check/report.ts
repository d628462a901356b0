import { areaFigures, lengthText } from '../geo/area/index.ts';
import type { Bilingual } from '../model/index.ts';
import type { CheckResult, Conflict, FeatureOverlap } from './types.ts';
import { answerText, approvalWords, crsWords, severityWords, trustWords } from './words.ts';

/** A table of a report, ready to be shown, printed or written: every cell is text in both languages. */
export interface ReportSection {
  id:
    | 'zone'
    | 'conflicts'
    | 'rules'
    | 'layers'
    | 'slivers'
    | 'villages'
    | 'parcels'
    | 'approval'
    | 'warnings';
  title: Bilingual;
  columns: Bilingual[];
  rows: Bilingual[][];
  note?: Bilingual;
}
export interface Report {
  title: Bilingual;
  sections: ReportSection[];
  /** SHA-256 over zone, versions and result; empty until computed. */
  fingerprint: string;
  engine: { name: string; version: string };
  dataVersion: string;
}

const same = (text: string): Bilingual => ({ zh: text, en: text });
const t = (zh: string, en: string): Bilingual => ({ zh, en });
const nothing = same('—');
const share = (value: number): Bilingual => same(`${(100 * value).toFixed(2)} %`);

const mu = t('面积（亩）', 'Area (mu)');
const ha = t('面积（公顷）', 'Area (ha)');
const m2 = t('面积（m²）', 'Area (m²)');
const trust = t('依据与精度', 'Basis and accuracy');
const areaColumns = [mu, ha, m2];
const areaCells = (area: number): Bilingual[] => {
  const figures = areaFigures(area, 2);
  return [same(figures.mu), same(figures.ha), same(figures.m2)];
};
const noArea = [nothing, nothing, nothing];

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
      row(t('平面面积与所载之差', 'Plane area less stated'), zone.stated.planeDifferenceM2),
      row(t('椭球面积与所载之差', 'Ellipsoidal area less stated'), zone.stated.differenceM2),
    );
  rows.push(
    text(t('周长', 'Perimeter'), lengthText(zone.perimeterM)),
    text(t('原坐标系', 'Original system'), crsWords(zone.crs)),
    text(t('来源', 'Origin'), same(zone.origin)),
  );
  if (zone.landClass) rows.push(text(t('地类', 'Land class'), same(zone.landClass)));
  return {
    id: 'zone',
    title: t('地块', 'Zone'),
    columns: [t('项目', 'Item'), ...areaColumns],
    rows,
    note: t(
      `小于 ${sliverM2} m² 且不足双方百分之一的重叠另列为细碎图斑。`,
      `Overlaps under ${sliverM2} m² and under a hundredth of both shapes are listed apart as slivers.`,
    ),
  };
}

function extent(item: Conflict): Bilingual {
  if (item.overlapM2 !== undefined) {
    const { mu: figure, m2: square } = areaFigures(item.overlapM2, 2);
    return t(`${figure} 亩（${square} m²）`, `${figure} mu (${square} m²)`);
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
    severityWords[item.severity],
    item.name,
    item.featureName,
    item.sliver ? t(`${extent(item).zh}，细碎`, `${extent(item).en}, sliver`) : extent(item),
    trustWords(item),
    item.law,
  ]);

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
      ? layer.features.map((hit) => overlapRow(layer.name, hit))
      : [
          [
            layer.name,
            nothing,
            layer.slivers.length ? t('仅细碎图斑', 'Slivers only') : answerText(layer.answer, layer.reason),
            ...noArea,
            ...[nothing, nothing, nothing, nothing],
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

function villageSection(result: CheckResult): ReportSection {
  const { villages, villageBalance: balance } = result;
  const rows = villages.map((village) => [
    same(village.code),
    village.name,
    ...areaCells(village.overlapM2),
    share(village.shareOfZone),
    trustWords(village),
  ]);
  const summary = (label: Bilingual, area: number) => [nothing, label, ...areaCells(area), nothing, nothing];
  if (balance.answer === 'unchecked')
    rows.push([nothing, answerText('unchecked', balance.reason), ...noArea, nothing, nothing]);
  else
    rows.push(
      summary(
        t('合计', 'Sum'),
        result.villages.reduce((sum, { overlapM2 }) => sum + overlapM2, 0),
      ),
      summary(t('村界之外', 'Outside all villages'), balance.outsideM2),
      summary(
        balance.adjusted ? t('平差前闭合差', 'Closing error before adjustment') : t('残差', 'Residual'),
        balance.residualM2,
      ),
    );
  const columns = [
    t('代码', 'Code'),
    t('村（社区）', 'Village'),
    ...areaColumns,
    t('占地块', 'Of the zone'),
    trust,
  ];
  return { id: 'villages', title: t('分村面积', 'By village'), columns, rows };
}

function parcelSection({ parcels }: CheckResult): ReportSection {
  const row = (list: typeof parcels.items, note: Bilingual) =>
    list.map((item) => [
      same(item.id),
      ...areaCells(item.overlapM2),
      same(areaFigures(item.areaM2, 2).m2),
      share(item.share),
      note,
    ]);
  const rows = [...row(parcels.items, nothing), ...row(parcels.slivers, t('细碎', 'sliver'))];
  if (rows.length)
    rows.push([
      t(`合计 ${parcels.count} 宗`, `Sum of ${parcels.count}`),
      ...areaCells(parcels.overlapM2),
      nothing,
      nothing,
      nothing,
    ]);
  else rows.push([answerText(parcels.answer, parcels.reason), ...noArea, nothing, nothing, nothing]);
  return {
    id: 'parcels',
    title: t('涉及地块', 'Parcels'),
    columns: [
      t('编号', 'Parcel'),
      ...areaColumns,
      t('全宗（m²）', 'Whole (m²)'),
      t('占比', 'Share'),
      t('备注', 'Note'),
    ],
    rows,
  };
}

function approvalSection({ approval }: CheckResult): ReportSection {
  return {
    id: 'approval',
    title: t('审批权限提示', 'Who approves: a prompt'),
    columns: [t('地类', 'Land'), t('结果', 'Answer'), ...areaColumns, t('超过（公顷）', 'Threshold (ha)')],
    rows: approval.lines.map((line) => [
      approvalWords[line.kind],
      line.answer === 'unchecked'
        ? answerText(line.answer, line.reason)
        : line.exceeds
          ? t('达到', 'met')
          : t('未达到', 'not met'),
      ...areaCells(line.areaM2),
      same(String(line.thresholdM2 / 10_000)),
    ]),
    note: {
      zh: `${approval.prompt.zh}（${approval.law.zh}）`,
      en: `${approval.prompt.en} (${approval.law.en})`,
    },
  };
}

/** The report on a check: every table, in the order in which it is read. */
export function reportOf(result: CheckResult, fingerprint = ''): Report {
  const { zone } = result;
  const slivers = result.layers.flatMap(({ name, slivers: list }) =>
    list.map((hit) => overlapRow(name, hit)),
  );
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
    },
    {
      id: 'rules',
      title: t('管控规则', 'Rules'),
      columns: [t('级别', 'Severity'), t('规则', 'Rule'), t('结果', 'Answer'), t('依据', 'Law')],
      rows: result.rules.map((rule) => [
        severityWords[rule.severity],
        rule.name,
        answerText(rule.answer, rule.reason),
        rule.law,
      ]),
    },
    { id: 'layers', title: t('图层重叠', 'Layers'), columns: layerColumns, rows: layerRows(result) },
    ...(slivers.length
      ? [{ id: 'slivers' as const, title: t('细碎图斑', 'Slivers'), columns: layerColumns, rows: slivers }]
      : []),
    villageSection(result),
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
