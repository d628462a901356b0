import { checkedFeatures } from './kml.ts';
import { ProblemList } from './problems.ts';
import type { Format } from './types.ts';
import { parseXml } from './xml.ts';
import { soundGpx } from './xml-points.ts';

/** GPX tracks, routes and waypoints; always WGS 84. */
export const gpx: Format = {
  id: 'gpx',
  name: { zh: 'GPX', en: 'GPX' },
  extensions: ['gpx'],
  detect: (input) => /^<[\s\S]{0,2000}?<gpx[\s>]|^<gpx[\s>]/i.test(input.head()),
  read: async (input, options) => {
    const { gpx: toGeoJson } = await import('@tmcw/togeojson');
    const doc = await parseXml(input.text(), options.limits);
    const broken = new ProblemList(options.limits.problems);
    for (const one of soundGpx(doc)) broken.add(one);
    const { features, problems } = checkedFeatures(toGeoJson(doc).features, options);
    return {
      features,
      problems: [...broken.done(), ...problems],
      stated: { code: 'EPSG:4326', words: 'GPX', byFormat: true },
    };
  },
};
