import type { Bilingual } from '../../model/index.ts';

export type Datum = 'CGCS2000' | 'WGS84' | 'Xian80' | 'Beijing54';

/** A coordinate reference system this product can read and write. */
export interface System {
  /** `EPSG:4526`; `GCJ-02` and `BD-09` have no EPSG code. */
  code: string;
  name: Bilingual;
  kind: 'geographic' | 'gauss' | 'utm' | 'web-mercator' | 'obfuscated';
  datum: Datum;
  /** Gauss–Krüger only: width of the zone and central meridian, degrees; UTM: central meridian. */
  zoneWidth?: 3 | 6;
  centralMeridian?: number;
  /** Gauss–Krüger only: the zone number written before the easting; absent when eastings carry none. */
  zone?: number;
  falseEasting?: number;
  /** Only of systems defined by their figures: metres, degrees, factor, and the length of a unit in metres. */
  falseNorthing?: number;
  originLatitude?: number;
  scale?: number;
  unitM?: number;
  /** Defined by its figures; `code` is then a PROJ string (`customCode`). */
  custom?: true;
}

export const datumNames: Record<Datum, Bilingual> = {
  CGCS2000: { zh: '2000国家大地坐标系', en: 'CGCS2000' },
  WGS84: { zh: 'WGS 84', en: 'WGS 84' },
  Xian80: { zh: '1980西安坐标系', en: 'Xi’an 1980' },
  Beijing54: { zh: '1954北京坐标系', en: 'Beijing 1954' },
};

/** Ellipsoids: semi-major axis in metres and inverse flattening (EPSG 1024, 7030, 7049, 7024). */
export const ellipsoids: Record<Datum, { a: number; rf: number }> = {
  CGCS2000: { a: 6378137, rf: 298.257222101 },
  WGS84: { a: 6378137, rf: 298.257223563 },
  Xian80: { a: 6378140, rf: 298.257 },
  Beijing54: { a: 6378245, rf: 298.3 },
};

/** Whether its shift to CGCS2000 is not public, so that results carry a warning. */
export const isOldDatum = (datum: Datum): boolean => datum === 'Xian80' || datum === 'Beijing54';
