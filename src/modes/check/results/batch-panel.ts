import { css, html, nothing, type PropertyValues } from 'lit';
import {
  headCells,
  type Report,
  type Row,
  reportsCsv,
  summaryTable,
  type Table,
} from '../../../check/index.ts';
import { define, hearKeys } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { checkedResults } from '../output/reports.ts';
import { saveFile } from '../words.ts';
import { wideStyles } from './wide.ts';

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
      th, td { padding: 5px 8px; white-space: nowrap; }
      thead th { position: sticky; top: -12px; background: var(--raised); text-align: center; border: 1px solid var(--line); }
      thead th button { font-weight: 600; color: inherit; min-height: 32px; white-space: normal; }
      th[aria-sort='ascending'] button::after { content: ' ↑'; }
      th[aria-sort='descending'] button::after { content: ' ↓'; }
      td { text-align: end; vertical-align: middle; }
      td.words { text-align: start; white-space: normal; min-width: 110px; }
      td .pick { color: var(--accent); text-align: start; min-height: 28px; }
      tr.sum td { font-weight: 600; border-top: 1px solid var(--line-strong); }
      .rows { overflow-x: auto; }
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
        const order = a.cells[sort.column]!.zh.localeCompare(b.cells[sort.column]!.zh, 'zh', {
          numeric: true,
        });
        return sort.down ? -order : order;
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
      const { reportsXlsx } = await import('../../../check/office/xlsx.ts');
      saveFile(`${name}.xlsx`, (await reportsXlsx([report], this.language)) as BlobPart, sheetType);
    });
  }

  #head(table: Table) {
    return headCells(table.columns).map(
      (line) =>
        html`<tr>${line.map(({ name, column, columns, lines }) => {
          if (columns > 1)
            return html`<th colspan=${columns} rowspan=${lines} scope="colgroup">${this.t(name)}</th>`;
          const own = this.sort?.column === column;
          return html`<th rowspan=${lines} scope="col" aria-sort=${own ? (this.sort?.down ? 'descending' : 'ascending') : 'none'}><button @click=${() => {
            this.sort = { column, down: own ? !this.sort?.down : column > 1 };
          }}>${this.t(name)}</button></th>`;
        })}</tr>`,
    );
  }

  #row(row: Row) {
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
    const chip = (only: 'all' | 'conflicts' | 'open', zh: string, en: string) =>
      html`<button class="chip" aria-pressed=${this.only === only} @click=${() => {
        this.only = only;
      }}>${this.t({ zh, en })}</button>`;
    return html`<section class="wide" aria-label=${this.t(table.title)}><button class="icon-button shut" aria-label=${this.t({ zh: '收起汇总表', en: 'Close the table' })} @click=${() => this.#close()}>${icon('close')}</button>
      <h2>${this.t(table.title)}</h2>
      <div class="tools"><input type="search" placeholder=${this.t({ zh: '按地块名称筛选', en: 'Filter by name' })} aria-label=${this.t({ zh: '按地块名称筛选汇总表', en: 'Filter the table by name' })} .value=${this.filter} @input=${(
        event: Event,
      ) => {
        this.filter = (event.target as HTMLInputElement).value;
      }}>${chip('all', '全部', 'All')}${chip('conflicts', '有冲突', 'With conflicts')}${chip('open', '有未核查', 'With open answers')}
        <button class="button small" @click=${() => void this.#save('csv', table)}>${this.t({ zh: '导出 CSV', en: 'Save CSV' })}</button>
        <button class="button small" @click=${() => void this.#save('xlsx', table)}>${this.t({ zh: '导出 Excel', en: 'Save Excel' })}</button></div>
      ${done < ticked ? html`<p class="hint" role="status">${this.t({ zh: `正在核查：${done} / ${ticked}`, en: `Checking: ${done} of ${ticked}` })}</p>` : nothing}
      <div class="rows"><table><caption class="sr">${this.t(table.title)}</caption><thead>${this.#head(table)}</thead>
        <tbody>${table.rows.map((row) => this.#row(row))}</tbody></table></div>
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
