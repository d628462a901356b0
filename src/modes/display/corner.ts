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
