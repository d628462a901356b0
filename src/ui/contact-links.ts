import { css, html, nothing } from 'lit';
import { type Contact, say } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';

/** What is open, as a remark names it: an item with its number, else the feature's name; empty when nothing is. */
export function aboutOpen({ select, state }: Pick<Store, 'select' | 'state'>): string {
  const language = state.language.value;
  const item = select.items.value.get(select.openItem.value ?? '');
  if (item) return `${item.id} ${say(item.title, language)}`;
  const record = select.features.value.get(state.feature.value ?? '');
  return record ? say(record.feature.properties.name, language) : '';
}

/** The addresses of the ways to reach a contact, what it is about named in them. */
export function contactAddresses(
  { email, form, telephone }: Contact,
  about: string,
  page: string,
): { email?: string; form?: string; telephone?: string } {
  const named = encodeURIComponent(about);
  return {
    ...(email
      ? {
          email: `mailto:${email}?subject=${named}&body=${encodeURIComponent(`${about}\r\n${page}\r\n\r\n`)}`,
        }
      : {}),
    ...(form ? { form: form.replaceAll('{item}', named) } : {}),
    ...(telephone ? { telephone: `tel:${telephone.replace(/[ -]/g, '')}` } : {}),
  };
}

/** Where remarks on what is open go, if the town names somebody. */
class ContactLinks extends PlanElement {
  static override styles = [
    base,
    css`
      :host { display: block; margin-top: 20px; }
      :host(:empty) { margin: 0; }
      h3 { font-size: 13px; color: var(--ink-faint); margin: 0 0 6px; font-weight: 600; }
      p { font-size: 13.5px; line-height: 1.6; color: var(--ink-soft); margin-bottom: 8px; }
      div { display: flex; flex-wrap: wrap; gap: 8px; }
      a { text-decoration: none; overflow-wrap: anywhere; }
    `,
  ];

  override render() {
    const contact = this.store.state.town.value?.contact;
    const about = aboutOpen(this.store);
    if (!contact || !about) return nothing;
    const { email, form, telephone } = contactAddresses(contact, about, location.href);
    if (!email && !form && !telephone) return nothing;
    return html`<h3>${this.t({ zh: '意见反馈', en: 'Remarks' })}</h3>
      <p>${this.t({ zh: `对“${about}”有意见，可向${contact.name.zh}反映。本页不发送任何内容。`, en: `Remarks on “${about}” go to ${contact.name.en}. This page sends nothing itself.` })}</p>
      <div>
        ${email ? html`<a class="button" href=${email}>${this.t({ zh: '写邮件', en: 'Write an e-mail' })}</a>` : nothing}
        ${form ? html`<a class="button" href=${form} target="_blank" rel="noreferrer">${this.t({ zh: '填写表单', en: 'Fill in the form' })}</a>` : nothing}
        ${telephone ? html`<a class="button num" href=${telephone}>${this.t({ zh: '打电话', en: 'Call' })} ${contact.telephone}</a>` : nothing}
      </div>`;
  }
}
define('contact-links', ContactLinks);
