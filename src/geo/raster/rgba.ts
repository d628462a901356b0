/** Colours of a rectangle of pixels, row by row from the upper left: red, green, blue, opacity, 0 to 255. */
export interface Rgba {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** Left, top, right, bottom in pixels of a picture, from its upper left outer corner. */
export type Box = readonly [number, number, number, number];

export const emptyRgba = (width: number, height: number): Rgba => ({
  width,
  height,
  data: new Uint8ClampedArray(4 * width * height),
});

/**
 * Adds up the pixels of `part`, which lies at `left`, `top` of a larger picture, into `sums` of that picture reduced by
 * `by`: red, green and blue weighted by opacity, opacity, and the number of pixels.
 */
function addUp(sums: Float64Array, width: number, part: Rgba, left: number, top: number, by: number): void {
  const { data } = part;
  for (let y = 0; y < part.height; y++) {
    const row = Math.floor((top + y) / by) * width;
    for (let x = 0, at = 4 * y * part.width; x < part.width; x++, at += 4) {
      const to = 5 * (row + Math.floor((left + x) / by));
      const opacity = data[at + 3]!;
      sums[to]! += data[at]! * opacity;
      sums[to + 1]! += data[at + 1]! * opacity;
      sums[to + 2]! += data[at + 2]! * opacity;
      sums[to + 3]! += opacity;
      sums[to + 4]! += 1;
    }
  }
}

/**
 * Collects the parts of a rectangle of `width` × `height` pixels and gives it reduced by a whole number: each pixel is the
 * mean of `by` × `by`, what is transparent left out of the colour.
 */
export function reducer(width: number, height: number, by: number) {
  const [w, h] = [Math.ceil(width / by), Math.ceil(height / by)];
  const whole = by === 1 ? emptyRgba(w, h) : undefined;
  const sums = whole ? undefined : new Float64Array(5 * w * h);
  return {
    /** `part` lies in the rectangle at `left`, `top`. */
    add(part: Rgba, left: number, top: number): void {
      if (sums) addUp(sums, w, part, left, top, by);
      for (let y = 0; whole && y < part.height; y++)
        whole.data.set(
          part.data.subarray(4 * y * part.width, 4 * (y + 1) * part.width),
          4 * ((top + y) * w + left),
        );
    },
    result(): Rgba {
      if (whole) return whole;
      const half = emptyRgba(w, h);
      for (let i = 0; i < w * h; i++) {
        const [opacity, count] = [sums![5 * i + 3]!, sums![5 * i + 4]!];
        if (!(opacity > 0)) continue;
        for (let c = 0; c < 3; c++) half.data[4 * i + c] = sums![5 * i + c]! / opacity;
        half.data[4 * i + 3] = opacity / count;
      }
      return half;
    },
  };
}

/** The part of a picture in a box that lies within it. */
export function crop(picture: Rgba, [left, top, right, bottom]: Box): Rgba {
  const part = emptyRgba(right - left, bottom - top);
  for (let y = top; y < bottom; y++)
    part.data.set(
      picture.data.subarray(4 * (y * picture.width + left), 4 * (y * picture.width + right)),
      4 * (y - top) * part.width,
    );
  return part;
}
