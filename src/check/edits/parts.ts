import { type PackageInput, packageFiles } from '../../model/index.ts';

/**
 * A changed piece of a package in work. `id` says which: `item:2.1-1`, `plan:2018` (a later plan without
 * its items), `free:2018/12` (the words of it from offset 12 on commit to nothing, because), `feature:LAYER/ID`, `layer:ID` (the catalogue's
 * entry), `data:LAYER` (all features of a layer), `order` (ids of the layers, bottom first), `status:ID`, `file:PATH` (an attached file, base64). `value` is the
 * piece as its file holds it; `null` takes it out of the package.
 */
export interface PartEdit {
  id: string;
  value: unknown;
  over?: MadeFrom;
}

/** What an edit was made from, in digests (`settle.ts`). */
export interface MadeFrom {
  /** `dataVersion` of the published package. */
  version: string;
  /** What was published of the piece. */
  piece: string;
  /** What it said before on this machine; any of it may have been published since. */
  own: readonly string[];
  /** The same of each field of an item, a feature, a status or a layer's entry, so that two clerks can change one piece. */
  fields?: Readonly<Record<string, FieldFrom>> | undefined;
}

/** What one field of an edit was made from, in digests; of a field that links, the ids themselves. */
export interface FieldFrom {
  piece: string;
  own: readonly string[];
  links?: readonly string[] | undefined;
}

/** A record of a package as its file holds it: nothing is known but that it is an object. */
export type Raw = Record<string, unknown>;

const list = (value: unknown): Raw[] => (Array.isArray(value) ? (value as Raw[]) : []);
const idOf = (value: Raw): string => String(value['id'] ?? '');

/** Id of a feature as its file holds it. */
export const featureId = (feature: Raw): string => idOf((feature['properties'] ?? {}) as Raw);
/** The features of a layer as its file holds it. */
export const featuresIn = (data: unknown): Raw[] => list((data as Raw | undefined)?.['features']);
/** The layers of a catalogue as its file holds it. */
export const layersIn = (parts: PackageInput): Raw[] =>
  list((parts.catalogue as Raw | undefined)?.['layers']);
/** The entries of a status log as its file holds it. */
export const entriesIn = (parts: PackageInput): Raw[] => list((parts.status as Raw | undefined)?.['entries']);
/** The plans after the first as their file holds them. */
export const plansIn = (parts: PackageInput): Raw[] => list((parts.plans as Raw | undefined)?.['plans']);
const itemsOf = (plan: unknown): Raw[] =>
  list((plan as Raw | undefined)?.['chapters']).flatMap((chapter) =>
    list(chapter['sections']).flatMap((section) => list(section['items'])),
  );
/** The items of all plans as their files hold them. */
export const itemsIn = (parts: PackageInput): Raw[] => [parts.plan, ...plansIn(parts)].flatMap(itemsOf);
/** The year of a plan as its file holds it. */
export const yearIn = (plan: unknown): string => String((plan as Raw)['date'] ?? '').slice(0, 4);

/** Replaces, adds or (null) takes out members by id; new ones stand at the end, or where `before` puts them. */
function changed(members: readonly Raw[], edits: ReadonlyMap<string, unknown>, id = idOf): Raw[] {
  const left = new Map(edits);
  const kept = members.flatMap((member) => {
    const key = id(member);
    if (!left.has(key)) return [member];
    const value = left.get(key);
    left.delete(key);
    return value === null ? [] : [value as Raw];
  });
  return [...kept, ...[...left.values()].filter((value) => value !== null).map((value) => value as Raw)];
}

const numberOf = (id: string): number => Number(id.replace(/^.*-/, ''));

function changedPlan(plan: unknown, edits: ReadonlyMap<string, unknown>, prefix = ''): unknown {
  if (!edits.size) return plan;
  const chapters = list((plan as Raw)['chapters']).map((chapter) => ({
    ...chapter,
    sections: list(chapter['sections']).map((section) => {
      const sectionEdits = new Map(
        [...edits].filter(([id]) => id.replace(/-\d+$/, '') === `${prefix}${section['id']}`),
      );
      if (!sectionEdits.size) return section;
      const items = changed(list(section['items']), sectionEdits);
      items.sort((a, b) => numberOf(idOf(a)) - numberOf(idOf(b)));
      return { ...section, items };
    }),
  }));
  return { ...(plan as Raw), chapters };
}

/** The later plans with edits of theirs, of their items and of what they leave without commitment; oldest first. */
function changedPlans(base: PackageInput, of: (kind: string) => Map<string, unknown>): unknown {
  const [heads, items, free] = [of('plan'), of('item'), of('free')];
  const touched = (year: string) => {
    const has = (key: string) => key.startsWith(`${year}-`) || key.startsWith(`${year}/`);
    return heads.has(year) || [...items.keys(), ...free.keys()].some(has);
  };
  const before = plansIn(base);
  const plans = changed(before, heads, yearIn);
  if (!plans.some((plan) => touched(yearIn(plan))) && plans.length === before.length) return base.plans;
  const next = plans.map((plan) => {
    const year = yearIn(plan);
    if (!touched(year)) return plan;
    const old = before.find((one) => yearIn(one) === year);
    const kept = new Map<string, unknown>(itemsOf(old).map((item) => [idOf(item), item]));
    const yearItems = new Map([...kept, ...items].filter(([id]) => id.startsWith(`${year}-`)));
    const bare = list(plan['chapters']).map((chapter) => ({
      ...chapter,
      sections: list(chapter['sections']).map((section) => ({ ...section, items: [] })),
    }));
    const marks = new Map(
      [...free].filter(([key]) => key.startsWith(`${year}/`)).map(([key, value]) => [key.slice(5), value]),
    );
    const noCommitment = changed(list(old?.['noCommitment']), marks, (mark) => String(mark['start']));
    noCommitment.sort((a, b) => Number(a['start']) - Number(b['start']));
    const whole = changedPlan({ ...plan, chapters: bare }, yearItems, `${year}-`) as Raw;
    return { ...whole, noCommitment };
  });
  next.sort((a, b) => yearIn(a).localeCompare(yearIn(b)));
  return next.length ? { schema: 1, plans: next } : undefined;
}

const changedOrder = (layers: readonly Raw[], order: unknown): Raw[] => {
  const rank = new Map((Array.isArray(order) ? order : []).map((id, index) => [String(id), index]));
  // A layer the order does not know stays above the one it stood above.
  let last = -1;
  const ranked = layers.map((layer) => {
    last = rank.get(idOf(layer)) ?? last;
    return { layer, at: last };
  });
  return ranked.sort((a, b) => a.at - b.at).map(({ layer }) => layer);
};

/**
 * The package with the edits over it. Pieces that no edit touches are the same objects as before, so that what was
 * worked out from them need not be worked out again.
 */
export function applyEdits(base: PackageInput, edits: readonly PartEdit[]): PackageInput {
  const of = (kind: string): Map<string, unknown> =>
    new Map(
      edits
        .filter(({ id }) => id.startsWith(`${kind}:`))
        .map(({ id, value }) => [id.slice(kind.length + 1), value]),
    );
  const layerEdits = of('layer');
  const dataEdits = of('data');
  const featureEdits = new Map<string, Map<string, unknown>>();
  for (const [path, value] of of('feature')) {
    const cut = path.indexOf('/');
    const layer = path.slice(0, cut);
    featureEdits.set(layer, (featureEdits.get(layer) ?? new Map()).set(path.slice(cut + 1), value));
  }
  const order = edits.find(({ id }) => id === 'order')?.value;
  let catalogue = base.catalogue;
  if (layerEdits.size || order) {
    const layers = changed(layersIn(base), layerEdits);
    catalogue = { ...(base.catalogue as Raw), layers: order ? changedOrder(layers, order) : layers };
  }
  const layers = new Map(base.layers);
  for (const [id, value] of dataEdits) layers.set(id, value);
  for (const [id, own] of featureEdits) {
    const data = layers.get(id);
    if (data) layers.set(id, { ...(data as Raw), features: changed(featuresIn(data), own, featureId) });
  }
  for (const [id, value] of layerEdits) if (value === null) layers.delete(id);
  const statusEdits = of('status');
  const files = new Map([...of('file')].filter((one): one is [string, string] => typeof one[1] === 'string'));
  const plan = changedPlan(base.plan, new Map([...of('item')].filter(([id]) => !/^\d{4}-/.test(id))));
  const plans = changedPlans(base, of);
  const { later: _, ...alone } = (plan ?? {}) as Raw;
  const same = plans === base.plans;
  return {
    ...base,
    catalogue,
    layers,
    ...(files.size ? { files } : {}),
    plans,
    plan: same ? plan : plans ? { ...alone, later: true } : alone,
    status: statusEdits.size
      ? { ...(base.status as Raw), entries: changed(entriesIn(base), statusEdits) }
      : base.status,
  };
}

/** The names of the files of a package that hold one value each. */
export const partFiles = Object.entries(packageFiles) as [keyof typeof packageFiles, string][];
