import type { Geometry, Position } from 'geojson';
import { asProblems, ProblemError, problem, warning } from '../../model/index.ts';
import { drawArc, drawArcString, drawBezier, millimetreAt, positionsOf } from './arcs.ts';
import { knownAttributes } from './attributes.ts';
import { isRecord, parseJsonText } from './json.ts';
import { topTexts } from './json-top.ts';
import { noGeometry, ProblemList } from './problems.ts';
import { assembleRings } from './rings.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, StatedCrs } from './types.ts';

type Json = Record<string, unknown>;

const badShape = (field: string): ProblemError =>
  new ProblemError(
    problem(
      'bad-geometry',
      {
        zh: `${field} 的坐标不成立，该要素未读入。`,
        en: `The coordinates of "${field}" are not valid; the feature was left out.`,
      },
      { field },
    ),
  );

const ellipticArc = (field: string): ProblemError =>
  new ProblemError(
    problem(
      'esri-elliptic-arc',
      {
        zh: `${field} 中有椭圆弧，不读取，该要素未读入。`,
        en: `"${field}" has elliptic arcs, which are not read; the feature was left out.`,
      },
      { field },
      {
        zh: '请在 ArcGIS 中用“增密”（Densify）把曲线转为折线，或导出为 Shapefile 后导入。',
        en: 'Turn its curves into lines with Densify in ArcGIS, or export a shapefile, and import that.',
      },
    ),
  );

function position(value: unknown, field: string): Position {
  const [x, y] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number') throw badShape(field);
  return [x, y];
}

/** A path of positions and curves; a curve begins at the position before it (ArcGIS REST API, Geometry objects). */
function path(value: unknown, field: string): Position[] {
  if (!Array.isArray(value)) throw badShape(field);
  const drawn: Position[] = [];
  for (const part of value as unknown[]) {
    if (!isRecord(part)) {
      drawn.push(position(part, field));
      continue;
    }
    const from = drawn.at(-1);
    if (!from) throw badShape(field);
    drawn.push(...curve(from, part, field));
  }
  return drawn;
}

/** The positions of a curve after the one it begins at. */
function curve(from: Position, { c, a, b }: Json, field: string): Position[] {
  if (Array.isArray(c)) return through(from, c, field);
  if (Array.isArray(b)) return bezier(from, b, field);
  if (Array.isArray(a)) return around(from, a, field);
  throw badShape(field);
}

/** `b`: end and two control points. */
function bezier(from: Position, [end, first, second]: unknown[], field: string): Position[] {
  const [to, p, q] = [end, first, second].map((one) => position(one, field)) as [
    Position,
    Position,
    Position,
  ];
  const flat: number[] = [];
  if (!drawBezier(point(from), point(p), point(q), point(to), millimetreAt(from), flat))
    throw badShape(field);
  return [...positionsOf(flat), to];
}

const point = ([x = 0, y = 0]: Position) => [x, y] as const;

/** `c`: end and a point on the arc. */
function through(from: Position, [end, on]: unknown[], field: string): Position[] {
  const drawn = drawArcString([from, position(on, field), position(end, field)]);
  if (!drawn) throw badShape(field);
  return drawn.slice(1);
}

/** `a`: end, centre, whether the shorter way, whether clockwise. Ellipses carry more and are not drawn. */
function around(from: Position, values: unknown[], field: string): Position[] {
  const [end, centre, , clockwise] = values;
  if (values.length > 4) throw ellipticArc(field);
  const to = position(end, field);
  const flat: number[] = [];
  if (!drawArc(point(from), point(to), point(position(centre, field)), !clockwise, millimetreAt(from), flat))
    throw badShape(field);
  return [...positionsOf(flat), to];
}

function geometryOf(value: Json): Geometry | undefined {
  for (const field of ['curveRings', 'rings', 'curvePaths', 'paths', 'points']) {
    const list = value[field];
    if (!Array.isArray(list)) continue;
    if (!list.length) return undefined;
    if (field === 'points')
      return { type: 'MultiPoint', coordinates: list.map((one) => position(one, field)) };
    const lines = list.map((one) => path(one, field));
    if (/rings/i.test(field)) return assembleRings(lines.map((positions) => ({ positions }))).geometry;
    return { type: 'MultiLineString', coordinates: lines };
  }
  const { x, y } = value;
  return typeof x === 'number' && typeof y === 'number' ? { type: 'Point', coordinates: [x, y] } : undefined;
}

function statedBy(root: Json, features: readonly unknown[]): StatedCrs | undefined {
  const first = features.find((one) => isRecord(one) && isRecord(one['geometry'])) as Json | undefined;
  const firstReference = (first?.['geometry'] as Json | undefined)?.['spatialReference'];
  const reference = isRecord(root['spatialReference']) ? root['spatialReference'] : firstReference;
  if (!isRecord(reference)) return undefined;
  const code = reference['latestWkid'] ?? reference['wkid'];
  const wkt = reference['wkt'];
  if (typeof code === 'number') return { code: `EPSG:${code}`, words: `spatialReference: ${code}` };
  return typeof wkt === 'string' ? { wkt, words: 'spatialReference' } : undefined;
}

async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const root = parseJsonText(input.text(), limits.depth);
  if (!isRecord(root)) throw badShape('features');
  const list = Array.isArray(root['features']) ? (root['features'] as unknown[]) : [root];
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  for (const [i, value] of list.entries()) {
    const place = { record: i + 1 };
    try {
      const shape = isRecord(value) ? (isRecord(value['geometry']) ? value['geometry'] : value) : {};
      const geometry = geometryOf(shape);
      if (!geometry) {
        problems.add(noGeometry(place));
        continue;
      }
      const properties = isRecord(value) && isRecord(value['attributes']) ? value['attributes'] : {};
      features.push({ geometry, properties, ...knownAttributes(properties), place });
    } catch (error) {
      for (const one of asProblems(error, place)) problems.add(one);
    }
  }
  if (root['exceededTransferLimit'] === true)
    problems.add({
      ...warning(
        'esri-cut-short',
        {
          zh: '服务只给出了一部分要素（exceededTransferLimit），其余不在文件里。',
          en: 'The service gave only a part of its features (exceededTransferLimit); the rest is not in the file.',
        },
        undefined,
        { zh: '请分页下载全部要素。', en: 'Download all pages.' },
      ),
      lost: 1,
    });
  const stated = statedBy(root, list);
  return { features, problems: problems.done(), ...(stated ? { stated } : {}) };
}

/** JSON of ArcGIS services and tools: feature sets, single features and bare geometries. */
export const esriJson: Format = {
  id: 'esrijson',
  name: { zh: 'Esri JSON', en: 'Esri JSON' },
  extensions: ['esrijson'],
  detect: (input) => {
    if (!/^\{/.test(input.head()) || !/"(?:rings|paths|points|attributes|curveRings|x)"/.test(input.text()))
      return false;
    const top = topTexts(input.text());
    if (top.has('type')) return false;
    return (
      ['rings', 'paths', 'curveRings', 'geometryType', 'attributes'].some((key) => top.has(key)) ||
      (top.has('features') && top.has('spatialReference'))
    );
  },
  read,
};
