import { css, html, nothing } from 'lit';
import type { MapView } from '../map/view/view.ts';
import { type ReadonlySignal, signal } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { roundLength } from './round-length.ts';
import { base } from './theme.ts';
import { words } from './words.ts';

/** What stands on the map whatever else does: zoom, north, scale, source, review notice. */
class MapFurniture extends PlanElement {
  static override ownTask = true;
  static override properties = {
    ...PlanElement.properties,
    view: { attribute: false },
    controls: { type: Boolean },
    sources: { state: true },
  };
  declare view: ReadonlySignal<Pick<MapView, 'camera' | 'zoomBy' | 'resetNorth'> | undefined>;
  declare controls: boolean;
  /** Whether the sources are unfolded where there is little room for them. */
  declare sources: boolean;

  constructor() {
    super();
    this.view = signal(undefined);
    this.controls = true;
    this.sources = false;
  }

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; pointer-events: none; z-index: 3; display: flex; flex-direction: column; justify-content: flex-end; align-items: flex-end; gap: 12px; padding: 0 12px 8px; }
      .controls { display: grid; gap: 8px; pointer-events: auto; }
      .group { display: grid; border-radius: 12px; background: var(--raised); border: 1px solid var(--line); box-shadow: 0 4px 14px rgb(0 0 0 / 0.1); }
      .north svg { transition: transform 120ms; }
      .foot { align-self: stretch; display: flex; justify-content: space-between; gap: 16px; align-items: end; min-height: 28px; font-size: 12px; line-height: 1.35; color: var(--label); text-shadow: 0 0 3px var(--halo), 0 0 3px var(--halo), 0 0 3px var(--halo); }
      .scale { flex: none; padding: 0 2px 3px; text-align: center; border: solid var(--label); border-width: 0 1.5px 1.5px; }
      .source { text-align: right; }
      /* Pictures are of any colour: what stands on them has ground of its own. */
      .plate > * { background: var(--raised); padding-inline: 4px; }
      .short { display: none; pointer-events: auto; text-decoration: underline; text-underline-offset: 2px; margin-left: 8px; min-height: 24px; }
      @container (max-width: 1240px) {
        .short { display: inline; }
        .long:not(.open) { display: none; }
      }
      @container (max-width: 760px) and ((min-height: 501px) or (max-width: 620px)) {
        /* Under the search, where they leave the town and its names alone. */
        :host([high]) .controls { position: absolute; right: 12px; top: 118px; }
      }
      @container (max-width: 760px) and (min-height: 621px) and (max-height: 720px) { :host([high]) .group { grid-template-columns: 1fr 1fr; } }
      @container (max-width: 760px) and (max-height: 900px) { .group:has(.north) { display: none; } }
      /* A low map (a phone on its side, a page at 200 %) has its buttons in one row, clear of the sources. */
      @container (max-width: 760px) and (max-height: 620px) { :host([high]) .controls, :host([high]) .group { grid-template-columns: none; grid-auto-flow: column; } }
      .unreviewed { font-weight: 600; }
    `,
  ];

  /** Asks the device where it is; a second press forgets it. The answer stays in this page. */
  #locate() {
    const { state, commands } = this.store;
    if (state.position.peek()) return commands.setPosition(undefined);
    void import('./locate.ts').then(({ locate }) => locate(this.store));
  }

  override render() {
    const { state, commands } = this.store;
    const town = state.town.value;
    const camera = this.view.value?.camera;
    // Read while drawing, so that both follow the map.
    void camera?.bearing.value;
    const length = camera ? roundLength(camera.metersPerPixel.value * 110) : undefined;
    const scaleText = length === undefined ? '' : length >= 1000 ? `${length / 1000} km` : `${length} m`;
    const nearest = camera !== undefined && camera.zoom.value > this.store.select.zooms.value.most - 0.01;
    const offline = this.store.select.basemap.value?.kind === 'offline';
    // Under an online map only ground that stands up is ours.
    const modelled =
      town?.terrain?.kind === 'modelled' && (offline || (camera !== undefined && camera.pitch.value > 1));
    return html`
      ${
        this.controls
          ? html`<div class="controls">
          <div class="group"><button class="icon-button north" aria-label=${this.t({ zh: '指北针：恢复正北', en: 'North arrow: turn north up' })} @click=${() => this.view.value?.resetNorth()}>${icon('north')}</button></div>
          <div class="group">
            <button class="icon-button" aria-label=${this.t({ zh: '放大', en: 'Zoom in' })} aria-disabled=${nearest} @click=${() => this.view.value?.zoomBy(1)}>${icon('plus')}</button>
            <button class="icon-button" aria-label=${this.t({ zh: '缩小', en: 'Zoom out' })} @click=${() => this.view.value?.zoomBy(-1)}>${icon('minus')}</button>
            <button class="icon-button" aria-pressed=${state.position.value !== undefined} aria-label=${this.t({ zh: '我的位置', en: 'My position' })} @click=${() => this.#locate()}>${icon('target')}</button>
            <button class="icon-button" aria-label=${this.t({ zh: '显示全镇', en: 'Show the whole town' })} @click=${() => commands.frameTown()}>${icon('home')}</button>
          </div></div>`
          : nothing
      }
      <section class="foot ${offline ? '' : 'plate'}" aria-label=${this.t({ zh: '比例尺与来源', en: 'Scale and sources' })}>
        ${length === undefined ? html`<span></span>` : html`<span class="scale num" aria-label=${this.t({ zh: `比例尺 ${scaleText}`, en: `Scale ${scaleText}` })}>${scaleText}</span>`}
        ${
          town
            ? html`<span class="source">${
                town.reviewNumber
                  ? html`<span>${this.t(words.reviewNumber)} ${town.reviewNumber}</span>`
                  : html`<span class="unreviewed">${this.t(words.unreviewed)}</span>`
              }${nearest ? html` · <span>${this.t({ zh: '已到数据精度所限', en: 'the data goes no closer' })}</span>` : nothing}${modelled ? html` · <span>${this.t(words.modelled)}</span>` : nothing}<span class="long ${this.sources ? 'open' : ''}">${this.store.select.attributions.value.map((one) => html` · ${this.t(one)}`)}</span><button class="short" aria-expanded=${this.sources} @click=${() => {
                this.sources = !this.sources;
              }}>${this.t({ zh: '来源', en: 'Sources' })}</button></span>`
            : nothing
        }
      </section>`;
  }

  /** The scale bar's width and the needle's angle are figures, so they are set as style properties, not as text. */
  override updated() {
    const camera = this.view.value?.camera;
    if (!camera) return;
    const perPixel = camera.metersPerPixel.peek();
    const bar = this.renderRoot.querySelector<HTMLElement>('.scale');
    if (bar) bar.style.width = `${roundLength(perPixel * 110) / perPixel}px`;
    const needle = this.renderRoot.querySelector<SVGElement>('.north svg');
    if (needle) needle.style.transform = `rotate(${-camera.bearing.peek()}deg)`;
  }
}
define('map-furniture', MapFurniture);
