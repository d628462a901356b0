/**
 * The service worker: after the first visit the site needs no network. Pages are served from one complete, verified
 * version; a new one is fetched whole beside it, used only when a page says so, and taken back when it cannot start.
 */
import type { ReleaseRequest, WorkerReport } from '../model/release.ts';
import { fetchRelease, hasPackage, offered } from './sw/fetch-release.ts';
import { keepOnly, loadState, saveState } from './sw/files.ts';
import { pathOf, respond } from './sw/respond.ts';
import {
  activated,
  belongs,
  expired,
  failed,
  fetched,
  navigated,
  needed,
  proved,
  started,
  type WorkerState,
} from './sw/state.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

let loading: Promise<WorkerState> | undefined;
const state = () => {
  loading ??= loadState();
  return loading;
};

/** The only way the state changes: one change after the other, on disk before it is acted upon. */
function change(step: (now: WorkerState) => WorkerState): Promise<WorkerState> {
  const before = state();
  loading = before.then(async (old) => {
    const now = step(old);
    if (now !== old) await saveState(now);
    return now;
  });
  return loading;
}

async function windows(): Promise<readonly WindowClient[]> {
  return worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** Forgets closed pages and lets go of versions nobody uses. */
async function tidy(): Promise<void> {
  const open = new Set(
    (await worker.clients.matchAll({ type: 'all', includeUncontrolled: true })).map((c) => c.id),
  );
  const now = await change((s) => {
    const kept = Object.entries(s.clients).filter(([id]) => open.has(id));
    return kept.length === Object.keys(s.clients).length ? s : { ...s, clients: Object.fromEntries(kept) };
  });
  await keepOnly(needed(now));
}

/** Reloads pages of a version that was taken back. Their scripts may be dead, so they are not asked. */
async function reloadFrom(version: string): Promise<void> {
  const now = await state();
  for (const client of await windows()) {
    if (now.clients[client.id] !== version) continue;
    const url = new URL(client.url);
    // The same address with a fragment would only scroll; the page takes this mark out of its address.
    url.searchParams.set('restored', version);
    await client.navigate(url).catch(() => undefined);
  }
}

async function tryStep(step: (now: WorkerState) => WorkerState): Promise<void> {
  const trial = (await state()).trial?.version;
  const now = await change(step);
  if (trial !== undefined && now.active !== trial && now.bad.some((b) => b.version === trial))
    await reloadFrom(trial);
}

/** Whether a page shows another town than the site's own, as far as its address says. */
const isElsewhere = ({ url }: WindowClient) => /^\d{9}$/.test(new URL(url).searchParams.get('town') ?? '');
/** The first fetching begins before any page can say what it shows: the addresses of the open ones do. */
const onlyElsewhere = async () => {
  const open = await windows();
  return open.length > 0 && open.every(isElsewhere);
};

/** Fetches what the server offers, if it is new, with the site's own package unless nobody here wants it. Faults are remembered, not thrown, except on the first install. */
async function check(other: boolean): Promise<void> {
  try {
    const release = await offered();
    const now = await state();
    const refused = now.bad.find((b) => b.version === release.version);
    if (refused) throw new Error(`version ${release.version} ${refused.reason}; waiting for a newer one`);
    // For the active version this fetches whatever the browser has lost of it.
    const whole = !other || (await hasPackage(now.active));
    await fetchRelease(release, now.active, needed(now), whole);
    await change((s) => fetched(s, release.version, release.startLimitSeconds));
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    await change((s) => ({ ...s, fault }));
    throw error;
  }
  for (const client of await windows()) client.postMessage(await reportFor(client.id));
}
let checking: Promise<void> | undefined;
const checkOnce = (other: boolean) => {
  checking ??= check(other).finally(() => {
    checking = undefined;
  });
  return checking;
};

async function reportFor(client: string): Promise<WorkerReport> {
  const s = await state();
  return {
    active: s.active,
    next: s.next?.version,
    trial: s.trial?.version,
    bad: s.bad,
    own: s.clients[client],
    fault: s.fault,
  };
}

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      // A new worker script takes over at once: what pages see depends on the version, not on this script.
      if ((await state()).active === undefined) await checkOnce(await onlyElsewhere());
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // The worker before this one may have written meanwhile.
      loading = undefined;
      await tidy();
      await worker.clients.claim();
    })(),
  );
});

async function load(event: FetchEvent, path: string): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  let now = await state();
  let version: string | undefined;
  if (request.mode === 'navigate') {
    const before = now.trial?.version;
    now = await change((s) => navigated(s, resultingClientId, Date.now()));
    version = now.active;
    const { trial } = now;
    if (trial && !trial.started) {
      const limit = new Promise((done) => setTimeout(done, trial.startLimitSeconds * 1000));
      event.waitUntil(limit.then(() => tryStep((s) => expired(s, trial.version))));
    } else if (before !== undefined && before !== now.trial?.version) event.waitUntil(tidy());
  } else {
    version = now.clients[clientId] ?? now.active;
    // A worker's own requests come under the worker's id: it belongs to its page's version.
    if (resultingClientId) await change((s) => belongs(s, resultingClientId, version));
  }
  return respond(request, path, version, now);
}

worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path === undefined) return;
  const { request } = event;
  // A page that asks for what the server has now (see `store/edits/base.ts`) is not given what the page was loaded with.
  if (request.cache === 'reload' && request.mode !== 'navigate')
    event.respondWith(fetch(request).catch(() => load(event, path)));
  else event.respondWith(load(event, path).catch(() => fetch(request)));
});

async function obey(request: ReleaseRequest, client: string): Promise<void> {
  switch (request.type) {
    case 'check':
      await checkOnce(request.other ?? false).catch(() => undefined);
      break;
    case 'activate':
      await change(activated);
      break;
    case 'started':
      await tryStep((s) => started(s, client));
      break;
    case 'proved':
      await change((s) => proved(s, client));
      await tidy();
      break;
    case 'failed':
      await tryStep((s) => failed(s, client, request.reason));
      break;
    case 'report':
      break;
  }
}

worker.addEventListener('message', (event) => {
  const client = event.source instanceof WindowClient ? event.source.id : '';
  event.waitUntil(
    obey(event.data as ReleaseRequest, client)
      .catch(() => undefined)
      .then(async () => event.ports[0]?.postMessage(await reportFor(client))),
  );
});
