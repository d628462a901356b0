import { css, html, nothing } from 'lit';
import { type Basis, bases, type Layer } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import { basisWords } from '../../../ui/words.ts';
import { WorkElement } from '../element.ts';
import { itemTitles } from '../item-names.ts';
import type { Drawing, ShapeTool } from './drawing.ts';

type Shape = (ShapeTool & { kind: 'draw' })['shape'];
const shapeWords = {
  point: { zh: '点', en: 'Point' },
  line: { zh: '线', en: 'Line' },
  polygon: { zh: '面', en: 'Area' },
};

const shapeTypes: Record<Shape, RegExp> = { point: /Point$/, line: /LineString$/, polygon: /Polygon$/ };

/** What is to be said of a new feature of a layer before it is drawn. */
class NewFeatureForm extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    layer: { attribute: false },
    drawing: { attribute: false },
    open: { state: true },
  };
  declare layer: Layer;
  declare drawing: Drawing;
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; padding-top: 6px; }
      form .whole { grid-column: 1 / -1; }
    `,
  ];

  #draw(event: Event) {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const item = text('item');
    const code = text('code');
    const source = text('source');
    this.drawing.take({
      kind: 'draw',
      layer: this.layer.id,
      shape: text('shape') as Shape,
      said: {
        // The Chinese stands in until somebody translates it.
        name: { zh: text('zh'), en: text('en') || text('zh') },
        planItems: item ? [item] : [],
        basis: text('basis') as Basis,
        accuracyM: Number(text('accuracy')),
        source: { zh: source, en: source },
        villages: code ? [code] : [],
      },
    });
  }

  override render() {
    const { layer, drawing } = this;
    const { state } = this.store;
    const shapes: Shape[] = layer.geometry === 'mixed' ? ['point', 'line', 'polygon'] : [layer.geometry];
    const town = state.town.value?.code ?? '';
    // What the layer has already is what is likely to be drawn next.
    const loaded = state.layers.value[layer.id];
    const [first] = loaded?.phase === 'ready' ? loaded.data.features : [];
    const usual = shapes.find((shape) => first && shapeTypes[shape].test(first.geometry.type));
    return html`<details @toggle=${(event: Event) => {
      this.open = (event.target as HTMLDetailsElement).open;
    }}><summary>${this.t({ zh: '画新要素', en: 'Draw a new feature' })}</summary>
      ${
        !this.open
          ? nothing
          : drawing.possible.value
            ? html`<form @submit=${(event: Event) => this.#draw(event)}>
        <label class="field">${this.t({ zh: '名称（中文）', en: 'Name (Chinese)' })}<input type="text" name="zh" required></label>
        <label class="field">${this.t({ zh: '名称（English）', en: 'Name (English)' })}<input type="text" name="en"></label>
        ${shapes.length > 1 ? html`<label class="field whole">${this.t({ zh: '图形', en: 'Shape' })}<select name="shape">${shapes.map((shape) => html`<option value=${shape} ?selected=${shape === usual}>${this.t(shapeWords[shape])}</option>`)}</select></label>` : html`<input type="hidden" name="shape" value=${shapes[0] ?? ''}>`}
        <label class="field">${this.t({ zh: '依据', en: 'Basis' })}<select name="basis">${bases.map((one) => html`<option value=${one} ?selected=${one === 'schematic'}>${this.t(basisWords[one])}</option>`)}</select></label>
        <label class="field">${this.t({ zh: '误差（米）', en: 'Accuracy (m)' })}<input type="number" name="accuracy" min="0" step="any" required></label>
        <label class="field whole">${this.t({ zh: '来源', en: 'Source' })}<input type="text" name="source" required></label>
        ${layer.role === 'subject' ? html`<label class="field whole">${this.t({ zh: '所属项目', en: 'Plan item' })}<select name="item" required><option value="">${this.t({ zh: '选择…', en: 'Choose…' })}</option>${[...itemTitles(this.work)].map(([id, title]) => html`<option value=${id}>${id} ${this.t(title)}</option>`)}</select></label>` : nothing}
        ${layer.role === 'villages' ? html`<label class="field whole">${this.t({ zh: '村代码（12 位）', en: 'Village code (12 digits)' })}<input type="text" inputmode="numeric" name="code" required pattern=${`${town}\\d{${12 - town.length}}`}></label>` : nothing}
        <div class="whole"><button class="button primary">${this.t({ zh: '在地图上画', en: 'Draw on the map' })}</button></div></form>`
            : html`<p class="hint">${this.t({ zh: '此浏览器没有 WebGL，不能在地图上画；可用文件换入。', en: 'This browser has no WebGL: nothing can be drawn on the map. Features can come from a file.' })}</p>`
      }</details>`;
  }
}
define('new-feature', NewFeatureForm);
