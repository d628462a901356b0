import { type ChangeLog, type PackageInput, ProblemError, problem } from '../../model/index.ts';
import { canonicalJson, sha256 } from '../../model/sha256.ts';
import { attachmentsIn } from '../package/attachments.ts';
import type { Step } from './change.ts';
import {
  entriesIn,
  featureId,
  featuresIn,
  itemsIn,
  layersIn,
  type PartEdit,
  plansIn,
  type Raw,
  yearIn,
} from './parts.ts';

/** An edit of a piece that was published anew after the edit was made, and with what belongs to it. */
export interface Contest {
  /** The piece. */
  id: string;
  /** All edits that wait for the choice: of a layer or a plan those of what is in it, too. */
  ids: string[];
  mine: unknown;
  theirs: unknown;
}

/** How edits stand to the published package. */
export interface Settled {
  /** Those that lie over it. */
  live: PartEdit[];
  /** Those it holds already. */
  published: string[];
  contests: Contest[];
}

const absent = '-';
const digests = new WeakMap<object, string>();
/** What tells one value of a piece from another. */
function digest(value: unknown): string {
  if (value === null || value === undefined) return absent;
  const known = typeof value === 'object' ? digests.get(value) : undefined;
  if (known) return known;
  const made = sha256(canonicalJson(value)).slice(0, 16);
  if (typeof value === 'object') digests.set(value, made);
  return made;
}

/** A later plan without what is edited by itself: its items, and its sentences without commitment. */
const headOf = (plan: unknown): unknown =>
  plan && {
    ...(plan as Raw),
    noCommitment: [],
    chapters: ((plan as Raw)['chapters'] as Raw[]).map((chapter) => ({
      ...chapter,
      sections: (chapter['sections'] as Raw[]).map((section) => ({ ...section, items: [] })),
    })),
  };

const indexes = new WeakMap<PackageInput, ReadonlyMap<string, unknown>>();
/** The pieces of a package by the ids of their edits. */
function piecesOf(parts: PackageInput): ReadonlyMap<string, unknown> {
  const known = indexes.get(parts);
  if (known) return known;
  const pieces = new Map<string, unknown>();
  for (const item of itemsIn(parts)) pieces.set(`item:${item['id']}`, item);
  for (const entry of entriesIn(parts)) pieces.set(`status:${entry['id']}`, entry);
  for (const layer of layersIn(parts)) pieces.set(`layer:${layer['id']}`, layer);
  for (const [id, data] of parts.layers) {
    pieces.set(`data:${id}`, data);
    for (const feature of featuresIn(data)) pieces.set(`feature:${id}/${featureId(feature)}`, feature);
  }
  for (const plan of plansIn(parts)) {
    const year = yearIn(plan);
    pieces.set(`plan:${year}`, headOf(plan));
    for (const mark of (plan['noCommitment'] ?? []) as Raw[])
      pieces.set(`free:${year}/${mark['start']}`, mark);
  }
  pieces.set(
    'order',
    layersIn(parts).map((layer) => String(layer['id'])),
  );
  // An attached file has its digest in its name: one of that name is the same.
  for (const { attachment } of attachmentsIn(parts)) pieces.set(`file:${attachment.file}`, true);
  indexes.set(parts, pieces);
  return pieces;
}

/** What stands in a package where the edit would put its value. A layer that is taken out goes with what is in it. */
function digestUnder(pieces: ReadonlyMap<string, unknown>, { id, value }: PartEdit): string {
  const piece = pieces.get(id);
  if (value !== null || piece === undefined || !id.startsWith('layer:')) return digest(piece);
  return sha256(`${digest(piece)} ${digest(pieces.get(`data:${id.slice(6)}`))}`).slice(0, 16);
}

/** `dataVersion` of a package. */
export const versionOf = (base: PackageInput): string =>
  String((base.town as Raw | undefined)?.['dataVersion'] ?? '');

const byFeature = new WeakMap<object, ReadonlyMap<string, Raw>>();
function featuresById(data: unknown): ReadonlyMap<string, Raw> {
  if (typeof data !== 'object' || !data) return new Map();
  const known = byFeature.get(data);
  if (known) return known;
  const made = new Map(featuresIn(data).map((feature) => [featureId(feature), feature]));
  byFeature.set(data, made);
  return made;
}

/** Whether a publication after `version` changed the piece, or what is in it, were it only back to what it was. */
function changedSince(base: PackageInput, version: string, { id, value }: PartEdit): boolean {
  if (versionOf(base) === version) return false;
  const { entries } = (base.changes ?? { entries: [] }) as ChangeLog;
  const at = entries.findIndex((entry) => entry.version === version);
  const newer = at < 0 ? entries : entries.slice(0, at);
  const [, whole] = /^(?:data|layer):(.*)/.exec(id) ?? [];
  const inside = [piecesOf(base).get(`data:${whole}`), value].map(featuresById);
  return newer.some(({ changes }) =>
    changes.some(({ subject }) =>
      subject.startsWith('feature:') && whole !== undefined
        ? (value === null || id.startsWith('data:')) && inside.some((one) => one.has(subject.slice(8)))
        : subject === id.replace(/^feature:[^/]+\//, 'feature:'),
    ),
  );
}

type Standing = 'live' | 'published' | 'contested';

function standingOf(base: PackageInput, edit: PartEdit): Standing {
  const pieces = piecesOf(base);
  const { id, over } = edit;
  if (id.startsWith('file:')) return pieces.has(id) ? 'published' : 'live';
  const under = digestUnder(pieces, edit);
  if (over?.own.includes(under)) return 'live';
  if (over?.piece === under && !changedSince(base, over.version, edit)) return 'live';
  // Of an edit that does not say what it was made from nothing newer can be in danger where nothing is.
  if (!over && under === absent && edit.value !== null) return 'live';
  const value = id.startsWith('plan:') ? headOf(edit.value) : edit.value;
  return digest(pieces.get(id)) === digest(value) ? 'published' : 'contested';
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

/** What an edit belongs to: a feature to a layer replaced as a whole, an item and a sentence to a plan. */
function leaderOf(id: string): string | undefined {
  const [, layer] = /^feature:([^/]+)\//.exec(id) ?? [];
  if (layer) return `data:${layer}`;
  const [, year] = /^(?:item:|free:)(\d{4})[-/]/.exec(id) ?? [];
  return year && `plan:${year}`;
}

/**
 * Tells of every edit whether it lies over the published package, is in it already, or was overtaken by it: made
 * from something else than is published now. The last are not applied, so that nothing newer is taken back unasked,
 * and not lost: they wait beside what is published.
 */
export function settle(base: PackageInput, edits: readonly PartEdit[]): Settled {
  const byId = new Map(edits.map((edit) => [edit.id, edit]));
  const led = new Map<string, Standing>();
  for (const edit of edits) {
    if (!/^(data|plan):/.test(edit.id)) continue;
    const standing = standingOf(base, edit);
    const layer = edit.id.startsWith('data:') ? edit.id.slice(5) : undefined;
    const doubted = standing === 'contested' && layer !== undefined && edit.over;
    led.set(edit.id, doubted && madeFrom(piecesOf(base), layer, edit.value, byId) ? 'published' : standing);
  }
  const out: Settled = { live: [], published: [], contests: [] };
  const contests = new Map<string, Contest>();
  for (const edit of edits) {
    const { id } = edit;
    const leader = led.has(id) ? id : leaderOf(id);
    const above = leader === undefined ? undefined : led.get(leader);
    const whole =
      leader !== undefined && (above === 'contested' || (above === 'live' && /^data:/.test(leader)));
    const standing = whole ? (above as Standing) : (led.get(id) ?? standingOf(base, edit));
    if (standing === 'live') out.live.push(edit);
    else if (standing === 'published') out.published.push(id);
    else {
      const key = whole ? leader : id;
      const contest = contests.get(key) ?? {
        id: key,
        ids: [],
        mine: byId.get(key)?.value,
        theirs: piecesOf(base).get(key) ?? null,
      };
      contest.ids.push(id);
      contests.set(key, contest);
    }
  }
  out.contests = [...contests.values()];
  return out;
}

/** A package in work: what is published, the edits, and what the two make. */
export interface WorkState {
  base: PackageInput;
  edits: readonly PartEdit[];
  /** The published package with the edits that lie over it. */
  parts: PackageInput;
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
  const before = new Map(work.edits.map((edit) => [edit.id, edit]));
  return {
    put: put.map(({ id, value }): PartEdit => {
      const edit = { id, value };
      if (id.startsWith('file:')) return edit;
      const own = before.has(id) || before.has(`data:${/^feature:([^/]+)/.exec(id)?.[1]}`);
      const piece = digestUnder(pieces, edit);
      const said = new Set(before.get(id)?.over?.own);
      if (own || /^(order$|data:|layer:)/.test(id)) said.add(digestShown(work, edit, before));
      said.delete(piece);
      return { ...edit, over: { version: versionOf(work.base), piece, own: [...said] } };
    }),
    ...(back ? { back } : {}),
  };
}

/** What is published stands: the own edits go. */
export const takeTheirs = ({ ids }: Contest): Step => ({ put: [], back: ids });

/** The own edits lie over what is published, which was seen. */
export function takeMine(base: PackageInput, edits: readonly PartEdit[], { id, ids }: Contest): Step {
  const pieces = piecesOf(base);
  const over = (edit: PartEdit): PartEdit => ({
    ...edit,
    over: { version: versionOf(base), piece: digestUnder(pieces, edit), own: edit.over?.own ?? [] },
  });
  const own = new Set(ids);
  const put = edits.filter((edit) => own.has(edit.id)).map(over);
  // A plan of one's own does not take in what the other plan of the year held.
  const rest = id.startsWith('plan:')
    ? [...pieces.keys()].filter((piece) => leaderOf(piece) === id && !own.has(piece))
    : [];
  return { put: [...put, ...rest.map((piece) => over({ id: piece, value: null }))] };
}
