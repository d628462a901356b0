import gcoord from 'gcoord';
import proj4, { type Converter } from 'proj4';
import { ProblemError, problem } from '../../model/index.ts';
import { type Datum, ellipsoids, isOldDatum, type System } from './datum.ts';
import { systemOf } from './systems.ts';

/** Moves one position `[east or longitude, north or latitude]`; NaN where the projection has no answer. */
export type Move = (position: readonly [number, number]) => [number, number];

const ellipsoid = (datum: Datum) => `+a=${ellipsoids[datum].a} +rf=${ellipsoids[datum].rf}`;

/** Degrees on the system's own ellipsoid: no datum shift happens between this and `projected`. */
const degrees = (datum: Datum) => `+proj=longlat ${ellipsoid(datum)} +no_defs`;

function projected(system: System): string {
  if (system.kind === 'web-mercator')
    return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +no_defs';
  const { originLatitude = 0, falseNorthing = 0, scale = 1, unitM = 1 } = system;
  const k = system.kind === 'utm' ? 0.9996 : scale;
  const unit = unitM === 1 ? '' : `+to_meter=${unitM} `;
  return `+proj=tmerc +lat_0=${originLatitude} +lon_0=${system.centralMeridian} +k=${k} +x_0=${system.falseEasting} +y_0=${falseNorthing} ${ellipsoid(system.datum)} ${unit}+no_defs`;
}

/**
 * `+towgs84` wants position-vector rotations; Chinese 布尔莎 parameters are coordinate-frame rotations (EPSG method
 * 9607), the same with the signs of the rotations turned.
 */
function shifted(datum: Datum, shift: readonly number[]): Converter {
  const [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0, ppm = 0] = shift;
  return proj4(
    `${degrees(datum)} +towgs84=${[dx, dy, dz, -rx, -ry, -rz, ppm].join(',')}`,
    `${degrees('CGCS2000')} +towgs84=0,0,0,0,0,0,0`,
  );
}

/** Web Mercator is defined by the sphere's formula, whatever datum the degrees are in. */
const mercatorDegrees = '+proj=longlat +a=6378137 +b=6378137 +no_defs';

function planar(system: System): { forward: Move; inverse: Move } {
  const from = system.kind === 'web-mercator' ? mercatorDegrees : degrees(system.datum);
  const converter = proj4(from, projected(system));
  return {
    forward: (p) => converter.forward([p[0], p[1]]) as [number, number],
    inverse: (p) => converter.inverse([p[0], p[1]]) as [number, number],
  };
}

function required(code: string): System {
  const system = systemOf(code);
  if (system) return system;
  throw new ProblemError(
    problem(
      'crs-unknown',
      { zh: `不支持的坐标系“${code}”。`, en: `The coordinate system "${code}" is not supported.` },
      undefined,
      {
        zh: '支持 EPSG:4490、4326、4610、4214、4491–4554、2327–2442、21413–21463、32643–32653、3857，以及 GCJ-02、BD-09；其他中央经线可写成“+proj=tmerc +lon_0=113 +x_0=500000 +ellps=GRS80”。',
        en: 'Supported: EPSG:4490, 4326, 4610, 4214, 4491–4554, 2327–2442, 21413–21463, 32643–32653, 3857, and GCJ-02, BD-09; for another central meridian write "+proj=tmerc +lon_0=113 +x_0=500000 +ellps=GRS80".',
      },
    ),
  );
}

/** Seven numbers of which at least one is not zero. */
export const hasShift = (shift: readonly number[] | undefined): shift is readonly number[] =>
  shift !== undefined && shift.length === 7 && shift.some((value) => value !== 0);

/** proj4 throws on coordinates it cannot take; a caller wants NaN, to name the vertex. */
const safely =
  (move: Move): Move =>
  (position) => {
    if (!Number.isFinite(position[0]) || !Number.isFinite(position[1])) return [Number.NaN, Number.NaN];
    try {
      return move(position);
    } catch {
      return [Number.NaN, Number.NaN];
    }
  };

const phoneMap = (code: string) => (code === 'GCJ-02' ? gcoord.GCJ02 : gcoord.BD09);
const obfuscate =
  (code: string): Move =>
  (p) =>
    gcoord.transform([p[0], p[1]], gcoord.WGS84, phoneMap(code)) as [number, number];

/** gcoord's way back from BD-09 is good to some centimetres; two rounds against its way there make it exact. */
function clear(code: string): Move {
  const there = obfuscate(code);
  return (p) => {
    let [x, y] = gcoord.transform([p[0], p[1]], phoneMap(code), gcoord.WGS84) as [number, number];
    for (let round = 0; round < 2; round++) {
      const [u, v] = there([x, y]);
      x += p[0] - u;
      y += p[1] - v;
    }
    return [x, y];
  };
}

/**
 * From a system to CGCS2000 longitude, latitude in degrees. Xi'an 80 and Beijing 54 are shifted by the seven
 * parameters where given (m, m, m, ″, ″, ″, ppm, coordinate frame); without them their degrees are taken as they
 * are, up to about 100 m off, which the caller must report. WGS 84 and CGCS2000 are not distinguished.
 * @throws ProblemError `crs-unknown`
 */
export function toLonLat(code: string, shift?: readonly number[]): Move {
  const system = required(code);
  if (system.kind === 'obfuscated') {
    return safely(clear(system.code));
  }
  const flat: Move = system.kind === 'geographic' ? (p) => [p[0], p[1]] : planar(system).inverse;
  if (!isOldDatum(system.datum) || !hasShift(shift)) return safely(flat);
  const datum = shifted(system.datum, shift);
  return safely((p) => datum.forward(flat(p)) as [number, number]);
}

/**
 * The way back of a datum shift. The seven parameters' own inverse is an approximation, millimetres off for rotations
 * of some seconds: two rounds against the way there make what was read come out as it went in.
 */
function exactly(datum: Converter, p: [number, number]): [number, number] {
  const at = datum.inverse([...p]) as [number, number];
  for (let round = 0; round < 2; round++) {
    const [u = 0, v = 0] = datum.forward([at[0], at[1]]);
    at[0] += p[0] - u;
    at[1] += p[1] - v;
  }
  return at;
}

/**
 * From CGCS2000 longitude, latitude in degrees to a system; the reverse of `toLonLat`.
 * @throws ProblemError `crs-unknown`
 */
export function fromLonLat(code: string, shift?: readonly number[]): Move {
  const system = required(code);
  if (system.kind === 'obfuscated') {
    return safely(obfuscate(system.code));
  }
  const flat: Move = system.kind === 'geographic' ? (p) => [p[0], p[1]] : planar(system).forward;
  if (!isOldDatum(system.datum) || !hasShift(shift)) return safely(flat);
  const datum = shifted(system.datum, shift);
  return safely((p) => flat(exactly(datum, [p[0], p[1]])));
}
