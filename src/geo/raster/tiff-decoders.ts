import { unzlibSync } from 'fflate';
import { addDecoder, BaseDecoder, type ImageFileDirectory } from 'geotiff';

const [clear, end] = [256, 257];

/**
 * LZW as TIFF 6.0 has it (section 13: codes of 9 to 12 bits, the highest bit first, widened one code early) into at most
 * `size` bytes; what is damaged or cut off leaves the rest zero.
 */
export function unpackLzw(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  const prefix = new Uint16Array(4096);
  const last = new Uint8Array(4096);
  const first = new Uint8Array(4096);
  const length = new Uint16Array(4096);
  for (let code = 0; code < 256; code++) {
    last[code] = code;
    first[code] = code;
    length[code] = 1;
  }
  let [next, width, before, to] = [258, 9, -1, 0];
  let [bits, held] = [0, 0];
  for (const byte of packed) {
    bits = ((bits << 8) | byte) & 0xffffff;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === end || to >= size) break;
    if (code === clear) {
      [next, width, before] = [258, 9, -1];
      continue;
    }
    // A code may be the one about to be made: the string before, and its own first sign.
    if (code > next || (code === next && before < 0)) break;
    if (before >= 0 && next < 4096) {
      prefix[next] = before;
      first[next] = first[before] as number;
      last[next] = first[code === next ? before : code] as number;
      length[next] = (length[before] as number) + 1;
      next += 1;
    }
    const count = length[code] as number;
    for (let at = to + count - 1, from = code; at >= to; at--) {
      out[at] = last[from] as number;
      from = prefix[from] as number;
    }
    to += count;
    before = code;
    if (next >= (1 << width) - 1 && width < 12) width += 1;
  }
  return out;
}

interface Block {
  tileWidth: number;
  tileHeight: number;
  planarConfiguration: number;
  bitsPerSample: number[];
  predictor: number;
  /** Bytes of a block unpacked. */
  bytes: number;
}

async function blockOf(tags: ImageFileDirectory): Promise<Block> {
  const stripped = tags.hasTag('StripOffsets');
  const width = Number(await tags.loadValue(stripped ? 'ImageWidth' : 'TileWidth'));
  const rows = Number(await tags.loadValue(stripped ? 'RowsPerStrip' : 'TileLength'));
  const all = Number(await tags.loadValue('ImageLength'));
  const height = stripped ? Math.min(rows || all, all) : rows;
  const planar = Number((await tags.loadValue('PlanarConfiguration')) ?? 1);
  const bits = Array.from((await tags.loadValue('BitsPerSample')) as ArrayLike<number>);
  const samples = Number((await tags.loadValue('SamplesPerPixel')) ?? 1);
  const perPixel = planar === 2 ? (bits[0] ?? 8) : (bits[0] ?? 8) * samples;
  return {
    ...{ tileWidth: width, tileHeight: height, planarConfiguration: planar, bitsPerSample: bits },
    predictor: Number((await tags.loadValue('Predictor')) || 1),
    bytes: Math.ceil((width * perPixel) / 8) * height,
  };
}

/** A decoder that never unpacks to more than a block holds: the library's own go on without end over damaged data. */
const bounded = (unpack: (packed: Uint8Array, size: number) => Uint8Array<ArrayBuffer>) =>
  class extends BaseDecoder {
    override decodeBlock(buffer: ArrayBuffer): ArrayBuffer {
      const { bytes } = this.parameters as unknown as Block;
      return unpack(new Uint8Array(buffer), bytes).buffer;
    }
  };

const Lzw = bounded(unpackLzw);
const Deflate = bounded((packed, size) => {
  const out = new Uint8Array(size);
  unzlibSync(packed, { out });
  return out;
});

/** Puts the bounded decoders in the place of the library's. */
export function boundDecoders(): void {
  addDecoder(5, () => Promise.resolve(Lzw as never), blockOf as never, false);
  addDecoder([8, 32946], () => Promise.resolve(Deflate as never), blockOf as never, false);
}
