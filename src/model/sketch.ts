import type { Basis } from './layer.ts';

/** Drawn after words or as a sketch: it looks so on the map, and no figure of it may be taken for a measurement. */
export const isSketch = (basis: Basis): boolean => basis === 'schematic' || basis === 'described';
