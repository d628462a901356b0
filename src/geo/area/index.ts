export {
  areaOfRing,
  areaOfRings,
  geodesicArea,
  geodesicDistance,
  geodesicLength,
  geodesicRingArea,
  karneyRingArea,
} from './geodesic.ts';
export { leastM2 } from './least.ts';
export { type LocalFrame, localFrame } from './local.ts';
export { type Measured, measure } from './measure.ts';
export { distanceTo } from './nearest.ts';
export { gaussKruger, planeArea } from './plane.ts';
export { pointError } from './point-error.ts';
export { areaFigures, areaText, lengthText, toHa, toMu } from './units.ts';
