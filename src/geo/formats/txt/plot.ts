import type { Geometry, Position } from 'geojson';
import { type ProblemList, plotLeftOut } from '../problems.ts';
import { assembleRings, type NamedRing } from '../rings.ts';
import type { ReadFeature } from '../types.ts';
import { readArea, type TxtBlock, type TxtPoint } from './lines.ts';

/** Half the last digit that offices write; points nearer than this are the same point. */
const samePoint = 0.000_5;
const sameDegree = 5e-9;

/** A plot while it is being read. */
export interface Plot {
  block?: TxtBlock;
  line: number;
  points: (TxtPoint & { line: number })[];
  /** First line that could not be read; a plot with a hole in its boundary is not handed out. */
  badLine?: number;
}

const same = (a: TxtPoint, b: TxtPoint): boolean => {
  const tolerance = Math.abs(a.x) <= 360 && Math.abs(a.y) <= 360 ? sameDegree : samePoint;
  return Math.abs(a.x - b.x) <= tolerance && Math.abs(a.y - b.y) <= tolerance;
};

/** A ring ends when its first point returns or 圈号 changes. */
function splitRings(points: Plot['points']): Plot['points'][] {
  const rings: Plot['points'][] = [];
  let ring: Plot['points'] = [];
  for (const point of points) {
    const first = ring[0];
    if (first && point.ring !== first.ring) {
      rings.push(ring);
      ring = [];
    }
    ring.push(point);
    if (ring.length >= 4 && same(point, ring[0] as TxtPoint)) {
      rings.push(ring);
      ring = [];
    }
  }
  if (ring.length) rings.push(ring);
  // A closing point that is written twice is no ring.
  return rings.filter(([first, ...others], i) => {
    const before = rings[i - 1]?.[0];
    return others.length || !first || !before || first.ring !== before.ring || !same(first, before);
  });
}

const position = (point: TxtPoint): Position => [point.y, point.x];

/** Closes what is open and says so; drops rings that enclose nothing. */
function closeRings(plot: Plot, rings: Plot['points'][], problems: ProblemList): NamedRing[] {
  return rings.flatMap((points) => {
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last) return [];
    const title = first.ring || '1';
    const closed = points.length > 1 && same(first, last);
    if (points.length - (closed ? 1 : 0) < 3) {
      problems.error(
        'ring-too-short',
        {
          zh: `圈 ${title} 只有 ${points.length} 个点，围不成面。`,
          en: `Ring ${title} has only ${points.length} points and encloses nothing.`,
        },
        { line: first.line, feature: titleOf(plot) },
      );
      return [];
    }
    const positions = points.map(position);
    const names = points.map((p) => p.name);
    // The closing point takes the very coordinates of the first, so that no gap of a rounding error remains.
    if (closed) positions[positions.length - 1] = positions[0] as Position;
    else {
      positions.push(positions[0] as Position);
      names.push(names[0] as string);
      problems.warn(
        'ring-not-closed',
        {
          zh: `圈 ${title} 没有回到起点，已自动闭合。`,
          en: `Ring ${title} did not return to its first point; it was closed.`,
        },
        { line: last.line, feature: titleOf(plot) },
      );
    }
    return [{ positions, names, ...(first.ring ? { label: first.ring } : {}) }];
  });
}

const titleOf = (plot: Plot): string => plot.block?.id || plot.block?.name || `#${plot.line}`;

const isEmpty = ({ count, area, id, name, sheet, use, landClass }: TxtBlock): boolean =>
  !count && ![area, id, name, sheet, use, landClass].some((field) => field && Number(field) !== 0);

/** The stated count may or may not include the closing point of each ring. */
function checkCount(plot: Plot, rings: readonly NamedRing[], problems: ProblemList): void {
  const stated = plot.block?.count;
  const written = plot.points.length;
  const closed = rings.reduce((sum, ring) => sum + ring.positions.length, 0);
  if (stated === undefined || [written, closed, closed - rings.length].includes(stated)) return;
  problems.warn(
    'point-count',
    {
      zh: `界址点数写的是 ${stated}，实际有 ${written} 行。`,
      en: `The point count says ${stated}, but there are ${written} lines.`,
    },
    { line: plot.line, feature: titleOf(plot), field: '界址点数' },
    { zh: '请核对是否漏点。', en: 'Check whether points are missing.' },
  );
}

function geometryOf(
  plot: Plot,
  problems: ProblemList,
): { geometry: Geometry; names?: string[][][]; labels?: string[][] } | undefined {
  const shape = plot.block?.shape ?? '面';
  const positions = plot.points.map(position);
  if (shape === '点')
    return {
      geometry:
        positions.length === 1
          ? { type: 'Point', coordinates: positions[0] as Position }
          : { type: 'MultiPoint', coordinates: positions },
    };
  if (shape === '线') {
    const lines = splitRings(plot.points)
      .map((line) => line.map(position))
      .filter((line) => line.length > 1);
    const [only] = lines;
    if (!only) return undefined;
    return {
      geometry:
        lines.length === 1
          ? { type: 'LineString', coordinates: only }
          : { type: 'MultiLineString', coordinates: lines },
    };
  }
  const rings = closeRings(plot, splitRings(plot.points), problems);
  checkCount(plot, rings, problems);
  return rings.length ? assembleRings(rings) : undefined;
}

/** One plot as a feature; undefined, with an error, when it has no usable boundary. */
export function featureOf(plot: Plot, problems: ProblemList): ReadFeature | undefined {
  if (plot.badLine) {
    problems.add(plotLeftOut(plot.badLine, { line: plot.line, feature: titleOf(plot) }));
    return undefined;
  }
  // A lone @, or a line of empty fields, is the end of a list and no plot.
  if (!plot.points.length && plot.block && isEmpty(plot.block)) return undefined;
  const geometry = plot.points.length ? geometryOf(plot, problems) : undefined;
  if (!geometry) {
    problems.error(
      'plot-empty',
      { zh: '地块没有可用的界址点。', en: 'The plot has no usable boundary points.' },
      { line: plot.line, feature: titleOf(plot) },
    );
    return undefined;
  }
  const { block } = plot;
  const area = readArea(block?.area ?? '');
  const name = block?.name || block?.id;
  const landClass = block?.landClass;
  return {
    geometry: geometry.geometry,
    properties: block ? propertiesOf(block) : {},
    ...(name ? { name } : {}),
    ...(area !== undefined ? { statedAreaM2: area } : {}),
    ...(landClass ? { landClass } : {}),
    ...(geometry.names ? { pointNames: geometry.names } : {}),
    ...(geometry.labels ? { ringNames: geometry.labels } : {}),
    place: { line: plot.line, feature: titleOf(plot) },
  };
}

const propertiesOf = (block: TxtBlock): Record<string, unknown> => ({
  界址点数: block.count ?? null,
  地块面积: block.area,
  地块编号: block.id,
  地块名称: block.name,
  记录图形属性: block.shape,
  图幅号: block.sheet,
  地块用途: block.use,
  地类编码: block.landClass,
  ...Object.fromEntries(block.more.map((value, i) => [`附加${i + 1}`, value])),
});
