import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extentOf } from '../../geo/plane/extent.ts';
import { toMarkup } from '../../map/svg/node.ts';
import { chapterOf, type Extent, itemsOf, yearOf } from '../../model/index.ts';
import { writeRelease } from '../build/release.ts';
import { writeWebManifest } from '../build/webmanifest.ts';
import { writeBundle } from './bundle.ts';
import { mapFile } from './maps.ts';
import { html, json, Markup } from './markup.ts';
import { loadFolder, type Ready, villagesOf } from './package.ts';
import { indexBody, itemBody, itemPage, mapFileOf, villageBody, villagePage } from './pages.ts';
import { styleSheet } from './style.ts';
import { createThemes, type Themes } from './themed.ts';

/** What a page says of itself to those who only read its head. */
interface Card {
  /** Path within the site; empty for the site itself. */
  path: string;
  title: string;
  description: string;
  /** What of the app's address this page opens. */
  opens: string;
  /** Path of the preview picture, without its ending. */
  picture: string;
  data: Record<string, unknown>;
}

/** Absolute where the package says where the site is, else relative to it. */
const addressOf = ({ town }: Ready, path: string): string =>
  town.display.publicUrl ? new URL(path, new URL('./', town.display.publicUrl)).href : path || './';

function headOf(
  ready: Ready,
  { path, title, description, data }: Card,
  picture: string,
  css: string,
): Markup {
  const address = addressOf(ready, path);
  const image = addressOf(ready, picture);
  return html`${path ? html`<base href="../" />` : undefined}<title>${title}</title>
<meta name="description" content="${description}" />
<meta property="og:type" content="website" /><meta property="og:locale" content="zh_CN" /><meta property="og:site_name" content="${ready.town.title.zh}" />
<meta property="og:title" content="${title}" /><meta property="og:description" content="${description}" />
<meta property="og:url" content="${address}" /><meta property="og:image" content="${image}" /><meta name="twitter:card" content="summary_large_image" />
${ready.town.display.publicUrl ? html`<link rel="canonical" href="${address}" />` : undefined}
<script type="application/ld+json">${json({ '@context': 'https://schema.org', inLanguage: 'zh-CN', name: title, description, url: address, image, ...data })}</script>
<link rel="preload" href="./data/bundle.json" as="fetch" crossorigin="anonymous" data-bundle />
<style>${new Markup(css)}</style>`;
}

/**
 * The page with the plan written into it, in place of what was there before; its policy allows the one style sheet.
 * @throws Error when the page has no place for it.
 */
function fill(template: string, head: Markup, body: Markup, hash: string, opens: string): string {
  const put = (text: string, name: string, what: string) => {
    const [open, close] = [`<!--plan:${name}-->`, `<!--/plan:${name}-->`];
    const [from, to] = [text.indexOf(open), text.indexOf(close)];
    if (from < 0 || to < from)
      throw new Error(`index.html holds no ${open} … ${close}: build the site again`);
    return `${text.slice(0, from)}${open}\n${what}\n${text.slice(to)}`;
  };
  const filled = put(put(template, 'head', head.text), 'body', body.text);
  const opened = filled.replace(
    /<html lang="zh-CN"[^>]*>/,
    `<html lang="zh-CN"${opens ? html` data-open="${opens}"`.text : ''}>`,
  );
  return opened.replace(/style-src 'self'[^;"]*/, `style-src 'self' ${hash}`);
}

const box = ([west, south, east, north]: Extent) => ({
  '@type': 'Place',
  geo: { '@type': 'GeoShape', box: `${south} ${west} ${north} ${east}` },
});

/** Every page of the site: its path, its card, its body, and the picture of its preview. */
function* pagesOf(ready: Ready) {
  const { store, town } = ready;
  const { items, featuresOfItem, features } = store.select;
  const { plans } = store.state;
  // Each plan is shown in turn: what a page says of an item is said by its own.
  const years = plans.value.length ? plans.value.map(({ plan }) => yearOf(plan)) : [undefined];
  const all = plans.value.length
    ? plans.value.flatMap(({ plan }) => itemsOf(plan))
    : [...items.value.values()];
  const plan = store.state.plan.value;
  yield {
    card: {
      path: '',
      opens: '',
      title: town.title.zh,
      description: `${town.province.zh}${town.county.zh}${town.name.zh} ${plan?.title.zh}：${all.length} 项规划承诺的原话、位置与进展。`,
      picture: mapFileOf(''),
      data: {
        '@type': 'Dataset',
        version: town.dataVersion,
        spatialCoverage: box(town.extent),
        hasPart: all.map((item) => ({
          '@type': 'CreativeWork',
          name: item.title.zh,
          url: addressOf(ready, itemPage(item.id)),
        })),
      },
    } satisfies Card,
    shown: { extent: town.extent, name: town.title.zh },
    body: (themes: Themes) => indexBody(ready, themes),
  };
  for (const year of years) {
    store.commands.showPlan(year);
    for (const item of items.value.values()) {
      const ids = featuresOfItem.value.get(item.id) ?? [];
      const geometries = ids.flatMap((id) => features.value.get(id)?.feature.geometry ?? []);
      const extent = extentOf(geometries) ?? town.extent;
      yield {
        card: {
          path: itemPage(item.id),
          opens: `item=${item.id}`,
          title: `${item.title.zh} · ${town.title.zh}`,
          description: item.summary.zh,
          picture: mapFileOf(item.id),
          data: {
            '@type': 'CreativeWork',
            isPartOf: { '@type': 'Dataset', name: town.title.zh, url: addressOf(ready, '') },
            about: store.state.plan.value?.chapters.find(({ number }) => number === chapterOf(item.id))?.title
              .zh,
            ...(geometries.length ? { spatialCoverage: box(extent) } : {}),
          },
        } satisfies Card,
        shown: { extent, selected: new Set(ids), name: item.title.zh },
        body: (themes: Themes) => itemBody(ready, themes, item),
      };
    }
  }
  store.commands.showPlan(undefined);
  for (const { code, feature } of villagesOf(store)) {
    const extent = extentOf([feature.geometry]) ?? town.extent;
    const name = feature.properties.name.zh;
    yield {
      card: {
        path: villagePage(code),
        opens: `village=${code}`,
        title: `${name} · ${town.title.zh}`,
        description: `${town.name.zh}${name}：${plan?.title.zh}中涉及该村的项目。`,
        picture: mapFileOf(code),
        data: { '@type': 'Place', spatialCoverage: box(extent) },
      } satisfies Card,
      shown: { extent, selected: new Set([feature.properties.id]), name },
      body: (themes: Themes) => villageBody(ready, themes, code),
    };
  }
}

/**
 * Writes a built site's package into its pages: `index.html`, a page for each item and village, their preview pictures,
 * `sitemap.xml`, and the files of its start into one. May be repeated after a change of the package.
 * @param toPng Turns the SVG files named into PNGs beside them, which the previews of chats and search engines can show.
 * @returns how many pages were written.
 * @throws ProblemError with file and field when the package is at fault.
 */
export async function prerenderSite(
  site: string,
  toPng?: (files: readonly string[]) => Promise<void>,
): Promise<number> {
  const ready = await loadFolder(join(site, 'data'));
  const template = readFileSync(join(site, 'index.html'), 'utf8');
  writeBundle(site, ready);
  for (const folder of ['p', 'v', 'maps']) {
    rmSync(join(site, folder), { recursive: true, force: true });
    mkdirSync(join(site, folder));
  }
  const paths: string[] = [];
  const pictures: string[] = [];
  for (const { card, shown, body } of pagesOf(ready)) {
    const themes = createThemes();
    const inside = body(themes);
    const { css, hash } = styleSheet(themes.css());
    const preview = `${card.picture}.${toPng ? 'png' : 'svg'}`;
    const page = fill(template, headOf(ready, card, preview, css), inside, hash, card.opens);
    writeFileSync(join(site, card.path || 'index.html'), page);
    for (const [theme, file] of [
      ['light', `${card.picture}.svg`],
      ['dark', `${card.picture}-dark.svg`],
    ] as const)
      writeFileSync(join(site, file), toMarkup(mapFile(ready.store, shown, theme)));
    paths.push(card.path);
    pictures.push(join(site, `${card.picture}.svg`));
  }
  await toPng?.(pictures);
  const urls = paths.map((path) => html`<url><loc>${addressOf(ready, path)}</loc></url>\n`);
  const note = ready.town.display.publicUrl
    ? undefined
    : html`<!-- Addresses become whole when display.publicUrl of town.json says where the site is. -->\n`;
  writeFileSync(
    join(site, 'sitemap.xml'),
    html`<?xml version="1.0" encoding="UTF-8"?>\n${note}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`
      .text,
  );
  return paths.length;
}

/**
 * `npm run package -- prerender [SITE] [--png]`: the pages, the web app manifest and the list of files of a built site;
 * the preview pictures as PNG, too, where a browser is installed to draw them.
 */
export async function writePages(
  [site = 'dist']: string[],
  _package?: string,
  { png }: { png?: boolean | undefined } = {},
): Promise<void> {
  if (!existsSync(join(site, 'index.html')))
    throw new Error(`${site} holds no index.html: build the site first`);
  const toPng = png ? (await import('./to-png.ts')).toPng : undefined;
  console.log(`${site}: ${await prerenderSite(site, toPng)} pages`);
  writeWebManifest(site);
  writeRelease(site);
}
