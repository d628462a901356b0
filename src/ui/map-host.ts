import { css, html } from 'lit';
import type { FlatView } from '../map/svg/view.ts';
import type { ThemeName } from '../map/tokens.ts';
import type { MapView } from '../map/view/view.ts';
import { asProblems } from '../model/index.ts';
import { effect, type Signal, untracked } from '../store/index.ts';
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
    flat: { attribute: false },
  };
  declare theme: Signal<ThemeName>;
  declare padding: Signal<Padding>;
  /** Set by this element once the map stands. */
  declare view: Signal<MapView | undefined>;
  /** Set by this element where there is no WebGL: the SVG map. */
  declare flat: Signal<FlatView | undefined>;
  #ending = false;
  #stop: (() => void) | undefined;

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; display: block; background: var(--beyond); }
      .map { position: absolute; inset: 0; }
    `,
  ];

  override render() {
    return html`<div class="map" role="region" aria-label=${this.t(words.map)}></div>`;
  }

  /** In place of a map that cannot be, or was lost for good; the public display has one of its own. */
  async #flatten(container: HTMLElement) {
    this.view.value?.destroy();
    this.view.value = undefined;
    if (this.store.state.mode.peek() === 'display') return;
    const { createFlatView } = await import('../map/svg/view.ts');
    if (this.#ending || this.flat.value) return;
    const problem = this.store.state.mapProblem.peek();
    if (problem) this.store.commands.report({ ...problem, severity: 'warning' });
    this.flat.value = createFlatView(container, this.store, this.theme, this.padding);
  }

  /**
   * The workbench's records are opened before the map takes the thread, which without a graphics card it holds for
   * seconds: what zones are checked against comes back while the map is drawn. Waits for them half a second at most.
   */
  async #records(): Promise<void> {
    if (this.store.state.mode.peek() !== 'check') return;
    const opened = import('../store/records/shared.ts').then(({ recordsOf }) => recordsOf(this.store));
    await Promise.race([opened, new Promise((done) => setTimeout(done, 500))]);
  }

  override async firstUpdated() {
    try {
      const records = this.#records();
      const { createMapView, mapStyles } = await import('../map/view/view.ts');
      await records;
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
    const container = this.renderRoot.querySelector<HTMLElement>('.map');
    if (container && !this.#ending)
      this.#stop = effect(() => {
        const { mapProblem, mode } = this.store.state;
        if (mapProblem.value && mode.value !== 'display') untracked(() => void this.#flatten(container));
      });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#ending = true;
    this.#stop?.();
    this.flat.value?.destroy();
    this.flat.value = undefined;
    this.view.value?.destroy();
    this.view.value = undefined;
  }
}
define('map-host', MapHost);
