import { type Datum, datumNames, ellipsoids, type System } from './datum.ts';

/** What defines a transverse Mercator beyond its datum. Lengths in metres, angles in degrees. */
export interface Figures {
  centralMeridian: number;
  falseEasting: number;
  falseNorthing?: number;
  scale?: number;
  originLatitude?: number;
  /** Length of one unit of the coordinates; 1 unless they are kilometres, millimetres or the like. */
  unitM?: number;
}

/**
 * The code of a Gauss–Krüger system that has no EPSG code: its definition as a PROJ string, always written the same
 * way. Records, reports and options hold it like an EPSG code; GDAL and PROJ read it.
 */
export function customCode(datum: Datum, figures: Figures): string {
  const { centralMeridian, falseEasting, falseNorthing = 0, scale = 1, originLatitude = 0 } = figures;
  const { a, rf } = ellipsoids[datum];
  const unit = figures.unitM === undefined || figures.unitM === 1 ? '+units=m' : `+to_meter=${figures.unitM}`;
  return `+proj=tmerc +lat_0=${originLatitude} +lon_0=${centralMeridian} +k=${scale} +x_0=${falseEasting} +y_0=${falseNorthing} +a=${a} +rf=${rf} ${unit} +no_defs`;
}

const ellipsoidNames: Record<string, Datum> = {
  grs80: 'CGCS2000',
  cgcs2000: 'CGCS2000',
  wgs84: 'WGS84',
  iau76: 'Xian80',
  krass: 'Beijing54',
};
const unitNames: Record<string, number> = { m: 1, km: 1000, dm: 0.1, cm: 0.01, mm: 0.001 };

function datumOf(parts: ReadonlyMap<string, string>): Datum | undefined {
  const named = ellipsoidNames[(parts.get('ellps') ?? parts.get('datum') ?? '').toLowerCase()];
  if (named) return named;
  const [a, rf] = [Number(parts.get('a')), Number(parts.get('rf'))];
  return (Object.keys(ellipsoids) as Datum[]).find(
    (datum) => ellipsoids[datum].a === a && Math.abs(ellipsoids[datum].rf - rf) < 1e-7,
  );
}

const number = (parts: ReadonlyMap<string, string>, keys: readonly string[], usual: number): number => {
  const key = keys.find((one) => parts.has(one));
  const value = key === undefined ? usual : parts.get(key)?.trim();
  return value === '' ? Number.NaN : Number(value);
};

/** The system a PROJ string (`+proj=tmerc …`) defines; undefined for other projections and what is no such string. */
export function customSystem(code: string): System | undefined {
  if (!/^\s*\+proj=(?:tmerc|etmerc|gauss)\b/i.test(code) || code.length > 400) return undefined;
  const parts = new Map(
    [...code.matchAll(/\+([a-z_0-9]+)(?:=([^\s+]*(?:e\+\d+)?))?/gi)].map((m) => [
      (m[1] as string).toLowerCase(),
      m[2] ?? '',
    ]),
  );
  const datum = datumOf(parts);
  const unitM = parts.has('to_meter') ? number(parts, ['to_meter'], 1) : unitNames[parts.get('units') || 'm'];
  if (!datum || !unitM || !(unitM > 0)) return undefined;
  const centralMeridian = number(parts, ['lon_0'], 0);
  const falseEasting = number(parts, ['x_0'], 0);
  const falseNorthing = number(parts, ['y_0'], 0);
  const scale = number(parts, ['k', 'k_0'], 1);
  const originLatitude = number(parts, ['lat_0'], 0);
  const all = [centralMeridian, falseEasting, falseNorthing, scale, originLatitude, unitM];
  if (!all.every(Number.isFinite) || !(scale > 0.9 && scale < 1.1) || Math.abs(originLatitude) > 90)
    return undefined;
  return definedSystem(datum, {
    centralMeridian,
    falseEasting,
    falseNorthing,
    scale,
    originLatitude,
    unitM,
  });
}

/** `113°20′`, without the parts that are zero. */
function degreesWords(value: number): string {
  const seconds = Math.round(Math.abs(value) * 3_600_000) / 1000;
  const [d, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const rest = Number(s.toFixed(3));
  return `${value < 0 ? '-' : ''}${d}°${m || rest ? `${String(m).padStart(2, '0')}′` : ''}${rest ? `${rest}″` : ''}`;
}

/** A Gauss–Krüger system by its figures, with the words it is called by. */
export function definedSystem(datum: Datum, figures: Figures): System {
  const {
    centralMeridian,
    falseEasting,
    falseNorthing = 0,
    scale = 1,
    originLatitude = 0,
    unitM = 1,
  } = figures;
  const zh = [`中央经线 ${degreesWords(centralMeridian)}`];
  const en = [`central meridian ${degreesWords(centralMeridian)}E`];
  if (falseEasting !== 5e5) {
    zh.push(`东偏 ${falseEasting} 米`);
    en.push(`false easting ${falseEasting} m`);
  }
  if (falseNorthing) {
    zh.push(`北偏 ${falseNorthing} 米`);
    en.push(`false northing ${falseNorthing} m`);
  }
  if (originLatitude) {
    zh.push(`原点纬度 ${degreesWords(originLatitude)}`);
    en.push(`latitude of origin ${degreesWords(originLatitude)}`);
  }
  if (scale !== 1) {
    zh.push(`尺度 ${scale}`);
    en.push(`scale ${scale}`);
  }
  if (unitM !== 1) {
    zh.push(`单位 ${unitM} 米`);
    en.push(`unit ${unitM} m`);
  }
  return {
    code: customCode(datum, figures),
    custom: true,
    kind: 'gauss',
    datum,
    centralMeridian,
    falseEasting,
    name: {
      zh: `${datumNames[datum].zh} 高斯-克吕格（${zh.join('，')}）`,
      en: `${datumNames[datum].en} Gauss–Krüger (${en.join(', ')})`,
    },
    ...(falseNorthing ? { falseNorthing } : {}),
    ...(originLatitude ? { originLatitude } : {}),
    ...(scale === 1 ? {} : { scale }),
    ...(unitM === 1 ? {} : { unitM }),
  };
}
