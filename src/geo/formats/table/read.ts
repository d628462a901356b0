import type { Position } from 'geojson';
import { asProblems, ProblemError, problem } from '../../../model/index.ts';
import { parseAngle } from '../angle.ts';
import { knownAttributes } from '../attributes.ts';
import { decimalCommas, ProblemList, plotLeftOut } from '../problems.ts';
import { assembleRings, type NamedRing } from '../rings.ts';
import { excerpt } from '../text.ts';
import type { FormatOptions, Parsed, ReadFeature, StatedCrs } from '../types.ts';
import { parseWkt } from '../wkt.ts';
import { type Columns, findColumns, hasHeader } from './columns.ts';
import { dotted, isDecimalComma, refuseCutDecimals, type TableRow } from './decimals.ts';

/** A point row, read. */
interface Row {
  line: number;
  position: Position;
  plot: string;
  ring: string;
  name: string;
  cells: readonly string[];
}

/**
 * Features of a table of WKT or of points. Points with a plot, a ring or a point number, or with nothing but
 * coordinates, are boundaries and become polygons, one a plot; points with other attributes stay points.
 * @param rows cells as text; empty rows may stand between
 * @param firstLine line of the first row in the file
 */
export function readTable(rows: readonly string[][], { limits }: FormatOptions, firstLine = 1): Parsed {
  const own = rows.map((cells) => cells.map((c) => c.trim()));
  const dots = dotted(own);
  const filled = own
    .map((cells, i) => ({ cells, numbers: dots[i] ?? cells, line: firstLine + i }))
    .filter(({ cells }) => cells.some((c) => c !== ''));
  const header = hasHeader(filled.map((r) => r.numbers)) ? filled[0]?.cells : undefined;
  const data = header ? filled.slice(1) : filled;
  const columns = findColumns(
    header,
    data.map((r) => r.numbers),
  );
  const problems = new ProblemList(limits.problems);
  if (columns.wkt !== undefined) return fromWkt(data, header, columns.wkt, limits.depth, problems);
  if (columns.east === undefined || columns.north === undefined)
    throw noColumns(header ?? data[0]?.cells ?? []);
  refuseCutDecimals(header, data, columns);
  const all = readPoints(data, columns, problems);
  const { points, marked } = all;
  const comma = data.find(({ cells, numbers }) =>
    [columns.east, columns.north].some((i) => isDecimalComma(cells[i ?? -1] ?? '', numbers[i ?? -1] ?? '')),
  );
  if (comma) problems.add(decimalCommas(comma.line));
  if (columns.guessed) problems.add(orderNote(header, columns));
  const features = isBoundary(header, columns, points)
    ? polygons(all, problems)
    : points.map((point) => pointFeature(point, header, columns));
  const stated = statedBy(header, columns, marked);
  return { features, problems: problems.done(), ...(stated ? { stated } : {}) };
}

type Data = readonly TableRow[];

function properties(
  cells: readonly string[],
  header: readonly string[] | undefined,
  skip: readonly (number | undefined)[],
) {
  const entries = cells.flatMap((cell, i): [string, string][] =>
    skip.includes(i) ? [] : [[header?.[i] || `列${i + 1}`, cell]],
  );
  return Object.fromEntries(entries);
}

function fromWkt(
  data: Data,
  header: readonly string[] | undefined,
  column: number,
  depth: number,
  problems: ProblemList,
): Parsed {
  const features: ReadFeature[] = [];
  const srids = new Set<number>();
  for (const { cells, line } of data) {
    const text = cells[column] ?? '';
    if (text === '') continue;
    try {
      const { geometry, srid } = parseWkt(text, depth);
      if (srid) srids.add(srid);
      const attributes = properties(cells, header, [column]);
      features.push({ geometry, properties: attributes, ...knownAttributes(attributes), place: { line } });
    } catch (error) {
      for (const one of asProblems(error, { line, field: header?.[column] ?? 'WKT' })) problems.add(one);
    }
  }
  const [srid] = srids;
  const stated = srid && srids.size === 1 ? { code: `EPSG:${srid}`, words: `SRID=${srid}` } : undefined;
  return { features, problems: problems.done(), ...(stated ? { stated } : {}) };
}

interface Points {
  points: Row[];
  marked: boolean;
  /** By plot, the first line whose coordinates could not be read. */
  broken: Map<string, number>;
}

function readPoints(data: Data, columns: Columns, problems: ProblemList): Points {
  const points: Row[] = [];
  const broken = new Map<string, number>();
  let marked = false;
  const cell = (cells: readonly string[], i: number | undefined) => (i === undefined ? '' : (cells[i] ?? ''));
  let plot = '';
  for (const { cells, numbers, line } of data) {
    const [e, n] = [cell(numbers, columns.east), cell(numbers, columns.north)];
    const [east, north] = [parseAngle(e), parseAngle(n)];
    // Merged cells of a spreadsheet leave the plot empty below its first row.
    plot = cell(cells, columns.plot) || plot;
    if (!east || !north) {
      problems.error(
        'table-coordinate',
        {
          zh: `应为坐标，读到的是“${excerpt(east ? n : e)}”；该行未读入。`,
          en: `Expected a coordinate, found "${excerpt(east ? n : e)}"; the row was left out.`,
        },
        { line, field: east ? 'north' : 'east' },
      );
      // A row without any coordinate is a note or a sum, not a point.
      if ((e || n) && !broken.has(plot)) broken.set(plot, line);
      continue;
    }
    marked ||= east.marked || north.marked;
    // Letters say which is which whatever the columns are called.
    const turned = east.axis === 'lat' && north.axis === 'lon';
    const position = turned ? [north.degrees, east.degrees] : [east.degrees, north.degrees];
    points.push({
      line,
      position,
      plot,
      ring: cell(cells, columns.ring),
      name: cell(cells, columns.point),
      cells,
    });
  }
  return { points, marked, broken };
}

const same = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];

function isBoundary(
  header: readonly string[] | undefined,
  columns: Columns,
  points: readonly Row[],
): boolean {
  if (points.length < 3) return false;
  if (columns.plot !== undefined || columns.ring !== undefined) return true;
  const [first, last] = [points[0] as Row, points.at(-1) as Row];
  if (same(first.position, last.position)) return true;
  const others = (header ?? first.cells).length - (columns.point === undefined ? 2 : 3);
  const named = header === undefined && /^[A-Za-z]{0,2}\d+$/.test(first.cells[0] ?? '') ? 1 : 0;
  return others - named <= 0;
}

/**
 * One polygon a plot; a ring ends when its first point returns or the ring number changes. A boundary that lacks a point
 * cannot be relied on: such a plot is left out.
 */
function polygons({ points, broken }: Points, problems: ProblemList): ReadFeature[] {
  const plots = new Map<string, Row[]>();
  for (const point of points) {
    const list = plots.get(point.plot);
    if (list) list.push(point);
    else plots.set(point.plot, [point]);
  }
  return [...plots].flatMap(([plot, list]): ReadFeature[] => {
    const where = { line: list[0]?.line ?? 1, ...(plot ? { feature: plot } : {}) };
    const badLine = broken.get(plot);
    if (badLine !== undefined) {
      problems.add(plotLeftOut(badLine, where));
      return [];
    }
    const rings = splitRings(list).flatMap((ring): NamedRing[] => {
      const [first, last] = [ring[0] as Row, ring.at(-1) as Row];
      const closed = ring.length > 1 && same(first.position, last.position);
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
    const { geometry, names } = assembleRings(rings);
    return [
      {
        geometry,
        properties: plot ? { name: plot } : {},
        ...(plot ? { name: plot } : {}),
        ...(names ? { pointNames: names } : {}),
        place: where,
      },
    ];
  });
}

function splitRings(points: readonly Row[]): Row[][] {
  const rings: Row[][] = [];
  let ring: Row[] = [];
  for (const point of points) {
    if (ring[0] && ring[0].ring !== point.ring) {
      rings.push(ring);
      ring = [];
    }
    ring.push(point);
    if (ring.length >= 4 && same(point.position, (ring[0] as Row).position)) {
      rings.push(ring);
      ring = [];
    }
  }
  if (ring.length) rings.push(ring);
  return rings;
}

function pointFeature(point: Row, header: readonly string[] | undefined, columns: Columns): ReadFeature {
  const attributes = properties(point.cells, header, [columns.east, columns.north]);
  return {
    geometry: { type: 'Point', coordinates: point.position },
    properties: attributes,
    ...(point.name ? { name: point.name } : {}),
    ...knownAttributes(attributes),
    place: { line: point.line },
  };
}

function statedBy(
  header: readonly string[] | undefined,
  columns: Columns,
  marked: boolean,
): StatedCrs | undefined {
  const words = (header ?? []).join('，');
  const phoneMap = /gcj-?02|bd-?09|高德|百度|腾讯|火星/i.exec(words)?.[0];
  if (phoneMap) return { code: 'EPSG:4490', words, phoneMap };
  return columns.packedDms && !marked ? { words, packedDms: true } : undefined;
}

function orderNote(header: readonly string[] | undefined, columns: Columns) {
  const title = (i: number | undefined) => header?.[i ?? 0] || `第 ${(i ?? 0) + 1} 列`;
  const en = (i: number | undefined) => header?.[i ?? 0] || `column ${(i ?? 0) + 1}`;
  return {
    code: 'axes-by-size',
    severity: 'info' as const,
    what: {
      zh: `按数值大小，把“${title(columns.east)}”当作东（经度），“${title(columns.north)}”当作北（纬度）。`,
      en: `By the size of the numbers, "${en(columns.east)}" was taken as east and "${en(columns.north)}" as north.`,
    },
  };
}

const noColumns = (cells: readonly string[]): ProblemError =>
  new ProblemError(
    problem(
      'no-coordinate-columns',
      {
        zh: `找不到坐标列（首行：“${excerpt(cells.join(' | '))}”）。`,
        en: `No coordinate columns were found (first row: "${excerpt(cells.join(' | '))}").`,
      },
      { line: 1 },
      {
        zh: '列名请用 经度/纬度、X/Y、横坐标/纵坐标 或 WKT。',
        en: 'Name the columns lon/lat, X/Y, easting/northing or WKT.',
      },
    ),
  );
