import { type Box, crop, type Rgba, reducer } from './rgba.ts';

/** A picture at one resolution, read in cells. */
export interface Level {
  width: number;
  height: number;
  /** Width and height of the cells that are read as one: whole tiles or strips of the file. */
  cell: readonly [number, number];
  /** Lines that can be read by themselves: those of a strip as wide as the picture. */
  lines?: number;
  /** Pixels of one cell, cut at the edge of the picture. */
  load(box: Box): Promise<Rgba>;
}

/** Bytes of cells kept in memory. */
const keptBytes = 128 * 2 ** 20;
/** Side of the reduction made of a picture that brings none: what the whole is drawn from. */
const coarseSide = 2048;

/** What was read of a picture: a rectangle of it, reduced, and where that lies. */
export interface Part {
  rgba: Rgba;
  /** Place of its upper left corner in the whole picture, and pixels of the picture to one of its own, across and down. */
  left: number;
  top: number;
  perX: number;
  perY: number;
}

/** A level whose pixels are at hand. */
export const heldLevel = (rgba: Rgba): Level => ({
  width: rgba.width,
  height: rgba.height,
  cell: [rgba.width, rgba.height],
  load: () => Promise.resolve(rgba),
});

/**
 * A picture of any size, read in parts so that memory stays bounded. Coarse scales are read from the file's overviews; for
 * a file without any, one overview is computed when such a scale is first asked for.
 * @param levels The picture itself, then its overviews.
 * @param progress Called with the share of that computation done, 0 to 1.
 * @param full Size of the picture in pixels, where the first level is already smaller than it.
 */
export function pyramid(
  levels: readonly Level[],
  progress: (share: number) => void = () => undefined,
  full: { readonly width: number; readonly height: number } = levels[0] as Level,
) {
  const kept = new Map<string, Promise<Rgba>>();
  let bytes = 0;
  const byFineness = [...levels].sort((a, b) => b.width - a.width);
  const smallest = byFineness.at(-1) as Level;
  let coarse: Promise<Level> | undefined;

  function cellOf(level: Level, column: number, row: number): Promise<Rgba> {
    const key = `${byFineness.indexOf(level)} ${column} ${row}`;
    const tile = kept.get(key);
    if (tile) {
      // The most recent last.
      kept.delete(key);
      kept.set(key, tile);
      return tile;
    }
    const [w, h] = level.cell;
    const loading = level.load([
      ...([column * w, row * h] as const),
      Math.min(level.width, (column + 1) * w),
      Math.min(level.height, (row + 1) * h),
    ]);
    kept.set(key, loading);
    loading.then(
      ({ data }) => {
        bytes += data.length;
        for (const [old, cell] of kept) {
          if (bytes <= keptBytes || old === key) break;
          kept.delete(old);
          void cell.then((gone) => {
            bytes -= gone.data.length;
          });
        }
      },
      () => kept.delete(key),
    );
    return loading;
  }

  /** A box of a level, in its pixels, reduced by a whole number. */
  async function readLevel(level: Level, [left, top, right, bottom]: Box, by: number): Promise<Rgba> {
    const [w, h] = level.cell;
    const into = reducer(right - left, bottom - top, by);
    for (let row = Math.floor(top / h); row * h < bottom; row++)
      for (let column = Math.floor(left / w); column * w < right; column++) {
        const cell = await cellOf(level, column, row);
        const [x, y] = [column * w, row * h];
        const box: Box = [
          Math.max(left, x) - x,
          Math.max(top, y) - y,
          Math.min(right, x + cell.width) - x,
          Math.min(bottom, y + cell.height) - y,
        ];
        if (box[0] >= box[2] || box[1] >= box[3]) continue;
        const whole = box[0] === 0 && box[1] === 0 && box[2] === cell.width && box[3] === cell.height;
        into.add(whole ? cell : crop(cell, box), box[0] + x - left, box[1] + y - top);
      }
    return into.result();
  }

  async function makeCoarse(): Promise<Level> {
    const { width, height, cell, lines = height } = smallest;
    const by = Math.ceil(Math.max(width, height) / coarseSide);
    if (by <= 1) return smallest;
    const into = reducer(width, height, by);
    // Of thin strips two lines in every step are enough, and a picture of a gigabyte is there in seconds.
    const thin = Math.max(2, lines);
    if (by >= 2 * thin) {
      for (let top = 0; top < height; top += by) {
        const from = Math.min(height - 1, top + Math.floor((by - thin) / 2 / lines) * lines);
        into.add(await smallest.load([0, from, width, Math.min(height, from + thin)]), 0, from);
        progress(Math.min(1, (top + by) / height));
      }
      return heldLevel(into.result());
    }
    const rows = Math.ceil(height / cell[1]);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column * cell[0] < width; column++) {
        const box: Box = [
          ...([column * cell[0], row * cell[1]] as const),
          Math.min(width, (column + 1) * cell[0]),
          Math.min(height, (row + 1) * cell[1]),
        ];
        into.add(await smallest.load(box), box[0], box[1]);
      }
      progress((row + 1) / rows);
    }
    return heldLevel(into.result());
  }

  return {
    width: full.width,
    height: full.height,
    /**
     * A rectangle of the picture at `per` pixels of the picture to one wanted, or a little finer: of no more
     * than twice the pixels each way. Coarser, by two at most, only where the picture brings no reductions of its own.
     */
    async read([left, top, right, bottom]: Box, per: number): Promise<Part> {
      let level = byFineness[0] as Level;
      for (const one of byFineness) if (full.width / one.width <= per * 1.001) level = one;
      if (level === smallest && full.width / smallest.width < per / 2 && smallest.width > coarseSide / 2) {
        coarse ??= makeCoarse().catch((error: unknown) => {
          coarse = undefined;
          throw error;
        });
        const coarser = await coarse;
        // Up to twice too coarse, rather than a hundred strips decoded for one tile.
        if (full.width / coarser.width <= 2 * per) level = coarser;
      }
      const [perX, perY] = [full.width / level.width, full.height / level.height];
      const by = Math.max(1, Math.floor(per / Math.max(perX, perY)));
      // On whole steps of the reduction, so that neighbouring reads meet.
      const down = (value: number, pixels: number) => Math.max(0, Math.floor(value / pixels / by) * by);
      const up = (value: number, pixels: number, most: number) =>
        Math.min(most, Math.ceil(value / pixels / by) * by);
      const box: Box = [
        ...([down(left, perX), down(top, perY)] as const),
        up(right, perX, level.width),
        up(bottom, perY, level.height),
      ];
      const rgba = await readLevel(level, box, by);
      return { rgba, left: box[0] * perX, top: box[1] * perY, perX: perX * by, perY: perY * by };
    },
  };
}
export type Pyramid = ReturnType<typeof pyramid>;
