import { signal } from '../../store/index.ts';

/** Whoever touches the public display: whether somebody is there, what they look at, how long it stays theirs. */
export class Visitor {
  readonly here = signal(false);
  /** The item they opened; undefined shows the whole town. */
  readonly item = signal<string | undefined>(undefined);
  readonly secondsLeft = signal(0);
  #touchedAt = 0;

  readonly touch = (): void => {
    this.#touchedAt = performance.now();
  };

  come(): void {
    this.touch();
    this.here.value = true;
  }

  leave(): void {
    this.here.value = false;
    this.item.value = undefined;
  }

  /** Counts down from `resetSeconds` after the last touch; whether they are taken to be gone. */
  isGone(resetSeconds: number): boolean {
    const left = Math.ceil(resetSeconds - (performance.now() - this.#touchedAt) / 1000);
    this.secondsLeft.value = Math.max(0, left);
    return left <= 0;
  }
}
