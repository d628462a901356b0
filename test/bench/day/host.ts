/**
 * The static host of `npm run bench -- day`: serves a folder, and tells what it was asked and the processor time it took
 * whenever it is asked for them.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { serveFolder } from '../../../src/cli/serve.ts';

/** One request as the host saw it. */
export interface Asked {
  path: string;
  status: number;
  /** Bytes that left for it, head and body. */
  bytes: number;
  /** The validator the browser sent. */
  tag: string | undefined;
  range: string | undefined;
}

let log: Asked[] = [];
let keeping = false;
const sent = new WeakMap<Socket, number>();
subscribe('http.server.response.finish', (message) => {
  if (!keeping) return;
  const { request, response, socket } = message as {
    request: IncomingMessage;
    response: ServerResponse;
    socket: Socket;
  };
  const before = sent.get(socket) ?? 0;
  sent.set(socket, socket.bytesWritten);
  const { 'if-none-match': tag, range } = request.headers;
  log.push({
    path: request.url ?? '/',
    status: response.statusCode,
    bytes: socket.bytesWritten - before,
    tag,
    range,
  });
});

const { url } = await serveFolder(process.argv[2] ?? '.');
process.send?.({ url });
process.on('message', (what) => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, log });
  log = [];
  keeping = what === 'keep';
});
