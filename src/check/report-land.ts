import { areaFigures } from '../geo/area/index.ts';
import type { Bilingual } from '../model/index.ts';
import {
  areaCells,
  areaColumns,
  noArea,
  nothing,
  type ReportSection,
  same,
  share,
  t,
  trust,
} from './report-cells.ts';
import type { ApprovalLine, CheckResult } from './types.ts';
import { answerText, approvalWords, trustWords } from './words.ts';

/** How the zone divides among the villages. */
export function villageSection(result: CheckResult): ReportSection {
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
      summary(
        balance.reason
          ? t(
              `村界之外（未核查：${balance.reason.text.zh}）`,
              `Outside all villages (not checked: ${balance.reason.text.en})`,
            )
          : t('村界之外', 'Outside all villages'),
        balance.outsideM2,
      ),
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

/** The parcels the zone takes. */
export function parcelSection({ parcels }: CheckResult): ReportSection {
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
  const { mended, dropped } = parcels;
  const note =
    mended || dropped
      ? t(
          `地块文件中 ${mended} 宗边界有误、整理后参与核查；${dropped} 条记录没有可用的面，未参与核查。`,
          `In the parcel file ${mended} boundaries were made simple first; ${dropped} records have no usable polygon and were not checked.`,
        )
      : undefined;
  return {
    id: 'parcels',
    ...(note ? { note } : {}),
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

/** A condition met by a sketch is met as far as the sketch goes. */
const met = ({ schematicM }: ApprovalLine): Bilingual =>
  schematicM === undefined
    ? t('达到', 'met')
    : t(`达到（示意 ±${schematicM} 米，仅供参考）`, `met (schematic ±${schematicM} m, an indication)`);

/** The prompt on who approves. */
export function approvalSection({ approval }: CheckResult): ReportSection {
  return {
    id: 'approval',
    title: t('审批权限提示', 'Who approves: a prompt'),
    columns: [t('地类', 'Land'), t('结果', 'Answer'), ...areaColumns, t('超过（公顷）', 'Threshold (ha)')],
    rows: approval.lines.map((line) => [
      approvalWords[line.kind],
      line.answer === 'unchecked'
        ? answerText(line.answer, line.reason)
        : line.exceeds
          ? met(line)
          : t('未达到', 'not met'),
      ...(line.answer === 'unchecked' && line.areaM2 === 0 ? noArea : areaCells(line.areaM2)),
      same(String(line.thresholdM2 / 10_000)),
    ]),
    note: {
      zh: `${approval.prompt.zh}（${approval.law.zh}）`,
      en: `${approval.prompt.en} (${approval.law.en})`,
    },
  };
}
