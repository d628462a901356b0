/** Named in every result; the version changes when a result could. */
export const engine = { name: 'zone-check', version: '1.0.0' } as const;
