import type { Bilingual, Rule } from '../model/index.ts';
import type { ApprovalHint, ApprovalLine, Conflict, RuleResult } from './types.ts';

const hectare = 10_000;
const law: Bilingual = {
  zh: '《中华人民共和国土地管理法》第四十六条',
  en: 'Land Administration Law of the PRC, Article 46',
};
const prompts = {
  may: { zh: '可能需报国务院批准，请核对。', en: 'May need approval by the State Council; please check.' },
  open: {
    zh: '永久基本农田或耕地数据未核查，审批权限请核对。',
    en: 'Farmland data were not checked; please check which authority approves.',
  },
  not: {
    zh: '按现有数据未见须报国务院批准的情形，请核对。',
    en: 'Nothing in the data calls for approval by the State Council; please check.',
  },
} satisfies Record<string, Bilingual>;

/** Land class codes of cultivated land (GB/T 21010): 01 and its subclasses, or the word itself. */
const isCultivated = (landClass: string | undefined): boolean =>
  landClass !== undefined &&
  (/^01\d{0,2}\w?$/.test(landClass) || /^(耕地|水田|水浇地|旱地)$/.test(landClass));

/**
 * The hint on who approves: any permanent basic farmland, more than 35 ha of other cultivated land, or more than 70 ha
 * of other land. Which rules count towards which is said in the rules (`counts`); the zone's own land class counts too.
 */
export function approvalHint(
  zone: { areaM2: number; landClass?: string },
  rules: readonly Rule[],
  results: readonly RuleResult[],
  conflicts: readonly Conflict[],
): ApprovalHint {
  const tally = (kind: 'permanent-farmland' | 'cultivated') => {
    const counted = rules.filter((rule) => rule.counts === kind).map(({ id }) => id);
    const outcomes = results.filter(({ rule }) => counted.includes(rule));
    const met = conflicts.filter(({ rule }) => counted.includes(rule));
    const areaM2 = met.reduce((sum, { overlapM2 = 0 }) => sum + overlapM2, 0);
    const sketches = met.filter(({ schematic }) => schematic).map(({ accuracyM }) => accuracyM);
    const trust = sketches.length ? { schematicM: Math.max(...sketches) } : {};
    const open = outcomes.find(({ answer }) => answer === 'unchecked');
    const reason = open?.reason ?? {
      code: 'no-data' as const,
      text: { zh: '没有此类数据。', en: 'There are no such data.' },
    };
    const answer = areaM2 > 0 ? ('overlap' as const) : outcomes.length && !open ? ('clear' as const) : null;
    return answer ? { answer, areaM2, ...trust } : { answer: 'unchecked' as const, areaM2, reason };
  };
  const permanent = tally('permanent-farmland');
  const mapped = tally('cultivated');
  const cultivated = isCultivated(zone.landClass)
    ? { answer: 'overlap' as const, areaM2: Math.max(0, zone.areaM2 - permanent.areaM2) }
    : mapped;
  const otherM2 = Math.max(0, zone.areaM2 - permanent.areaM2 - cultivated.areaM2);
  // A zone no larger than a threshold cannot exceed it, whatever the data leave open.
  const line = (
    kind: ApprovalLine['kind'],
    part: Omit<ApprovalLine, 'kind' | 'thresholdM2' | 'exceeds'>,
    thresholdM2: number,
  ): ApprovalLine => ({ kind, ...part, thresholdM2, exceeds: part.areaM2 > thresholdM2 });
  const lines = [
    line('permanent-farmland', permanent, 0),
    line('cultivated', cultivated, 35 * hectare),
    line('other', { answer: otherM2 > 0 ? 'overlap' : 'clear', areaM2: otherM2 }, 70 * hectare),
  ];
  const open = lines.some(({ answer, thresholdM2 }) => answer === 'unchecked' && zone.areaM2 > thresholdM2);
  const prompt = lines.some(({ exceeds }) => exceeds) ? prompts.may : open ? prompts.open : prompts.not;
  return { lines, prompt, law };
}
