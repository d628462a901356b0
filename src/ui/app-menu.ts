import { css, html, nothing } from 'lit';
import { nextLanguage, type PerLanguage } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './theme.ts';

/** The button that switches to a language, in that language. */
const switchTo: PerLanguage<{ word: string; label: string }> = {
  zh: { word: '中文', label: '中文：切换到中文' },
  en: { word: 'EN', label: 'EN: switch to English' },
};

/** Language at hand; theme, link, embedding, print and the other modes one step away. */
class AppMenu extends PlanElement {
  static override ownTask = true;
  static override properties = {
    ...PlanElement.properties,
    open: { state: true },
  };
  declare open: boolean;

  static override styles = [
    base,
    css`
      :host { display: flex; align-items: center; position: relative; }
      .language { font-size: 14px; font-weight: 600; padding: 0 8px; }
      .menu { position: absolute; z-index: 40; right: 0; top: 48px; width: 268px; border-radius: 12px; background: var(--raised); border: 1px solid var(--line); box-shadow: 0 12px 32px rgb(0 0 0 / 0.18); }
    `,
  ];

  constructor() {
    super();
    this.open = false;
  }

  #toggle() {
    if (this.open) this.#close();
    else {
      void import('./menu-list.ts');
      this.open = true;
    }
  }

  #close() {
    // The button pressed goes with the menu.
    if (this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement?.matches('.menu'))
      this.#focusToggle();
    this.open = false;
  }

  #focusToggle() {
    this.renderRoot.querySelector<HTMLElement>('#toggle')?.focus();
  }

  override render() {
    const { commands } = this.store;
    const next = nextLanguage(this.language);
    return html`
      <button class="icon-button language" lang=${next} aria-label=${switchTo[next].label} @click=${() => commands.setLanguage(next)}>${switchTo[next].word}</button>
      <button class="icon-button" id="toggle" aria-label=${this.t({ zh: '菜单', en: 'Menu' })} aria-haspopup="true" aria-expanded=${this.open} @click=${() => this.#toggle()}>${icon('more')}</button>
      ${
        this.open
          ? html`<menu-list class="menu" .store=${this.store} @close-menu=${() => this.#close()}></menu-list>`
          : nothing
      }`;
  }

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#outside);
    this.addEventListener('keydown', this.#key);
    this.addEventListener('focusout', this.#left);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#outside);
    this.removeEventListener('keydown', this.#key);
    this.removeEventListener('focusout', this.#left);
  }
  #key = (event: KeyboardEvent) => {
    if (!this.open || event.key !== 'Escape') return;
    this.#close();
    this.#focusToggle();
    // The same key closes the card: one thing at a time.
    event.preventDefault();
  };
  #left = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.#close();
  };
  #outside = (event: Event) => {
    if (this.open && !event.composedPath().includes(this)) this.#close();
  };
}
define('app-menu', AppMenu);
