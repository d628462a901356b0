import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateFolder } from '../../src/cli/package/validate-folder.ts';
import { prerenderSite } from '../../src/cli/prerender/site.ts';
import { asProblems } from '../../src/model/index.ts';

const root = join(import.meta.dirname, '../..');
/** A site as the build leaves it before the package is written into it. */
function site(): string {
  const folder = mkdtempSync(join(tmpdir(), 'prerender-'));
  for (const part of ['data', 'seeds', 'index.html'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  return folder;
}
const change = (folder: string, file: string, how: (value: never) => void) => {
  const path = join(folder, 'data', file);
  const value = JSON.parse(readFileSync(path, 'utf8'));
  how(value as never);
  writeFileSync(path, JSON.stringify(value));
};
/** Fewer pages than the plan has, where it is not about all of them. */
function smallSite(): string {
  const folder = site();
  change(folder, 'plan.json', (value: Plan) => {
    value.chapters.splice(1);
  });
  change(folder, 'layers/villages.geojson', (value: { features: unknown[] }) => {
    value.features.splice(1);
  });
  return folder;
}
const page = (folder: string, path = 'index.html') => readFileSync(join(folder, path), 'utf8');

interface Plan {
  chapters: { sections: { items: { id: string; title: { zh: string }; cites: { quote: string }[] }[] }[] }[];
}
const plan = JSON.parse(readFileSync(join(root, 'data/plan.json'), 'utf8')) as Plan;
const items = plan.chapters.flatMap(({ sections }) => sections.flatMap((section) => section.items));

describe('a built site with its package written into it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = site();
    await prerenderSite(folder);
  }, 120_000);

  it('says the whole plan: every item, its status and its words, as a link to a page that is there', () => {
    const text = page(folder);
    for (const { id, title } of items) {
      expect(text).toContain(title.zh);
      expect(text).toContain(`href="p/${id}.html"`);
    }
    const pages = readdirSync(join(folder, 'p'));
    expect(pages.sort()).toEqual(items.map(({ id }) => `${id}.html`).sort());
    for (const { id, title, cites } of items) {
      const own = page(folder, `p/${id}.html`);
      expect(own).toContain(title.zh);
      expect(own.replace(/\s/g, '')).toContain(cites[0]?.quote.replace(/\s/g, '').slice(0, 8));
    }
  });
  it('leads nowhere that is not there', () => {
    for (const path of [
      'index.html',
      ...['p', 'v'].flatMap((one) => readdirSync(join(folder, one)).map((f) => `${one}/${f}`)),
    ])
      for (const [, to] of page(folder, path).matchAll(/(?:href|srcset)="((?:p|v|maps)\/[^"]+)"/g))
        expect(() => page(folder, to)).not.toThrow();
  });
  it('has title, description, preview and structured data in every head', () => {
    for (const path of ['index.html', 'p/2.1-2.html']) {
      const text = page(folder, path);
      for (const name of ['og:title', 'og:description', 'og:image', 'og:url']) expect(text).toContain(name);
      expect(text).toMatch(/<meta name="description" content="[^"]{10,}"/);
      const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? [];
      expect(JSON.parse(data as string)).toMatchObject({
        '@context': 'https://schema.org',
        inLanguage: 'zh-CN',
      });
      expect(text).toContain('<html lang="zh-CN"');
    }
    expect(page(folder, 'sitemap.xml').match(/<loc>/g)).toHaveLength(
      1 + items.length + readdirSync(join(folder, 'v')).length,
    );
  });
  it('draws the map in the page, and sketches as sketches', () => {
    expect(page(folder)).toMatch(/<svg [^>]*class="narrow"/);
    expect(page(folder)).toMatch(/stroke-dasharray/);
    expect(page(folder, 'maps/2.1-2.svg')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });
  it('keeps the policy: no script of its own, one style sheet by its hash, no style attribute', () => {
    for (const path of ['index.html', 'p/2.1-2.html']) {
      const text = page(folder, path);
      const [, css] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
      const hash = createHash('sha256')
        .update(css as string)
        .digest('base64');
      expect(text).toContain(`style-src 'self' 'sha256-${hash}'`);
      expect(text).not.toMatch(/ style="|unsafe-inline|<style[^>]*>.*<style/s);
      const scripts = [...text.matchAll(/<script(?![^>]*(?:src=|ld\+json))/g)];
      expect(scripts).toEqual([]);
    }
  });
});

describe('a package', () => {
  it('has what every page reads at its start in one file, and a check that says when that is of before', async () => {
    const folder = smallSite();
    await prerenderSite(folder);
    expect(page(folder)).toMatch(/<link rel="preload" href="\.\/data\/bundle\.json"[^>]* data-bundle/);
    const texts = JSON.parse(page(folder, 'data/bundle.json')) as Record<string, string>;
    const layers = readdirSync(join(folder, 'data/layers')).map((name) => `data/layers/${name}`);
    const { file } = JSON.parse(page(folder, 'data/plan.json')) as { file: string };
    const parts = ['town', 'layers', 'plan', 'status'].map((name) => `data/${name}.json`);
    expect(Object.keys(texts).sort()).toEqual([...layers, ...parts, file].sort());
    for (const [path, text] of Object.entries(texts)) expect(text).toBe(page(folder, path));
    const stale = () =>
      validateFolder(join(folder, 'data')).problems.filter(({ code }) => code === 'bundle-stale');
    expect(stale()).toEqual([]);
    change(folder, 'status.json', () => undefined);
    expect(stale().map(({ what }) => what.en)).toEqual([
      'pages still read what was before in data/status.json',
    ]);
  }, 60_000);
  it('may be written again after a change, with nothing left of before', async () => {
    const folder = smallSite();
    await prerenderSite(folder);
    const before = page(folder);
    await prerenderSite(folder);
    expect(page(folder)).toBe(before);
  }, 60_000);
  it('keeps its text text', async () => {
    const folder = smallSite();
    const evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(2)>';
    change(folder, 'town.json', (town: { title: { zh: string } }) => {
      town.title.zh = evil;
    });
    change(folder, 'plan.json', (value: Plan) => {
      const [first] = value.chapters[0]?.sections[0]?.items ?? [];
      if (first) first.title.zh = evil;
    });
    change(
      folder,
      'layers/places.geojson',
      (value: { features: { properties: { name: { zh: string } } }[] }) => {
        for (const { properties } of value.features) properties.name.zh = evil;
      },
    );
    await prerenderSite(folder);
    for (const text of [page(folder), page(folder, 'maps/town.svg')])
      expect(text).not.toMatch(/<script>|<img src=x/);
  }, 120_000);
  it('at fault fails with its file and field', async () => {
    const folder = site();
    change(folder, 'status.json', (log: { entries: { status: string }[] }) => {
      (log.entries[0] as { status: string }).status = 'nearly';
    });
    const fault = await prerenderSite(folder).catch((error: unknown) => asProblems(error)[0]);
    expect(fault).toMatchObject({ where: { file: 'status.json', field: 'entries[0].status' } });
  });
});
