import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { type Driver, until } from './driver.ts';
import { commandPath } from './process.ts';

export const webkitPath = () => commandPath('WebKitWebDriver');

/** Beside the library, in a folder that names its version. */
function miniBrowser(): string | undefined {
  const folders = (parent: string, of: RegExp) =>
    existsSync(parent)
      ? readdirSync(parent)
          .filter((name) => of.test(name))
          .map((name) => `${parent}/${name}`)
      : [];
  return folders('/usr/lib', /-linux-/)
    .flatMap((folder) => folders(folder, /^webkit2gtk-4/))
    .map((folder) => `${folder}/MiniBrowser`)
    .find(existsSync);
}

/** WebKitGTK's small browser by W3C WebDriver (https://www.w3.org/TR/webdriver2/). */
export async function webkit(display: string): Promise<Driver> {
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(webkitPath() ?? '', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // As root the sandbox cannot be made; nothing but the app under test is opened.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LANGUAGE: 'zh_CN',
    },
  });
  const base = `http://127.0.0.1:${port}`;
  const call = async <T = unknown>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } & T };
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until('WebKitWebDriver', () => call('GET', '/status'));
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        timeouts: { script: 60_000, pageLoad: 60_000 },
        'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
      },
    },
  });
  const session = `/session/${sessionId}`;
  const driver: Driver = {
    name: 'WebKit',
    async navigate(url) {
      await call('POST', `${session}/url`, { url });
      await driver.run(`globalThis.seenFaults ??= [];
        addEventListener('error', (e) => seenFaults.push(e.message));
        addEventListener('unhandledrejection', (e) => seenFaults.push(String(e.reason?.stack ?? e.reason)));`);
    },
    async run<T>(body: string, ...args: unknown[]): Promise<T> {
      const json = await call<string>('POST', `${session}/execute/async`, {
        script: `const done = arguments[arguments.length - 1];
          const args = JSON.parse(arguments[0]);
          (async () => { ${body} })().then((v) => done(JSON.stringify({ v: v ?? null })), (e) => done(JSON.stringify({ fault: String(e?.stack ?? e) })));`,
        args: [JSON.stringify(args)],
      });
      const { v, fault } = JSON.parse(json) as { v: T; fault?: string };
      if (fault) throw new Error(fault);
      return v;
    },
    perform: async (actions) => {
      await call('POST', `${session}/actions`, { actions });
    },
    resize: async (width, height) => {
      await call('POST', `${session}/window/rect`, { width, height });
    },
    faults: () => driver.run<string[]>('return (globalThis.seenFaults ?? []).splice(0);'),
    async quit() {
      await call('DELETE', session).catch(() => {});
      child.kill();
    },
  };
  return driver;
}
