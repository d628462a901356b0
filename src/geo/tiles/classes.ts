/** Values that have a class of their own, 1 to this, by frequency; all others share the next one; 0 is none. */
export const ownClasses = 8;
