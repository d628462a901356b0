import { css, html, nothing } from 'lit';
import type { ImageryControl } from '../../../store/records/index.ts';
import { define, PlanElement } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import type { Placing } from './control.ts';
import { accuracyWords } from './words.ts';

type Point = ImageryControl['points'][number];

/** A point whose coordinates were changed, as they now stand: X north, Y east. */
export interface EditedPoint {
  index: number;
  x: string;
  y: string;
}
export interface MovedPoint {
  index: number;
  by: -1 | 1;
}

/** The control points with their residuals: to be looked at, corrected, moved in the list, deleted. */
class ControlTable extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    points: { attribute: false },
    placed: { attribute: false },
  };
  declare points: readonly Point[];
  declare placed: Placing;

  static override styles = [
    base,
    panelStyles,
    css`
      :host { overflow-x: auto; }
      td, th { padding: 4px 6px; vertical-align: middle; }
      td input { width: 100%; min-width: 0; min-height: 32px; padding: 2px 6px; font-size: 13px; }
      td.acts { white-space: nowrap; text-align: end; padding-inline: 0; }
      td.acts .icon-button { min-width: 30px; min-height: 32px; }
      tr.bad td { background: color-mix(in srgb, var(--bad) 8%, transparent); }
      td .number { min-width: 24px; min-height: 32px; font-weight: 600; color: var(--accent); text-align: center; }
      @media (pointer: coarse) { td.acts .icon-button, td input, td .number { min-height: 44px; } td.acts .icon-button { min-width: 40px; } }
      @container (max-width: 760px) {
        td, th { padding: 3px 2px; }
        td input { min-width: 94px; padding: 2px 4px; }
        td.acts .order { display: none; }
      }
    `,
  ];

  #say(name: 'show' | 'edit' | 'order' | 'remove', detail: number | EditedPoint | MovedPoint) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #field(axis: 'x' | 'y', index: number) {
    const [east, north] = (this.points[index] as Point).ground;
    const number = index + 1;
    const label =
      axis === 'x'
        ? { zh: `点 ${number} 的 X（北）`, en: `X (north) of point ${number}` }
        : { zh: `点 ${number} 的 Y（东）`, en: `Y (east) of point ${number}` };
    return html`<input class="num" type="text" inputmode="decimal" .value=${(axis === 'x' ? north : east).toFixed(2)} aria-label=${this.t(label)} @change=${(
      event: Event,
    ) => {
      const { value } = event.target as HTMLInputElement;
      this.#say('edit', { index, x: String(north), y: String(east), [axis]: value });
    }}>`;
  }

  #row(index: number) {
    const { fit, outlier } = this.placed;
    const residual = fit?.residuals[index];
    const number = index + 1;
    const move = (by: -1 | 1) => {
      const label =
        by < 0
          ? { zh: `上移点 ${number}`, en: `Move point ${number} up` }
          : { zh: `下移点 ${number}`, en: `Move point ${number} down` };
      return this.points[index + by]
        ? html`<button class="icon-button order" aria-label=${this.t(label)} @click=${() => this.#say('order', { index, by })}>${icon(by < 0 ? 'up' : 'down', 16)}</button>`
        : nothing;
    };
    return html`<tr class=${outlier === index ? 'bad' : ''}>
      <td><button class="number num" aria-label=${this.t({ zh: `在扫描图上看点 ${number}`, en: `See point ${number} on the scan` })} @click=${() => this.#say('show', index)}>${number}</button></td>
      <td>${this.#field('x', index)}</td><td>${this.#field('y', index)}</td>
      <td class="figure ${outlier === index ? 'bad' : ''}">${residual ? accuracyWords(residual.length) : '—'}</td>
      <td class="acts">${move(-1)}${move(1)}<button class="icon-button" aria-label=${this.t({ zh: `删除点 ${number}`, en: `Delete point ${number}` })} @click=${() => this.#say('remove', index)}>${icon('close', 16)}</button></td></tr>`;
  }

  override render() {
    return html`<table aria-label=${this.t({ zh: '控制点', en: 'Control points' })}><thead><tr><th>${this.t({ zh: '点', en: 'No.' })}</th><th>${this.t({ zh: 'X（北）', en: 'X (north)' })}</th><th>${this.t({ zh: 'Y（东）', en: 'Y (east)' })}</th><th class="figure">${this.t({ zh: '残差 m', en: 'Residual m' })}</th><th></th></tr></thead>
      <tbody>${this.points.map((_, index) => this.#row(index))}</tbody></table>`;
  }
}
define('control-table', ControlTable);
