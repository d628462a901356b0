import checkWorker from '../worker/check.ts?worker&url';
import { CheckClient } from './client.ts';
import { startWorker } from './start-worker.ts';

let shared: CheckClient | undefined;
/** The page's one worker for layers, started when first asked for. */
export function layerWorker(): CheckClient {
  shared ??= new CheckClient(startWorker(checkWorker));
  return shared;
}
