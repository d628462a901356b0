import type { Feature, Geometry } from 'geojson';
import { checkedFeatures } from './kml.ts';
import { ProblemList } from './problems.ts';
import type { Format } from './types.ts';
import { parseXml } from './xml.ts';
import { soundGpx } from './xml-points.ts';

/** A feature with what the file says of it alone: the library adds what it found of the points, and their kind. */
const ownAttributes = <G extends Geometry | null>(feature: Feature<G>): Feature<G> => {
  const { _gpxType, coordinateProperties, ...properties } = feature.properties ?? {};
  return { ...feature, properties };
};

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
    const { features, problems } = checkedFeatures(toGeoJson(doc).features.map(ownAttributes), options);
    return {
      features,
      problems: [...broken.done(), ...problems],
      stated: { code: 'EPSG:4326', words: 'GPX', byFormat: true },
    };
  },
};
