/** Lets the page do something else, and comes back. */
export type Pause = () => Promise<unknown>;

/** Milliseconds of work between two pauses. */
const turnMs = 12;

/** Runs work that is done in steps to its end, with a pause after every stretch of it; without one in one go. */
export async function inTurns<T>(steps: Generator<unknown, T>, pause?: Pause): Promise<T> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (!pause || performance.now() - began < turnMs) continue;
    await pause();
    began = performance.now();
  }
}
