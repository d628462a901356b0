import type { PackageInput } from '../../model/index.ts';
import { sha256 } from '../../model/sha256.ts';
import { attachmentsIn } from '../package/attachments.ts';
import { digest } from './fields.ts';
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

/** A later plan without what is edited by itself: its items, and its sentences without commitment. */
export const headOf = (plan: unknown): unknown =>
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
export function piecesOf(parts: PackageInput): ReadonlyMap<string, unknown> {
  const cached = indexes.get(parts);
  if (cached) return cached;
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
export function digestUnder(pieces: ReadonlyMap<string, unknown>, { id, value }: PartEdit): string {
  const piece = pieces.get(id);
  if (value !== null || piece === undefined || !id.startsWith('layer:')) return digest(piece);
  return sha256(`${digest(piece)} ${digest(pieces.get(`data:${id.slice(6)}`))}`).slice(0, 16);
}

/** `dataVersion` of a package. */
export const versionOf = (base: PackageInput): string =>
  String((base.town as Raw | undefined)?.['dataVersion'] ?? '');

const byFeature = new WeakMap<object, ReadonlyMap<string, Raw>>();
export function featuresById(data: unknown): ReadonlyMap<string, Raw> {
  if (typeof data !== 'object' || !data) return new Map();
  const cached = byFeature.get(data);
  if (cached) return cached;
  const features = new Map(featuresIn(data).map((feature) => [featureId(feature), feature]));
  byFeature.set(data, features);
  return features;
}

/** What an edit belongs to: a feature to a layer replaced as a whole, an item and a sentence to a plan. */
export function leaderOf(id: string): string | undefined {
  const [, layer] = /^feature:([^/]+)\//.exec(id) ?? [];
  if (layer) return `data:${layer}`;
  const [, year] = /^(?:item:|free:)(\d{4})[-/]/.exec(id) ?? [];
  return year && `plan:${year}`;
}
