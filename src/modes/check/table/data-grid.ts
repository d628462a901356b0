import { css, html, nothing, type PropertyValues } from 'lit';
import { define, PlanElement } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';

export interface GridColumn {
  key: number;
  name: string;
  title: string;
  /** Set to the right. */
  figure: boolean;
  /** CSS pixels. */
  width: number;
}

/** Browsers draw no element higher than this: longer tables are scrolled through faster than their rows pass. */
const highest = 12_000_000;
/** Rows drawn above and below what is seen. */
const spare = 4;

/**
 * A grid of any number of rows of which only those in view are in the page (ARIA grid pattern). Dispatches `need`
 * ({from, to}) for the rows in view, `sort` (a column's key), `choose` (a row) and `copy` ({from, to}).
 */
class DataGrid extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    name: { attribute: false },
    columns: { attribute: false },
    total: { attribute: false },
    cells: { attribute: false },
    sort: { attribute: false },
    chosen: { attribute: false },
    top: { state: true },
    high: { state: true },
    at: { state: true },
    anchor: { state: true },
  };
  declare name: string;
  declare columns: readonly GridColumn[];
  declare total: number;
  /** What a row says, one text a column; undefined while it is on its way. */
  declare cells: (row: number) => readonly string[] | undefined;
  declare sort: { column: number; descending: boolean } | undefined;
  /** The row whose feature is picked on the map. */
  declare chosen: number | undefined;
  declare top: number;
  declare high: number;
  /** Where the keyboard is; row -1 is that of the headings. */
  declare at: { row: number; column: number };
  /** The other end of the rows selected. */
  declare anchor: number | undefined;
  readonly #coarse = matchMedia('(pointer: coarse)');
  #watch: ResizeObserver | undefined;

  constructor() {
    super();
    this.name = '';
    this.columns = [];
    this.total = 0;
    this.cells = () => undefined;
    this.top = 0;
    this.high = 0;
    this.at = { row: -1, column: 0 };
  }

  static override styles = [
    base,
    css`
      :host { display: block; position: relative; min-height: 0; }
      .grid { position: absolute; inset: 0; overflow: auto; font-size: 13px; line-height: 1.4; outline-offset: -2px; }
      [role='row'] { display: grid; grid-template-columns: var(--columns); width: max-content; min-width: 100%; }
      .head { position: sticky; top: 0; z-index: 1; background: var(--sunken); border-bottom: 1px solid var(--line-strong); font-weight: 600; }
      .head > * { cursor: pointer; }
      .head > [aria-sort='ascending']::after { content: ' ↑'; }
      .head > [aria-sort='descending']::after { content: ' ↓'; }
      [role='row'] > * { height: var(--row); line-height: var(--row); padding: 0 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-inline-end: 1px solid var(--line); }
      [role='row'] > .figure { text-align: end; font-variant-numeric: tabular-nums lining-nums; }
      .rows { position: relative; }
      .window { position: absolute; inset: 0 auto auto 0; min-width: 100%; will-change: transform; }
      .window [role='row'] { cursor: pointer; border-bottom: 1px solid var(--line); height: var(--row); }
      .window [role='row']:hover { background: var(--sunken); }
      .window [role='row'][aria-selected='true'] { background: color-mix(in srgb, var(--accent) 10%, transparent); }
      .window [role='row'].chosen { background: color-mix(in srgb, var(--accent) 24%, transparent); }
      .grid:focus-visible .at { outline: 2px solid var(--focus); outline-offset: -2px; }
    `,
  ];

  override firstUpdated() {
    const grid = this.#grid;
    this.#watch = new ResizeObserver(() => {
      this.high = grid.clientHeight;
    });
    this.#watch.observe(grid);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  get #grid(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.grid') as HTMLElement;
  }
  get #row(): number {
    return this.#coarse.matches ? 44 : 30;
  }
  /** What is left for rows under the headings. */
  get #body(): number {
    return Math.max(0, this.high - this.#row);
  }
  /** Pixels of rows that pass for one of scrolling. */
  get #pace(): number {
    const full = this.total * this.#row;
    return full > highest ? (full - this.#body) / (highest - this.#body) : 1;
  }
  /** Rows wholly in view, for a page up or down. */
  get #page(): number {
    return Math.max(1, Math.floor(this.#body / this.#row) - 1);
  }

  /** Brings a row into view; the middle of it when it was far. */
  reveal(row: number): void {
    const [height, y] = [this.#row, row * this.#row];
    const from = this.top * this.#pace;
    const to = from + this.#body - height;
    if (y >= from && y <= to) return;
    const far = y < from - this.#body || y > to + this.#body;
    const target = far ? y - this.#body / 2 : y < from ? y : y - this.#body + height;
    this.top = Math.max(0, target / this.#pace);
    // The rows' height has to stand before it can be scrolled.
    void this.updateComplete.then(() => {
      this.#grid.scrollTop = this.top;
    });
  }
  /** Makes a row the one the keyboard is at. */
  goTo(row: number): void {
    this.anchor = undefined;
    this.at = { ...this.at, row };
    this.reveal(row);
  }
  /** Back to the first row: another order, or another layer. */
  reset(): void {
    this.anchor = undefined;
    this.at = { row: Math.min(this.at.row, 0), column: 0 };
    this.top = 0;
    this.#grid.scrollTop = 0;
  }
  /** The rows selected, first and last; undefined without any. */
  get selected(): { from: number; to: number } | undefined {
    const { row } = this.at;
    if (row < 0 || row >= this.total) return undefined;
    const other = this.anchor ?? row;
    return { from: Math.min(row, other), to: Math.max(row, other) };
  }

  #move(row: number, column: number, extend: boolean) {
    const to = Math.max(-1, Math.min(this.total - 1, row));
    this.anchor = extend && this.at.row >= 0 && to >= 0 ? (this.anchor ?? this.at.row) : undefined;
    this.at = { row: to, column: Math.max(0, Math.min(this.columns.length - 1, column)) };
    if (to >= 0) this.reveal(to);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('.at')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  }

  #key(event: KeyboardEvent) {
    const { row, column } = this.at;
    const last = this.columns.length - 1;
    const whole = event.ctrlKey || event.metaKey;
    const moves: Record<string, () => [number, number]> = {
      ArrowDown: () => [row + 1, column],
      ArrowUp: () => [row - 1, column],
      ArrowLeft: () => [row, column - 1],
      ArrowRight: () => [row, column + 1],
      Home: () => [whole ? 0 : row, 0],
      End: () => [whole ? this.total - 1 : row, last],
      PageDown: () => [row + this.#page, column],
      PageUp: () => [Math.max(0, row - this.#page), column],
    };
    const key = event.key.toLowerCase();
    const move = moves[event.key];
    if (move) this.#move(...move(), event.shiftKey);
    else if (event.key === 'Enter' || event.key === ' ') {
      const head = this.columns[column];
      if (row >= 0) this.#send('choose', row);
      else if (head) this.#send('sort', head.key);
    } else if (whole && key === 'c' && this.selected) this.#send('copy', this.selected);
    else if (whole && key === 'a' && this.total) {
      this.anchor = 0;
      this.at = { row: this.total - 1, column };
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  #send(type: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  override updated(changed: PropertyValues<DataGrid>) {
    if (!(['top', 'high', 'total', 'columns'] as const).some((key) => changed.has(key))) return;
    this.#send('need', this.#window());
  }
  /** First row drawn, and the one after the last. */
  #window(): { from: number; to: number } {
    const first = Math.floor((this.top * this.#pace) / this.#row);
    const from = Math.max(0, first - spare);
    return { from, to: Math.min(this.total, first + Math.ceil(this.#body / this.#row) + 1 + spare) };
  }

  #line(row: number) {
    const texts = this.cells(row);
    const { selected, at } = this;
    const inside = selected !== undefined && row >= selected.from && row <= selected.to;
    return html`<div role="row" class=${row === this.chosen ? 'chosen' : ''} aria-rowindex=${row + 2} aria-selected=${inside || row === this.chosen} @click=${(
      event: MouseEvent,
    ) => {
      const cells = [...(event.currentTarget as HTMLElement).children];
      const column = Math.max(0, cells.indexOf(event.target as HTMLElement));
      this.#move(row, column, event.shiftKey);
      if (!event.shiftKey) this.#send('choose', row);
    }}>${this.columns.map(
      ({ figure }, c) =>
        html`<span role="gridcell" id="c${row}-${c}" aria-colindex=${c + 1} class="${figure ? 'figure' : ''} ${at.row === row && at.column === c ? 'at' : ''}">${texts ? texts[c] : '…'}</span>`,
    )}</div>`;
  }

  override render() {
    const { columns, sort, at, total } = this;
    const { from, to } = this.#window();
    const style = `--row:${this.#row}px;--columns:${columns.map(({ width }) => `${width}px`).join(' ')} 1fr`;
    const height = Math.min(highest, total * this.#row);
    const y = this.top - this.top * this.#pace + from * this.#row;
    const present = at.row < 0 || (at.row >= from && at.row < to);
    return html`<div class="grid" role="grid" tabindex="0" aria-multiselectable="true" aria-label=${this.name} aria-rowcount=${total + 1} aria-colcount=${columns.length} aria-activedescendant=${present && columns.length ? `c${at.row}-${at.column}` : nothing} .style=${style}
      @keydown=${(event: KeyboardEvent) => this.#key(event)} @scroll=${() => {
        this.top = this.#grid.scrollTop;
      }}>
      <div role="row" class="head" aria-rowindex="1">${columns.map(
        ({ key, name, title, figure }, c) =>
          html`<span role="columnheader" id="c-1-${c}" title=${title} aria-colindex=${c + 1} class="${figure ? 'figure' : ''} ${at.row < 0 && at.column === c ? 'at' : ''}" aria-sort=${sort?.column === key ? (sort.descending ? 'descending' : 'ascending') : 'none'} @click=${() => {
            this.at = { row: -1, column: c };
            this.#send('sort', key);
          }}>${name}</span>`,
      )}</div>
      <div role="rowgroup" class="rows" .style=${`height:${height}px`}><div role="presentation" class="window" .style=${`transform:translateY(${y}px)`}>${Array.from({ length: to - from }, (_, k) => this.#line(from + k))}</div></div></div>`;
  }
}
define('data-grid', DataGrid);

declare global {
  interface HTMLElementTagNameMap {
    'data-grid': DataGrid;
  }
}
