import { css, html, nothing, type PropertyValues } from 'lit';
import type { Row, Table } from '../../../check/index.ts';
import { define } from '../../../ui/element.ts';
import { GrowingRows } from '../../../ui/growing-rows.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { type NarrowCell, narrowCells, narrowColumns } from './narrow.ts';

/** One table of results: sorted by any column, filtered by words, grouped; each row lights its shape on the map. */
class ResultTableElement extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    table: { attribute: false },
    sort: { state: true },
    filter: { state: true },
    grouped: { state: true },
  };
  declare table: Table;
  /** Column and direction; undefined is the order of the check. */
  declare sort: { column: number; down: boolean } | undefined;
  declare filter: string;
  declare grouped: boolean;
  readonly #growing = new GrowingRows(this, 60);
  #written = new WeakMap<Row, readonly NarrowCell[]>();

  constructor() {
    super();
    this.filter = '';
    this.grouped = false;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .tools { display: flex; gap: 8px; padding: 4px 20px 8px; }
      .tools input { flex: 1; min-width: 0; }
      .wrap { overflow: auto; padding: 0 12px; }
      /* Long law names fold instead of running out of the panel. */
      td { overflow-wrap: anywhere; padding-inline: 6px; line-height: 1.4; }
      td small { display: block; font-size: 12px; line-height: 1.5; font-weight: 400; color: var(--ink-soft); }
      td.figure { min-width: 92px; }
      th { padding-inline: 6px; }
      th:first-child { padding-inline-start: 12px; }
      .severity td:first-child { white-space: nowrap; }
      th button { min-height: 32px; font-weight: 600; color: inherit; white-space: nowrap; }
      th.figure button { text-align: end; }
      th[aria-sort='ascending'] button::after { content: ' ↑'; }
      th[aria-sort='descending'] button::after { content: ' ↓'; }
      tbody tr[tabindex] { cursor: pointer; }
      tbody tr[tabindex]:hover, tbody tr[tabindex]:focus-visible { background: var(--sunken); }
      tr.forbidden td:first-child { box-shadow: inset 4px 0 0 var(--bad); font-weight: 600; color: var(--bad); }
      tr.restricted td:first-child { box-shadow: inset 4px 0 0 var(--warn); font-weight: 600; color: var(--warn); }
      tr.notice td:first-child { box-shadow: inset 4px 0 0 var(--accent); }
      tr.unchecked td:last-child, tr.unchecked td:last-child small { color: var(--warn); }
      tr.unchecked td[colspan]:not([colspan='1']) { color: var(--ink); }
      tr.sum td { font-weight: 600; border-top: 1px solid var(--line-strong); }
      tr.clear { color: var(--ink-soft); }
      td:first-child { padding-inline-start: 12px; }
      .note { padding: 8px 20px 14px; font-size: 13px; color: var(--ink-soft); }
      p.empty { padding: 8px 20px 16px; }
    `,
  ];

  /** A row's cells as shown; written when first looked at. */
  #cells(row: Row): readonly NarrowCell[] {
    const cells = this.#written.get(row) ?? narrowCells(this.table, row);
    this.#written.set(row, cells);
    return cells;
  }

  #rows(): readonly Row[] {
    const words = this.filter.trim().toLowerCase();
    const rows = words
      ? this.table.rows.filter((row) =>
          this.#cells(row).some(({ text, more }) =>
            [text, ...more].some((line) => line[this.language].toLowerCase().includes(words)),
          ),
        )
      : this.table.rows;
    const sort = this.sort;
    if (!sort) return rows;
    const by = (row: Row) => this.#cells(row)[sort.column]?.by ?? '';
    return [...rows].sort((a, b) => {
      // Sums stay under what they add up.
      if (a.kind || b.kind) return Number(a.kind !== undefined) - Number(b.kind !== undefined);
      const [x, y] = [by(a), by(b)];
      const order =
        typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'zh');
      return sort.down ? -order : order;
    });
  }

  get columns() {
    return narrowColumns(this.table);
  }

  #row(row: Row) {
    const { session } = this.bench;
    const light = (ids: readonly string[]) => {
      session.highlight(ids);
    };
    const { columns } = this;
    const cells = this.#cells(row).map(({ text, more, span }, c) =>
      span === 0
        ? nothing
        : html`<td class=${columns[c]?.figure ? 'figure' : ''} colspan=${span}>${this.t(text)}${more.map((line) => html`<small>${this.t(line)}</small>`)}</td>`,
    );
    const { ids = [] } = row;
    const tone = `${row.tone ?? ''} ${row.kind ?? ''}`;
    if (!ids.length) return html`<tr class=${tone}>${cells}</tr>`;
    return html`<tr class=${tone} tabindex="0" @mouseenter=${() => light(ids)} @mouseleave=${() => light([])}
      @focus=${() => light(ids)} @blur=${() => light([])} @click=${() => light(ids)}>${cells}</tr>`;
  }

  override render() {
    const { columns } = this;
    const { note } = this.table;
    const rows = this.#rows();
    const cut = rows.slice(0, this.#growing.most);
    const groups = new Map<string, Row[]>();
    for (const row of cut) {
      const name = this.grouped ? (row.group ? this.t(row.group) : '') : '';
      groups.set(name, [...(groups.get(name) ?? []), row]);
    }
    if (!this.table.rows.length)
      return html`<p class="empty hint">${this.t({ zh: '没有发现。请同时看“规则”中未核查的项目。', en: 'None found. See “Rules” for what was not checked.' })} ${note ? this.t(note) : nothing}</p>`;
    return html`<div class="tools">
        <input type="search" placeholder=${this.t({ zh: '筛选', en: 'Filter' })} aria-label=${this.t({ zh: `筛选${this.table.title.zh}`, en: `Filter ${this.table.title.en}` })} .value=${this.filter} @input=${(
          event: Event,
        ) => {
          this.filter = (event.target as HTMLInputElement).value;
        }}>
        <button class="chip" aria-pressed=${this.grouped} @click=${() => {
          this.grouped = !this.grouped;
        }}>${this.t({ zh: '分组', en: 'Group' })}</button></div>
      <div class="wrap"><table class=${columns[0]?.short ? 'severity' : ''}><caption class="sr">${this.t(this.table.title)}</caption>
        <thead><tr>${columns.map((column, index) => {
          const sortedHere = this.sort?.column === index;
          return html`<th scope="col" class=${column.figure ? 'figure' : ''} aria-sort=${sortedHere ? (this.sort?.down ? 'descending' : 'ascending') : 'none'}><button @click=${() => {
            this.sort = { column: index, down: sortedHere ? !this.sort?.down : column.figure === true };
          }}>${this.t(column.name)}</button></th>`;
        })}</tr></thead>
        ${[...groups].map(
          ([name, list]) =>
            html`<tbody>${name ? html`<tr><th colspan=${columns.length} scope="rowgroup">${name} <span class="faint num">${list.length}</span></th></tr>` : nothing}${list.map((row) => this.#row(row))}</tbody>`,
        )}</table></div>
      ${
        cut.length < rows.length
          ? html`<p class="note more"><button class="button small" @click=${() => this.#growing.grow()}>${this.t({ zh: `已列 ${cut.length} 行，共 ${rows.length} 行：再列`, en: `${cut.length} of ${rows.length} rows: more` })}</button></p>`
          : nothing
      }
      ${note ? html`<p class="note num">${this.t(note)}</p>` : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('table');
    if (before && before.id !== this.table.id) {
      this.#growing.reset();
      this.sort = undefined;
    }
  }
}
define('result-table', ResultTableElement);
