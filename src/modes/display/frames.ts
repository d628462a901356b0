import type { Effects } from '../../map/camera/flight.ts';

/** Slower than this for most of several flights, and effects are given up: 24 frames a second. */
const slowMs = 1000 / 24;
const flightsToJudge = 3;
const leastFrames = 12;
/** So slow that one flight is enough to know: under 8 frames a second. */
const hopelessMs = 125;

/** Watches the time between frames while the map flies and says how much the machine can carry. */
export class FrameMeter {
  #last = 0;
  #intervals: number[] = [];
  #slow = 0;
  #beat = performance.now();

  /** Call in every animation frame, with whether the map should be moving. */
  frame(now: number, moving: boolean): void {
    this.#beat = performance.now();
    if (moving && this.#last) this.#intervals.push(now - this.#last);
    if (this.#intervals.length > 600) this.#intervals.shift();
    this.#last = moving ? now : 0;
  }

  sinceFrameMs(): number {
    return performance.now() - this.#beat;
  }

  /** Call at the end of a flight; answers the level the next one should have. */
  judge(level: Effects): Effects {
    const sorted = this.#intervals.sort((a, b) => a - b);
    this.#intervals = [];
    const median = sorted[sorted.length >> 1];
    if (median === undefined || level === 'cuts') return level;
    if (median > hopelessMs) {
      this.#slow = 0;
      return 'cuts';
    }
    if (sorted.length < leastFrames) return level;
    this.#slow = median > slowMs ? this.#slow + 1 : 0;
    if (this.#slow < flightsToJudge) return level;
    this.#slow = 0;
    return level === 'full' ? 'calm' : 'cuts';
  }
}
