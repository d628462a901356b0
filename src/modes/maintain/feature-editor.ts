import { css, html, nothing } from 'lit';
import {
  attachToFeature,
  editFeature,
  findFeature,
  linkFeature,
  removeFeature,
  type Step,
} from '../../check/edits/change.ts';
import { filesIn } from '../../check/package/attachments.ts';
import { type Bilingual, bases, type Feature, type Layer } from '../../model/index.ts';
import '../../ui/attached-files.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { basisWords } from '../../ui/words.ts';
import { WorkElement } from './element.ts';
import './font-note.ts';
import './files/attach-fields.ts';
import type { AttachFields } from './files/attach-fields.ts';
import { itemTitles } from './item-names.ts';
import type { Drawing, ShapeTool } from './shapes/drawing.ts';

type Attribute = Layer['attributes'][number];
type Change = Exclude<ShapeTool['kind'], 'draw'>;
const toolWords: Record<Change, Bilingual> = {
  move: { zh: '移动', en: 'Move' },
  reshape: { zh: '改形', en: 'Reshape' },
  split: { zh: '分割', en: 'Divide' },
};

/** The form of one feature: its shape, names, what it rests on, attributes and items. Every field is kept when it is left. */
class FeatureEditor extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    feature: { attribute: false },
    layer: { attribute: false },
    drawing: { attribute: false },
  };
  declare feature: Feature;
  declare layer: Layer;
  declare drawing: Drawing;

  static override styles = [
    base,
    panelStyles,
    css`
      .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      .pair .whole { grid-column: 1 / -1; }
      textarea { min-height: 64px; resize: vertical; line-height: 1.6; }
      .kept { display: grid; grid-template-columns: 1fr auto; gap: 4px; align-items: start; }
      li { display: grid; grid-template-columns: 1fr auto; gap: 4px; align-items: center; font-size: 14px; min-height: 40px; border-bottom: 1px solid var(--line); }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  #do(step: Step, verb: Bilingual) {
    const { name } = this.feature.properties;
    this.take(step, { zh: `${name.zh}：${verb.zh}`, en: `${name.en}: ${verb.en}` });
  }

  #set(patch: Record<string, unknown>, what: Bilingual) {
    const step = editFeature(this.work.parts.value, this.feature.properties.id, patch);
    this.#do(step, { zh: `改${what.zh}`, en: `change ${what.en}` });
  }

  #input(
    value: string,
    label: Bilingual,
    set: (value: string) => void,
    { empty = false, long = false, lang = '' },
  ) {
    const keep = (event: Event) => {
      const input = event.target as HTMLInputElement | HTMLTextAreaElement;
      const next = input.value.trim();
      if (next || empty) set(next);
      else input.value = value;
    };
    return html`<label class="field ${long ? 'whole' : ''}">${this.t(label)}${
      long
        ? html`<textarea lang=${lang || nothing} .value=${value} @change=${keep}></textarea>`
        : html`<input type="text" lang=${lang || nothing} .value=${value} @change=${keep}>`
    }</label>`;
  }

  #both(
    key: string,
    value: Partial<Bilingual> | undefined,
    { zh, en }: Bilingual,
    options: { empty?: boolean; long?: boolean } = {},
  ) {
    const one = (language: 'zh' | 'en', label: Bilingual) =>
      this.#input(
        value?.[language] ?? '',
        label,
        (text) => {
          const next = { zh: '', en: '', ...value, [language]: text };
          const other = next.zh || next.en;
          // A text in one language stands in for the other until that is written.
          const full = other ? { zh: next.zh || other, en: next.en || other } : undefined;
          this.#set({ [key]: full }, { zh, en });
        },
        { ...options, lang: language },
      );
    return html`${one('zh', { zh: `${zh}（中文）`, en: `${en} (Chinese)` })}${one('en', { zh: `${zh}（English）`, en: `${en} (English)` })}`;
  }

  #attribute({ key, name, type, unit, values }: Attribute) {
    const value = this.feature.properties[key];
    const label = unit ? { zh: `${name.zh}（${unit}）`, en: `${name.en} (${unit})` } : name;
    if (type === 'bilingual') return this.#both(key, value as Bilingual | undefined, label, { empty: true });
    if (values)
      return html`<label class="field">${this.t(label)}<select @change=${(event: Event) => {
        const next = (event.target as HTMLSelectElement).value;
        this.#set({ [key]: next ? (type === 'number' ? Number(next) : next) : undefined }, label);
      }}><option value="" ?selected=${value === undefined}>${this.t({ zh: '未注明', en: 'Not stated' })}</option>${Object.entries(values).map(([code, text]) => html`<option value=${code} ?selected=${code === String(value)}>${this.t(text)}</option>`)}</select></label>`;
    if (type === 'number')
      return html`<label class="field">${this.t(label)}<input type="number" step="any" .value=${typeof value === 'number' ? String(value) : ''} @change=${(
        event: Event,
      ) => {
        const { valueAsNumber } = event.target as HTMLInputElement;
        this.#set({ [key]: Number.isFinite(valueAsNumber) ? valueAsNumber : undefined }, label);
      }}></label>`;
    return this.#input(
      typeof value === 'string' ? value : '',
      label,
      (next) => this.#set({ [key]: next || undefined }, label),
      { empty: true },
    );
  }

  #shape() {
    const { feature, drawing, layer } = this;
    const { id } = feature.properties;
    const now = drawing.tool.value;
    // A new village needs a code of its own, which nobody can make up.
    const kinds: Change[] = /Point$/.test(feature.geometry.type)
      ? ['move']
      : layer.role === 'villages'
        ? ['move', 'reshape']
        : ['move', 'reshape', 'split'];
    return html`<div class="row">${kinds.map((kind) => {
      const pressed = now?.kind === kind && now.id === id;
      return html`<button class="button small" aria-pressed=${pressed} ?disabled=${!drawing.possible.value} @click=${() => drawing.take(pressed ? undefined : { kind, id })}>${this.t(toolWords[kind])}</button>`;
    })}
      <button class="button small danger" @click=${() => void this.#remove()}>${this.t({ zh: '删除要素', en: 'Delete the feature' })}</button></div>
      ${layer.role === 'villages' ? html`<p class="hint">${this.t({ zh: '村分开后各有代码：请先改形，再画新村。改村界会重算所有要素所在的村。', en: 'A village has a code of its own: reshape this one and draw the new one. The villages of all features follow the borders.' })}</p>` : nothing}`;
  }

  async #remove() {
    const { withVillages } = await import('../../check/edits/villages.ts');
    const parts = this.work.parts.value;
    this.#do(withVillages(parts, removeFeature(parts, this.feature.properties.id)), {
      zh: '删除',
      en: 'delete',
    });
    this.store.commands.closeSelection();
  }

  #items() {
    const { feature, layer } = this;
    const titles = itemTitles(this.work);
    const items = feature.properties.planItems;
    const link = (next: readonly string[]) => {
      const parts = this.work.parts.value;
      const place = findFeature(parts, feature.properties.id);
      if (place) this.#do(linkFeature(parts, place, next), { zh: '改所属项目', en: 'change its plan items' });
    };
    const title = (id: string) => {
      const name = titles.get(id);
      return name ? `${id} ${this.t(name)}` : id;
    };
    return html`<ul>${items.map(
      (id) =>
        html`<li><span>${title(id)}</span><button class="icon-button" aria-label=${`${this.t({ zh: '移除', en: 'Remove' })} ${title(id)}`} @click=${() => link(items.filter((other) => other !== id))}>${icon('close', 16)}</button></li>`,
    )}</ul>
    ${items.length || layer.role !== 'subject' ? nothing : html`<p class="hint warn">${this.t({ zh: '至少属于一个项目才能发布。', en: 'It must belong to an item before it can be published.' })}</p>`}
    <label class="field">${this.t({ zh: '加上项目', en: 'Add an item' })}<select @change=${(event: Event) => {
      const chosen = event.target as HTMLSelectElement;
      if (chosen.value) link([...items, chosen.value]);
      chosen.value = '';
    }}><option value="">${this.t({ zh: '选择…', en: 'Choose…' })}</option>${[...titles.keys()].filter((id) => !items.includes(id)).map((id) => html`<option value=${id}>${title(id)}</option>`)}</select></label>`;
  }

  #files() {
    const { id } = this.feature.properties;
    const files = filesIn(this.feature.properties);
    const keep = () => {
      const fields = this.renderRoot.querySelector<AttachFields>('attach-fields');
      const added = fields?.chosen();
      if (!fields || !added?.length) return;
      const all = [...files, ...added.map(({ attachment }) => attachment)];
      const step = attachToFeature(
        this.work.parts.value,
        id,
        all,
        added.map(({ ready }) => ready),
      );
      this.#do(step, { zh: '加照片或文件', en: 'add pictures or files' });
      fields.clear();
    };
    const drop = (file: string) => {
      const rest = files.filter((one) => one.file !== file);
      this.#do(attachToFeature(this.work.parts.value, id, rest), {
        zh: '移除照片或文件',
        en: 'remove a picture or file',
      });
    };
    return html`${files.map((one) => html`<div class="kept"><attached-files .store=${this.store} .files=${[one]}></attached-files><button class="icon-button" aria-label=${`${this.t({ zh: '移除', en: 'Remove' })} ${one.caption}`} @click=${() => drop(one.file)}>${icon('close', 16)}</button></div>`)}
      <attach-fields .store=${this.store}></attach-fields><div><button class="button small" @click=${keep}>${this.t({ zh: '保存照片和文件', en: 'Keep pictures and files' })}</button></div>`;
  }

  override render() {
    const { feature, layer } = this;
    const { name, basis, accuracyM, source, villages, note } = feature.properties;
    if (typeof layer.source !== 'string')
      return html`<p class="section hint">${this.t({ zh: '此要素来自服务或切片，不能在此修改。', en: 'This feature comes from a service or from tiles and cannot be changed here.' })}</p>`;
    const names = this.store.select.villages.value;
    const places = villages.map((code) => {
      const village = names.get(code);
      return village ? this.t(village.feature.properties.name) : code;
    });
    const edit = { id: `feature:${layer.id}/${feature.properties.id}`, value: feature };
    return html`<div class="section stack"><font-note .store=${this.store} .work=${this.work} .edits=${[edit]}></font-note><h3>${this.t({ zh: '图形', en: 'Shape' })}</h3>${this.#shape()}
      <p class="hint">${this.t({ zh: '所在村（按图形计算）：', en: 'Villages (from the shape): ' })}${places.join(this.t({ zh: '、', en: ', ' })) || this.t({ zh: '无', en: 'none' })}</p></div>
      <div class="section"><div class="pair">${this.#both('name', name, { zh: '名称', en: 'Name' })}
        <label class="field">${this.t({ zh: '依据', en: 'Basis' })}<select @change=${(event: Event) => this.#set({ basis: (event.target as HTMLSelectElement).value }, { zh: '依据', en: 'basis' })}>${bases.map((one) => html`<option value=${one} ?selected=${one === basis}>${this.t(basisWords[one])}</option>`)}</select></label>
        <label class="field">${this.t({ zh: '误差（米）', en: 'Accuracy (m)' })}<input type="number" min="0" step="any" .value=${String(accuracyM)} @change=${(
          event: Event,
        ) => {
          const input = event.target as HTMLInputElement;
          if (input.value && input.checkValidity())
            this.#set({ accuracyM: input.valueAsNumber }, { zh: '误差', en: 'accuracy' });
          else input.value = String(accuracyM);
        }}></label>
        ${this.#both('source', source, { zh: '来源', en: 'Source' }, { long: true })}${this.#both('note', note, { zh: '说明', en: 'Note' }, { empty: true, long: true })}
        ${layer.attributes.map((attribute) => this.#attribute(attribute))}</div></div>
      <div class="section stack"><h3>${this.t({ zh: '所属项目', en: 'Plan items' })}</h3>${this.#items()}</div>
      <div class="section stack"><h3>${this.t({ zh: '照片和文件', en: 'Pictures and files' })}</h3>${this.#files()}</div>`;
  }
}
define('feature-editor', FeatureEditor);
