import type { Geometry, Position } from 'geojson';
import { knownAttributes } from './attributes.ts';
import type { Limits } from './limits.ts';
import { overLimit, withoutGeometry } from './problems.ts';
import { assembleRings } from './rings.ts';
import type { Parsed, RawRecord, ReadFeature, RecordTable } from './types.ts';

/** The shape of a raw record as GeoJSON; rings are nested by where they lie. Undefined where there is none. */
export function geometryOf({ kind, xy, starts, parts }: RawRecord): Geometry | undefined {
  if (kind === 'none' || !parts) return undefined;
  const rings = Array.from({ length: parts }, (_, part): Position[] => {
    const positions: Position[] = [];
    for (let i = starts[part] as number; i < (starts[part + 1] as number); i++)
      positions.push([xy[i * 2] as number, xy[i * 2 + 1] as number]);
    return positions;
  });
  if (kind === 'polygon') return assembleRings(rings.map((positions) => ({ positions }))).geometry;
  const [first = []] = rings;
  if (kind === 'line')
    return parts === 1
      ? { type: 'LineString', coordinates: first }
      : { type: 'MultiLineString', coordinates: rings };
  return parts === 1
    ? { type: 'Point', coordinates: first[0] as Position }
    : { type: 'MultiPoint', coordinates: rings.map(([position]) => position as Position) };
}

/**
 * All records of a table as features, for the readers that want them so.
 * @throws ProblemError when there are more features or vertices than `limits` allow
 */
export function parsedTable(table: RecordTable, limits: Limits): Parsed {
  const features: ReadFeature[] = [];
  let vertices = 0;
  let empty = 0;
  for (const raw of table.records()) {
    vertices += raw.starts[raw.parts] ?? 0;
    if (vertices > limits.vertices) throw overLimit('vertices', vertices, limits.vertices);
    const geometry = geometryOf(raw);
    if (!geometry) {
      if (!raw.refused) empty++;
      continue;
    }
    if (features.length >= limits.features) throw overLimit('features', features.length + 1, limits.features);
    const properties = Object.fromEntries(table.fields.map(({ name }, i) => [name, raw.values[i] ?? null]));
    features.push({
      geometry,
      properties,
      ...knownAttributes(properties),
      place: { feature: table.name, record: raw.record },
    });
  }
  const problems = [...table.problems, ...(empty ? [withoutGeometry(empty, { feature: table.name })] : [])];
  return { features, problems, ...(table.stated ? { stated: table.stated } : {}) };
}
