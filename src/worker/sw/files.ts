/** The caches: one a version, named by it, holding every file under its path; and a small one for the state. */
import { emptyState, readState, type WorkerState } from './state.ts';

/** Several sites may live on one origin; each keeps to names of its own. */
export const scope = new URL((globalThis as unknown as ServiceWorkerGlobalScope).registration.scope);
const prefix = `plan-map ${scope.pathname} `;
const stateCache = `${prefix}state`;
const stateUrl = new URL('__state', scope).href;
const completeUrl = new URL('__complete', scope).href;

const cacheName = (version: string) => `${prefix}v ${version}`;
export const fileUrl = (path: string) =>
  new URL(path.split('/').map(encodeURIComponent).join('/'), scope).href;
export const openVersion = (version: string) => caches.open(cacheName(version));

/** A cached file of a version; undefined when it is not there or the browser cannot read it any more. */
export async function fileOf(version: string, path: string): Promise<Response | undefined> {
  try {
    // Without the test `open` would make the cache that is not there.
    if (!(await caches.has(cacheName(version)))) return undefined;
    return await (await openVersion(version)).match(fileUrl(path));
  } catch {
    return undefined;
  }
}

/** Versions present, with the time they were completed; those being fetched have none. */
async function present(): Promise<{ version: string; completed: number | undefined }[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${prefix}v `));
  return Promise.all(
    names.map(async (name) => {
      const mark = await (await caches.open(name)).match(completeUrl);
      const completed = mark ? Number(await mark.text()) : undefined;
      return { version: name.slice(prefix.length + 2), completed };
    }),
  );
}

export async function markComplete(version: string): Promise<void> {
  await (await openVersion(version)).put(completeUrl, new Response(String(Date.now())));
}

export const remove = (version: string) => caches.delete(cacheName(version));

/** Removes every version but these. */
export async function keepOnly(versions: ReadonlySet<string>): Promise<void> {
  for (const { version } of await present()) if (!versions.has(version)) await remove(version);
}

/**
 * The remembered state. When it is lost or damaged the oldest complete version is taken up again: the one before an
 * update outlives the update's trial, so the oldest has run here.
 */
export async function loadState(): Promise<WorkerState> {
  try {
    const stored = await (await caches.open(stateCache)).match(stateUrl);
    const state = stored && readState(await stored.text());
    if (state) return state;
    const complete = (await present()).filter((v) => v.completed !== undefined);
    complete.sort((a, b) => (a.completed as number) - (b.completed as number));
    return { ...emptyState, active: complete[0]?.version };
  } catch {
    return emptyState;
  }
}

/** False when the browser refuses, on a full disk for example; the worker then goes on from memory. */
export async function saveState(state: WorkerState): Promise<boolean> {
  try {
    await (await caches.open(stateCache)).put(stateUrl, new Response(JSON.stringify(state)));
    return true;
  } catch {
    return false;
  }
}
