import { css, html, nothing } from 'lit';
import { type Bilingual, bases, spatialKinds } from '../model/index.ts';
import { statusFilters } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { statusShape } from './status-glyph.ts';
import './time-slider.ts';
import { base, hues } from './theme.ts';
import { basisWords, spatialWords, statusWords, words } from './words.ts';

const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

/** Filters by chapter, status, basis and village, and the day as of which statuses are shown. */
class FilterPanel extends PlanElement {
  static override styles = [
    base,
    hues,
    css`
      :host { display: grid; gap: 14px; padding: 12px 16px 16px; background: var(--sunken); border-bottom: 1px solid var(--line); }
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
      legend, .label { font-size: 12.5px; font-weight: 600; color: var(--ink-faint); padding: 0; margin-bottom: 6px; display: block; }
      .chips { display: flex; flex-wrap: wrap; gap: 6px; }
      .swatch { width: 10px; height: 10px; border-radius: 3px; background: var(--hue); }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
      select, input[type='date'] { width: 100%; background: var(--raised); }
      .foot { display: flex; justify-content: space-between; align-items: center; gap: 8px; font-size: 13px; color: var(--ink-soft); }
    `,
  ];

  #chips<T>(
    legend: Bilingual,
    values: readonly T[],
    chosen: readonly T[],
    label: (value: T) => unknown,
    set: (values: T[]) => void,
  ) {
    return html`<fieldset><legend>${this.t(legend)}</legend><div class="chips">${values.map(
      (value) =>
        html`<button class="chip" aria-pressed=${chosen.includes(value)} @click=${() => set(toggled(chosen, value))}>${label(value)}</button>`,
    )}</div></fieldset>`;
  }

  override render() {
    const { state, select, commands } = this.store;
    const filters = state.filters.value;
    const days = [...new Set(select.entries.value.map((entry) => entry.date))].sort();
    const usedBases = bases.filter((basis) =>
      [...select.features.value.values()].some((r) => r.feature.properties.basis === basis),
    );
    const usedStatuses = statusFilters.filter((status) =>
      status === 'unrecorded'
        ? [...select.items.value.keys()].some((id) => !select.itemStatus(id)) ||
          filters.statuses.includes(status)
        : select.entries.value.some((entry) => entry.status === status),
    );
    const asof = state.asof.value ?? '';
    return html`
      ${this.#chips(
        { zh: '篇章', en: 'Chapter' },
        (state.plan.value?.chapters ?? []).map((chapter) => chapter.number),
        filters.chapters,
        (number) =>
          html`<span class="swatch c${number}"></span>${this.t(state.plan.value?.chapters.find((c) => c.number === number)?.short ?? { zh: '', en: '' })}`,
        (chapters) => commands.setFilters({ chapters }),
      )}
      ${this.#chips(
        { zh: '状态', en: 'Status' },
        usedStatuses,
        filters.statuses,
        (status) =>
          status === 'unrecorded'
            ? html`${statusShape(undefined, 14)}${this.t(words.noStatus)}`
            : html`${statusShape(status, 14)}${this.t(statusWords[status])}`,
        (chosen) => commands.setFilters({ statuses: chosen }),
      )}
      ${this.#chips(
        { zh: '位置', en: 'Place' },
        spatialKinds.filter((kind) =>
          [...select.items.value.values()].some(({ spatial }) => spatial === kind),
        ),
        filters.kinds,
        (kind) => this.t(spatialWords[kind]),
        (kinds) => commands.setFilters({ kinds }),
      )}
      ${this.#chips(
        { zh: '数据依据', en: 'Basis' },
        usedBases,
        filters.bases,
        (basis) => this.t(basisWords[basis]),
        (chosen) => commands.setFilters({ bases: chosen }),
      )}
      <div class="two">
        <label><span class="label">${this.t({ zh: '村（社区）', en: 'Village' })}</span>
          <select @change=${(event: Event) => {
            const code = (event.target as HTMLSelectElement).value;
            commands.setFilters({ villages: code ? [code] : [] });
            const village = select.villages.value.get(code);
            if (village) commands.frameFeatures([village.feature.properties.id]);
            else commands.frameTown();
          }}>
            <option value="" .selected=${!filters.villages.length}>${this.t({ zh: '全部', en: 'All' })}</option>
            ${[...select.villages.value].map(
              ([code, { feature }]) =>
                html`<option value=${code} .selected=${filters.villages[0] === code}>${this.t(feature.properties.name)}</option>`,
            )}
          </select></label>
        <label><span class="label">${this.t({ zh: '状态截至', en: 'Status as of' })}</span>
          <select @change=${(event: Event) => commands.setAsOf((event.target as HTMLSelectElement).value || undefined)}>
            <option value="" .selected=${!asof}>${this.t({ zh: '最新', en: 'Latest' })}</option>
            ${[...new Set([...days, ...(asof ? [asof] : [])])].map((day) => html`<option value=${day} .selected=${asof === day}>${day}</option>`)}
          </select></label>
      </div>
      <time-slider .store=${this.store}></time-slider>
      ${
        filters.villages[0]
          ? html`<button class="button" @click=${() => commands.openVillage(filters.villages[0] ?? '')}>${this.t({ zh: '打开本村页', en: 'Open the page of this village' })}</button>`
          : nothing
      }
      <div class="foot"><span role="status" class="num">${this.t({
        zh: `显示 ${select.shownItems.value.size} / ${select.items.value.size} 项`,
        en: `${select.shownItems.value.size} of ${select.items.value.size} items shown`,
      })}</span>
      ${
        select.filtering.value || asof
          ? html`<button class="button" @click=${() => {
              commands.clearFilters();
              commands.setAsOf(undefined);
              // The button goes with what it cleared.
              this.renderRoot.querySelector('button')?.focus();
            }}>${this.t({ zh: '清除筛选', en: 'Clear filters' })}</button>`
          : nothing
      }</div>`;
  }
}
define('filter-panel', FilterPanel);
