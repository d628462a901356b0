import { css, html, nothing } from 'lit';
import { yearOf } from '../model/index.ts';
import { type Figures, figuresOf, figuresReport, listCsv, listGeoJson } from '../store/figures.ts';
import type { Filters } from '../store/index.ts';
import { define, focusLost, PlanElement } from './element.ts';
import { figuresName, figureWords } from './figures-words.ts';
import { icon } from './icons.ts';
import { saveFile } from './save-file.ts';
import { base } from './theme.ts';
import { words } from './words.ts';

/** The plan in figures: tables of counts, of which each leads to the list of what it counts. */
class FiguresPage extends PlanElement {
  static override properties = { ...PlanElement.properties, village: { state: true } };
  /** Code of the village the tables are confined to. */
  declare village: string | undefined;

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; z-index: 50; display: block; overflow: auto; background: var(--surface); pointer-events: auto; }
      article { max-width: 980px; margin: 0 auto; padding: 20px 24px 48px; }
      header { position: sticky; top: 0; z-index: 2; display: flex; gap: 8px; align-items: center; background: var(--surface); padding: 8px 0; border-bottom: 1px solid var(--line); }
      h2 { font-size: 21px; flex: 1 1 auto; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; }
      header .icon-button { order: 1; }
      h2:focus-visible { outline: none; }
      label { display: inline-flex; gap: 8px; align-items: center; margin-top: 12px; font-size: 14px; }
      h3 { font-size: 16px; margin: 26px 0 8px; }
      p { font-size: 14px; line-height: 1.7; color: var(--ink-soft); margin-top: 10px; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.4; }
      th, td { border-bottom: 1px solid var(--line); padding: 0 6px; text-align: end; white-space: nowrap; }
      thead th { padding: 8px 10px 8px 6px; font-size: 12.5px; color: var(--ink-soft); vertical-align: bottom; }
      tbody th { text-align: start; font-weight: 500; padding-inline-start: 0; }
      tbody tr:last-child.sum > * { border-top: 2px solid var(--line-strong); font-weight: 600; }
      td button { min-width: 44px; min-height: 36px; text-align: end; color: var(--accent); padding: 0 4px; }
      td button:hover { text-decoration: underline; background: var(--sunken); border-radius: 6px; }
      td span { display: inline-block; line-height: 36px; color: var(--ink-faint); padding: 0 4px; }
      .bar { width: 26%; min-width: 90px; text-align: start; padding-inline-start: 14px; }
      i { display: block; height: 10px; border-radius: 3px; forced-color-adjust: none; background: var(--accent); min-width: 2px; }
      th > i { display: none; }
      @media (forced-colors: active) { td button { text-decoration: underline; } }
      @media (pointer: coarse) { td button { min-height: 44px; } }
      @container (max-width: 760px) { article { padding: 8px 8px 40px; } tbody th { font-size: 13px; } th > i { display: block; height: 4px; margin-top: 3px; } header { flex-wrap: wrap; } header .icon-button { order: 0; } .acts { flex-basis: 100%; } .bar { display: none; } th, td { padding: 0 1px; } thead th { padding: 8px 3px 8px 0; font-size: 11px; white-space: normal; } td button { padding: 0 3px; } td span { padding: 0 3px; } tr > :nth-last-child(2) { position: sticky; right: 0; background: linear-gradient(to right, transparent, var(--surface) 8px); } }
      @media print { :host { position: static; overflow: visible; background: #fff; color: #000; } article { padding: 0; } header { position: static; } header .button, header .icon-button, .act { display: none; } i { print-color-adjust: exact; -webkit-print-color-adjust: exact; } h3 { margin-top: 12pt; break-after: avoid; } tr { break-inside: avoid; } td button { min-height: 0; color: #000; } td span { line-height: inherit; } th, td { padding-block: 1.5pt; } }
    `,
  ];

  #close() {
    this.store.commands.setPage(undefined);
    this.dispatchEvent(focusLost());
  }

  /** Shows the list of what a figure counts. */
  #list(filters: Partial<Filters>, year: string | undefined) {
    const { commands, select } = this.store;
    if (year) commands.showPlan(year);
    commands.clearFilters();
    commands.setFilters(filters);
    commands.closeSelection();
    const village = select.villages.value.get(filters.villages?.[0] ?? '');
    if (village) commands.frameFeatures([village.feature.properties.id]);
    // The text, the layers or a tool may stand where the list does, and a phone's sheet may be down.
    (this.getRootNode() as ShadowRoot).querySelector<HTMLElement>('#tab-items')?.click();
    this.#close();
  }

  get #name() {
    const { plans, plan } = this.store.state;
    const year = plans.value.length > 1 && plan.value ? `-${yearOf(plan.value)}` : '';
    return this.t({ zh: '规划项目统计', en: 'plan-figures' }) + year;
  }
  #shown = () => this.store.select.shownItems.value;

  async #xlsx() {
    const { reportsXlsx } = await import('../check/office/xlsx.ts');
    const bytes = await reportsXlsx([figuresReport(this.store, figureWords, this.#shown())], this.language);
    saveFile(
      `${this.#name}.xlsx`,
      bytes as BlobPart,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
  }

  #table({ title, rows, columns, counts }: Figures) {
    const most = Math.max(1, ...counts.map((row) => row.at(-1) ?? 0).filter((_, i) => !rows[i]?.sum));
    const cell = (figure: number, filters: Partial<Filters>, year: string | undefined, name: string) =>
      html`<td class="num">${figure ? html`<button aria-label=${`${name} ${figure}`} @click=${() => this.#list(filters, year)}>${figure}</button>` : html`<span>0</span>`}</td>`;
    return html`<h3>${this.t(title)}</h3><div class="wide" tabindex="0" role="region" aria-label=${this.t(title)}><table>
      <thead><tr><th scope="col"><span class="sr">${this.t({ zh: '行', en: 'Row' })}</span></th>${columns.map(({ name }) => html`<th scope="col">${this.t(name)}</th>`)}<th scope="col">${this.t({ zh: '合计', en: 'Total' })}</th><th class="bar" aria-hidden="true"></th></tr></thead>
      <tbody>${rows.map((row, r) => {
        const rowCounts = counts[r] ?? [];
        const sum = rowCounts.at(-1) ?? 0;
        const name = this.t(row.name);
        return html`<tr class=${row.sum ? 'sum' : ''}><th scope="row">${name}${row.sum || !sum ? nothing : bar(sum / most)}</th>${columns.map(
          (column, c) =>
            cell(
              rowCounts[c] ?? 0,
              { ...row.filters, ...column.filters },
              row.year,
              `${name} ${this.t(column.name)}`,
            ),
        )}${cell(sum, row.filters, row.year, name)}<td class="bar" aria-hidden="true">${row.sum || !sum ? nothing : bar(sum / most)}</td></tr>`;
      })}</tbody></table></div>`;
  }

  override render() {
    const { state, select } = this.store;
    const villages = [...select.villages.value];
    const figures = figuresOf(this.store, figureWords, this.village);
    const count = select.shownItems.value.size;
    const recordedHere = [...select.items.value.keys()].filter((id) => {
      const entry = select.itemStatus(id)?.entry;
      return entry && state.localEntries.value.includes(entry);
    }).length;
    const plan = state.plan.value;
    return html`<article aria-label=${this.t(figuresName)}>
      <header><h2 tabindex="-1">${this.t(figuresName)}</h2>
        <button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.#close()}>${icon('close')}</button>
        <div class="acts"><button class="button" @click=${() => saveFile(`${this.#name}.csv`, listCsv(this.store, figureWords, this.#shown()), 'text/csv')}>${this.t({ zh: '项目清单 CSV', en: 'List as CSV' })}</button>
        <button class="button" @click=${() => saveFile(`${this.#name}.geojson`, listGeoJson(this.store, figureWords, this.#shown()), 'application/geo+json')}>${this.t({ zh: '清单图形 GeoJSON', en: 'List with shapes as GeoJSON' })}</button>
        <button class="button" @click=${() => void this.#xlsx()}>${this.t({ zh: '清单与统计 Excel', en: 'List and figures as Excel' })}</button></div></header>
      <p>${plan ? `${state.plans.value.length > 1 ? this.t({ zh: `${yearOf(plan)} 年：`, en: `${yearOf(plan)}: ` }) : ''}${this.t(plan.title)}` : ''}${this.t(
        {
          zh: `，共 ${select.items.value.size} 项；状态${state.asof.value ? `截至 ${state.asof.value}` : '取最新记录'}。`,
          en: `: ${select.items.value.size} items, statuses ${state.asof.value ? `as of ${state.asof.value}` : 'as last recorded'}. `,
        },
      )}<span class="act">${this.t({
        zh: `点数字看它包含的项目。下载的清单为当前筛选的 ${count} 项，下载的统计表为全部项目。`,
        en: `Press a figure for the items it counts. The saved list holds the ${count} items that pass the current filter; the saved tables cover all of them.`,
      })}</span></p>
      ${
        villages.length
          ? html`<label>${this.t({ zh: '统计范围', en: 'Counted' })} <select @change=${(event: Event) => {
              this.village = (event.target as HTMLSelectElement).value || undefined;
            }}><option value="">${this.t({ zh: '全镇', en: 'The whole town' })}</option>${villages.map(([code, { feature }]) => html`<option value=${code}>${this.t(feature.properties.name)}</option>`)}</select></label>`
          : nothing
      }
      ${figures.filter(({ rows }) => rows.length).map((one) => this.#table(one))}
      ${
        recordedHere
          ? html`<p>${this.t({
              zh: `其中 ${recordedHere} 项的状态仅记录在本机，没有发布。`,
              en: `The status of ${recordedHere} of them is recorded on this device only and not published.`,
            })}</p>`
          : nothing
      }
      <p>${this.t({
        zh: '图形落在几个村的项目在每个村各计一次，所以各村相加多于全镇。示意图形落在哪个村只是可能，不是认定。',
        en: 'An item with shapes in several villages counts in each, so that the villages add up to more than the town. A sketch shows a likely place, not an established one.',
      })}</p></article>`;
  }

  override firstUpdated() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.#close();
      event.preventDefault();
    });
  }
}

/** Set as a style property: the page's policy allows no style attributes. */
function bar(share: number): HTMLElement {
  const drawn = document.createElement('i');
  drawn.style.width = `${Math.round(100 * share)}%`;
  return drawn;
}
define('figures-page', FiguresPage);
