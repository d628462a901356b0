import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { editLayer, moveLayer, removeFeature, removeLayer, type Step } from '../../check/edits/change.ts';
import { featureId, featuresIn, itemsIn } from '../../check/edits/parts.ts';
import type { FlatView } from '../../map/svg/view.ts';
import type { MapView } from '../../map/view/view.ts';
import { type Bilingual, type Feature, type Layer, layerFile, type PlanItem } from '../../model/index.ts';
import type { Signal } from '../../store/index.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { accuracyText, basisWords, words } from '../../ui/words.ts';
import { markStyles, unpublished, WorkElement } from './element.ts';
import './feature-row.ts';
import './layer/add-layer.ts';
import './layer/attributes-editor.ts';
import { lookFields } from './layer/look-fields.ts';
import './replace/replace-panel.ts';
import type { Drawing } from './shapes/drawing.ts';
import './shapes/new-feature.ts';

/** Features listed at most. */
const most = 200;

/** The layers of the package, top of the map first: what each is, where it comes from, replacing, order, features. */
class LayersPanel extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    open: { state: true },
    leaving: { state: true },
    replacing: { state: true },
    drawing: { attribute: false },
    view: { attribute: false },
    flat: { attribute: false },
  };
  /** The layer whose deleting waits to be confirmed. */
  declare leaving: string | undefined;
  declare open: string | undefined;
  /** A file waits to be taken: what it asks of the layer would stand twice. */
  declare replacing: boolean;
  declare drawing: Drawing | undefined;
  declare view: Signal<MapView | undefined>;
  declare flat: Signal<FlatView | undefined>;

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
      .leave { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); font-size: 13.5px; line-height: 1.6; }
      .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      .pair .whole { grid-column: 1 / -1; }
      textarea { min-height: 60px; resize: vertical; line-height: 1.5; }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  override updated(changed: Map<string, unknown>) {
    // Opened low in the list, what is in it would lie below the edge.
    if (changed.has('open') && this.open)
      this.renderRoot.querySelector('[aria-expanded="true"]')?.scrollIntoView({ block: 'start' });
  }

  #do(step: Step, layer: Layer, zh: string, en: string) {
    this.take(step, { zh: `${layer.name.zh}：${zh}`, en: `${layer.name.en}: ${en}` });
  }

  #set(layer: Layer, patch: Record<string, unknown>) {
    this.#do(editLayer(this.work.parts.value, layer.id, patch), layer, '改图层', 'change the layer');
  }

  /** A button that moves the layer; it stays under the finger that presses it. */
  #mover(layer: Layer, by: 1 | -1, label: Bilingual) {
    const { layers = [] } = this.store.state.catalogue.value ?? {};
    const move = async ({ currentTarget }: Event) => {
      this.#do(
        moveLayer(this.work.parts.value, layer.id, by),
        layer,
        label.zh,
        `move ${label.en.toLowerCase()}`,
      );
      await this.updateComplete;
      if (!(currentTarget instanceof HTMLElement)) return;
      currentTarget.focus({ preventScroll: true });
      currentTarget.scrollIntoView({ block: 'nearest' });
    };
    return html`<button class="button small" ?disabled=${layers.at(by > 0 ? -1 : 0)?.id === layer.id} @click=${(event: Event) => void move(event)}>${this.t(label)}</button>`;
  }

  async #removeFeature(layer: Layer, { properties: { id, name } }: Feature) {
    const { withVillages } = await import('../../check/edits/villages.ts');
    const parts = this.work.parts.value;
    this.#do(withVillages(parts, removeFeature(parts, id)), layer, `删除${name.zh}`, `delete ${name.en}`);
  }

  /** What deleting a layer takes from the items, and the deleting. */
  #leave(layer: Layer) {
    const parts = this.work.parts.value;
    const layerIds = new Set(featuresIn(parts.layers.get(layer.id)).map(featureId));
    // As its file holds it an item may leave out what is empty.
    const items = itemsIn(parts) as unknown as (Pick<PlanItem, 'id' | 'title'> & Partial<PlanItem>)[];
    const lost = items.flatMap(({ id, title, features = [] }) => {
      const rest = features.filter((one) => !layerIds.has(one));
      return rest.length < features.length ? [{ name: `${id} ${this.t(title)}`, none: !rest.length }] : [];
    });
    const list = (none: boolean) => {
      const ids = lost.flatMap((one) => (one.none === none ? [one.name] : []));
      return ids.join(this.t({ zh: '、', en: ', ' }));
    };
    const remove = () => {
      const step = removeLayer(this.work.parts.value, this.work.edits.value, layer.id);
      this.#do(step, layer, '删除图层', 'delete the layer');
      this.leaving = undefined;
    };
    return html`<div class="leave" role="alert"><p>${lost.length ? nothing : this.t({ zh: '没有项目用到这个图层。', en: 'No item uses this layer.' })}</p>
      ${list(true) ? html`<p class="warn">${this.t({ zh: '这些项目在地图上将没有位置，要另给要素才能发布：', en: 'These items lose their place on the map, and need another before publishing: ' })}${list(true)}</p>` : nothing}
      ${list(false) ? html`<p>${this.t({ zh: '这些项目失去一部分要素：', en: 'These items lose some features: ' })}${list(false)}</p>` : nothing}
      <div class="row"><button class="button small danger" @click=${remove}>${this.t({ zh: '确认删除', en: 'Delete it' })}</button><button class="button small" @click=${() => {
        this.leaving = undefined;
      }}>${this.t({ zh: '取消', en: 'Cancel' })}</button></div></div>`;
  }

  /** What the layer itself says, and its features. */
  #own(layer: Layer, editable: boolean) {
    const { state } = this.store;
    const loaded = state.layers.value[layer.id];
    const features = loaded?.phase === 'ready' ? loaded.data.features : [];
    const value = (event: Event) => (event.target as HTMLInputElement).value.trim();
    const name = (language: 'zh' | 'en', label: Bilingual) =>
      html`<label class="field">${this.t(label)}<input type="text" lang=${language} .value=${layer.name[language]} @change=${(
        event: Event,
      ) => {
        if (value(event)) this.#set(layer, { name: { ...layer.name, [language]: value(event) } });
        else (event.target as HTMLInputElement).value = layer.name[language];
      }}></label>`;
    const note = (language: 'zh' | 'en', label: Bilingual) =>
      html`<label class="field whole">${this.t(label)}<textarea lang=${language} .value=${layer.note?.[language] ?? ''} @change=${(
        event: Event,
      ) => {
        const next = { zh: '', en: '', ...layer.note, [language]: value(event) };
        const either = next.zh || next.en;
        const full = either ? { zh: next.zh || either, en: next.en || either } : undefined;
        this.#set(layer, { note: full });
      }}></textarea></label>`;
    return html`<div class="pair">${name('zh', { zh: '图层名（中文）', en: 'Name (Chinese)' })}${name('en', { zh: '图层名（English）', en: 'Name (English)' })}
        ${lookFields(this, layer, state.catalogue.value?.groups ?? [], (patch) => this.#set(layer, patch))}
        ${note('zh', { zh: '图例说明（中文）', en: 'Legend (Chinese)' })}${note('en', { zh: '图例说明（English）', en: 'Legend (English)' })}
        <label class="field">${this.t({ zh: '资料年份', en: 'Year of the data' })}<input type="text" inputmode="numeric" .value=${layer.date ?? ''} @change=${(event: Event) => this.#set(layer, { date: value(event) || undefined })}></label></div>
      <div class="row"><label><input type="checkbox" .checked=${layer.visible} @change=${(event: Event) => this.#set(layer, { visible: (event.target as HTMLInputElement).checked })}> ${this.t({ zh: '默认显示', en: 'Shown at first' })}</label>
        <label><input type="checkbox" .checked=${layer.label} @change=${(event: Event) => this.#set(layer, { label: (event.target as HTMLInputElement).checked })}> ${this.t({ zh: '显示名称', en: 'With names' })}</label>
        <label><input type="checkbox" .checked=${layer.symbol.dashed} @change=${(event: Event) => this.#set(layer, { symbol: { ...layer.symbol, dashed: (event.target as HTMLInputElement).checked } })}> ${this.t({ zh: '虚线', en: 'Broken lines' })}</label></div>
      <div class="row">${this.#mover(layer, 1, { zh: '上移', en: 'Up' })}${this.#mover(layer, -1, { zh: '下移', en: 'Down' })}
        <button class="button small danger" @click=${() => {
          this.leaving = layer.id;
        }}>${this.t({ zh: '删除图层', en: 'Delete the layer' })}</button></div>
      ${this.leaving === layer.id ? this.#leave(layer) : nothing}
      ${editable ? html`<attributes-editor .store=${this.store} .work=${this.work} .layer=${layer}></attributes-editor>` : nothing}
      ${editable && this.drawing ? html`<new-feature .store=${this.store} .work=${this.work} .layer=${layer} .drawing=${this.drawing}></new-feature>` : nothing}
      <h3>${this.t({ zh: `要素 ${features.length}`, en: `${features.length} features` })}</h3>
      ${features
        .slice(0, most)
        .map(
          (feature) =>
            html`<feature-row .store=${this.store} .work=${this.work} .feature=${feature} ?fixed=${!editable} @remove-feature=${() => void this.#removeFeature(layer, feature)}></feature-row>`,
        )}
      ${features.length > most ? html`<p class="hint">${this.t({ zh: `只列出前 ${most} 个；在地图上点击可改其余。`, en: `The first ${most} are listed.` })}</p>` : nothing}`;
  }

  #inside(layer: Layer) {
    const editable = typeof layer.source === 'string';
    return html`<div class="inside">
      ${
        editable
          ? html`<replace-panel .store=${this.store} .work=${this.work} .layer=${layer} .view=${this.view} .flat=${this.flat} @replacing=${({
              detail,
            }: CustomEvent<boolean>) => {
              this.replacing = detail;
            }}></replace-panel>`
          : html`<p class="hint">${this.t({ zh: '此图层来自服务或切片，由网站管理员用命令维护。', en: 'This layer comes from a service or from tiles: it is kept by command.' })}</p>`
      }
      ${this.replacing ? nothing : this.#own(layer, editable)}</div>`;
  }

  override render() {
    const { state } = this.store;
    const layers = [...(state.catalogue.value?.layers ?? [])].reverse();
    const touched = new Set(
      this.work.edits.value.map(({ id }) => /^(?:layer|data|feature):([^/]+)/.exec(id)?.[1]),
    );
    return html`<add-layer .store=${this.store} .work=${this.work} @layer-added=${({
      detail,
    }: CustomEvent<string>) => {
      this.open = detail;
      this.replacing = false;
    }}></add-layer><div role="list" aria-label=${this.t(words.layers)}>${repeat(
      layers,
      ({ id }) => id,
      (layer) => {
        const loaded = state.layers.value[layer.id];
        const features = loaded?.phase === 'ready' ? loaded.data.features : [];
        const [first] = features;
        const open = this.open === layer.id;
        return html`<div class="layer" role="listitem"><button aria-expanded=${open} @click=${() => {
          this.open = open ? undefined : layer.id;
          this.replacing = false;
        }}><span>${this.t(layer.name)}<br><span class="soft small">${first ? `${this.t(basisWords[first.properties.basis])} ${accuracyText(first.properties.accuracyM)} · ` : nothing}${layerFile(layer) ? this.t({ zh: `${features.length} 个要素`, en: `${features.length} features` }) : ''}</span></span>
        <span>${touched.has(layer.id) ? html`<span class="mark">${this.t(unpublished)}</span>` : icon(open ? 'up' : 'down', 16)}</span></button>
        ${open ? this.#inside(layer) : nothing}</div>`;
      },
    )}</div>`;
  }
}
define('layers-panel', LayersPanel);
