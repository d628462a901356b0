import type { Feature, Geometry, Position } from 'geojson';
import { asProblems, type Problem, ProblemError, problem, warning } from '../../model/index.ts';
import { systemOf } from '../crs/systems.ts';
import { knownAttributes } from './attributes.ts';
import { asGeometry } from './geometry.ts';
import { ProblemList, withoutGeometry } from './problems.ts';
import { decodeText } from './text.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, WriteFeature } from './types.ts';
import { escapeXml, parseXml } from './xml.ts';
import { soundKml, withoutOverlays } from './xml-points.ts';
import { holds, isZip, unzip } from './zip.ts';

/** The prefix of a document whose own elements carry one (`<kml:kml>`). */
const ownPrefix = /<(\w+):kml[\s>]/i;

/** Programs and sites whose KML may be in GCJ-02 or BD-09 although KML prescribes WGS 84. */
const phoneMaps = /奥维|ovital|omap|高德|amap|autonavi|百度|baidu|bd-?09|gcj-?02|腾讯地图|火星坐标/i;

/** GeoJSON features of a library's reader, each checked; bad ones are named by their number. */
export function checkedFeatures(
  list: readonly Feature<Geometry | null>[],
  { limits }: FormatOptions,
): Parsed {
  const problems = new ProblemList(limits.problems);
  let empty = 0;
  const features = list.flatMap((feature, i): ReadFeature[] => {
    const properties = feature.properties ?? {};
    if (!feature.geometry) {
      empty++;
      return [];
    }
    try {
      const geometry = asGeometry(feature.geometry, limits.depth);
      return [{ geometry, properties, ...knownAttributes(properties), place: { record: i + 1 } }];
    } catch (error) {
      for (const one of asProblems(error, { record: i + 1 })) problems.add(one);
      return [];
    }
  });
  if (empty) problems.add(withoutGeometry(empty));
  return { features, problems: problems.done() };
}

/** A KMZ may keep its layers in files of their own, linked from doc.kml: all of them are read. */
async function textsOf(
  input: FormatInput,
  { limits }: FormatOptions,
): Promise<{ text: string; beside: Set<string> }[]> {
  if (!isZip(input.bytes)) return [{ text: input.text(), beside: new Set() }];
  const files = await unzip(input.bytes, limits, (name) => /\.kml$/i.test(name));
  const names = files.map(({ name }) => name);
  return files.map(({ name, bytes }) => {
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const beside = names.flatMap((one) => (one.startsWith(folder) ? one.slice(folder.length) : []));
    return { text: decodeText(bytes), beside: new Set(beside) };
  });
}

/** That placemarks which are not ticked in the program were read with the others: they are all in one list there. */
const readThoughUnseen = (count: number): Problem =>
  warning(
    'kml-unseen',
    {
      zh: `${count} 个地标在文件里设为不显示，也一并读入。`,
      en: `${count} placemarks are set not to be shown; they were read with the others.`,
    },
    undefined,
    { zh: '不需要时请删除后再导入。', en: 'If they are not wanted, delete them and import again.' },
  );

async function read(input: FormatInput, options: FormatOptions): Promise<Parsed> {
  const texts = await textsOf(input, options);
  const { kml: toGeoJson } = await import('@tmcw/togeojson');
  const list: Feature<Geometry | null>[] = [];
  const broken = new ProblemList(options.limits.problems);
  for (const { text, beside } of texts) {
    const doc = await parseXml(text, options.limits, ownPrefix.exec(text.slice(0, 4_000))?.[1]);
    for (const one of [...withoutOverlays(doc, beside), ...soundKml(doc)]) broken.add(one);
    list.push(...toGeoJson(doc).features);
  }
  const phoneMap = texts.flatMap(({ text }) => phoneMaps.exec(text)?.[0] ?? [])[0];
  const { features, problems } = checkedFeatures(list, options);
  const unseen = features.filter(({ properties }) => properties['visibility'] === false).length;
  if (unseen) broken.add(readThoughUnseen(unseen));
  return {
    features,
    problems: [...broken.done(), ...problems],
    stated: { code: 'EPSG:4326', words: 'KML', byFormat: true, ...(phoneMap ? { phoneMap } : {}) },
  };
}

const coordinates = (line: readonly Position[]) =>
  `<coordinates>${line.map(([x = 0, y = 0]) => `${x.toFixed(9)},${y.toFixed(9)}`).join(' ')}</coordinates>`;
const ring = (positions: readonly Position[]) => `<LinearRing>${coordinates(positions)}</LinearRing>`;

function shape(geometry: Geometry): string {
  const multi = (parts: string[]) => `<MultiGeometry>${parts.join('')}</MultiGeometry>`;
  switch (geometry.type) {
    case 'Point':
      return `<Point>${coordinates([geometry.coordinates])}</Point>`;
    case 'LineString':
      return `<LineString>${coordinates(geometry.coordinates)}</LineString>`;
    case 'Polygon': {
      const [outer = [], ...inner] = geometry.coordinates;
      const holes = inner.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`);
      return `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes.join('')}</Polygon>`;
    }
    case 'MultiPoint':
      return multi(geometry.coordinates.map((c) => shape({ type: 'Point', coordinates: c })));
    case 'MultiLineString':
      return multi(geometry.coordinates.map((c) => shape({ type: 'LineString', coordinates: c })));
    case 'MultiPolygon':
      return multi(geometry.coordinates.map((c) => shape({ type: 'Polygon', coordinates: c })));
    default:
      return multi(geometry.geometries.map(shape));
  }
}

function placemark({ geometry, properties, name }: WriteFeature): string {
  const data = Object.entries(properties)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => {
      const text = typeof value === 'object' ? JSON.stringify(value) : value;
      return `<Data name="${escapeXml(key)}"><value>${escapeXml(text)}</value></Data>`;
    });
  const title = name ? `<name>${escapeXml(name)}</name>` : '';
  const extended = data.length ? `<ExtendedData>${data.join('')}</ExtendedData>` : '';
  return `<Placemark>${title}${extended}${shape(geometry)}</Placemark>`;
}

/** KML and KMZ; KML is written in degrees of WGS 84, which is all it knows. */
export const kml: Format = {
  id: 'kml',
  name: { zh: 'KML/KMZ', en: 'KML/KMZ' },
  extensions: ['kml', 'kmz'],
  everyday: 3,
  written: { zh: 'KML', en: 'KML' },
  gis: true,
  detect: (input) =>
    isZip(input.bytes)
      ? holds(input.bytes, /\.kml$/i)
      : /^<[\s\S]{0,2000}?<(?:\w+:)?kml[\s>]|^<(?:\w+:)?kml[\s>]/i.test(input.head()),
  read,
  write: async (features, { code, name }) => {
    if (systemOf(code)?.kind !== 'geographic')
      throw new ProblemError(
        problem(
          'kml-needs-degrees',
          { zh: `KML 只能写经纬度，不能写 ${code}。`, en: `KML holds longitude and latitude, not ${code}.` },
          undefined,
          { zh: '请选 EPSG:4490 或 EPSG:4326。', en: 'Choose EPSG:4490 or EPSG:4326.' },
        ),
      );
    const body = features.map(placemark).join('\n');
    const title = escapeXml(name ?? 'zones');
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${title}</name>\n${body}\n</Document></kml>\n`;
    return { bytes: new TextEncoder().encode(text), problems: [] };
  },
};
