import type { FabricLook, FabricOpened, ParcelClasses, ParcelInfo } from '../../geo/tiles/serve.ts';
import { type Problem, ProblemError } from '../../model/index.ts';

interface Answer {
  id: number;
  answer?: unknown;
  problems?: readonly Problem[];
}

/** Talks to the worker that holds a parcel fabric. */
export function createFabricClient() {
  const worker = new Worker(new URL('../../worker/fabric.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { done: (answer: never) => void; fail: (error: unknown) => void }>();
  let serial = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.problems) call?.fail(new ProblemError(data.problems));
    else call?.done(data.answer as never);
  });
  worker.addEventListener('error', (event) => {
    for (const { fail } of waiting.values()) fail(new Error(event.message));
    waiting.clear();
  });
  const ask = <T>(call: string, args: unknown[]): Promise<T> =>
    new Promise<T>((done, fail) => {
      serial += 1;
      waiting.set(serial, { done, fail });
      worker.postMessage({ id: serial, call, args });
    });
  return {
    /** Reads a file in the worker; this thread never holds its bytes. */
    open: (file: Blob) => ask<FabricOpened>('open', [file]),
    look: (look: FabricLook) => ask<void>('look', [look]),
    tile: (z: number, x: number, y: number) => ask<Uint8Array<ArrayBuffer> | undefined>('tile', [z, x, y]),
    info: (parcel: number) => ask<ParcelInfo | undefined>('info', [parcel]),
    classes: (column: string) => ask<ParcelClasses | undefined>('classes', [column]),
    find: (id: string) => ask<ParcelInfo | undefined>('find', [id]),
    parcelsOf: (records: readonly number[]) => ask<number[]>('parcelsOf', [records]),
    /** Ends the worker at once, with all it holds. */
    close(): void {
      worker.terminate();
      for (const { fail } of waiting.values()) fail(new DOMException('closed', 'AbortError'));
      waiting.clear();
    },
  };
}
export type FabricClient = ReturnType<typeof createFabricClient>;
