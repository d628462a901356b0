import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import type { Driver } from './driver.ts';
import { commandPath, profileFolder, startUntil } from './process.ts';

/**
 * What Firefox logs of what was still on its way when the page was left: a font (NS_BINDING_ABORTED), and a request, no
 * longer known by an address, that the service worker was answering.
 */
const leftEarly = ['status=2152398850', 'Failed to load ‘’. A ServiceWorker intercepted the request'];

/** What a profile of a test needs: nothing asked of the network, a language, WebGL in software. */
const preferences = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'intl.accept_languages': 'zh-CN,zh',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'ui.prefersReducedMotion': 1,
  'webgl.force-enabled': true,
};

export const firefoxPath = () => commandPath('firefox-esr', 'firefox');

/** Firefox by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks without a driver program. */
export async function firefox(display: string): Promise<Driver> {
  const profile = profileFolder();
  writeFileSync(
    join(profile.path, 'user.js'),
    Object.entries(preferences)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
      .join('\n'),
  );
  const { child, found } = await startUntil(
    firefoxPath() ?? 'firefox',
    ['--remote-debugging-port=0', '--profile', profile.path, '--no-remote', '--new-instance', 'about:blank'],
    /WebDriver BiDi listening on (ws:\S+)/,
    { DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', MOZ_DISABLE_AUTO_SAFE_MODE: '1', HOME: profile.path },
  );
  const socket = new WebSocket(`${found}/session`, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  let last = 0;
  let noted: string[] = [];
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    if (
      message.method === 'log.entryAdded' &&
      message.params.level === 'error' &&
      !leftEarly.some((words) => message.params.text.includes(words))
    )
      noted.push(message.params.text);
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'error') call?.reject(new Error(`${message.error}: ${message.message}`));
    else call?.resolve(message.result);
  });
  const send = <T = unknown>(method: string, params: object): Promise<T> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: resolve as (value: unknown) => void, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });

  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const tree = await send<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
  const context = tree.contexts[0]!.context;
  return {
    name: 'Firefox',
    navigate: async (url) => {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async run<T>(body: string, ...args: unknown[]): Promise<T> {
      const answer = await send<{ result: { value?: string }; exceptionDetails?: { text: string } }>(
        'script.callFunction',
        {
          functionDeclaration: `async (json) => { const args = JSON.parse(json); return JSON.stringify(await (async () => { ${body} })() ?? null); }`,
          arguments: [{ type: 'string', value: JSON.stringify(args) }],
          awaitPromise: true,
          target: { context },
        },
      );
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return JSON.parse(answer.result.value ?? 'null');
    },
    perform: async (actions) => {
      await send('input.performActions', { context, actions });
    },
    resize: async (width, height) => {
      await send('browsingContext.setViewport', { context, viewport: { width, height } });
    },
    faults: async () => noted.splice(0),
    async quit() {
      await send('browser.close', {}).catch(() => {});
      socket.close();
      child.removeAllListeners('exit');
      child.kill();
      noted = [];
      profile.remove();
    },
  };
}
