import type { Page } from 'playwright-core';

/**
 * What the page tells of itself: frames, long tasks with what of them was spent in calls of WebGL, which block for long
 * only where a processor draws, and when an answer stands for the shape on the screen.
 */
export interface Probe {
  frames: number[];
  tasks: { ms: number; drawing: number }[];
  /** Beginning and length of calls of WebGL that took their time. */
  calls: [number, number][];
  settled(): boolean;
  /**
   * From the pointer's last move to the answer for the shape it made, ms: as the browser stamped the move, and from when
   * the page had it, which on a machine that draws slowly is a frame or two later.
   */
  lastAnswer(): Promise<{ stamped: number; dispatched: number }>;
}
declare global {
  interface Window {
    probe: Probe;
  }
}

interface Followed<T> {
  value: T;
  subscribe(told: () => void): void;
}

/** Runs in the page, before its own scripts; functions sent into a page are to be given `keepNames` first. */
export function installProbe(): void {
  const bench = () =>
    (
      document.querySelector('plan-app')!.shadowRoot!.querySelector('check-mode') as unknown as {
        bench: {
          session: {
            activeZone: { value?: { id: string; geometry: unknown } };
            live: Followed<unknown>;
          };
          checker: { results: Followed<Record<string, { running: boolean; geometry?: unknown }>> };
        };
      }
    ).bench;
  const probe: Probe = {
    frames: [],
    tasks: [],
    calls: [],
    async lastAnswer() {
      if (!following) {
        const { session, checker } = bench();
        session.live.subscribe(() => {
          taken = performance.now();
        });
        checker.results.subscribe(() => {
          if (probe.settled()) answered = performance.now();
        });
        following = true;
      }
      const { stamped, dispatched } = moved;
      // The shape follows the move by a frame at most, the answer the shape.
      while (taken < dispatched || answered < taken) await new Promise((done) => setTimeout(done, 1));
      return { stamped: answered - stamped, dispatched: answered - dispatched };
    },
    settled() {
      const { session, checker } = bench();
      const zone = session.activeZone.value;
      const state = zone ? checker.results.value[zone.id] : undefined;
      return state !== undefined && !state.running && state.geometry === zone?.geometry;
    },
  };
  window.probe = probe;
  let following = false;
  let taken = 0;
  let answered = 0;
  let moved = { stamped: 0, dispatched: 0 };
  addEventListener(
    'mousemove',
    ({ timeStamp }) => {
      moved = { stamped: timeStamp, dispatched: performance.now() };
    },
    true,
  );
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, unknown>;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(gl))) {
    if (typeof value !== 'function') continue;
    gl[name] = function (this: unknown, ...args: unknown[]) {
      const began = performance.now();
      const answer: unknown = value.apply(this, args);
      const ms = performance.now() - began;
      if (ms >= 0.1) probe.calls.push([began, ms]);
      return answer;
    };
  }
  let last = performance.now();
  const frame = (now: number) => {
    probe.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const within = probe.calls.filter(([at]) => at >= startTime && at < startTime + duration);
      probe.tasks.push({ ms: duration, drawing: within.reduce((sum, [, ms]) => sum + ms, 0) });
    }
    probe.calls = probe.calls.filter(([at]) => at > performance.now() - 10_000);
  }).observe({ entryTypes: ['longtask'] });
}

export const quantile = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;
export const clear = (page: Page) =>
  page.evaluate(() => {
    window.probe.frames.length = 0;
    window.probe.tasks.length = 0;
  });
export const read = (page: Page) =>
  page.evaluate(() => ({ frames: [...window.probe.frames], tasks: [...window.probe.tasks] }));
