import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import { type RepairChange, repair } from '../../geo/repair/index.ts';
import type { Catalogue, LayerData, PackageInput, Problem } from '../../model/index.ts';
import { type VillageShape, villagesOf } from '../package/in-villages.ts';
import type { Row } from '../package/replace-features.ts';
import { villagesIn } from '../package/village-problems.ts';
import { featureEdit, replaceData, type Step } from './change.ts';
import { featuresIn, layersIn, type PartEdit, type Raw } from './parts.ts';

/** What was done to one row's shape, or why it cannot be used. */
export interface RepairNote {
  row: number;
  changes: readonly RepairChange[];
  refused?: Problem;
}

const isArea = (geometry: Geometry): geometry is Polygon | MultiPolygon =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';

/** The rows with their areas made valid; one that cannot be is left undefined, and said. */
export function soundRows(rows: readonly Row[]): { rows: (Row | undefined)[]; notes: RepairNote[] } {
  const notes: RepairNote[] = [];
  const sound = rows.map((row, index) => {
    if (!isArea(row.geometry)) return row;
    const { geometry, changes, refused } = repair(row.geometry);
    // Another winding is no change of the shape.
    if (changes.length || refused) notes.push({ row: index, changes, ...(refused ? { refused } : {}) });
    return refused ? undefined : { ...row, geometry };
  });
  return { rows: sound, notes };
}

const withVillages = (feature: Raw, shapes: readonly VillageShape[]): Raw => ({
  ...feature,
  properties: {
    ...(feature['properties'] as Raw),
    villages: villagesOf(feature['geometry'] as Geometry, shapes),
  },
});

/**
 * The step that puts `data` in the place of a layer: links to items kept, villages worked out again; where the layer is
 * that of the villages, for the features of all other layers.
 */
export function takeData(
  parts: PackageInput,
  edits: readonly PartEdit[],
  catalogue: Catalogue,
  id: string,
  data: LayerData,
): Step {
  const villages = catalogue.layers.find(({ role }) => role === 'villages')?.id;
  const shapesOf = (of: LayerData) => villagesIn(catalogue, new Map([[villages ?? '', of]]));
  if (id !== villages) {
    const shapes = villages ? shapesOf(parts.layers.get(villages) as LayerData) : [];
    const features = data.features.map((feature) => withVillages(feature as unknown as Raw, shapes));
    return replaceData(parts, edits, id, { ...data, features: features as unknown as LayerData['features'] });
  }
  const step = replaceData(parts, edits, id, data);
  const shapes = shapesOf(data);
  const moved = layersIn(parts).flatMap((layer) => {
    const other = String(layer['id']);
    if (other === id || layer['role'] === 'neighbours') return [];
    return featuresIn(parts.layers.get(other)).flatMap((feature) => {
      const next = withVillages(feature, shapes);
      const list = (one: Raw) => [...((one['properties'] as Raw)['villages'] as string[])].sort().join();
      return list(feature) === list(next) ? [] : [featureEdit(other, next)];
    });
  });
  return { ...step, put: [...step.put, ...moved] };
}
