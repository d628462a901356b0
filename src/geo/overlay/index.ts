export { type Cutter, clip, makeCutter } from './clip.ts';
export { distanceWithin } from './distance.ts';
export { cellsFor, type Overlap, overlapGeometry, overlayFabric } from './fabric.ts';
export { clipLine, type LineCutter, makeLineCutter } from './lines.ts';
export { coversPoint } from './points.ts';
export { areaOfRings, type PreparedZone, prepareZone } from './prepare.ts';
export { boxOf, type RingSet, ringsOf, toMultiPolygon } from './rings.ts';
export { robustDifference, robustIntersection, robustMerge } from './robust.ts';
export { simpleRings } from './simple.ts';
