import { css, html, nothing } from 'lit';
import { areaFigures } from '../../../geo/area/units.ts';
import { idColumns } from '../../../geo/layer/index.ts';
import { ownClasses } from '../../../geo/tiles/classes.ts';
import { classColour, classOf, faint, strong } from '../../../map/fabric/look.ts';
import { findParcel, lookAtFabric } from '../../../map/fabric/open.ts';
import { palettes, type ThemeName } from '../../../map/tokens.ts';
import type { FabricState } from '../../../store/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { themeOf } from '../../../ui/theme-of.ts';
import { CheckElement, panelStyles } from '../element.ts';

const grouped = (count: number) => count.toLocaleString('en-US');

/** A layer on the map: coloured and filtered by a column, searched by number, with the feature picked. */
class LayerCard extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    layer: { attribute: false },
    theme: { state: true },
    missing: { state: true },
  };
  /** Identifier of the layer. */
  declare layer: string;
  declare theme: ThemeName;
  declare missing: string;
  #seen: FabricState['picked'];
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #onScheme = () => this.requestUpdate();

  constructor() {
    super();
    this.layer = '';
    this.theme = 'light';
    this.missing = '';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      :host { font-size: 13px; line-height: 1.5; }
      section { padding: 10px 14px 12px; border-top: 1px solid var(--line); display: grid; gap: 8px; }
      section.tight { gap: 4px; }
      .pair { display: flex; gap: 8px; align-items: center; }
      .pair select, .pair input { flex: 1; min-width: 0; }
      .pair label { white-space: nowrap; color: var(--ink-soft); }
      .values { max-height: 236px; margin: 0 -6px; }
      .values label { display: flex; align-items: center; gap: 8px; min-height: 28px; padding: 1px 6px; border-radius: 6px; cursor: pointer; }
      .values label:hover { background: var(--sunken); }
      .values span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .values .count { flex: none; }
      i.swatch { flex: none; width: 20px; height: 14px; border: 0.7px solid var(--line-strong); border-radius: 3px; }
      .marked { display: flex; align-items: center; gap: 8px; }
      .picked { background: color-mix(in srgb, var(--accent) 7%, transparent); }
      .picked h4 { display: flex; align-items: center; gap: 8px; font-size: 14px; }
      .picked h4 span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .picked .icon-button { margin: -10px -8px -10px 0; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; }
      dt { color: var(--ink-soft); max-width: 9em; overflow-wrap: anywhere; }
      dd { overflow-wrap: anywhere; }
      .big { font-size: 19px; font-weight: 600; color: var(--ink); }
      .big small { font-size: 13px; font-weight: 400; color: var(--ink-soft); }
      p { color: var(--ink-soft); }
      @media (pointer: coarse) { .values label { min-height: 44px; } }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#onScheme);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#onScheme);
  }
  override updated() {
    const picked = this.#state()?.picked;
    if (picked && picked !== this.#seen)
      this.renderRoot.querySelector('.picked')?.scrollIntoView({ block: 'nearest' });
    this.#seen = picked;
    requestAnimationFrame(() => {
      this.theme = themeOf(this);
    });
  }

  #look(look: { colourBy?: string | undefined; filter?: FabricState['filter'] }) {
    void this.bench.session.attempt(() => lookAtFabric(this.store, this.layer, look));
  }

  /** A colour as it lies on the map: over the ground, as strongly as the map fills it. */
  #swatch(colour: string, strength: number) {
    return html`<i class="swatch" aria-hidden="true" .style=${`background:color-mix(in srgb, ${colour} ${strength * 100}%, var(--town))`}></i>`;
  }

  #value(fabric: FabricState, column: FabricState['columns'][number], value: string, place: number) {
    const { filter, colourBy } = fabric;
    const chosenValues = filter?.column === column.name ? filter.values : undefined;
    const all = [...column.values, ''];
    const total = column.counts?.reduce((sum, count) => sum + count, 0);
    const count =
      value === '' ? total !== undefined && (fabric.count ?? total) - total : column.counts?.[place];
    if (value === '' && count === 0) return nothing;
    const code = value === '' ? 0 : classOf(place);
    const colour =
      (value && fabric.colours?.[value]) ||
      classColour(this.theme, fabric.colours && value ? ownClasses + 1 : code);
    return html`<li><label><input type="checkbox" .checked=${chosenValues?.includes(value) ?? true} @change=${() => {
      const before = chosenValues ?? all;
      const values = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
      this.#look({
        colourBy,
        filter: all.every((one) => values.includes(one)) ? undefined : { column: column.name, values },
      });
    }}>${this.#swatch(colour, code ? strong : faint)}<span>${value || this.t({ zh: '（无值）', en: '(no value)' })}</span>${
      typeof count === 'number' ? html`<span class="num soft count">${grouped(count)}</span>` : nothing
    }</label></li>`;
  }

  #classes(fabric: FabricState) {
    const { columns, colourBy, filter } = fabric;
    if (!columns.length)
      return html`<section><p>${this.t({ zh: '这份文件没有可用来着色和筛选的属性。', en: 'This file has no attribute to colour or filter by.' })}</p></section>`;
    const column = columns.find(({ name }) => name === colourBy);
    const other = filter && filter.column !== colourBy ? filter : undefined;
    return html`<section>
      <div class="pair"><label for="by">${this.t({ zh: '着色', en: 'Colour by' })}</label>
        <select id="by" @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          this.#look({ colourBy: value || undefined, filter });
        }}><option value="" ?selected=${!column}>${this.t({ zh: '不着色', en: 'no attribute' })}</option>${columns.map(
          ({ name }) => html`<option value=${name} ?selected=${name === colourBy}>${name}</option>`,
        )}</select></div>
      ${
        column
          ? html`<ul class="values scroll" aria-label=${this.t({ zh: `${column.name}：图例与筛选`, en: `${column.name}: legend and filter` })}>
            ${[...column.values, ''].map((value, place) => this.#value(fabric, column, value, place))}</ul>
            <div class="row"><button class="button small" ?disabled=${!filter} @click=${() => this.#look({ colourBy })}>${this.t({ zh: '显示全部', en: 'Show all' })}</button>
            <button class="button small" @click=${() => this.#look({ colourBy, filter: { column: column.name, values: [] } })}>${this.t({ zh: '全部不选', en: 'Hide all' })}</button></div>`
          : nothing
      }
      ${
        other
          ? html`<div class="row"><span>${this.t({ zh: `还按“${other.column}”筛选：${other.values.length} 个值`, en: `Also filtered by ${other.column}: ${other.values.length} values` })}</span>
            <button class="button small" @click=${() => this.#look({ colourBy })}>${this.t({ zh: '显示全部', en: 'Show all' })}</button></div>`
          : nothing
      }
      ${filter && fabric.kind === 'parcels' ? html`<p>${this.t({ zh: '筛选只影响显示，核查仍用全部图形。', en: 'The filter changes only the picture; the check uses everything.' })}</p>` : nothing}
    </section>`;
  }

  #find(event: Event) {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('number') as HTMLInputElement;
    const id = input.value.trim();
    if (!id) return;
    void this.bench.session.attempt(async () => {
      this.missing = (await findParcel(this.store, this.layer, id)) ? '' : id;
    });
  }

  #search() {
    return html`<form class="pair" role="search" @submit=${(event: Event) => this.#find(event)}>
        <input type="search" name="number" autocomplete="off" aria-label=${this.t({ zh: '编号', en: 'Number' })} placeholder=${this.t({ zh: '按编号查找', en: 'Find by number' })} @input=${() => {
          this.missing = '';
        }}>
        <button class="button small">${this.t({ zh: '查找', en: 'Find' })}</button></form>
      <p role="status" ?hidden=${!this.missing}>${this.missing ? this.t({ zh: `没有编号为 ${this.missing} 的图形。`, en: `There is no feature ${this.missing}.` }) : nothing}</p>`;
  }

  #picked(fabric: FabricState) {
    const { picked } = fabric;
    if (!picked) return nothing;
    const figures = picked.areaM2 === undefined ? undefined : areaFigures(picked.areaM2, 2);
    // The number stands in the heading.
    const properties = Object.entries(picked.properties).filter(
      ([name, value]) => !(idColumns.includes(name) && String(value) === picked.id),
    );
    return html`<section class="picked" aria-label=${this.t({ zh: '选中的图形', en: 'The feature picked' })}>
      <h4><span class="num">${picked.id}</span><button class="icon-button" aria-label=${this.t({ zh: '取消选中', en: 'Deselect' })} @click=${() =>
        this.store.commands.patchFabric(this.layer, { picked: undefined })}>${icon('close', 18)}</button></h4>
      ${
        figures
          ? html`<p class="num"><b class="big">${figures.mu} <small>${this.t({ zh: '亩', en: 'mu' })}</small></b> · ${figures.m2} m²（${this.t({ zh: '椭球面积', en: 'ellipsoidal' })}）</p>`
          : html`<p>${this.t({ zh: '切片里的形状已不是原样，不据此算面积。', en: 'Shapes in tiles are simplified: no area is worked out from them.' })}</p>`
      }
      ${properties.length ? html`<dl>${properties.map(([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`)}</dl>` : nothing}</section>`;
  }

  #state(): FabricState | undefined {
    return this.store.state.fabrics.peek().find(({ id }) => id === this.layer);
  }

  override render() {
    // Read for their changes: the swatches follow the theme.
    void this.store.state.theme.value;
    void this.store.state.fabrics.value;
    const fabric = this.#state();
    if (!fabric) return nothing;
    const { kind, picked, marked } = fabric;
    return html`${kind === 'tiles' ? html`<section class="tight"><p class="warn">${this.t({ zh: '仅显示，不参与核查：切片里的形状已不是原样。核查请用原始数据。', en: 'For display only, not checked: shapes in tiles are simplified. To check, use the original data.' })}</p></section>` : nothing}
      ${kind === 'parcels' || !picked ? html`<section>${picked ? nothing : html`<p>${this.t({ zh: '在地图上点一个图形，即可查看。', en: 'Click a feature on the map to see what is known of it.' })}</p>`}${kind === 'parcels' ? this.#search() : nothing}</section>` : nothing}
      ${this.#picked(fabric)}${this.#classes(fabric)}
      ${
        marked.length
          ? html`<section class="tight"><div class="marked">${this.#swatch(palettes[this.theme].bad, strong)}<span class="num">${this.t({ zh: `被当前地块占用：${grouped(marked.length)} 个`, en: `Taken by the open zone: ${grouped(marked.length)}` })}</span></div></section>`
          : nothing
      }`;
  }
}
define('layer-card', LayerCard);
