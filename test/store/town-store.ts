import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { createStore, type Store } from '../../src/store/index.ts';

/** The store of the town's own package, loaded from `data/`. */
export async function townStore(): Promise<Store> {
  vi.stubGlobal('fetch', async (url: URL) => new Response(readFileSync(fileURLToPath(url))));
  const store = createStore(pathToFileURL('data/').href);
  await store.load();
  vi.unstubAllGlobals();
  return store;
}
