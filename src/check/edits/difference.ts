import type { Bilingual, Change, PackageInput } from '../../model/index.ts';
import { canonicalJson } from '../../model/sha256.ts';
import { entriesIn, featureId, featuresIn, itemsIn, layersIn, plansIn, type Raw, yearIn } from './parts.ts';

const same = (a: unknown, b: unknown): boolean =>
  a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

function fieldsOf(before: Raw, after: Raw): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !same(before[key], after[key]));
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
    const subject = `${kind}:${id}`;
    if (!old) out.push({ kind: 'added', subject, name: name(piece, id) });
    else if (!same(old, piece))
      out.push({ kind: 'changed', subject, name: name(piece, id), fields: fieldsOf(old, piece) });
  }
  for (const [id, piece] of before)
    if (!after.has(id)) out.push({ kind: 'removed', subject: `${kind}:${id}`, name: name(piece, id) });
  return out;
}

const byId = (pieces: readonly Raw[]) => new Map(pieces.map((piece) => [String(piece['id']), piece]));

/** A feature with its geometry beside its properties, so that what changed has one name. */
const flat = (feature: Raw): Raw => ({ ...(feature['properties'] as Raw), geometry: feature['geometry'] });

/** What differs between two states of a package: items, statuses, layers, features, and the order of layers. */
export function difference(before: PackageInput, after: PackageInput): Change[] {
  const features = (parts: PackageInput, skip: PackageInput) => {
    const found = new Map<string, Raw>();
    // The same object on both sides holds no difference.
    for (const [id, data] of parts.layers)
      if (skip.layers.get(id) !== data)
        for (const feature of featuresIn(data)) found.set(featureId(feature), flat(feature));
    return found;
  };
  const plans = (parts: PackageInput) =>
    new Map(
      plansIn(parts).map((plan) => {
        // Items are compared one by one.
        const { chapters: _, ...own } = plan;
        return [yearIn(plan), own];
      }),
    );
  const out = [
    ...compare('plan', plans(before), plans(after), (plan, id) => bilingual(plan['title'], id)),
    ...compare('item', byId(itemsIn(before)), byId(itemsIn(after)), (item, id) =>
      bilingual(item['title'], id),
    ),
    ...compare('status', byId(entriesIn(before)), byId(entriesIn(after)), (entry, id) =>
      bilingual({ zh: entry['evidence'], en: entry['evidence'] }, id),
    ),
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
