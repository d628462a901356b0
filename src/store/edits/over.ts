import type { Step } from '../../check/edits/change.ts';
import type { Side } from '../../check/edits/fields.ts';
import { applyEdits, type PartEdit } from '../../check/edits/parts.ts';
import { type Contest, settle } from '../../check/edits/settle.ts';
import { choose, keepCombined, stamped } from '../../check/edits/stamp.ts';
import type { Bilingual, PackageInput, Problem } from '../../model/index.ts';
import { computed, type ReadonlySignal } from '../index.ts';
import type { Records } from '../records/index.ts';

/** The edits of the records over a published package, which may be published again while they wait. */
export function editsOver(records: Records, base: ReadonlySignal<PackageInput>) {
  let last: readonly PartEdit[] = [];
  const edits = computed<readonly PartEdit[]>(() => {
    const now = records.parts.value.map(({ value }) => value);
    // Once a step is on the disk the same edits are published again: nothing is computed twice.
    if (now.length !== last.length || now.some((one, index) => one !== last[index])) last = now;
    return last;
  });
  const settled = computed(() => settle(base.value, edits.value));
  const parts = computed<PackageInput>(() => applyEdits(base.value, settled.value.live));
  const state = () => ({
    base: base.peek(),
    edits: edits.peek(),
    parts: parts.peek(),
    live: settled.peek().live,
    contests: settled.peek().contests,
  });
  const write = ({ put, back }: Step, label: Bilingual): Promise<'saved' | Problem> =>
    put.length || back?.length ? records.putParts(put, label, back) : Promise.resolve('saved');
  return {
    edits,
    /** The published package with the edits that lie over it. */
    parts,
    /** Edits overtaken by a newer publication; they wait for a choice. */
    contests: computed(() => settled.value.contests),
    /**
     * Does one step of work; it can be undone as one.
     * @throws ProblemError where a choice has to be made first
     */
    take: async (step: Step, label: Bilingual) => write(stamped(state(), step), label),
    /** Ends a contest with one side, or with a side for each field that both changed; other fields are kept as each changed them. */
    choose: (contest: Contest, choice: Side | Readonly<Record<string, Side>>) =>
      write(choose(base.peek(), edits.peek(), contest, choice), { zh: '选定版本', en: 'Choose a version' }),
    /** Edits of pieces that a colleague changed in other fields since: both are shown, and kept by `putAway`. */
    combined: computed(() => settled.value.combined),
    /** Edits that are published are no more edits. Steps that can be done again are left to be done. */
    putAway(): Promise<'saved' | Problem> {
      const open = new Set(records.conflicts.peek().map(({ id }) => id));
      if (records.canRedo.peek()) return Promise.resolve('saved');
      const { published, combined } = settled.peek();
      const put = keepCombined(base.peek(), combined).filter(({ id }) => !open.has(id));
      const back = published.filter((id) => !open.has(id));
      return write({ put, back }, { zh: '收起已发布的改动', en: 'Put away what is published' });
    },
  };
}
