import { css, html, nothing } from 'lit';
import type { Attachment } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';

/** Photographs and documents with date, place and credit; pictures are fetched when they come into view. */
class AttachedFiles extends PlanElement {
  static override properties = { ...PlanElement.properties, files: { attribute: false } };
  declare files: readonly Attachment[];

  static override styles = [
    base,
    css`
      :host { display: grid; gap: 8px; margin-top: 6px; }
      figure { margin: 0; }
      img { display: block; max-width: 100%; max-height: 260px; min-height: 44px; border-radius: 8px; background: var(--sunken); }
      figcaption, p { font-size: 12.5px; line-height: 1.5; color: var(--ink-soft); overflow-wrap: anywhere; }
      a { color: var(--accent); }
    `,
  ];

  override render() {
    const { files: own } = this.store.state;
    return this.files.map(({ file, caption, date, place, credit }) => {
      // Not followed: an undo takes the file away before what names it.
      const inWork = own.peek().get(file);
      const about = html`<span class="num">${date}</span>${place ? ` · ${place}` : nothing} · ${credit}`;
      if (file.endsWith('.pdf')) {
        const href = inWork ? `data:application/pdf;base64,${inWork}` : new URL(file, this.store.base).href;
        return html`<p><a href=${href} download=${`${caption}.pdf`}>${caption}（PDF）</a> ${about}</p>`;
      }
      const src = inWork ? `data:image/jpeg;base64,${inWork}` : new URL(file, this.store.base).href;
      return html`<figure><img loading="lazy" decoding="async" alt=${caption} src=${src}><figcaption>${caption} · ${about}</figcaption></figure>`;
    });
  }
}
define('attached-files', AttachedFiles);
