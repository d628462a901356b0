import {
  type Bilingual,
  type Change,
  type PackageInput,
  type Status,
  statusWords,
} from '../../model/index.ts';
import { canonicalJson } from '../../model/sha256.ts';
import { flatPiece } from './fields.ts';
import { entriesIn, featureId, featuresIn, itemsIn, layersIn, plansIn, type Raw, yearIn } from './parts.ts';

const same = (a: unknown, b: unknown): boolean =>
  a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Fields that differ between two pieces: most pieces stay as they are from one edit to the next. */
const compared = new WeakMap<Raw, { before: Raw; fields: string[] }>();

function fieldsOf(before: Raw, after: Raw): string[] {
  const last = compared.get(after);
  if (last?.before === before) return last.fields;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const fields = [...keys].filter((key) => !same(before[key], after[key]));
  compared.set(after, { before, fields });
  return fields;
}

const bilingual = (value: unknown, otherwise: string): Bilingual => {
  const { zh, en } = (value ?? {}) as Partial<Bilingual>;
  return { zh: zh || otherwise, en: en || zh || otherwise };
};

function compare(
  kind: string,
  before: ReadonlyMap<string, Raw>,
  after: ReadonlyMap<string, Raw>,
  name: (piece: Raw, id: string) => Bilingual,
): Change[] {
  const out: Change[] = [];
  for (const [id, piece] of after) {
    const old = before.get(id);
    // The same object on both sides holds no difference.
    if (old === piece) continue;
    const subject = `${kind}:${id}`;
    if (!old) {
      out.push({ kind: 'added', subject, name: name(piece, id) });
      continue;
    }
    const fields = fieldsOf(old, piece);
    if (fields.length) out.push({ kind: 'changed', subject, name: name(piece, id), fields });
  }
  for (const [id, piece] of before)
    if (!after.has(id)) out.push({ kind: 'removed', subject: `${kind}:${id}`, name: name(piece, id) });
  return out;
}

const byId = (pieces: readonly Raw[]) => new Map(pieces.map((piece) => [String(piece['id']), piece]));

/** What differs between two states of a package: items, statuses, layers, features, and the order of layers. */
export function difference(before: PackageInput, after: PackageInput): Change[] {
  const features = (parts: PackageInput, skip: PackageInput) => {
    const features = new Map<string, Raw>();
    // The same object on both sides holds no difference.
    for (const [id, data] of parts.layers)
      if (skip.layers.get(id) !== data)
        for (const feature of featuresIn(data)) features.set(featureId(feature), flatPiece(feature));
    return features;
  };
  const plans = (parts: PackageInput) =>
    new Map(
      plansIn(parts).map((plan) => {
        // Items are compared one by one.
        const { chapters: _, ...own } = plan;
        return [yearIn(plan), own];
      }),
    );
  const titles = new Map<string, Bilingual>(
    [before, after].flatMap((parts) =>
      itemsIn(parts).map(
        (item) => [`item:${item['id']}`, bilingual(item['title'], String(item['id']))] as const,
      ),
    ),
  );
  /** What a status says of which item. */
  const said = (entry: Raw, id: string): Bilingual => {
    const subject = String(entry['subject']);
    const of = titles.get(subject) ?? { zh: subject, en: subject };
    const word = statusWords[entry['status'] as Status] ?? { zh: id, en: id };
    return { zh: `${of.zh}：${word.zh}`, en: `${of.en}: ${word.en}` };
  };
  const out = [
    ...compare('plan', plans(before), plans(after), (plan, id) => bilingual(plan['title'], id)),
    ...compare('item', byId(itemsIn(before)), byId(itemsIn(after)), (item, id) =>
      bilingual(item['title'], id),
    ),
    ...compare('status', byId(entriesIn(before)), byId(entriesIn(after)), said),
    ...compare('layer', byId(layersIn(before)), byId(layersIn(after)), (layer, id) =>
      bilingual(layer['name'], id),
    ),
    ...compare('feature', features(before, after), features(after, before), (feature, id) =>
      bilingual(feature['name'], id),
    ),
  ];
  const order = (parts: PackageInput, other: PackageInput) => {
    const there = new Set(layersIn(other).map((layer) => layer['id']));
    return layersIn(parts).flatMap((layer) => (there.has(layer['id']) ? [layer['id']] : []));
  };
  if (!same(order(before, after), order(after, before)))
    out.push({ kind: 'changed', subject: 'order', name: { zh: '图层顺序', en: 'Order of the layers' } });
  return out;
}
