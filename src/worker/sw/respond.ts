import { fileOf, scope } from './files.ts';
import type { WorkerState } from './state.ts';

/** Path of a request within the site, or undefined when it is none of ours: another origin, another folder, the worker's own files. */
export function pathOf(request: Request): string | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname))
    return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname.slice(scope.pathname.length));
  } catch {
    return undefined;
  }
  if (path === 'sw.js' || path === 'precache.json') return undefined;
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** Part of a stored file, as tiled archives are read (RFC 9110, 14): one range, or the whole when it is not understood. */
async function ranged(request: Request, whole: Response): Promise<Response> {
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!match || (!match[1] && !match[2])) return whole;
  const blob = await whole.blob();
  const last = blob.size - 1;
  const start = match[1] ? Number(match[1]) : Math.max(0, blob.size - Number(match[2]));
  const end = match[1] && match[2] ? Math.min(Number(match[2]), last) : last;
  if (start > end)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${blob.size}` } });
  const headers = new Headers(whole.headers);
  headers.set('content-range', `bytes ${start}-${end}/${blob.size}`);
  headers.set('content-length', String(end - start + 1));
  headers.delete('x-sha256');
  return new Response(blob.slice(start, end + 1), { status: 206, headers });
}

/**
 * Answers from `version`, then from the network, then from any other version here: an open page may still ask for a
 * file of the version it was loaded from, and an old picture is better than none.
 */
export async function respond(
  request: Request,
  path: string,
  version: string | undefined,
  state: WorkerState,
): Promise<Response> {
  const stored = version === undefined ? undefined : await fileOf(version, path);
  if (stored) return ranged(request, stored);
  try {
    const fresh = await fetch(request);
    if (fresh.ok || fresh.type === 'opaqueredirect' || version === undefined) return fresh;
    return (await elsewhere(request, path, version, state)) ?? fresh;
  } catch (error) {
    const other = await elsewhere(request, path, version, state);
    if (other) return other;
    // An address inside the site that is no file: the app itself, which knows how to say so.
    const app =
      request.mode === 'navigate' && version !== undefined ? await fileOf(version, 'index.html') : undefined;
    if (app) return app;
    throw error;
  }
}

async function elsewhere(request: Request, path: string, version: string | undefined, state: WorkerState) {
  for (const other of [state.active, state.previous]) {
    const file = other !== undefined && other !== version ? await fileOf(other, path) : undefined;
    if (file) return ranged(request, file);
  }
  return undefined;
}
