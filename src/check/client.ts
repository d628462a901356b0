import type { Position } from 'geojson';
import { ProblemError, problem, type Zone } from '../model/index.ts';
import type {
  CallName,
  Calls,
  Checked,
  OutlinesMessage,
  PackageMessage,
  ParcelsLoaded,
  Reply,
  Request,
} from './protocol.ts';
import { CheckStopped } from './stopped.ts';

interface Waiting {
  call: CallName;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
  progress: ((share: number) => void) | undefined;
}

/** What a call may be told besides its arguments. */
export interface CallOptions {
  signal?: AbortSignal;
  /** Share done, 0 to 1. */
  progress?: (share: number) => void;
}

/**
 * The page's side of the check worker. Make the worker where it is used,
 * `new Worker(new URL('../worker/check.ts', import.meta.url), { type: 'module' })`, and hand it in. A new check stops
 * the one before it. Calls reject with `ProblemError`, or with `CheckStopped` when they were stopped.
 */
export class CheckClient {
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<Reply>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#fail(event.message || 'worker error'));
    worker.addEventListener('messageerror', () => this.#fail('a message could not be read'));
  }

  /** Gives the worker the town package; it warms itself up, so that the first check answers at once. */
  loadPackage(message: PackageMessage): Promise<{ layers: number }> {
    return this.#call('package', message);
  }

  /**
   * Gives the worker a parcel file. A buffer is moved there and empty afterwards; a file is better handed over as it is,
   * since fifty megabytes read on the page's thread stop it for a tenth of a second.
   */
  loadParcels(
    bytes: ArrayBuffer | Blob,
    options: CallOptions & { idProperty?: string } = {},
  ): Promise<ParcelsLoaded> {
    const { idProperty, ...rest } = options;
    const takes = idProperty === undefined ? { bytes } : { bytes, idProperty };
    return this.#call('parcels', takes, rest, bytes instanceof ArrayBuffer ? [bytes] : []);
  }

  /** The loaded parcels in compact form, to be kept and loaded again by `loadParcels`. */
  keepParcels(): Promise<ArrayBuffer | null> {
    return this.#call('keep', null);
  }

  forgetParcels(): Promise<null> {
    return this.#call('forget', null);
  }

  /** Borders of the parcels in a box, closed rings; null when there are more than `most` or none are loaded. */
  outlines(box: OutlinesMessage['box'], most: number): Promise<Position[][] | null> {
    return this.#call('outlines', { box, most });
  }

  check(zone: Zone, options: CallOptions & { geometry?: boolean } = {}): Promise<Checked> {
    const { geometry = true, ...rest } = options;
    for (const [id, { call }] of this.#waiting) if (call === 'check') this.#stop(id);
    return this.#call('check', { zone, geometry }, rest);
  }

  /** Ends the worker; whatever is under way is rejected as stopped. */
  close(): void {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new CheckStopped());
    this.#waiting.clear();
  }

  #call<K extends CallName>(
    call: K,
    takes: Calls[K]['takes'],
    { signal, progress }: CallOptions = {},
    transfer: Transferable[] = [],
  ): Promise<Calls[K]['gives']> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new CheckStopped());
      this.#waiting.set(id, { call, resolve, reject, progress });
      signal?.addEventListener('abort', () => this.#stop(id), { once: true });
      this.#worker.postMessage({ id, call, takes } as Request, transfer);
    });
  }

  #stop(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    this.#worker.postMessage({ id, call: 'stop' } satisfies Request);
    waiting.reject(new CheckStopped());
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if (reply.kind === 'progress') {
      waiting.progress?.(reply.share);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === 'done') waiting.resolve(reply.gives as never);
    else if (reply.kind === 'stopped') waiting.reject(new CheckStopped());
    else waiting.reject(new ProblemError(reply.problems));
  }

  #fail(detail: string): void {
    const fault = problem(
      'check-worker',
      { zh: `核查线程出错：${detail}`, en: `The check worker failed: ${detail}` },
      undefined,
      { zh: '请重新载入页面；地块不会丢失。', en: 'Reload the page; zones are kept.' },
    );
    for (const { reject } of this.#waiting.values()) reject(new ProblemError(fault));
    this.#waiting.clear();
  }
}
