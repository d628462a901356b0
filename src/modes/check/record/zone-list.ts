import { css, html, nothing } from 'lit';
import { areaFigures } from '../../../geo/area/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { areaOf } from '../results/zone-area.ts';
import { words } from '../words.ts';

/** Zones shown at once, and from how many on they can be looked for. */
const step = 100;
const searched = 12;

/** The zones that are kept: pick one to work on, tick several to compare and add up. */
class ZoneList extends CheckElement {
  static override properties = { ...CheckElement.properties, filter: { state: true }, most: { state: true } };
  declare filter: string;
  declare most: number;

  constructor() {
    super();
    this.filter = '';
    this.most = step;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      header { display: flex; align-items: baseline; justify-content: space-between; padding: 14px 20px 6px; }
      ul { padding: 0 8px 8px; }
      li { display: grid; grid-template-columns: 40px 1fr 40px; align-items: center; border-radius: 10px; }
      li:hover { background: var(--sunken); }
      li.active { background: color-mix(in srgb, var(--accent) 12%, transparent); }
      li input { width: 18px; height: 18px; justify-self: center; }
      .pick { display: grid; gap: 1px; min-height: 52px; padding: 7px 4px; line-height: 1.35; min-width: 0; }
      .pick b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .pick span { font-size: 13px; }
      .flags { display: inline-flex; gap: 6px; }
      .icon-button { min-width: 40px; min-height: 44px; }
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

  override render() {
    const { session } = this.bench;
    const zones = session.zones.value;
    const ticked = session.tickedZones.value;
    if (!zones.length) return nothing;
    const sought = this.filter.trim().toLowerCase();
    const found = sought
      ? zones.filter(({ name, project }) => `${name} ${project}`.toLowerCase().includes(sought))
      : zones;
    const sum = ticked.reduce((total, zone) => total + areaOf(zone.geometry), 0);
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
      <ul aria-label=${this.t(words.zones)}>${found.slice(0, this.most).map((zone) => {
        const active = zone.id === session.active.value;
        const figures = areaFigures(areaOf(zone.geometry));
        return html`<li class=${active ? 'active' : ''}>
          <input type="checkbox" aria-label=${this.t({ zh: `勾选 ${zone.name} 参加对比`, en: `Tick ${zone.name} for comparing` })} .checked=${ticked.includes(zone)} @change=${(event: Event) => session.tick(zone.id, (event.target as HTMLInputElement).checked)}>
          <button class="pick" aria-current=${active ? 'true' : 'false'} @click=${() => {
            session.activate(zone.id);
            session.frame();
          }}><b>${zone.name || this.t({ zh: '未命名', en: 'Unnamed' })}</b>
            <span class="soft num">${figures.mu} ${this.t({ zh: '亩', en: 'mu' })} · ${figures.ha} ${this.t({ zh: '公顷', en: 'ha' })} ${this.#flags(zone)}</span></button>
          <button class="icon-button" aria-label=${this.t({ zh: `删除 ${zone.name}`, en: `Delete ${zone.name}` })} @click=${() =>
            void session.records.value?.deleteZones([zone.id], {
              zh: `删除 ${zone.name}`,
              en: `Delete ${zone.name}`,
            })}>${icon('close', 16)}</button></li>`;
      })}</ul>
      ${
        found.length > this.most
          ? html`<p class="more"><button class="button small" @click=${() => {
              this.most += step;
            }}>${this.t({ zh: `再显示 ${Math.min(step, found.length - this.most)} 个，共 ${found.length} 个`, en: `Show ${Math.min(step, found.length - this.most)} more of ${found.length}` })}</button></p>`
          : nothing
      }
      ${
        ticked.length > 1
          ? html`<p class="sum num">${this.t({ zh: `已勾选 ${ticked.length} 个，合计 ${areaFigures(sum).mu} 亩`, en: `${ticked.length} ticked, ${areaFigures(sum).mu} mu in all` })}</p>`
          : nothing
      }`;
  }
}
define('zone-list', ZoneList);
