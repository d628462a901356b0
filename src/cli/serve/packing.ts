import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'br' | 'gzip';

/** The best coding an `Accept-Encoding` header allows (RFC 9110, 12.5.3); `q=0` refuses one. */
export function preferredCoding(header: string | string[] | undefined): Coding | undefined {
  const weights = new Map<string, number>();
  for (const part of String(header ?? '').split(',')) {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const q = parameters.find((p) => p.startsWith('q='));
    if (name) weights.set(name, q ? Number(q.slice(2)) || 0 : 1);
  }
  const weight = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, gz] = [weight('br'), weight('gzip')];
  if (br <= 0 && gz <= 0) return undefined;
  return br >= gz ? 'br' : 'gzip';
}

/** Bytes of compressed files kept in memory; the least recently used go first. */
const limit = 128 * 1024 * 1024;
const kept = new Map<string, Buffer>();
let held = 0;

/** The file's bytes in `coding`; `tag` names this state of the file, so that a changed file is compressed again. */
export async function packed(path: string, tag: string, coding: Coding): Promise<Buffer> {
  const key = `${path}\0${tag}`;
  const ready = kept.get(key);
  if (ready) {
    kept.delete(key);
    kept.set(key, ready);
    return ready;
  }
  const raw = await readFile(path);
  const body =
    coding === 'gzip'
      ? await promisify(gzip)(raw, { level: 6 })
      : await promisify(brotliCompress)(raw, {
          // 5 is about as fast as gzip 6 and smaller; a static host would store quality 11.
          params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
        });
  kept.set(key, body);
  held += body.length;
  for (const [old, bytes] of kept) {
    if (held <= limit || old === key) break;
    kept.delete(old);
    held -= bytes.length;
  }
  return body;
}
