import { type Problem, ProblemError, problem } from '../../model/index.ts';
import type { CrsChoice } from '../crs/types.ts';
import { parseNumber, toHalfWidth } from './text.ts';

/**
 * How the rotations of seven parameters are meant. `coordinate-frame` (EPSG method 9607) is the convention of 布尔莎
 * parameters in Chinese surveys and of 转换参数 in a TXT; `position-vector` (EPSG 9606, `+towgs84`) has the signs of the
 * three rotations turned.
 */
export type Rotation = 'coordinate-frame' | 'position-vector';

/**
 * Seven parameters to CGCS2000 as they are typed: dX, dY, dZ in metres, rX, rY, rZ in seconds of arc, scale in ppm,
 * parted by commas or spaces.
 * @returns the parameters in the coordinate-frame convention
 * @throws ProblemError `helmert-incomplete`
 */
export function parseHelmert(words: string, rotation: Rotation = 'coordinate-frame'): number[] {
  const parts = toHalfWidth(words)
    .trim()
    .split(/\s*[,;]\s*|\s+/);
  const numbers = parts.map(parseNumber);
  if (numbers.length !== 7 || numbers.some((n) => n === undefined)) throw new ProblemError(incomplete(words));
  const [dx, dy, dz, rx, ry, rz, ppm] = numbers as [number, number, number, number, number, number, number];
  const sign = rotation === 'coordinate-frame' ? 1 : -1;
  return [dx, dy, dz, sign * rx || 0, sign * ry || 0, sign * rz || 0, ppm];
}

/**
 * A reading with the parameters that were typed for its datum, in the place of any before; without, where none are.
 * @throws ProblemError `helmert-incomplete`
 */
export function withTypedShift(
  { shift: _, ...choice }: CrsChoice,
  words: string,
  rotation: Rotation,
): CrsChoice {
  return { ...choice, ...(words.trim() ? { shift: parseHelmert(words, rotation) } : {}), from: 'user' };
}

const incomplete = (words: string): Problem =>
  problem(
    'helmert-incomplete',
    {
      zh: `七参数“${words.slice(0, 80)}”不是七个数。`,
      en: `The seven parameters "${words.slice(0, 80)}" are not seven numbers.`,
    },
    undefined,
    {
      zh: '应为 dX,dY,dZ（米）,rX,rY,rZ（秒）,尺度（ppm），如 -15.4,128.6,75.2,1.2,-0.9,2.1,-1.5。',
      en: 'Expected dX,dY,dZ (m), rX,rY,rZ (seconds of arc), scale (ppm), such as -15.4,128.6,75.2,1.2,-0.9,2.1,-1.5.',
    },
  );
