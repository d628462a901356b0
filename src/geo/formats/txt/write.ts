import type { Geometry, Position } from 'geojson';
import { ProblemError, problem } from '../../../model/index.ts';
import { datumNames, type System, systemOf } from '../../crs/systems.ts';
import { signedArea2 } from '../rings.ts';
import type { WriteFeature, WriteOptions } from '../types.ts';

const metres = 3;
const hectares = 4;

interface WrittenRing {
  positions: Position[];
  names?: string[];
  hole: boolean;
}

/** Rings of a polygon in writing order: each part's shell, then its holes; 圈号 counts on through the parts. */
function ringsOf(geometry: Geometry, names: string[][][] | undefined): WrittenRing[] {
  const parts =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  return parts.flatMap((part, p) =>
    part.map((positions, r) => {
      const given = names?.[p]?.[r];
      const hole = r > 0;
      return given?.length === positions.length
        ? { positions, names: given, hole }
        : { positions: windForSurvey(positions, !hole), hole };
    }),
  );
}

/** Surveyors walk the outer boundary clockwise; a ring whose points have names keeps the order they were measured in. */
function windForSurvey(ring: Position[], shell: boolean): Position[] {
  return signedArea2(ring) > 0 === shell ? [...ring].reverse() : ring;
}

function featureLines(feature: WriteFeature, number: number): string[] {
  const rings = ringsOf(feature.geometry, feature.pointNames);
  let next = 1;
  const points = rings.flatMap(({ positions, names }, ring) => {
    const first = next;
    const own = positions.map((_, i) => `J${i === positions.length - 1 ? first : first + i}`);
    next += positions.length - 1;
    return positions.map(([east = 0, north = 0], i) => {
      const name = clean(names?.[i] || (own[i] as string));
      return `${name},${ring + 1},${north.toFixed(metres)},${east.toFixed(metres)}`;
    });
  });
  const field = (key: string) => clean(feature.properties[key]);
  const block = [
    points.length,
    (planeArea(rings) / 10_000).toFixed(hectares),
    field('地块编号') || `DK-${number}`,
    clean(feature.name) || field('地块名称'),
    '面',
    field('图幅号'),
    field('地块用途'),
    field('地类编码') || clean(feature.landClass),
    '@',
  ];
  return [block.join(','), ...points];
}

/** Commas (full-width ones are read as commas, too), line breaks and `@` would break the line they stand in. */
const clean = (value: unknown): string =>
  String(value ?? '')
    .replace(/[\r\n,，@]+/g, ' ')
    .trim();

/** The Gauss–Krüger plane area of the coordinates as they are written: shells less holes, m². */
function planeArea(rings: readonly WrittenRing[]): number {
  const areas = rings.map(({ positions, hole }) => {
    const written = positions.map((p) => p.map((c) => Number(c.toFixed(metres))));
    return ((hole ? -1 : 1) * Math.abs(signedArea2(written))) / 2;
  });
  return areas.reduce((sum, area) => sum + area, 0);
}

function headLines(system: System, head: WriteOptions['head']): string[] {
  const { centralMeridian = 0, zoneWidth = 3 } = system;
  const zone = zoneWidth === 3 ? centralMeridian / 3 : (centralMeridian + 3) / 6;
  const fields: Record<string, string | undefined> = {
    格式版本号: '1.01版本',
    数据产生单位: '',
    数据产生日期: '',
    坐标系: datumNames[system.datum].zh,
    几度分带: String(zoneWidth),
    投影类型: '高斯克吕格',
    计量单位: '米',
    带号: String(zone),
    精度: '0.001',
    转换参数: ',,,,,,',
    ...head,
  };
  return [
    '[属性描述]',
    ...Object.entries(fields).map(([key, value]) => `${key}=${value ?? ''}`),
    '[地块坐标]',
  ];
}

/**
 * The text of a 勘测定界 file. Coordinates in `options.code`, a Gauss–Krüger system, to the millimetre; areas are
 * plane areas of the coordinates as written, in hectares; CRLF.
 * @throws ProblemError `txt-needs-gauss` for another system, `txt-needs-polygon` for points and lines
 */
export function writeTxt(features: readonly WriteFeature[], options: WriteOptions): string {
  const system = systemOf(options.code);
  if (system?.kind !== 'gauss')
    throw new ProblemError(
      problem(
        'txt-needs-gauss',
        {
          zh: `勘测定界 TXT 只能写高斯投影坐标，不能写 ${options.code}。`,
          en: `A boundary-point TXT holds Gauss–Krüger coordinates, not ${options.code}.`,
        },
        undefined,
        { zh: '请选 EPSG:4513–4554 之一。', en: 'Choose one of EPSG:4513–4554.' },
      ),
    );
  const odd = features.findIndex((f) => !/Polygon$/.test(f.geometry.type));
  if (odd >= 0)
    throw new ProblemError(
      problem(
        'txt-needs-polygon',
        { zh: '勘测定界 TXT 只写面。', en: 'A boundary-point TXT is written for polygons only.' },
        { record: odd + 1 },
      ),
    );
  const blocks = features.flatMap((feature, i) => featureLines(feature, i + 1));
  return [...headLines(system, options.head), ...blocks, ''].join('\r\n');
}
