import type { Geometry, Position } from 'geojson';
import { FlatTable } from './flat-table.ts';
import { type Column, damaged, type FgbHeader } from './header.ts';
import { eachValue } from './values.ts';

/** Positions of a geometry table, cut at its `ends`. */
function lines(table: FlatTable): Position[][] {
  const xy = table.doubles(1);
  const points = Array.from({ length: xy.length >> 1 }, (_, i): Position => [xy[2 * i]!, xy[2 * i + 1]!]);
  const ends = table.u32s(0);
  if (!ends.length) return [points];
  return ends.map((end, i) => points.slice(ends[i - 1] ?? 0, end));
}

function geometryOf(table: FlatTable, declared: number, depth: number): Geometry {
  if (depth < 0) throw damaged('几何嵌套过深。', 'The geometry is nested too deeply.');
  const type = table.u8(6) || declared;
  const parts = () => table.tables(7);
  switch (type) {
    case 1:
      return { type: 'Point', coordinates: lines(table)[0]?.[0] ?? [] };
    case 2:
      return { type: 'LineString', coordinates: lines(table)[0] ?? [] };
    case 3:
      return { type: 'Polygon', coordinates: lines(table) };
    case 4:
      return { type: 'MultiPoint', coordinates: lines(table).flat() };
    case 5:
      return { type: 'MultiLineString', coordinates: lines(table) };
    case 6:
      return { type: 'MultiPolygon', coordinates: parts().map(lines) };
    case 7:
      return { type: 'GeometryCollection', geometries: parts().map((p) => geometryOf(p, 0, depth - 1)) };
    default:
      throw damaged(`几何类型 ${type} 不能读取。`, `Geometry type ${type} cannot be read.`);
  }
}

/**
 * One feature, read within the bounds of `view`, which holds it and nothing else; no geometry where it has none.
 * @throws ProblemError or RangeError when it is damaged inside.
 */
export function readFeature(
  view: DataView,
  { type, columns }: FgbHeader,
  depth: number,
  binary: (column: number) => void = () => {},
): { geometry: Geometry | undefined; properties: Record<string, unknown> } {
  const table = FlatTable.root(view, 0);
  const shape = table.table(0);
  const properties: [string, unknown][] = [];
  const values = table.vector(1, 1);
  if (values)
    eachValue(
      view,
      values.start,
      values.start + values.length,
      columns,
      (column, value) => properties.push([(columns[column] as Column).name, value]),
      binary,
    );
  return {
    geometry: shape && geometryOf(shape, type, depth),
    properties: Object.fromEntries(properties),
  };
}
