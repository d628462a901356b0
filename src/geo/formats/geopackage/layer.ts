import type { Parsed } from '../types.ts';

/** A feature table by the package's own register. */
export interface Layer {
  table: string;
  column: string;
  code?: string;
  /** The text that defines its system. */
  wkt?: string;
}

/** A table and its geometry column, with what the register of systems says of it. */
export const layerOf = (
  table: unknown,
  column: unknown,
  { organization, code, definition }: { organization: unknown; code: unknown; definition: unknown },
): Layer => ({
  table: String(table),
  column: String(column),
  ...(typeof organization === 'string' && typeof code === 'number' && code > 0
    ? { code: `${organization.toUpperCase()}:${code}` }
    : {}),
  ...(typeof definition === 'string' && /^\w+\s*\[/.test(definition) ? { wkt: definition } : {}),
});

/** A layer's system by its own code, else by the text that defines it. */
export const statedBy = ({ table, code, wkt }: Layer): Pick<Parsed, 'stated'> =>
  code || wkt
    ? { stated: { ...(code ? { code } : {}), ...(wkt ? { wkt } : {}), words: `${table}: ${code ?? 'WKT'}` } }
    : {};

const envelopes = [0, 32, 48, 48, 64];

/**
 * Where the WKB begins behind the header of the blob `at` to `end`: GP, version, flags, srs, envelope (GeoPackage 1.3,
 * 2.1.3). -1 for an empty shape, undefined for no such header.
 */
export function shapeStart(bytes: Uint8Array, at: number, end: number): number | undefined {
  const flags = bytes[at + 3] ?? 0;
  const envelope = envelopes[(flags >> 1) & 7];
  if (bytes[at] !== 0x47 || bytes[at + 1] !== 0x50 || end - at < 8 || envelope === undefined)
    return undefined;
  return flags & 0x10 ? -1 : at + 8 + envelope;
}
