import { customSystem, definedSystem, type Figures } from './custom.ts';
import { type Datum, datumNames, type System } from './datum.ts';

export { type Datum, datumNames, isOldDatum, type System } from './datum.ts';

const geographic: [string, Datum][] = [
  ['EPSG:4490', 'CGCS2000'],
  ['EPSG:4326', 'WGS84'],
  ['EPSG:4610', 'Xian80'],
  ['EPSG:4214', 'Beijing54'],
];

/** First EPSG code of each run: with zone prefix and by central meridian (EPSG registry, checked with `projinfo`). */
const runs: { datum: Datum; width: 3 | 6; prefixed: number; plain: number }[] = [
  { datum: 'CGCS2000', width: 3, prefixed: 4513, plain: 4534 },
  { datum: 'CGCS2000', width: 6, prefixed: 4491, plain: 4502 },
  { datum: 'Xian80', width: 3, prefixed: 2349, plain: 2370 },
  { datum: 'Xian80', width: 6, prefixed: 2327, plain: 2338 },
  { datum: 'Beijing54', width: 3, prefixed: 2401, plain: 2422 },
  { datum: 'Beijing54', width: 6, prefixed: 21413, plain: 21453 },
];

function* gauss(): Generator<System> {
  for (const { datum, width, prefixed, plain } of runs) {
    const [first, last] = width === 3 ? [25, 45] : [13, 23];
    for (let zone = first; zone <= last; zone++) {
      const centralMeridian = width === 3 ? zone * 3 : zone * 6 - 3;
      const shared = { kind: 'gauss', datum, zoneWidth: width, centralMeridian } as const;
      yield {
        ...shared,
        code: `EPSG:${prefixed + zone - first}`,
        name: {
          zh: `${datumNames[datum].zh} ${width}°带 第${zone}带（Y 含带号）`,
          en: `${datumNames[datum].en} ${width}° zone ${zone} (Y with zone prefix)`,
        },
        zone,
        falseEasting: zone * 1e6 + 5e5,
      };
      yield {
        ...shared,
        code: `EPSG:${plain + zone - first}`,
        name: {
          zh: `${datumNames[datum].zh} ${width}°带 中央经线${centralMeridian}°（Y 不含带号）`,
          en: `${datumNames[datum].en} ${width}° zones, central meridian ${centralMeridian}°E (no prefix)`,
        },
        falseEasting: 5e5,
      };
    }
  }
}

function* all(): Generator<System> {
  for (const [code, datum] of geographic) {
    const name = datumNames[datum];
    yield {
      code,
      datum,
      kind: 'geographic',
      name: { zh: `${name.zh} 经纬度`, en: `${name.en} longitude/latitude` },
    };
  }
  yield* gauss();
  for (let zone = 43; zone <= 53; zone++) {
    yield {
      code: `EPSG:${32600 + zone}`,
      name: { zh: `WGS 84 UTM ${zone}N`, en: `WGS 84 / UTM zone ${zone}N` },
      kind: 'utm',
      datum: 'WGS84',
      centralMeridian: zone * 6 - 183,
      falseEasting: 5e5,
    };
  }
  yield {
    code: 'EPSG:3857',
    name: { zh: 'Web 墨卡托', en: 'Web Mercator' },
    kind: 'web-mercator',
    datum: 'WGS84',
  };
  yield {
    code: 'GCJ-02',
    name: { zh: 'GCJ-02（高德、腾讯地图）', en: 'GCJ-02 (Amap, Tencent)' },
    kind: 'obfuscated',
    datum: 'WGS84',
  };
  yield {
    code: 'BD-09',
    name: { zh: 'BD-09（百度地图）', en: 'BD-09 (Baidu)' },
    kind: 'obfuscated',
    datum: 'WGS84',
  };
}

/** Every supported system. */
export const systems: readonly System[] = [...all()];
const byCode = new Map(systems.map((system) => [system.code, system]));

const aliases: Record<string, string> = {
  'EPSG:900913': 'EPSG:3857',
  'EPSG:3785': 'EPSG:3857',
  'EPSG:102100': 'EPSG:3857',
  'EPSG:102113': 'EPSG:3857',
  'EPSG:4979': 'EPSG:4326',
  'EPSG:4480': 'EPSG:4490',
  CRS84: 'EPSG:4326',
  WGS84: 'EPSG:4326',
  CGCS2000: 'EPSG:4490',
  GCJ02: 'GCJ-02',
  BD09: 'BD-09',
  BD09LL: 'BD-09',
};

/**
 * The system of a code, however it is written: `EPSG:4526`, `4526`, `urn:ogc:def:crs:EPSG::4526`,
 * `http://www.opengis.net/def/crs/EPSG/0/4526`, `urn:ogc:def:crs:OGC:1.3:CRS84`, `gcj02`; a PROJ string
 * (`+proj=tmerc +lon_0=113 …`) defines a Gauss–Krüger system of its own. Undefined when unknown.
 */
export function systemOf(code: string): System | undefined {
  if (/^\s*\+/.test(code)) {
    const custom = customSystem(code);
    return custom && (registered(custom) ?? custom);
  }
  const text = code.trim().toUpperCase();
  const number = /^(?:.*(?:EPSG|ESRI)[:/](?:[\d.]*[:/])?)?(\d{4,6})$/.exec(text);
  const short = number ? `EPSG:${number[1]}` : (text.split(/[:/]/).at(-1) ?? text);
  return byCode.get(short) ?? byCode.get(aliases[short] ?? '');
}

/** The 3° or 6° zone a shape of this system is surveyed in; the other zone (the town's, 3°) where the system is no such. */
export function zoneOf(code: string, townMeridian: number): { width: 3 | 6; centralMeridian: number } {
  const system = systemOf(code);
  return system?.kind === 'gauss' && system.centralMeridian !== undefined
    ? { width: system.zoneWidth ?? 3, centralMeridian: system.centralMeridian }
    : { width: 3, centralMeridian: townMeridian };
}

/** The Gauss–Krüger system of a datum, zone width and central meridian; undefined outside China's zones. */
export function gaussSystem(
  datum: Datum,
  zoneWidth: 3 | 6,
  centralMeridian: number,
  prefixed: boolean,
): System | undefined {
  return systems.find(
    (s) =>
      s.kind === 'gauss' &&
      s.datum === datum &&
      s.zoneWidth === zoneWidth &&
      s.centralMeridian === centralMeridian &&
      (s.zone !== undefined) === prefixed,
  );
}

/** The registered system with the very figures of `own`, if there is one. */
const registered = (own: System): System | undefined =>
  own.falseNorthing || own.originLatitude || own.scale || own.unitM
    ? undefined
    : systems.find(
        (s) =>
          s.kind === 'gauss' &&
          s.datum === own.datum &&
          Math.abs((s.centralMeridian ?? 0) - (own.centralMeridian ?? 0)) < 1e-9 &&
          s.falseEasting === own.falseEasting,
      );

/** The Gauss–Krüger system of any meridian, origin and unit: the registered one, or one defined by its figures. */
export function gaussByFigures(datum: Datum, figures: Figures): System {
  const defined = definedSystem(datum, figures);
  return registered(defined) ?? defined;
}

/** The longitude/latitude system of a datum. */
export const geographicSystem = (datum: Datum): System =>
  systems.find((s) => s.kind === 'geographic' && s.datum === datum) as System;
