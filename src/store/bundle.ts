import type { Read } from './plans.ts';

/** In the package's folder of a built site: the texts of the files that a page reads at its start, by path. */
export const bundleFile = 'bundle.json';

/**
 * Reads a package's files from the one file that the build writes beside them (`src/cli/prerender/bundle.ts`) where
 * the page names it, and what it does not hold as always: two dozen small files cost a telephone a round trip each.
 * @param base Absolute address of the package's folder, with a trailing slash.
 */
export function bundleReader(base: string): Read {
  const link = document.querySelector<HTMLLinkElement>('link[data-bundle]');
  if (link?.href !== new URL(bundleFile, base).href) return (address) => fetch(address);
  const texts = fetch(link.href)
    .then((answer) => answer.json() as Promise<Record<string, string>>)
    .catch((): Record<string, string> => ({}));
  const above = base.lastIndexOf('/', base.length - 2) + 1;
  return async (address) => {
    const body = (await texts)[decodeURI(address.href.slice(above))];
    return body === undefined ? fetch(address) : new Response(body);
  };
}
