/** Columns a text takes where a Chinese character or full-width sign takes two and anything else one. */
export function textWidth(text: string): number {
  let places = 0;
  for (const char of text) places += /[\u1100-\u115f\u2e80-\uffdc]|[^\0-\uffff]/u.test(char) ? 2 : 1;
  return places;
}

/** What is not broken: a Chinese character with the signs that stay with it, a word, a run of spaces. */
const pieces = /[（《“‘【〔]*[\u2e80-\uffdc][、。，；：？！）》”’】〕]*|[^\s\u2e80-\uffdc]+|\s+/gu;

/**
 * Lines a text takes in a column so many places wide: broken between Chinese characters and at spaces, anywhere in a
 * word longer than the line.
 */
export function wrappedLines(text: string, places: number): number {
  const room = Math.max(2, places);
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    lines += 1;
    if (textWidth(paragraph) <= room) continue;
    let used = 0;
    for (const piece of paragraph.match(pieces) ?? []) {
      const width = textWidth(piece);
      if (used + width <= room) used += width;
      else if (/^\s/.test(piece)) used = room;
      else {
        // A line that is still empty takes the first of it.
        lines += Math.ceil(width / room) - (used ? 0 : 1);
        used = width % room || room;
      }
    }
  }
  return lines;
}
