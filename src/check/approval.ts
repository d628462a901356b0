import type { Bilingual, Rule } from '../model/index.ts';
import type { LandUse } from './land-use.ts';
import type { ApprovalHint, ApprovalLine, Conflict, Reason, RuleResult } from './types.ts';

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
const missing = (zh: string, en: string): Reason => ({ code: 'no-data', text: { zh, en } });
const noData = missing('没有此类数据。', 'There are no such data.');

/** Land class codes of cultivated land (GB/T 21010): 01 and its subclasses, or the word itself. */
const isCultivated = (landClass: string | undefined): boolean =>
  landClass !== undefined &&
  (/^01\d{0,2}\w?$/.test(landClass) || /^(耕地|水田|水浇地|旱地)$/.test(landClass));

/** Ground of a kind: how much is known, and the reason why there may be more. */
interface Known {
  areaM2: number;
  schematicM?: number;
  open?: Reason;
}

/** What the rules that count towards a kind found. */
function tally(
  kind: NonNullable<Rule['counts']>,
  rules: readonly Rule[],
  results: readonly RuleResult[],
  conflicts: readonly Conflict[],
): Known {
  const counted = new Set(rules.filter((rule) => rule.counts === kind).map(({ id }) => id));
  const outcomes = results.filter(({ rule }) => counted.has(rule));
  const met = conflicts.filter(({ rule }) => counted.has(rule));
  const areaM2 = met.reduce((sum, { overlapM2 = 0 }) => sum + overlapM2, 0);
  const sketches = met.filter(({ schematic }) => schematic).map(({ accuracyM }) => accuracyM);
  const open = outcomes.length ? outcomes.find(({ answer }) => answer === 'unchecked')?.reason : noData;
  return {
    areaM2,
    ...(sketches.length ? { schematicM: Math.max(...sketches) } : {}),
    ...(open ? { open } : {}),
  };
}

/** Less than the last printed digit of a hectare is a gap between borders, not ground without a class. */
const leastM2 = 1;

/** Cultivated ground by the land-use layer; open where the layer leaves ground or codes of the zone unknown. */
function cultivatedOf({ cultivatedM2, uncoveredM2, doublyM2, unknownClasses }: LandUse): Known {
  const unknownM2 = uncoveredM2 + unknownClasses.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  const figure = (unknownM2 / hectare).toFixed(4);
  const open =
    unknownM2 >= leastM2
      ? missing(
          `地块中 ${figure} 公顷没有可用的地类。`,
          `${figure} ha of the zone have no usable land class.`,
        )
      : doublyM2 >= leastM2
        ? missing(
            '地类图斑相互重叠，面积不能确定。',
            'Records of the land-use layer overlap: the area is uncertain.',
          )
        : undefined;
  return { areaM2: cultivatedM2, ...(open ? { open } : {}) };
}

/**
 * The hint on who approves: any permanent basic farmland, more than 35 ha of other cultivated land, or more than 70 ha
 * of other land. Cultivated ground comes from the land-use layer, else from the zone's own class or the rules that
 * count towards it (`counts`). What is not known is "not checked", with the area that is known beside it.
 */
export function approvalHint(
  zone: { areaM2: number; landClass?: string },
  rules: readonly Rule[],
  results: readonly RuleResult[],
  conflicts: readonly Conflict[],
  landUse?: LandUse,
): ApprovalHint {
  const permanent = tally('permanent-farmland', rules, results, conflicts);
  const allCultivated = landUse
    ? cultivatedOf(landUse)
    : isCultivated(zone.landClass)
      ? { areaM2: zone.areaM2 }
      : tally('cultivated', rules, results, conflicts);
  // Permanent basic farmland is cultivated ground; what the layer or the class gives holds it, a rule's layer may not.
  const holds = landUse !== undefined || isCultivated(zone.landClass);
  const cultivated: Known = holds
    ? {
        ...allCultivated,
        areaM2: Math.max(0, allCultivated.areaM2 - permanent.areaM2),
        ...(allCultivated.open || permanent.open ? { open: allCultivated.open ?? permanent.open! } : {}),
      }
    : allCultivated;
  const openOther = cultivated.open ?? permanent.open;
  const other: Known = {
    areaM2: Math.max(0, zone.areaM2 - permanent.areaM2 - cultivated.areaM2),
    ...(openOther ? { open: openOther } : {}),
  };
  const line = (
    kind: ApprovalLine['kind'],
    { areaM2, schematicM, open }: Known,
    thresholdM2: number,
  ): ApprovalLine => {
    // What is left of the zone is only the most the rest can be: with a part unknown it is no area of its own.
    const exceeds = areaM2 > thresholdM2 && !(kind === 'other' && open);
    const rest = { areaM2, ...(schematicM === undefined ? {} : { schematicM }), thresholdM2, exceeds };
    if (open && !exceeds) return { kind, answer: 'unchecked', reason: open, ...rest };
    return { kind, answer: areaM2 > 0 ? 'overlap' : 'clear', ...rest };
  };
  const lines = [
    line('permanent-farmland', permanent, 0),
    line('cultivated', cultivated, 35 * hectare),
    line('other', other, 70 * hectare),
  ];
  // A zone no larger than a threshold cannot exceed it, whatever the data leave open.
  const open = lines.some(({ answer, thresholdM2 }) => answer === 'unchecked' && zone.areaM2 > thresholdM2);
  const prompt = lines.some(({ exceeds }) => exceeds) ? prompts.may : open ? prompts.open : prompts.not;
  return { lines, prompt, law };
}
