import type { Zone } from '../model/index.ts';
import type { CheckResult } from './types.ts';

/** JSON with the keys of every object in order and nothing undefined: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * SHA-256, in hex, over the zone's geometry and system, the data's and the engine's version, and the whole result: who
 * repeats the check with the same data gets the same figure, and any change to a printed number changes it.
 */
export async function fingerprint(zone: Zone, result: CheckResult): Promise<string> {
  const { geometry, crs } = zone;
  const { dataVersion, engine } = result;
  const text = canonicalJson({ zone: { geometry, crs }, dataVersion, engine, result });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
