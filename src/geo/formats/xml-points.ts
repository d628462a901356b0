import type { Document, Element } from '@xmldom/xmldom';
import { type Bilingual, type Place, type Problem, problem, warning } from '../../model/index.ts';
import { excerpt } from './text.ts';

/*
 * The library that reads KML and GPX passes over a position it cannot read without a word, which turns a boundary into
 * another one. So positions are looked at first: a feature with a broken one is named and taken out of the document.
 */

const number = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?';
const tuple = new RegExp(`^${number},${number}(?:,(?:${number})?)?$`, 'i');
const plain = new RegExp(`^${number}$`, 'i');

const all = (doc: Document, name: string): Element[] => [...doc.getElementsByTagNameNS('*', name)];

function ownerOf(element: Element, names: readonly string[]): Element {
  let at = element;
  while (!names.includes(at.localName ?? '') && at.parentNode?.nodeType === 1) at = at.parentNode as Element;
  return at;
}

/** Takes the feature round an element out of the document; says where it stood, unless it was out already. */
function remove(element: Element, owners: readonly string[]): Place | undefined {
  const owner = ownerOf(element, owners);
  if (!element.ownerDocument?.contains(owner)) return undefined;
  const name = [...owner.getElementsByTagNameNS('*', 'name')][0]?.textContent?.trim();
  const { lineNumber } = element as { lineNumber?: number };
  owner.parentNode?.removeChild(owner);
  return { ...(lineNumber ? { line: lineNumber } : {}), ...(name ? { feature: name } : {}) };
}

function takeOut(element: Element, owners: readonly string[], field: string, found: string): Problem[] {
  const where = remove(element, owners);
  if (!where) return [];
  return [
    problem(
      'xml-coordinate',
      {
        zh: `应为“经度,纬度”，读到的是“${excerpt(found)}”；该要素未读入。`,
        en: `Expected "longitude,latitude", found "${excerpt(found)}"; the feature was left out.`,
      },
      { ...where, field },
      { zh: '请改正该坐标后重新导入。', en: 'Put the position right and import the file again.' },
    ),
  ];
}

/** Placemarks with a polygon that has no outer boundary: the library would take the first hole for it. */
function withoutShell(doc: Document): Problem[] {
  return all(doc, 'Polygon').flatMap((element) => {
    const outer = [...element.getElementsByTagNameNS('*', 'outerBoundaryIs')][0];
    if (outer?.getElementsByTagNameNS('*', 'coordinates').length) return [];
    const where = remove(element, ['Placemark']);
    if (!where) return [];
    return [
      problem(
        'kml-no-outer',
        {
          zh: '面没有外边界（outerBoundaryIs）；该要素未读入。',
          en: 'The polygon has no outer boundary (outerBoundaryIs); the feature was left out.',
        },
        { ...where, field: 'Polygon' },
        {
          zh: '请在原软件中检查该面，重新导出。',
          en: 'Look at the polygon where it was made and export it again.',
        },
      ),
    ];
  });
}

/** Takes placemarks with a broken position or polygon out of a KML document; blanks around commas are put right. */
export function soundKml(doc: Document): Problem[] {
  const positions = all(doc, 'coordinates').flatMap((element) => {
    const text = element.textContent ?? '';
    const tidy = text.trim().replace(/\s*,\s*/g, ',');
    if (tidy !== text.trim()) element.textContent = tidy;
    const bad = tidy.split(/\s+/).find((one) => one !== '' && !tuple.test(one));
    return bad === undefined ? [] : takeOut(element, ['Placemark'], 'coordinates', bad);
  });
  return [...positions, ...withoutShell(doc)];
}

/** What a KML may hold beside placemarks that is not read, and why. */
const leftOut: Record<string, Bilingual> = {
  NetworkLink: {
    zh: '网络链接（NetworkLink）指向别处的数据，未读取',
    en: 'network links (NetworkLink), which point to data elsewhere, were not followed',
  },
  GroundOverlay: {
    zh: '贴在地面的影像（GroundOverlay）不是图形，未读取',
    en: 'images laid on the ground (GroundOverlay), which are not shapes, were left out',
  },
  PhotoOverlay: {
    zh: '照片（PhotoOverlay）不是图形，未读取',
    en: 'photos (PhotoOverlay), which are not shapes, were left out',
  },
};

/** Whether a link leads to one of these files, by its path from the document's own folder. */
function leadsTo(link: Element, files: ReadonlySet<string>): boolean {
  const href = [...link.getElementsByTagNameNS('*', 'href')][0]?.textContent?.trim() ?? '';
  return files.has(href.replace(/[?#].*$/, '').replace(/^\.\//, ''));
}

/**
 * Takes links and images out of a KML document, with their count; a region or a frame of theirs is no zone. Links to
 * files that are read with it (`beside`) are not counted.
 */
export function withoutOverlays(doc: Document, beside: ReadonlySet<string>): Problem[] {
  return Object.entries(leftOut).flatMap(([name, why]) => {
    const elements = all(doc, name);
    for (const one of elements) one.parentNode?.removeChild(one);
    const chosen = elements.filter((one) => !leadsTo(one, beside));
    if (!chosen.length) return [];
    const what = { zh: `${chosen.length} 个${why.zh}。`, en: `${chosen.length} ${why.en}.` };
    return [{ ...warning('kml-left-out', what, { field: name }), lost: chosen.length }];
  });
}

/** Takes tracks, routes and waypoints with a broken position out of a GPX document. */
export function soundGpx(doc: Document): Problem[] {
  return ['trkpt', 'rtept', 'wpt']
    .flatMap((name) => all(doc, name))
    .flatMap((element) => {
      const [lon, lat] = [element.getAttribute('lon') ?? '', element.getAttribute('lat') ?? ''];
      if (plain.test(lon.trim()) && plain.test(lat.trim())) return [];
      return takeOut(element, ['trk', 'rte', 'wpt'], 'lon, lat', `${lon},${lat}`);
    });
}
