/**
 * The reference ellipsoid. CGCS2000 (EPSG:1024) and WGS 84 (EPSG:7030) share the semi-major axis and differ in the
 * flattening by 1.6e-11, which is 3e-12 of an area: for areas and lengths they are one.
 */
export const semiMajorM = 6378137;
export const flattening = 1 / 298.257222101;
/** First eccentricity squared. */
export const eccentricity2 = flattening * (2 - flattening);
export const radians = Math.PI / 180;

/** Radii of curvature at a latitude in degrees, metres: of the meridian, and of the parallel circle. */
export function radii(latitude: number): { meridian: number; parallel: number } {
  const sin = Math.sin(latitude * radians);
  const w2 = 1 - eccentricity2 * sin * sin;
  const w = Math.sqrt(w2);
  return {
    meridian: (semiMajorM * (1 - eccentricity2)) / (w2 * w),
    parallel: (semiMajorM * Math.cos(latitude * radians)) / w,
  };
}
