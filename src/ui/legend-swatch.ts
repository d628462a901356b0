import { css, html } from 'lit';
import { paintSwatch } from '../map/legend.ts';
import type { Layer } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';
import { themeOf } from './theme-of.ts';

/** A layer's sign, painted by the code which draws it on the map, so that the legend cannot differ from the map. */
class LegendSwatch extends PlanElement {
  static override properties = { ...PlanElement.properties, layer: { attribute: false } };
  declare layer: Layer;

  static override styles = [
    base,
    css`
      :host { display: block; width: 28px; height: 22px; }
      canvas { display: block; width: 28px; height: 22px; }
    `,
  ];

  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #onScheme = () => this.requestUpdate();

  override connectedCallback() {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#onScheme);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#onScheme);
  }

  override render() {
    // Read for their changes: the sign shows what has been loaded, in the theme of the page.
    void this.store.state.theme.value;
    void this.store.state.layers.value[this.layer.id];
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  override updated() {
    // A canvas knows no custom properties: the theme's name is read once the page has put on its colours.
    requestAnimationFrame(() => {
      const canvas = this.renderRoot.querySelector('canvas');
      const loaded = this.store.state.layers.peek()[this.layer.id];
      const data = loaded?.phase === 'ready' ? loaded.data : undefined;
      if (canvas) paintSwatch(canvas, this.layer, data, themeOf(this));
    });
  }
}
define('legend-swatch', LegendSwatch);
