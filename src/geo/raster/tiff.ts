import { GeoTIFF, type GeoTIFFImage } from 'geotiff';
import type { StatedCrs } from '../crs/types.ts';
import type { Affine } from './affine.ts';
import { pictureDamaged, pictureTooLarge, tiffCompression, tiffUnsupported } from './problems.ts';
import type { Level } from './pyramid.ts';
import type { Box, Rgba } from './rgba.ts';
import { colours, type TiffLook } from './tiff-colour.ts';
import { boundDecoders } from './tiff-decoders.ts';
import { placeByTags, statedByKeys } from './tiff-place.ts';

export interface TiffPicture {
  width: number;
  height: number;
  /** The picture and its reductions, masks and pages left out. */
  levels: readonly Level[];
  /** From its pixels to the numbers of its system, where the file says. */
  map?: Affine;
  stated?: StatedCrs;
  /** Whether values beyond bytes are spread over black to white. */
  stretched: boolean;
}

/** Compressions that are read: none, LZW, JPEG, deflate under both its numbers, PackBits. */
const compressions = [1, 5, 7, 8, 32946, 32773];
const compressionNames: Record<number, string> = {
  2: 'CCITT RLE',
  3: 'CCITT Fax 3',
  4: 'CCITT Fax 4',
  6: 'old JPEG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'ZSTD',
  50001: 'WebP',
  50002: 'JPEG XL',
};
/** Sub-images looked at; more are pages of a document. */
const mostImages = 32;
/** Pixels of one strip or tile that are decoded at once. */
const mostBlock = 64e6;
/** Pixels of a cell, made of whole strips or tiles. */
const cellPixels = 2e6;
const mostSide = 2 ** 20;

interface Slice {
  offset: number;
  length: number;
}

/** A file as geotiff.js asks for it; its own source for files needs a class only browsers have. */
const sourceOf = (file: Blob) => {
  const read = ({ offset, length }: Slice) => file.slice(offset, offset + length).arrayBuffer();
  return {
    fetch: (slices: Slice[]) => Promise.all(slices.map(read)),
    fetchSlice: async (slice: Slice) => ({ ...slice, data: await read(slice) }),
    get fileSize() {
      return file.size;
    },
    close: async () => undefined,
  };
};

const list = (value: unknown): number[] =>
  typeof value === 'object' && value !== null ? Array.from(value as ArrayLike<number>) : [];

/** Says of an image how its samples are to be read. @throws ProblemError where they cannot be. */
async function lookOf(image: GeoTIFFImage, file: string): Promise<TiffLook & { float: boolean }> {
  const { fileDirectory: tags } = image;
  const compression = tags.getValue('Compression') ?? 1;
  if (!compressions.includes(compression))
    throw tiffCompression(file, compressionNames[compression] ?? String(compression));
  const bits = image.getBitsPerSample();
  const samples = image.getSamplesPerPixel();
  const photometric = tags.getValue('PhotometricInterpretation') ?? (samples >= 3 ? 2 : 1);
  const extra = list(tags.getValue('ExtraSamples'));
  const first = samples - extra.length;
  const opacity = extra.findIndex((kind) => kind === 1 || kind === 2);
  const subsampled = photometric === 6 && compression !== 7;
  const needed: Record<number, number> = { 2: 3, 5: 4, 6: 3 };
  if (
    ![0, 1, 2, 3, 5, 6].includes(photometric) ||
    subsampled ||
    samples < (needed[photometric] ?? 1) ||
    !(bits >= 1 && bits <= 64)
  )
    throw tiffUnsupported(file, `PhotometricInterpretation ${photometric}, ${samples} × ${bits} bit`);
  const none = image.getGDALNoData();
  return {
    ...{ photometric, samples, bits },
    float: image.getSampleFormat() === 3,
    alpha: opacity >= 0 ? first + opacity : undefined,
    none: none ?? undefined,
    palette:
      photometric === 3 ? ((await tags.loadValue('ColorMap')) as ArrayLike<number> | undefined) : undefined,
  };
}

/** Width and height of the cells an image is read by. */
function cellOf(image: GeoTIFFImage, file: string): [number, number] {
  const [width, height] = [image.getWidth(), image.getHeight()];
  const [w, h] = [image.getTileWidth(), Math.min(image.getTileHeight(), height)];
  if (!(w > 0 && h > 0)) throw pictureDamaged(file);
  if (w * h > mostBlock) throw pictureTooLarge(file, width, height);
  const times = Math.max(1, Math.floor(Math.sqrt(cellPixels / (w * h))));
  return image.isTiled
    ? [w * times, h * times]
    : [width, Math.max(h, Math.floor(cellPixels / (width * h)) * h)];
}

/** Whether an image of the file is a reduction of the first (NewSubfileType, bit 0) and no mask (bit 2). */
const kindOf = (image: GeoTIFFImage): 'reduced' | 'mask' | 'page' => {
  const kind = Number(image.fileDirectory.getValue('NewSubfileType') ?? 0);
  return kind & 4 ? 'mask' : kind & 1 ? 'reduced' : 'page';
};

/** The values 2 % of the samples lie under and over, of some lines spread over a picture. */
async function rangeOf(image: GeoTIFFImage, none: number | undefined): Promise<[number, number]> {
  const [width, height] = [image.getWidth(), image.getHeight()];
  const values: number[] = [];
  for (let k = 0; k < 8; k++) {
    const y = Math.min(height - 1, Math.floor(((k + 0.5) / 8) * height));
    const line = (await image.readRasters({ window: [0, y, width, y + 1], interleave: true })) as unknown;
    const samples = line as ArrayLike<number>;
    const step = Math.max(1, Math.floor(samples.length / 4096));
    for (let i = 0; i < samples.length; i += step) {
      const value = samples[i] as number;
      if (Number.isFinite(value) && value !== none) values.push(value);
    }
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.floor(share * (values.length - 1))] ?? 0;
  return [at(0.02), Math.max(at(0.98), at(0.02) + 1e-9)];
}

/**
 * Opens a TIFF: what it says of its place, and its pixels, read when they are asked for.
 * @throws ProblemError `tiff-broken`, `tiff-compression`, `tiff-unsupported`, `picture-too-large`
 */
export async function openTiff(content: Blob, file: string): Promise<TiffPicture> {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && error.name === 'ProblemError') throw error;
      throw pictureDamaged(file);
    }
  };
  boundDecoders();
  return guarded(async () => {
    const tiff = await GeoTIFF.fromSource(sourceOf(content) as never);
    const images: GeoTIFFImage[] = [];
    const first = await tiff.getImage(0);
    images.push(first);
    for (let i = 1; i < mostImages; i++) {
      const next = await tiff.getImage(i).catch(() => undefined);
      if (!next) break;
      images.push(next);
    }
    const [width, height] = [first.getWidth(), first.getHeight()];
    if (!(width > 0 && height > 0)) throw pictureDamaged(file);
    if (width > mostSide || height > mostSide) throw pictureTooLarge(file, width, height);
    const look = await lookOf(first, file);
    const stretched = look.float || look.bits > 8;
    if (stretched) look.range = await rangeOf(first, look.none);
    const masks = images.filter((image) => kindOf(image) === 'mask');
    const shown = images.filter(
      (image, index) => index === 0 || (kindOf(image) === 'reduced' && image.getWidth() < width),
    );
    const levels: Level[] = [];
    for (const image of shown) {
      const levelLook = image === first ? look : { ...(await lookOf(image, file)), range: look.range };
      const [w, h] = [image.getWidth(), image.getHeight()];
      const mask = masks.find((one) => one.getWidth() === w && one.getHeight() === h);
      levels.push({
        ...{ width: w, height: h, cell: cellOf(image, file) },
        ...(image.isTiled ? {} : { lines: Math.max(1, image.getTileHeight()) }),
        load: (box) => guarded(() => load(image, mask, box, levelLook)),
      });
    }
    const { fileDirectory: tags } = first;
    const keys = first.getGeoKeys() as Record<string, unknown> | null;
    const map = placeByTags(
      {
        scale: list(tags.getValue('ModelPixelScale')),
        tie: list(tags.getValue('ModelTiepoint')),
        transformation: list(tags.getValue('ModelTransformation')),
      },
      keys?.['GTRasterTypeGeoKey'] === 2,
    );
    const stated = statedByKeys(keys);
    return { width, height, levels, stretched, ...(map ? { map } : {}), ...(stated ? { stated } : {}) };
  });
}

async function load(
  image: GeoTIFFImage,
  mask: GeoTIFFImage | undefined,
  box: Box,
  look: TiffLook,
): Promise<Rgba> {
  const [left, top, right, bottom] = box;
  const read = async (from: GeoTIFFImage) =>
    (await from.readRasters({
      window: [left, top, right, bottom],
      interleave: true,
    })) as unknown as ArrayLike<number>;
  const rgba = colours(await read(image), right - left, bottom - top, look);
  if (mask) {
    const covered = await read(mask);
    for (let i = 0; i < covered.length; i++) if (!covered[i]) rgba.data[4 * i + 3] = 0;
  }
  return rgba;
}
