/** What a file may ask of us. Everything beyond is refused with a message, before the memory is taken. */
export interface Limits {
  /** Bytes of all files together. */
  bytes: number;
  /** Bytes an archive may unpack to. */
  unpackedBytes: number;
  /** Unpacked over packed size of one entry; more is a zip bomb. */
  zipRatio: number;
  zipEntries: number;
  vertices: number;
  features: number;
  /** Rings of one polygon. */
  rings: number;
  /** Depth of nested brackets, elements or collections. */
  depth: number;
  /** Problems listed one by one; the rest are counted. */
  problems: number;
}

export const defaultLimits: Limits = {
  bytes: 256 * 2 ** 20,
  unpackedBytes: 512 * 2 ** 20,
  zipRatio: 250,
  zipEntries: 2_000,
  vertices: 5_000_000,
  features: 500_000,
  rings: 20_000,
  depth: 64,
  problems: 200,
};
