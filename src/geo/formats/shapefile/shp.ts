import type { Geometry, Position } from 'geojson';
import { type Problem, ProblemError, problem } from '../../../model/index.ts';
import type { ProblemList } from '../problems.ts';
import { assembleRings } from '../rings.ts';

/** One record of a .shp, by its place in the file from 1; no geometry for null shapes and records that are damaged. */
export interface ShpRecord {
  record: number;
  geometry?: Geometry;
  /** There is a shape, which could not be read and was named. */
  unread?: true;
}

const pointTypes = new Set([1, 11, 21]);
const lineTypes = new Set([3, 13, 23]);
const polygonTypes = new Set([5, 15, 25]);
const multiPointTypes = new Set([8, 18, 28]);

/** By its first number; its head of 100 bytes may be cut short. */
export const isShp = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getInt32(0) === 9994;

/** @throws ProblemError `shp-header` for a file that has no room for its head */
export function checkHead(bytes: Uint8Array): void {
  if (!isShp(bytes) || bytes.length < 100)
    throw new ProblemError(
      problem(
        'shp-header',
        {
          zh: `.shp 文件头应为 9994，长度至少 100 字节；这个文件只有 ${bytes.length} 字节。`,
          en: `A .shp begins with 9994 and has at least 100 bytes; this one has ${bytes.length}.`,
        },
        undefined,
        { zh: '文件可能没有传完，请重新获取。', en: 'The file may be incomplete; get it again.' },
      ),
    );
}

/**
 * The geometry of a .shp (ESRI Shapefile Technical Description, 1998). Written here, not taken from a library, because
 * the readers at hand either project on their own, or lose every record when one is damaged. A damaged record is named
 * and passed over; where the lengths no longer lead anywhere, reading stops with what was found.
 */
export function readShp(bytes: Uint8Array, problems: ProblemList): ShpRecord[] {
  checkHead(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: ShpRecord[] = [];
  const unread = new Map<number, number>();
  let at = 100;
  while (at + 8 <= bytes.length) {
    const record = records.length + 1;
    const length = view.getInt32(at + 4) * 2;
    const start = at + 8;
    if (length < 4 || start + length > bytes.length) {
      problems.error(
        'shp-cut-short',
        {
          zh: `记录长 ${length} 字节，超出文件末尾（还剩 ${bytes.length - start} 字节）；此后的图形未读入。`,
          en: `The record claims ${length} bytes, but ${bytes.length - start} are left; shapes from here on were not read.`,
        },
        { record },
        { zh: '文件可能没有传完，请重新获取。', en: 'The file may be incomplete; get it again.' },
      );
      break;
    }
    const content = new DataView(view.buffer, view.byteOffset + start, length);
    const type = content.getInt32(0, true);
    if (isShapeType(type)) records.push({ record, ...readShape(content, record, problems) });
    else {
      unread.set(type, (unread.get(type) ?? 0) + 1);
      records.push({ record, unread: true });
    }
    at = start + length;
  }
  for (const [type, count] of unread) problems.add(notRead(type, count));
  return records;
}

const isShapeType = (type: number): boolean =>
  type === 0 || [pointTypes, lineTypes, polygonTypes, multiPointTypes].some((types) => types.has(type));

const notRead = (type: number, count: number): Problem => ({
  ...problem(
    'shp-type',
    type === 31
      ? {
          zh: `图形类型是 MultiPatch（三维面片），${count} 个图形未读入。`,
          en: `The shapes are MultiPatches (surfaces in space); ${count} were left out.`,
        }
      : {
          zh: `图形类型 ${type} 不在 Shapefile 规范之内，${count} 个图形未读入。`,
          en: `Shape type ${type} is not in the Shapefile specification; ${count} shapes were left out.`,
        },
    undefined,
    {
      zh: '请在 ArcGIS 中用“多面体轮廓”等工具转为多边形（Polygon）后导出。',
      en: 'Convert them to polygons (Multipatch Footprint in ArcGIS) and export again.',
    },
  ),
  lost: count,
});

function readShape(view: DataView, record: number, problems: ProblemList): Omit<ShpRecord, 'record'> {
  const type = view.getInt32(0, true);
  if (type === 0) return {};
  if (pointTypes.has(type) && view.byteLength >= 20)
    return { geometry: { type: 'Point', coordinates: pointAt(view, 4) } };
  if (multiPointTypes.has(type)) {
    const points = view.byteLength >= 40 ? pointsOf(view, 40, view.getInt32(36, true)) : undefined;
    if (points?.length) return { geometry: { type: 'MultiPoint', coordinates: points } };
  } else if (lineTypes.has(type) || polygonTypes.has(type)) {
    const rings = ringsOf(view);
    if (rings) return { geometry: lineTypes.has(type) ? lines(rings) : polygon(rings) };
  }
  problems.error(
    'shp-record',
    {
      zh: `图形记录损坏（类型 ${type}，${view.byteLength} 字节，点数或环数与长度不符）。`,
      en: `The shape is damaged (type ${type}, ${view.byteLength} bytes; its counts do not fit its length).`,
    },
    { record },
  );
  return { unread: true };
}

const pointAt = (view: DataView, at: number): Position => [
  view.getFloat64(at, true),
  view.getFloat64(at + 8, true),
];

function pointsOf(view: DataView, at: number, count: number): Position[] | undefined {
  if (count < 0 || at + count * 16 > view.byteLength) return undefined;
  return Array.from({ length: count }, (_, i) => pointAt(view, at + i * 16));
}

/** Part starts must rise from 0 within the number of points. */
function ringsOf(view: DataView): Position[][] | undefined {
  if (view.byteLength < 44) return undefined;
  const [parts, count] = [view.getInt32(36, true), view.getInt32(40, true)];
  if (parts < 1 || count < 1 || 44 + parts * 4 + count * 16 > view.byteLength) return undefined;
  const points = pointsOf(view, 44 + parts * 4, count);
  if (!points) return undefined;
  const starts = Array.from({ length: parts }, (_, i) => view.getInt32(44 + i * 4, true));
  if (starts[0] !== 0 || starts.some((s, i) => s >= count || s < (starts[i - 1] ?? 0))) return undefined;
  return starts.map((start, i) => points.slice(start, starts[i + 1] ?? count));
}

function lines(rings: Position[][]): Geometry {
  const [only] = rings;
  return rings.length === 1 && only
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates: rings };
}

/** Holes are found by where they lie; direction, which many programs get wrong, only decides between rings that cross. */
const polygon = (rings: Position[][]): Geometry =>
  assembleRings(rings.map((positions) => ({ positions }))).geometry;
