/** The deepest level for which tiles are made; deeper views enlarge them. */
export const deepest = 15;
