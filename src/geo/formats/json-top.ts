/**
 * The members of a JSON object's outermost level whose values are text, by a walk over its characters: nothing is built,
 * and what stands deeper, in attributes say, is not taken for it.
 */
export function topTexts(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let depth = 0;
  let key: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x2c && depth === 1) key = undefined;
    if (code !== 0x22) continue;
    const start = i + 1;
    for (i = start; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    if (depth !== 1) continue;
    const word = text.slice(start, i);
    if (key === undefined) {
      key = word;
      members.set(word, members.get(word) ?? '');
    } else members.set(key, word);
  }
  return members;
}
