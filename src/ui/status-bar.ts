import { css, html } from 'lit';
import { comma, type Status, statuses } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { statusWord } from './status-glyph.ts';
import { base } from './theme.ts';

/** How a group of items divides by status, as a bar whose parts differ by pattern as well as by shade. */
class StatusBar extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    ids: { attribute: false },
    counts: { attribute: false },
  };
  declare ids: readonly string[];
  /** Counts worked out elsewhere, in place of `ids`. */
  declare counts: ReadonlyMap<Status | undefined, number> | undefined;

  static override styles = [
    base,
    css`
      :host { display: block; }
      .bar { display: flex; gap: 2px; height: 6px; border-radius: 3px; overflow: hidden; }
      .bar span { min-width: 3px; border-radius: 1px; background: var(--hue, var(--neutral)); }
      .unknown { background: none !important; box-shadow: inset 0 0 0 1px var(--line-strong); }
      .notStarted { background: none !important; box-shadow: inset 0 0 0 1.5px var(--hue, var(--neutral)); }
      .preparing { background: repeating-linear-gradient(90deg, var(--hue) 0 2px, transparent 2px 4px) !important; }
      .underway { opacity: 0.75; }
      .routine { background: repeating-linear-gradient(-45deg, var(--hue) 0 3px, color-mix(in srgb, var(--hue) 35%, var(--raised)) 3px 6px) !important; }
      .delayed { background: repeating-linear-gradient(90deg, var(--bad) 0 4px, var(--raised) 4px 5px) !important; }
      .paused { background: var(--line-strong) !important; }
    `,
  ];

  #count(): Map<Status | undefined, number> {
    const counts = new Map<Status | undefined, number>();
    for (const id of this.ids) {
      const word = this.store.select.itemStatus(id)?.word;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return counts;
  }

  override render() {
    const counts = this.counts ?? this.#count();
    const order = [...statuses, undefined].filter((status) => counts.has(status));
    if (!order.length) return html`<div class="bar"></div>`;
    const text = order
      .map((status) => `${statusWord(status, this.language)} ${counts.get(status)}`)
      .join(this.t(comma));
    const parts = order.map((status) => {
      const part = document.createElement('span');
      part.className = status ?? 'unknown';
      part.style.flexGrow = String(counts.get(status));
      return part;
    });
    return html`<div class="bar" role="img" aria-label=${text} title=${text}>${parts}</div>`;
  }
}
define('status-bar', StatusBar);
