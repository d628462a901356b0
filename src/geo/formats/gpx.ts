import { checkedFeatures } from './kml.ts';
import type { Format } from './types.ts';
import { parseXml } from './xml.ts';

/** GPX tracks, routes and waypoints; always WGS 84. */
export const gpx: Format = {
  id: 'gpx',
  name: { zh: 'GPX', en: 'GPX' },
  extensions: ['gpx'],
  detect: (input) => /^<[\s\S]{0,2000}?<gpx[\s>]|^<gpx[\s>]/i.test(input.head()),
  read: async (input, options) => {
    const { gpx: toGeoJson } = await import('@tmcw/togeojson');
    const parsed = checkedFeatures(toGeoJson(await parseXml(input.text(), options.limits)).features, options);
    return { ...parsed, stated: { code: 'EPSG:4326', words: 'GPX', byFormat: true } };
  },
};
