import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

/*
 * The commands of the guides that build, serve, measure or format, run as they stand there by npm in a copy of the
 * repository: what the test of the guides itself cannot run in the middle of a build.
 */

let copy: string;
const started: ChildProcess[] = [];
const outside = new Set(['node_modules', 'dist', '.git', '.cache', 'test']);

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'commands-'));
  for (const name of readdirSync('.'))
    if (!outside.has(name)) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
});
afterEach(() => {
  // npm has a shell between itself and the program: all of them go.
  for (const { pid } of started.splice(0))
    try {
      if (pid) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const npm = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: copy, encoding: 'utf8' });
  return { status, out: `${stdout}${stderr}` };
};
/** Starts a server by npm and gives the first address it prints. */
function serve(...args: string[]): Promise<string> {
  const child = spawn('npm', args, { cwd: copy, detached: true, env: { ...process.env, NO_COLOR: '1' } });
  started.push(child);
  return new Promise((done, fail) => {
    let out = '';
    const read = (part: Buffer) => {
      out += part.toString();
      const url = /http:\/\/[\w.[\]:]+:\d+\//.exec(out)?.[0];
      if (url) done(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`ended with ${code}\n${out}`)));
  });
}
const textAt = async (url: string): Promise<string> => {
  const response = await fetch(url);
  expect(response.status, url).toBe(200);
  return response.text();
};

describe('the commands of the guides', () => {
  it('npm run dev serves the app from source', async () => {
    const url = await serve('run', 'dev');
    expect(await textAt(url)).toContain('<plan-app>');
    expect(await textAt(`${url}src/main.ts`)).toContain('plan-app');
    expect(JSON.parse(await textAt(`${url}data/town.json`))).toHaveProperty('title');
  });

  it('npm run build makes a site, which npm start -- --no-build serves', async () => {
    const { status, out } = npm('run', 'build');
    expect(out).not.toMatch(/error/i);
    expect(status).toBe(0);
    const parts = [
      'index.html',
      'assets',
      'data',
      'seeds',
      'sw.js',
      'precache.json',
      'app.webmanifest',
      'icons',
    ];
    for (const name of [...parts, 'plan-map.js', 'element.html'])
      expect(existsSync(join(copy, 'dist', name)), name).toBe(true);
    const url = await serve('start', '--', '--no-build', '--port', '0');
    expect(await textAt(url)).toBe(readFileSync(join(copy, 'dist/index.html'), 'utf8'));
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(await textAt(url))?.[1];
    expect((await textAt(`${url}${script}`)).length).toBeGreaterThan(1000);
  });

  it('npm start says how it is used when it is used wrongly', () => {
    const { status, out } = npm('start', '--', '--port', 'x');
    expect(status).toBe(2);
    expect(out).toContain('npm start -- [--port N]');
  });

  it('npm run bench names what there is when it is asked for something else', () => {
    const { status, out } = npm('run', 'bench', '--', 'nothing');
    expect(status).toBe(2);
    for (const name of ['check', 'load', 'render', 'workbench']) expect(out).toContain(name);
  });

  it('npm test names its steps when it is asked for another', () => {
    const { status, out } = npm('test', '--', 'everything');
    expect(status).toBe(2);
    expect(out).toContain('types, lint, unused, data, unit, build, size, browser');
  });

  it('npm run format finds nothing to change', () => {
    const { status, out } = npm('run', 'format');
    expect(status, out).toBe(0);
    for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.ts'))
        expect(readFileSync(join(copy, 'src', name), 'utf8'), name).toBe(
          readFileSync(join('src', name), 'utf8'),
        );
  });
});
