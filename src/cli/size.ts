/**
 * The size budget: compressed kilobytes of script that each entry makes the browser fetch, from the build's manifest.
 * `npm test` fails when one is over.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
}
const manifest: Record<string, Chunk> = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

/** The chunks that `keys` pull in by static imports, themselves included. */
function closure(keys: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  for (const key of keys) {
    if (!manifest[key]) throw new Error(`The build has no entry ${key}`);
    visit(key);
  }
  return seen;
}

const kilobytes = (keys: Iterable<string>) =>
  [...keys]
    .map((key) => (manifest[key] as Chunk).file)
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1024, 0);

const isMapLibre = (key: string) => /maplibre/i.test((manifest[key] as Chunk).file);
const first = closure(['index.html', 'src/modes/browse/index.ts', 'src/map/view/view.ts']);
const ourFiles = [...first].filter((key) => !isMapLibre(key));
const element = closure(['src/element.ts', 'src/modes/browse/index.ts', 'src/map/view/view.ts']);
const rows = [
  { what: 'browse: own script at first paint', size: kilobytes(ourFiles), budget: 60 },
  { what: 'browse: MapLibre', size: kilobytes([...first].filter(isMapLibre)), budget: 300 },
  // A page of others pays no more than a tenth on top of what the app’s own does.
  { what: '<plan-map>: all script at first paint', size: kilobytes(element), budget: 1.1 * kilobytes(first) },
];
let over = false;
for (const { what, size, budget } of rows) {
  const good = size <= budget;
  over ||= !good;
  console.log(
    `${good ? '  ' : '✗ '}${what.padEnd(40)} ${size.toFixed(1).padStart(7)} KB gzip of ${budget.toFixed(0)}`,
  );
}
process.exit(over ? 1 : 0);
