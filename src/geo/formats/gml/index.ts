import type { Document, Element } from '@xmldom/xmldom';
import type { Geometry, Position } from 'geojson';
import { asProblems, type Problem, warning } from '../../../model/index.ts';
import { systemOf } from '../../crs/systems.ts';
import { mapPositions } from '../../plane/positions.ts';
import { knownAttributes } from '../attributes.ts';
import { isJml } from '../foreign.ts';
import { asGeometry } from '../geometry.ts';
import { noGeometry, ProblemList } from '../problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, StatedCrs } from '../types.ts';
import { parseXml } from '../xml.ts';
import { attributeOf, childrenOf, inherited, nameOf } from './elements.ts';
import { isShape, ShapeReader } from './shapes.ts';

/** What holds features, one or many. */
const containers = /^(?:featureMember|featureMembers|member|members)$/;
/** Properties of every object of GML that are no attributes of a feature. */
const ofGml = /^(?:boundedBy|metaDataProperty|descriptionReference)$/;

function all(root: Element, visit: (element: Element) => void): void {
  visit(root);
  for (const child of childrenOf(root)) all(child, visit);
}

/** The features of a document; one without members is a feature, or a geometry, itself. */
function featuresOf(root: Element): Element[] {
  const elements: Element[] = [];
  const look = (element: Element): void => {
    for (const child of childrenOf(element)) {
      if (!containers.test(nameOf(child))) continue;
      for (const member of childrenOf(child))
        if (isCollection(member)) look(member);
        else elements.push(member);
    }
  };
  look(root);
  return elements.length || isCollection(root) ? elements : [root];
}

const isCollection = (element: Element): boolean =>
  !isShape(element) && childrenOf(element).some((one) => containers.test(nameOf(one)));

/** The texts of a feature by the names of their elements; those within others under both names. */
function attributesIn(feature: Element): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  const look = (element: Element, path: string, depth: number): void => {
    for (const child of childrenOf(element)) {
      if (isShape(child) || ofGml.test(nameOf(child))) continue;
      const inner = childrenOf(child);
      const key = path ? `${path}.${nameOf(child)}` : nameOf(child);
      if (inner.length) {
        if (depth && !inner.some(isShape)) look(child, key, depth - 1);
        continue;
      }
      const text = (child.textContent ?? '').trim();
      const value = text || attributeOf(child, 'href');
      if (value === undefined || value === '') continue;
      attributes[key] = attributes[key] === undefined ? value : `${String(attributes[key])}; ${value}`;
    }
  };
  look(feature, '', 4);
  return attributes;
}

/** The outermost geometries of a feature. */
function shapesIn(feature: Element): Element[] {
  if (isShape(feature)) return [feature];
  return childrenOf(feature).flatMap((child) => (ofGml.test(nameOf(child)) ? [] : shapesIn(child)));
}

const isArea = (element: Element): boolean => /Polygon|Surface/.test(nameOf(element));

/**
 * Whether a reference puts north before east: by the rule of OGC a URN or URL has the axes of the EPSG register (latitude
 * first, and X north first in the zones of China), the short form those of a map.
 */
function northFirst(reference: string): boolean {
  if (!/^urn:|\/def\/crs\//i.test(reference.trim())) return false;
  if (/CRS84/i.test(reference)) return false;
  const system = systemOf(reference);
  return system?.kind === 'geographic' || system?.kind === 'gauss';
}

const turned = (geometry: Geometry): Geometry => mapPositions(geometry, ([x = 0, y = 0]): Position => [y, x]);

const statedBy = (reference: string): StatedCrs => {
  // GML 2 names systems by a place in a file of OGC's.
  const code = systemOf(reference.replace(/^.*epsg\.xml#/i, 'EPSG:'))?.code;
  return { code: code ?? reference, words: `srsName ${reference.slice(0, 80)}` };
};

/** The reference of a geometry: its own, of what is around it, or of the collection's extent. */
function referenceOf(shape: Element, document: string): string {
  const srsName = inherited(shape, 'srsName');
  if (srsName) return srsName;
  let inner = '';
  all(shape, (element) => {
    inner ||= attributeOf(element, 'srsName') ?? '';
  });
  return inner || document;
}

function documentReference(root: Element): string {
  for (const child of childrenOf(root))
    if (nameOf(child) === 'boundedBy') {
      const [envelope] = childrenOf(child);
      return (envelope && attributeOf(envelope, 'srsName')) ?? '';
    }
  return '';
}

/** A feature has one geometry here: an area before anything else. Others are counted. */
function otherGeometries(count: number): Problem {
  const what = {
    zh: `${count} 个要素另有图形（如标注点、中心线），只读取了其中的面或第一个。`,
    en: `${count} features have further geometries (label points, centre lines); only the area, or the first, was read.`,
  };
  return { ...warning('gml-other-geometry', what), lost: count };
}

function parsed(doc: Document, { limits }: FormatOptions): Parsed[] {
  const root = doc.documentElement as Element;
  const byId = new Map<string, Element>();
  all(root, (element) => {
    const id = attributeOf(element, 'id');
    if (id && !byId.has(id)) byId.set(id, element);
  });
  const reader = new ShapeReader(byId);
  const problems = new ProblemList(limits.problems);
  const outer = documentReference(root);
  const layers = new Map<string, { name: string; reference: string; features: ReadFeature[] }>();
  let others = 0;
  for (const [i, element] of featuresOf(root).entries()) {
    const place = { record: i + 1 };
    try {
      const shapes = shapesIn(element);
      const shape = shapes.find(isArea) ?? shapes[0];
      if (!shape) {
        problems.add(noGeometry(place));
        continue;
      }
      if (shapes.length > 1) others++;
      const reference = referenceOf(shape, outer);
      const read = asGeometry(reader.geometry(shape), limits.depth);
      const properties = shape === element ? {} : attributesIn(element);
      const [name] = [nameOf(element)];
      const key = `${name} ${reference}`;
      const layer = layers.get(key) ?? { name, reference, features: [] };
      layers.set(key, layer);
      const geometry = northFirst(reference) ? turned(read) : read;
      layer.features.push({ geometry, properties, ...knownAttributes(properties), place });
    } catch (error) {
      for (const one of asProblems(error, place)) problems.add(one);
    }
  }
  if (others) problems.add(otherGeometries(others));
  const list = [...layers.values()];
  if (!list.length) return [{ features: [], problems: problems.done() }];
  return list.map(({ name, reference, features }, i) => ({
    ...(list.length > 1 ? { layer: name } : {}),
    features,
    // What concerns records of any layer is reported once, with the first.
    problems: i ? [] : problems.done(),
    ...(reference ? { stated: statedBy(reference) } : {}),
  }));
}

/** GML 2 and 3, and what WFS services answer: polygons, lines and points with the attributes of their features. */
export const gml: Format = {
  id: 'gml',
  name: { zh: 'GML', en: 'GML' },
  extensions: ['gml'],
  detect: (input) =>
    /^</.test(input.head()) &&
    !isJml(input) &&
    /["'\s]https?:\/\/www\.opengis\.net\/(?:gml|wfs)(?:[/"'\s]|$)/i.test(input.head()),
  read: async (input: FormatInput, options: FormatOptions) =>
    parsed(await parseXml(input.text(), options.limits), options),
};
