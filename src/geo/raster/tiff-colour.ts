import { emptyRgba, type Rgba } from './rgba.ts';

/** How the samples of a TIFF mean colours. */
export interface TiffLook {
  /** PhotometricInterpretation: 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr. */
  photometric: number;
  samples: number;
  /** Of each sample. */
  bits: number;
  /** Colours of a palette: all reds, all greens, all blues, 16 bits each. */
  palette?: ArrayLike<number> | undefined;
  /** Which sample is opacity, if one is. */
  alpha?: number | undefined;
  /** Value that stands for no picture. */
  none?: number | undefined;
  /** Values shown as black and white, where samples are no bytes. */
  range?: readonly [number, number] | undefined;
}

/** Colours of interleaved samples. JPEG's YCbCr is that of JFIF (ITU-R BT.601, full range). */
export function colours(values: ArrayLike<number>, width: number, height: number, look: TiffLook): Rgba {
  const { photometric, samples, bits, palette, alpha, none, range } = look;
  const rgba = emptyRgba(width, height);
  const { data } = rgba;
  const [low, high] = range ?? [0, 2 ** Math.min(bits, 32) - 1];
  const scale = 255 / (high - low || 1);
  const plain = bits === 8 && !range;
  const byte = plain ? (value: number) => value : (value: number) => (value - low) * scale;
  const shown = photometric === 2 || photometric === 6 ? 3 : photometric === 5 ? 4 : 1;
  const size = 2 ** bits;
  for (let i = 0, from = 0, to = 0; i < width * height; i++, from += samples, to += 4) {
    let opacity = 255;
    if (alpha !== undefined) opacity = byte(values[from + alpha]!);
    if (none !== undefined) {
      let empty = true;
      for (let s = 0; s < shown && empty; s++) empty = values[from + s] === none;
      if (empty) opacity = 0;
    }
    if (Number.isNaN(values[from]!)) opacity = 0;
    if (opacity === 0) continue;
    const v = values[from]!;
    if (photometric === 3 && palette) {
      for (let c = 0; c < 3; c++) data[to + c] = palette[c * size + v]! >> 8;
    } else if (photometric === 2) {
      for (let c = 0; c < 3; c++) data[to + c] = byte(values[from + c]!);
    } else if (photometric === 6) {
      const [cb, cr] = [values[from + 1]! - 128, values[from + 2]! - 128];
      data[to] = v + 1.402 * cr;
      data[to + 1] = v - 0.344136 * cb - 0.714136 * cr;
      data[to + 2] = v + 1.772 * cb;
    } else if (photometric === 5) {
      const key = 1 - byte(values[from + 3]!) / 255;
      for (let c = 0; c < 3; c++) data[to + c] = (255 - byte(values[from + c]!)) * key;
    } else {
      const grey = photometric === 0 ? 255 - byte(v) : byte(v);
      data.fill(grey, to, to + 3);
    }
    data[to + 3] = opacity;
  }
  return rgba;
}
