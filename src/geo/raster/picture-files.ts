import type { StatedCrs } from '../crs/types.ts';
import { type Affine, inverse } from './affine.ts';
import { readWorldFile, worldFileNames } from './world-file.ts';

/** A file under the name it was handed over by, folders and all. */
export interface RasterFile {
  name: string;
  content: Blob;
}

/** A picture, and the small files beside it that say where it lies. */
export interface PictureFiles {
  picture: RasterFile;
  world?: RasterFile;
  projection?: RasterFile;
  auxiliary?: RasterFile;
}

const pictureName = /\.(?:tiff?|jpe?g|png|pdf)$/i;
const stem = (name: string) => name.replace(/\.[^./]*$/, '').toLowerCase();

/** Whether a file is a picture by its name. */
export const isPictureName = (name: string): boolean => pictureName.test(name);

/** Whether a file only says where a picture of the same list lies, so that nobody else need read it. */
export const besidePicture = (name: string, names: readonly string[]): boolean =>
  names.some((picture) => isPictureName(picture) && sidecars(picture).includes(name.toLowerCase()));

const sidecars = (picture: string): string[] => [
  ...worldFileNames(picture),
  ...[`${stem(picture)}.prj`, `${picture.toLowerCase()}.aux.xml`, `${stem(picture)}.aux.xml`],
  // Reductions kept beside a picture are made again from it.
  `${picture.toLowerCase()}.ovr`,
];

/** The pictures of a list, each with what stands beside it; `.ovr` files are left alone. */
export function picturesIn(files: readonly RasterFile[]): PictureFiles[] {
  const named = new Map(files.map((file) => [file.name.toLowerCase(), file]));
  const first = (names: readonly string[]) => names.map((name) => named.get(name)).find(Boolean);
  return files
    .filter(({ name }) => isPictureName(name))
    .map((picture) => {
      const world = first(worldFileNames(picture.name));
      const projection = first([`${stem(picture.name)}.prj`]);
      const auxiliary = first([`${picture.name.toLowerCase()}.aux.xml`, `${stem(picture.name)}.aux.xml`]);
      return {
        picture,
        ...(world ? { world } : {}),
        ...(projection ? { projection } : {}),
        ...(auxiliary ? { auxiliary } : {}),
      };
    });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * What GDAL keeps beside a picture (`.aux.xml`, PAM): its six numbers (GDAL's order: c, a, b, f, d, e, of the outer corner)
 * and the WKT of its system.
 */
export function readAuxiliary(text: string): { map?: Affine; wkt?: string } {
  const inside = (tag: string) => new RegExp(`<${tag}\\b[^>]*>([^<]*)</${tag}>`).exec(text)?.[1];
  const [c, a, b, f, d, e] = (inside('GeoTransform') ?? '').split(',').map(Number) as number[];
  const map = { a, b, c, d, e, f } as Affine;
  const wkt = inside('SRS')?.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
  return {
    ...(Object.values(map).every(Number.isFinite) && inverse(map) ? { map } : {}),
    ...(wkt ? { wkt } : {}),
  };
}

/**
 * Where the files beside a picture put it: a world file before the six numbers of GDAL's own.
 * @throws ProblemError `world-file`
 */
export async function besides({ world, projection, auxiliary }: PictureFiles): Promise<{
  map?: Affine;
  stated?: StatedCrs;
}> {
  const text = (file: RasterFile) => file.content.slice(0, 64 * 1024).text();
  const kept = auxiliary ? readAuxiliary(await text(auxiliary)) : {};
  const map = world ? readWorldFile(await text(world), world.name) : kept.map;
  const prj = projection ? (await text(projection)).trim() : '';
  const wkt = prj || kept.wkt;
  const words = prj ? (projection?.name ?? '') : (auxiliary?.name ?? '');
  return { ...(map ? { map } : {}), ...(wkt ? { stated: { wkt, words } } : {}) };
}
