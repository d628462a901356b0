import { eccentricity2, radians, radii, semiMajorM } from './ellipsoid.ts';

const order = 8;
/** Widest extent from the frame's origin for which the series holds, degrees (0.05 rad, about 320 km). */
export const localReachDegrees = 0.05 / radians;

/**
 * Areas near one place, to the accuracy of double arithmetic. `series[k]` is the coefficient of u^(k+1) in
 * S(u) = ∫ M·N·cos φ dφ, the area of a strip one radian of longitude wide from the origin's latitude up to u radians
 * north of it, m². `chordLat` and `chordLon` turn the straight line in longitude and latitude into the geodesic.
 */
export interface LocalFrame {
  readonly lon: number;
  readonly lat: number;
  readonly series: Float64Array;
  readonly chordLat: number;
  readonly chordLon: number;
  /** Their change per radian of latitude. */
  readonly chordLatSlope: number;
  readonly chordLonSlope: number;
}

/** Truncated product of two power series. */
function times(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(order);
  for (let i = 0; i < order; i++) for (let j = 0; i + j < order; j++) out[i + j]! += a[i]! * b[j]!;
  return out;
}

/** The power series of 1/a. */
function inverse(a: Float64Array): Float64Array {
  const out = new Float64Array(order);
  out[0] = 1 / a[0]!;
  for (let n = 1; n < order; n++) {
    let sum = 0;
    for (let k = 1; k <= n; k++) sum += a[k]! * out[n - k]!;
    out[n] = -sum / a[0]!;
  }
  return out;
}

/**
 * A straight line in longitude and latitude has geodesic curvature κ; the geodesic between its ends encloses κs³/12
 * with it, which in these coordinates is Δλ/12·[(2M² sin φ + r·dM/dφ)Δφ² + r² sin φ·Δλ²]. To the first is added the
 * second derivative of S, (dM/dφ)·r − M² sin φ, over 24: what the mean of S along the edge exceeds S at its middle.
 */
function chordTerms(lat: number): { lat: number; lon: number } {
  const sin = Math.sin(lat * radians);
  const cos = Math.cos(lat * radians);
  const { meridian, parallel } = radii(lat);
  const slope = (3 * meridian * eccentricity2 * sin * cos) / (1 - eccentricity2 * sin * sin);
  return { lat: (meridian * meridian * sin + parallel * slope) / 8, lon: (parallel * parallel * sin) / 12 };
}

/**
 * The frame around a point in degrees. The area element of the ellipsoid, M·N·cos φ = a²(1−e²)·cos φ/(1−e²sin²φ)²,
 * is developed as a Taylor series in latitude and integrated term by term.
 */
export function localFrame(lon: number, lat: number): LocalFrame {
  const sin0 = Math.sin(lat * radians);
  const cos0 = Math.cos(lat * radians);
  const sin = new Float64Array(order);
  const cos = new Float64Array(order);
  let factorial = 1;
  for (let k = 0; k < order; k++) {
    if (k) factorial *= k;
    const sign = k % 4 < 2 ? 1 : -1;
    sin[k] = (sign * (k % 2 ? cos0 : sin0)) / factorial;
    cos[k] = ((k % 4 === 0 || k % 4 === 3 ? 1 : -1) * (k % 2 ? sin0 : cos0)) / factorial;
  }
  const w2 = times(sin, sin).map((value, k) => (k ? 0 : 1) - eccentricity2 * value);
  const element = times(cos, inverse(times(w2, w2)));
  const scale = semiMajorM ** 2 * (1 - eccentricity2);
  const series = element.map((value, k) => (scale * value) / (k + 1));

  const chord = chordTerms(lat);
  const step = 1e-4;
  const north = chordTerms(lat + step / radians);
  return {
    lon,
    lat,
    series,
    chordLat: chord.lat,
    chordLon: chord.lon,
    chordLatSlope: (north.lat - chord.lat) / step,
    chordLonSlope: (north.lon - chord.lon) / step,
  };
}

/**
 * Signed ellipsoidal area of one ring, m², positive when counter-clockwise; its edges are geodesics, as in Karney's
 * definition. `xy` holds longitude, latitude in degrees, interleaved; the ring is the points `start` to `end`
 * (exclusive), with or without a repeated last point. Good to about 1e-10 of the area for edges up to 10 km within
 * `localReachDegrees` of the frame's origin.
 */
export function ringArea(xy: ArrayLike<number>, start: number, end: number, frame: LocalFrame): number {
  const { lon, lat, series, chordLat, chordLon, chordLatSlope, chordLonSlope } = frame;
  const s0 = series[0]!;
  const s1 = series[1]!;
  const s2 = series[2]!;
  const s3 = series[3]!;
  const s4 = series[4]!;
  const s5 = series[5]!;
  const s6 = series[6]!;
  let x0 = (xy[2 * end - 2]! - lon) * radians;
  let y0 = (xy[2 * end - 1]! - lat) * radians;
  let sum = 0;
  for (let i = start; i < end; i++) {
    const x1 = (xy[2 * i]! - lon) * radians;
    const y1 = (xy[2 * i + 1]! - lat) * radians;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const u = 0.5 * (y0 + y1);
    const strip = u * (s0 + u * (s1 + u * (s2 + u * (s3 + u * (s4 + u * (s5 + u * s6))))));
    sum -= dx * (strip + (chordLat + chordLatSlope * u) * dy * dy + (chordLon + chordLonSlope * u) * dx * dx);
    x0 = x1;
    y0 = y1;
  }
  return sum;
}
