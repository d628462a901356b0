import { Caller } from '../check/rpc.ts';
import { startWorker } from '../check/start-worker.ts';
import type { HandedFile, ReadCalls, TakeAs } from '../geo/formats/reading.ts';
import type { CrsChoice, TownContext } from '../geo/formats/types.ts';
import type { ZoneOptions } from '../geo/formats/zones.ts';
import readWorker from '../worker/read.ts?worker&url';

/**
 * Files being read in a worker of their own. `cancel` ends the worker at once, whatever it is doing; promises under
 * way then never settle.
 */
export function readFile(progress: (share: number) => void) {
  const caller = new Caller<ReadCalls>(startWorker(readWorker));
  return {
    read: (files: HandedFile[], town: TownContext | undefined) =>
      caller.call('read', { files, ...(town ? { town } : {}) }, { progress }),
    preview: (set: number, choice: CrsChoice, only: string) => caller.call('preview', { set, choice, only }),
    rows: (set: number, choice: CrsChoice) => caller.call('rows', { set, choice }),
    take: (set: number, choice: CrsChoice, only: string, as: TakeAs, options: ZoneOptions) =>
      caller.call('take', { set, choice, only, as, options }),
    cancel: () => caller.close(),
  };
}
export type FileReading = ReturnType<typeof readFile>;
