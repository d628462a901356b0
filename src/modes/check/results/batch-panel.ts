import { css, html, nothing, type PropertyValues } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  headCells,
  type Report,
  type Row,
  reportsCsv,
  summaryTable,
  type Table,
} from '../../../check/index.ts';
import { inOffice } from '../../../check/office/client.ts';
import { define, hearKeys } from '../../../ui/element.ts';
import { GrowingRows } from '../../../ui/growing-rows.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { checkedResults } from '../output/reports.ts';
import { saveFile } from '../words.ts';
import { wideStyles } from './wide.ts';

/** Names as a Chinese reader has them in order, 2号 before 10号. */
const order = new Intl.Collator('zh', { numeric: true });

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 地块面积汇总表 of the ticked zones: sorted by any column, filtered, written as it is seen. */
class BatchPanel extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    open: { state: true },
    sort: { state: true },
    filter: { state: true },
    only: { state: true },
  };
  declare open: boolean;
  declare sort: { column: number; down: boolean } | undefined;
  declare filter: string;
  /** Only zones with a conflict, or with answers that are open. */
  declare only: 'all' | 'conflicts' | 'open';
  readonly #growing = new GrowingRows(this, 20);

  constructor() {
    super();
    this.open = false;
    this.filter = '';
    this.only = 'all';
    hearKeys(this, (event) => {
      if (event.key !== 'Escape' || !this.open) return;
      event.preventDefault();
      this.#close();
    });
  }

  static override styles = [
    base,
    panelStyles,
    wideStyles,
    css`
      .tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 10px 0; }
      .tools input { flex: 1 1 180px; min-width: 0; }
      .wide { display: flex; flex-direction: column; overflow: hidden; }
      .shut { position: absolute; inset: 8px 8px auto auto; }
      .rows { flex: 1; min-height: 0; overflow: auto; border: 1px solid var(--line); }
      /* The columns keep their widths while rows are added. */
      table { table-layout: fixed; width: 100%; min-width: 1230px; border-collapse: separate; border-spacing: 0; }
      col { width: 80px; }
      col:first-child { width: 56px; }
      col:nth-child(2) { width: auto; }
      th, td { padding: 5px 8px; border: 0 solid var(--line); border-width: 0 1px 1px 0; }
      thead { position: sticky; top: 0; z-index: 1; }
      thead th { background: var(--sunken); text-align: center; vertical-align: middle; }
      /* Whose figures they are stays in view. */
      td.words { position: sticky; left: 0; background: var(--raised); }
      tfoot { position: sticky; bottom: 0; }
      tfoot td { background: var(--raised); border-top-width: 1px; border-top-color: var(--line-strong); font-weight: 600; }
      /* In a small window the middle of a group is out of sight. */
      @container (max-width: 760px) { thead th:not([colspan='1']) { text-align: start; } }
      thead th button { font-weight: 600; color: inherit; min-height: 32px; line-height: 1.35; text-align: center; }
      th[aria-sort='ascending'] button::after { content: ' ↑'; }
      th[aria-sort='descending'] button::after { content: ' ↓'; }
      td { text-align: end; vertical-align: middle; white-space: nowrap; }
      td.words { text-align: start; white-space: normal; overflow-wrap: anywhere; }
      td .pick { color: var(--accent); text-align: start; min-height: 28px; }
      .more { padding: 8px; }
      .note { padding-top: 8px; }
    `,
  ];

  #close() {
    this.open = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.opens')?.focus());
  }

  /** The table as it is seen: what is left out is not in its sums. */
  get #table(): Table {
    const { session, checker } = this.bench;
    const words = this.filter.trim().toLowerCase();
    const all = checkedResults(session.tickedZones.value, checker);
    const whole = summaryTable(all);
    const column = (id: 'conflicts' | 'open') => whole.columns.length - (id === 'open' ? 1 : 2);
    const { only } = this;
    const shown = all.filter((_, i) => {
      const cells = whole.rows[i]!.cells;
      const text = cells[1]![this.language].toLowerCase();
      return text.includes(words) && (only === 'all' || (cells[column(only)]?.number?.value ?? 0) > 0);
    });
    const table = summaryTable(shown);
    const { sort } = this;
    if (!sort) return table;
    const by = ({ cells }: Row) => cells[sort.column]?.number?.value;
    const rows = table.rows.filter(({ kind }) => !kind);
    rows.sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      // Where there is no answer there is nothing to sort by: last, either way.
      if (x === undefined && y === undefined) {
        const compared = order.compare(a.cells[sort.column]!.zh, b.cells[sort.column]!.zh);
        return sort.down ? -compared : compared;
      }
      if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
      return sort.down ? y - x : x - y;
    });
    return { ...table, rows: [...rows, ...table.rows.filter(({ kind }) => kind)] };
  }

  #report(table: Table): Report {
    const { session, checker } = this.bench;
    const [first] = checkedResults(session.tickedZones.value, checker);
    return {
      ...{ title: table.title, name: table.title, tables: [table], fingerprint: '' },
      engine: first?.engine ?? { name: '', version: '' },
      dataVersion: first?.dataVersion ?? '',
    };
  }

  async #save(kind: 'csv' | 'xlsx', table: Table) {
    const name = this.t({ zh: '地块面积汇总表', en: 'zones' });
    const report = this.#report(table);
    if (kind === 'csv') return saveFile(`${name}.csv`, reportsCsv([report], this.language), 'text/csv');
    await this.bench.session.attempt(async () => {
      const bytes = await inOffice('xlsx', { reports: [report], language: this.language });
      saveFile(`${name}.xlsx`, bytes as BlobPart, sheetType);
    });
  }

  #head(table: Table) {
    return headCells(table.columns).map(
      (line) =>
        html`<tr>${line.map(({ name, column, columns, lines }) => {
          if (columns > 1)
            return html`<th colspan=${columns} rowspan=${lines} scope="colgroup">${this.t(name)}</th>`;
          const sortedHere = this.sort?.column === column;
          return html`<th rowspan=${lines} scope="col" aria-sort=${sortedHere ? (this.sort?.down ? 'descending' : 'ascending') : 'none'}><button @click=${() => {
            this.sort = { column, down: sortedHere ? !this.sort?.down : column > 1 };
            this.#growing.reset();
          }}>${this.t(name)}</button></th>`;
        })}</tr>`,
    );
  }

  #row(row: Row) {
    const [number] = row.cells;
    return guard([number?.zh, row.cells[2], this.language], () => this.#made(row));
  }
  #made(row: Row) {
    const { session } = this.bench;
    return html`<tr class=${row.kind ?? ''}>${row.cells.map((cell, c) => {
      const zone = c === 1 ? row.ids?.[0] : undefined;
      return html`<td class=${c === 1 ? 'words' : 'num'}>${
        zone === undefined
          ? this.t(cell)
          : html`<button class="pick" @click=${() => {
              this.#close();
              session.activate(zone);
              session.frame();
            }}>${this.t(cell)}</button>`
      }</td>`;
    })}</tr>`;
  }

  #panel() {
    const { session, checker } = this.bench;
    const ticked = session.tickedZones.value.length;
    const done = checkedResults(session.tickedZones.value, checker).length;
    const table = this.#table;
    const { most } = this.#growing;
    const rows = table.rows.filter(({ kind }) => !kind);
    const sums = table.rows.filter(({ kind }) => kind);
    const chip = (only: 'all' | 'conflicts' | 'open', zh: string, en: string) =>
      html`<button class="chip" aria-pressed=${this.only === only} @click=${() => {
        this.only = only;
        this.#growing.reset();
      }}>${this.t({ zh, en })}</button>`;
    return html`<section class="wide" aria-label=${this.t(table.title)}><button class="icon-button shut" aria-label=${this.t({ zh: '收起汇总表', en: 'Close the table' })} @click=${() => this.#close()}>${icon('close')}</button>
      <h2>${this.t(table.title)}</h2>
      <div class="tools"><input type="search" placeholder=${this.t({ zh: '按地块名称筛选', en: 'Filter by name' })} aria-label=${this.t({ zh: '按地块名称筛选汇总表', en: 'Filter the table by name' })} .value=${this.filter} @input=${(
        event: Event,
      ) => {
        this.filter = (event.target as HTMLInputElement).value;
        this.#growing.reset();
      }}>${chip('all', '全部', 'All')}${chip('conflicts', '有冲突', 'With conflicts')}${chip('open', '有未核查', 'With open answers')}
        <button class="button small" @click=${() => void this.#save('csv', table)}>${this.t({ zh: '导出 CSV', en: 'Save CSV' })}</button>
        <button class="button small" @click=${() => void this.#save('xlsx', table)}>${this.t({ zh: '导出 Excel', en: 'Save Excel' })}</button></div>
      ${done < ticked ? html`<p class="hint" role="status">${this.t({ zh: `正在核查：${done} / ${ticked}`, en: `Checking: ${done} of ${ticked}` })}</p>` : nothing}
      <div class="rows"><table><caption class="sr">${this.t(table.title)}</caption><colgroup>${table.columns.map(() => html`<col>`)}</colgroup><thead>${this.#head(table)}</thead>
        <tbody>${repeat(
          rows.slice(0, most),
          ({ key }) => key,
          (row) => this.#row(row),
        )}</tbody><tfoot>${sums.map((row) => this.#made(row))}</tfoot></table>
        ${
          rows.length > most
            ? html`<p class="more"><button class="button small" @click=${() => this.#growing.grow()}>${this.t({ zh: `已列 ${most} 行，共 ${rows.length} 行：再列`, en: `${most} of ${rows.length} rows: more` })}</button></p>`
            : nothing
        }</div>
      ${table.note ? html`<p class="hint note">${this.t(table.note)}</p>` : nothing}</section>`;
  }

  override render() {
    const ticked = this.bench.session.tickedZones.value.length;
    if (ticked < 2) return nothing;
    return html`<button class="button small opens" aria-expanded=${this.open} @click=${() => {
      this.open = !this.open;
    }}>${this.t({ zh: '面积汇总表', en: 'Table of zones' })}</button>${this.open ? this.#panel() : nothing}`;
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.get('open') === false && this.open)
      this.renderRoot.querySelector<HTMLElement>('.shut')?.focus();
  }
}
define('batch-panel', BatchPanel);
