import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { lossesIn, type Problem, warning, type Zone, type ZoneSource } from '../../model/index.ts';
import { geodesicArea, geodesicDistance } from '../area/index.ts';
import { systemOf } from '../crs/systems.ts';
import { corridor } from '../edit/corridor.ts';
import { madeFromLine, type Widths } from '../edit/widths.ts';
import { type RepairChange, type RepairOptions, repair } from '../repair/index.ts';
import { noteOverlaps } from './overlapping.ts';
import { assembleRings } from './rings.ts';
import type { LocatedFeature, LocateResult } from './types.ts';

export interface ZoneOptions {
  /** Answers to what repair cannot decide by itself. */
  repair?: RepairOptions;
  /** A line whose ends are no farther apart than this, metres, is taken for a boundary; 5 unless given. */
  closeWithinM?: number;
  /** Open lines become strips of these widths; without them they are no zones. */
  widths?: Widths;
}

export interface ZonesResult {
  zones: Zone[];
  /** What is no area (points, open lines) or could not be repaired, with the reason in `problems`. */
  rest: LocatedFeature[];
  problems: Problem[];
}

/**
 * Zones from located polygons and closed lines: repaired, wound, each with the warnings that concern it. What was
 * found wrong is in the zone's `warnings`; why a feature did not become a zone is in `problems`.
 */
export function toZones(located: LocateResult, options: ZoneOptions = {}): ZonesResult {
  const result: ZonesResult = { zones: [], rest: [], problems: [] };
  const origin = located.layer === undefined ? located.file : `${located.file}:${located.layer}`;
  for (const feature of located.features) {
    const number = result.zones.length + result.rest.length + 1;
    const { geometry, notes, centreLine } = stripOrArea(feature.geometry, options);
    if (!geometry) {
      result.rest.push(feature);
      result.problems.push(notAnArea(feature));
      continue;
    }
    const apart = partsBeside(feature.geometry);
    if (apart && !centreLine) result.problems.push(partsLeftOut(apart, feature));
    const repaired = repair(geometry, options.repair);
    if (repaired.refused) {
      result.rest.push(feature);
      result.problems.push({ ...repaired.refused, where: { ...feature.place, ...repaired.refused.where } });
      continue;
    }
    const title = feature.name ?? feature.place.feature ?? `${number}`;
    const system = systemOf(located.crs.code);
    const zone: Zone = {
      id: `${origin}#${number}`,
      name: title,
      geometry: repaired.geometry,
      crs: located.crs,
      warnings: [
        ...located.problems.filter((p) => concerns(p, feature)),
        ...notes.map((note) => ({ ...note, where: feature.place })),
        ...repaired.changes.filter((c) => c.code !== 'rewound').map((c) => asWarning(c, feature)),
      ],
      origin,
    };
    if (centreLine) zone.centreLine = centreLine;
    if (feature.landClass) zone.landClass = feature.landClass;
    if (feature.statedAreaM2 !== undefined && !centreLine) {
      zone.statedAreaM2 = feature.statedAreaM2;
      const doubt = checkStated(feature.statedAreaM2, geodesicArea(repaired.geometry), feature);
      if (doubt) zone.warnings = [...zone.warnings, doubt];
    }
    if (system?.kind === 'gauss' && !centreLine) zone.source = sourceOf(feature, located.head);
    result.zones.push(zone);
  }
  result.problems.push(...noteOverlaps(result.zones));
  const lost = lossesIn([...located.problems, ...result.problems]);
  if (lost) for (const zone of result.zones) zone.warnings = [...zone.warnings, incomplete(lost)];
  return result;
}

/** Every zone of a file says that the file did not come through whole. */
const incomplete = (lost: number): Problem =>
  warning(
    'source-incomplete',
    {
      zh: `来源文件中有 ${lost} 处内容（记录、环、属性或字符）没有读入，详见读取时的提示。`,
      en: `${lost} records, rings, attributes or characters of the source did not come through; see what was said when it was read.`,
    },
    undefined,
    { zh: '请核对是否需要它们。', en: 'Check whether they are needed.' },
  );

/** Problems of the whole file (system, datum) and those of this very feature; errors of others stay out. */
function concerns(problem: Problem, { place }: LocatedFeature): boolean {
  if (problem.severity === 'error') return false;
  const { line, record, feature } = problem.where ?? {};
  if (line === undefined && record === undefined && feature === undefined) return true;
  if (feature !== undefined) return feature === place.feature;
  if (record !== undefined) return record === place.record;
  return line === place.line;
}

const asWarning = (change: RepairChange, feature: LocatedFeature): Problem => ({
  ...warning(change.code, change.what, feature.place),
  severity: change.movedAreaM2 > 0 ? 'warning' : 'info',
});

/** A strip where widths are given and the geometry is lines that do not close; otherwise the area it bounds. */
function stripOrArea(
  geometry: Geometry,
  { closeWithinM = 5, widths }: ZoneOptions,
): ReturnType<typeof areaOf> & Pick<Zone, 'centreLine'> {
  const area = areaOf(geometry, closeWithinM);
  const lines = linesOf(geometry);
  if (area.geometry || !widths || !lines.some(hasLength)) return area;
  return {
    geometry: corridor(lines, widths),
    notes: [madeFromLine(widths)],
    centreLine: { lines, ...widths },
  };
}

const hasLength = (line: Position[]): boolean =>
  line.some(([x, y]) => x !== line[0]?.[0] || y !== line[0]?.[1]);

/** The lines of a geometry, in two dimensions. */
function linesOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates.map((p) => p.slice(0, 2))];
  if (geometry.type === 'MultiLineString')
    return geometry.coordinates.map((line) => line.map((p) => p.slice(0, 2)));
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(linesOf) : [];
}

/** The polygons of a geometry; lines count when they close. */
function areaOf(
  geometry: Geometry,
  closeWithinM: number,
): { geometry?: Polygon | MultiPolygon; notes: Problem[] } {
  switch (geometry.type) {
    case 'Polygon':
    case 'MultiPolygon':
      return { geometry, notes: [] };
    case 'LineString':
      return fromLines([geometry.coordinates], closeWithinM);
    case 'MultiLineString':
      return fromLines(geometry.coordinates, closeWithinM);
    case 'GeometryCollection': {
      const areas = geometry.geometries.map((one) => areaOf(one, closeWithinM));
      const coordinates = areas.flatMap(({ geometry: g }) =>
        !g ? [] : g.type === 'Polygon' ? [g.coordinates] : g.coordinates,
      );
      const notes = areas.flatMap((f) => f.notes);
      return coordinates.length ? { geometry: { type: 'MultiPolygon', coordinates }, notes } : { notes };
    }
    default:
      return { notes: [] };
  }
}

function fromLines(lines: readonly Position[][], closeWithinM: number): ReturnType<typeof areaOf> {
  const notes: Problem[] = [];
  const rings = lines.map((line) => {
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last || line.length < 4) return undefined;
    const gap = geodesicDistance(
      first[0] as number,
      first[1] as number,
      last[0] as number,
      last[1] as number,
    );
    if (gap > closeWithinM) return undefined;
    if (gap > 0)
      notes.push(
        warning('line-closed', {
          zh: `线的首尾相距 ${gap.toFixed(2)} 米，已闭合成面。`,
          en: `The ends of the line are ${gap.toFixed(2)} m apart; it was closed into an area.`,
        }),
      );
    return { positions: gap > 0 ? [...line, first] : line };
  });
  const closed = rings.flatMap((ring) => ring ?? []);
  if (!closed.length || closed.length < rings.length) return { notes: [] };
  return { geometry: assembleRings(closed).geometry, notes };
}

/** How many points and open lines stand in one record with an area. */
const partsBeside = (geometry: Geometry): number =>
  geometry.type === 'GeometryCollection'
    ? geometry.geometries.reduce(
        (sum, one) =>
          sum + (one.type === 'GeometryCollection' ? partsBeside(one) : areaOf(one, 5).geometry ? 0 : 1),
        0,
      )
    : 0;

const partsLeftOut = (count: number, { place }: LocatedFeature): Problem => ({
  ...warning(
    'parts-left-out',
    {
      zh: `该要素另有 ${count} 个点或线，不属于面，未计入地块。`,
      en: `The feature also holds ${count} points or lines, which are not areas and are not part of the zone.`,
    },
    place,
  ),
  lost: count,
});

function notAnArea({ geometry, place }: LocatedFeature): Problem {
  const points = /Point$/.test(geometry.type);
  const what = points
    ? { zh: '点', en: 'A point' }
    : /LineString$/.test(geometry.type)
      ? { zh: '没有闭合的线', en: 'A line that does not close' }
      : { zh: '点和线', en: 'What holds points and lines only' };
  return {
    ...warning(
      'not-an-area',
      { zh: `${what.zh}不是面，不能作为地块。`, en: `${what.en} is not an area and cannot be a zone.` },
      place,
      points
        ? {
            zh: '请提供面；若是一个地块的界址点，请加一列点号或地块号。',
            en: 'Give polygons; if these are the boundary points of a plot, add a column with their numbers or the plot’s.',
          }
        : {
            zh: '请提供面、首尾相接的线，或给出中心线的左右宽度。',
            en: 'Give polygons, lines that return to their start, or the widths of a centre line.',
          },
    ),
    lost: 1,
  };
}

/** A stated area more than 1 % off, with the unit that would explain it. */
function checkStated(stated: number, computed: number, feature: LocatedFeature): Problem | undefined {
  const ratio = stated / computed;
  if (Math.abs(ratio - 1) <= 0.01) return undefined;
  const units: [number, string, string][] = [
    [10_000, '平方米写成了公顷', 'square metres written as hectares'],
    [15, '亩写成了公顷', 'mu written as hectares'],
    [1 / 15, '公顷写成了亩', 'hectares written as mu'],
    [1e-4, '公顷写成了平方米', 'hectares written as square metres'],
  ];
  const unit = units.find(([factor]) => Math.abs(ratio / factor - 1) < 0.02);
  return warning(
    'stated-area-differs',
    {
      zh: `文件所写面积 ${stated.toFixed(2)} 平方米，按界址点计算为 ${computed.toFixed(2)} 平方米${unit ? `；可能是${unit[1]}` : ''}。`,
      en: `The file states ${stated.toFixed(2)} m²; the boundary points give ${computed.toFixed(2)} m²${unit ? `; perhaps ${unit[2]}` : ''}.`,
    },
    { ...feature.place, field: '地块面积' },
    { zh: '请核对面积和界址点。', en: 'Check the area and the boundary points.' },
  );
}

/** The surveyor's own figures: X north, Y east, as the file has them. */
function sourceOf(feature: LocatedFeature, head: LocateResult['head']): ZoneSource {
  const { source, pointNames, ringNames, properties } = feature;
  const parts =
    source.type === 'Polygon'
      ? [source.coordinates]
      : source.type === 'MultiPolygon'
        ? source.coordinates
        : [];
  return {
    // Only a TXT has a head; the fields of other files are their own affair.
    ...(head ? { head, fields: properties } : {}),
    ...(head && ringNames ? { ringNames } : {}),
    rings: parts.flatMap((rings, part) =>
      rings.map((positions, ring) => ({
        part,
        ring,
        points: positions.map(([east = 0, north = 0], i) => ({
          name: pointNames?.[part]?.[ring]?.[i] ?? '',
          x: north,
          y: east,
        })),
      })),
    ),
  };
}
