import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeRelease } from '../build/release.ts';

const readJson = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});

const originOf = (url: unknown): string[] => {
  if (typeof url !== 'string') return [];
  // Placeholders of a tile address stand behind the host.
  const match = /^(https?:\/\/[\w.:[\]-]+)/i.exec(url);
  return match ? [new URL(match[1] as string).origin] : [];
};

/**
 * Hosts beyond the site's own which a package's configuration (`town.json`, `layers.json`) reads from, sorted. Base
 * maps of 天地图 are spread over eight hosts by the service.
 */
export function foreignOrigins(folder: string): string[] {
  const { basemaps = [] } = readJson(join(folder, 'town.json')) as { basemaps?: Record<string, unknown>[] };
  const { layers = [] } = readJson(join(folder, 'layers.json')) as { layers?: { source?: unknown }[] };
  const origins = new Set<string>();
  for (const { kind, url, tiles } of basemaps) {
    if (kind === 'tianditu') for (let n = 0; n < 8; n++) origins.add(`https://t${n}.tianditu.gov.cn`);
    for (const address of [url, ...(Array.isArray(tiles) ? tiles : [])])
      for (const origin of originOf(address)) origins.add(origin);
  }
  for (const { source } of layers)
    for (const origin of originOf(typeof source === 'string' ? source : (source as { url?: unknown })?.url))
      origins.add(origin);
  return [...origins].sort();
}

/**
 * The page with its Content-Security-Policy letting it read from `origins` as well as from itself; everything else of
 * the policy stays.
 * @throws Error when the page has no policy to change.
 */
export function withOrigins(html: string, origins: readonly string[]): string {
  const pattern = /(connect-src 'self')[^;"]*/;
  if (!pattern.test(html))
    throw new Error("index.html holds no Content-Security-Policy with connect-src 'self'");
  return html.replace(pattern, ['$1', ...origins].join(' '));
}

/** Rewrites a built site's pages after its packages, and the list the service worker goes by. */
export function writePolicy(site: string, packages: readonly string[] = [join(site, 'data')]): string[] {
  const origins = [...new Set(packages.flatMap(foreignOrigins))].sort();
  const pageFolders = ['p', 'v'].filter((folder) => existsSync(join(site, folder)));
  const pages = pageFolders.flatMap((folder) =>
    readdirSync(join(site, folder)).map((name) => join(folder, name)),
  );
  for (const page of ['index.html', ...pages].map((name) => join(site, name)))
    writeFileSync(page, withOrigins(readFileSync(page, 'utf8'), origins));
  writeRelease(site);
  return origins;
}

/** `npm run package -- csp [SITE]` */
export async function writeCsp([site = 'dist']: string[]): Promise<void> {
  if (!existsSync(join(site, 'index.html')))
    throw new Error(`${site} holds no index.html: build the site first`);
  const towns = join(site, 'towns');
  const codes = existsSync(towns) ? readdirSync(towns).filter((name) => /^\d{9}$/.test(name)) : [];
  const packages = [join(site, 'data'), ...codes.map((code) => join(towns, code, 'data'))];
  console.log(`connect-src 'self' ${writePolicy(site, packages).join(' ')}`.trim());
}
