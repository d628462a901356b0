import type { Bilingual } from '../../model/index.ts';
import type { Answer, CheckResult, Reason, RuleLayer } from '../types.ts';
import { answerText } from '../words.ts';
import {
  areaCells,
  areaColumns,
  column,
  noArea,
  nothing,
  type Row,
  same,
  share,
  type Table,
  t,
} from './cells.ts';

/** The three lines of territorial planning, by the role of their layers. */
const lines = [
  { role: 'permanent-farmland', name: t('永久基本农田', 'Permanent basic farmland') },
  { role: 'ecological-redline', name: t('生态保护红线', 'Ecological redline') },
  { role: 'urban-boundary', name: t('城镇开发边界', 'Urban development boundary') },
] as const;

export interface LineResult {
  role: (typeof lines)[number]['role'];
  name: Bilingual;
  answer: Answer;
  reason?: Reason;
  /** Ground of the zone within the line, and for the urban boundary what lies outside; undefined where not known. */
  insideM2?: number;
  outsideM2?: number;
  layers: readonly RuleLayer[];
}

const noData: Reason = {
  code: 'no-data',
  text: t('没有此类数据。', 'There are no such data.'),
};

/** What the zone takes of each of the three lines. */
export function threeLines(result: CheckResult): LineResult[] {
  return lines.map(({ role, name }) => {
    const rules = result.rules.filter((rule) => rule.role === role);
    const rule = rules.find(({ answer }) => answer === 'overlap') ?? rules[0];
    if (!rule) return { role, name, answer: 'unchecked', reason: noData, layers: [] };
    const { answer, reason, layers = [] } = rule;
    const overlaps = layers.flatMap(({ layer }) => [
      ...(result.reference ?? []).filter((one) => one.layer === layer),
      ...result.layers.filter((one) => one.layer === layer),
    ]);
    const insideM2 = overlaps.reduce((sum, { overlapM2 }) => sum + overlapM2, 0);
    const beyond = result.conflicts.filter((one) => one.rule === rule.rule && one.outsideM2 !== undefined);
    const outsideM2 = beyond.reduce((sum, one) => sum + (one.outsideM2 ?? 0), 0);
    const open = answer === 'unchecked';
    return {
      ...{ role, name, answer, layers },
      ...(reason ? { reason } : {}),
      ...(open && !insideM2 ? {} : { insideM2 }),
      ...(role === 'urban-boundary' && !open ? { outsideM2 } : {}),
    };
  });
}

/** 占用永久基本农田、生态保护红线、城镇开发边界: area and share, with the data each figure comes from. */
export function threeLinesTable(result: CheckResult): Table {
  const rows = threeLines(result).flatMap(
    ({ role, name, answer, reason, insideM2, outsideM2, layers }): Row[] => {
      const join = (of: (layer: RuleLayer) => Bilingual | undefined) => {
        const parts = layers.flatMap((layer) => of(layer) ?? []);
        return parts.length
          ? t(parts.map(({ zh }) => zh).join('；'), parts.map(({ en }) => en).join('; '))
          : nothing;
      };
      const row = (key: string, label: Bilingual, m2: number | undefined): Row => ({
        key,
        tone: answer === 'unchecked' ? 'unchecked' : m2 ? 'notice' : 'clear',
        cells: [
          label,
          { ...answerText(answer, reason), answer },
          ...(m2 === undefined ? noArea : areaCells(m2)),
          m2 === undefined ? nothing : share(m2 / result.zone.areaM2),
          join((layer) => layer.name),
          join(({ date }) => (date ? same(date) : undefined)),
          join(({ source }) => source),
          join(({ accuracyM }) =>
            accuracyM === undefined ? undefined : t(`±${accuracyM} 米`, `±${accuracyM} m`),
          ),
        ],
      });
      if (role !== 'urban-boundary') return [row(role, name, insideM2)];
      return [
        row(`${role} inside`, t(`${name.zh}以内`, `Inside the ${name.en.toLowerCase()}`), insideM2),
        row(`${role} outside`, t(`${name.zh}以外`, `Outside the ${name.en.toLowerCase()}`), outsideM2),
      ];
    },
  );
  return {
    id: 'three-lines',
    title: t('占用永久基本农田、生态保护红线、城镇开发边界情况表', 'Farmland, redline and urban boundary'),
    short: t('三线', 'Three lines'),
    columns: [
      column('管控线', 'Line', 'name'),
      column('结果', 'Answer', 'detail'),
      ...areaColumns,
      column('占地块', 'Of the zone', 'share'),
      column('数据', 'Data', 'detail'),
      column('日期', 'Date', 'detail'),
      column('来源', 'Source'),
      column('精度', 'Accuracy', 'detail'),
    ],
    rows,
  };
}
