import { createOffline } from './client.ts';

export type { Offline, OfflineState } from './client.ts';

/** The page's own: there is one service worker to a page, whatever number of maps is on it. */
export const offline = createOffline();
