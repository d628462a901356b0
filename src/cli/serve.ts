import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { compressible, contentType } from './serve/mime.ts';
import { packed, preferredCoding } from './serve/packing.ts';
import { parseRange } from './serve/range.ts';

export interface ServeOptions {
  /** First port to try; 0 lets the system choose. */
  port?: number;
  /** Address to bind. The default is reached from this machine only; `0.0.0.0` opens it to the network. */
  host?: string;
  /** Path prefix under which the folder appears, `/a/b/`; for trying a site hosted in a subfolder. */
  base?: string;
  /** Sent with every answer: `Access-Control-Allow-Origin`, for what pages of other sites read. */
  headers?: Readonly<Record<string, string>>;
}

export interface Serving {
  /** Address of the folder, ending in a slash. */
  url: string;
  port: number;
  /** Stops answering at once: open connections are cut. */
  close(): Promise<void>;
}

interface Found {
  path: string;
  size: number;
  mtimeMs: number;
}

/** The file a request path means, or what is wrong with it as an HTTP status. Nothing outside `root` is ever found. */
async function find(root: string, base: string, url: string): Promise<Found | number | { redirect: string }> {
  let path: string;
  const [raw = '/'] = url.split(/[?#]/);
  try {
    path = decodeURIComponent(raw);
  } catch {
    return 400;
  }
  if (path.includes('\0')) return 400;
  if (`${path}/` === base) return { redirect: base };
  if (!path.startsWith(base)) return 404;
  const wanted = resolve(root, `.${sep}${path.slice(base.length)}`);
  if (wanted !== root && !wanted.startsWith(root + sep)) return 404;
  try {
    let real = await realpath(wanted);
    let info = await stat(real);
    if (info.isDirectory()) {
      if (!path.endsWith('/')) return { redirect: `${raw}/` };
      real = await realpath(join(real, 'index.html'));
      info = await stat(real);
    } else if (path.endsWith('/')) return 404;
    // A link that leads out of the folder is not followed.
    if (!real.startsWith(root + sep) || !info.isFile()) return 404;
    return { path: real, size: info.size, mtimeMs: info.mtimeMs };
  } catch {
    return 404;
  }
}

function plain(res: ServerResponse, status: number, text: string, headers: Record<string, string> = {}) {
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  res.end(res.req.method === 'HEAD' ? undefined : `${status} ${text}\n`);
}

/** Names made by the build carry a hash of their content and never change; everything else is requested again. */
const cacheControl = (path: string) =>
  /[\\/]assets[\\/].+-[\w-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

async function answer(root: string, base: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'no-referrer');
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return plain(res, 405, 'Method Not Allowed', { Allow: 'GET, HEAD' });
  const file = await find(root, base, req.url ?? '/');
  if (typeof file === 'number') return plain(res, file, file === 400 ? 'Bad Request' : 'Not Found');
  if ('redirect' in file) return plain(res, 308, 'Permanent Redirect', { Location: file.redirect });

  const type = contentType(extname(file.path));
  const coding = compressible(type) ? preferredCoding(req.headers['accept-encoding']) : undefined;
  const tag = `"${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}${coding ? `-${coding}` : ''}"`;
  res.setHeader('Content-Type', type);
  res.setHeader('Cache-Control', cacheControl(file.path));
  res.setHeader('ETag', tag);
  res.setHeader('Last-Modified', new Date(file.mtimeMs).toUTCString());
  if (compressible(type)) res.setHeader('Vary', 'Accept-Encoding');
  else res.setHeader('Accept-Ranges', 'bytes');
  if (req.headers['if-none-match']?.split(/\s*,\s*/).includes(tag)) {
    res.writeHead(304);
    res.end();
    return;
  }
  // Ranges count bytes of what is sent; a file sent compressed is offered whole only.
  const range = coding ? undefined : parseRange(req.headers.range, file.size);
  if (range === 'unsatisfiable')
    return plain(res, 416, 'Range Not Satisfiable', { 'Content-Range': `bytes */${file.size}` });
  if (coding) {
    const body = await packed(file.path, tag, coding);
    res.writeHead(200, { 'Content-Encoding': coding, 'Content-Length': body.length });
    res.end(req.method === 'HEAD' ? undefined : body);
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  res.writeHead(range ? 206 : 200, {
    'Content-Length': end - start + 1,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${file.size}` } : {}),
  });
  if (req.method === 'HEAD' || file.size === 0) {
    res.end();
    return;
  }
  await pipeline(createReadStream(file.path, { start, end }), res);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((done, fail) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', ready);
      // Taken, or reserved for the system's own services: the next one is tried.
      if ((error.code === 'EADDRINUSE' || error.code === 'EACCES') && port && port < 65_535)
        listen(server, port + 1, host).then(done, fail);
      else fail(error);
    };
    const ready = () => {
      server.off('error', failed);
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    };
    server.once('error', failed);
    server.once('listening', ready);
    server.listen(port, host);
  });
}

/**
 * Serves a folder of files over HTTP: right content types, byte ranges, Brotli or gzip where asked for, validators,
 * no directory listing and nothing outside the folder.
 * @throws Error when no port from `port` upward can be had.
 */
export async function serveFolder(folder: string, options: ServeOptions = {}): Promise<Serving> {
  const root = await realpath(folder);
  const host = options.host ?? '127.0.0.1';
  const base = options.base ?? '/';
  const server = createServer((req, res) => {
    for (const [name, value] of Object.entries(options.headers ?? {})) res.setHeader(name, value);
    answer(root, base, req, res).catch(() => {
      // The reader went away, or the file changed under us: this connection cannot be completed honestly.
      if (res.headersSent) res.destroy();
      else plain(res, 500, 'Internal Server Error');
    });
  });
  const port = await listen(server, options.port ?? 0, host);
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${port}${base}`,
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
