import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { offline } from '../../src/cli/build/plugin.ts';
import { writeRelease } from '../../src/cli/build/release.ts';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';

const folder = resolve('.cache/offline');

const policy = "default-src 'self'";

/** A page with the product's own offline client, service worker and build plugin, and nothing else of the product. */
const mainScript = (name: string, prelude: string) => `
import { createOffline } from '/src/store/offline/client.ts';
${prelude}
const offline = createOffline();
const say = (id, text) => { document.getElementById(id).textContent = text; };
offline.state.subscribe((state) => say('phase', state.phase));
window.offline = offline;
say('version', ${JSON.stringify(name)});
say('data', await (await fetch('data/town.txt')).text());
window.lazy = async () => say('lazy', (await import('./lazy.ts')).text);
await offline.start();
await offline.started();
`;

/** Builds version `name` of the page; `prelude` runs before anything else in it. Returns its folder. */
export async function buildSite(name: string, prelude = ''): Promise<string> {
  const root = join(folder, `${name}-src`);
  const outDir = join(folder, name);
  mkdirSync(root, { recursive: true });
  writeFileSync(
    join(root, 'index.html'),
    `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>离线</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script type="module" src="./main.ts"></script></head><body><h1 id="version">…</h1><p id="data"></p><p id="lazy"></p><p id="phase"></p></body></html>`,
  );
  writeFileSync(join(root, 'lazy.ts'), `export const text = ${JSON.stringify(`lazy ${name}`)};\n`);
  writeFileSync(join(root, 'main.ts'), mainScript(name, prelude));
  await build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [
      offline(),
      { name: 'source', resolveId: (id) => (id.startsWith('/src/') ? resolve(`.${id}`) : null) },
      {
        name: 'data',
        closeBundle() {
          mkdirSync(join(outDir, 'data'), { recursive: true });
          writeFileSync(join(outDir, 'data/town.txt'), `data ${name}`);
          const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256));
          bytes.write(name, 900);
          writeFileSync(join(outDir, 'data/bytes.bin'), bytes);
        },
      },
    ],
    build: { target: 'es2022', outDir, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  // A page that cannot start is given up after two seconds here instead of thirty.
  writeRelease(outDir, 2);
  return outDir;
}

/** One address whose content, and whose being there at all, the test changes. */
export class Site {
  declare served: string;
  declare url: string;
  declare port: number;
  declare base: string;
  declare serving: Serving | undefined;

  static async open(name: string, base = '/'): Promise<Site> {
    const site = new Site();
    site.served = join(folder, `served-${name}`);
    site.base = base;
    site.port = 0;
    mkdirSync(site.served, { recursive: true });
    await site.restore();
    return site;
  }

  /** Puts a built version online, whole. */
  publish(built: string): void {
    rmSync(this.served, { recursive: true, force: true });
    cpSync(built, this.served, { recursive: true });
  }

  path(file: string): string {
    return join(this.served, file);
  }

  /** The network is gone: open connections are cut, new ones refused. */
  async cut(): Promise<void> {
    await this.serving?.close();
    this.serving = undefined;
  }

  async restore(): Promise<void> {
    this.serving = await serveFolder(this.served, { port: this.port, base: this.base });
    this.port = this.serving.port;
    this.url = this.serving.url;
  }
}
