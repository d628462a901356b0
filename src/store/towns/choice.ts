/** Which package the page shows, and where the index of others is, when the site has one. */
export interface TownChoice {
  /** Absolute address of the package's folder, with a trailing slash. */
  base: string;
  /** Absolute address of `towns/index.json`; undefined on a site with one package. */
  towns: string | undefined;
  /** Show the overview of towns first: `?towns`, or a site set up so when no town is named. */
  overview: boolean;
  /** The page shows another town than the site's own. */
  other: boolean;
}

/**
 * Reads `?town=CODE` and the page's `<meta name="plan-towns" content="towns/index.json" data-own="CODE">`, which the
 * packaging writes: so a site with one package asks for nothing more, and one with many needs no index to show a town.
 */
export function townChoice(page: Document): TownChoice {
  const home = new URL('data/', page.baseURI).href;
  const meta = page.querySelector<HTMLMetaElement>('meta[name=plan-towns]');
  if (!meta) return { base: home, towns: undefined, overview: false, other: false };
  const towns = new URL(meta.content, page.baseURI).href;
  const query = new URL(page.location.href).searchParams;
  const code = query.get('town');
  if (code && code !== meta.dataset['own'] && /^\d{9}$/.test(code))
    return { base: new URL(`${code}/data/`, towns).href, towns, overview: false, other: true };
  const landing = meta.dataset['landing'] !== undefined && code !== meta.dataset['own'];
  return { base: home, towns, overview: query.has('towns') || landing, other: false };
}

/** The page's address for a town, keeping language and theme of the present one. */
export function townAddress(here: string, code: string): string {
  const url = new URL(here);
  url.search = `?town=${code}`;
  const kept = url.hash
    .slice(1)
    .split('&')
    .filter((part) => /^(lang|theme)=/.test(part));
  url.hash = kept.join('&');
  return url.href;
}
