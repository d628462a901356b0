import type { Position } from 'geojson';
import { parseAngle } from '../angle.ts';
import { knownAttributes } from '../attributes.ts';
import { type ProblemList, plotLeftOut } from '../problems.ts';
import { assembleRings, type NamedRing } from '../rings.ts';
import { excerpt, parseNumber, toHalfWidth } from '../text.ts';
import type { ReadFeature } from '../types.ts';
import { type Columns, isPointName } from './columns.ts';
import type { TableRow } from './decimals.ts';
import { isNote, isSum, readTitles } from './titles.ts';

/** A point row, read. */
export interface PointRow {
  line: number;
  position: Position;
  /** Plot by its column, ring, name of the point. */
  plot: string;
  ring: string;
  name: string;
  code: string;
  cells: readonly string[];
}

/** The points of one plot, or of a list of which that is not known. */
export interface Group {
  /** By a title above it, or its column. */
  name?: string;
  fields: Record<string, string>;
  points: PointRow[];
  /** By the plot's column, the first line that could not be read. */
  badLines: Map<string, number>;
  line: number;
}

export const samePlace = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];

const cellOf = (cells: readonly string[], i: number | undefined) =>
  i === undefined ? '' : (cells[i] ?? '').trim();

/** What a column is called in the table, or its place. */
const titleOf = (header: readonly string[] | undefined, i = 0): string => header?.[i]?.trim() || `${i + 1}`;

/**
 * Points of a block, parted by the titles that stand between them. A row without coordinates that only carries a length,
 * a sum or a remark is no point.
 */
export function readPoints(
  rows: readonly TableRow[],
  columns: Columns,
  problems: ProblemList,
  header?: readonly string[],
): { groups: Group[]; marked: boolean; passed: number[] } {
  const groups: Group[] = [{ fields: {}, points: [], badLines: new Map(), line: rows[0]?.line ?? 1 }];
  const passed: number[] = [];
  let marked = false;
  let plot = '';
  let titles: TableRow[] = [];
  for (const row of rows) {
    const { cells, numbers, line } = row;
    const [e, n] = [cellOf(numbers, columns.east), cellOf(numbers, columns.north)];
    const [east, north] = [parseAngle(e), parseAngle(n)];
    // The figures of a sum may stand in the columns of the coordinates.
    if (isNote(row) && (!east || !north || isSum(row))) {
      passed.push(line);
      continue;
    }
    if (!east && !north) {
      const words = cells.filter((cell) => cell.trim() && parseAngle(cell) === undefined);
      if (!words.length) continue;
      const named = cellOf(cells, columns.point);
      const point = named !== '' && isPointName(named) && words.length === 1;
      if (!e && !n && !point && new Set(words).size <= 2) {
        titles.push(row);
        continue;
      }
    }
    if (titles.length) {
      const { name, fields } = readTitles(titles);
      groups.push({
        ...(name ? { name } : {}),
        fields,
        points: [],
        badLines: new Map(),
        line: titles[0]?.line ?? line,
      });
      titles = [];
      plot = '';
    }
    const group = groups.at(-1) as Group;
    // Merged cells of a spreadsheet leave the plot empty below its first row.
    plot = cellOf(cells, columns.plot) || plot;
    if (!east || !north) {
      const snippet = excerpt(east ? n : e);
      problems.error(
        'table-coordinate',
        {
          zh: `应为坐标，读到的是${snippet ? `“${snippet}”` : '空单元格'}；该行未读入。`,
          en: `Expected a coordinate, found ${snippet ? `"${snippet}"` : 'an empty cell'}; the row was left out.`,
        },
        { line, field: titleOf(header, east ? columns.north : columns.east) },
        (east ? n : e).startsWith('=')
          ? {
              zh: '公式没有保存计算结果：请用 Excel 或 WPS 打开、保存后再导入。',
              en: 'The formula was saved without its value: open the file in Excel or WPS, save it and import again.',
            }
          : undefined,
      );
      if (!group.badLines.has(plot)) group.badLines.set(plot, line);
      continue;
    }
    marked ||= east.marked || north.marked;
    // Letters say which is which whatever the columns are called.
    const turned = east.axis === 'lat' && north.axis === 'lon';
    group.points.push({
      line,
      position: turned ? [north.degrees, east.degrees] : [east.degrees, north.degrees],
      plot,
      ring: cellOf(cells, columns.ring),
      // Full-width figures are the table's way of writing, not another name.
      name: toHalfWidth(cellOf(cells, columns.point)),
      code: cellOf(cells, columns.code),
      cells,
    });
  }
  passed.push(...titles.map(({ line }) => line));
  return {
    groups: groups.filter((group) => group.points.length || group.badLines.size),
    marked,
    passed,
  };
}

/** Groups by the plot's column, in the order in which the plots come. */
export function byPlot(
  groups: readonly Group[],
  columns: Columns,
  header: readonly string[] | undefined,
): Group[] {
  if (columns.plot === undefined) return [...groups];
  const title = header?.[columns.plot] || 'name';
  const plots = new Map<string, Group>();
  for (const group of groups) {
    for (const point of group.points) {
      const key = point.plot || group.name || '';
      const plot = plots.get(key);
      if (plot) plot.points.push(point);
      else
        plots.set(key, {
          ...(key ? { name: key } : {}),
          fields: { ...group.fields, ...(point.plot ? { [title]: point.plot } : {}) },
          points: [point],
          badLines: new Map(),
          line: point.line,
        });
    }
    for (const [plot, line] of group.badLines) {
      const plotOfGroup = plots.get(plot || group.name || '');
      plotOfGroup?.badLines.set(plot, line);
    }
  }
  return [...plots.values()];
}

/** A ring ends when its first point returns, its number changes, or the numbering of points begins again. */
function splitRings(points: readonly PointRow[]): { rings: PointRow[][]; restarted: boolean } {
  const rings: PointRow[][] = [];
  let ring: PointRow[] = [];
  let restarted = false;
  for (const point of points) {
    const first = ring[0];
    const again =
      first &&
      ring.length > 2 &&
      point.name !== '' &&
      point.name === first.name &&
      !samePlace(point.position, first.position);
    if (again) restarted = true;
    if (first && (first.ring !== point.ring || again)) {
      rings.push(ring);
      ring = [];
    }
    ring.push(point);
    if (ring.length >= 4 && samePlace(point.position, (ring[0] as PointRow).position)) {
      rings.push(ring);
      ring = [];
    }
  }
  if (ring.length) rings.push(ring);
  return { rings, restarted };
}

/** Heights that nobody measured. */
const onlyNoughts = (values: ReadonlySet<string>): boolean =>
  [...values].every((value) => parseNumber(value) === 0);

/** Attributes of a plot: what all its points say alike. Titles of columns that differ from point to point are collected. */
function attributesOf(
  points: readonly PointRow[],
  header: readonly string[] | undefined,
  columns: Columns,
  lost: Map<string, number>,
): Record<string, string> {
  const pointColumns = new Set([
    columns.east,
    columns.north,
    columns.plot,
    columns.ring,
    columns.point,
    ...columns.side,
  ]);
  const width = Math.max(...points.map(({ cells }) => cells.length));
  const attributes: Record<string, string> = {};
  for (let i = 0; i < width; i++) {
    if (
      pointColumns.has(i) ||
      (i === columns.label && points.every(({ cells }) => isPointName(cellOf(cells, i))))
    )
      continue;
    const values = new Set(points.map(({ cells }) => cellOf(cells, i)).filter(Boolean));
    const title = header?.[i] || `列${i + 1}`;
    const [value] = values;
    if (values.size === 1 && value !== undefined && i !== columns.height) attributes[title] = value;
    else if (values.size && !onlyNoughts(values)) {
      const filled = points.filter(({ cells }) => cellOf(cells, i) !== '').length;
      lost.set(title, (lost.get(title) ?? 0) + filled);
    }
  }
  return attributes;
}

/**
 * Polygons of a group: one, or where the numbering of points begins again without a title, one a part. A boundary that
 * lacks a point cannot be relied on: such a plot is left out.
 */
export function polygons(
  group: Group,
  header: readonly string[] | undefined,
  columns: Columns,
  problems: ProblemList,
  lost: Map<string, number>,
): ReadFeature[] {
  const { name, points } = group;
  const where = { line: points[0]?.line ?? group.line, ...(name ? { feature: name } : {}) };
  const [badLine] = group.badLines.values();
  if (badLine !== undefined) {
    problems.add(plotLeftOut(badLine, where));
    return [];
  }
  const { rings: split, restarted } = splitRings(points);
  const rings = split.flatMap((ring): NamedRing[] => {
    const [first, last] = [ring[0] as PointRow, ring.at(-1) as PointRow];
    const closed = ring.length > 1 && samePlace(first.position, last.position);
    if (ring.length - (closed ? 1 : 0) < 3) {
      problems.error(
        'ring-too-short',
        { zh: `只有 ${ring.length} 个点，围不成面。`, en: `${ring.length} points enclose nothing.` },
        { ...where, line: first.line },
      );
      return [];
    }
    const all = closed ? ring : [...ring, first];
    return [{ positions: all.map((r) => r.position), names: all.map((r) => r.name) }];
  });
  if (!rings.length) return [];
  const properties = { ...group.fields, ...attributesOf(points, header, columns, lost) };
  const { name: known, ...attributes } = knownAttributes(properties);
  const title = known ?? name;
  const { geometry, names } = assembleRings(rings);
  const parts = geometry.type === 'MultiPolygon' && restarted ? geometry.coordinates : undefined;
  const feature = { properties, ...attributes, ...(title ? { name: title } : {}), place: where };
  if (!parts) return [{ ...feature, geometry, ...(names ? { pointNames: names } : {}) }];
  return parts.map((coordinates, i) => ({
    ...feature,
    geometry: { type: 'Polygon', coordinates },
    ...(title ? { name: `${title} ${i + 1}` } : {}),
    ...(names ? { pointNames: [names[i] as string[][]] } : {}),
  }));
}

/** A point with the rest of its row as attributes. */
export function pointFeature(
  point: PointRow,
  header: readonly string[] | undefined,
  columns: Columns,
): ReadFeature {
  const attributes = Object.fromEntries(
    point.cells.flatMap((cell, i): [string, string][] =>
      i === columns.east || i === columns.north ? [] : [[header?.[i] || `列${i + 1}`, cell]],
    ),
  );
  return {
    geometry: { type: 'Point', coordinates: point.position },
    properties: attributes,
    ...(point.name ? { name: point.name } : {}),
    ...knownAttributes(attributes),
    place: { line: point.line },
  };
}

/**
 * Whether points are the corners of a boundary: they belong to plots or rings, the first returns at the end, they are
 * numbered as corners are, or there is nothing but coordinates.
 */
export function isBoundary(
  header: readonly string[] | undefined,
  columns: Columns,
  groups: readonly Group[],
): boolean {
  const points = groups.flatMap((group) => group.points);
  if (points.length < 3) return false;
  if (columns.plot !== undefined || columns.ring !== undefined) return true;
  if (
    groups.length > 1 ||
    groups.some(
      ({ points: [first, ...rest] }) =>
        first && rest.length > 1 && samePlace(first.position, rest.at(-1)?.position ?? []),
    )
  )
    return true;
  if (new Set(points.map(({ code }) => code)).size > 1) return false;
  const label = columns.label ?? columns.point;
  const labels = points.map(({ cells }) => cellOf(cells, label));
  if (label !== undefined && labels.every((one) => one === '' || isPointName(one))) return true;
  if (columns.label !== undefined) return false;
  const used = new Set([
    columns.east,
    columns.north,
    columns.point,
    columns.code,
    columns.height,
    ...columns.side,
  ]);
  const width = Math.max(header?.length ?? 0, ...points.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, i) => i).every(
    (i) => used.has(i) || points.every(({ cells }) => !cellOf(cells, i)),
  );
}
