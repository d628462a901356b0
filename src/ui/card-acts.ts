import { css, html, nothing, type TemplateResult } from 'lit';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';
import { toolIcon } from './tool-icons.ts';

/** What can be done with an open card: hand on its address, as a link or as a code, and print it. */
class CardActs extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    address: { attribute: false },
    message: { state: true },
    code: { state: true },
  };
  /** The address to hand on; that of this page by default. */
  declare address: string | undefined;
  declare message: string;
  declare code: TemplateResult | undefined;

  constructor() {
    super();
    this.message = '';
  }

  static override styles = [
    base,
    css`
      :host { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 20px; }
      p { font-size: 13px; }
      .message { color: var(--good); }
      figure { flex-basis: 100%; display: flex; gap: 14px; align-items: center; }
      figure svg { flex: none; width: 148px; height: 148px; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
      figure path { fill: #101418; }
      figcaption { font-size: 13px; line-height: 1.5; color: var(--ink-soft); overflow-wrap: anywhere; min-width: 0; }
    `,
  ];

  get #link() {
    return this.address ?? location.href;
  }

  /** The system's own sheet where there is one, else the link goes to the clipboard. */
  async #share() {
    try {
      if (typeof navigator.share === 'function')
        return await navigator.share({ title: document.title, url: this.#link });
      await navigator.clipboard.writeText(this.#link);
      this.message = this.t({ zh: '链接已复制', en: 'Link copied' });
    } catch (error) {
      // Closing the sheet is no fault.
      if ((error as Error).name !== 'AbortError')
        this.message = this.t({
          zh: '请从地址栏复制链接。',
          en: 'Please copy the link from the address bar.',
        });
    }
  }

  async #showCode() {
    if (this.code) {
      this.code = undefined;
      return;
    }
    const { isLocal, qrPicture } = await import('./qr-picture.ts');
    const name = this.t({ zh: '用手机扫码打开此页', en: 'Scan to open this on a phone' });
    this.code = html`${qrPicture(this.#link, name)}<figcaption>${name}${
      isLocal(this.#link)
        ? this.t({
            zh: '。当前地址只在本机有效，其他设备打不开。',
            en: '. This address works on this machine only; no other device can open it.',
          })
        : nothing
    }</figcaption>`;
    await this.updateComplete;
    // The card may end just below the buttons.
    this.renderRoot.querySelector('figure')?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    if (this.store.embedded) return nothing;
    const print = () => this.dispatchEvent(new CustomEvent('print-map', { bubbles: true, composed: true }));
    return html`
      <button class="button" @click=${() => void this.#share()}>${toolIcon('share', 16)}${this.t({ zh: '分享', en: 'Share' })}</button>
      <button class="button" aria-expanded=${this.code !== undefined} @click=${() => void this.#showCode()}>${toolIcon('code', 16)}${this.t({ zh: '二维码', en: 'QR code' })}</button>
      <button class="button" @click=${print}>${toolIcon('print', 16)}${this.t({ zh: '打印', en: 'Print' })}</button>
      <p class="message" role="status">${this.message}</p>
      ${this.code ? html`<figure>${this.code}</figure>` : nothing}`;
  }
}
define('card-acts', CardActs);
