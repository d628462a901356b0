/**
 * How well `query` (lower-case letters, no spaces) spells out `syllables` from some syllable on: every syllable by its
 * whole pinyin, its beginning or its initial, `ycs`, `yuchis` and `yuchishan` alike. 0 when it does not; up to 1.
 */
export function matchPinyin(query: string, syllables: readonly string[]): number {
  const reach = (at: number, index: number): number => {
    if (at === query.length) return index;
    const syllable = syllables[index];
    if (!syllable) return -1;
    for (let length = syllable.length; length > 0; length--) {
      if (!query.startsWith(syllable.slice(0, length), at)) continue;
      const end = reach(at + length, index + 1);
      if (end >= 0) return end;
    }
    return -1;
  };
  for (let start = 0; start < syllables.length; start++) {
    const end = reach(0, start);
    if (end < 0) continue;
    const covered = (end - start) / syllables.length;
    const spelled = Math.min(1, query.length / Math.max(1, syllables.slice(start, end).join('').length));
    return 0.5 + 0.2 * covered + 0.1 * spelled + (start === 0 ? 0.2 : 0);
  }
  return 0;
}

/** Edits by which the nearest stretch of `text` differs from `query` (Sellers' approximate search). */
export function nearestEdits(query: string, text: string): number {
  let row: number[] = Array.from({ length: query.length + 1 }, (_, index) => index);
  let best = query.length;
  for (const letter of text) {
    const next = [0];
    for (let index = 1; index <= query.length; index++) {
      const change = (row[index - 1] as number) + (query[index - 1] === letter ? 0 : 1);
      next.push(Math.min(change, (row[index] as number) + 1, (next[index - 1] as number) + 1));
    }
    row = next;
    best = Math.min(best, row[query.length] as number);
  }
  return best;
}

/** Slips of the finger that are forgiven in a word of this many signs; Chinese signs carry more, so fewer are needed. */
export function forgiven(length: number, chinese: boolean): number {
  if (chinese) return length >= 3 ? 1 : 0;
  return length >= 8 ? 2 : length >= 4 ? 1 : 0;
}
