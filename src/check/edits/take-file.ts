import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import { type RepairChange, repair } from '../../geo/repair/index.ts';
import type { LayerData, PackageInput, Problem } from '../../model/index.ts';
import type { Row } from '../package/replace-features.ts';
import { replaceData, type Step } from './change.ts';
import type { PartEdit } from './parts.ts';
import { withVillages } from './villages.ts';

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
    const { geometry, changes: all, refused } = repair(row.geometry);
    // Another winding is no change of the shape.
    const changes = all.filter(({ code }) => code !== 'rewound');
    if (changes.length || refused) notes.push({ row: index, changes, ...(refused ? { refused } : {}) });
    return refused ? undefined : { ...row, geometry };
  });
  return { rows: sound, notes };
}

/** The step that puts `data` in the place of a layer: links to items kept, villages worked out again. */
export const takeData = (
  parts: PackageInput,
  edits: readonly PartEdit[],
  id: string,
  data: LayerData,
): Step => withVillages(parts, replaceData(parts, edits, id, data));
