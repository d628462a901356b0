import { html, nothing, type TemplateResult } from 'lit';
import { systemOf } from '../../../geo/crs/systems.ts';
import type { CrsChoice } from '../../../geo/formats/types.ts';
import type { PlanElement } from '../../../ui/element.ts';
import type { Waiting } from './waiting.ts';

/** What is asked of a file before its rows are read: which of its layers, where it has several, and in which system it is. */
export function systemFields(
  host: PlanElement,
  { sets, set, choice: settled }: Waiting,
  takeSet: (set: number) => void,
  takeChoice: (choice: CrsChoice) => void,
): TemplateResult {
  const { chosen, alternatives } = sets[set]?.crs ?? { chosen: undefined, alternatives: [] };
  const choices = [...(chosen ? [chosen] : []), ...alternatives];
  const named = (code: string) => {
    const system = systemOf(code);
    return system ? `${host.t(system.name)} · ${code}` : code;
  };
  return html`${
    sets.length > 1
      ? html`<label class="field">${host.t({ zh: '数据层', en: 'Layer of the file' })}<select @change=${(event: Event) => takeSet(Number((event.target as HTMLSelectElement).value))}>${sets.map((one, index) => html`<option value=${index} ?selected=${index === set}>${one.layer ?? one.file}（${one.count}）</option>`)}</select></label>`
      : nothing
  }
    <label class="field">${host.t({ zh: '坐标系', en: 'Coordinate system' })}<select @change=${(
      event: Event,
    ) => {
      const choice = choices.find(({ code }) => code === (event.target as HTMLSelectElement).value);
      if (choice) takeChoice({ ...choice, from: 'user' });
    }}>${settled ? nothing : html`<option value="">${host.t({ zh: '不明，请选择…', en: 'In doubt: choose…' })}</option>`}${choices.map(({ code }) => html`<option value=${code} ?selected=${code === settled?.code}>${named(code)}</option>`)}</select></label>
    ${settled ? nothing : html`<p class="hint">${host.t({ zh: '坐标系还不能确定：选定以后才能对照。不知道就问提供文件的单位，不要猜。', en: 'The system is not certain: choose it to go on. Where you do not know it, ask whoever made the file.' })}</p>`}`;
}
