import { css, html } from 'lit';
import { editLayer } from '../../../check/edits/change.ts';
import type { Layer } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import { WorkElement } from '../element.ts';

type Attribute = Layer['attributes'][number];
const typeWords = {
  string: { zh: '文字', en: 'Text' },
  number: { zh: '数值', en: 'Number' },
  bilingual: { zh: '双语文字', en: 'Text, two languages' },
};
/** Properties every feature has. */
const common = ['id', 'name', 'planItems', 'basis', 'accuracyM', 'source', 'villages', 'note', 'files'];

/** What a layer's features say beside the common things: shown in the card, filled in with each feature. */
class AttributesEditor extends WorkElement {
  static override properties = { ...WorkElement.properties, layer: { attribute: false } };
  declare layer: Layer;

  static override styles = [
    base,
    panelStyles,
    css`
      li { display: grid; grid-template-columns: 1fr auto 36px; gap: 8px; align-items: center; min-height: 40px; font-size: 14px; border-bottom: 1px solid var(--line); }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; padding-top: 8px; }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  #set(attributes: readonly Attribute[]) {
    const { id, name } = this.layer;
    this.take(editLayer(this.work.parts.value, id, { attributes }), {
      zh: `${name.zh}：改属性`,
      en: `${name.en}: change attributes`,
    });
  }

  #add(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const key = form.elements.namedItem('key') as HTMLInputElement;
    const used = [...common, ...this.layer.attributes.map((one) => one.key)];
    key.setCustomValidity(
      used.includes(text('key')) ? this.t({ zh: '已有这个字段。', en: 'There is such a field.' }) : '',
    );
    if (!form.reportValidity()) return;
    const unit = text('unit');
    const attribute = {
      key: text('key'),
      // The Chinese stands in until somebody translates it.
      name: { zh: text('zh'), en: text('en') || text('zh') },
      type: text('type') as Attribute['type'],
      ...(unit ? { unit } : {}),
    };
    this.#set([...this.layer.attributes, attribute]);
    form.reset();
  }

  override render() {
    const { attributes } = this.layer;
    return html`<details><summary>${this.t({ zh: `属性字段 ${attributes.length}`, en: `${attributes.length} attributes` })}</summary><ul>${attributes.map((one) => html`<li><span>${this.t(one.name)}${one.unit ? `（${one.unit}）` : ''}</span><span class="soft">${one.key} · ${this.t(typeWords[one.type])}</span><button class="icon-button" aria-label=${`${this.t({ zh: '移除', en: 'Remove' })} ${this.t(one.name)}`} @click=${() => this.#set(attributes.filter((other) => other !== one))}>${icon('close', 16)}</button></li>`)}</ul>
      <form aria-label=${this.t({ zh: '新属性', en: 'New attribute' })} @submit=${(event: Event) => this.#add(event)}>
        <label class="field">${this.t({ zh: '字段（英文字母）', en: 'Field (letters)' })}<input type="text" name="key" required pattern="[A-Za-z][A-Za-z0-9_]*" @input=${(event: Event) => (event.target as HTMLInputElement).setCustomValidity('')}></label>
        <label class="field">${this.t({ zh: '类型', en: 'Type' })}<select name="type">${Object.entries(typeWords).map(([type, words]) => html`<option value=${type}>${this.t(words)}</option>`)}</select></label>
        <label class="field">${this.t({ zh: '属性名（中文）', en: 'Called (Chinese)' })}<input type="text" name="zh" required></label>
        <label class="field">${this.t({ zh: '属性名（English）', en: 'Called (English)' })}<input type="text" name="en"></label>
        <label class="field">${this.t({ zh: '单位', en: 'Unit' })}<input type="text" name="unit"></label>
        <div class="row"><button class="button small">${this.t({ zh: '添加属性', en: 'Add' })}</button></div></form></details>`;
  }
}
define('attributes-editor', AttributesEditor);
