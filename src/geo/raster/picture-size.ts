/** What the first bytes of a picture say: its kind, and pixels across and down as stored. */
export interface PictureHead {
  kind: 'jpg' | 'png' | 'tif' | 'pdf';
  width?: number;
  height?: number;
}

/** Bytes that are enough for the head of a picture: those of JPEG stand after its notes and thumbnails. */
export const headBytes = 512 * 1024;

/**
 * The kind of a picture by its first bytes (at most `headBytes` are looked at); undefined when it is none that is read.
 * Sizes are given of JPEG (its frame header, ISO 10918-1 B.2.2) and PNG (IHDR).
 */
export function pictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign);
  if (starts(0x49, 0x49, 42, 0) || starts(0x4d, 0x4d, 0, 42)) return { kind: 'tif' };
  if (starts(0x49, 0x49, 43, 0) || starts(0x4d, 0x4d, 0, 43)) return { kind: 'tif' };
  if (starts(0x89, 0x50, 0x4e, 0x47) && bytes.length >= 24)
    return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  // %PDF may stand after some bytes of another program's.
  for (let i = 0; i + 4 < Math.min(bytes.length, 1024); i++)
    if (bytes[i] === 0x25 && bytes[i + 1] === 0x50 && bytes[i + 2] === 0x44 && bytes[i + 3] === 0x46)
      return { kind: 'pdf' };
  if (!starts(0xff, 0xd8)) return undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return { kind: 'jpg' };
    const marker = bytes[at + 1] as number;
    // Fill bytes, and markers without a length.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { kind: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return { kind: 'jpg' };
}
