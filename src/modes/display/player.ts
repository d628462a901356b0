import { type ReadonlySignal, signal } from '../../store/index.ts';
import type { Stop } from '../../store/tour/stops.ts';

/** Time that only runs forward: the wall clock may be set while the tour runs. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls once after `ms`; the answer cancels. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Seconds the camera travels before a stop's own time begins. */
export const flightSeconds = 4;

/** Plays a tour: one stop after the other, a new tour after the last. */
export class Player {
  readonly #current = signal<Stop | undefined>(undefined);
  readonly #paused = signal(true);
  readonly #plan: (round: number) => readonly Stop[];
  readonly #clock: Clock;
  readonly #between: () => void;
  #stops: readonly Stop[] = [];
  #index = -1;
  #round = 0;
  #cancel: (() => void) | undefined;
  #shownAt = 0;

  /**
   * @param plan Writes the tour of a round.
   * @param between Called after the last stop of a tour, before the first of the next.
   */
  constructor(plan: (round: number) => readonly Stop[], clock: Clock, between: () => void) {
    this.#plan = plan;
    this.#clock = clock;
    this.#between = between;
  }

  get current(): ReadonlySignal<Stop | undefined> {
    return this.#current;
  }
  get paused(): ReadonlySignal<boolean> {
    return this.#paused;
  }
  /** Position of the present stop and number of stops in this tour. */
  get position(): { index: number; count: number } {
    return { index: this.#index, count: this.#stops.length };
  }
  /** Milliseconds since the present stop was due to be over; not positive while all is well. */
  overdueMs(): number {
    const stop = this.#current.peek();
    if (!stop || this.#paused.peek()) return 0;
    return this.#clock.now() - this.#shownAt - this.#msOf(stop);
  }

  /** Begins, or goes on with the stop that was interrupted. */
  play(): void {
    if (!this.#paused.peek()) return;
    this.#paused.value = false;
    if (this.#index < 0) this.#step(1);
    else this.#show(this.#index);
  }
  pause(): void {
    this.#paused.value = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }
  next(): void {
    this.#step(1);
  }
  previous(): void {
    this.#step(-1);
  }
  /** Writes the tour again from its first stop, as after a change of the package. */
  restart(): void {
    this.#index = -1;
    this.#stops = [];
    if (!this.#paused.peek()) this.#step(1);
  }

  #msOf(stop: Stop): number {
    return (stop.seconds + flightSeconds) * 1000;
  }

  #step(by: 1 | -1): void {
    const at = this.#index + by;
    if (at >= 0 && at < this.#stops.length) {
      this.#show(at);
      return;
    }
    if (at >= this.#stops.length) {
      const first = this.#stops.length === 0;
      if (!first) {
        this.#round++;
        this.#between();
      }
      this.#stops = this.#plan(this.#round);
    }
    if (this.#stops.length) this.#show(at < 0 && by < 0 ? this.#stops.length - 1 : 0);
  }

  #show(index: number): void {
    const stop = this.#stops[index];
    if (!stop) return;
    this.#cancel?.();
    this.#index = index;
    this.#shownAt = this.#clock.now();
    this.#current.value = stop;
    this.#cancel = this.#paused.peek() ? undefined : this.#clock.after(this.#msOf(stop), () => this.#step(1));
  }
}
