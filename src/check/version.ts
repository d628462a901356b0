/**
 * Named in every result and part of its fingerprint. The version goes up with every change after which some zone would
 * get another area, answer or reason; when which figure does is in docs/4-developing.md.
 */
export const engine = { name: 'zone-check', version: '1.1.1' } as const;
