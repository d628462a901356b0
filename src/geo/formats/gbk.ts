let table: Map<number, number> | undefined;

/** Browsers decode GBK but do not encode it: the table is the decoder's, turned round, built once (24,000 entries). */
function codes(): Map<number, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('gbk');
  const row = new Uint8Array(190 * 2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const trails: number[] = [];
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) trails.push(trail);
    trails.forEach((trail, i) => {
      row[i * 2] = lead;
      row[i * 2 + 1] = trail;
    });
    let i = 0;
    for (const character of decoder.decode(row.subarray(0, trails.length * 2))) {
      const point = character.codePointAt(0) as number;
      if (point === 0xfffd) {
        // An unassigned pair decodes to one U+FFFD, or, with an ASCII trail byte, to U+FFFD and that byte.
        if ((trails[i] as number) >= 0x80) i++;
        continue;
      }
      if (point < 0x80) {
        i++;
        continue;
      }
      if (!table.has(point)) table.set(point, (lead << 8) | (trails[i] as number));
      i++;
    }
  }
  return table;
}

/** Spaces of a width of their own, as web pages leave them, are spaces; GBK has none of them. */
const oddSpaces = /[\u00a0\u2000-\u200a\u202f\u205f]/g;

/** A character as a message can show it: what has no look of its own is named by its code. */
const shown = (character: string): string =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) && character !== '\ufffd'
    ? character
    : `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

/** Text in GBK. Characters GBK lacks become `?`; each of them is in `missing`, as a warning shows it. */
export function encodeGbk(text: string): { bytes: Uint8Array; missing: string[] } {
  const table = codes();
  const bytes = new Uint8Array(text.length * 2);
  const missing: string[] = [];
  let length = 0;
  for (const character of text.replace(oddSpaces, ' ')) {
    const point = character.codePointAt(0) as number;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    const code = table.get(point);
    if (code === undefined) {
      missing.push(shown(character));
      bytes[length++] = 0x3f;
    } else {
      bytes[length++] = code >> 8;
      bytes[length++] = code & 0xff;
    }
  }
  return { bytes: bytes.slice(0, length), missing };
}
