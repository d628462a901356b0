import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

/** One tile, not compressed. */
export interface Tile {
  z: number;
  x: number;
  y: number;
  data: Uint8Array;
}

interface Entry {
  tileId: number;
  offset: number;
  length: number;
  runLength: number;
}

function varints(values: Iterable<number>): number[] {
  const out: number[] = [];
  for (let value of values) {
    // Offsets may pass 2^32, so this divides instead of shifting.
    while (value > 0x7f) {
      out.push((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    out.push(value);
  }
  return out;
}

/** A directory as columns of varints (PMTiles 3, section 4.2), gzipped. */
function directory(entries: readonly Entry[]): Buffer {
  const column = (pick: (entry: Entry, i: number) => number) => entries.map(pick);
  return gzipSync(
    Buffer.from([
      ...varints([entries.length]),
      ...varints(column((entry, i) => entry.tileId - (entries[i - 1]?.tileId ?? 0))),
      ...varints(column((entry) => entry.runLength)),
      ...varints(column((entry) => entry.length)),
      ...varints(
        column((entry, i) => {
          const before = entries[i - 1];
          return before && entry.offset === before.offset + before.length ? 0 : entry.offset + 1;
        }),
      ),
    ]),
  );
}

/** Root and leaf directories: the root has to fit into the first 16 kB together with the header. */
function directories(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
  const root = directory(entries);
  if (root.length <= 16_257) return { root, leaves: Buffer.alloc(0) };
  for (let size = 4096; ; size *= 2) {
    const parts: Buffer[] = [];
    const top: Entry[] = [];
    let offset = 0;
    for (let i = 0; i < entries.length; i += size) {
      const leaf = directory(entries.slice(i, i + size));
      top.push({ tileId: entries[i]!.tileId, offset, length: leaf.length, runLength: 0 });
      parts.push(leaf);
      offset += leaf.length;
    }
    const short = directory(top);
    if (short.length <= 16_257) return { root: short, leaves: Buffer.concat(parts) };
  }
}

/**
 * A PMTiles 3 archive (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) of vector tiles: gzipped, in the order of
 * the Hilbert curve, equal tiles kept once.
 * @param bounds West, south, east, north, degrees.
 */
export function writePmtiles(
  tiles: Iterable<Tile>,
  bounds: readonly [number, number, number, number],
  metadata: object,
): Uint8Array {
  const list = [...tiles]
    .map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) }))
    .sort((a, b) => a.id - b.id);
  const entries: Entry[] = [];
  const parts: Buffer[] = [];
  const written = new Map<string, { offset: number; length: number }>();
  let offset = 0;
  for (const { id, data } of list) {
    const packed = gzipSync(data, { level: 9 });
    const key = packed.toString('latin1');
    let place = written.get(key);
    if (!place) {
      place = { offset, length: packed.length };
      written.set(key, place);
      parts.push(packed);
      offset += packed.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.tileId + last.runLength === id) last.runLength++;
    else entries.push({ tileId: id, ...place, runLength: 1 });
  }
  const { root, leaves } = directories(entries);
  const meta = gzipSync(Buffer.from(JSON.stringify(metadata)));
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  let at = 127;
  const section = (position: number, length: number) => {
    header.writeBigUInt64LE(BigInt(at), position);
    header.writeBigUInt64LE(BigInt(length), position + 8);
    at += length;
  };
  section(8, root.length);
  section(24, meta.length);
  section(40, leaves.length);
  section(56, offset);
  header.writeBigUInt64LE(BigInt(list.length), 72);
  header.writeBigUInt64LE(BigInt(entries.length), 80);
  header.writeBigUInt64LE(BigInt(written.size), 88);
  const zooms = list.map(({ z }) => z);
  const [minzoom, maxzoom] = [Math.min(...new Set(zooms)), Math.max(...new Set(zooms))];
  // Clustered; directories and tiles gzipped (2); vector tiles (1).
  header.set([1, 2, 2, 1, minzoom, maxzoom], 96);
  const e7 = (degrees: number) => Math.round(degrees * 1e7);
  bounds.forEach((edge, i) => {
    header.writeInt32LE(e7(edge), 102 + 4 * i);
  });
  header[118] = minzoom;
  header.writeInt32LE(e7((bounds[0] + bounds[2]) / 2), 119);
  header.writeInt32LE(e7((bounds[1] + bounds[3]) / 2), 123);
  return new Uint8Array(Buffer.concat([header, root, meta, leaves, ...parts]));
}
