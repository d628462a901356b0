import {
  type Datum,
  gaussByFigures,
  gaussSystem,
  geographicSystem,
  type System,
  systemOf,
} from './systems.ts';

/** What the WKT of a `.prj` says. `system` is set when it is one that is supported. */
export interface PrjContent {
  system?: System;
  /** The name it gives itself, or its first characters. */
  name: string;
}

const number = (text: string, name: string): number | undefined => {
  const match = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*([-+\\d.eE]+)`, 'i').exec(text);
  return match ? Number(match[1]) : undefined;
};

/** The datum by its name, which every dialect of WKT gives; the ellipsoid settles the nameless ones. */
function datumOf(text: string): Datum | undefined {
  if (/CGCS_?\s?2000|China_?\s?(?:2000|Geodetic)|D_China/i.test(text)) return 'CGCS2000';
  if (/Xi_?'?\s?an_?\s?(?:19)?80/i.test(text)) return 'Xian80';
  if (/Beijing_?\s?(?:19)?54/i.test(text)) return 'Beijing54';
  if (/WGS_?\s?(?:19)?84|World Geodetic System 1984/i.test(text)) return 'WGS84';
  const rf = /(?:SPHEROID|ELLIPSOID)\s*\[\s*"[^"]*"\s*,\s*([\d.]+)\s*,\s*([\d.]+)/i.exec(text);
  if (!rf) return undefined;
  const [a, f] = [Number(rf[1]), Number(rf[2])];
  if (a === 6378245) return 'Beijing54';
  if (a === 6378140) return 'Xian80';
  if (a === 6378137) return Math.abs(f - 298.257222101) < 1e-7 ? 'CGCS2000' : 'WGS84';
  return undefined;
}

/**
 * Reads the WKT of a `.prj` (WKT 1 of ESRI or GDAL, WKT 2): the datum by name or ellipsoid, the projection by its
 * parameters. The figures decide, not the title: offices rename systems, and ESRI writes no EPSG codes.
 */
export function readPrj(text: string): PrjContent {
  const wkt = text.trim().slice(0, 20_000);
  const name = /\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? wkt.slice(0, 60);
  const datum = datumOf(wkt);
  if (!/PROJCS|PROJCRS|PROJECTION|CONVERSION/i.test(wkt))
    return datum ? { name, system: geographicSystem(datum) } : { name };
  if (/Mercator_Auxiliary_Sphere|Popular Visualisation|Pseudo-?\s?Mercator/i.test(wkt))
    return { name, system: systemOf('EPSG:3857') as System };
  if (!/Gauss[_\s]?Kr[uü]e?ger|Transverse[_\s]?Mercator/i.test(wkt) || !datum) return { name };
  const meridian =
    number(wkt, 'central_meridian') ?? number(wkt, 'Longitude of natural origin') ?? Number.NaN;
  const easting = number(wkt, 'false[_ ]easting') ?? Number.NaN;
  const northing = number(wkt, 'false[_ ]northing') ?? 0;
  const scale = number(wkt, 'scale_factor') ?? number(wkt, 'Scale factor at natural origin') ?? 1;
  const origin = number(wkt, 'latitude_of_origin') ?? number(wkt, 'Latitude of natural origin') ?? 0;
  const unitM = unitOf(wkt);
  const figures = {
    centralMeridian: meridian,
    falseEasting: easting * unitM,
    falseNorthing: northing * unitM,
    scale,
    originLatitude: origin,
    unitM,
  };
  if (!Object.values(figures).every(Number.isFinite)) return { name };
  if (scale === 0.9996 && easting === 5e5 && datum !== 'Xian80' && datum !== 'Beijing54') {
    const utm = systemOf(`EPSG:${32600 + (meridian + 183) / 6}`);
    return utm ? { name, system: utm } : { name };
  }
  if (scale === 1 && northing === 0 && origin === 0 && unitM === 1) {
    const listed = byZone(datum, meridian, easting, name);
    if (listed) return { name, system: listed };
  }
  return { name, system: gaussByFigures(datum, figures) };
}

/** Metres in the unit of the projected coordinates: the last unit of length of the text, ESRI's or WKT 2's. */
function unitOf(wkt: string): number {
  const units = [...wkt.matchAll(/(?:LENGTH)?UNIT\s*\[\s*"([^"]*)"\s*,\s*([-+\d.eE]+)/gi)].filter(
    ([, name = '']) => !/deg|grad|rad|unity|scale/i.test(name),
  );
  return Number(units.at(-1)?.[2] ?? 1);
}

/** False easting 500,000 carries no zone; 38,500,000 does. A 6° and a 3° zone can share figures: the name decides. */
function byZone(datum: Datum, meridian: number, easting: number, name: string): System | undefined {
  const zone = (easting - 5e5) / 1e6;
  const prefixed = zone !== 0;
  const three = /3[_\s-]*deg|3度|三度/i.test(name);
  // Meridians such as 111° belong to both widths; without a prefix both mean the same projection.
  const widths: (3 | 6)[] = prefixed ? (zone >= 24 ? [3] : [6]) : three ? [3, 6] : [6, 3];
  for (const width of widths) {
    const system = gaussSystem(datum, width, meridian, prefixed);
    if (system && (!prefixed || system.zone === zone)) return system;
  }
  return undefined;
}

const esriDatum: Record<Datum, string> = {
  CGCS2000:
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  WGS84:
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  Xian80:
    'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  Beijing54:
    'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
};
const esriPrefix: Record<Datum, string> = {
  CGCS2000: 'CGCS2000',
  WGS84: 'WGS_1984',
  Xian80: 'Xian_1980',
  Beijing54: 'Beijing_1954',
};

/** The `.prj` text of a system as ESRI writes it; undefined for systems without one (GCJ-02, BD-09). */
export function writePrj(system: System): string | undefined {
  const base = esriDatum[system.datum];
  const { centralMeridian = 0, falseEasting = 0, falseNorthing = 0, originLatitude = 0, unitM = 1 } = system;
  const decimal = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));
  const unit = unitM === 1 ? 'UNIT["Meter",1.0]' : `UNIT["${unitM} metre",${unitM}]`;
  const parameters = (easting: number, meridian: number, scale: string) =>
    `PARAMETER["False_Easting",${decimal(easting / unitM)}],PARAMETER["False_Northing",${decimal(falseNorthing / unitM)}],PARAMETER["Central_Meridian",${decimal(meridian)}],PARAMETER["Scale_Factor",${scale}],PARAMETER["Latitude_Of_Origin",${decimal(originLatitude)}],${unit}]`;
  if (system.kind === 'geographic') return base;
  if (system.kind === 'utm')
    return `PROJCS["WGS_1984_UTM_Zone_${(centralMeridian + 183) / 6}N",${base},PROJECTION["Transverse_Mercator"],${parameters(falseEasting, centralMeridian, '0.9996')}`;
  if (system.kind === 'gauss') {
    const width = system.zoneWidth === 3 ? '3_Degree_GK' : 'GK';
    const zone = system.zone ? `Zone_${system.zone}` : `CM_${centralMeridian}E`;
    const title = `${esriPrefix[system.datum]}_${width}_${zone}`;
    return `PROJCS["${title}",${base},PROJECTION["Gauss_Kruger"],${parameters(falseEasting, centralMeridian, decimal(system.scale ?? 1))}`;
  }
  if (system.kind === 'web-mercator')
    return `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",${base},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`;
  return undefined;
}
