import { css, html, nothing } from 'lit';
import { editLayer, moveLayer, removeFeature, removeLayer, type Step } from '../../check/edits/change.ts';
import { type Bilingual, type Layer, type LayerColour, layerColours, layerFile } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { accuracyText, basisWords, words } from '../../ui/words.ts';
import { markStyles, unpublished, WorkElement } from './element.ts';
import './feature-row.ts';
import './replace-panel.ts';

const colourWords: Record<LayerColour, Bilingual> = {
  chapter0: { zh: '总体', en: 'Aims' },
  chapter1: { zh: '第一篇', en: 'Chapter 1' },
  chapter2: { zh: '第二篇', en: 'Chapter 2' },
  chapter3: { zh: '第三篇', en: 'Chapter 3' },
  chapter4: { zh: '第四篇', en: 'Chapter 4' },
  chapter5: { zh: '第五篇', en: 'Chapter 5' },
  water: { zh: '水', en: 'Water' },
  wood: { zh: '林', en: 'Wood' },
  road: { zh: '道路', en: 'Road' },
  boundary: { zh: '界线', en: 'Boundary' },
  village: { zh: '村', en: 'Village' },
  peak: { zh: '山峰', en: 'Peak' },
  hazard: { zh: '灾害', en: 'Hazard' },
  neutral: { zh: '中性', en: 'Grey' },
};
/** Features listed at most. */
const most = 200;

/** The layers of the package, top of the map first: what each is, where it comes from, replacing, order, features. */
class LayersPanel extends WorkElement {
  static override properties = { ...WorkElement.properties, open: { state: true } };
  declare open: string | undefined;

  static override styles = [
    base,
    panelStyles,
    markStyles,
    css`
      .layer { border-top: 1px solid var(--line); }
      .layer > button { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: center; width: 100%; min-height: 52px; padding: 8px 20px; font-size: 15px; }
      .layer > button:hover { background: var(--sunken); }
      .small { font-size: 12.5px; }
      .inside { display: grid; gap: 12px; padding: 4px 20px 18px; }
      .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  #do(step: Step, layer: Layer, zh: string, en: string) {
    this.take(step, { zh: `${layer.name.zh}：${zh}`, en: `${layer.name.en}: ${en}` });
  }

  #set(layer: Layer, patch: Record<string, unknown>) {
    this.#do(editLayer(this.work.parts.value, layer.id, patch), layer, '改图层', 'change the layer');
  }

  #inside(layer: Layer) {
    const { state } = this.store;
    const loaded = state.layers.value[layer.id];
    const features = loaded?.phase === 'ready' ? loaded.data.features : [];
    const value = (event: Event) => (event.target as HTMLInputElement).value.trim();
    const name = (language: 'zh' | 'en', label: Bilingual) =>
      html`<label class="field">${this.t(label)}<input type="text" .value=${layer.name[language]} @change=${(
        event: Event,
      ) => {
        if (value(event)) this.#set(layer, { name: { ...layer.name, [language]: value(event) } });
        else (event.target as HTMLInputElement).value = layer.name[language];
      }}></label>`;
    const editable = typeof layer.source === 'string';
    return html`<div class="inside">
      ${editable ? html`<replace-panel .store=${this.store} .work=${this.work} .layer=${layer}></replace-panel>` : html`<p class="hint">${this.t({ zh: '此图层来自服务或切片，由网站管理员用命令维护。', en: 'This layer comes from a service or from tiles: it is kept by command.' })}</p>`}
      <div class="pair">${name('zh', { zh: '图层名（中文）', en: 'Name (Chinese)' })}${name('en', { zh: '图层名（English）', en: 'Name (English)' })}
        <label class="field">${this.t({ zh: '颜色', en: 'Colour' })}<select .value=${layer.symbol.colour} @change=${(event: Event) => this.#set(layer, { symbol: { ...layer.symbol, colour: value(event) } })}>${layerColours.map((colour) => html`<option value=${colour} ?selected=${colour === layer.symbol.colour}>${this.t(colourWords[colour])}</option>`)}</select></label>
        <label class="field">${this.t({ zh: '资料年份', en: 'Year of the data' })}<input type="text" inputmode="numeric" .value=${layer.date ?? ''} @change=${(event: Event) => this.#set(layer, { date: value(event) || undefined })}></label></div>
      <div class="row"><label><input type="checkbox" .checked=${layer.visible} @change=${(event: Event) => this.#set(layer, { visible: (event.target as HTMLInputElement).checked })}> ${this.t({ zh: '默认显示', en: 'Shown at first' })}</label>
        <label><input type="checkbox" .checked=${layer.label} @change=${(event: Event) => this.#set(layer, { label: (event.target as HTMLInputElement).checked })}> ${this.t({ zh: '显示名称', en: 'With names' })}</label></div>
      <div class="row"><button class="button small" @click=${() => this.#do(moveLayer(this.work.parts.value, layer.id, 1), layer, '上移', 'move up')}>${this.t({ zh: '上移', en: 'Up' })}</button>
        <button class="button small" @click=${() => this.#do(moveLayer(this.work.parts.value, layer.id, -1), layer, '下移', 'move down')}>${this.t({ zh: '下移', en: 'Down' })}</button>
        <button class="button small danger" @click=${() => this.#do(removeLayer(this.work.parts.value, this.work.edits.value, layer.id), layer, '删除图层', 'delete the layer')}>${this.t({ zh: '删除图层', en: 'Delete the layer' })}</button></div>
      <h3>${this.t({ zh: `要素 ${features.length}`, en: `${features.length} features` })}</h3>
      ${features
        .slice(0, most)
        .map(
          (feature) =>
            html`<feature-row .store=${this.store} .work=${this.work} .feature=${feature} ?fixed=${!editable} @remove-feature=${() => this.#do(removeFeature(this.work.parts.value, feature.properties.id), layer, `删除${feature.properties.name.zh}`, `delete ${feature.properties.name.en}`)}></feature-row>`,
        )}
      ${features.length > most ? html`<p class="hint">${this.t({ zh: `只列出前 ${most} 个；在地图上点击可改其余。`, en: `The first ${most} are listed.` })}</p>` : nothing}</div>`;
  }

  override render() {
    const { state } = this.store;
    const layers = [...(state.catalogue.value?.layers ?? [])].reverse();
    const touched = new Set(
      this.work.edits.value.map(({ id }) => /^(?:layer|data|feature):([^/]+)/.exec(id)?.[1]),
    );
    return html`<div role="list" aria-label=${this.t(words.layers)}>${layers.map((layer) => {
      const loaded = state.layers.value[layer.id];
      const features = loaded?.phase === 'ready' ? loaded.data.features : [];
      const [first] = features;
      const open = this.open === layer.id;
      return html`<div class="layer" role="listitem"><button aria-expanded=${open} @click=${() => {
        this.open = open ? undefined : layer.id;
      }}><span>${this.t(layer.name)}<br><span class="soft small">${first ? `${this.t(basisWords[first.properties.basis])} ${accuracyText(first.properties.accuracyM)} · ` : nothing}${layerFile(layer) ? this.t({ zh: `${features.length} 个要素`, en: `${features.length} features` }) : ''}</span></span>
        <span>${touched.has(layer.id) ? html`<span class="mark">${this.t(unpublished)}</span>` : icon('down', 16)}</span></button>
        ${open ? this.#inside(layer) : nothing}</div>`;
    })}</div>`;
  }
}
define('layers-panel', LayersPanel);
