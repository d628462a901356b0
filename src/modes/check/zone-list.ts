import { css, html, nothing } from 'lit';
import { areaFigures, geodesicArea } from '../../geo/area/index.ts';
import type { ZoneRecord } from '../../store/records/index.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { base } from '../../ui/theme.ts';
import { CheckElement, panelStyles } from './element.ts';
import { words } from './words.ts';

/** The zones that are kept: pick one to work on, tick several to compare and add up. */
class ZoneList extends CheckElement {
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
      .sum { margin: 0 20px; padding: 8px 0 14px; font-size: 13px; color: var(--ink-soft); }
    `,
  ];

  #flags(zone: ZoneRecord) {
    const state = this.bench.checker.results.value[zone.id];
    const conflicts = state?.result?.conflicts.length ?? 0;
    const conflicted = this.bench.session.records.value?.conflicts.value.some((c) => c.id === zone.id);
    return html`<span class="flags">
      ${conflicts ? html`<span class="bad">${this.t({ zh: `${conflicts} 项冲突`, en: `${conflicts} conflicts` })}</span>` : nothing}
      ${zone.warnings.length ? html`<span class="warn">${this.t({ zh: `${zone.warnings.length} 条提示`, en: `${zone.warnings.length} notes` })}</span>` : nothing}
      ${conflicted ? html`<span class="bad">${this.t({ zh: '记录有分歧', en: 'two versions' })}</span>` : nothing}</span>`;
  }

  override render() {
    const { session } = this.bench;
    const zones = session.zones.value;
    const ticked = session.tickedZones.value;
    if (!zones.length) return nothing;
    const sum = ticked.reduce((total, zone) => total + geodesicArea(zone.geometry), 0);
    return html`<header><h2>${this.t(words.zones)}</h2><span class="faint num">${zones.length}</span></header>
      <ul aria-label=${this.t(words.zones)}>${zones.map((zone) => {
        const active = zone.id === session.active.value;
        const figures = areaFigures(geodesicArea(zone.geometry));
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
        ticked.length > 1
          ? html`<p class="sum num">${this.t({ zh: `已勾选 ${ticked.length} 个，合计 ${areaFigures(sum).mu} 亩`, en: `${ticked.length} ticked, ${areaFigures(sum).mu} mu in all` })}</p>`
          : nothing
      }`;
  }
}
define('zone-list', ZoneList);
