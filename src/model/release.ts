/**
 * A release is one state of the built site: the list the service worker installs from (`precache.json`, written by
 * the build) and the words page and service worker exchange about it.
 */
export interface ReleaseFile {
  /** Path from the site's folder, `/` between parts, not percent-encoded. */
  path: string;
  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
}

export interface Release {
  schema: 1;
  /** Digest over all paths and hashes: two sites of one version are the same byte for byte. */
  version: string;
  /** A new version that has not reported its start within this time is taken back, seconds. */
  startLimitSeconds: number;
  files: ReleaseFile[];
}

/**
 * A version that does not start is given up after this time. A cheap telephone or a busy box needs more than ten seconds
 * for one that is sound, and a version given up once is not fetched again.
 */
export const startLimitSeconds = 30;

/** From the page to the service worker. Every message is answered with a `WorkerReport`. */
export type ReleaseRequest =
  | { type: 'report' }
  /**
   * Look for a new version and fetch it; nothing changes for open pages. `other`: the page shows another town, and has no
   * use for the site's own package.
   */
  | { type: 'check'; other?: boolean }
  /** Use the fetched version from the next page load on. */
  | { type: 'activate' }
  /** The page runs. */
  | { type: 'started' }
  /** The page has run well for a while: the version before is no longer needed. */
  | { type: 'proved' }
  /** The page cannot go on: take a version on trial back. */
  | { type: 'failed'; reason: string };

export interface WorkerReport {
  /** What open pages are served from; undefined while everything comes from the network. */
  active: string | undefined;
  /** Fetched and verified in full, waiting for `activate`. */
  next: string | undefined;
  /** Still on trial: not proved yet. */
  trial: string | undefined;
  /** Versions that could not start, and why. */
  bad: { version: string; reason: string }[];
  /** Version the asking page was loaded from. */
  own: string | undefined;
  /** Why the last look for a new version came to nothing; undefined when it went well. */
  fault: string | undefined;
}

const isFile = (value: unknown): value is ReleaseFile => {
  const file = value as Partial<ReleaseFile> | null;
  return (
    typeof file === 'object' &&
    file !== null &&
    typeof file.path === 'string' &&
    /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\]+$/.test(file.path) &&
    typeof file.sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(file.sha256) &&
    Number.isSafeInteger(file.size) &&
    (file.size as number) >= 0
  );
};

/** Reads `precache.json`; anything else than a complete, well-formed list gives undefined (half a file is no release). */
export function parseRelease(text: string): Release | undefined {
  try {
    const value = JSON.parse(text) as Partial<Release> | null;
    if (value?.schema !== 1 || typeof value.version !== 'string' || !/^[\w.-]+$/.test(value.version))
      return undefined;
    if (!Array.isArray(value.files) || !value.files.length || !value.files.every(isFile)) return undefined;
    const limit = Number(value.startLimitSeconds);
    return {
      schema: 1,
      version: value.version,
      startLimitSeconds: Number.isFinite(limit) && limit > 0 ? limit : startLimitSeconds,
      files: value.files,
    };
  } catch {
    return undefined;
  }
}
