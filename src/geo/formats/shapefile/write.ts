import type { Geometry, Position } from 'geojson';
import { ProblemError, problem } from '../../../model/index.ts';
import { writePrj } from '../../crs/prj.ts';
import { type System, systemOf } from '../../crs/systems.ts';
import { signedArea2 } from '../../plane/area.ts';
import { emptyBox, extentOf } from '../../plane/extent.ts';
import { ProblemList } from '../problems.ts';
import type { WriteFeature, WriteOptions, Written } from '../types.ts';
import { writeDbf } from './write-dbf.ts';

type Kind = 'polygon' | 'line' | 'point' | 'multipoint';
const codes: Record<Kind, number> = { polygon: 5, line: 3, point: 1, multipoint: 8 };

const kindOf = (type: Geometry['type']): Kind | undefined =>
  /Polygon$/.test(type)
    ? 'polygon'
    : /LineString$/.test(type)
      ? 'line'
      : type === 'Point'
        ? 'point'
        : type === 'MultiPoint'
          ? 'multipoint'
          : undefined;

/** Rings as the format wants them: shells clockwise, holes counter-clockwise. */
function partsOf(geometry: Geometry): Position[][] {
  const wound = (part: Position[][]) =>
    part.map((ring, i) => (signedArea2(ring) > 0 === (i === 0) ? [...ring].reverse() : ring));
  switch (geometry.type) {
    case 'Polygon':
      return wound(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.flatMap(wound);
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return geometry.coordinates;
    default:
      return [];
  }
}

/** The content of one record, without its header. */
function record(kind: Kind, geometry: Geometry): Uint8Array {
  if (geometry.type === 'Point') {
    const view = new DataView(new ArrayBuffer(20));
    view.setInt32(0, codes.point, true);
    geometry.coordinates.slice(0, 2).forEach((c, i) => {
      view.setFloat64(4 + i * 8, c, true);
    });
    return new Uint8Array(view.buffer);
  }
  const parts = geometry.type === 'MultiPoint' ? [geometry.coordinates] : partsOf(geometry);
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const head = kind === 'multipoint' ? 40 : 44 + parts.length * 4;
  const view = new DataView(new ArrayBuffer(head + count * 16));
  view.setInt32(0, codes[kind], true);
  (extentOf([geometry]) ?? emptyBox()).forEach((c, i) => {
    view.setFloat64(4 + i * 8, c, true);
  });
  if (kind === 'multipoint') view.setInt32(36, count, true);
  else {
    view.setInt32(36, parts.length, true);
    view.setInt32(40, count, true);
  }
  let done = 0;
  for (const [p, part] of parts.entries()) {
    if (kind !== 'multipoint') view.setInt32(44 + p * 4, done, true);
    for (const [x = 0, y = 0] of part) {
      view.setFloat64(head + done * 16, x, true);
      view.setFloat64(head + done * 16 + 8, y, true);
      done++;
    }
  }
  return new Uint8Array(view.buffer);
}

/** The .shp and .shx of shapes of one kind. */
function writeShp(kind: Kind, geometries: readonly Geometry[]): { shp: Uint8Array; shx: Uint8Array } {
  const records = geometries.map((geometry) => record(kind, geometry));
  const size = 100 + records.reduce((sum, r) => sum + 8 + r.length, 0);
  const shp = new Uint8Array(size);
  const shx = new Uint8Array(100 + records.length * 8);
  for (const [bytes, length] of [
    [shp, size],
    [shx, shx.length],
  ] as const) {
    const view = new DataView(bytes.buffer);
    view.setInt32(0, 9994);
    view.setInt32(24, length / 2);
    view.setInt32(28, 1000, true);
    view.setInt32(32, codes[kind], true);
    (extentOf(geometries) ?? emptyBox()).forEach((c, i) => {
      view.setFloat64(36 + i * 8, c, true);
    });
  }
  let at = 100;
  const [main, index] = [new DataView(shp.buffer), new DataView(shx.buffer)];
  for (const [i, content] of records.entries()) {
    main.setInt32(at, i + 1);
    main.setInt32(at + 4, content.length / 2);
    index.setInt32(100 + i * 8, at / 2);
    index.setInt32(104 + i * 8, content.length / 2);
    shp.set(content, at + 8);
    at += 8 + content.length;
  }
  return { shp, shx };
}

/**
 * A zip of one shapefile a kind of geometry, each with .shx, .dbf, .prj and .cpg. Attributes in UTF-8 unless
 * `options.encoding` says GBK.
 * @throws ProblemError for geometry collections and for systems without a .prj (GCJ-02, BD-09)
 */
export async function writeShapefile(
  features: readonly WriteFeature[],
  options: WriteOptions,
): Promise<Written> {
  const prj = writePrj(systemOf(options.code) as System);
  if (!prj)
    throw new ProblemError(
      problem('crs-not-writable', {
        zh: `Shapefile 不能写 ${options.code} 坐标。`,
        en: `A shapefile cannot hold ${options.code} coordinates.`,
      }),
    );
  const { zipSync } = await import('fflate');
  const problems = new ProblemList(50);
  const encoding = options.encoding ?? 'utf-8';
  const layers = new Map<Kind, WriteFeature[]>();
  for (const [i, feature] of features.entries()) {
    const kind = kindOf(feature.geometry.type);
    if (!kind)
      throw new ProblemError(
        problem(
          'geometry-not-writable',
          { zh: 'Shapefile 不能写几何集合。', en: 'A shapefile cannot hold a geometry collection.' },
          { record: i + 1 },
        ),
      );
    layers.set(kind, [...(layers.get(kind) ?? []), feature]);
  }
  const name = options.name ?? 'zones';
  const text = new TextEncoder();
  const files: Record<string, Uint8Array> = {};
  for (const [kind, list] of layers) {
    const base = layers.size > 1 ? `${name}-${kind}` : name;
    const geometries = list.map((f) => f.geometry);
    Object.assign(files, {
      ...Object.fromEntries(Object.entries(writeShp(kind, geometries)).map(([e, b]) => [`${base}.${e}`, b])),
      [`${base}.dbf`]: writeDbf(list, encoding, problems),
      [`${base}.prj`]: text.encode(prj),
      [`${base}.cpg`]: text.encode(encoding === 'gbk' ? 'GBK' : 'UTF-8'),
    });
  }
  return { bytes: zipSync(files, { level: 6 }), problems: problems.done() };
}
