import { css, html, nothing } from 'lit';
import { buffer } from '../../../geo/edit/buffer.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { words as common } from '../../../ui/words.ts';
import '../draw/points-table.ts';
import { CheckElement } from '../element.ts';
import '../output/output-panel.ts';
import '../record/record-form.ts';
import '../results/results-panel.ts';
import type { Panel, Tool } from '../session.ts';
import { panelWords, toolWords } from '../words.ts';

const panels: readonly Panel[] = ['results', 'points', 'record', 'output'];

/** The open zone: its name, the tools that change it, and what there is to know and to take away of it, by tabs. */
export class ZoneCard extends CheckElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; }
      header { display: grid; grid-template-columns: 1fr 44px; align-items: center; padding: 12px 6px 0 20px; }
      h2 { font-size: 18px; overflow-wrap: anywhere; }
      .tools { display: flex; gap: 6px; align-items: center; padding: 8px 12px 10px 20px; overflow-x: auto; scrollbar-width: none; }
      .tools .button { min-height: 36px; padding: 0 9px; font-size: 13px; white-space: nowrap; flex: none; }
      .tools .icon-button { min-width: 36px; min-height: 36px; flex: none; }
      .buffer { display: inline-flex; gap: 4px; align-items: center; }
      .buffer input { width: 62px; min-height: 36px; padding: 4px 8px; }
      .tabs { display: flex; padding: 0 12px; border-bottom: 1px solid var(--line); }
      .tabs button { min-height: 44px; padding: 0 10px; font-size: 14.5px; color: var(--ink-soft); border-bottom: 2px solid transparent; margin-bottom: -1px; white-space: nowrap; }
      .tabs button[aria-selected='true'] { color: var(--ink); border-bottom-color: var(--accent); font-weight: 600; }
      .body { flex: 1; min-height: 0; }
      @media (pointer: coarse) { .tools .button, .tools .icon-button, .buffer input { min-height: 44px; } }
    `,
  ];

  /** Puts the focus on the tab that is open. */
  focusTab(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  }

  #buffer(event: Event) {
    event.preventDefault();
    const { session } = this.bench;
    const input = (event.target as HTMLFormElement).elements.namedItem('metres') as HTMLInputElement;
    const metres = Number(input.value);
    const zone = session.activeZone.value;
    if (!zone || !metres) return;
    void session.attempt(() =>
      session.setShape(zone.id, buffer(zone.geometry, metres), {
        zh: `缓冲 ${metres} 米`,
        en: `Buffer ${metres} m`,
      }),
    );
  }

  #key(event: KeyboardEvent) {
    const { session } = this.bench;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    const at = panels.indexOf(session.panel.value) + step + panels.length;
    session.showPanel(panels[at % panels.length] as Panel);
    void this.updateComplete.then(() => this.focusTab());
    event.preventDefault();
  }

  #tool(tool: Exclude<Tool, 'none'>) {
    const { session } = this.bench;
    const on = session.tool.value === tool;
    return html`<button class="button small" aria-pressed=${on} @click=${() => session.take(on ? 'none' : tool)}>${this.t(toolWords[tool])}</button>`;
  }

  #body(panel: Panel) {
    switch (panel) {
      case 'results':
        return html`<results-panel .store=${this.store} .bench=${this.bench}></results-panel>`;
      case 'points':
        return html`<points-table .store=${this.store} .bench=${this.bench}></points-table>`;
      case 'record':
        return html`<record-form .store=${this.store} .bench=${this.bench}></record-form>`;
      case 'output':
        return html`<output-panel .store=${this.store} .bench=${this.bench}></output-panel>`;
    }
  }

  override render() {
    const { session } = this.bench;
    const zone = session.activeZone.value;
    if (!zone) return nothing;
    const panel = session.panel.value;
    return html`<header><h2>${zone.name || this.t({ zh: '未命名', en: 'Unnamed' })}</h2><button class="icon-button" aria-label=${this.t(common.close)} @click=${() => session.activate(undefined)}>${icon('close')}</button></header>
      <div class="tools" role="toolbar" aria-label=${this.t({ zh: '修改地块', en: 'Change the zone' })}>
        ${this.#tool('reshape')}${this.#tool('split')}${this.#tool('hole')}
        <form class="buffer" @submit=${(event: Event) => this.#buffer(event)}><input type="number" name="metres" step="any" aria-label=${this.t({ zh: '缓冲距离（米，负数向内）', en: 'Buffer distance (m, negative inward)' })} placeholder=${this.t({ zh: '米', en: 'm' })}><button class="button small">${this.t({ zh: '缓冲区', en: 'Buffer' })}</button></form>
        <button class="icon-button" aria-label=${this.t({ zh: '在地图上居中', en: 'Centre on the map' })} @click=${() => session.frame()}>${icon('target', 18)}</button></div>
      <div class="tabs" role="tablist" aria-label=${this.t({ zh: '地块内容', en: 'The zone' })} @keydown=${(event: KeyboardEvent) => this.#key(event)}>${panels.map(
        (one) =>
          html`<button role="tab" id="tab-${one}" aria-controls="body" aria-selected=${one === panel} tabindex=${one === panel ? 0 : -1} @click=${() => session.showPanel(one)}>${this.t(panelWords[one])}</button>`,
      )}</div>
      <div id="body" class="body scroll" role="tabpanel" tabindex="-1" aria-labelledby="tab-${panel}">${this.#body(panel)}</div>`;
  }
}
define('zone-card', ZoneCard);
