import { css, html } from 'lit';
import type { Layer } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';

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

  override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }
}
define('legend-swatch', LegendSwatch);
