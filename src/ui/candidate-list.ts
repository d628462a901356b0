import { css, html, nothing } from 'lit';
import { chapterOf } from '../model/index.ts';
import { define, focusLost, PlanElement } from './element.ts';
import { base, hues } from './theme.ts';

/** Several features lie under one click: a short list to choose from, where the click was. */
class CandidateList extends PlanElement {
  static override styles = [
    base,
    hues,
    css`
      :host { position: absolute; z-index: 12; left: 0; top: 0; pointer-events: none; }
      div { position: absolute; pointer-events: auto; width: 270px; max-height: 320px; padding: 6px; border-radius: 12px; background: var(--raised); border: 1px solid var(--line); box-shadow: 0 12px 32px rgb(0 0 0 / 0.18); }
      h3 { font-size: 12.5px; color: var(--ink-faint); padding: 6px 10px 4px; }
      button { display: grid; grid-template-columns: 10px 1fr; gap: 2px 10px; align-items: center; width: 100%; min-height: 44px; padding: 6px 10px; border-radius: 8px; font-size: 14px; line-height: 1.35; }
      button:hover, button:focus-visible { background: var(--sunken); }
      i { width: 10px; height: 10px; border-radius: 3px; background: var(--hue, var(--neutral)); }
      small { grid-column: 2; font-size: 12px; color: var(--ink-faint); }
    `,
  ];

  override render() {
    const { state, select, commands } = this.store;
    const offer = state.candidates.value;
    if (!offer) return nothing;
    return html`<div class="scroll" role="dialog" aria-label=${this.t({ zh: '此处有多个要素', en: 'Several features here' })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        this.dispatchEvent(focusLost());
        commands.offerCandidates([], 0, 0);
        // The same key closes the card: one thing at a time.
        event.preventDefault();
      }}>
      <h3>${this.t({ zh: `此处有 ${offer.ids.length} 个要素`, en: `${offer.ids.length} features here` })}</h3>
      <ul>${offer.ids.map((id) => {
        const record = select.features.value.get(id);
        if (!record) return nothing;
        const item = record.feature.properties.planItems[0];
        return html`<li><button class=${item ? `c${chapterOf(item)}` : ''} @click=${() => commands.selectFeature(id)}
          @pointerenter=${() => commands.hoverFeatures([id])} @pointerleave=${() => commands.hoverFeatures([])}
          @focus=${() => commands.hoverFeatures([id])} @blur=${() => commands.hoverFeatures([])}>
          <i></i><span>${this.t(record.feature.properties.name)}</span><small>${this.t(record.layer.name)}</small></button></li>`;
      })}</ul></div>`;
  }

  /** Keeps the list inside the map and takes the focus, so that the keyboard goes on from here. */
  override updated() {
    const offer = this.store.state.candidates.value;
    const box = this.renderRoot.querySelector('div');
    if (!offer || !box) return;
    const { width, height } = (this.offsetParent ?? document.body).getBoundingClientRect();
    const left = Math.max(8, Math.min(offer.x + 8, width - box.offsetWidth - 8));
    const top = Math.max(8, Math.min(offer.y + 8, height - box.offsetHeight - 8));
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
    if (offer !== this.#shown) box.querySelector('button')?.focus({ preventScroll: true });
    this.#shown = offer;
  }
  #shown: unknown;
}
define('candidate-list', CandidateList);
