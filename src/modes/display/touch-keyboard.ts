import { css, html } from 'lit';
import { define, PlanElement } from '../../ui/element.ts';
import { base } from '../../ui/theme.ts';
import { type } from './type.ts';
import { said } from './words.ts';

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letters for pinyin and English, large enough for any finger. Sends `key` events; a word of its own it has not. */
class TouchKeyboard extends PlanElement {
  static override styles = [
    base,
    type,
    css`
      :host { display: grid; gap: calc(1 * var(--u)); justify-items: center; }
      div { display: flex; gap: calc(1 * var(--u)); width: 100%; justify-content: center; }
      button {
        flex: 1 1 0; max-width: calc(9.5 * var(--u)); min-width: 44px; height: calc(8 * var(--u)); min-height: 48px; text-align: center;
        border-radius: calc(1.2 * var(--u)); background: var(--raised); border: 1px solid var(--line); font-size: var(--small); color: var(--ink);
        touch-action: manipulation;
      }
      button:active { background: var(--accent); color: var(--on-accent); }
      .wide { max-width: calc(20 * var(--u)); flex-grow: 2; font-size: calc(2.4 * var(--u)); }
    `,
  ];

  #key(key: string) {
    this.dispatchEvent(new CustomEvent('key', { detail: key, bubbles: true, composed: true }));
  }

  override render() {
    const letter = (key: string) => html`<button @click=${() => this.#key(key)}>${key}</button>`;
    return html`${rows.map(
      (row, index) =>
        html`<div>${[...row].map(letter)}${
          index === rows.length - 1
            ? html`<button class="wide" @click=${() => this.#key('erase')}>${this.t(said.erase)}</button>
            <button class="wide" @click=${() => this.#key('clear')}>${this.t(said.clear)}</button>`
            : ''
        }</div>`,
    )}`;
  }
}
define('touch-keyboard', TouchKeyboard);
