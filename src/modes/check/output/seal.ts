import type { Zone } from '../../../model/index.ts';
import { canonicalJson, sha256 } from '../../../model/sha256.ts';

/**
 * Twelve figures that stand for a zone's shape and system alone (地块码). Beside the fingerprint of the whole check they
 * show, long after, whether it was the zone or the data that changed.
 */
export const shapeCode = ({ geometry, crs }: Pick<Zone, 'geometry' | 'crs'>): string =>
  sha256(canonicalJson({ geometry, crs })).slice(0, 12);

/** The title of a printed sheet carries both codes, so that the file itself can be verified. */
export const sealedTitle = (title: string, shape: string, fingerprint: string): string =>
  `${title} ${shape}-${fingerprint.slice(0, 24)}`;

/** What a sheet says of itself: both codes, or the one that was typed. */
export interface Seal {
  shape?: string;
  fingerprint?: string;
}

/** Codes in typed or read text; blanks within them do not matter. Undefined where there is none. */
export function sealIn(text: string): Seal | undefined {
  const both = /\b([0-9a-f]{12})-([0-9a-f]{16,64})\b/i.exec(text);
  if (both) return { shape: both[1]!.toLowerCase(), fingerprint: both[2]!.toLowerCase() };
  const code = text.replace(/\s/g, '').toLowerCase();
  if (!/^[0-9a-f]{12,64}$/.test(code)) return undefined;
  // Twelve figures may be either; more are the fingerprint's.
  return code.length === 12 ? { shape: code, fingerprint: code } : { fingerprint: code };
}

/** A PDF text string: UTF-16 with its mark, else one byte a character. */
function pdfText(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('latin1').decode(bytes);
}

/** The bytes of a PDF's literal string that begins after `(` at `from`. */
function literal(bytes: Uint8Array, from: number): Uint8Array {
  const out: number[] = [];
  const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
  for (let i = from, depth = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === 0x5c) {
      const next = String.fromCharCode(bytes[++i]!);
      const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...bytes.subarray(i, i + 3)));
      if (octal) {
        out.push(Number.parseInt(octal[0], 8) & 255);
        i += octal[0].length - 1;
      } else out.push(escapes[next] ?? bytes[i]!);
      continue;
    }
    if (byte === 0x28) depth++;
    if (byte === 0x29 && depth-- === 0) break;
    out.push(byte);
  }
  return Uint8Array.from(out);
}

/** The codes in the title of a sheet saved as PDF, or in the name of its file. */
export function sealOfFile(name: string, bytes: Uint8Array): Seal | undefined {
  const text = new TextDecoder('latin1').decode(bytes);
  for (const match of text.matchAll(/\/Title\s*(\(|<)/g)) {
    const from = match.index + match[0].length;
    const hex = match[1] === '<' ? text.slice(from, text.indexOf('>', from)).replace(/\s/g, '') : '';
    const title = hex
      ? Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      : literal(bytes, from);
    const seal = sealIn(pdfText(title));
    if (seal) return seal;
  }
  return sealIn(name);
}
