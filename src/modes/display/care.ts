import type { FaultLog } from '../../store/faults/log.ts';
import { effect, type Store, untracked } from '../../store/index.ts';

/** Keeps the screen on where the browser can; asked again whenever the page comes back. */
export function keepAwake(log: FaultLog, signal: AbortSignal): void {
  let refused = false;
  // The one that holds; the browser takes it away whenever the page is hidden.
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (signal.aborted) await lock.release();
    } catch (error) {
      if (!refused) log.add('wake-lock', String(error));
      refused = true;
    }
  };
  document.addEventListener('visibilitychange', () => void ask(), { signal });
  signal.addEventListener('abort', () => void lock?.release(), { once: true });
  void ask();
}

const driftEveryMs = 40_000;

/** Where a slow walk stands after `step` steps: never far from the middle, never long in one place, −1 to 1. */
export const driftAt = (step: number): [number, number] => [Math.sin(step * 0.7), Math.sin(step * 0.43 + 1)];

/** Moves what stands still by a few pixels now and then, against burn-in. */
export function drift(target: () => HTMLElement | null, reachPx: () => number, signal: AbortSignal): void {
  let step = 0;
  const timer = setInterval(() => {
    const element = target();
    const [x, y] = driftAt(++step);
    const reach = reachPx();
    if (element)
      element.style.transform = `translate(${(x * reach).toFixed(1)}px, ${(y * reach).toFixed(1)}px)`;
  }, driftEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer));
}

const stormErrors = 25;
const stormMs = 60_000;

/** Writes down every script error; a storm of them is more than the page should go on with. */
export function catchErrors(log: FaultLog, storm: (reason: string) => void, signal: AbortSignal): void {
  let recent: number[] = [];
  const note = (text: string) => {
    log.add('script', text);
    const now = performance.now();
    recent = [...recent.filter((at) => now - at < stormMs), now];
    if (recent.length >= stormErrors) {
      recent = [];
      storm(`${stormErrors} script errors within a minute`);
    }
  };
  addEventListener('error', (event) => note(`${event.message} (${event.filename}:${event.lineno})`), {
    signal,
  });
  addEventListener('unhandledrejection', (event) => note(String(event.reason)), { signal });
}

/** Calls `note` once for each problem the store reports; returns what ends it. */
export function noteProblems({ state }: Store, note: (text: string) => void): () => void {
  const noted = new Set<string>();
  return effect(() => {
    for (const problem of state.problems.value) {
      const text = `${problem.code} ${problem.where?.file ?? ''} ${problem.what.en}`;
      if (noted.has(text)) continue;
      noted.add(text);
      untracked(() => note(text));
    }
  });
}

/**
 * The window's title shows from afar whether the screen is alive: it ends in the number of the card while the tour plays,
 * and in the time of day while it rests or somebody is at it. One that stays the same for minutes belongs to a picture
 * that stands.
 * @param at Where the tour is, counted from 0.
 */
export function lifeSign(title: string, at: { index: number; count: number }, playing: boolean, now: Date) {
  const two = (n: number) => String(n).padStart(2, '0');
  const sign = playing ? `${at.index + 1}/${at.count}` : `${two(now.getHours())}:${two(now.getMinutes())}`;
  return `${title} ${sign}`;
}

const tapsNeeded = 5;
const withinMs = 8000;

/** Five taps in the corner within eight seconds: easy to explain, hard to do by chance. */
export class CornerTaps {
  #taps: number[] = [];

  /** True at the tap that completes the gesture. `now` in milliseconds. */
  tap(now: number): boolean {
    this.#taps = [...this.#taps.filter((at) => now - at < withinMs), now];
    if (this.#taps.length < tapsNeeded) return false;
    this.#taps = [];
    return true;
  }
}
