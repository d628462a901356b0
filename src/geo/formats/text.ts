/** The encodings this product meets. `gb18030` covers GBK and GB2312. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Without a BOM, UTF-16 shows itself by zero bytes on one side of nearly every pair of ASCII characters. */
function utf16(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length & ~1, 2_000);
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 4;
  if (odd > half && even < half / 4) return 'utf-16le';
  if (even > half && odd < half / 4) return 'utf-16be';
  return undefined;
}

/** Which encoding the bytes are in: BOM, then UTF-16 by its zeros, then strict UTF-8, then GB18030. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const wide = utf16(bytes);
  if (wide) return wide;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

const ctrlZ = '\u001a';

/** The text without its BOM and the Ctrl-Z by which DOS programs end a file; never throws, a byte that fits nowhere becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.slice(-100).includes(ctrlZ) && text.trimEnd().endsWith(ctrlZ)
    ? text.slice(0, text.trimEnd().lastIndexOf(ctrlZ)).replaceAll(ctrlZ, '')
    : text;
}

const wide = /[\uff01-\uff5e\u3000\u3010\u3011\u3014\u3015]/g;
const brackets: Record<string, string> = { '\u3000': ' ', '【': '[', '】': ']', '〔': '[', '〕': ']' };

/** Full-width letters, digits, commas, brackets and spaces as their ASCII forms; Chinese characters stay. */
export const toHalfWidth = (text: string): string =>
  text.replace(wide, (c) => brackets[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** At most `length` characters for a message. */
export const excerpt = (text: string, length = 60): string => {
  const one = Array.from(text.slice(0, 4 * length), (c) =>
    (c < ' ' && !/\s/.test(c)) || c === '\ufffd' ? '·' : c,
  )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  return one.length > length ? `${one.slice(0, length)}…` : one;
};

const numeral = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i;

/** A plain decimal number, or undefined; empty text, `1,5`, `0x1` and `Infinity` are not numbers. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return numeral.test(trimmed) ? Number(trimmed) : undefined;
}
