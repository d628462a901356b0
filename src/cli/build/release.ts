import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Release, type ReleaseFile, startLimitSeconds } from '../../model/release.ts';

/**
 * Not part of a release: the list itself, the service worker (the browser updates that on its own), source maps; the
 * packages of other towns and archives read piece by piece, which nobody wants whole on a telephone; pages of single
 * items and villages with their previews, which say nothing the app does not; the element for other pages and its
 * example; what the build keeps for itself.
 */
const apart =
  /^(precache\.json|sw\.js|plan-map\.js|element\.html|sitemap\.xml)$|^(towns|p|v|maps)\/|\.(map|pmtiles|fgb)$|(^|\/)\./;

function paths(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    return entry.isDirectory() ? paths(folder, path) : [path];
  });
}

/** The release a built site's folder holds: every file of it, `data/` and `seeds/` included, in order of path. */
export function releaseOf(folder: string, limit = startLimitSeconds): Release {
  const files: ReleaseFile[] = paths(folder)
    .filter((path) => !apart.test(path))
    .sort()
    .map((path) => {
      const bytes = readFileSync(join(folder, path));
      return { path, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    });
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${file.sha256} ${file.path}\n`);
  return { schema: 1, version: digest.digest('hex').slice(0, 16), startLimitSeconds: limit, files };
}

/** Writes `precache.json` into the folder, all at once, so that a reader sees the old list or the new one. */
export function writeRelease(folder: string, limit?: number): Release {
  const release = releaseOf(folder, limit);
  const target = join(folder, 'precache.json');
  const lines = release.files.map((file) => `    ${JSON.stringify(file)}`).join(',\n');
  const { files: _, ...head } = release;
  const text = `${JSON.stringify(head, null, 2).replace(/\n}$/, '')},\n  "files": [\n${lines}\n  ]\n}\n`;
  writeFileSync(`${target}.part`, text);
  renameSync(`${target}.part`, target);
  return release;
}
