import { parseRelease, type Release, type ReleaseFile } from '../../model/release.ts';
import { fileOf, fileUrl, keepOnly, markComplete, openVersion, remove, scope } from './files.ts';

const parallel = 6;
const hashHeader = 'x-sha256';
/** What a host may say about a file that still matters when it is served from the cache. */
const keptHeaders =
  /^(content-type|content-language|content-security-policy|cross-origin-.*|permissions-policy|referrer-policy|x-content-type-options)$/;

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function storable(bytes: ArrayBuffer, from: Response, hash: string): Response {
  const headers = new Headers();
  for (const [name, value] of from.headers) if (keptHeaders.test(name)) headers.set(name, value);
  headers.set('content-length', String(bytes.byteLength));
  headers.set(hashHeader, hash);
  return new Response(bytes, { headers });
}

/** The file's bytes from the network, right to the last bit, or an error saying what came instead. */
async function download(file: ReleaseFile): Promise<Response> {
  let fault = '';
  // An intermediate cache may hold the file of the version before: the second try goes past every cache.
  for (const cache of ['no-cache', 'reload'] as const) {
    const response = await fetch(fileUrl(file.path), { cache, credentials: 'same-origin' });
    if (!response.ok) {
      fault = `HTTP ${response.status}`;
      continue;
    }
    const bytes = await response.arrayBuffer();
    const hash = await sha256(bytes);
    if (hash === file.sha256) return storable(bytes, response, hash);
    fault = `${bytes.byteLength} bytes with another hash than listed (${file.size} bytes)`;
  }
  throw new Error(`${file.path}: ${fault}`);
}

/** From a version already here, when it has the very same file; checked again, disks forget. */
async function fromVersion(version: string | undefined, file: ReleaseFile): Promise<Response | undefined> {
  if (version === undefined) return undefined;
  const kept = await fileOf(version, file.path);
  if (!kept || kept.headers.get(hashHeader) !== file.sha256) return undefined;
  const bytes = await kept.arrayBuffer();
  return (await sha256(bytes)) === file.sha256 ? storable(bytes, kept, file.sha256) : undefined;
}

/** The list the server offers now. @throws Error when it is not reached, or gives no complete list. */
export async function offered(): Promise<Release> {
  const response = await fetch(new URL('precache.json', scope), { cache: 'no-store' });
  if (!response.ok) throw new Error(`precache.json: HTTP ${response.status}`);
  const release = parseRelease(await response.text());
  if (!release) throw new Error('precache.json: not a complete list');
  return release;
}

/** The site's own town package and its plan's text. */
const ofPackage = /^(data|seeds)\//;
/** A file that stands for the whole package. */
const packageMark = 'data/town.json';

/** Whether a version here has the site's own package, and not only the app. */
export const hasPackage = async (version: string | undefined): Promise<boolean> =>
  version !== undefined && (await fileOf(version, packageMark)) !== undefined;

/**
 * Fetches whatever of a release is not here yet into its own cache, each file checked against its hash. What arrived
 * before a failure stays for the next try and is never served, as only complete versions are. Without `whole` the town
 * package is left out: visitors of another town then have the app, and whoever comes for the own town gets the rest.
 * @throws Error naming the first file that could not be had.
 */
export async function fetchRelease(
  release: Release,
  active: string | undefined,
  keep: ReadonlySet<string>,
  whole: boolean,
): Promise<void> {
  await keepOnly(new Set([...keep, release.version]));
  const cache = await openVersion(release.version);
  const rest = release.files.filter(({ path }) => whole || !ofPackage.test(path));
  let stopped = false;
  const work = async () => {
    for (let file = rest.shift(); file && !stopped; file = rest.shift()) {
      const url = fileUrl(file.path);
      const there = await cache.match(url);
      if (there?.headers.get(hashHeader) === file.sha256) continue;
      await cache.put(url, (await fromVersion(active, file)) ?? (await download(file)));
    }
  };
  try {
    await Promise.all(
      Array.from({ length: parallel }, () =>
        work().catch((error: unknown) => {
          stopped = true;
          throw error;
        }),
      ),
    );
  } catch (error) {
    // On a full disk the half that is here would only keep it full.
    if (error instanceof DOMException && error.name === 'QuotaExceededError' && release.version !== active) {
      await remove(release.version);
      throw new Error('no room on the disk for the new version');
    }
    throw error;
  }
  await markComplete(release.version);
}
