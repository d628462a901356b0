import { css, html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { areaFigures } from '../../../geo/area/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { GrowingRows } from '../../../ui/growing-rows.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { areaOf } from '../results/zone-area.ts';
import { words } from '../words.ts';
import './zone-sum.ts';

/** From how many zones on they can be looked for. */
const searched = 12;

/** The rows of the list of zones. */
const rowStyles = css`
  ul { padding: 0 8px 8px; }
  li { display: grid; grid-template-columns: 40px 1fr 32px 40px; align-items: center; border-radius: 10px; }
  li:hover { background: var(--sunken); }
  li.active { background: color-mix(in srgb, var(--accent) 12%, transparent); }
  li.over { box-shadow: 0 -2px 0 var(--accent); }
  li.over.down { box-shadow: 0 2px 0 var(--accent); }
  li.held { opacity: 0.5; }
  li input { width: 18px; height: 18px; justify-self: center; }
  .grip { min-width: 32px; min-height: 44px; cursor: grab; color: var(--ink-faint); touch-action: none; }
  .pick { display: grid; gap: 1px; min-height: 52px; padding: 7px 4px; line-height: 1.35; min-width: 0; }
  .pick b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .pick span { font-size: 13px; }
  .flags { display: inline-flex; gap: 6px; }
  .icon-button { min-width: 40px; min-height: 44px; }
  .icon-button.grip { min-width: 32px; }
`;

/** Six dots: what a row is held by to move it. */
const grip = html`<svg width="16" height="16" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2.8" stroke-linecap="round" aria-hidden="true"><path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01"/></svg>`;

/** The zones that are kept, in the planner's order: pick one to work on, tick several to check and print together. */
class ZoneList extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    filter: { state: true },
    held: { state: true },
    over: { state: true },
    message: { state: true },
  };
  declare filter: string;
  readonly #growing = new GrowingRows(this, 20);
  /** The zone being dragged, and the one it is over. */
  declare held: string | undefined;
  declare over: string | undefined;
  /** Where a zone was moved to, for a screen reader. */
  declare message: string;

  constructor() {
    super();
    this.filter = '';
    this.message = '';
  }

  static override styles = [
    base,
    panelStyles,
    rowStyles,
    css`
      header { display: flex; align-items: center; justify-content: space-between; padding: 10px 20px 2px; min-height: 44px; }
      .all { display: flex; align-items: center; gap: 11px; margin-inline-start: -1px; min-height: 40px; padding: 0 20px; font-size: 13px; color: var(--ink-soft); }
      .all input { width: 18px; height: 18px; }
      .all .num { margin-inline-start: auto; }
      .find { padding: 0 20px 8px; }
      .find input { width: 100%; }
      .more { padding: 0 20px 14px; }
    `,
  ];

  #flags(zone: ZoneRecord, conflicts: number, conflicted: boolean) {
    return html`<span class="flags">
      ${conflicts ? html`<span class="bad">${this.t({ zh: `${conflicts} 项冲突`, en: `${conflicts} conflict${conflicts === 1 ? '' : 's'}` })}</span>` : nothing}
      ${zone.warnings.length ? html`<span class="warn">${this.t({ zh: `${zone.warnings.length} 条提示`, en: `${zone.warnings.length} note${zone.warnings.length === 1 ? '' : 's'}` })}</span>` : nothing}
      ${conflicted ? html`<span class="bad">${this.t({ zh: '记录有分歧', en: 'two versions' })}</span>` : nothing}</span>`;
  }

  /** Up and down keys move a zone in the list; the focus stays on it. */
  async #step(event: KeyboardEvent, zone: ZoneRecord) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!by) return;
    event.preventDefault();
    const ids = this.bench.session.zones.value.map(({ id }) => id);
    const to = ids.indexOf(zone.id) + by;
    if (to < 0 || to >= ids.length) return;
    await this.bench.session.move(zone.id, ids[by < 0 ? to : to + 1]);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-grip="${CSS.escape(zone.id)}"]`)?.focus();
    this.message = this.t({
      zh: `${zone.name} 移到第 ${to + 1} 位，共 ${ids.length} 位`,
      en: `${zone.name} is now ${to + 1} of ${ids.length}`,
    });
  }

  /** The row under the pointer while one is held, by mouse or finger. */
  #drag(event: PointerEvent) {
    if (!this.held) return;
    const row = (this.renderRoot as ShadowRoot).elementFromPoint(event.clientX, event.clientY)?.closest('li');
    this.over = row?.dataset['zone'];
    // There is always a row more in view than the one it is over: a long list scrolls along.
    for (const beside of [row?.previousElementSibling, row?.nextElementSibling])
      beside?.scrollIntoView({ block: 'nearest' });
  }

  /** A row held over one further down goes behind that, so that the last place can be reached. */
  get #down(): 'down' | '' {
    const ids = this.bench.session.zones.value.map(({ id }) => id);
    return this.held && this.over && ids.indexOf(this.held) < ids.indexOf(this.over) ? 'down' : '';
  }

  #drop() {
    const { held, over } = this;
    const down = this.#down;
    this.held = this.over = undefined;
    if (!held || !over || held === over) return;
    const ids = this.bench.session.zones.value.map(({ id }) => id);
    void this.bench.session.move(held, down ? ids[ids.indexOf(over) + 1] : over);
  }

  /** A row is made again only when what it says has changed: with hundreds, answers come in one after the other. */
  #row(zone: ZoneRecord, sorted: boolean, isTicked: boolean, conflicted: boolean) {
    const { session, checker } = this.bench;
    const active = zone.id === session.active.value;
    const conflicts = checker.results.value[zone.id]?.result?.conflicts.length ?? 0;
    const moved = zone.id === this.held ? 'held' : zone.id === this.over ? `over ${this.#down}` : '';
    const says = [zone, sorted, isTicked, conflicted, active, conflicts, moved, this.language];
    return guard(says, () => this.#made(zone, sorted, isTicked, conflicted, active, conflicts, moved));
  }

  #made(
    zone: ZoneRecord,
    sorted: boolean,
    isTicked: boolean,
    conflicted: boolean,
    active: boolean,
    conflicts: number,
    moved: string,
  ) {
    const { session } = this.bench;
    const figures = areaFigures(areaOf(zone.geometry));
    const name = zone.name || this.t({ zh: '未命名', en: 'Unnamed' });
    return html`<li data-zone=${zone.id} class="${active ? 'active' : ''} ${moved}">
          <input type="checkbox" aria-label=${this.t({ zh: `勾选 ${zone.name}`, en: `Tick ${zone.name}` })} .checked=${isTicked} @change=${(event: Event) => session.tick(zone.id, (event.target as HTMLInputElement).checked)}>
          <button class="pick" aria-current=${active ? 'true' : 'false'} @click=${() => {
            session.activate(zone.id);
            session.frame();
          }}><b>${name}</b>
            <span class="soft num">${figures.mu} ${this.t({ zh: '亩', en: 'mu' })} · ${figures.ha} ${this.t({ zh: '公顷', en: 'ha' })} ${this.#flags(zone, conflicts, conflicted)}</span></button>
          ${
            sorted
              ? html`<button class="icon-button grip" data-grip=${zone.id} title=${this.t({ zh: '拖动或按上下键调整次序', en: 'Drag, or use the up and down keys' })} aria-label=${this.t({ zh: `调整 ${zone.name} 的次序（上下键）`, en: `Move ${zone.name} (up and down keys)` })}
                @keydown=${(event: KeyboardEvent) => void this.#step(event, zone)} @pointerdown=${(
                  event: PointerEvent,
                ) => {
                  (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
                  this.held = zone.id;
                }} @pointermove=${(event: PointerEvent) => this.#drag(event)} @pointerup=${() => this.#drop()} @pointercancel=${() => {
                  this.held = this.over = undefined;
                }}>${grip}</button>`
              : html`<span></span>`
          }
          <button class="icon-button" aria-label=${this.t({ zh: `删除 ${zone.name}`, en: `Delete ${zone.name}` })} @click=${() =>
            void session.records.value?.deleteZones([zone.id], {
              zh: `删除 ${zone.name}`,
              en: `Delete ${zone.name}`,
            })}>${icon('close', 16)}</button></li>`;
  }

  override render() {
    const { session } = this.bench;
    const zones = session.zones.value;
    const ticked = session.tickedZones.value;
    if (!zones.length) return nothing;
    const sought = this.filter.trim().toLowerCase();
    const matching = sought
      ? zones.filter(({ name, project }) => `${name} ${project}`.toLowerCase().includes(sought))
      : zones;
    const tickedIds = new Set(ticked.map(({ id }) => id));
    const inConflict = new Set(session.records.value?.conflicts.value.map(({ id }) => id));
    const { most } = this.#growing;
    const on = matching.filter(({ id }) => tickedIds.has(id)).length;
    return html`<header><h2>${this.t(words.zones)}</h2><span class="faint num">${zones.length}</span></header>
      ${
        zones.length > searched
          ? html`<p class="find"><input type="search" placeholder=${this.t({ zh: '筛选', en: 'Filter' })} aria-label=${this.t({ zh: '按名称或项目筛选地块', en: 'Filter zones by name or project' })} .value=${this.filter} @input=${(
              event: Event,
            ) => {
              this.filter = (event.target as HTMLInputElement).value;
              this.#growing.reset();
            }}></p>`
          : nothing
      }
      ${
        zones.length > 1
          ? html`<label class="all"><input type="checkbox" .checked=${on > 0 && on === matching.length} .indeterminate=${on > 0 && on < matching.length} @change=${(
              event: Event,
            ) =>
              session.tickAll(
                matching.map(({ id }) => id),
                (event.target as HTMLInputElement).checked,
              )}>${this.t({ zh: '全选：一并核查、汇总、打印', en: 'All: check, sum up and print together' })}</label>`
          : nothing
      }
      <ul aria-label=${this.t(words.zones)}>${repeat(
        matching.slice(0, most),
        ({ id }) => id,
        (zone) =>
          this.#row(zone, !sought && zones.length > 1, tickedIds.has(zone.id), inConflict.has(zone.id)),
      )}</ul>
      <p class="sr" role="status">${this.message}</p>
      ${
        matching.length > most
          ? html`<p class="more"><button class="button small" @click=${() => this.#growing.grow()}>${this.t({ zh: `已列 ${most} 个，共 ${matching.length} 个：再列`, en: `${most} of ${matching.length} listed: more` })}</button></p>`
          : nothing
      }
      <zone-sum .store=${this.store} .bench=${this.bench}></zone-sum>`;
  }
}
define('zone-list', ZoneList);
