/**
 * Least area there is, m² (a square millimetre): what is smaller is the rounding of coordinates. A zone below it is
 * refused, an overlap below it is none, so that two shapes meet alike whichever of them is the zone.
 */
export const leastM2 = 1e-6;
