import { css, html, nothing } from 'lit';
import { editFeature } from '../../check/edits/change.ts';
import type { Bilingual, Feature } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { base } from '../../ui/theme.ts';
import { WorkElement } from './element.ts';

/** One feature of a layer: its names, where it is, and taking it out. */
class FeatureRow extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    feature: { attribute: false },
    fixed: { type: Boolean },
  };
  declare feature: Feature;
  /** Nothing of it can be changed here. */
  declare fixed: boolean;

  static override styles = [
    base,
    css`
      :host { display: grid; grid-template-columns: 1fr 1fr 36px 36px; gap: 6px; align-items: center; }
      input { width: 100%; min-width: 0; }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  #name(language: 'zh' | 'en', label: Bilingual) {
    const { id, name } = this.feature.properties;
    return html`<input type="text" lang=${language} aria-label=${`${this.t(label)} ${id}`} ?disabled=${this.fixed} .value=${name[language]} @change=${(
      event: Event,
    ) => {
      const input = event.target as HTMLInputElement;
      const value = input.value.trim();
      if (!value) {
        input.value = name[language];
        return;
      }
      this.take(editFeature(this.work.parts.value, id, { name: { ...name, [language]: value } }), {
        zh: `改名 ${value}`,
        en: `Rename ${value}`,
      });
    }}>`;
  }

  override render() {
    const { id, name } = this.feature.properties;
    return html`${this.#name('zh', { zh: '名称（中文）', en: 'Name (Chinese)' })}${this.#name('en', { zh: '名称（English）', en: 'Name (English)' })}
      <button class="icon-button" aria-label=${`${this.t({ zh: '在地图上看', en: 'Show on the map' })} ${this.t(name)}`} @click=${() => this.store.commands.selectFeature(id, { frame: true })}>${icon('target', 16)}</button>
      ${this.fixed ? nothing : html`<button class="icon-button" aria-label=${`${this.t({ zh: '删除', en: 'Delete' })} ${this.t(name)}`} @click=${() => this.dispatchEvent(new Event('remove-feature'))}>${icon('close', 16)}</button>`}`;
  }
}
define('feature-row', FeatureRow);
