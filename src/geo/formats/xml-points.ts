import type { Document, Element } from '@xmldom/xmldom';
import { type Bilingual, type Problem, problem, warning } from '../../model/index.ts';
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

function takeOut(element: Element, owners: readonly string[], field: string, found: string): Problem {
  const owner = ownerOf(element, owners);
  const name = [...owner.getElementsByTagNameNS('*', 'name')][0]?.textContent?.trim();
  const { lineNumber } = element as { lineNumber?: number };
  owner.parentNode?.removeChild(owner);
  return problem(
    'xml-coordinate',
    {
      zh: `应为“经度,纬度”，读到的是“${excerpt(found)}”；该要素未读入。`,
      en: `Expected "longitude,latitude", found "${excerpt(found)}"; the feature was left out.`,
    },
    { ...(lineNumber ? { line: lineNumber } : {}), ...(name ? { feature: name } : {}), field },
    { zh: '请改正该坐标后重新导入。', en: 'Put the position right and import the file again.' },
  );
}

/** Takes placemarks with a broken position out of a KML document; blanks around commas are put right. */
export function soundKml(doc: Document): Problem[] {
  return all(doc, 'coordinates').flatMap((element) => {
    const text = element.textContent ?? '';
    const tidy = text.trim().replace(/\s*,\s*/g, ',');
    if (tidy !== text.trim()) element.textContent = tidy;
    const bad = tidy.split(/\s+/).find((one) => one !== '' && !tuple.test(one));
    return bad === undefined ? [] : [takeOut(element, ['Placemark'], 'coordinates', bad)];
  });
}

/** What a KML may hold beside placemarks that is not read, and why. */
const leftOut: Record<string, Bilingual> = {
  NetworkLink: {
    zh: '网络链接（NetworkLink）指向别处的数据，未读取',
    en: 'network links (NetworkLink), which point to data elsewhere, were not followed',
  },
  GroundOverlay: {
    zh: '贴在地面的影像（GroundOverlay）不是图形，未读取',
    en: 'images laid on the ground (GroundOverlay), which are no shapes, were left out',
  },
  PhotoOverlay: {
    zh: '照片（PhotoOverlay）不是图形，未读取',
    en: 'photos (PhotoOverlay), which are no shapes, were left out',
  },
};

/** Takes links and images out of a KML document, with their count; a region or a frame of theirs is no zone. */
export function withoutOverlays(doc: Document): Problem[] {
  return Object.entries(leftOut).flatMap(([name, why]) => {
    const found = all(doc, name);
    for (const one of found) one.parentNode?.removeChild(one);
    if (!found.length) return [];
    const what = { zh: `${found.length} 个${why.zh}。`, en: `${found.length} ${why.en}.` };
    return [{ ...warning('kml-left-out', what, { field: name }), lost: found.length }];
  });
}

/** Takes tracks, routes and waypoints with a broken position out of a GPX document. */
export function soundGpx(doc: Document): Problem[] {
  return ['trkpt', 'rtept', 'wpt']
    .flatMap((name) => all(doc, name))
    .flatMap((element) => {
      const [lon, lat] = [element.getAttribute('lon') ?? '', element.getAttribute('lat') ?? ''];
      if (plain.test(lon.trim()) && plain.test(lat.trim())) return [];
      // Its track may be out already, for another of its points.
      if (!element.ownerDocument?.contains(element)) return [];
      return [takeOut(element, ['trk', 'rte', 'wpt'], 'lon, lat', `${lon},${lat}`)];
    });
}
