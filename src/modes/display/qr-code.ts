import { css, html, nothing } from 'lit';
import { define, PlanElement } from '../../ui/element.ts';
import { isLocal, qrPicture } from '../../ui/qr-picture.ts';
import { base } from '../../ui/theme.ts';
import { type } from './type.ts';
import { said } from './words.ts';

/** A code that opens an address on a visitor's phone, with what to know about it in words. */
class QrCode extends PlanElement {
  static override properties = { ...PlanElement.properties, address: { attribute: false } };
  declare address: string;

  static override styles = [
    base,
    type,
    css`
      :host { display: flex; align-items: center; gap: calc(2.4 * var(--u)); font-size: var(--small); line-height: 1.35; }
      /* Always dark on light: many readers do not know the reverse. */
      svg { flex: none; width: calc(17 * var(--u)); height: calc(17 * var(--u)); background: #fff; border-radius: calc(0.8 * var(--u)); }
      path { fill: #101418; }
      p { max-width: 12em; }
      small { display: block; font-size: var(--foot); color: var(--warn); }
    `,
  ];

  override render() {
    const name = this.t(said.scan);
    return html`${qrPicture(this.address, name)}
      <p>${name}${isLocal(this.address) ? html`<small>${this.t(said.localOnly)}</small>` : nothing}</p>`;
  }
}
define('qr-code', QrCode);
