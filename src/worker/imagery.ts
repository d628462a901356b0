import { type Handlers, serveCalls } from '../check/rpc.ts';
import { toLonLat } from '../geo/crs/transform.ts';
import type { TownContext } from '../geo/crs/types.ts';
import type { FoundPicture, RasterCalls } from '../geo/raster/calls.ts';
import { besides, type PictureFiles, picturesIn } from '../geo/raster/picture-files.ts';
import { headBytes, pictureHead } from '../geo/raster/picture-size.ts';
import { guessPlace } from '../geo/raster/place.ts';
import { pictureDamaged, pictureForeign, pictureTooLarge } from '../geo/raster/problems.ts';
import { type Level, type Pyramid, pyramid } from '../geo/raster/pyramid.ts';
import type { Rgba } from '../geo/raster/rgba.ts';
import { openTiff } from '../geo/raster/tiff.ts';
import { tileTarget, warp } from '../geo/raster/warp.ts';
import { asProblems, type Problem } from '../model/index.ts';

/** Pixels of a JPG or PNG that are kept decoded; a larger one is shown reduced. */
const keptPixels = 48e6;
/** Beyond this a browser does not decode a JPG or PNG at all. */
const mostPixels = 400e6;
/** Side of the cells a decoded picture is read by. */
const cellSide = 1024;

interface Held {
  picture: Pyramid;
  shown: number;
  close(): void;
}
const held = new Map<string, Held>();

const headOf = async (content: Blob) =>
  pictureHead(new Uint8Array(await content.slice(0, headBytes).arrayBuffer()));

/** A JPG or PNG as the browser decodes it; the way up it says it has been taken is left alone: coordinates count stored pixels. */
async function decode(
  content: Blob,
  file: string,
): Promise<{ level: Level; width: number; height: number; close(): void }> {
  const head = await headOf(content);
  const [width, height] = [head?.width ?? 0, head?.height ?? 0];
  if (!(width > 0 && height > 0)) throw pictureDamaged(file);
  if (width * height > mostPixels) throw pictureTooLarge(file, width, height);
  const share = Math.min(1, Math.sqrt(keptPixels / (width * height)));
  const resized =
    share < 1 ? { resizeWidth: Math.round(width * share), resizeHeight: Math.round(height * share) } : {};
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(content, {
      ...resized,
      imageOrientation: 'none' as never,
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'none',
    });
  } catch {
    throw pictureDamaged(file);
  }
  const canvas = new OffscreenCanvas(Math.min(cellSide, bitmap.width), Math.min(cellSide, bitmap.height));
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  const level: Level = {
    ...{ width: bitmap.width, height: bitmap.height, cell: [cellSide, cellSide] },
    load: ([left, top, right, bottom]) => {
      const [w, h] = [right - left, bottom - top];
      context.clearRect(0, 0, w, h);
      context.drawImage(bitmap, left, top, w, h, 0, 0, w, h);
      const { data } = context.getImageData(0, 0, w, h);
      return Promise.resolve({ width: w, height: h, data: data as Rgba['data'] });
    },
  };
  return { level, width, height, close: () => bitmap.close() };
}

async function inspect(files: PictureFiles, town: TownContext | undefined): Promise<FoundPicture> {
  const { name: file, content } = files.picture;
  const head = await headOf(content);
  const problems: Problem[] = [];
  const aside = await besides(files).catch((error: unknown) => {
    problems.push(...asProblems(error, { file: files.world?.name ?? file }));
    return {} as Awaited<ReturnType<typeof besides>>;
  });
  if (head?.kind === 'tif') {
    const { width, height, map: own, stated } = await openTiff(content, file);
    // A file's own place goes before what stands beside it.
    const map = own ?? aside.map;
    const crs = map && guessPlace(map, width, height, stated ?? aside.stated, town);
    return { file, content, width, height, problems, ...(map && crs ? { map, crs } : {}) };
  }
  if (!head || head.kind === 'pdf') throw pictureForeign(file);
  const { width = 0, height = 0 } = head;
  if (!(width > 0 && height > 0)) throw pictureDamaged(file);
  if (width * height > mostPixels) throw pictureTooLarge(file, width, height);
  const { map } = aside;
  const crs = map && guessPlace(map, width, height, aside.stated, town);
  return { file, content, width, height, problems, ...(map && crs ? { map, crs } : {}) };
}

const heldOf = (id: string): Held => {
  const picture = held.get(id);
  if (!picture) throw new Error('no such picture');
  return picture;
};

const imageOf = ({ data, width, height }: Rgba) => new ImageData(data, width, height);

async function pngOf(rgba: Rgba): Promise<Blob> {
  const canvas = new OffscreenCanvas(rgba.width, rgba.height);
  canvas.getContext('2d')?.putImageData(imageOf(rgba), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

const handlers: Handlers<RasterCalls> = {
  async inspect({ files, town }) {
    const pictures: FoundPicture[] = [];
    const problems: Problem[] = [];
    for (const one of picturesIn(files))
      try {
        pictures.push(await inspect(one, town));
      } catch (error) {
        problems.push(...asProblems(error, { file: one.picture.name }));
      }
    return { found: pictures, problems };
  },
  async hold({ id, file, content }, { progress }) {
    held.get(id)?.close();
    const head = await headOf(content);
    let one: Held;
    if (head?.kind === 'tif') {
      const { levels } = await openTiff(content, file);
      one = { picture: pyramid(levels, progress), shown: 1, close: () => undefined };
    } else {
      const { level, width, height, close } = await decode(content, file);
      one = { picture: pyramid([level], progress, { width, height }), shown: level.width / width, close };
    }
    const { width, height } = one.picture;
    // The reduction that the whole is drawn from is made now, where its progress can be seen.
    await one.picture.read([0, 0, width, height], Math.max(1, Math.max(width, height) / 256));
    held.set(id, one);
    return { width, height, shown: one.shown };
  },
  release({ id }) {
    held.get(id)?.close();
    held.delete(id);
    return undefined;
  },
  async tile({ id, place, z, x, y, size }, { transfer }) {
    const rgba = await warp(tileTarget(z, x, y, size), heldOf(id).picture, place);
    if (!rgba) return undefined;
    const bitmap = await createImageBitmap(imageOf(rgba));
    transfer(bitmap);
    return bitmap;
  },
  async frame({ id, place, code, extent, width, height }) {
    const [west, south, east, north] = extent;
    const move = toLonLat(code);
    const rgba = await warp(
      {
        ...{ width, height },
        place: (x, y) => move([west + (x / width) * (east - west), north - (y / height) * (north - south)]),
      },
      heldOf(id).picture,
      place,
    );
    return rgba && pngOf(rgba);
  },
  async plain({ id, most }, { transfer }) {
    const { picture } = heldOf(id);
    const { width, height } = picture;
    const part = await picture.read([0, 0, width, height], Math.max(1, Math.max(width, height) / most));
    const bitmap = await createImageBitmap(imageOf(part.rgba));
    transfer(bitmap);
    return bitmap;
  },
};

const serve = serveCalls(handlers, (reply, transfer) =>
  (self as unknown as DedicatedWorkerGlobalScope).postMessage(reply, transfer),
);
addEventListener('message', (event: MessageEvent<unknown>) => void serve(event.data));
