import { html, type TemplateResult } from 'lit';
import { type Bilingual, type Catalogue, type Layer, layerColours } from '../../../model/index.ts';
import type { PlanElement } from '../../../ui/element.ts';
import { colourWords, iconWords, lookLabels, patternWords } from './words.ts';

/** What the fields of a layer's look start from. */
export type Look = Pick<Layer, 'symbol' | 'group'>;

const select = (
  host: PlanElement,
  label: Bilingual,
  name: string,
  now: string,
  options: readonly (readonly [string, Bilingual])[],
  set: (value: string) => void,
) =>
  html`<label class="field">${host.t(label)}<select name=${name} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>${options.map(([value, words]) => html`<option value=${value} ?selected=${value === now}>${host.t(words)}</option>`)}</select></label>`;

/** Fields for colour, sign, pattern and group of a layer; `set` is called with what one of them changes. */
export function lookFields(
  host: PlanElement,
  { symbol, group }: Look,
  groups: Catalogue['groups'],
  set: (patch: Partial<Look>) => void,
): TemplateResult {
  const look = (key: 'colour' | 'icon' | 'pattern') => (value: string) =>
    set({ symbol: { ...symbol, [key]: value } });
  return html`${select(
    host,
    lookLabels.colour,
    'colour',
    symbol.colour,
    layerColours.map((colour) => [colour, colourWords[colour]]),
    look('colour'),
  )}${select(host, lookLabels.icon, 'icon', symbol.icon, Object.entries(iconWords), look('icon'))}${select(
    host,
    lookLabels.pattern,
    'pattern',
    symbol.pattern,
    Object.entries(patternWords),
    look('pattern'),
  )}${select(
    host,
    lookLabels.group,
    'group',
    group,
    groups.map(({ id, name }) => [id, name]),
    (value) => set({ group: value }),
  )}`;
}
