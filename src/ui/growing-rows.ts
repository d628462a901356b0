import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * How many of a long list's rows are set: some at first, and more each time the element of class `more`, which the host
 * draws after the rows while there are others, comes near the view. A list of hundreds is thus never one long task.
 */
export class GrowingRows implements ReactiveController {
  most: number;
  readonly #host: ReactiveElement;
  readonly #step: number;
  #seen: IntersectionObserver | undefined;

  constructor(host: ReactiveElement, step: number) {
    this.#host = host;
    this.#step = step;
    this.most = step;
    host.addController(this);
  }

  grow(): void {
    this.most += this.#step;
    this.#host.requestUpdate();
  }
  /** Other rows, or another order: from the first again. */
  reset(): void {
    this.most = this.#step;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#seen ??= new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.grow();
      },
      { rootMargin: '300px' },
    );
    // Observed again, it says again whether the end is in view.
    this.#seen.disconnect();
    const more = this.#host.renderRoot.querySelector('.more');
    if (more) this.#seen.observe(more);
  }
  hostDisconnected(): void {
    this.#seen?.disconnect();
  }
}
