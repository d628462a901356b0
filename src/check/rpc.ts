import { asProblems, type Problem, ProblemError, problem } from '../model/index.ts';
import { CheckStopped } from './stopped.ts';

/** The calls of a worker by name: what each takes and gives. */
export type Api<A> = { [K in keyof A]: { takes: unknown; gives: unknown } };

type Request = { id: number; call: string; takes?: unknown } | { id: number; stop: true };
type Reply = { id: number } & (
  | { progress: number }
  | { gives: unknown }
  | { stopped: true }
  | { problems: readonly Problem[] }
);
type Send = (reply: Reply, transfer: Transferable[]) => void;

/** What a handler is given besides its arguments. */
export interface CallContext {
  signal: AbortSignal;
  /** Reports the share done, 0 to 1. */
  progress(share: number): void;
  /** Lets messages in, one to stop among them; throws `CheckStopped` when it has come. */
  pause(): Promise<void>;
  /** Names buffers of the answer that are moved, not copied. */
  transfer(...buffers: Transferable[]): void;
}

export type Handlers<A extends Api<A>> = {
  [K in keyof A]: (takes: A[K]['takes'], context: CallContext) => A[K]['gives'] | Promise<A[K]['gives']>;
};

/** A task of its own, without the delay a timer would have. */
export function makePause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/** Runs work that is done in steps, letting messages in between them. */
export async function stepwise<T>(steps: Generator<number, T>, { progress, pause }: CallContext): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    progress(step.value);
    await pause();
  }
}

/**
 * The worker's side: answers requests with `send`. Calls run side by side wherever they pause; one that fails answers
 * with its problems.
 */
export function serveCalls<A extends Api<A>>(
  handlers: Handlers<A>,
  send: Send,
): (request: unknown) => Promise<void> {
  const running = new Map<number, AbortController>();
  const rest = makePause();
  return async (message) => {
    const request = message as Request;
    const { id } = request;
    if ('stop' in request) return running.get(id)?.abort();
    const controller = new AbortController();
    running.set(id, controller);
    const moved: Transferable[] = [];
    const context: CallContext = {
      signal: controller.signal,
      progress: (progress) => send({ id, progress }, []),
      pause: async () => {
        await rest();
        if (controller.signal.aborted) throw new CheckStopped();
      },
      transfer: (...buffers) => moved.push(...buffers),
    };
    try {
      const gives = await handlers[request.call as keyof A](request.takes as never, context);
      send({ id, gives }, moved);
    } catch (error) {
      if (error instanceof CheckStopped) send({ id, stopped: true }, []);
      else send({ id, problems: asProblems(error) }, []);
    } finally {
      running.delete(id);
    }
  };
}

/** What a call may be given besides its arguments. */
export interface CallOptions {
  signal?: AbortSignal;
  /** Share done, 0 to 1. */
  progress?: (share: number) => void;
  /** Buffers among the arguments that are moved, not copied. */
  transfer?: Transferable[];
}

interface Waiting {
  call: PropertyKey;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
  progress: ((share: number) => void) | undefined;
}

/** The page's side. Calls reject with `ProblemError`, or with `CheckStopped` when they were stopped. */
export class Caller<A extends Api<A>> {
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<Reply>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#fail(event.message || 'worker error'));
    worker.addEventListener('messageerror', () => this.#fail('a message could not be read'));
  }

  call<K extends keyof A & string>(
    call: K,
    takes: A[K]['takes'],
    { signal, progress, transfer = [] }: CallOptions = {},
  ): Promise<A[K]['gives']> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new CheckStopped());
      this.#waiting.set(id, { call, resolve, reject, progress });
      signal?.addEventListener('abort', () => this.#stop(id), { once: true });
      this.#worker.postMessage({ id, call, takes } satisfies Request, transfer);
    });
  }

  /** Stops every call of this name that is under way. */
  stop(call: keyof A): void {
    for (const [id, waiting] of this.#waiting) if (waiting.call === call) this.#stop(id);
  }

  /** Ends the worker at once, whatever it is doing; promises under way then never settle. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #stop(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    this.#worker.postMessage({ id, stop: true } satisfies Request);
    waiting.reject(new CheckStopped());
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ('progress' in reply) {
      waiting.progress?.(reply.progress);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('gives' in reply) waiting.resolve(reply.gives as never);
    else waiting.reject('stopped' in reply ? new CheckStopped() : new ProblemError(reply.problems));
  }

  #fail(detail: string): void {
    const fault = problem(
      'worker-failed',
      { zh: `后台处理出错：${detail}`, en: `Work in the background failed: ${detail}` },
      undefined,
      { zh: '请重新载入页面；地块不会丢失。', en: 'Reload the page; zones are kept.' },
    );
    for (const { reject } of this.#waiting.values()) reject(new ProblemError(fault));
    this.#waiting.clear();
  }
}
