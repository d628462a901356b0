import type { PlanItem } from './plan.ts';
import { type Problem, problem } from './problem.ts';
import { type StatusEntry, statusByVerb, type VerbRow } from './status.ts';

/**
 * Statuses read from the plan's own words (ids `plan.…`) against the package's table of verbs, where it has one: the
 * verb decides, and the words must be those the item cites.
 */
export function verbProblems(
  { entries, verbs }: { entries: readonly StatusEntry[]; verbs: readonly VerbRow[] },
  items: ReadonlyMap<string, PlanItem>,
  text: string | undefined,
): Problem[] {
  if (!verbs.length) return [];
  const file = 'status.json';
  return entries.flatMap((entry, i): Problem[] => {
    if (!entry.id.startsWith('plan.')) return [];
    const out: Problem[] = [];
    const place = { file, record: entry.id };
    const right = statusByVerb(verbs, entry.evidence);
    if (right !== entry.status)
      out.push(
        problem(
          'status-verb',
          {
            zh: `“${entry.evidence.slice(0, 40)}”按用语表应为 ${right ?? '（表中没有其用语）'}，此处作 ${entry.status}`,
            en: `by the table of verbs “${entry.evidence.slice(0, 40)}” is ${right ?? 'nothing (no verb of the table)'}, here it is ${entry.status}`,
          },
          { ...place, field: `entries[${i}].status` },
          {
            zh: '请改状态，或在 verbs 中补上用语；只是目标的不记状态。',
            en: 'Change the status, or add the verb to “verbs”; an aim has no status.',
          },
        ),
      );
    const item = items.get(entry.subject.replace(/^item:/, ''));
    const at = text?.indexOf(entry.evidence) ?? -1;
    const end = at + entry.evidence.length;
    if (item && at >= 0 && !item.cites.some((cite) => cite.start < end && at < cite.end))
      out.push(
        problem(
          'evidence',
          { zh: '依据的话不是该项目所引的话', en: 'the evidence is not from the words the item cites' },
          { ...place, field: `entries[${i}].evidence` },
        ),
      );
    return out;
  });
}
