import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serveFolder } from '../../src/cli/serve.ts';

let folder: string;
let serving: Serving;
const page = `<!doctype html><title>图</title>${'一'.repeat(500)}`;
const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => i));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), page);
  writeFileSync(join(site, '资料 1.json'), '{}');
  writeFileSync(join(site, 'a.pmtiles'), bytes);
  writeFileSync(join(site, 'empty.bin'), '');
  writeFileSync(join(site, 'assets/main-Ab12_-x9.js'), 'export {}');
  symlinkSync(join(folder, 'secret.txt'), join(site, 'leak.txt'));
  serving = await serveFolder(site);
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

/** A bare request: `fetch` would tidy the path and unpack the body. */
function ask(path: string, options: RequestOptions = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((done, fail) => {
    const req = request({ host: '127.0.0.1', port: serving.port, path, ...options }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part) => parts.push(part));
      res.on('end', () =>
        done({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }),
      );
    });
    req.on('error', fail);
    req.end();
  });
}
const withRange = (range: string) => ask('/a.pmtiles', { headers: { range } });

describe('the static server', () => {
  it('gives the folder its index and each file its type', async () => {
    const index = await ask('/');
    expect([index.status, index.headers['content-type'], index.body.toString()]).toEqual([
      200,
      'text/html; charset=utf-8',
      page,
    ]);
    const json = await ask(`/${encodeURIComponent('资料 1.json')}?v=1`);
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    expect((await ask('/assets/main-Ab12_-x9.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(index.headers['cache-control']).toBe('no-cache');
    expect((await ask('/empty.bin')).headers['content-length']).toBe('0');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/leak.txt',
    '//etc/passwd',
    '/..\\secret.txt',
  ])('finds nothing outside the folder: %s', async (path) => {
    const answer = await ask(path);
    expect([answer.status, answer.body.toString()]).toEqual([404, '404 Not Found\n']);
  });

  it('refuses what it cannot read, and other methods', async () => {
    expect((await ask('/%zz')).status).toBe(400);
    expect((await ask('/a%00b')).status).toBe(400);
    expect((await ask('/', { method: 'POST' })).headers['allow']).toBe('GET, HEAD');
    expect((await ask('/assets')).headers['location']).toBe('/assets/');
    expect((await ask('/assets/')).status).toBe(404);
  });

  it('sends Brotli or gzip as the header allows', async () => {
    const br = await ask('/', { headers: { 'accept-encoding': 'gzip, br;q=0.9' } });
    expect(br.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(br.body).toString()).toBe(page);
    const both = await ask('/', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(both.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(both.body).toString()).toBe(page);
    expect(
      (await ask('/', { headers: { 'accept-encoding': 'br;q=0, identity' } })).headers['content-encoding'],
    ).toBe(undefined);
    expect((await ask('/a.pmtiles', { headers: { 'accept-encoding': 'br' } })).body).toEqual(bytes);
  });

  it.each([
    ['bytes=0-9', 206, 'bytes 0-9/100', 0, 10],
    ['bytes=90-', 206, 'bytes 90-99/100', 90, 100],
    ['bytes=-5', 206, 'bytes 95-99/100', 95, 100],
    ['bytes=95-200', 206, 'bytes 95-99/100', 95, 100],
    ['bytes=5-2', 200, undefined, 0, 100],
    ['bytes=0-1,5-6', 200, undefined, 0, 100],
    ['lines=0-1', 200, undefined, 0, 100],
  ])('answers Range %s', async (range, status, contentRange, from, to) => {
    const answer = await withRange(range);
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange]);
    expect(answer.body).toEqual(bytes.subarray(from, to));
  });

  it('says when a range lies beyond the file', async () => {
    const answer = await withRange('bytes=100-');
    expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */100']);
  });

  it('sends nothing twice to a reader who has it', async () => {
    const first = await ask('/');
    const again = await ask('/', { headers: { 'if-none-match': String(first.headers['etag']) } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('takes the next port when one is taken', async () => {
    const second = await serveFolder(join(folder, 'site'), { port: serving.port });
    try {
      expect(second.port).toBeGreaterThan(serving.port);
    } finally {
      await second.close();
    }
  });

  it('appears under a path of its own', async () => {
    const below = await serveFolder(join(folder, 'site'), { base: '/towns/one/' });
    try {
      expect(below.url.endsWith('/towns/one/')).toBe(true);
      expect(await (await fetch(below.url)).text()).toBe(page);
      expect((await fetch(new URL('/', below.url))).status).toBe(404);
      expect((await fetch(below.url.slice(0, -1))).url).toBe(below.url);
    } finally {
      await below.close();
    }
  });
});
