import { asProblems } from '../../../model/index.ts';
import { systemOf } from '../../crs/systems.ts';
import { eachPosition } from '../../plane/walk.ts';
import { knownAttributes } from '../attributes.ts';
import { noGeometry, type ProblemList } from '../problems.ts';
import type { ReadFeature, StatedCrs } from '../types.ts';
import type { Block } from './blocks.ts';
import { parseGeometryCell } from './geometry-cell.ts';
import type { Part } from './parts.ts';

/** The column by which our own tables state their system, written just before the geometry. */
export const crsTitle = '坐标系';

/** What databases and scripts write where there is no value. */
const noValue = /^(?:<?null>?|none|nan|n\/a|\\n|\{\}|\[\]|-+|\/|无|空)$/i;

/** One feature a row of a table with a column of geometry, by the systems its rows state. */
export function fromGeometry(
  { rows, header }: Block,
  column: number,
  depth: number,
  problems: ProblemList,
): Part[] {
  const parts = new Map<string, ReadFeature[]>();
  // The column our writer puts before the geometry states the system and is no attribute.
  const crsColumn = header?.[column - 1] === crsTitle ? column - 1 : undefined;
  let json = 0;
  for (const { cells, line } of rows) {
    const text = (cells[column] ?? '').trim();
    if (text === '' || noValue.test(text)) {
      problems.add(noGeometry({ line }));
      continue;
    }
    try {
      const { geometry, srid } = parseGeometryCell(text, depth);
      const crsText = crsColumn === undefined ? '' : unescaped(cells[crsColumn] ?? '');
      const code = srid ? `EPSG:${srid}` : systemOf(crsText) ? crsText : '';
      if (text.startsWith('{')) json++;
      const attributes = Object.fromEntries(
        Array.from({ length: Math.max(header?.length ?? 0, cells.length) }, (_, i) => i).flatMap(
          (i): [string, string][] =>
            i === column || (i === crsColumn && systemOf(crsText))
              ? []
              : [[header?.[i] || `列${i + 1}`, unescaped(cells[i] ?? '')]],
        ),
      );
      const feature = { geometry, properties: attributes, ...knownAttributes(attributes), place: { line } };
      const own = parts.get(code);
      if (own) own.push(feature);
      else parts.set(code, [feature]);
    } catch (error) {
      for (const one of asProblems(error, { line, field: header?.[column] ?? 'WKT' })) problems.add(one);
    }
  }
  // Rows that state nothing follow the one system that others state.
  const codes = [...parts.keys()].filter(Boolean);
  const features = [...parts.values()].flat();
  if (codes.length > 1)
    return [...parts].map(([code, list]) => ({
      features: list,
      ...(code ? { stated: { code, words: code } } : {}),
    }));
  const [code] = codes;
  const stated = code ? { code, words: code } : geoJson(features, json);
  return [
    {
      features: features.sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)),
      ...(stated ? { stated } : {}),
    },
  ];
}

/** GeoJSON prescribes degrees of WGS 84; metres in it say that it was not kept. */
function geoJson(features: readonly ReadFeature[], count: number): StatedCrs | undefined {
  if (!count || count < features.length) return undefined;
  let degrees = true;
  for (const { geometry } of features)
    eachPosition(geometry, ([x = 0, y = 0]) => {
      degrees &&= Math.abs(x) <= 180 && Math.abs(y) <= 90;
    });
  return degrees ? { code: 'EPSG:4326', words: 'GeoJSON (RFC 7946)', byFormat: true } : undefined;
}

/** The apostrophe our writer, and spreadsheets, put before what would be run as a formula. */
const unescaped = (cell: string): string => (/^'+[=+@-]/.test(cell) ? cell.slice(1) : cell);
