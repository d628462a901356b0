import { css, html } from 'lit';
import { addLayer } from '../../../check/edits/change.ts';
import { type Layer, LayerSchema } from '../../../model/index.ts';
import { checkSchema } from '../../../model/schema-problems.ts';
import { define } from '../../../ui/element.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import { WorkElement } from '../element.ts';
import { lookFields } from './look-fields.ts';
import { kindWords } from './words.ts';

/** The form of a new layer, above all others; its features are drawn or come from a file afterwards. */
class AddLayer extends WorkElement {
  static override styles = [
    base,
    panelStyles,
    css`
      details { padding: 4px 20px; }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; padding: 4px 0 14px; }
      form .whole { grid-column: 1 / -1; }
    `,
  ];

  #add(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const used = new Set(this.store.state.catalogue.peek()?.layers.map(({ id }) => id));
    let number = 1;
    while (used.has(`layer-${number}`)) number += 1;
    const id = `layer-${number}`;
    const [zh, en] = [text('note-zh'), text('note-en')];
    const layer = {
      id,
      // The Chinese stands in until somebody translates it.
      name: { zh: text('zh'), en: text('en') || text('zh') },
      group: text('group'),
      source: `layers/${id}.geojson`,
      role: text('role'),
      geometry: text('kind'),
      symbol: { colour: text('colour'), icon: text('icon'), pattern: text('pattern') },
      label: data.has('label'),
      date: String(new Date().getFullYear()),
      ...(zh || en ? { note: { zh: zh || en, en: en || zh } } : {}),
    };
    const { output, problems } = checkSchema(LayerSchema, layer, {});
    if (!output) {
      this.store.commands.report(...problems);
      return;
    }
    this.take(addLayer(layer, { type: 'FeatureCollection', features: [] }), {
      zh: `新建图层 ${layer.name.zh}`,
      en: `Add the layer ${layer.name.en}`,
    });
    form.reset();
    (form.closest('details') as HTMLDetailsElement).open = false;
    this.dispatchEvent(new CustomEvent<string>('layer-added', { detail: id }));
  }

  override render() {
    const groups = this.store.state.catalogue.value?.groups ?? [];
    const start: Pick<Layer, 'symbol' | 'group'> = {
      symbol: { colour: 'neutral', icon: 'dot', pattern: 'none', width: 1.5, dashed: false, hollow: false },
      group: groups[0]?.id ?? '',
    };
    const input = (name: string, zh: string, en: string, required = true) =>
      html`<label class="field">${this.t({ zh, en })}<input type="text" name=${name} ?required=${required}></label>`;
    return html`<details><summary>${this.t({ zh: '新建图层', en: 'Add a layer' })}</summary><form aria-label=${this.t({ zh: '新建图层', en: 'Add a layer' })} @submit=${(event: Event) => this.#add(event)}>
      ${input('zh', '图层名（中文）', 'Name (Chinese)')}${input('en', '图层名（English）', 'Name (English)', false)}
      <label class="field">${this.t({ zh: '几何类型', en: 'Kind of shapes' })}<select name="kind">${Object.entries(kindWords).map(([kind, words]) => html`<option value=${kind}>${this.t(words)}</option>`)}</select></label>
      <label class="field">${this.t({ zh: '用途', en: 'Meaning' })}<select name="role"><option value="context">${this.t({ zh: '背景资料', en: 'Context' })}</option><option value="subject">${this.t({ zh: '规划内容（属于项目）', en: 'The plan (belongs to items)' })}</option></select></label>
      ${lookFields(this, start, groups, () => undefined)}
      ${input('note-zh', '图例说明（中文）', 'Legend (Chinese)', false)}${input('note-en', '图例说明（English）', 'Legend (English)', false)}
      <label class="whole"><input type="checkbox" name="label" checked> ${this.t({ zh: '显示名称', en: 'With names' })}</label>
      <div class="whole"><button class="button primary">${this.t({ zh: '新建', en: 'Add' })}</button></div>
      <p class="hint whole">${this.t({ zh: '新图层是空的：建好后在其中从文件加入，或在地图上画。', en: 'The new layer is empty: fill it from a file, or draw on the map.' })}</p></form></details>`;
  }
}
define('add-layer', AddLayer);
