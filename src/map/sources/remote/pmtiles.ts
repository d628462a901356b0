import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol, SharedPromiseCache, type Source } from 'pmtiles';
import { asProblems, type Problem, ProblemError } from '../../../model/index.ts';
import { addressOf, askRange, type RemoteLimits, remoteLimits } from './ask.ts';
import { broken, tooLarge } from './problems.ts';
import { tileFault } from './sound-tile.ts';

const protocol = new Protocol();
let added = false;

/** Makes `pmtiles://` addresses known to the renderer, once for all maps of the page. */
export function addPmtilesProtocol(): void {
  if (added) return;
  added = true;
  addProtocol('pmtiles', protocol.tile);
}

/** Compression by the archive's own number: none or gzip; a tile that swells beyond `most` bytes is refused. */
function unpacker(at: string, host: string, most: number) {
  return async (packed: ArrayBuffer, compression: number): Promise<ArrayBuffer> => {
    if (compression === 0 || compression === 1) return packed;
    if (compression !== 2) throw new ProblemError(broken(at, host, 'PMTiles', `compression ${compression}`));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    const reader = stream.getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) {
        await reader.cancel();
        throw new ProblemError(tooLarge(at, host, most));
      }
      parts.push(value as Uint8Array<ArrayBuffer>);
    }
    return new Blob(parts).arrayBuffer();
  };
}

/** How many entries a directory says it has: its first number, a varint (PMTiles 3, section 4.2). */
function entriesOf(directory: ArrayBuffer): number {
  let count = 0;
  let scale = 1;
  for (const byte of new Uint8Array(directory, 0, Math.min(10, directory.byteLength))) {
    count += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
    scale *= 0x80;
  }
  return count;
}

/** Directories that say they have more entries than they have room for would be read without end. */
const directoryUnpacker =
  (at: string, host: string, unpack: ReturnType<typeof unpacker>) =>
  async (packed: ArrayBuffer, compression: number): Promise<ArrayBuffer> => {
    const directory = await unpack(packed, compression);
    const said = entriesOf(directory);
    // Each entry has four numbers of a byte or more.
    if (4 * said > directory.byteLength)
      throw new ProblemError(broken(at, host, 'PMTiles', `${said} entries in ${directory.byteLength} bytes`));
    return directory;
  };

/** Archives' own number for vector tiles. */
const vectorTiles = 1;

/** An archive that looks at its tiles before it hands them out. */
class GuardedArchive extends PMTiles {
  declare place: { at: string; host: string };
  declare report: ((problems: readonly Problem[]) => void) | undefined;

  override async getZxy(z: number, x: number, y: number, signal?: AbortSignal) {
    try {
      const tile = await super.getZxy(z, x, y, signal);
      if (!tile || (await this.getHeader()).tileType !== vectorTiles) return tile;
      const fault = tileFault(new Uint8Array(tile.data));
      if (fault === undefined) return tile;
      const { at, host } = this.place;
      throw new ProblemError(broken(at, host, 'PMTiles', `${z}/${x}/${y}: ${fault}`));
    } catch (error) {
      if (error instanceof ProblemError) this.report?.(error.problems);
      throw error;
    }
  }
}

/**
 * An archive whose directories and tiles may not swell beyond four pages when they are unpacked, and whose vector tiles
 * ask nothing endless of the renderer.
 * @param report Called with what is wrong with a tile; the renderer only learns that it did not come.
 */
export function boundedArchive(
  source: Source,
  at: string,
  host: string,
  limits = remoteLimits,
  report?: (problems: readonly Problem[]) => void,
): PMTiles {
  const unpack = unpacker(at, host, 4 * limits.pageBytes);
  const cache = new SharedPromiseCache(64, undefined, directoryUnpacker(at, host, unpack));
  const archive = new GuardedArchive(source, cache, unpack);
  archive.place = { at, host };
  archive.report = report;
  return archive;
}

/**
 * A PMTiles v3 archive at `url`, read by byte ranges with the same limits and faults as every other source.
 * @param report Called with every fault; the renderer only learns that a tile did not come.
 */
export function openArchive(
  at: string,
  url: string,
  base: string,
  report: (problems: readonly Problem[]) => void,
  limits: RemoteLimits = remoteLimits,
): PMTiles {
  const address = addressOf(at, url, base);
  const source: Source = {
    getKey: () => address.href,
    async getBytes(offset, length, signal) {
      const ending = signal ?? new AbortController().signal;
      try {
        const bytes = await askRange({ at, limits, signal: ending }, address, offset, length);
        return { data: bytes.slice().buffer as ArrayBuffer };
      } catch (error) {
        if (!ending.aborted) report(asProblems(error));
        throw error;
      }
    },
  };
  const archive = boundedArchive(source, at, address.host, limits, report);
  // The first look at the header distinguishes a wrong file from a missing one.
  archive.getHeader().catch((error: unknown) => {
    if (error instanceof ProblemError) return;
    const detail = error instanceof Error ? error.message : String(error);
    report([broken(at, address.host, 'PMTiles', detail.slice(0, 120))]);
  });
  return archive;
}

/** Lets the renderer find the archive under `pmtiles://` and its address. */
export function offerArchive(archive: PMTiles): string {
  addPmtilesProtocol();
  protocol.add(archive);
  return `pmtiles://${archive.source.getKey()}`;
}

export function forgetArchive(archive: PMTiles): void {
  protocol.tiles.delete(archive.source.getKey());
}
