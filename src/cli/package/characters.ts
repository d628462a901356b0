import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

function files(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return name === 'basemap' ? [] : files(path, wanted);
      return wanted.test(name) ? [path] : [];
    });
}

const basic = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
/** Signs that texts composed at run time may need: units, ranges, full-width punctuation. */
const signs = [...'·–—‘’“”…′″°±×÷≤≥²³§©→←↑↓✓、。《》「」『』【】〔〕！（），：；？％＋－／～￥　'];
/** Neither drawn nor worth a glyph. */
const isDrawn = (sign: string): boolean => sign >= ' ' && !/\p{C}|\p{Extended_Pictographic}/u.test(sign);

const sorted = (signsFound: Iterable<string>): string =>
  [...new Set(signsFound)]
    .filter(isDrawn)
    .sort((m, n) => (m.codePointAt(0) ?? 0) - (n.codePointAt(0) ?? 0))
    .join('');

/** Every character the page may show: the package, its seeds' text, and the program's own words. */
export function uiCharacters(packageFolder: string, seeds: string, code: readonly string[]): string {
  const texts = [
    // The search knows the sounds of every everyday character; what it finds is named in the other files.
    ...files(packageFolder, /^(?!search\.json$).*\.(json|geojson)$/),
    ...files(seeds, /\.txt$/),
    ...code.flatMap((path) => (statSync(path).isDirectory() ? files(path, /\.ts$/) : [path])),
  ].map((path) => readFileSync(path, 'utf8'));
  return sorted([...basic, ...signs, ...texts.join('')]);
}

/** Where the words of browsing are said, from the root of the checkout. */
const browsing = [
  'index.html',
  'src/shell.ts',
  'src/model',
  'src/store',
  'src/map',
  'src/ui',
  'src/modes/browse',
];

/**
 * The characters that browsing shows: the names, titles and sentences of the package and the words round them. The
 * workbench, the upkeep and the whole text of the plan have more.
 */
export function browseCharacters(packageFolder: string, root: string): string {
  const shown = /(town|layers|plan|status)\.json$|\.geojson$/;
  const texts = [
    ...files(packageFolder, shown),
    ...browsing.flatMap((name) => {
      const path = join(root, name);
      return statSync(path).isDirectory() ? files(path, /\.ts$/) : [path];
    }),
  ].map((path) => readFileSync(path, 'utf8'));
  return sorted([...basic, ...signs, ...texts.join('')]);
}

/** The characters of the names on the map. */
export function labelCharacters(packageFolder: string): string {
  const names = files(join(packageFolder, 'layers'), /\.geojson$/).flatMap((path) => {
    const { features } = JSON.parse(readFileSync(path, 'utf8')) as {
      features: { properties: { name: { zh: string; en: string } } }[];
    };
    return features.map((f) => f.properties.name.zh + f.properties.name.en);
  });
  return sorted([...basic, ...'·–—‘’“”…°²（），、', ...names.join('')]);
}
