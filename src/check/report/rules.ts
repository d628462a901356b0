import { lengthText } from '../../geo/area/index.ts';
import { severities } from '../../model/index.ts';
import type { CheckResult, Conflict } from '../types.ts';
import { answerText, ruleDataText, severityText, severityWords, trustWords } from '../words.ts';
import { areaCells, type Cell, column, nothing, type Table, t, trustColumn, withUnit } from './cells.ts';

/** How far a conflict goes: its area, else its length, its distance, or that a point lies inside. */
function extent(item: Conflict): Cell {
  const { overlapM2, outsideM2, lengthM, distanceM } = item;
  const area = overlapM2 ?? outsideM2;
  if (area !== undefined) {
    const { zh, en } = withUnit(areaCells(area)[0]!);
    return outsideM2 === undefined
      ? { zh, en, by: area }
      : { ...t(`范围外 ${zh}`, `${en} outside`), by: area };
  }
  if (lengthM !== undefined) return { ...lengthText(lengthM), by: lengthM };
  if (distanceM === undefined) return { ...t('点位在内', 'inside'), by: 0 };
  const { zh, en } = lengthText(distanceM);
  return { ...t(`相距 ${zh}`, `${en} away`), by: -distanceM };
}

const severityCell = (item: Pick<Conflict, 'severity'>, schematic: boolean): Cell => ({
  ...severityText(item.severity, schematic),
  by: severities.indexOf(item.severity),
});

/** An empty list of conflicts is no "clear": how many rules could not be checked stands under it. */
function rulesTally({ rules }: CheckResult) {
  const tally = (answer: string) => rules.filter((rule) => rule.answer === answer).length;
  const [hit, clear, open] = [tally('overlap'), tally('clear'), tally('unchecked')];
  return t(
    `${rules.length} 条规则：有重叠 ${hit} 条，已核查、无重叠 ${clear} 条，未核查 ${open} 条。`,
    `${rules.length} rules: ${hit} with an overlap, ${clear} checked and clear, ${open} not checked.`,
  );
}

export const conflictsTable = (result: CheckResult): Table => ({
  id: 'conflicts',
  title: t('管控冲突', 'Conflicts'),
  short: t('冲突', 'Conflicts'),
  columns: [
    column('级别', 'Severity', 'lead'),
    column('规则', 'Rule', 'name'),
    column('要素', 'Feature', 'name'),
    column('范围', 'Extent', 'figure'),
    column('公顷', 'ha', 'figure-detail'),
    column('m²', 'm²', 'figure-detail'),
    trustColumn,
    column('法律依据', 'Law', 'detail'),
  ],
  rows: result.conflicts.map((item) => {
    const how = extent(item);
    const area = item.overlapM2 ?? item.outsideM2;
    const [, ha, m2] = area === undefined ? [nothing, nothing, nothing] : areaCells(area);
    return {
      key: `${item.rule} ${item.feature}`,
      ids: [item.feature],
      tone: item.severity,
      group: severityWords[item.severity],
      cells: [
        severityCell(item, item.schematic),
        item.name,
        item.featureName,
        item.sliver ? { ...how, ...t(`${how.zh}（细碎）`, `${how.en} (sliver)`) } : how,
        ha!,
        m2!,
        trustWords(item),
        item.law,
      ],
    };
  }),
  note: rulesTally(result),
});

export function rulesTable(result: CheckResult): Table {
  /** Whether all that a rule met are sketches. */
  const onlySketched = (rule: string): boolean => {
    const met = result.conflicts.filter((conflict) => conflict.rule === rule);
    return met.length > 0 && met.every(({ schematic }) => schematic);
  };
  return {
    id: 'rules',
    title: t('管控规则', 'Rules'),
    short: t('规则', 'Rules'),
    columns: [
      column('级别', 'Severity', 'lead'),
      column('规则', 'Rule', 'name'),
      column('结果', 'Answer', 'answer'),
      column('数据', 'Data', 'detail'),
      column('法律依据', 'Law', 'detail'),
    ],
    rows: result.rules.map((rule) => ({
      key: rule.rule,
      tone: rule.answer === 'overlap' ? rule.severity : rule.answer,
      group: severityWords[rule.severity],
      cells: [
        severityCell(rule, onlySketched(rule.rule)),
        rule.name,
        { ...answerText(rule.answer, rule.reason), answer: rule.answer },
        ruleDataText(rule),
        rule.law,
      ],
    })),
  };
}
