import { type PackageInput, ProblemError, problem } from '../../model/index.ts';
import type { Step } from './change.ts';
import { digest, fieldsFrom, type Side } from './fields.ts';
import { layersIn, type PartEdit } from './parts.ts';
import { digestUnder, featuresById, headOf, leaderOf, piecesOf, versionOf } from './pieces.ts';
import { type Contest, combinedOver, type Settled } from './settle.ts';

/** A package in work: what is published, the edits, and what the two make. */
export interface WorkState {
  base: PackageInput;
  edits: readonly PartEdit[];
  /** The published package with the edits that lie over it. */
  parts: PackageInput;
  /** Those of the edits that lie over it, as they do. */
  live: readonly PartEdit[];
  contests: readonly Contest[];
}

/** Digest of what is shown where the edit will put its value; it may be published before the edits are looked at again. */
function digestShown({ parts }: WorkState, edit: PartEdit, before: ReadonlyMap<string, PartEdit>): string {
  const { id } = edit;
  const layer = /^(?:layer|data|feature):([^/]+)/.exec(id)?.[1];
  const data = layer === undefined ? undefined : parts.layers.get(layer);
  if (id === 'order') return digest(layersIn(parts).map((one) => String(one['id'])));
  if (id.startsWith('data:')) return digest(data);
  if (id.startsWith('layer:')) {
    const entry = layersIn(parts).find((one) => one['id'] === layer);
    return digestUnder(
      new Map<string, unknown>([
        [id, entry],
        [`data:${layer}`, data],
      ]),
      edit,
    );
  }
  const value = before.get(id)?.value;
  if (value !== undefined) return digest(id.startsWith('plan:') ? headOf(value) : value);
  const replaced = before.get(`data:${layer}`)?.value;
  return digest(featuresById(replaced).get(id.slice(`feature:${layer}/`.length)));
}

/**
 * The step with every edit saying what it is made from.
 * @throws ProblemError where it would write over an edit that waits for a choice
 */
export function stamped(work: WorkState, { put, back }: Step): Step {
  const waiting = new Set(work.contests.flatMap(({ ids }) => ids));
  const touched = [...put.map(({ id }) => id), ...(back ?? [])].find((id) => waiting.has(id));
  if (touched !== undefined)
    throw new ProblemError(
      problem(
        'piece-overtaken',
        {
          zh: '此处已有更新的发布，与本机未发布的改动不一致，尚未选定',
          en: 'A newer publication differs here from your own unpublished change, and neither is chosen yet',
        },
        { record: touched },
        {
          zh: '请先到“改动与发布”里选定采用哪一个，再改。',
          en: 'Choose one of the two under “Publish” first, then change it.',
        },
      ),
    );
  const pieces = piecesOf(work.base);
  const before = new Map([...work.edits, ...work.live].map((edit) => [edit.id, edit]));
  return {
    put: put.map(({ id, value }): PartEdit => {
      const edit = { id, value };
      if (id.startsWith('file:')) return edit;
      const existed = before.has(id) || before.has(`data:${/^feature:([^/]+)/.exec(id)?.[1]}`);
      const piece = digestUnder(pieces, edit);
      const earlier = new Set(before.get(id)?.over?.own);
      if (existed || /^(order$|data:|layer:)/.test(id)) earlier.add(digestShown(work, edit, before));
      earlier.delete(piece);
      const fields = fieldsFrom(
        edit,
        pieces.get(id),
        before.get(id),
        existed ? before.get(id)?.value : undefined,
      );
      return { ...edit, over: { version: versionOf(work.base), piece, own: [...earlier], fields } };
    }),
    ...(back ? { back } : {}),
  };
}

/** The edit as made from what is published now; `own` keeps what it said before of the fields that are still its own. */
function restamped(
  base: PackageInput,
  edit: PartEdit,
  own: (field: string) => boolean = () => true,
): PartEdit {
  const pieces = piecesOf(base);
  const fields = fieldsFrom(edit, pieces.get(edit.id), edit);
  for (const [field, from] of Object.entries(fields ?? {})) if (!own(field)) from.own = [];
  return {
    ...edit,
    over: {
      version: versionOf(base),
      piece: digestUnder(pieces, edit),
      own: edit.over?.own ?? [],
      ...(fields ? { fields } : {}),
    },
  };
}

/** The step that keeps what two clerks changed in one piece as made from what is published now. */
export const keepCombined = (base: PackageInput, combined: Settled['combined']): PartEdit[] =>
  combined.map(({ edit, value, mine }) =>
    restamped(base, { ...edit, value }, (field) => mine.includes(field)),
  );

/** One's own edits lie over what is published, which was seen. */
function takeMine(base: PackageInput, edits: readonly PartEdit[], { id, ids }: Contest): Step {
  const waiting = new Set(ids);
  const put = edits.filter((edit) => waiting.has(edit.id)).map((edit) => restamped(base, edit));
  // A plan of one's own does not take in what the other plan of the year held.
  const rest = id.startsWith('plan:')
    ? [...piecesOf(base).keys()].filter((piece) => leaderOf(piece) === id && !waiting.has(piece))
    : [];
  return { put: [...put, ...rest.map((piece) => restamped(base, { id: piece, value: null }))] };
}

/** The step that ends a contest: with one side, or with a side for each of its fields. */
export function choose(
  base: PackageInput,
  edits: readonly PartEdit[],
  contest: Contest,
  choice: Side | Readonly<Record<string, Side>>,
): Step {
  const edit = edits.find(({ id }) => id === contest.id);
  if (!contest.fields || !edit) {
    // What is published stands: the edits go.
    return choice === 'theirs' ? { put: [], back: contest.ids } : takeMine(base, edits, contest);
  }
  const picks =
    typeof choice === 'string' ? Object.fromEntries(contest.fields.map((field) => [field, choice])) : choice;
  const combined = combinedOver(base, edit, picks);
  if (!combined || digest(combined.value) === digest(contest.theirs)) return { put: [], back: contest.ids };
  const mine = (field: string) => combined.mine.includes(field) || picks[field] === 'mine';
  return { put: [restamped(base, { ...edit, value: combined.value }, mine)] };
}
