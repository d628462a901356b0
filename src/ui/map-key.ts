import { css, html } from 'lit';
import { mainChapters } from '../model/index.ts';
import { statusFilters } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
// Comes with the key: a finger says nothing before it is held, and is to show what it is on the first time, too.
import './map-names.ts';
import { statusShape, statusWord } from './status-glyph.ts';
import { base, hues } from './theme.ts';
import { noteVisit } from './visits.ts';

/** Pixels from which on the key is open at first sight: below it would lie on the town. */
const roomy = { width: 1200, height: 640 };

/** What colours, signs and lines on the map mean: open at first where there is room, and always at hand. */
class MapKey extends PlanElement {
  static override ownTask = true;
  static override properties = { ...PlanElement.properties, open: { type: Boolean, reflect: true } };
  declare open: boolean;

  override connectedCallback() {
    super.connectedCallback();
    // The room of the mode it is in, which on another page is not the window's.
    const { clientWidth, clientHeight } = (this.getRootNode() as ShadowRoot).host;
    this.open ??= clientWidth >= roomy.width && clientHeight >= roomy.height;
  }

  static override styles = [
    base,
    hues,
    css`
      :host { position: absolute; z-index: 4; left: 404px; bottom: 44px; pointer-events: none; }
      section { width: max-content; max-width: 250px; border-radius: 12px; background: color-mix(in srgb, var(--raised) 94%, transparent); border: 1px solid var(--line); box-shadow: 0 4px 14px rgb(0 0 0 / 0.1); font-size: 12.5px; line-height: 1.35; }
      button { display: flex; align-items: center; gap: 6px; width: 100%; min-height: 44px; padding: 0 12px; font-size: 13px; font-weight: 600; pointer-events: auto; }
      button svg { margin-inline-start: auto; transition: transform 120ms; transform: rotate(180deg); }
      button[aria-expanded='true'] svg { transform: none; }
      .body { padding: 0 12px 10px; display: grid; gap: 8px; max-height: calc(100cqh - 140px); overflow: auto; overscroll-behavior: contain; pointer-events: auto; }
      :host(.beside-card) .body { max-height: calc(56cqh - 120px); }
      ul { display: grid; grid-template-columns: auto auto; gap: 3px 14px; }
      ul.one { grid-template-columns: auto; }
      li { display: flex; align-items: center; gap: 7px; color: var(--ink-soft); }
      i { flex: none; width: 12px; height: 12px; border-radius: 3px; background: var(--hue); }
      .line { width: 24px; height: 10px; border-radius: 3px; background: color-mix(in srgb, var(--neutral) 25%, transparent); border: 1.5px solid var(--neutral); }
      .sketch { border-style: dashed; background: repeating-linear-gradient(135deg, color-mix(in srgb, var(--neutral) 45%, transparent) 0 1px, transparent 1px 4px); }
      .status-shape { flex: none; color: var(--ink); }
      @container (max-width: 760px) and ((min-height: 501px) or (max-width: 620px)) {
        :host { left: 12px; top: 118px; bottom: auto; }
        button svg { transform: none; }
        button[aria-expanded='true'] svg { transform: rotate(180deg); }
        /* Over the sheet, which leaves a low window's map no room for it. */
        :host([open]) { z-index: 12; }
        :host([open]) section { background: var(--raised); }
        .body { max-height: calc(100cqh - 180px); }
      }
      @media print { :host { display: none; } }
    `,
  ];

  #body() {
    const { select, state } = this.store;
    const items = [...select.items.value.keys()];
    const statuses = statusFilters.filter((status) => {
      const word = status === 'unrecorded' ? undefined : status;
      return items.some((id) => select.itemStatus(id)?.word === word);
    });
    const chapters = state.plan.value ? mainChapters(state.plan.value) : [];
    return html`<div class="body">
      <ul aria-label=${this.t({ zh: '状态', en: 'Status' })}>${statuses.map((status) => {
        const word = status === 'unrecorded' ? undefined : status;
        return html`<li>${statusShape(word, 12)}<span>${statusWord(word, this.language)}</span></li>`;
      })}</ul>
      <ul aria-label=${this.t({ zh: '篇章', en: 'Chapters' })}>${chapters.map(({ number, short }) => html`<li class="c${number}"><i></i><span>${this.t(short)}</span></li>`)}</ul>
      <ul class="one" aria-label=${this.t({ zh: '线条', en: 'Lines' })}>
        <li><i class="line"></i><span>${this.t({ zh: '实线：有据可查', en: 'Solid: from data' })}</span></li>
        <li><i class="line sketch"></i><span>${this.t({ zh: '虚线、斜纹：示意', en: 'Dashed, hatched: a sketch' })}</span></li>
      </ul></div>`;
  }

  override firstUpdated() {
    // The map stands: there is time to look back.
    void noteVisit(this.store);
  }

  /** Where it has to be scrolled, keys scroll it, too. */
  override updated() {
    const body = this.renderRoot.querySelector<HTMLElement>('.body');
    if (body) body.tabIndex = body.scrollHeight > body.clientHeight ? 0 : -1;
  }

  override render() {
    return html`<section aria-label=${this.t({ zh: '图例', en: 'Key' })}>
      <button aria-expanded=${this.open} @click=${() => {
        this.open = !this.open;
      }}>${this.t({ zh: '图例', en: 'Key' })}${icon('down', 16)}</button>
      ${this.open ? this.#body() : ''}</section>`;
  }
}
define('map-key', MapKey);
