import type { Basis, Feature } from './layer.ts';

/** Drawn after words or as a sketch: it looks so on the map, and no figure of it may be taken for a measurement. */
export const isSketch = (basis: Basis): boolean => basis === 'schematic' || basis === 'described';

/** How many such there are says how many places there are; of sketches it says nothing. */
export const isKnown = (feature: Feature | undefined): boolean =>
  feature !== undefined && !isSketch(feature.properties.basis);
