import { css, html, nothing } from 'lit';
import type { CrsCandidate } from '../../../geo/formats/types.ts';
import type { Bilingual, Language } from '../../../model/index.ts';

export const choiceStyles = css`
  .choice { display: grid; grid-template-columns: 22px 1fr; gap: 2px 6px; padding: 8px; border: 1px solid var(--line); border-radius: 9px; font-size: 13.5px; line-height: 1.45; background: var(--raised); cursor: pointer; }
  .choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .choice small { grid-column: 2; color: var(--ink-soft); font-size: 12.5px; }
  .choice kbd { grid-column: 1; grid-row: 2; justify-self: center; font-size: 11.5px; color: var(--ink-soft); }
`;

/** How a system is offered: `group` names the radio buttons it is one of, `key` is the figure key that takes it. */
export interface OfferedChoice {
  group: string;
  checked: boolean;
  take: () => void;
  key?: number | undefined;
}

/** A reference system on offer: what it is, why, where the file would lie and how far from the town. */
export function crsChoice(
  language: Language,
  { code, name, why, landsAt: [lon, lat], distanceKm }: CrsCandidate,
  { group, checked, take, key }: OfferedChoice,
) {
  const say = (text: Bilingual) => text[language];
  const far = distanceKm?.toFixed(distanceKm < 10 ? 1 : 0);
  return html`<label class="choice"><input type="radio" name=${group} .checked=${checked} @change=${take}>
      <span>${say(name)} ${code.startsWith('+') ? nothing : html`<span class="faint num">${code}</span>`}</span>${key === undefined ? nothing : html`<kbd aria-hidden="true">${key}</kbd>`}
      <small class="num">${say(why)}<br>${
        Number.isFinite(lon) && Math.abs(lat) <= 90
          ? say({
              zh: `落在 ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N`,
              en: `Lands at ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N`,
            })
          : html`<span class="bad">${say({ zh: '按此坐标系算不出地球上的位置', en: 'In this system it lies nowhere on the earth' })}</span>`
      }${
        distanceKm === undefined
          ? nothing
          : html`<span class=${distanceKm > 50 ? 'bad' : ''}>${say({ zh: `，距镇中心 ${far} 公里`, en: `, ${far} km from the town’s centre` })}</span>`
      }</small></label>`;
}
