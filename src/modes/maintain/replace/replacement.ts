import { editLayer, type Step } from '../../../check/edits/change.ts';
import { takeData } from '../../../check/edits/take-file.ts';
import { outsideProblems } from '../../../check/edits/villages.ts';
import { type Row, replaceFeatures } from '../../../check/package/replace-features.ts';
import type { Basis, Feature, Layer, LayerData, Problem } from '../../../model/index.ts';
import type { Work } from '../../../store/edits/work.ts';
import { layerPatch } from './layer-fields.ts';
import type { Waiting } from './waiting.ts';

/** The rows that are taken, and which of them stand for a feature there is. */
function takenRows(waiting: Waiting, old: readonly Feature[]): { rows: Row[]; pairs: Map<number, Feature> } {
  const byId = new Map(old.map((feature) => [feature.properties.id, feature]));
  const rows: Row[] = [];
  const pairs = new Map<number, Feature>();
  waiting.rows.forEach((row, index) => {
    const chosen = waiting.chosen[index];
    if (!row || chosen === 'skip') return;
    const twin = byId.get(chosen ?? '');
    if (twin) pairs.set(rows.length, twin);
    rows.push(row);
  });
  return { rows, pairs };
}

/**
 * The step that puts a file that was read and matched in the place of a layer.
 * @param old The layer's features as they are shown.
 * @param form What was said of the data: basis, accuracy, source, year, and what of the layer goes on.
 * @param villageCode The division code of a new village, from a row of the file.
 * @returns The step, and what of it should be looked at.
 */
export function replacement(
  work: Work,
  layer: Layer,
  old: readonly Feature[],
  waiting: Waiting,
  form: FormData,
  villageCode: (row: Readonly<Record<string, unknown>>) => string | undefined,
): { step: Step; doubts: Problem[] } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const parts = work.parts.value;
  const { rows, pairs } = takenRows(waiting, old);
  const item = text('item');
  const columns = waiting.columns.filter(({ key }) => form.has(`column ${key}`));
  const attributes = [...layer.attributes, ...columns];
  const before = (parts.layers.get(layer.id) ?? { features: [] }) as LayerData;
  const { data } = replaceFeatures(
    { id: layer.id, attributes },
    { ...before, features: [...old] },
    rows,
    waiting.name,
    '',
    {
      pairs,
      accuracyM: Number(text('accuracy')),
      basis: text('basis') as Basis,
      source: text('source'),
      keep: form.has('keep'),
      items: item ? [item] : [],
      villageCode: layer.role === 'villages' ? villageCode : undefined,
    },
  );
  const plain = data.features.map(({ type, properties, geometry }) => ({ type, properties, geometry }));
  const step = takeData(parts, work.edits.value, layer.id, {
    type: 'FeatureCollection',
    features: plain as LayerData['features'],
  });
  const entry = editLayer(parts, layer.id, layerPatch(form, layer, attributes));
  return { step: { ...step, put: [...step.put, ...entry.put] }, doubts: outsideProblems(parts, step) };
}
