import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { areaFigures } from '../../../geo/area/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { areaOf } from '../results/zone-area.ts';
import { words } from '../words.ts';
import { grip, rowStyles } from './zone-row.ts';

/** Zones shown at once, and from how many on they can be looked for. */
const step = 100;
const searched = 12;

/** The zones that are kept, in the planner's order: pick one to work on, tick several to check and print together. */
class ZoneList extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    filter: { state: true },
    most: { state: true },
    held: { state: true },
    over: { state: true },
    message: { state: true },
  };
  declare filter: string;
  declare most: number;
  /** The zone being dragged, and the one it is over. */
  declare held: string | undefined;
  declare over: string | undefined;
  /** Where a zone was moved to, for a screen reader. */
  declare message: string;

  constructor() {
    super();
    this.filter = '';
    this.most = step;
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
      progress { width: 100%; height: 6px; display: block; margin-top: 6px; accent-color: var(--accent); }
      .find { padding: 0 20px 8px; }
      .find input { width: 100%; }
      .more { padding: 0 20px 14px; }
      .sum { margin: 0 20px; padding: 8px 0 14px; font-size: 13px; color: var(--ink-soft); }
    `,
  ];

  #flags(zone: ZoneRecord) {
    const state = this.bench.checker.results.value[zone.id];
    const conflicts = state?.result?.conflicts.length ?? 0;
    const conflicted = this.bench.session.records.value?.conflicts.value.some((c) => c.id === zone.id);
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
  }

  #drop() {
    const { held, over } = this;
    this.held = this.over = undefined;
    if (!held || !over || held === over) return;
    const ids = this.bench.session.zones.value.map(({ id }) => id);
    // Dropped on one further down it goes behind that, so that the last place can be reached.
    const down = ids.indexOf(held) < ids.indexOf(over);
    void this.bench.session.move(held, down ? ids[ids.indexOf(over) + 1] : over);
  }

  #row(zone: ZoneRecord, sorted: boolean) {
    const { session } = this.bench;
    const active = zone.id === session.active.value;
    const figures = areaFigures(areaOf(zone.geometry));
    const name = zone.name || this.t({ zh: '未命名', en: 'Unnamed' });
    return html`<li data-zone=${zone.id} class="${active ? 'active' : ''} ${zone.id === this.over && zone.id !== this.held ? 'over' : ''} ${zone.id === this.held ? 'held' : ''}">
          <input type="checkbox" aria-label=${this.t({ zh: `勾选 ${zone.name}`, en: `Tick ${zone.name}` })} .checked=${session.ticked.value.includes(zone.id)} @change=${(event: Event) => session.tick(zone.id, (event.target as HTMLInputElement).checked)}>
          <button class="pick" aria-current=${active ? 'true' : 'false'} @click=${() => {
            session.activate(zone.id);
            session.frame();
          }}><b>${name}</b>
            <span class="soft num">${figures.mu} ${this.t({ zh: '亩', en: 'mu' })} · ${figures.ha} ${this.t({ zh: '公顷', en: 'ha' })} ${this.#flags(zone)}</span></button>
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

  /** How far the checks of the ticked zones are. */
  #sum(ticked: readonly ZoneRecord[]) {
    const { results } = this.bench.checker;
    const sum = ticked.reduce((total, zone) => total + areaOf(zone.geometry), 0);
    const done = ticked.filter(({ id, geometry }) => {
      const state = results.value[id];
      return state?.geometry === geometry && !state.running && (state.fingerprint || state.problems.length);
    }).length;
    const { mu } = areaFigures(sum);
    return html`<div class="sum num"><p>${this.t({ zh: `已勾选 ${ticked.length} 个，合计 ${mu} 亩`, en: `${ticked.length} ticked, ${mu} mu in all` })}</p>
      ${done < ticked.length ? html`<p role="status">${this.t({ zh: `已核查 ${done} / ${ticked.length}`, en: `${done} of ${ticked.length} checked` })}<progress max=${ticked.length} value=${done} aria-label=${this.t({ zh: '核查进度', en: 'Progress of the checks' })}></progress></p>` : nothing}</div>`;
  }

  override render() {
    const { session } = this.bench;
    const zones = session.zones.value;
    const ticked = session.tickedZones.value;
    if (!zones.length) return nothing;
    const sought = this.filter.trim().toLowerCase();
    const found = sought
      ? zones.filter(({ name, project }) => `${name} ${project}`.toLowerCase().includes(sought))
      : zones;
    const own = new Set(ticked.map(({ id }) => id));
    const on = found.filter(({ id }) => own.has(id)).length;
    return html`<header><h2>${this.t(words.zones)}</h2><span class="faint num">${zones.length}</span></header>
      ${
        zones.length > searched
          ? html`<p class="find"><input type="search" placeholder=${this.t({ zh: '筛选', en: 'Filter' })} aria-label=${this.t({ zh: '按名称或项目筛选地块', en: 'Filter zones by name or project' })} .value=${this.filter} @input=${(
              event: Event,
            ) => {
              this.filter = (event.target as HTMLInputElement).value;
            }}></p>`
          : nothing
      }
      ${
        zones.length > 1
          ? html`<label class="all"><input type="checkbox" .checked=${on > 0 && on === found.length} .indeterminate=${on > 0 && on < found.length} @change=${(
              event: Event,
            ) =>
              session.tickAll(
                found.map(({ id }) => id),
                (event.target as HTMLInputElement).checked,
              )}>${this.t({ zh: '全选：一并核查、汇总、打印', en: 'All: check, sum up and print together' })}</label>`
          : nothing
      }
      <ul aria-label=${this.t(words.zones)}>${repeat(
        found.slice(0, this.most),
        ({ id }) => id,
        (zone) => this.#row(zone, !sought && zones.length > 1),
      )}</ul>
      <p class="sr" role="status">${this.message}</p>
      ${
        found.length > this.most
          ? html`<p class="more"><button class="button small" @click=${() => {
              this.most += step;
            }}>${this.t({ zh: `再显示 ${Math.min(step, found.length - this.most)} 个，共 ${found.length} 个`, en: `Show ${Math.min(step, found.length - this.most)} more of ${found.length}` })}</button></p>`
          : nothing
      }
      ${ticked.length > 1 ? this.#sum(ticked) : nothing}`;
  }
}
define('zone-list', ZoneList);
