import type { Position } from 'geojson';
import { css, html, nothing } from 'lit';
import { areaFigures, measure } from '../../../geo/area/index.ts';
import { pointAt } from '../../../geo/edit/point-at.ts';
import { type Widths, widestM, widthsMakeSense } from '../../../geo/edit/widths.ts';
import { parseAngle } from '../../../geo/formats/angle.ts';
import { farPoint, parsePoint } from '../../../geo/formats/typed-point.ts';
import { faultsOf } from '../../../geo/repair/index.ts';
import { type Bilingual, ProblemError, problem } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { toolStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { toolHints, toolWords, widthRule, widthWords } from '../words.ts';
import { measuredZone } from './measured-zone.ts';

/** The tool at work: what to do next, and points typed as coordinates or as bearing and distance. */
class ToolPanel extends CheckElement {
  static override styles = [
    base,
    panelStyles,
    toolStyles,
    css`
      .count { font-variant-numeric: tabular-nums; }
    `,
  ];

  get #meridian(): number {
    return this.store.state.town.value?.centralMeridian ?? 114;
  }

  #add(position: Position) {
    this.dispatchEvent(new CustomEvent('add-point', { detail: position, bubbles: true, composed: true }));
  }

  #typed(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem('point') as HTMLInputElement;
    void this.bench.session.attempt(() => {
      const point = parsePoint(input.value, this.#meridian);
      this.#add(point);
      const far = farPoint(point, this.store.state.town.value);
      if (far) this.store.commands.report(far);
      input.value = '';
      input.focus();
    });
  }

  #ray(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const written = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value.trim();
    const north = (form.elements.namedItem('north') as HTMLSelectElement).value === 'true' ? 'true' : 'grid';
    void this.bench.session.attempt(() => {
      const from = this.bench.session.points.value.at(-1);
      // Field books have 125°30′20″ as well as 125.5056.
      const [bearing, metres] = [parseAngle(written('bearing'))?.degrees, Number(written('distance'))];
      if (!from || !(metres > 0) || bearing === undefined)
        throw new ProblemError(
          problem(
            'ray-incomplete',
            {
              zh: '需要已有一个点，以及方位角和大于 0 的距离',
              en: 'It takes a point to start from, a bearing and a distance above 0',
            },
            undefined,
            {
              zh: '请先定一个点，再填方位角（如 125.5 或 125°30′20″）和距离（米）。',
              en: 'Set a point first, then give bearing (125.5 or 125°30′20″) and distance (metres).',
            },
          ),
        );
      this.#add(pointAt(from, bearing, metres, north, this.#meridian));
    });
  }

  /** How wide the strip along a centre line is; a figure out of reason is not taken. */
  #widths() {
    const { widths } = this.bench.session;
    const side = (key: keyof Widths, label: Bilingual) =>
      html`<label class="field">${this.t(label)}<input type="number" inputmode="decimal" required min="0" max=${widestM} step="any" .value=${`${widths.value[key]}`} @change=${(
        event: Event,
      ) => {
        const input = event.target as HTMLInputElement;
        const next = { ...widths.value, [key]: input.valueAsNumber };
        input.setCustomValidity(widthsMakeSense(next) ? '' : this.t(widthRule));
        if (widthsMakeSense(next)) this.bench.session.setWidths(next);
        else input.reportValidity();
      }}></label>`;
    return html`<form @submit=${(event: Event) => event.preventDefault()}>${side('leftM', widthWords.left)}${side('rightM', widthWords.right)}</form>`;
  }

  /** What the measuring tool has drawn, on the ellipsoid and in the plane of the zone being worked on. */
  #measured() {
    const shape = this.bench.session.measured.value?.shape;
    if (!shape) return nothing;
    const { centralMeridian } = measuredZone(this.bench);
    const { lengthM, planeLengthM, areaM2, planeAreaM2 } = measure(shape, centralMeridian);
    const crossed = shape.type === 'Polygon' && faultsOf(shape, 1).length > 0;
    const length = (metres: number) => html`<td class="figure">${metres.toFixed(2)} m</td>`;
    const area = (m2: number) => {
      const { mu, ha, m2: square } = areaFigures(m2, 2);
      return html`<td class="figure">${square} m²<br>${mu} ${this.t({ zh: '亩', en: 'mu' })}<br>${ha} ${this.t({ zh: '公顷', en: 'ha' })}</td>`;
    };
    const label = areaM2 === undefined ? { zh: '长度', en: 'Length' } : { zh: '周长', en: 'Perimeter' };
    return html`<table aria-label=${this.t({ zh: '量算结果', en: 'Measured' })}><thead><tr><th></th><th class="figure">${this.t({ zh: '椭球面', en: 'Ellipsoid' })}</th><th class="figure">${this.t({ zh: `高斯平面（${centralMeridian}°）`, en: `Gauss plane (${centralMeridian}°)` })}</th></tr></thead>
      <tbody><tr><th scope="row">${this.t(label)}</th>${length(lengthM)}${length(planeLengthM)}</tr>
      ${areaM2 === undefined || planeAreaM2 === undefined ? nothing : html`<tr><th scope="row">${this.t({ zh: '面积', en: 'Area' })}</th>${area(areaM2)}${area(planeAreaM2)}</tr>`}</tbody></table>${crossed ? html`<p class="hint warn">${this.t({ zh: '边线自相交，面积不可用。', en: 'The border crosses itself: the area cannot be used.' })}</p>` : nothing}`;
  }

  #emit(name: string) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }

  override render() {
    const { session } = this.bench;
    const tool = session.tool.value;
    if (tool === 'none') return nothing;
    const count = session.points.value.length;
    const measuring = tool === 'distance' || tool === 'area';
    const finished = session.measured.value?.done === true;
    const collecting = tool !== 'reshape' && !finished;
    return html`<section aria-label=${this.t(toolWords[tool])} @keydown=${(event: KeyboardEvent) => {
      // In a field, too; but not where it only ends the spelling of a word.
      if (event.key === 'Escape' && !event.isComposing) session.take('none');
    }}>
      <h2>${this.t(toolWords[tool])} ${collecting ? html`<span class="faint count">${this.t({ zh: `${count} 点`, en: `${count} points` })}</span>` : nothing}</h2>
      ${finished ? nothing : html`<p class="hint">${this.t(toolHints[tool])}</p>`}
      ${measuring ? this.#measured() : nothing}
      ${tool === 'strip' ? this.#widths() : nothing}
      ${
        collecting
          ? html`<form @submit=${(event: Event) => this.#typed(event)}><label class="field">${this.t({ zh: '坐标：经度,纬度 或 X(北),Y(东)', en: 'Point: lon,lat or X north,Y east' })}
            <input type="text" name="point" autocomplete="off" spellcheck="false" placeholder="113.1234,28.5678"></label><button class="button">${this.t({ zh: '加点', en: 'Add' })}</button></form>
          <details><summary>${this.t({ zh: '按方位角和距离', en: 'By bearing and distance' })}</summary>
          <form @submit=${(event: Event) => this.#ray(event)}>
            <label class="field">${this.t({ zh: '方位角（°）', en: 'Bearing (°)' })}<input type="text" name="bearing" inputmode="decimal" autocomplete="off" spellcheck="false" placeholder="125°30′20″"></label>
            <label class="field">${this.t({ zh: '距离（米）', en: 'Distance (m)' })}<input type="number" name="distance" step="any" min="0"></label>
            <label class="field">${this.t({ zh: '起算', en: 'From' })}<select name="north"><option value="grid">${this.t({ zh: '坐标北', en: 'grid north' })}</option><option value="true">${this.t({ zh: '真北', en: 'true north' })}</option></select></label>
            <button class="button">${this.t({ zh: '加点', en: 'Add' })}</button></form></details>`
          : nothing
      }
      <div class="row">
        ${
          collecting
            ? html`<button class="button primary" ?disabled=${count < (['split', 'rectangle', 'strip', 'distance'].includes(tool) ? 2 : 3)} @click=${() => this.#emit('finish-tool')}>${this.t({ zh: '完成', en: 'Finish' })}</button>
              <button class="button" ?disabled=${count === 0} @click=${() => this.#emit('back-point')}>${this.t({ zh: '撤回一点', en: 'Undo point' })}</button>`
            : nothing
        }
        ${finished ? html`<button class="button primary" @click=${() => session.take(tool)}>${this.t({ zh: '重新量', en: 'Measure again' })}</button>` : nothing}
        <button class="button" @click=${() => session.take('none')}>${this.t(collecting && !measuring ? { zh: '取消', en: 'Cancel' } : { zh: '结束', en: 'End' })}</button>
      </div></section>`;
  }
}
define('tool-panel', ToolPanel);
