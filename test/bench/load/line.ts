import { connect, createServer, type Socket } from 'node:net';

export interface SlowLine {
  /** Address under which `target` is reached over the slow line. */
  url: string;
  /** Bytes sent towards the browser since the last call, headers and all. */
  takeBytes(): number;
  /** Requests sent since the last call. */
  takeRequests(): number;
  close(): void;
}

/**
 * A TCP relay with the speed of a mobile network: `bytesPerSecond` towards the browser, shared by all connections, and
 * `delayMs` on every request. Unlike the browser's own throttling it holds for workers too.
 */
export function slowLine(target: string, bytesPerSecond: number, delayMs: number): Promise<SlowLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let bytes = 0;
  let requests = 0;
  /** When the line is free again, ms. */
  let free = 0;
  const server = createServer((client) => {
    const far = connect(Number(port), hostname);
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        far.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    client.on('data', (chunk: Buffer) => {
      if (/^(GET|HEAD) /.test(chunk.toString('latin1', 0, 5))) requests += 1;
      setTimeout(() => far.writable && far.write(chunk), delayMs);
    });
    far.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // Small pieces, so that parallel answers share the line as packets do.
      for (let at = 0; at < chunk.length; at += 1400) {
        const piece = chunk.subarray(at, at + 1400);
        free = Math.max(free, performance.now()) + (piece.length / bytesPerSecond) * 1000;
        setTimeout(() => client.writable && client.write(piece), free - performance.now());
      }
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      resolve({
        url: `http://127.0.0.1:${address.port}/`,
        takeBytes: () => {
          const taken = bytes;
          bytes = 0;
          return taken;
        },
        takeRequests: () => {
          const taken = requests;
          requests = 0;
          return taken;
        },
        close: () => {
          for (const socket of sockets) socket.destroy();
          server.close();
        },
      });
    });
  });
}
