import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import { type RepairChange, repair } from '../../geo/repair/index.ts';
import {
  type Bilingual,
  type Layer,
  type LayerData,
  type PackageInput,
  type Problem,
  problem,
} from '../../model/index.ts';
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

type Kind = Exclude<Layer['geometry'], 'mixed'>;
const kindWords: Record<Kind, Bilingual> = {
  point: { zh: '点', en: 'points' },
  line: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'areas' },
};
const kindOf = ({ type }: Geometry): Kind | undefined =>
  type.endsWith('Point')
    ? 'point'
    : type.endsWith('LineString')
      ? 'line'
      : type.endsWith('Polygon')
        ? 'polygon'
        : undefined;

/** Why a shape is not of the kind its layer holds. */
function otherKind(geometry: Geometry, kind: Layer['geometry']): Problem | undefined {
  const geometryKind = kindOf(geometry);
  if (kind === 'mixed' || geometryKind === kind) return undefined;
  const [is, wants] = [
    geometryKind ? kindWords[geometryKind] : { zh: geometry.type, en: geometry.type },
    kindWords[kind],
  ];
  return problem('geometry-kind', {
    zh: `这是${is.zh}，图层里是${wants.zh}`,
    en: `these are ${is.en}, the layer holds ${wants.en}`,
  });
}

/**
 * The rows with their areas made valid; one that cannot be, or is not of the layer's kind, is left undefined, and said.
 * @param kind What the layer holds.
 */
export function soundRows(
  rows: readonly Row[],
  kind: Layer['geometry'],
): { rows: (Row | undefined)[]; notes: RepairNote[] } {
  const notes: RepairNote[] = [];
  const sound = rows.map((row, index) => {
    const other = otherKind(row.geometry, kind);
    if (other) {
      notes.push({ row: index, changes: [], refused: other });
      return undefined;
    }
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
