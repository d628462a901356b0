import { css, html, nothing } from 'lit';
import type { ThemeName } from '../map/tokens.ts';
import type { MapView } from '../map/view.ts';
import { asProblems } from '../model/index.ts';
import { type Signal, signal } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';
import { words } from './words.ts';

export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The place where the map is. It knows how to start and end one; what it shows comes from the store. */
class MapHost extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    theme: { attribute: false },
    padding: { attribute: false },
    view: { attribute: false },
  };
  declare theme: Signal<ThemeName>;
  declare padding: Signal<Padding>;
  /** Set by this element once the map stands. */
  declare view: Signal<MapView | undefined>;
  #ending = false;

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; display: block; background: var(--beyond); }
      .map { position: absolute; inset: 0; }
      .none { position: absolute; inset: 0; display: grid; place-content: center; gap: 8px; padding: 32px; text-align: center; color: var(--ink-soft); line-height: 1.7; background: var(--sunken); }
      .none h2 { color: var(--ink); font-size: 18px; }
      .none p { max-width: 34em; }
    `,
  ];

  constructor() {
    super();
    this.theme = signal('light');
    this.padding = signal({ top: 0, right: 0, bottom: 0, left: 0 });
    this.view = signal(undefined);
  }

  override render() {
    const problem = this.store.state.mapProblem.value;
    return html`<div class="map" role="region" aria-label=${this.t(words.map)}></div>
      ${
        problem
          ? html`<div class="none"><h2>${this.t({ zh: '此设备无法显示地图', en: 'This device cannot show the map' })}</h2>
            <p>${this.t(problem.what)}</p>
            <p>${this.t({ zh: '规划项目列表、详情和规划原文仍可使用。', en: "The list of plan items, their details and the plan's text still work." })}</p></div>`
          : nothing
      }`;
  }

  override async firstUpdated() {
    try {
      const { createMapView, mapStyles } = await import('../map/view.ts');
      const container = this.renderRoot.querySelector<HTMLElement>('.map');
      if (!container || this.#ending) return;
      const root = this.renderRoot as ShadowRoot;
      root.adoptedStyleSheets = [mapStyles(), ...root.adoptedStyleSheets];
      const view = await createMapView({
        container,
        store: this.store,
        theme: this.theme,
        padding: this.padding,
      });
      if (this.#ending) view.destroy();
      else this.view.value = view;
    } catch (error) {
      this.store.commands.setMapProblem(asProblems(error)[0]);
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#ending = true;
    this.view.value?.destroy();
    this.view.value = undefined;
  }
}
define('map-host', MapHost);
