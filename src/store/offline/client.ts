import { type Problem, warning } from '../../model/problem.ts';
import type { ReleaseRequest, WorkerReport } from '../../model/release.ts';
import { type ReadonlySignal, signal } from '../signals.ts';

export interface OfflineState {
  /**
   * `unsupported`: the browser or the address does not allow it; `absent`: not installed yet; `installing`: the first
   * version is being fetched; `ready`: works without a network; `updateReady`: so does a newer version, not in use yet.
   */
  phase: 'unsupported' | 'absent' | 'installing' | 'ready' | 'updateReady';
  report: WorkerReport | undefined;
  problem: Problem | undefined;
}

export interface Offline {
  state: ReadonlySignal<OfflineState>;
  /** Installs the service worker, or takes up the one that is there. Never throws. */
  start(): Promise<void>;
  /** The page runs: ends the time limit of a version on trial; after a minute without `failed` it is proved. */
  started(): Promise<void>;
  /** The page cannot go on: a version on trial is taken back, which reloads the page. */
  failed(reason: string): Promise<void>;
  /**
   * Looks for a new version and fetches it. The page goes on as it is.
   * @param other The page shows another town than the site's own, whose package is then left where it is; it holds for
   *   later calls.
   */
  check(other?: boolean): Promise<void>;
  /** Uses the fetched version from the next page load on; this page goes on as it is. */
  adopt(): Promise<void>;
  /** Reloads the page in the fetched version; returns false when there is none. */
  update(): Promise<boolean>;
}

const provedAfterMs = 60_000;
const answerWithinMs = 5_000;

const faultOf = (fault: string): Problem =>
  warning(
    'offline-update',
    { zh: `未能取得新版本：${fault}`, en: `The new version could not be fetched: ${fault}` },
    undefined,
    {
      zh: '现有版本继续可用，稍后自动重试。',
      en: 'The present version keeps working; it is tried again later.',
    },
  );

const unsupported = (): OfflineState => ({
  phase: 'unsupported',
  report: undefined,
  problem: warning(
    'offline-unsupported',
    {
      zh: globalThis.isSecureContext
        ? '此浏览器不支持离线使用。'
        : '此网址不是安全来源（https 或本机），浏览器不允许离线使用。',
      en: globalThis.isSecureContext
        ? 'This browser cannot keep the site for offline use.'
        : 'This address is not a secure origin (https or this machine), so the browser does not allow offline use.',
    },
    undefined,
    { zh: '见部署说明。', en: 'See the deployment guide.' },
  ),
});

/** Removes the mark a restored page was loaded with. */
function cleanAddress(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('restored')) return;
  url.searchParams.delete('restored');
  history.replaceState(history.state, '', url);
}

/** The page's side of offline use; `script` is the service worker's address from the page's folder. */
export function createOffline(script = 'sw.js'): Offline {
  const state = signal<OfflineState>({ phase: 'absent', report: undefined, problem: undefined });
  let registration: ServiceWorkerRegistration | undefined;
  let proof: ReturnType<typeof setTimeout> | undefined;
  let elsewhere = false;

  function take(report: WorkerReport): void {
    state.value = {
      phase: report.next ? 'updateReady' : report.active ? 'ready' : 'absent',
      report,
      problem: report.fault === undefined ? undefined : faultOf(report.fault),
    };
  }

  /** Undefined when there is no worker, or it does not answer in time. */
  async function ask(request: ReleaseRequest, withinMs = answerWithinMs): Promise<WorkerReport | undefined> {
    const worker = navigator.serviceWorker?.controller ?? registration?.active;
    if (!worker) return undefined;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<WorkerReport | undefined>((done) => {
      port1.onmessage = (event) => done(event.data as WorkerReport);
      setTimeout(() => done(undefined), withinMs);
    });
    worker.postMessage(request, [port2]);
    const report = await answer;
    port1.close();
    if (report) take(report);
    return report;
  }

  async function start(): Promise<void> {
    cleanAddress();
    if (!navigator.serviceWorker) {
      state.value = unsupported();
      return;
    }
    navigator.serviceWorker.addEventListener('message', (event) => take(event.data as WorkerReport));
    try {
      registration = await navigator.serviceWorker.register(new URL(script, document.baseURI), {
        updateViaCache: 'none',
      });
      const first = registration.active ? undefined : registration.installing;
      if (first) {
        state.value = { ...state.value, phase: 'installing' };
        await settled(first);
      }
      if (!(await ask({ type: 'report' }))) throw new Error('no answer');
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      const works = state.value.report !== undefined;
      state.value = { ...state.value, phase: works ? state.value.phase : 'absent', problem: faultOf(fault) };
    }
  }

  async function check(other = elsewhere): Promise<void> {
    elsewhere = other;
    if (!navigator.serviceWorker) return;
    if (!registration?.active) return start();
    // The worker's own script first; without a network the one here goes on.
    await registration.update().catch(() => undefined);
    await ask({ type: 'check', other }, 10 * 60_000);
  }

  return {
    state,
    start,
    check,
    async started() {
      const report = await ask({ type: 'started' });
      clearTimeout(proof);
      if (report?.trial) proof = setTimeout(() => void ask({ type: 'proved' }), provedAfterMs);
    },
    async failed(reason) {
      clearTimeout(proof);
      await ask({ type: 'failed', reason });
    },
    async adopt() {
      if (state.value.report?.next) await ask({ type: 'activate' });
    },
    async update() {
      const report = await ask({ type: 'report' });
      if (!report?.next) return false;
      const after = await ask({ type: 'activate' });
      if (after?.active !== report.next) return false;
      location.reload();
      return true;
    },
  };
}

/** Waits until an installing worker is active, or has failed. */
function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((done, fail) => {
    const look = () => {
      if (worker.state === 'activated') done();
      else if (worker.state === 'redundant') fail(new Error('the site could not be fetched in full'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
