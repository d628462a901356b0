import type { Format } from '../types.ts';
import { openPackage } from './open.ts';
import { readPackage } from './read.ts';

const magic = 'SQLite format 3\u0000';

/** OGC GeoPackage (SQLite): all feature tables. */
export const geopackage: Format = {
  id: 'geopackage',
  name: { zh: 'GeoPackage', en: 'GeoPackage' },
  extensions: ['gpkg'],
  everyday: 8,
  detect: ({ bytes }) => new TextDecoder('latin1').decode(bytes.subarray(0, 16)) === magic,
  read: readPackage,
  open: openPackage,
};
