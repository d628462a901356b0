import type { Classes } from '../../geo/layer/index.ts';
import type { Bilingual } from '../../model/index.ts';
import type { ApprovalLine, CheckResult, ParcelItem } from '../types.ts';
import { answerText, approvalWords, trustWords } from '../words.ts';
import {
  areaCells,
  areaColumns,
  type Cell,
  column,
  count,
  noArea,
  nothing,
  number,
  type Row,
  same,
  share,
  type Table,
  t,
  trustColumn,
} from './cells.ts';
import { classSums } from './class-sums.ts';

/** How the zone divides among the villages. */
export function villagesTable({ villages, villageBalance: balance }: CheckResult): Table {
  const group = t('村（社区）', 'Villages');
  const rows: Row[] = villages.map((village) => ({
    key: village.code,
    ids: [`village:${village.code}`],
    group,
    cells: [
      same(village.code),
      village.name,
      ...areaCells(village.overlapM2),
      share(village.shareOfZone),
      trustWords(village),
    ],
  }));
  const sum = (key: string, label: Bilingual, m2: number): Row => ({
    key,
    kind: 'sum',
    cells: [nothing, label, ...areaCells(m2), nothing, nothing],
  });
  if (balance.answer === 'unchecked')
    rows.push({
      key: 'open',
      kind: 'answer',
      tone: 'unchecked',
      cells: [
        nothing,
        { ...answerText('unchecked', balance.reason), answer: 'unchecked' },
        ...noArea,
        nothing,
        nothing,
      ],
    });
  else
    rows.push(
      sum(
        'sum',
        t('合计', 'Sum'),
        villages.reduce((all, { overlapM2 }) => all + overlapM2, 0),
      ),
      sum(
        'outside',
        balance.reason
          ? t(
              `村界之外（未核查：${balance.reason.text.zh}）`,
              `Outside all villages (not checked: ${balance.reason.text.en})`,
            )
          : t('村界之外', 'Outside all villages'),
        balance.outsideM2,
      ),
      sum(
        'residual',
        balance.adjusted ? t('平差前闭合差', 'Closing error before adjustment') : t('残差', 'Residual'),
        balance.residualM2,
      ),
    );
  return {
    id: 'villages',
    title: t('分村面积', 'By village'),
    short: t('村', 'Villages'),
    columns: [
      column('代码', 'Code', 'detail'),
      column('村（社区）', 'Village', 'name'),
      ...areaColumns,
      column('占地块', 'Of the zone', 'share'),
      trustColumn,
    ],
    rows,
  };
}

/** A row whose cells are written when they are first looked at: of a thousand parcels, few are seen at a time. */
function lazy(row: Omit<Row, 'cells'>, cells: () => readonly Cell[]): Row {
  let written: readonly Cell[] | undefined;
  return {
    ...row,
    get cells() {
      written ??= cells();
      return written;
    },
  };
}

/** The parcels the zone takes. */
export function parcelsTable({ parcels }: CheckResult): Table {
  const group = t('宗地', 'Parcels');
  const row = (item: ParcelItem, note: Cell): Row =>
    lazy({ key: `${item.id} ${item.record}`, ids: [`parcel:${item.record}`], group }, () => [
      same(item.id),
      ...areaCells(item.overlapM2),
      number(item.areaM2, 'm2', 2),
      share(item.share),
      note,
    ]);
  const rows = [
    ...parcels.items.map((item) => row(item, nothing)),
    ...parcels.slivers.map((item) => row(item, t('细碎', 'sliver'))),
  ];
  if (rows.length)
    rows.push({
      key: 'sum',
      kind: 'sum',
      cells: [
        t(`合计 ${parcels.count} 宗`, `Sum of ${parcels.count}`),
        ...areaCells(parcels.overlapM2),
        nothing,
        nothing,
        nothing,
      ],
    });
  else
    rows.push({
      key: 'answer',
      kind: 'answer',
      tone: parcels.answer === 'unchecked' ? 'unchecked' : 'clear',
      cells: [
        { ...answerText(parcels.answer, parcels.reason), answer: parcels.answer },
        ...noArea,
        nothing,
        nothing,
        nothing,
      ],
    });
  const { mended, dropped } = parcels;
  return {
    id: 'parcels',
    title: t('涉及宗地', 'Parcels'),
    short: group,
    columns: [
      column('编号', 'Parcel', 'name'),
      ...areaColumns,
      column('全宗（m²）', 'Whole (m²)'),
      column('占该宗', 'Of the parcel', 'share'),
      column('备注', 'Note', 'detail'),
    ],
    rows,
    ...(mended || dropped
      ? {
          note: t(
            `宗地文件中 ${mended} 宗边界有误、整理后参与核查；${dropped} 条记录没有可用的面，未参与核查。`,
            `In the parcel file ${mended} boundaries were made simple first; ${dropped} records have no usable polygon and were not checked.`,
          ),
        }
      : {}),
  };
}

/** The ground taken by class of its parcels, as the file classes them. */
export function classesTable(result: CheckResult, classes: Classes): Table {
  const group = t(`宗地按${classes.name}`, `Parcels by ${classes.name}`);
  return {
    id: 'classes',
    title: group,
    short: t(`按${classes.name}`, `By ${classes.name}`),
    columns: [
      { name: same(classes.name), narrow: 'name' },
      column('宗数', 'Parcels', 'detail'),
      ...areaColumns,
      column('占地块', 'Of the zone', 'share'),
    ],
    rows: classSums(result, classes).map(({ value, m2, records }) => ({
      key: value,
      ids: records.map((record) => `parcel:${record}`),
      group,
      cells: [
        value ? same(value) : t('（无值）', '(no value)'),
        { ...count(records.length), ...t(`${records.length} 宗`, `${records.length} parcels`) },
        ...areaCells(m2),
        share(m2 / result.zone.areaM2),
      ],
    })),
  };
}

/** A condition met by a sketch is met as far as the sketch goes. */
const met = ({ schematicM }: ApprovalLine): Bilingual =>
  schematicM === undefined
    ? t('达到', 'met')
    : t(`达到（示意 ±${schematicM} 米，仅供参考）`, `met (schematic ±${schematicM} m, an indication)`);

/** The prompt on who approves. */
export const approvalTable = ({ approval }: CheckResult): Table => ({
  id: 'approval',
  title: t('审批权限提示', 'Who approves: a prompt'),
  columns: [
    column('地类', 'Land'),
    column('结果', 'Answer'),
    ...areaColumns,
    column('超过（公顷）', 'Threshold (ha)'),
  ],
  rows: approval.lines.map((line) => ({
    key: line.kind,
    cells: [
      approvalWords[line.kind],
      line.answer === 'unchecked'
        ? { ...answerText(line.answer, line.reason), answer: line.answer }
        : line.exceeds
          ? met(line)
          : t('未达到', 'not met'),
      ...(line.answer === 'unchecked' && line.areaM2 === 0 ? noArea : areaCells(line.areaM2)),
      {
        ...same(String(line.thresholdM2 / 10_000)),
        number: { value: line.thresholdM2 / 10_000, unit: 'ha', decimals: 0 },
      },
    ],
  })),
  note: t(`${approval.prompt.zh}（${approval.law.zh}）`, `${approval.prompt.en} (${approval.law.en})`),
  on: ['sheet', 'file'],
});
