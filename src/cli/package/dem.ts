import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { isOldDatum, systemOf } from '../../geo/crs/systems.ts';
import { fromLonLat, type Move } from '../../geo/crs/transform.ts';
import type { Bilingual, Extent } from '../../model/index.ts';
import { ProblemError, problem } from '../../model/index.ts';

/** A grid of heights. */
export interface Dem {
  /** West, south, east, north to the outer edges of the outermost samples: degrees, or metres of the plane of `toPlane`. */
  extent: Extent;
  /** From longitude and latitude to the plane the grid lies on; missing where it lies on longitude and latitude. */
  toPlane?: Move;
  width: number;
  height: number;
  /** Row by row from the north-west; NaN where there is no height. Metres. */
  heights: Float32Array;
}

const refuse = (file: string, code: string, what: Bilingual, remedy?: Bilingual) =>
  new ProblemError(problem(code, what, { file: basename(file) }, remedy));

/** SRTM's `N28E113.hgt`: big-endian int16, square, the outermost samples on the whole degrees, -32768 for none. */
function readHgt(file: string, bytes: Buffer): Dem {
  const name = /^([NS])(\d{2})([EW])(\d{3})/i.exec(basename(file));
  const size = Math.sqrt(bytes.length / 2);
  if (!name || !Number.isInteger(size) || size < 2)
    throw refuse(file, 'hgt', {
      zh: '不是 .hgt：文件名应如 N28E113.hgt，大小应为 2×n×n 字节',
      en: 'not an .hgt: the name must be like N28E113.hgt and the size 2×n×n bytes',
    });
  const south = Number(name[2]) * (/s/i.test(name[1] as string) ? -1 : 1);
  const west = Number(name[4]) * (/w/i.test(name[3] as string) ? -1 : 1);
  const half = 0.5 / (size - 1);
  const heights = Float32Array.from({ length: size * size }, (_, i) => {
    const h = bytes.readInt16BE(2 * i);
    return h === -32768 ? Number.NaN : h;
  });
  return {
    extent: [west - half, south - half, west + 1 + half, south + 1 + half],
    width: size,
    height: size,
    heights,
  };
}

/** The way to the plane of a GeoTIFF's keys; undefined for longitude and latitude. */
function planeOf(file: string, keys: Record<string, number>): Move | undefined {
  const code = keys['ProjectedCSTypeGeoKey'];
  const system = systemOf(String(code ?? keys['GeographicTypeGeoKey'] ?? ''));
  const degrees = !code && (keys['GTModelTypeGeoKey'] ?? 2) === 2;
  // A datum whose shift is not public would put the ground up to a hundred metres off.
  if (degrees && !(system && isOldDatum(system.datum))) return undefined;
  if (!degrees && code && system && !isOldDatum(system.datum)) return fromLonLat(system.code);
  const called = code && code !== 32767 ? `EPSG:${code}` : (system?.code ?? '?');
  throw refuse(
    file,
    'dem-system',
    {
      zh: `不能使用高程模型的坐标系（${called}）`,
      en: `the coordinate system of the height model (${called}) cannot be used`,
    },
    {
      zh: '请先转换：gdalwarp -r bilinear -t_srs EPSG:4326 输入.tif 输出.tif',
      en: 'Convert it first: gdalwarp -r bilinear -t_srs EPSG:4326 in.tif out.tif',
    },
  );
}

async function readTiff(file: string, bytes: Buffer): Promise<Dem> {
  let image: Awaited<ReturnType<Awaited<ReturnType<typeof fromArrayBuffer>>['getImage']>>;
  let raster: ArrayLike<number>;
  try {
    const copy = new Uint8Array(bytes).buffer;
    image = await (await fromArrayBuffer(copy)).getImage();
    raster = (await image.readRasters({ samples: [0] }))[0] as unknown as ArrayLike<number>;
  } catch (error) {
    throw refuse(file, 'tiff', {
      zh: `不能作为 GeoTIFF 读取（${String((error as Error).message)}）`,
      en: `cannot be read as a GeoTIFF (${String((error as Error).message)})`,
    });
  }
  const keys = (image.getGeoKeys() ?? {}) as Record<string, number>;
  const toPlane = planeOf(file, keys);
  let box: number[];
  try {
    box = image.getBoundingBox();
  } catch {
    throw refuse(file, 'dem-unplaced', { zh: '没有地理位置', en: 'it has no place on the earth' });
  }
  const [width, height] = [image.getWidth(), image.getHeight()];
  let [west, south, east, north] = box as [number, number, number, number];
  if (keys['GTRasterTypeGeoKey'] === 2) {
    // Samples are points: the tie point is the middle of the corner sample, not its outer corner.
    const [dx, dy] = [(east - west) / width, (north - south) / height];
    [west, east, south, north] = [west - dx / 2, east - dx / 2, south + dy / 2, north + dy / 2];
  }
  const none = image.getGDALNoData();
  const heights = Float32Array.from(raster, (h) =>
    h === none || h <= -9999 || h > 9000 || !Number.isFinite(h) ? Number.NaN : h,
  );
  return { extent: [west, south, east, north], ...(toPlane ? { toPlane } : {}), width, height, heights };
}

/**
 * Reads a height model: `.hgt`, or a GeoTIFF on longitude and latitude, Gauss–Krüger, UTM or Web Mercator.
 * @throws ProblemError naming the file and what to do.
 */
export async function readDem(file: string): Promise<Dem> {
  if (!existsSync(file))
    throw refuse(file, 'file-missing', { zh: '没有这个文件', en: 'there is no such file' });
  const bytes = readFileSync(file);
  return /\.hgt$/i.test(file) ? readHgt(file, bytes) : readTiff(file, bytes);
}

/**
 * Bilinear height in metres at a longitude and latitude; samples without a height give their weight to the others, `undefined` where
 * none of the four has one or the place is outside.
 */
export function heightAt(dem: Dem, lon: number, lat: number): number | undefined {
  const [west, south, east, north] = dem.extent;
  const at = dem.toPlane?.([lon, lat]) ?? [lon, lat];
  // Not a number is not on the grid either.
  if (!(at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north)) return undefined;
  const x = Math.max(0, Math.min(dem.width - 1, ((at[0] - west) / (east - west)) * dem.width - 0.5));
  const y = Math.max(0, Math.min(dem.height - 1, ((north - at[1]) / (north - south)) * dem.height - 0.5));
  const [i, j] = [Math.floor(x), Math.floor(y)];
  let sum = 0;
  let weights = 0;
  for (const [di, dj] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const weight = (di ? x - i : 1 - x + i) * (dj ? y - j : 1 - y + j);
    if (weight === 0) continue;
    const h = dem.heights[
      Math.min(dem.height - 1, j + dj) * dem.width + Math.min(dem.width - 1, i + di)
    ] as number;
    if (Number.isNaN(h)) continue;
    sum += weight * h;
    weights += weight;
  }
  return weights > 0 ? sum / weights : undefined;
}
