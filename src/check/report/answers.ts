import { type Bilingual, type Language, say } from '../../model/index.ts';
import type { Answer, CheckResult, Reason } from '../types.ts';
import { answerText, ruleDataText, severityText } from '../words.ts';
import { type Cell, column, type Row, type Table, t } from './cells.ts';

/** What one zone's check answers to a rule or a layer. */
interface Said {
  /** Place of the zone among all, from 1. */
  number: number;
  answer: Answer;
  reason: Reason | undefined;
}

const figures = /\d+(?:\.\d+)?/g;
const order: Record<Answer, number> = { overlap: 0, unchecked: 1, clear: 2 };

/** 1—3、5 */
function numbersIn(said: readonly Said[]): Bilingual {
  const runs: [number, number][] = [];
  for (const { number } of said) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const join = (dash: string, comma: string) =>
    runs.map(([from, to]) => (from === to ? `${from}` : `${from}${dash}${to}`)).join(comma);
  return t(`${join('—', '、')} 号`, `nos. ${join('–', ', ')}`);
}

/**
 * Sentences that differ in nothing but figures as one; a figure that differs stands zone by zone: 27（1 号）、340（2、3 号）.
 */
function merged(said: readonly Said[], texts: readonly string[], language: Language): string {
  const lists = texts.map((text) => text.match(figures) ?? []);
  const comma: Bilingual = t('、', ', ');
  let place = -1;
  return (texts[0] ?? '').replace(figures, (first) => {
    place += 1;
    const by = new Map<string, Said[]>();
    said.forEach((one, i) => {
      const entry = lists[i]?.[place] ?? first;
      by.set(entry, [...(by.get(entry) ?? []), one]);
    });
    if (by.size === 1) return first;
    return [...by]
      .map(([own, of]) => say(t(`${own}（${numbersIn(of).zh}）`, `${own} (${numbersIn(of).en})`), language))
      .join(say(comma, language));
  });
}

/** The answers of all zones in one cell: zones that say the same together, by their numbers. */
function together(said: readonly Said[], zones: number): Cell {
  const groups = new Map<string, { of: Said[]; texts: Bilingual[] }>();
  for (const one of said) {
    const text = answerText(one.answer, one.reason);
    const key = `${one.answer} ${text.zh.replace(figures, '#')}`;
    const group = groups.get(key) ?? { of: [], texts: [] };
    group.of.push(one);
    group.texts.push(text);
    groups.set(key, group);
  }
  const list = [...groups.values()].sort(
    (a, b) => order[a.of[0]!.answer] - order[b.of[0]!.answer] || a.of[0]!.number - b.of[0]!.number,
  );
  const parts = list.map(({ of, texts }) => {
    const text = t(
      merged(
        of,
        texts.map(({ zh }) => zh),
        'zh',
      ),
      merged(
        of,
        texts.map(({ en }) => en),
        'en',
      ),
    );
    if (of.length === zones) return text;
    const { zh, en } = numbersIn(of);
    return t(`${zh}${text.zh.replace(/。$/, '')}`, `${en}: ${text.en.replace(/\.$/, '')}`);
  });
  return t(parts.map(({ zh }) => zh).join('；'), parts.map(({ en }) => en).join('; '));
}

/** Lines that several checks have in common, in their order, each with every check's own. */
function lines<T>(results: readonly CheckResult[], of: (result: CheckResult) => readonly [string, T][]) {
  const byKey = new Map<string, { number: number; own: T }[]>();
  results.forEach((result, i) => {
    for (const [key, own] of of(result)) byKey.set(key, [...(byKey.get(key) ?? []), { number: i + 1, own }]);
  });
  return [...byKey];
}

const numbers = t(
  '号码为地块在地块面积汇总表中的序号；数字后括注号码的，为该地块的数值。',
  'Numbers are those of the zones in the table of zones; a figure with a number behind it is that zone’s.',
);

/** What every rule answers for each of several zones. */
export function rulesOfAllTable(results: readonly CheckResult[]): Table {
  const rows = lines(results, ({ rules }) => rules.map((rule) => [rule.rule, rule])).map(
    ([key, list]): Row => {
      const [{ own: first }] = list as [(typeof list)[number]];
      const met = results.flatMap(({ conflicts }) => conflicts.filter((one) => one.rule === key));
      const sketched = met.length > 0 && met.every(({ schematic }) => schematic);
      const said = list.map(({ number, own }) => ({ number, answer: own.answer, reason: own.reason }));
      return {
        key,
        cells: [
          severityText(first.severity, sketched),
          first.name,
          together(said, results.length),
          ruleDataText(first, false),
          first.law,
        ],
      };
    },
  );
  return {
    id: 'rules-of-all',
    title: t('各地块管控规则核查结果', 'Rules, for all zones'),
    short: t('规则', 'Rules'),
    columns: [
      column('级别', 'Severity'),
      column('规则', 'Rule'),
      column('结果', 'Answer'),
      column('数据', 'Data'),
      column('法律依据', 'Law'),
    ],
    rows,
    note: numbers,
  };
}

/** What every layer answers for each of several zones; the figures of what overlaps stand with each zone. */
export function layersOfAllTable(results: readonly CheckResult[]): Table {
  interface Answered {
    name: Bilingual;
    answer: Answer;
    reason?: Reason;
  }
  const rows = lines(results, ({ layers, reference = [], parcels }): [string, Answered][] => [
    ...layers.map((one): [string, Answered] => [`layer ${one.layer}`, one]),
    ...reference.map((one): [string, Answered] => [`reference ${one.layer}`, one]),
    ['parcels', { name: t('宗地', 'Parcels'), ...parcels }],
  ]).map(([key, list]): Row => {
    const said = list.map(({ number, own: { answer, reason } }) => ({ number, answer, reason }));
    return { key, cells: [list[0]!.own.name, together(said, results.length)] };
  });
  return {
    id: 'layers-of-all',
    title: t('各地块图层核查结果', 'Layers, for all zones'),
    short: t('各图层', 'All layers'),
    columns: [column('图层', 'Layer'), column('结果', 'Answer')],
    rows,
    note: numbers,
  };
}

/** A zone's table of layers without those that only say that nothing overlaps, or why they were not checked. */
export function overlapsOnly(table: Table): Table {
  const met = new Set(table.rows.flatMap(({ ids, group }) => (ids?.length && group ? [group] : [])));
  return {
    ...table,
    rows: table.rows.filter(({ ids, group }) => ids?.length || (group && met.has(group))),
  };
}
