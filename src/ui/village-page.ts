import { css, html, nothing } from 'lit';
import { chapterOf, type PlanItem } from '../model/index.ts';
import { shapesHere, villageOf } from '../store/village.ts';
import './card-acts.ts';
import './contact-links.ts';
import { define, PlanElement } from './element.ts';
import './feature-facts.ts';
import { icon } from './icons.ts';
import './status-bar.ts';
import { localMark, statusShape, statusWord } from './status-glyph.ts';
import { base, hues } from './theme.ts';
import { mayConcern } from './village-words.ts';
import { words } from './words.ts';

/** A village's page: what the plan has there, what reaches it with the whole town, its neighbours. */
class VillagePage extends PlanElement {
  static override properties = { ...PlanElement.properties, code: { type: String } };
  /** Division code, 12 digits. */
  declare code: string;

  static override styles = [
    base,
    hues,
    css`
      :host { display: block; }
      h3 { font-size: 13px; color: var(--ink-faint); margin: 18px 0 6px; font-weight: 600; }
      .honest { margin-top: 10px; padding: 8px 12px; border: 1px dashed var(--line-strong); border-radius: 8px; font-size: 13.5px; line-height: 1.6; color: var(--ink-soft); }
      .item { display: grid; grid-template-columns: 20px 1fr auto; gap: 10px; align-items: center; width: 100%; min-height: 44px; padding: 6px 8px; border-radius: 8px; font-size: 14.5px; line-height: 1.35; }
      .item:hover { background: color-mix(in srgb, var(--hue) 9%, var(--raised)); }
      .item .status-shape { color: var(--hue-ink); }
      .item small { font-size: 12px; color: var(--ink-faint); }
      .none { font-size: 14px; line-height: 1.7; color: var(--ink-soft); }
      summary { min-height: 44px; display: flex; align-items: center; gap: 6px; cursor: pointer; font-size: 14px; font-weight: 600; color: var(--ink-soft); list-style: none; }
      summary::-webkit-details-marker { display: none; }
      summary svg { transition: transform 120ms; transform: rotate(-90deg); }
      details[open] > summary svg { transform: none; }
      details { border-top: 1px solid var(--line); margin-top: 10px; }
      details + details { margin-top: 0; }
      .chips { display: flex; flex-wrap: wrap; gap: 6px; }
      .only { margin-top: 12px; }
      .only[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
      status-bar { --hue: var(--accent); margin: 4px 0 8px; }
    `,
  ];

  #items(items: readonly PlanItem[]) {
    const { select, commands } = this.store;
    return html`<ul>${items.map((item) => {
      const status = select.itemStatus(item.id);
      const word = status?.word;
      return html`<li><button class="item c${chapterOf(item.id)}" @click=${() => commands.selectItem(item.id)}
        @pointerenter=${() => commands.hoverItems([item.id])} @pointerleave=${() => commands.hoverItems([])}
        @focus=${() => commands.hoverItems([item.id])} @blur=${() => commands.hoverItems([])}>
        ${statusShape(word)}<span>${this.t(item.title)}${localMark(this, status?.entry)}</span><small>${statusWord(word, this.language)}</small></button></li>`;
    })}</ul>`;
  }

  #folded(title: string, items: readonly PlanItem[]) {
    return items.length
      ? html`<details><summary>${icon('down', 16)}${title}</summary>${this.#items(items)}</details>`
      : nothing;
  }

  override render() {
    const { state, commands } = this.store;
    const view = villageOf(this.store, this.code);
    if (!view) return nothing;
    const { village, here, townwide, placeless, neighbours } = view;
    const { id, name } = village.feature.properties;
    const items = here.map(({ item }) => item);
    const only = state.filters.value.villages[0] === this.code;
    const address = new URL(location.href);
    const language = state.language.value === this.store.language ? '' : `&lang=${state.language.value}`;
    address.hash = `village=${this.code}${language}`;
    return html`
      ${
        items.length
          ? html`<p class="honest">${this.t(mayConcern(view, state.town.value))}</p>
            <h3>${this.t(shapesHere)}</h3>
            <status-bar .store=${this.store} .ids=${items.map((item) => item.id)}></status-bar>
            ${this.#items(items)}`
          : html`<p class="none">${this.t({ zh: '规划没有图形落在本村的项目；涉及全镇的项目见下。', en: 'No plan item has a shape in this village; those for the whole town are below.' })}</p>`
      }
      <button class="button only" aria-pressed=${only} @click=${() => commands.setFilters({ villages: only ? [] : [this.code] })}>${icon('filter', 16)}${this.t({ zh: '地图和列表只看本村', en: 'Map and list: this village only' })}</button>
      ${this.#folded(`${this.t(words.townwide)}${this.t({ zh: `（${townwide.length} 项）`, en: ` (${townwide.length})` })}`, townwide)}
      ${this.#folded(this.t({ zh: `没有具体位置（${placeless.length} 项）`, en: `With no place (${placeless.length})` }), placeless)}
      ${
        neighbours.length
          ? html`<h3>${this.t({ zh: '相邻村（社区）', en: 'Neighbouring villages' })}</h3><div class="chips">${neighbours.map(
              ({ feature }) =>
                html`<button class="chip" @click=${() => commands.selectFeature(feature.properties.id, { frame: true })}>${this.t(feature.properties.name)}</button>`,
            )}</div>`
          : nothing
      }
      <h3>${this.t({ zh: '关于本村图形', en: 'About this shape' })}</h3>
      <feature-facts .store=${this.store} .feature=${id}></feature-facts>
      <div class="chips"><button class="button" @click=${() => commands.frameFeatures([id])}>${icon('target', 16)}${this.t({ zh: `在地图上显示${name.zh}`, en: `Show ${name.en} on the map` })}</button></div>
      <contact-links .store=${this.store}></contact-links>
      <card-acts .store=${this.store} .address=${address.href}></card-acts>`;
  }
}
define('village-page', VillagePage);
