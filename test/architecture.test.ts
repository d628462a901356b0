import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * A folder may import only from itself and from the folders before it; `worker` and `cli` are entries over
 * the three lowest layers (the command line may also use the store's merge code: it is plain data).
 */
const order = ['model', 'geo', 'check', 'store', 'map', 'ui', 'modes'];
/** The same within `geo`: a room may import only from itself and from the rooms before it. */
const geoOrder = [
  ...['plane', 'crs', 'area', 'repair', 'edit', 'columns'],
  ...['formats', 'layer', 'overlay', 'tiles', 'raster'],
];
const entries: Record<string, string[]> = {
  worker: ['worker', 'model', 'geo', 'check'],
  cli: ['cli', 'model', 'geo', 'check', 'store'],
};

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

function files(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? files(path) : /\.ts$/.test(name) ? [path] : [];
  });
}

function imports(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)(['"])(\.[^'"]*)\1/g);
  return [...found].map((m) => resolve(path, '..', (m[2] as string).replace(/\?.*$/, '')));
}

const folderOf = (path: string) => relative(src, path).split('/')[0] as string;

const isWorker = (path: string) => /worker\/[\w-]+\.ts$/.test(path);

describe('direction of imports', () => {
  const all = files(src);
  it('finds the code', () => expect(all.length).toBeGreaterThan(5));
  it('goes downward only', () => {
    const wrong: string[] = [];
    for (const path of all) {
      const from = folderOf(path);
      for (const target of imports(path)) {
        if (!target.startsWith(src)) {
          if (target.startsWith(join(root, 'test'))) wrong.push(`${relative(root, path)} imports a test`);
          continue;
        }
        const to = folderOf(target);
        if (from.endsWith('.ts') || to === from) continue;
        // A worker's address may be named where the worker is started; its code may not be imported there.
        if (to === 'worker' && isWorker(target)) continue;
        // A page that a benchmark measures is made of the product's parts, the map among them.
        if (to === 'map' && /bench\/\w+\/page\.ts$/.test(path)) continue;
        // Pages written at build time show the map as SVG and say what the page says, in its words.
        if (
          /cli\/prerender\//.test(path) &&
          /src\/(map\/(svg|sprites)\/|map\/tokens\.ts|ui\/(village-)?words\.ts)/.test(target)
        )
          continue;
        const allowed = entries[from] ?? order.slice(0, order.indexOf(from));
        if (!allowed.includes(to)) wrong.push(`${relative(root, path)} → ${relative(root, target)}`);
      }
      if (from === 'modes') {
        const mode = relative(src, path).split('/')[1];
        for (const target of imports(path)) {
          const other = relative(src, target).split('/');
          if (other[0] === 'modes' && other[1] !== mode) wrong.push(`${relative(root, path)} → another mode`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
  it('goes downward only within geo', () => {
    const wrong: string[] = [];
    const geo = join(src, 'geo');
    const place = (path: string) => geoOrder.indexOf(relative(geo, path).split('/')[0] as string);
    for (const path of files(geo))
      for (const target of imports(path)) {
        if (!target.startsWith(geo)) continue;
        if (place(path) < 0 || place(target) > place(path))
          wrong.push(`${relative(root, path)} → ${relative(root, target)}`);
      }
    expect(wrong).toEqual([]);
  });
  it('has no circles, of types neither', () => {
    const open = new Set<string>();
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (done.has(path)) return;
      if (open.has(path)) {
        circles.push([...way.slice(way.indexOf(path)), path].map((one) => relative(src, one)).join(' → '));
        return;
      }
      open.add(path);
      // A worker's address is no import: the two sides share but the types of their calls.
      for (const target of imports(path))
        if (!isWorker(target) && all.includes(target)) visit(target, [...way, path]);
      open.delete(path);
      done.add(path);
    };
    for (const path of all) visit(path, []);
    expect(circles).toEqual([]);
  });
  it('keeps elements from the map library, and the map’s style from everything but its diff', () => {
    const text = (path: string) => readFileSync(path, 'utf8');
    const elements = all.filter((path) => !/^(?:model|geo|check|store|map|worker|cli)$/.test(folderOf(path)));
    expect(
      elements
        .filter((path) => /maplibre|\bview(?:\.value|\.peek\(\))?[?!]?\.map\b/.test(text(path)))
        .map((p) => relative(root, p)),
    ).toEqual([]);
    // The overview of towns is a map of its own.
    const changing = all.filter((path) =>
      /\b(?:map|style)\.(?:add|remove)(?:Layer|Source)\(/.test(text(path)),
    );
    expect(changing.map((path) => relative(src, path))).toEqual(['map/view/apply.ts']);
  });
  it('keeps the code free of the town', () => {
    const names = /弼时|Bishi|汨罗|玉池|影珠|430681/;
    const wrong = all.filter((path) => names.test(readFileSync(path, 'utf8'))).map((p) => relative(root, p));
    expect(wrong).toEqual([]);
  });
  it('chooses by language with records the compiler checks', () => {
    const wrong = all
      .filter((path) => /[!=]==? '(?:zh|en)'|'(?:zh|en)' [!=]==?/.test(readFileSync(path, 'utf8')))
      .map((p) => relative(root, p));
    expect(wrong).toEqual([]);
  });
});
