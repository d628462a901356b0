import type { Change, ChangeLog, PackageInput } from '../../model/index.ts';
import { absent, type Combined, combine, digest, type Side } from './fields.ts';
import { featureId, featuresIn, type PartEdit } from './parts.ts';
import { digestUnder, featuresById, headOf, leaderOf, piecesOf, versionOf } from './pieces.ts';

/** An edit of a piece that was published again after the edit was made, and with what belongs to it. */
export interface Contest {
  /** The piece. */
  id: string;
  /** All edits that wait for the choice: of a layer or a plan those of what is in it, too. */
  ids: string[];
  mine: unknown;
  theirs: unknown;
  /** The fields that both changed, where the edit says what its fields were made from: the others need no choice. */
  fields?: readonly string[];
}

/** How edits stand to the published package. */
export interface Settled {
  /** Those that lie over it. */
  live: PartEdit[];
  /** Those it holds already. */
  published: string[];
  contests: Contest[];
  /** Edits whose piece was published again in other fields: what lies over it holds the changes of both. */
  combined: ({ edit: PartEdit } & Combined)[];
}

/** The changes of publications after `version`. */
function changesSince(base: PackageInput, version: string): readonly Change[] {
  if (versionOf(base) === version) return [];
  const { entries } = (base.changes ?? { entries: [] }) as ChangeLog;
  const at = entries.findIndex((entry) => entry.version === version);
  return (at < 0 ? entries : entries.slice(0, at)).flatMap(({ changes }) => changes);
}

/** A piece as the log of changes names it. */
const subjectOf = (id: string): string => id.replace(/^feature:[^/]+\//, 'feature:');

/** Whether a publication after `version` changed the piece, or what is in it, were it only back to what it was. */
function changedSince(base: PackageInput, version: string, { id, value }: PartEdit): boolean {
  const [, whole] = /^(?:data|layer):(.*)/.exec(id) ?? [];
  const inside = [piecesOf(base).get(`data:${whole}`), value].map(featuresById);
  return changesSince(base, version).some(({ subject }) =>
    subject.startsWith('feature:') && whole !== undefined
      ? (value === null || id.startsWith('data:')) && inside.some((one) => one.has(subject.slice(8)))
      : subject === subjectOf(id),
  );
}

/** The edit over the piece as published now, field by field; undefined where it cannot be decided what is whose. */
export function combinedOver(
  base: PackageInput,
  edit: PartEdit,
  picks?: Readonly<Record<string, Side>>,
): Combined | undefined {
  const since = edit.over ? changesSince(base, edit.over.version) : [];
  const ofPiece = since.filter(({ subject }) => subject === subjectOf(edit.id));
  // What does not say which fields it changed may have changed any.
  const touched = (field: string) => ofPiece.some(({ fields }) => !fields || fields.includes(field));
  return combine(edit, piecesOf(base).get(edit.id), touched, picks);
}

type Standing = 'live' | 'published' | 'contested';
interface Place {
  standing: Standing;
  combined?: Combined | undefined;
}

function placeOf(base: PackageInput, edit: PartEdit): Place {
  const pieces = piecesOf(base);
  const { id, over } = edit;
  if (id.startsWith('file:')) return { standing: pieces.has(id) ? 'published' : 'live' };
  const under = digestUnder(pieces, edit);
  if (over?.own.includes(under)) return { standing: 'live' };
  if (over?.piece === under && !changedSince(base, over.version, edit)) return { standing: 'live' };
  // Of an edit that does not say what it was made from nothing newer can be in danger where nothing is.
  if (!over && under === absent && edit.value !== null) return { standing: 'live' };
  const value = id.startsWith('plan:') ? headOf(edit.value) : edit.value;
  const published = digest(pieces.get(id));
  if (published === digest(value)) return { standing: 'published' };
  const combined = combinedOver(base, edit);
  if (!combined || combined.both.length) return { standing: 'contested', combined };
  return { standing: published === digest(combined.value) ? 'published' : 'live', combined };
}

/** Whether a published layer holds nothing but what the edits of it say, or said before. */
function madeFrom(
  pieces: ReadonlyMap<string, unknown>,
  layer: string,
  data: unknown,
  own: ReadonlyMap<string, PartEdit>,
): boolean {
  const before = featuresById(data);
  const there = featuresIn(pieces.get(`data:${layer}`)).map(featureId);
  return [...new Set([...before.keys(), ...there])].every((id) => {
    const now = digest(pieces.get(`feature:${layer}/${id}`));
    const edit = own.get(`feature:${layer}/${id}`);
    return (
      now === digest(before.get(id)) ||
      (edit !== undefined && (now === digest(edit.value) || edit.over?.own.includes(now)))
    );
  });
}

/**
 * Sorts edits into those that lie over the published package, those it holds already, and those it has overtaken: made
 * from something else than is published now, and changed in the same fields. The last are not applied, so that nothing
 * newer is taken back unasked, and not lost: they wait beside what is published.
 */
export function settle(base: PackageInput, edits: readonly PartEdit[]): Settled {
  const byId = new Map(edits.map((edit) => [edit.id, edit]));
  const leaders = new Map<string, Standing>();
  for (const edit of edits) {
    if (!/^(data|plan):/.test(edit.id)) continue;
    const { standing } = placeOf(base, edit);
    const layer = edit.id.startsWith('data:') ? edit.id.slice(5) : undefined;
    const doubted = standing === 'contested' && layer !== undefined && edit.over;
    leaders.set(
      edit.id,
      doubted && madeFrom(piecesOf(base), layer, edit.value, byId) ? 'published' : standing,
    );
  }
  const out: Settled = { live: [], published: [], contests: [], combined: [] };
  const contests = new Map<string, Contest>();
  for (const edit of edits) {
    const { id } = edit;
    const leader = leaders.has(id) ? id : leaderOf(id);
    const above = leader === undefined ? undefined : leaders.get(leader);
    const whole =
      leader !== undefined && (above === 'contested' || (above === 'live' && /^data:/.test(leader)));
    const led = whole ? above : leaders.get(id);
    const { standing, combined }: Place = led ? { standing: led } : placeOf(base, edit);
    if (standing === 'published') out.published.push(id);
    else if (standing === 'live') {
      out.live.push(combined ? { ...edit, value: combined.value } : edit);
      if (combined) out.combined.push({ edit, ...combined });
    } else {
      const key = whole ? leader : id;
      const contest = contests.get(key) ?? {
        id: key,
        ids: [],
        mine: byId.get(key)?.value,
        theirs: piecesOf(base).get(key) ?? null,
        ...(combined ? { fields: combined.both } : {}),
      };
      contest.ids.push(id);
      contests.set(key, contest);
    }
  }
  out.contests = [...contests.values()];
  return out;
}
