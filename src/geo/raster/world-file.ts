import { ProblemError, problem } from '../../model/index.ts';
import { type Affine, inverse } from './affine.ts';

const extensions: Record<string, readonly string[]> = {
  jpg: ['jgw', 'jpgw', 'jpegw', 'wld'],
  jpeg: ['jgw', 'jpgw', 'jpegw', 'wld'],
  png: ['pgw', 'pngw', 'wld'],
  tif: ['tfw', 'tifw', 'tiffw', 'wld'],
  tiff: ['tfw', 'tifw', 'tiffw', 'wld'],
};

/** Names a picture's world file may have, in lower case. */
export function worldFileNames(picture: string): string[] {
  const [, stem = '', extension = ''] = /^(.*)\.([^.]+)$/.exec(picture.toLowerCase()) ?? [];
  return (extensions[extension] ?? []).map((one) => `${stem}.${one}`);
}

/**
 * A world file: six lines A, D, B, E, C, F, of which C and F are the middle of the first pixel (Esri). The result counts
 * from that pixel's outer corner.
 * @throws ProblemError `world-file` when it is not six numbers that make a map
 */
export function readWorldFile(text: string, file: string): Affine {
  const lines = text
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\s+/);
  // Some programs write decimals with commas.
  const [a, d, b, e, c, f] = lines.map((line) => Number(line.replace(',', '.'))) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const map: Affine = { a, b, c: c - (a + b) / 2, d, e, f: f - (d + e) / 2 };
  if (lines.length === 6 && Object.values(map).every(Number.isFinite) && inverse(map)) return map;
  throw new ProblemError(
    problem(
      'world-file',
      {
        zh: `坐标文件应有六行数字（像素大小、旋转、左上角坐标），实为“${text.trim().slice(0, 40)}”。`,
        en: `A world file has six lines of numbers (pixel size, rotation, upper left corner), but this is "${text.trim().slice(0, 40)}".`,
      },
      { file },
      { zh: '请重新导出，或用控制点配准。', en: 'Export it again, or place the picture by control points.' },
    ),
  );
}
