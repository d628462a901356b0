import type { Attachment, LayerData, PackageInput, PlanItem, StatusEntry } from '../../model/index.ts';
import { relinked } from '../package/link-plan.ts';
import { featureId, featuresIn, itemsIn, layersIn, type PartEdit, type Raw } from './parts.ts';

/** One step of work on a package: pieces to write, and pieces that are as published again. */
export interface Step {
  put: PartEdit[];
  back?: string[];
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const itemOf = (parts: PackageInput, id: string): Raw | undefined =>
  itemsIn(parts).find((item) => item['id'] === id);

/** Where a feature lies: its layer and itself as the file holds it. */
export function findFeature(parts: PackageInput, id: string): { layer: string; feature: Raw } | undefined {
  for (const [layer, data] of parts.layers) {
    const feature = featuresIn(data).find((one) => featureId(one) === id);
    if (feature) return { layer, feature };
  }
  return undefined;
}

/** What the patch has as undefined is taken away. */
const patched = (value: Raw, patch: Raw): Raw =>
  Object.fromEntries(Object.entries({ ...value, ...patch }).filter(([, one]) => one !== undefined));
const withProperties = (feature: Raw, patch: Raw): Raw => ({
  ...feature,
  properties: patched(feature['properties'] as Raw, patch),
});
/** The edit that puts a feature. */
export const featureEdit = (layer: string, feature: Raw): PartEdit => ({
  id: `feature:${layer}/${featureId(feature)}`,
  value: feature,
});

/** Words and figures of an item; what the patch does not name stays. */
export function editItem(parts: PackageInput, id: string, patch: Partial<PlanItem>): Step {
  const item = itemOf(parts, id);
  return { put: item ? [{ id: `item:${id}`, value: { ...item, ...patch } }] : [] };
}

/** Gives an item these features and no others, on both sides of the link. */
export function linkItem(parts: PackageInput, id: string, features: readonly string[]): Step {
  const item = itemOf(parts, id);
  if (!item) return { put: [] };
  const before = strings(item['features']);
  // What is not at hand, in a layer from a service for example, stays linked but cannot be linked again.
  const next = features.filter((one) => before.includes(one) || findFeature(parts, one));
  const put: PartEdit[] = [{ id: `item:${id}`, value: { ...item, features: next } }];
  for (const one of new Set([...before, ...next])) {
    if (before.includes(one) === next.includes(one)) continue;
    const linked = findFeature(parts, one);
    if (!linked) continue;
    const otherItems = strings((linked.feature['properties'] as Raw)['planItems']).filter(
      (other) => other !== id,
    );
    const planItems = next.includes(one) ? [...otherItems, id] : otherItems;
    put.push(featureEdit(linked.layer, withProperties(linked.feature, { planItems })));
  }
  return { put };
}

/** Puts a feature, there already or new, as one of these items and of no others, on both sides of the link. */
export function linkFeature(
  parts: PackageInput,
  { layer, feature }: { layer: string; feature: Raw },
  planItems: readonly string[],
): Step {
  const id = featureId(feature);
  const put: PartEdit[] = [featureEdit(layer, withProperties(feature, { planItems: [...planItems] }))];
  for (const item of itemsIn(parts)) {
    const linked = strings(item['features']);
    const wanted = planItems.includes(String(item['id']));
    if (linked.includes(id) === wanted) continue;
    const features = wanted ? [...linked, id] : linked.filter((other) => other !== id);
    put.push({ id: `item:${item['id']}`, value: { ...item, features } });
  }
  return { put };
}

/** Two steps as one; of a piece that both put, the second counts. */
export function joined(first: Step, second: Step): Step {
  const put = new Map([...first.put, ...second.put].map((edit) => [edit.id, edit]));
  const back = [...(first.back ?? []), ...(second.back ?? [])].filter((id) => !put.has(id));
  return { put: [...put.values()], ...(back.length ? { back } : {}) };
}

/** Properties of a feature: its names, what it rests on, attributes of its layer. */
export function editFeature(parts: PackageInput, id: string, patch: Raw): Step {
  const place = findFeature(parts, id);
  return { put: place ? [featureEdit(place.layer, withProperties(place.feature, patch))] : [] };
}

/** Takes a feature out, and out of the items that list it. */
export function removeFeature(parts: PackageInput, id: string): Step {
  const place = findFeature(parts, id);
  if (!place) return { put: [] };
  const items = itemsIn(parts)
    .filter((item) => strings(item['features']).includes(id))
    .map((item) => ({
      id: `item:${item['id']}`,
      value: { ...item, features: strings(item['features']).filter((other) => other !== id) },
    }));
  return { put: [{ id: `feature:${place.layer}/${id}`, value: null }, ...items] };
}

/** An attached file that is not published yet. */
export interface NewFile {
  path: string;
  base64: string;
}
const fileEdits = (files: readonly NewFile[]): PartEdit[] =>
  files.map(({ path, base64 }) => ({ id: `file:${path}`, value: base64 }));

/** Adds an entry to the status log, with the files it brings. */
export const addStatus = (entry: StatusEntry, files: readonly NewFile[] = []): Step => ({
  put: [{ id: `status:${entry.id}`, value: entry }, ...fileEdits(files)],
});

/** Gives a feature these attachments and no others, with the files it brings; a file nothing names is not published. */
export function attachToFeature(
  parts: PackageInput,
  id: string,
  attachments: readonly Attachment[],
  files: readonly NewFile[] = [],
): Step {
  const { put } = editFeature(parts, id, { files: attachments.length ? attachments : undefined });
  return { put: [...put, ...fileEdits(files)] };
}

/** What the catalogue says of a layer. */
export function editLayer(parts: PackageInput, id: string, patch: Raw): Step {
  const layer = layersIn(parts).find((one) => one['id'] === id);
  return { put: layer ? [{ id: `layer:${id}`, value: patched(layer, patch) }] : [] };
}

/** Moves a layer one place towards the top of the map (+1) or the bottom (−1). */
export function moveLayer(parts: PackageInput, id: string, by: 1 | -1): Step {
  const ids = layersIn(parts).map((layer) => String(layer['id']));
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return { put: [] };
  ids.splice(from, 1);
  ids.splice(to, 0, id);
  return { put: [{ id: 'order', value: ids }] };
}

const ownEdits = (edits: readonly PartEdit[], layer: string): string[] =>
  edits.filter(({ id }) => id.startsWith(`feature:${layer}/`)).map(({ id }) => id);

/** Puts `data` in the place of a layer's features; the items list what now names them. */
export function replaceData(
  parts: PackageInput,
  edits: readonly PartEdit[],
  id: string,
  data: LayerData,
): Step {
  const before = (parts.layers.get(id) ?? { features: [] }) as LayerData;
  const items = relinked(itemsIn(parts) as unknown as PlanItem[], before, data);
  return {
    put: [
      { id: `data:${id}`, value: data },
      ...items.map((item) => ({ id: `item:${item.id}`, value: item as unknown })),
    ],
    back: ownEdits(edits, id),
  };
}

/** A new layer with its features, above all others. */
export function addLayer(layer: Raw, data: LayerData): Step {
  return {
    put: [
      { id: `layer:${layer['id']}`, value: layer },
      { id: `data:${layer['id']}`, value: data },
    ],
  };
}

/** Takes a layer out, and its features out of the items that list them. */
export function removeLayer(parts: PackageInput, edits: readonly PartEdit[], id: string): Step {
  const empty: LayerData = { type: 'FeatureCollection', features: [] };
  const { put, back = [] } = replaceData(parts, edits, id, empty);
  const items = put.filter((edit) => edit.id.startsWith('item:'));
  return { put: [{ id: `layer:${id}`, value: null }, ...items], back: [...back, `data:${id}`] };
}
