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
  // Of the tests the commands need what measures, and what it reads.
  for (const name of ['test/bench', 'test/fixtures']) cpSync(name, join(copy, name), { recursive: true });
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

/** What the reader of a guide has set: the test's own mode would build the libraries' development versions. */
const { NODE_ENV: _mode, VITEST: _runner, ...env } = process.env;
const run = (program: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: copy, encoding: 'utf8', env });
  return { status, out: `${stdout}${stderr}` };
};
const npm = (...args: string[]) => run('npm', args);
const npx = (...args: string[]) => run('npx', args);
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
/** Starts a server by npm and gives the first address it prints. */
function serve(...args: string[]): Promise<string> {
  const child = spawn('npm', args, { cwd: copy, detached: true, env: { ...env, NO_COLOR: '1' } });
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

  it('npm run bench -- fuzz 20 damages every fixture twenty times and breaks on none', () => {
    const { status, out } = npm('run', 'bench', '--', 'fuzz', '20');
    expect(status, out).toBe(0);
    // Name, read, refused, broken, slowest.
    const rows = [...out.matchAll(/^\S+\.\S+ +(\d+) +(\d+) +(\d+) +\d+$/gm)].map((row) =>
      row.slice(1).map(Number),
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const [read, refused, broken] of rows) expect([read! + refused!, broken]).toEqual([20, 0]);
  });

  it('npm test names its steps when it is asked for another', () => {
    const { status, out } = npm('test', '--', 'everything');
    expect(status).toBe(2);
    expect(out).toContain('types, lint, unused, data, unit, build, size, browser');
  });

  it('npm test takes the names of steps, and runs no others', () => {
    const { status, out } = npm('test', '--', 'size', 'lint');
    expect(status, out).toBe(0);
    expect([...out.matchAll(/^── (\w+): ok/gm)].map(([, step]) => step).sort()).toEqual(['lint', 'size']);
    expect(out).toContain('2 passed, 0 failed');
  });

  it('the pictures of the guides are taken again from the built site', () => {
    const shot = join(copy, 'docs/pictures/check.jpg');
    rmSync(shot);
    const { status, out } = npx('tsx', 'src/cli/pictures.ts', 'check');
    expect(status, out).toBe(0);
    const bytes = readFileSync(shot);
    // JPEG's frame header: height and width, 16 bits each.
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([1440, 900]);
    // As much to see as in the one in use: a page without its map has a fraction of it.
    expect(bytes.length).toBeGreaterThan(readFileSync('docs/pictures/check.jpg').length / 2);
  });

  it('the register and the statuses are written as they stand', () => {
    const before = new Map(filesIn('data').map((path) => [path, readFileSync(path)]));
    rmSync(join(copy, 'data/status.json'));
    const { status, out } = npx('tsx', 'seeds/authoring/main.ts');
    expect(status, out).toBe(0);
    for (const [path, bytes] of before) expect(readFileSync(join(copy, path)).equals(bytes), path).toBe(true);
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
