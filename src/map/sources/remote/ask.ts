import { ProblemError } from '../../../model/index.ts';
import { badAddress, noRanges, refused, timedOut, tooLarge, unreachable } from './problems.ts';

/** What one view of one source may take. Everything beyond is left, and said. */
export interface RemoteLimits {
  /** For one request from its start to its last byte, milliseconds. */
  timeoutMs: number;
  /** Bytes of one page or range. */
  pageBytes: number;
  pages: number;
  features: number;
  /** Positions of all features together. */
  positions: number;
}
export const remoteLimits: RemoteLimits = {
  timeoutMs: 15_000,
  pageBytes: 8 * 2 ** 20,
  pages: 40,
  features: 20_000,
  positions: 1_000_000,
};

/** Where a source is asked, and under which name its faults are reported. */
export interface Asker {
  /** The layer's id. */
  at: string;
  limits: RemoteLimits;
  /** Ends everything: the view has moved on. */
  signal: AbortSignal;
}

/** @throws ProblemError unless `url`, taken from `base`, is http or https and carries no password. */
export function addressOf(at: string, url: string, base: string): URL {
  let address: URL;
  try {
    address = new URL(url, base);
  } catch {
    throw new ProblemError(badAddress(at, url));
  }
  if (!/^https?:$/.test(address.protocol) || address.username || address.password)
    throw new ProblemError(badAddress(at, url));
  return address;
}

async function bodyOf(response: Response, most: number): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function request(asker: Asker, url: URL, headers: Record<string, string>, most: number) {
  const { at, limits, signal } = asker;
  const ending = new AbortController();
  const stop = () => ending.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, limits.timeoutMs);
  try {
    const response = await fetch(url, {
      headers,
      signal: ending.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const bytes = await bodyOf(response, most);
    if (!bytes) throw new ProblemError(tooLarge(at, url.host, most));
    return { response, bytes };
  } catch (error) {
    if (signal.aborted || error instanceof ProblemError) throw error;
    throw new ProblemError(late ? timedOut(at, url.host, limits.timeoutMs) : unreachable(at, url.host));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The text of a page; a refusal carries the first words of the server's own explanation. */
export async function askText(asker: Asker, url: URL): Promise<string> {
  const accept = { Accept: 'application/geo+json, application/json;q=0.9' };
  const { response, bytes } = await request(asker, url, accept, asker.limits.pageBytes);
  const text = new TextDecoder().decode(bytes);
  if (!response.ok) throw new ProblemError(refused(asker.at, url.host, response.status, firstWords(text)));
  return text;
}

/** Exactly the bytes from `begin`, fewer only where the file ends. */
export async function askRange(asker: Asker, url: URL, begin: number, length: number): Promise<Uint8Array> {
  if (length > asker.limits.pageBytes)
    throw new ProblemError(tooLarge(asker.at, url.host, asker.limits.pageBytes));
  const range = { Range: `bytes=${begin}-${begin + length - 1}` };
  const { response, bytes } = await request(asker, url, range, asker.limits.pageBytes);
  if (response.status === 206) return bytes.subarray(0, length);
  // The whole file instead of a part: of use only when it is small enough to have come whole.
  if (response.status === 200) {
    if (bytes.length >= begin + length || begin === 0) return bytes.subarray(begin, begin + length);
    throw new ProblemError(noRanges(asker.at, url.host));
  }
  throw new ProblemError(refused(asker.at, url.host, response.status, ''));
}

/** What a page of HTML or an XML exception says, without its markup, short. */
export const firstWords = (text: string): string =>
  text
    .slice(0, 4000)
    .replace(/<(script|style)[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*(>|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
