import type { Formatted } from './evaluate.ts';

/** Width of a letter in ems, near enough for any of the label fonts: they differ by a few hundredths. */
export function letterWidth(letter: string): number {
  if (letter > '\u2e7f') return 1;
  if (/[ ,.'’|!:;ijl()[\]]/.test(letter)) return 0.3;
  if (/[ftrI-]/.test(letter)) return 0.38;
  if (/[mwMW—]/.test(letter)) return 0.86;
  if (/[A-Z&%@#]/.test(letter)) return 0.66;
  return 0.56;
}

/** Width of words in ems. */
export const widthOf = (text: string, spacing = 0): number =>
  [...text].reduce((sum, letter) => sum + letterWidth(letter) + spacing, 0);

/** One line of a label: words of one size, or an image. */
export interface Line {
  text: string;
  image?: string;
  scale: number;
}

/** Where words may be parted: after any Chinese sign but before closing marks, and at spaces. */
function pieces(text: string): string[] {
  return text.match(/[\u2e80-\uffff][、，。）》”’：；]*|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? [];
}

/** Words in lines of at most `most` ems, about equally long, as few as that takes. */
function wrap(text: string, most: number, spacing: number): string[] {
  const whole = widthOf(text, spacing);
  if (whole <= most) return [text];
  const target = whole / Math.ceil(whole / most);
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    const longer = widthOf(line + piece.trimEnd(), spacing);
    if (line && longer > most * 1.02) {
      lines.push(line.trim());
      line = '';
    }
    line += piece;
    if (widthOf(line, spacing) >= target - 0.5) {
      lines.push(line.trim());
      line = '';
    }
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

/** The lines of a label, none longer than `most` ems where that can be. */
export function linesOf(value: unknown, most: number, spacing: number): Line[] {
  const sections: Formatted = Array.isArray(value)
    ? (value as Formatted)
    : [{ text: value === null || value === undefined ? '' : String(value), scale: 1 }];
  const lines: Line[] = [];
  for (const { text, image, scale } of sections) {
    if (image !== undefined) {
      lines.push({ text: '', image, scale });
      continue;
    }
    for (const part of text.split('\n'))
      if (part.trim())
        lines.push(...wrap(part.trim(), most / scale, spacing).map((one) => ({ text: one, scale })));
  }
  return lines;
}
