import { html, nothing, type PropertyValues } from 'lit';
import { areaNames, type Rows, type TableMessage } from '../../../check/index.ts';
import { layerWorker } from '../../../check/layer-worker.ts';
import type { AreaUnit } from '../../../geo/area/units.ts';
import { areaColumn, type Condition, type RowsOrder } from '../../../geo/layer/rows.ts';
import { lookAtFeature } from '../../../map/fabric/open.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { saveFile } from '../words.ts';
import './data-grid.ts';
import type { GridColumn } from './data-grid.ts';
import './filter-bar.ts';
import { tableStyles } from './styles.ts';
import { type TableRows, tableRows } from './table-rows.ts';
import { grouped, textOfArea, textOfValue, unitNames, widthOf } from './words.ts';

/** Rows that go to the clipboard at once. */
const mostCopied = 10_000;
const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The attributes of any layer, a row a feature: sorted, filtered, picked on the map and from it, copied, saved. */
class LayerTable extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    layer: { attribute: false },
    order: { state: true },
    chosen: { state: true },
    message: { state: true },
    busy: { state: true },
  };
  declare layer: string;
  declare order: RowsOrder;
  declare chosen: number | undefined;
  declare message: string;
  declare busy: boolean;
  readonly #rows = tableRows((error) => {
    if (error) {
      this.bench.session.report(error);
      this.busy = false;
    }
    this.requestUpdate();
  });
  #shown = '';
  #made: { of: string; columns: GridColumn[] } | undefined;
  #picked: number | string | undefined;

  constructor() {
    super();
    this.layer = '';
    this.order = { unit: 'mu' };
    this.message = '';
    this.busy = false;
  }

  static override styles = [base, panelStyles, tableStyles];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#rows.stop();
  }

  get #grid() {
    return this.renderRoot.querySelector('data-grid');
  }
  get #message(): TableMessage {
    return { id: this.layer, order: this.order, language: this.language };
  }
  /** What is held of the layer: another object when it was replaced. */
  get #own() {
    return this.bench.layers.layers.value.find(({ id, phase }) => id === this.layer && phase === 'ready');
  }
  /** The feature picked on the map, in this layer. */
  get #onMap(): number | string | undefined {
    const { fabrics, feature } = this.store.state;
    if (this.#own) return fabrics.value.find(({ id }) => id === this.layer)?.picked?.parcel;
    const id = feature.value;
    return id && this.store.select.features.value.get(id)?.layer.id === this.layer ? id : undefined;
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('layer') && this.layer) {
      const { sort: _, where: __, text: ___, ...rest } = this.order;
      this.order = rest;
      this.message = '';
    }
  }
  override updated() {
    const wanted = JSON.stringify([this.#message, this.#own?.loaded?.count]);
    if (wanted !== this.#shown) {
      this.#shown = wanted;
      void this.#show();
    }
    if (this.#onMap !== this.#picked) void this.#follow();
  }

  async #show() {
    this.busy = true;
    this.chosen = undefined;
    this.#picked = undefined;
    await this.#rows.show(this.#message);
    this.busy = false;
    this.#grid?.reset();
    await this.updateComplete;
    await this.#follow();
  }
  /** Goes to the row of what was picked on the map. */
  async #follow() {
    const feature = this.#onMap;
    this.#picked = feature;
    if (feature === undefined) {
      this.chosen = undefined;
      return;
    }
    if (this.chosen !== undefined && this.#featureOf(this.chosen) === feature) return;
    const shown = this.#shown;
    const row = await layerWorker()
      .rowOf({ ...this.#message, feature })
      .catch(() => undefined);
    if (shown !== this.#shown || this.#onMap !== feature) return;
    this.chosen = row;
    this.message =
      row === undefined
        ? this.t({ zh: '选中的图形不在筛选结果中。', en: 'The feature picked is not among the rows shown.' })
        : '';
    if (row !== undefined) this.#grid?.goTo(row);
  }
  #featureOf(row: number): number | string | undefined {
    const tableRow = this.#rows.row(row);
    return this.#own ? tableRow?.feature : tableRow?.id;
  }

  /** Picks the feature of a row on the map and looks at it. */
  async #choose(row: number) {
    const feature = this.#featureOf(row);
    if (feature === undefined) return;
    this.chosen = row;
    this.#picked = feature;
    this.message = '';
    await this.bench.session.attempt(async () => {
      if (typeof feature === 'number') await lookAtFeature(this.store, this.layer, feature);
      else {
        this.store.commands.selectFeature(feature);
        this.store.commands.frameFeatures([feature], 17);
      }
    });
  }

  #sort(column: number) {
    const { sort } = this.order;
    const { sort: _, ...rest } = this.order;
    // A third time brings the order of the file back.
    if (sort?.column === column && sort.descending) this.order = rest;
    else this.order = { ...rest, sort: { column, descending: sort?.column === column } };
  }

  get #hidden(): ReadonlySet<number> {
    return this.bench.table.hidden.value.get(this.layer) ?? new Set();
  }
  /** The columns of what is shown: as wide as its first rows want them, however far it is scrolled. */
  get #columns(): GridColumn[] {
    const head = this.#rows.head();
    if (!head) return [];
    if (this.#rows.row(0) === undefined && head.total) return this.#made?.columns ?? this.#makeColumns(head);
    if (this.#made?.of !== this.#shown) this.#made = { of: this.#shown, columns: this.#makeColumns(head) };
    return this.#made.columns;
  }
  #makeColumns(head: NonNullable<ReturnType<TableRows['head']>>): GridColumn[] {
    const sample = Array.from({ length: 40 }, (_, row) => this.#rows.row(row));
    const width = (name: string, texts: readonly string[]) =>
      Math.round(Math.min(260, Math.max(72, widthOf(`${name} ↑`), ...texts.map(widthOf)) + 18));
    const { unit } = this.order;
    const areaName = this.t(areaNames[unit]);
    const areas = sample.map((row) => textOfArea(row?.area ?? null, unit));
    const all: GridColumn[] = head.columns.map(({ name, alias, kind }, key) => ({
      ...{ key, name, title: alias && alias !== name ? `${name} ${alias}` : name, figure: kind === 'number' },
      width: width(
        name,
        sample.map((row) => textOfValue(row?.values[key])),
      ),
    }));
    const area = { key: areaColumn, name: areaName, title: areaName, figure: true };
    return head.areas ? [{ ...area, width: width(areaName, areas) }, ...all] : all;
  }
  #cells = (columns: readonly GridColumn[]) => (row: number) => {
    const tableRow = this.#rows.row(row);
    return tableRow && this.#texts(tableRow, columns);
  };
  #texts({ area, values }: Rows['rows'][number], columns: readonly GridColumn[]): string[] {
    return columns.map(({ key }) =>
      key === areaColumn ? textOfArea(area, this.order.unit) : textOfValue(values[key]),
    );
  }

  async #copy({ from, to }: { from: number; to: number }, columns: readonly GridColumn[]) {
    const count = Math.min(mostCopied, to - from + 1);
    await this.bench.session.attempt(async () => {
      const { rows } = await layerWorker().rows({ ...this.#message, from, count });
      const lines = rows.map((row) =>
        this.#texts(row, columns).map((text) => text.replaceAll(/[\t\r\n]+/g, ' ')),
      );
      const text = [columns.map(({ name }) => name), ...lines].map((line) => line.join('\t')).join('\r\n');
      this.message = await navigator.clipboard.writeText(text).then(
        () =>
          this.t({
            zh: `已复制 ${grouped(rows.length)} 行${to - from + 1 > count ? `（一次最多 ${grouped(mostCopied)} 行，其余请导出）` : ''}。`,
            en: `${grouped(rows.length)} rows copied${to - from + 1 > count ? ` (at most ${grouped(mostCopied)} at once: save a file for the rest)` : ''}.`,
          }),
        () =>
          this.t({
            zh: '浏览器不允许复制，请导出 CSV。',
            en: 'The browser refused to copy: save CSV.',
          }),
      );
    });
  }

  async #save(kind: 'csv' | 'xlsx', title: string, columns: readonly GridColumn[]) {
    this.busy = true;
    await this.bench.session.attempt(async () => {
      const bytes = await layerWorker().writeRows({
        ...this.#message,
        ...{ columns: columns.map(({ key }) => key), kind, title },
      });
      saveFile(`${title}.${kind}`, bytes, types[kind]);
    });
    this.busy = false;
  }

  /** Every layer that has a table: those of the planner, then those of the package. */
  #layers() {
    const readyLayers = this.bench.layers.layers.value.filter(({ phase }) => phase === 'ready');
    const { layers } = this.store.state;
    const ofPackage = this.store.select.layers.value.filter(({ layer }) => {
      const state = layers.value[layer.id];
      return state?.phase === 'ready' && !state.view;
    });
    const option = (id: string, name: string) =>
      html`<option value=${id} ?selected=${id === this.layer}>${name}</option>`;
    return html`<select aria-label=${this.t({ zh: '图层', en: 'Layer' })} @change=${(event: Event) => {
      this.bench.table.open((event.target as HTMLSelectElement).value);
    }}>${readyLayers.length ? html`<optgroup label=${this.t({ zh: '参考图层', en: 'Reference layers' })}>${readyLayers.map(({ id, value }) => option(id, this.t(value.entry.name)))}</optgroup>` : nothing}
      <optgroup label=${this.t({ zh: '规划数据', en: 'Plan data' })}>${ofPackage.map(({ layer }) => option(layer.id, this.t(layer.name)))}</optgroup></select>`;
  }

  #count() {
    const head = this.#rows.head();
    if (!head) return this.t({ zh: '正在读取…', en: 'Reading…' });
    const { total, all } = head;
    return total === all
      ? this.t({ zh: `${grouped(all)} 行`, en: `${grouped(all)} rows` })
      : this.t({
          zh: `${grouped(total)} 行（共 ${grouped(all)}）`,
          en: `${grouped(total)} of ${grouped(all)} rows`,
        });
  }

  #chooser(all: readonly GridColumn[]) {
    const hidden = this.#hidden;
    const set = (next: ReadonlySet<number>) => this.bench.table.hide(this.layer, next);
    return html`<details class="chooser" @focusout=${(event: FocusEvent) => {
      const details = event.currentTarget as HTMLDetailsElement;
      if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
    }}><summary class="button small">${this.t({ zh: '列', en: 'Columns' })}<span class="num">${all.length - hidden.size}/${all.length}</span></summary>
      <div class="choices scroll"><div class="row"><button class="button small" @click=${() => set(new Set())}>${this.t({ zh: '全选', en: 'All' })}</button></div>
      ${all.map(
        ({ key, name, title }) =>
          html`<label title=${title}><input type="checkbox" .checked=${!hidden.has(key)} ?disabled=${!hidden.has(key) && all.length - hidden.size === 1} @change=${(
            event: Event,
          ) => {
            const next = new Set(hidden);
            if ((event.target as HTMLInputElement).checked) next.delete(key);
            else next.add(key);
            set(next);
          }}><span>${name}</span></label>`,
      )}</div></details>`;
  }

  override render() {
    // Read for its changes: the table goes where the map is clicked.
    void this.#onMap;
    const all = this.#columns;
    const hidden = this.#hidden;
    const columns = all.filter(({ key }) => !hidden.has(key));
    const { unit, sort, where = [], text = '' } = this.order;
    const plannerLayer = this.#own;
    const layer = this.store.select.layers.value.find((one) => one.layer.id === this.layer)?.layer;
    const name = plannerLayer ? this.t(plannerLayer.value.entry.name) : layer ? this.t(layer.name) : '';
    const head = this.#rows.head();
    return html`<section aria-label=${this.t({ zh: '属性表', en: 'Attribute table' })} @keydown=${(
      event: KeyboardEvent,
    ) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.bench.table.open(undefined);
    }}>
      <header>${this.#layers()}<span class="count num" role="status" aria-live="polite">${this.#count()}</span>
        ${
          head?.areas
            ? html`<select aria-label=${this.t({ zh: '面积单位', en: 'Unit of area' })} @change=${(
                event: Event,
              ) => {
                this.order = {
                  ...this.order,
                  unit: (event.target as HTMLSelectElement).value as AreaUnit,
                };
              }}>${(Object.keys(unitNames) as AreaUnit[]).map((one) => html`<option value=${one} ?selected=${one === unit}>${this.t(unitNames[one])}</option>`)}</select>`
            : nothing
        }
        ${this.#chooser(all)}
        <button class="button small" ?disabled=${this.chosen === undefined && !this.#grid?.selected} @click=${() => {
          const rows =
            this.#grid?.selected ??
            (this.chosen === undefined ? undefined : { from: this.chosen, to: this.chosen });
          if (rows) void this.#copy(rows, columns);
        }}>${this.t({ zh: '复制行', en: 'Copy rows' })}</button>
        <button class="button small" ?disabled=${!head?.total || this.busy} @click=${() => void this.#save('csv', name, columns)}>${this.t({ zh: '导出 CSV', en: 'Save CSV' })}</button>
        <button class="button small" ?disabled=${!head?.total || this.busy} @click=${() => void this.#save('xlsx', name, columns)}>${this.t({ zh: '导出 Excel', en: 'Save Excel' })}</button>
        <button class="icon-button shut" aria-label=${this.t({ zh: '关闭属性表', en: 'Close the table' })} @click=${() => this.bench.table.open(undefined)}>${icon('close')}</button></header>
      <filter-bar .store=${this.store} .columns=${all} .text=${text} .where=${where} @filter=${(
        event: CustomEvent<{ text?: string; where?: readonly Condition[] }>,
      ) => {
        this.order = { ...this.order, ...event.detail };
      }}></filter-bar>
      ${this.message ? html`<p class="hint" role="status">${this.message}</p>` : nothing}
      <data-grid aria-busy=${this.busy} .store=${this.store} .name=${this.t({ zh: `${name}的属性`, en: `Attributes of ${name}` })} .columns=${columns} .total=${head?.total ?? 0} .cells=${this.#cells(columns)} .sort=${sort} .chosen=${this.chosen}
        @need=${({ detail }: CustomEvent<{ from: number; to: number }>) => this.#rows.need(detail.from, detail.to)}
        @sort=${({ detail }: CustomEvent<number>) => this.#sort(detail)} @choose=${({ detail }: CustomEvent<number>) => void this.#choose(detail)}
        @copy=${({ detail }: CustomEvent<{ from: number; to: number }>) => void this.#copy(detail, columns)}></data-grid></section>`;
  }
}
define('layer-table', LayerTable);
