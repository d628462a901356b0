import { besidePicture, isPictureName } from '../../../geo/raster/picture-files.ts';
import type { NamedFile } from '../import/dropped.ts';
import type { Workbench } from '../workbench.ts';

/** Hands the pictures of a list, with the files beside them, to the imagery, and gives back the rest. */
export function withoutPictures(bench: Workbench, files: readonly NamedFile[]): readonly NamedFile[] {
  const names = files.map(({ name }) => name);
  const mine = files.filter(({ name }) => isPictureName(name) || besidePicture(name, names));
  if (!mine.some(({ name }) => isPictureName(name))) return files;
  void bench.imagery.files(mine);
  return files.filter((one) => !mine.includes(one));
}
