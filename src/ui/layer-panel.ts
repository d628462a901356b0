import { css, html, nothing } from 'lit';
import type { MapView } from '../map/view/view.ts';
import { type Bilingual, isSketch, type Layer, listMark, statuses } from '../model/index.ts';
import { computed, type ShownLayer, type Signal, type ViewPart } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import './legend-swatch.ts';
import { saveFile } from './save-file.ts';
import { statusShape, statusWord } from './status-glyph.ts';
import { base, hues } from './theme.ts';
import { basisWords, words } from './words.ts';

/** How many features are here of a layer fetched for the view; what is not known is not said. */
function viewCount(state: ViewPart['state'], count: number): Bilingual {
  switch (state) {
    case 'waiting':
      return { zh: '放大后载入', en: 'zoom in to load' };
    case 'loading':
      return { zh: `载入中 ${count}`, en: `loading ${count}` };
    case 'part':
      return { zh: `视图内至少 ${count}`, en: `at least ${count} in view` };
    case 'whole':
      return { zh: `视图内 ${count}`, en: `${count} in view` };
    case 'tiles':
      return { zh: '分片显示', en: 'tiled' };
  }
}

/** Layers by group with their legend: what is drawn, how many features, how strongly, in which order. */
class LayerPanel extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    open: { state: true },
    view: { attribute: false },
  };
  declare open: string | undefined;
  /** The map beside the panel, where there is one. */
  declare view: Signal<MapView | undefined> | undefined;
  /** Ids of the layers that are drawn only nearer than the map looks now. */
  readonly #far = computed(() => {
    const zoom = this.view?.value?.camera.zoom.value ?? Number.POSITIVE_INFINITY;
    const far = this.store.select.layers.value.filter(({ layer }) => layer.minzoom > zoom);
    return far.map(({ layer }) => layer.id).join(' ');
  });

  static override styles = [
    base,
    hues,
    css`
      :host { display: block; padding: 4px 0 16px; }
      h2 { padding: 14px 16px 4px; font-size: 12.5px; color: var(--ink-faint); letter-spacing: 0.02em; }
      li { border-radius: 8px; margin: 0 8px; }
      li.open { background: var(--sunken); }
      .row { display: grid; grid-template-columns: 36px 1fr auto 40px; align-items: center; min-height: 44px; padding-left: 4px; }
      label.name { display: grid; grid-template-columns: auto 1fr; gap: 8px; align-items: center; min-height: 44px; font-size: 14.5px; line-height: 1.3; cursor: pointer; }
      label.name input { width: 17px; height: 17px; margin: 0; }
      .off legend-swatch { opacity: 0.35; }
      .off .name span { color: var(--ink-faint); }
      .count { font-size: 12.5px; color: var(--ink-faint); padding: 0 4px; }
      .count.bad { color: var(--bad); }
      .icon-button { min-width: 40px; }
      .more { padding: 2px 12px 12px 40px; font-size: 13px; line-height: 1.6; display: grid; gap: 8px; color: var(--ink-soft); }
      .more .acts { display: flex; flex-wrap: wrap; gap: 6px; }
      .more label { display: grid; grid-template-columns: auto 1fr 44px; gap: 10px; align-items: center; }
      .more .button { font-size: 13px; min-height: 34px; padding: 0 10px; }
      footer { padding: 14px 16px 0; display: flex; gap: 8px; flex-wrap: wrap; }
      .key { margin: 6px 16px 0; padding: 10px 12px; border: 1px dashed var(--line-strong); border-radius: 8px; font-size: 13px; line-height: 1.6; color: var(--ink-soft); }
      .signs { margin: 6px 16px 0; font-size: 13px; color: var(--ink-soft); }
      .signs summary { min-height: 36px; line-height: 36px; cursor: pointer; }
      .signs ul { display: flex; flex-wrap: wrap; gap: 4px 14px; padding-bottom: 8px; }
      .signs li { display: flex; align-items: center; gap: 6px; }
      .signs i { width: 12px; height: 12px; border-radius: 3px; background: var(--hue); }
      .base { padding: 4px 16px; display: grid; gap: 4px; font-size: 14px; }
      .base label { display: flex; gap: 8px; align-items: center; min-height: 36px; }
    `,
  ];

  /** Moves a layer; its row moves too, and the focus with it. */
  async #move(id: string, by: 1 | -1) {
    this.store.commands.moveLayer(id, by);
    await this.updateComplete;
    const [same, other] = by > 0 ? ['up', 'down'] : ['down', 'up'];
    const button = (name: string | undefined) =>
      this.renderRoot.querySelector<HTMLButtonElement>(`.${name}:not(:disabled)`);
    (button(same) ?? button(other))?.focus();
  }

  /** Of a filtered layer what is shown of it. */
  async #save(layer: Layer, kind: 'geojson' | 'csv') {
    const { select, state } = this.store;
    const loaded = state.layers.value[layer.id];
    if (loaded?.phase !== 'ready') return;
    const { layerCsv, layerGeoJson } = await import('./layer-files.ts');
    const shown = select.shownFeatures.value;
    const features = loaded.data.features.filter(({ properties }) => !shown || shown.has(properties.id));
    const village = (code: string) =>
      select.villages.value.get(code)?.feature.properties.name ?? { zh: code, en: code };
    const text = kind === 'csv' ? layerCsv(layer, features, village, this.language) : layerGeoJson(features);
    saveFile(`${layer.id}.${kind}`, text, kind === 'csv' ? 'text/csv' : 'application/geo+json');
  }

  /** What the signs on the map mean, whichever layer they are in. */
  #signs() {
    const chapters = this.store.state.plan.value?.chapters ?? [];
    return html`<details class="signs"><summary>${this.t({ zh: '图上符号', en: 'Signs on the map' })}</summary>
      <ul>${[...statuses, undefined].map((status) => html`<li>${statusShape(status)}${statusWord(status, this.language)}</li>`)}</ul>
      <ul>${chapters.map(({ number, short }) => html`<li class="c${number}"><i></i>${this.t(short)}</li>`)}</ul></details>`;
  }

  #more({ layer, opacity }: ShownLayer) {
    const { commands, select, state } = this.store;
    const loaded = state.layers.value[layer.id];
    const features = loaded?.phase === 'ready' ? loaded.data.features : [];
    const bases = [...new Set(features.map((feature) => feature.properties.basis))];
    const order = select.layers.value.map((one) => one.layer.id);
    const at = order.indexOf(layer.id);
    return html`<div class="more">
      <label><span>${this.t({ zh: '不透明度', en: 'Opacity' })}</span>
        <input type="range" min="0" max="100" step="5" .value=${String(Math.round(opacity * 100))}
          @input=${(event: Event) => commands.setLayerOpacity(layer.id, Number((event.target as HTMLInputElement).value) / 100)}>
        <span class="num">${Math.round(opacity * 100)}%</span></label>
      <div class="acts">
        <button class="button" ?disabled=${!features.length} @click=${() => commands.frameFeatures(features.map((f) => f.properties.id))}>${icon('target', 16)}${this.t({ zh: '缩放至图层', en: 'Zoom to layer' })}</button>
        <button class="button up" ?disabled=${at === order.length - 1} @click=${() => void this.#move(layer.id, 1)}>${icon('up', 16)}${this.t({ zh: '上移', en: 'Raise' })}</button>
        <button class="button down" ?disabled=${at === 0} @click=${() => void this.#move(layer.id, -1)}>${icon('down', 16)}${this.t({ zh: '下移', en: 'Lower' })}</button>
      </div>
      ${
        features.length && loaded?.phase === 'ready' && !loaded.view
          ? html`<div class="acts">${(['geojson', 'csv'] as const).map(
              (kind) =>
                html`<button class="button" @click=${() => void this.#save(layer, kind)}>${this.t(kind === 'csv' ? { zh: '下载属性表 CSV', en: 'Save its table (CSV)' } : { zh: '下载 GeoJSON', en: 'Save as GeoJSON' })}</button>`,
            )}</div>`
          : nothing
      }
      <p role="status" class="num">${this.t({
        zh: `自上而下第 ${order.length - at} 层，共 ${order.length} 层`,
        en: `${order.length - at} of ${order.length} from the top`,
      })}</p>
      ${bases.length ? html`<p>${this.t({ zh: '数据依据：', en: 'Basis: ' })}${bases.map((basis) => this.t(basisWords[basis])).join(this.t(listMark))}</p>` : nothing}
      ${layer.note ? html`<p>${this.t(layer.note)}</p>` : nothing}
      ${loaded?.phase === 'ready' && loaded.view ? loaded.view.problems.map((problem) => html`<p class="count bad">${this.t(problem.what)}</p>`) : nothing}
      ${loaded?.phase === 'failed' ? loaded.problems.map((problem) => html`<p class="count bad">${this.t(problem.what)}</p>`) : nothing}
    </div>`;
  }

  #row(shown: ShownLayer) {
    const { layer, visible } = shown;
    const { commands, state, select } = this.store;
    const loaded = state.layers.value[layer.id];
    const all = loaded?.phase === 'ready' ? loaded.data.features : [];
    const filter = select.shownFeatures.value;
    const count = filter ? all.filter((f) => filter.has(f.properties.id)).length : all.length;
    const name = this.t(layer.name);
    const open = this.open === layer.id;
    const far = this.#far.value.split(' ').includes(layer.id);
    return html`<li class="${open ? 'open' : ''} ${visible ? '' : 'off'}">
      <div class="row">
        <legend-swatch .store=${this.store} .layer=${layer}></legend-swatch>
        <label class="name"><input type="checkbox" .checked=${visible} @change=${(event: Event) => commands.setLayerVisible(layer.id, (event.target as HTMLInputElement).checked)}><span>${name}</span></label>
        ${
          loaded?.phase === 'failed'
            ? html`<span class="count bad">${this.t({ zh: '未载入', en: 'failed' })}</span>`
            : loaded?.phase === 'ready' && loaded.view
              ? html`<span class="count num">${this.t(viewCount(loaded.view.state, all.length))}</span>`
              : html`<span class="count num">${visible && far ? this.t({ zh: '放大后显示 ', en: 'zoom in to see ' }) : nothing}${loaded?.phase === 'ready' ? (all.length && all.every((f) => isSketch(f.properties.basis)) && !filter ? this.t(basisWords.schematic) : filter && count !== all.length ? `${count}/${all.length}` : all.length) : '…'}</span>`
        }
        <button class="icon-button" aria-expanded=${open} aria-label=${this.t({ zh: `${name}：更多`, en: `${name}: more` })} @click=${() => {
          this.open = open ? undefined : layer.id;
        }}>${icon('more')}</button>
      </div>
      ${open ? this.#more(shown) : nothing}
    </li>`;
  }

  override render() {
    const { state, select, commands } = this.store;
    const groups = state.catalogue.value?.groups ?? [];
    const layers = [...select.layers.value].reverse();
    const town = state.town.value;
    return html`
      <p class="key">${this.t({
        zh: '虚线与斜纹表示示意图形：依据规划文字和公开资料绘制，位置不是实测。',
        en: "Dashed outlines and hatching mark schematic shapes, drawn from the plan's words and public facts, not surveyed.",
      })}</p>
      ${this.#signs()}
      ${groups.map((group) => {
        const groupLayers = layers.filter(({ layer }) => layer.group === group.id);
        return groupLayers.length
          ? html`<h2>${this.t(group.name)}</h2><ul>${groupLayers.map((shown) => this.#row(shown))}</ul>`
          : nothing;
      })}
      ${
        town && town.basemaps.length > 1
          ? html`<h2 id="base">${this.t({ zh: '底图', en: 'Base map' })}</h2><div class="base" role="radiogroup" aria-labelledby="base">${town.basemaps.map(
              (one) =>
                html`<label><input type="radio" name="base" .checked=${(state.basemap.value ?? town.basemap) === one.id} @change=${() => commands.setBasemap(one.id)}>${this.t(one.name)}</label>`,
            )}</div>`
          : nothing
      }
      <footer>
        <button class="button" @click=${() => commands.setLayers({}, [])}>${this.t({ zh: '恢复默认图层', en: 'Reset layers' })}</button>
        <span class="sr">${this.t(words.layers)}</span>
      </footer>`;
  }
}
define('layer-panel', LayerPanel);
