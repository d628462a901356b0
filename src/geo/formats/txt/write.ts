import type { Position } from 'geojson';
import { ProblemError, problem } from '../../../model/index.ts';
import { readStated } from '../../crs/stated.ts';
import { datumNames, isOldDatum, type System, systemOf } from '../../crs/systems.ts';
import { hasShift } from '../../crs/transform.ts';
import { signedArea2 } from '../../plane/area.ts';
import { polygonsOf } from '../../plane/polygons.ts';
import { firstPosition } from '../../plane/positions.ts';
import type { WriteFeature, WriteOptions } from '../types.ts';
import { readShift, shiftKey, statedByHeader, statesSystem, unitKey } from './header.ts';
import { blockLine, mannerKey, type TxtManner } from './manner.ts';
import { numbered } from './names.ts';

const hectares = 4;

/** How a file is written: decimals of metres, and whether the counts and areas of the file it was read from hold. */
interface Manner extends TxtManner {
  decimals: number;
  asRead: boolean;
}

interface WrittenRing {
  positions: Position[];
  names: string[];
  label: string;
  hole: boolean;
}

/**
 * Rings of a polygon in writing order: each part's shell, then its holes; 圈号 as the file had it, else counted on
 * through the parts.
 */
function ringsOf(feature: WriteFeature): WrittenRing[] {
  const { geometry, pointNames, ringNames } = feature;
  const parts = polygonsOf(geometry);
  let count = 0;
  const rings = parts.flatMap((part, p) =>
    part.map((ring, r) => {
      const given = pointNames?.[p]?.[r];
      const hole = r > 0;
      const complete = given?.length === ring.length;
      const positions = complete ? ring : windForSurvey(ring, !hole);
      count += 1;
      return {
        positions,
        names: complete ? given : positions.map(() => ''),
        label: ringNames?.[p]?.[r] || String(count),
        hole,
      };
    }),
  );
  // Numbers of the file that count on: its own order, in which a hole may stand behind another part.
  const order = rings.map(({ label }) => Number(label));
  const counted = new Set(order).size === order.length && order.every(Number.isInteger);
  const sorted = counted ? [...rings].sort((a, b) => Number(a.label) - Number(b.label)) : rings;
  const names = numbered(sorted.map((ring) => ring.names));
  return sorted.map((ring, i) => ({ ...ring, names: names[i] as string[] }));
}

/** Surveyors walk the outer boundary clockwise; a ring whose points have names keeps the order they were measured in. */
function windForSurvey(ring: Position[], shell: boolean): Position[] {
  return signedArea2(ring) > 0 === shell ? [...ring].reverse() : ring;
}

/** Fields by the names they have in a TXT, cut to three characters in an old shapefile, or by those of land surveys. */
const aliases = {
  地块编号: ['地块编号', '地块编', 'DKBH', 'DKBM'],
  地块名称: ['地块名称', '地块名', 'DKMC'],
  图幅号: ['图幅号', 'TFH', 'TFBH'],
  地块用途: ['地块用途', '地块用', 'DKYT', '用途'],
  地类编码: ['地类编码', '地类编', 'DLBM'],
  地块面积: ['地块面积'],
  界址点数: ['界址点数'],
} as const;

/** A field's text, or undefined where the feature has no such field at all. */
function fieldOf({ properties }: WriteFeature, key: keyof typeof aliases): string | undefined {
  const field = aliases[key].find((alias) => Object.hasOwn(properties, alias));
  return field === undefined ? undefined : clean(properties[field]);
}

function nameOf(feature: WriteFeature): string {
  const [own, id] = [fieldOf(feature, '地块名称'), fieldOf(feature, '地块编号')];
  const name = clean(feature.name);
  // A plot without a name is called by its number while it is read; that is no name to write.
  if (own !== undefined && (name === id || !name)) return own;
  return name || own || '';
}

function featureLines(feature: WriteFeature, number: number, manner: Manner): string[] {
  const { decimals, asRead } = manner;
  const rings = ringsOf(feature);
  const points = rings.flatMap(({ positions, names, label }) =>
    positions.map(([east = 0, north = 0], i) =>
      [clean(names[i]), clean(label), north.toFixed(decimals), east.toFixed(decimals)].join(','),
    ),
  );
  const kept = (key: keyof typeof aliases) => (asRead ? fieldOf(feature, key) : undefined);
  const more = Object.entries(feature.properties).flatMap(([key, value]) =>
    /^附加\d+$/.test(key) ? [clean(value)] : [],
  );
  const block = [
    kept('界址点数') ?? String(points.length),
    kept('地块面积') ?? (planeArea(rings, decimals) / 10_000).toFixed(hectares),
    fieldOf(feature, '地块编号') ?? `DK-${number}`,
    nameOf(feature),
    '面',
    fieldOf(feature, '图幅号') ?? '',
    fieldOf(feature, '地块用途') ?? '',
    fieldOf(feature, '地类编码') ?? clean(feature.landClass),
    ...more,
  ];
  return [blockLine(block, manner), ...points];
}

/** Commas (full-width ones are read as commas, too), line breaks and `@` would break the line they stand in. */
const clean = (value: unknown): string =>
  String(value ?? '')
    .replace(/[\r\n,，@]+/g, ' ')
    .trim();

/** The Gauss–Krüger plane area of the coordinates as they are written: shells less holes, m². */
function planeArea(rings: readonly WrittenRing[], decimals: number): number {
  const areas = rings.map(({ positions, hole }) => {
    const written = positions.map((p) => p.map((c) => Number(c.toFixed(decimals))));
    return ((hole ? -1 : 1) * Math.abs(signedArea2(written))) / 2;
  });
  return areas.reduce((sum, area) => sum + area, 0);
}

/** What the head says of the system. */
function systemFields(system: System, shift: readonly number[] | undefined): Record<string, string> {
  const { centralMeridian = 0, zoneWidth = 3, custom } = system;
  const zone = zoneWidth === 3 ? centralMeridian / 3 : (centralMeridian + 3) / 6;
  return {
    坐标系: datumNames[system.datum].zh,
    几度分带: String(zoneWidth),
    投影类型: '高斯克吕格',
    带号: custom ? '' : String(zone),
    ...(custom ? { 中央子午线: String(centralMeridian) } : {}),
    转换参数: isOldDatum(system.datum) && hasShift(shift) ? shift.join(',') : ',,,,,,',
  };
}

/** Whether the head that was read states the very system that is written. */
function statesSame(head: Record<string, string>, system: System, sample: Position | undefined): boolean {
  const stated = statedByHeader(new Map(Object.entries(head)));
  const [x = Number.NaN, y = Number.NaN] = sample ?? [];
  if (!stated) return false;
  const said = readStated(stated, [x, y], undefined);
  return said.system?.code === system.code && !said.contradiction;
}

function headOf(system: System, { head, shift }: WriteOptions, same: boolean): Record<string, string> {
  const systemHead = systemFields(system, shift);
  const standard: Record<string, string> = {
    格式版本号: '1.01版本',
    数据产生单位: '',
    数据产生日期: '',
    ...{
      坐标系: systemHead['坐标系'] as string,
      几度分带: systemHead['几度分带'] as string,
      投影类型: systemHead['投影类型'] as string,
    },
    计量单位: '米',
    ...systemHead,
    精度: '0.001',
    ...{ 转换参数: systemHead['转换参数'] as string },
  };
  // 转换参数 stands last.
  const { 转换参数: parameters = '', ...others } = standard;
  if (!head) return { ...others, 转换参数: parameters };
  const given = Object.entries(head).map(([key, value]): [string, string] => [key, value ?? '']);
  if (same) {
    // Parameters that the file lacks, or that were given in place of its own, are those it was moved by.
    const own = given.find(([key]) => shiftKey.test(key));
    const moved =
      isOldDatum(system.datum) && hasShift(shift) && String(readShift(own?.[1])) !== String(shift);
    const asRead = given.map(([key, value]) => [key, unitKey.test(key) ? '米' : value]);
    return { ...Object.fromEntries(asRead), ...(moved ? { [own?.[0] ?? '转换参数']: parameters } : {}) };
  }
  const kept = given.filter(([key]) => !statesSystem(key) && !unitKey.test(key));
  return { ...others, 转换参数: parameters, ...Object.fromEntries(kept) };
}

/** Decimals that the head promises, three at least: 精度=0.0001 is four. */
const decimalsOf = (head: WriteOptions['head']): number =>
  Math.min(6, Math.max(3, /^0\.(0*1)$/.exec((head?.['精度'] ?? '').trim())?.[1]?.length ?? 3));

/**
 * The text of a 勘测定界 file. Coordinates in `options.code`, a Gauss–Krüger system, to the millimetre; areas are
 * plane areas of the coordinates as written, in hectares; CRLF. What was read from a TXT comes out as it went in:
 * numbers, names, uses, classes, names of points and rings, further fields and the head; counts and areas as far as the
 * system is the same.
 * @throws ProblemError `txt-needs-gauss` for another system
 * @param features polygons only
 * @param read How the file they come from was written.
 */
export function writeTxt(features: readonly WriteFeature[], options: WriteOptions, read: TxtManner): string {
  const system = systemOf(options.code);
  const { falseNorthing, originLatitude, scale, unitM } = system ?? {};
  const plain = !falseNorthing && !originLatitude && !scale && !unitM;
  if (system?.kind !== 'gauss' || !plain || (system.custom && system.falseEasting !== 5e5))
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
  const [first] = features;
  const { [mannerKey]: _, ...fields } = (options.head ?? {}) as Record<string, string>;
  // A file without a head gets the usual one.
  const head = Object.keys(fields).length ? fields : undefined;
  const same =
    head !== undefined && first !== undefined && statesSame(head, system, firstPosition(first.geometry));
  const manner: Manner = { ...read, decimals: read.decimals ?? decimalsOf(head), asRead: same };
  const lines = Object.entries(headOf(system, { ...options, head }, same)).map(
    ([key, value]) => `${key}=${value}`,
  );
  const blocks = features.flatMap((feature, i) => featureLines(feature, i + 1, manner));
  const [description, coordinates] = read.wide
    ? ['【属性描述】', '【地块坐标】']
    : ['[属性描述]', '[地块坐标]'];
  const all = [description, ...lines, coordinates, ...blocks, ...(read.open ? [] : [''])];
  return all.join(read.lf ? '\n' : '\r\n');
}
