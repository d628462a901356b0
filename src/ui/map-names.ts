import { css, html, nothing } from 'lit';
import { pickableAt, watchPointer } from '../map/pick/watch.ts';
import type { MapView } from '../map/view/view.ts';
import { effect, type Signal, signal } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { keepNamesBeside } from './names-beside.ts';
import { base } from './theme.ts';
import { accuracyText, basisWords } from './words.ts';

/** How many names are said; of more, the number. */
const most = 3;
/** Pixels from the pointer to the name it shows, and the widest that is. */
const [away, widest] = [14, 280];
/** Pixels a finger covers round the place it points at, and how far off it may be, as for a tap. */
const [covered, fat] = [36, 12];

interface Named {
  ids: readonly string[];
  x: number;
  y: number;
  finger: boolean;
}

/** Names what is under a pointer that rests on the map, or a finger held there, and keeps written names beside panels. */
class MapNames extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    view: { attribute: false },
    named: { state: true },
  };
  declare view: Signal<MapView | undefined>;
  declare named: Named | undefined;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.view = signal(undefined);
  }

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
      :host(.named) { z-index: 16; }
      div { position: absolute; width: max-content; max-width: ${widest}px; padding: 6px 10px; border-radius: 8px; background: var(--raised); border: 1px solid var(--line); box-shadow: 0 4px 14px rgb(0 0 0 / 0.18); font-size: 13.5px; line-height: 1.4; }
      p + p { margin-top: 4px; padding-top: 4px; border-top: 1px solid var(--line); }
      small { display: block; font-size: 12px; color: var(--ink-soft); }
      span { white-space: nowrap; }
    `,
  ];

  #watch() {
    let end: (() => void) | undefined;
    const unwatch = effect(() => {
      const view = this.view.value;
      end?.();
      end = view && this.#point(view);
    });
    const beside = keepNamesBeside(this.getRootNode() as ShadowRoot, this.view);
    return () => {
      unwatch();
      end?.();
      beside();
    };
  }

  #point(view: MapView) {
    return watchPointer(view, {
      at: () => {
        this.named = undefined;
      },
      rests: ({ x, y }, finger) => {
        const { aside } = this.store.state;
        // A measuring tool has the pointer.
        if (aside.peek()?.panel === 'measure') return false;
        const { features } = this.store.select;
        const ids = pickableAt(view, this.store, { x, y }, finger ? fat : 4).filter((id) =>
          features.peek().has(id),
        );
        if (ids.length) this.named = { ids, x, y, finger };
        return ids.length > 0;
      },
    });
  }

  #line(id: string) {
    const record = this.store.select.features.value.get(id);
    if (!record) return nothing;
    const { name, basis, accuracyM } = record.feature.properties;
    return html`<p>${this.t(name)}<small class="num">${this.t(record.layer.name)} · ${this.t(basisWords[basis])} <span>${accuracyText(accuracyM)}</span></small></p>`;
  }

  override render() {
    if (!this.named) return nothing;
    const { ids } = this.named;
    const more = ids.length - most;
    return html`<div role="tooltip">${ids.slice(0, most).map((id) => this.#line(id))}${more > 0 ? html`<p><small>${this.t({ zh: `另有 ${more} 处，点按可选`, en: `${more} more: click or tap to choose` })}</small></p>` : nothing}</div>`;
  }

  /** Its place is a figure, so it is set as a style property; it stays within the map, and where no finger covers it. */
  override updated() {
    this.classList.toggle('named', this.named !== undefined);
    const box = this.renderRoot.querySelector<HTMLElement>('div');
    if (!box || !this.named) return;
    const { x, y, finger } = this.named;
    const { clientWidth: width, clientHeight: height } = this;
    const { offsetWidth: wide, offsetHeight: high } = box;
    const right = x + away + wide > width ? x - away - wide : x + away;
    const below = y + away + high > height ? y - away - high : y + away;
    const above = y - covered - high < 4 ? y + covered : y - covered - high;
    const [left, top] = finger ? [Math.min(x - wide / 2, width - wide - 4), above] : [right, below];
    box.style.left = `${Math.max(4, left)}px`;
    box.style.top = `${Math.max(4, top)}px`;
  }

  override firstUpdated() {
    this.#stop = this.#watch();
  }
  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#stop = this.#watch();
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }
}
define('map-names', MapNames);
