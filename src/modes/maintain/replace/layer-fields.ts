import { html, nothing, type TemplateResult } from 'lit';
import { withoutSketch } from '../../../check/package/match.ts';
import { type Basis, isSketch, type Layer } from '../../../model/index.ts';
import type { PlanElement } from '../../../ui/element.ts';

interface Facts {
  /** Columns of the file the layer has no attribute for. */
  columns: Layer['attributes'];
  isEmpty: boolean;
  /** Whether every feature the layer has is a sketch. */
  wasSketch: boolean;
}

/** What is asked of the layer itself when a file comes into it: columns to keep, a note and broken lines that spoke of a sketch. */
export function layerFields(
  host: PlanElement,
  layer: Layer,
  { columns, isEmpty, wasSketch }: Facts,
): TemplateResult {
  const note = (language: 'zh' | 'en', zh: string, en: string) =>
    html`<label class="field whole">${host.t({ zh, en })}<textarea name="note-${language}" lang=${language} .value=${layer.note?.[language] ?? ''}></textarea></label>`;
  return html`${
    columns.length
      ? html`<fieldset class="whole"><legend>${host.t({ zh: '文件中的其他字段，勾选的作为属性带入', en: 'Other columns: those ticked come in as attributes' })}</legend>${columns.map(({ key }) => html`<label><input type="checkbox" name=${`column ${key}`} ?checked=${isEmpty}> ${key}</label>`)}</fieldset>`
      : nothing
  }${
    wasSketch && layer.note
      ? html`${note('zh', '图例说明（中文）', 'Legend (Chinese)')}${note('en', '图例说明（English）', 'Legend (English)')}<p class="hint warn whole">${host.t({ zh: '原说明讲的是示意图形，请改成符合新资料的说法，或清空。', en: 'The note speaks of the sketch: say what holds of the new data, or clear it.' })}</p>`
      : nothing
  }${
    wasSketch && layer.symbol.dashed
      ? html`<label class="whole"><input type="checkbox" name="solid" checked> ${host.t({ zh: '边线由虚线改为实线', en: 'Firm outlines in place of broken ones' })}</label>`
      : nothing
  }`;
}

/** What the catalogue says of the layer once the file stands in it. */
export function layerPatch(form: FormData, layer: Layer, attributes: Layer['attributes']): Partial<Layer> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const patch: Partial<Layer> = { date: text('date') };
  if (attributes.length > layer.attributes.length) patch.attributes = attributes;
  if (form.has('solid')) patch.symbol = { ...layer.symbol, dashed: false };
  if (form.has('note-zh')) {
    const [zh, en] = [text('note-zh'), text('note-en')];
    patch.note = zh || en ? { zh: zh || en, en: en || zh } : undefined;
  }
  const name = { zh: withoutSketch(layer.name.zh), en: withoutSketch(layer.name.en) };
  if (!isSketch(text('basis') as Basis) && name.zh !== layer.name.zh) patch.name = name;
  return patch;
}
