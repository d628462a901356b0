import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import WebSocket from 'ws';
import type { Driver } from './driver.ts';
import { profileFolder, startUntil } from './process.ts';

const packed = join(createRequire(import.meta.url).resolve('@sparticuz/chromium/package.json'), '../bin');
const folder = resolve('.cache/chromium-103');

/** Chromium 103 of June 2022, unpacked once from its npm package. */
export function oldChromiumPath(): string {
  if (!existsSync(folder)) {
    const part = `${folder}.${process.pid}`;
    mkdirSync(part, { recursive: true });
    const unpack = (name: string) => brotliDecompressSync(readFileSync(join(packed, `${name}.br`)));
    writeFileSync(join(part, 'chromium'), unpack('chromium'));
    chmodSync(join(part, 'chromium'), 0o755);
    // The package's own libraries would take the place of newer ones that are there.
    execFileSync('tar', ['x'], { cwd: part, input: unpack('swiftshader.tar') });
    if (existsSync(folder)) rmSync(part, { recursive: true });
    else renameSync(part, folder);
  }
  return join(folder, 'chromium');
}

type Action = { type: string; x?: number; y?: number; value?: string };
const named: Record<string, { key: string; code: string; windowsVirtualKeyCode: number; text?: string }> = {
  '\uE007': { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  '\uE00C': { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 },
  '\uE014': { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39 },
};

/** By the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/), the part of it that was there in 2022. */
export async function oldChromium(): Promise<Driver> {
  const profile = profileFolder();
  const { child, found } = await startUntil(
    oldChromiumPath(),
    [
      '--headless',
      '--single-process',
      '--no-zygote',
      '--no-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--lang=zh-CN',
      '--force-prefers-reduced-motion',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile.path}`,
      'about:blank',
    ],
    /DevTools listening on (ws:\S+)/,
  );
  const socket = new WebSocket(found, { perMessageDeflate: false });
  await new Promise((done, reject) => socket.once('open', done).once('error', reject));

  let last = 0;
  let session: string | undefined;
  let loaded = () => {};
  const noted: string[] = [];
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  socket.on('message', (data) => {
    const { id, method, params, result, error } = JSON.parse(data.toString());
    if (method === 'Runtime.exceptionThrown') noted.push(params.exceptionDetails.exception?.description);
    if (method === 'Page.loadEventFired') loaded();
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  const send = <T = unknown>(method: string, params: object = {}): Promise<T> =>
    new Promise((done, reject) => {
      last += 1;
      waiting.set(last, { resolve: done as (value: unknown) => void, reject });
      socket.send(JSON.stringify({ id: last, method, params, ...(session ? { sessionId: session } : {}) }));
    });

  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  session = (await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true }))
    .sessionId;
  await send('Page.enable');
  await send('Runtime.enable');

  const pointer = async ({ type, x, y }: Action, at: { x: number; y: number }) => {
    Object.assign(at, { x: x ?? at.x, y: y ?? at.y });
    const button = type === 'pointerMove' ? {} : { button: 'left', clickCount: 1 };
    const event = { pointerMove: 'mouseMoved', pointerDown: 'mousePressed', pointerUp: 'mouseReleased' }[
      type
    ];
    await send('Input.dispatchMouseEvent', { type: event, ...at, ...button });
  };
  const at = { x: 0, y: 0 };
  return {
    name: 'Chromium 103',
    navigate: async (url) => {
      const load = new Promise<void>((done) => {
        loaded = done;
      });
      await send('Page.navigate', { url });
      await load;
    },
    async run<T>(body: string, ...args: unknown[]): Promise<T> {
      const answer = await send<{
        result: { value?: string };
        exceptionDetails?: { exception?: { description?: string } };
      }>('Runtime.evaluate', {
        expression: `(async () => { const args = ${JSON.stringify(args)}; return JSON.stringify(await (async () => { ${body} })() ?? null); })()`,
        awaitPromise: true,
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
      return JSON.parse(answer.result.value ?? 'null');
    },
    async perform(sources) {
      for (const { type, actions } of sources as { type: string; actions: Action[] }[])
        for (const action of actions) {
          const key = named[action.value ?? ''] ?? { key: action.value, text: action.value };
          if (type === 'pointer') await pointer(action, at);
          else await send('Input.dispatchKeyEvent', { type: action.type, ...key });
        }
    },
    resize: async (width, height) => {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 0.5,
        mobile: false,
      });
    },
    faults: async () => noted.splice(0),
    async quit() {
      socket.close();
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      await new Promise((done) => child.once('close', done));
      profile.remove();
    },
  };
}
