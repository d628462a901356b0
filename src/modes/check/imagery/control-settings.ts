import { html, type TemplateResult } from 'lit';
import { type System, systemOf } from '../../../geo/crs/systems.ts';
import type { Kind } from '../../../geo/raster/control.ts';
import { type Bilingual, type Language, say } from '../../../model/index.ts';

const kindWords: Record<Kind, { name: Bilingual; hint: Bilingual }> = {
  similarity: {
    name: { zh: '相似变换（四参数）', en: 'Similarity (4 parameters)' },
    hint: { zh: '平移、旋转、一个比例：平整扫描的图', en: 'shift, turn, one scale: a sheet scanned flat' },
  },
  affine: {
    name: { zh: '仿射变换（六参数）', en: 'Affine (6 parameters)' },
    hint: { zh: '两个方向比例不同：图纸有伸缩变形', en: 'two scales and shear: paper that has stretched' },
  },
};

/** The reference system of the coordinates on a scan, and by what transformation it is placed. */
export function controlSettings(
  language: Language,
  systems: readonly System[],
  code: string,
  kind: Kind,
  choose: { system(code: string): void; kind(kind: Kind): void },
): TemplateResult {
  const t = (text: Bilingual) => say(text, language);
  const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
  // One the file stated may be none of the town's usual ones.
  const further = systems.some((one) => one.code === code) ? undefined : systemOf(code);
  const listed = further ? [further, ...systems] : systems;
  const kinds = Object.keys(kindWords) as Kind[];
  return html`<div class="settings">
      <label class="field">${t({ zh: '图上坐标系', en: 'System of the map' })}<select @change=${(event: Event) => choose.system(chosen(event))}>${listed.map((one) => html`<option value=${one.code} ?selected=${one.code === code}>${t(one.name)}</option>`)}</select></label>
      <label class="field">${t({ zh: '变换', en: 'Transformation' })}<select @change=${(event: Event) => choose.kind(chosen(event) as Kind)}>${kinds.map((one) => html`<option value=${one} ?selected=${one === kind}>${t(kindWords[one].name)}</option>`)}</select></label>
    </div>
    <p class="hint">${t(kindWords[kind].hint)}</p>`;
}
