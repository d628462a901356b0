import type { Problem } from '../../model/index.ts';
import type { CrsGuess, TownContext } from '../crs/types.ts';
import type { Affine } from './affine.ts';
import type { RasterFile } from './picture-files.ts';
import type { PicturePlace } from './warp.ts';

/** A picture found in files: what it is and where its files put it. */
export interface FoundPicture {
  file: string;
  content: Blob;
  width: number;
  height: number;
  /** From its pixels to the numbers of its files, and which systems these may be in; missing for a plain scan. */
  map?: Affine;
  crs?: CrsGuess;
  problems: readonly Problem[];
}

/** Which of the pictures held is drawn, and where it lies. */
interface Drawn {
  id: string;
  place: PicturePlace;
}

/** The calls of the worker that reads and warps pictures. */
export interface RasterCalls {
  /** Looks into files; those that are no pictures are left alone. */
  inspect: {
    takes: { files: RasterFile[]; town?: TownContext };
    gives: { found: FoundPicture[]; problems: Problem[] };
  };
  /** Opens a picture under a name, to be drawn from; `shown` is the share of its pixels (each way) that can be shown. */
  hold: {
    takes: { id: string; file: string; content: Blob };
    gives: { width: number; height: number; shown: number };
  };
  release: { takes: { id: string }; gives: undefined };
  /** A Web Mercator tile of `size` pixels; undefined where nothing of the picture lies in it. */
  tile: { takes: Drawn & { z: number; x: number; y: number; size: number }; gives: ImageBitmap | undefined };
  /** A rectangle of a plane (west, south, east, north in metres of `code`) as a PNG. */
  frame: {
    takes: Drawn & {
      code: string;
      extent: readonly [number, number, number, number];
      width: number;
      height: number;
    };
    gives: Blob | undefined;
  };
  /** The picture as it is, at most so many pixels wide and high, . */
  plain: { takes: { id: string; most: number }; gives: ImageBitmap };
}
