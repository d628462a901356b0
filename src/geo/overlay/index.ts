export { type Cutter, clip, makeCutter } from './clip.ts';
export { distanceWithin } from './distance.ts';
export {
  type Cutters,
  cellsFor,
  makeCutters,
  type Overlap,
  overlapGeometry,
  overlapRange,
  overlayLayer,
  type ThinHit,
} from './layer.ts';
export { clipLine, type LineCutter, makeLineCutter } from './lines.ts';
export { coversPoint } from './points.ts';
export { type PreparedZone, prepareZone } from './prepare.ts';
