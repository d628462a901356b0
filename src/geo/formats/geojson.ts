import { asProblems, ProblemError, problem } from '../../model/index.ts';
import { systemOf } from '../crs/systems.ts';
import { mapPositions } from '../plane/positions.ts';
import { knownAttributes } from './attributes.ts';
import { asGeometry } from './geometry.ts';
import { checkJsonDepth, isRecord, jsonValue, notJson } from './json.ts';
import { noGeometry, ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, StatedCrs } from './types.ts';

type Json = Record<string, unknown>;

const types =
  /"type"\s*:\s*"(?:FeatureCollection|Feature|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection)"/;

/** The value of a JSON text, or of a text with one JSON value a line (GeoJSON sequence). */
function parse(text: string, maxDepth: number): unknown {
  checkJsonDepth(text, maxDepth);
  try {
    return jsonValue(text);
  } catch {
    const lines = text.split('\n').filter((line) => line.trim());
    if (lines.length > 1 && lines[0]?.trim().endsWith('}')) {
      const parts = lines.map((line) => tryParse(line));
      if (parts.every(isRecord)) return { type: 'FeatureCollection', features: parts };
    }
    throw notJson(text);
  }
}

function tryParse(line: string): unknown {
  try {
    return jsonValue(line);
  } catch {
    return undefined;
  }
}

/** The `crs` member of files older than RFC 7946 (named or linked). */
function statedCrs(root: Json): StatedCrs {
  const crs = root['crs'];
  const properties = isRecord(crs) && isRecord(crs['properties']) ? crs['properties'] : {};
  const name = properties['name'] ?? properties['code'] ?? properties['href'];
  if (typeof name === 'string' || typeof name === 'number')
    return { code: String(name), words: `crs: ${name}` };
  return { code: 'EPSG:4326', words: 'GeoJSON (RFC 7946)', byFormat: true };
}

function readFeature(value: unknown, record: number, maxDepth: number): ReadFeature | undefined {
  if (!isRecord(value))
    throw new ProblemError(
      problem('bad-feature', { zh: '要素应为对象。', en: 'A feature should be an object.' }),
    );
  const bare = value['type'] !== 'Feature';
  const geometry = bare ? value : value['geometry'];
  if (geometry === null || geometry === undefined) return undefined;
  const properties = !bare && isRecord(value['properties']) ? value['properties'] : {};
  const id = value['id'];
  return {
    geometry: asGeometry(geometry, maxDepth),
    properties,
    ...(typeof id === 'string' ? { name: id } : {}),
    ...knownAttributes(properties),
    place: { record },
  };
}

/** Scripts also write a bare list of features. */
const collected = (root: unknown): unknown =>
  Array.isArray(root) ? { type: 'FeatureCollection', features: root } : root;

/** Features of a GeoJSON value; bad ones are named by their number, the rest survive. */
export function readGeoJson(root: unknown, { limits }: FormatOptions): Parsed {
  if (!isRecord(root))
    throw new ProblemError(
      problem('bad-geojson', { zh: '最外层应为对象。', en: 'The outermost value should be an object.' }),
    );
  const list = root['type'] === 'FeatureCollection' ? root['features'] : [root];
  if (!Array.isArray(list))
    throw new ProblemError(
      problem(
        'bad-geojson',
        { zh: 'features 应为数组。', en: '"features" should be an array.' },
        { field: 'features' },
      ),
    );
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  for (const [i, value] of list.entries()) {
    try {
      const feature = readFeature(value, i + 1, limits.depth);
      if (feature) features.push(feature);
      else problems.add(noGeometry({ record: i + 1 }));
    } catch (error) {
      for (const one of asProblems(error, { record: i + 1 })) problems.add(one);
    }
  }
  return { features, problems: problems.done(), stated: statedCrs(root) };
}

/** Without the record separators of RFC 8142. */
const unmarked = (text: string) => text.replaceAll('\u001e', '');

/** GeoJSON: RFC 7946, older files with a `crs` member, and one feature a line. */
export const geojson: Format = {
  id: 'geojson',
  name: { zh: 'GeoJSON', en: 'GeoJSON' },
  extensions: ['geojson', 'json', 'geojsonl'],
  everyday: 7,
  gis: true,
  detect: (input: FormatInput) =>
    /^\s*(?:\{|\[\s*\{)/.test(unmarked(input.head())) &&
    (types.test(input.head()) || types.test(input.text())),
  read: async (input, options) =>
    readGeoJson(collected(parse(unmarked(input.text()), options.limits.depth)), options),
  write: async (features, { code }) => {
    const system = systemOf(code);
    const degrees = system?.kind === 'geographic';
    // RFC 7946 knows WGS 84 only; anything else carries the older member, which ogr2ogr and QGIS read.
    const crs = degrees ? {} : { crs: { type: 'name', properties: { name: crsName(code) } } };
    const rounded = 10 ** (degrees || system?.kind === 'obfuscated' ? 9 : 4);
    const round = (value: number) => Math.round(value * rounded) / rounded;
    const written = {
      type: 'FeatureCollection',
      ...crs,
      features: features.map((f) => ({
        type: 'Feature',
        properties:
          f.name === undefined || 'name' in f.properties ? f.properties : { name: f.name, ...f.properties },
        geometry: mapPositions(f.geometry, ([x = 0, y = 0]) => [round(x), round(y)]),
      })),
    };
    return { bytes: new TextEncoder().encode(`${JSON.stringify(written)}\n`), problems: [] };
  },
};

const crsName = (code: string) =>
  code.startsWith('EPSG:') ? `urn:ogc:def:crs:EPSG::${code.slice(5)}` : code;
