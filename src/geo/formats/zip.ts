import { ProblemError, problem } from '../../model/index.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './problems.ts';
import { decodeText } from './text.ts';
import type { SourceFile } from './types.ts';

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Names of old archives are bytes in the writer's code page; fflate hands them out one byte a character. */
function nameOf(name: string): string {
  const bytes = Uint8Array.from(name, (c) => c.charCodeAt(0));
  return [...name].every((c) => c.charCodeAt(0) < 256) ? decodeText(bytes) : name;
}

/**
 * The wanted files of an archive. Sizes are checked before anything is unpacked, and again by the unpacker, which
 * writes into buffers of the declared size only.
 * @throws ProblemError when a limit is passed or the archive is damaged
 */
export async function unzip(
  bytes: Uint8Array,
  limits: Limits,
  wanted: (name: string) => boolean,
): Promise<SourceFile[]> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  let entries = 0;
  const files: SourceFile[] = [];
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (++entries > limits.zipEntries) throw overLimit('zipEntries', entries, limits.zipEntries);
        const title = nameOf(name);
        if (/(^|\/)(__MACOSX\/|\._)/.test(title) || !wanted(title)) return false;
        const ratio = originalSize / Math.max(1, size);
        if (originalSize > 1e5 && ratio > limits.zipRatio)
          throw overLimit('zipRatio', ratio.toFixed(0), limits.zipRatio, title);
        total += originalSize;
        if (total > limits.unpackedBytes)
          throw overLimit('unpackedBytes', total, limits.unpackedBytes, title);
        return true;
      },
    });
    for (const [name, content] of Object.entries(unpacked))
      files.push({ name: nameOf(name), bytes: content });
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      problem(
        'zip-damaged',
        { zh: `压缩包损坏：${detail}`, en: `The archive is damaged: ${detail}` },
        undefined,
        { zh: '请重新压缩或重新下载。', en: 'Make or download the archive again.' },
      ),
    );
  }
  return files;
}

/** File names stand in an archive in the clear; looking for one needs no unpacking. */
export function holds(bytes: Uint8Array, name: RegExp): boolean {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 70_000); at--) {
    if (!(bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6))
      continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let entry = view.getUint32(at + 16, true);
    for (let i = view.getUint16(at + 10, true); i > 0 && entry + 46 <= bytes.length; i--) {
      const length = view.getUint16(entry + 28, true);
      const text = new TextDecoder('latin1').decode(bytes.subarray(entry + 46, entry + 46 + length));
      if (name.test(text)) return true;
      entry += 46 + length + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
    }
    return false;
  }
  return false;
}
