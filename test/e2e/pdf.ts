import { inflateSync } from 'node:zlib';

type Matrix = [number, number, number, number, number, number];
const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
];

export interface Stroke {
  /** `#rrggbb` */
  colour: string;
  /** Points in millimetres from the lower left corner of the page. */
  points: [number, number][];
}

/** The content streams of a PDF in the order of the file, uncompressed; streams of other kinds are left out. */
function streams(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const found: string[] = [];
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    const dictionary = text.slice(text.lastIndexOf('obj', match.index), match.index);
    if (
      end < 0 ||
      /\/Subtype\s*\/(Image|Type1C|CIDFontType0C|OpenType)|\/FontFile|\/Length1/.test(dictionary)
    )
      continue;
    const bytes = pdf.subarray(start, end);
    try {
      found.push((dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1'));
    } catch {
      // Not a stream of ours to read.
    }
  }
  return found;
}

/**
 * Everything stroked on the pages of a PDF as Chromium writes it, with its colour, in millimetres on the paper. Reads
 * the operators q Q cm m l h re S s RG only, which is all that straight lines need.
 */
export function strokes(pdf: Buffer): Stroke[] {
  const found: Stroke[] = [];
  for (const stream of streams(pdf)) {
    let matrix: Matrix = [1, 0, 0, 1, 0, 0];
    let colour = '#000000';
    const stack: [Matrix, string][] = [];
    const numbers: number[] = [];
    let points: [number, number][] = [];
    for (const [token] of stream.matchAll(/[^\s]+/g)) {
      const value = Number(token);
      if (Number.isFinite(value)) {
        numbers.push(value);
        continue;
      }
      const n = numbers.splice(0);
      const at = (x: number, y: number): [number, number] => [
        ((matrix[0] * x + matrix[2] * y + matrix[4]) * 25.4) / 72,
        ((matrix[1] * x + matrix[3] * y + matrix[5]) * 25.4) / 72,
      ];
      if (token === 'q') stack.push([matrix, colour]);
      else if (token === 'Q') [matrix, colour] = stack.pop() ?? [matrix, colour];
      else if (token === 'cm') matrix = times(n.slice(-6) as Matrix, matrix);
      else if (token === 'RG')
        colour = `#${n
          .slice(-3)
          .map((part) =>
            Math.round(part * 255)
              .toString(16)
              .padStart(2, '0'),
          )
          .join('')}`;
      else if (token === 'm') points = [at(n.at(-2) as number, n.at(-1) as number)];
      else if (token === 'l') points.push(at(n.at(-2) as number, n.at(-1) as number));
      else if (token === 'S' || token === 's') {
        found.push({ colour, points });
        points = [];
      } else if (token === 'n' || token === 'f' || token === 'f*') points = [];
    }
  }
  return found;
}
