import type {
  HandedFile,
  Placement,
  ReadReply,
  ReadRequest,
  ReadSummary,
  RowsResult,
  TakeAs,
} from '../geo/formats/session.ts';
import type { CrsChoice, TownContext } from '../geo/formats/types.ts';
import type { ZoneOptions, ZonesResult } from '../geo/formats/zones.ts';
import { ProblemError } from '../model/index.ts';

type Asked<R> = R extends { id: number } ? Omit<R, 'id'> : never;

/**
 * Files being read in a worker of their own. `cancel` ends the worker at once, whatever it is doing; promises under
 * way then never settle.
 */
export function readFile(progress: (share: number) => void) {
  const worker = new Worker(new URL('../worker/read.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { done(value: unknown): void; failed(error: unknown): void }>();
  let serial = 0;
  worker.addEventListener('message', (event: MessageEvent<ReadReply>) => {
    const reply = event.data;
    if ('progress' in reply) return progress(reply.progress);
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('problems' in reply && !('done' in reply)) asked?.failed(new ProblemError(reply.problems));
    else if ('done' in reply) asked?.done(reply.done);
  });
  worker.addEventListener('error', (event) => {
    for (const asked of waiting.values()) asked.failed(new Error(event.message));
    waiting.clear();
  });
  const ask = <T>(request: Asked<ReadRequest>) =>
    new Promise<T>((done, failed) => {
      serial += 1;
      waiting.set(serial, { done: done as (value: unknown) => void, failed });
      worker.postMessage({ ...request, id: serial });
    });
  return {
    read: (files: HandedFile[], town: TownContext | undefined) =>
      ask<ReadSummary>({ op: 'read', files, ...(town ? { town } : {}) }),
    preview: (set: number, choice: CrsChoice, only: string) =>
      ask<Placement>({ op: 'preview', set, choice, only }),
    rows: (set: number, choice: CrsChoice) => ask<RowsResult>({ op: 'rows', set, choice }),
    take: (set: number, choice: CrsChoice, only: string, as: TakeAs, options: ZoneOptions) =>
      ask<ZonesResult>({ op: 'take', set, choice, only, as, options }),
    cancel: () => worker.terminate(),
  };
}
export type FileReading = ReturnType<typeof readFile>;
