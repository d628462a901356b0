import { css, html, nothing } from 'lit';
import { mapStyles } from '../../map/styles.ts';
import type { ThemeName } from '../../map/tokens.ts';
import { countsOf, createTownsMap, extentOfTowns, type TownsMap } from '../../map/townsMap.ts';
import { asProblems, type Problem, type Status, statuses, type TownEntry } from '../../model/index.ts';
import { townAddress } from '../../store/towns/choice.ts';
import { loadTowns, searchTowns } from '../../store/towns/load.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/status-bar.ts';
import { statusWord } from '../../ui/status-glyph.ts';
import { base } from '../../ui/theme.ts';
import { words } from '../../ui/words.ts';

/** All towns of the site: searched by name, on a map with the bar of each, opened by a link of its own. */
class TownsMode extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    theme: { attribute: false },
    towns: { state: true },
    query: { state: true },
    problem: { state: true },
  };
  declare theme: ThemeName;
  declare towns: readonly TownEntry[] | undefined;
  declare query: string;
  declare problem: Problem | undefined;
  #map: TownsMap | undefined;
  #shown: readonly TownEntry[] | undefined;
  #returnTo: HTMLElement | null = null;

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; z-index: 60; display: grid; grid-template-columns: 380px 1fr; background: var(--surface); color: var(--ink); }
      .list { display: flex; flex-direction: column; min-height: 0; border-right: 1px solid var(--line); }
      header { display: grid; grid-template-columns: 1fr auto; align-items: center; padding: 14px 8px 8px 20px; }
      h1 { font-size: 20px; }
      .find { margin: 0 16px 8px; display: grid; gap: 4px; font-size: 13px; }
      input { min-height: 44px; padding: 0 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); font-size: 15px; }
      ul { flex: 1; overflow: auto; padding: 0 8px 16px; }
      li { content-visibility: auto; contain-intrinsic-size: auto 64px; }
      li a { display: grid; gap: 4px; padding: 8px 12px; min-height: 44px; border-radius: 8px; color: inherit; text-decoration: none; }
      li a:hover, li a[aria-current] { background: var(--sunken); }
      .name { display: flex; justify-content: space-between; gap: 12px; font-size: 15px; }
      .name b { font-weight: 600; }
      .sum { font-size: 12.5px; color: var(--ink-faint); line-height: 1.4; }
      status-bar { --hue: var(--accent); }
      .map { position: relative; min-height: 0; }
      .told { padding: 12px 20px; line-height: 1.7; }
      .key { position: absolute; left: 12px; bottom: 12px; padding: 6px 10px; border-radius: 8px; background: var(--raised); border: 1px solid var(--line); font-size: 12.5px; line-height: 1.5; max-width: 30em; }
      @media (max-width: 760px) { :host { grid-template-columns: 1fr; grid-template-rows: 1fr 40%; } .list { border: 0; } }
    `,
  ];

  constructor() {
    super();
    this.theme = 'light';
    this.query = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#returnTo = document.activeElement as HTMLElement | null;
    this.setAttribute('role', 'dialog');
    this.addEventListener('keydown', this.#onKey);
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
    this.#map?.destroy();
    this.#map = undefined;
    this.#returnTo?.focus({ preventScroll: true });
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#close();
    event.stopPropagation();
  };

  #close() {
    this.dispatchEvent(new CustomEvent('close-towns', { bubbles: true, composed: true }));
  }

  async #load() {
    try {
      const { towns } = await loadTowns(this.store.towns ?? '');
      this.towns = towns;
    } catch (error) {
      this.problem = asProblems(error)[0];
    }
  }

  #address = (code: string): string => townAddress(location.href, code);

  #town(town: TownEntry) {
    const counts = new Map<Status | undefined, number>();
    countsOf(town).forEach((n, i) => {
      if (n) counts.set(statuses[i], n);
    });
    const sum = [...counts].map(([word, n]) => `${statusWord(word, this.language)} ${n}`);
    const current = this.store.state.town.value?.code === town.code;
    return html`<li><a href=${this.#address(town.code)} aria-current=${current ? 'page' : nothing}>
      <span class="name"><b>${this.t(town.name)}</b><span class="soft">${this.t(town.county)}</span></span>
      <status-bar .store=${this.store} .ids=${[]} .counts=${counts}></status-bar>
      <span class="sum num">${this.t({ zh: `${town.items} 项：`, en: `${town.items} items: ` })}${sum.join(this.language === 'zh' ? '，' : ', ')}</span>
    </a></li>`;
  }

  override render() {
    const towns = this.towns ? searchTowns(this.towns, this.query) : [];
    const town = this.store.state.town.value;
    this.setAttribute('aria-label', this.t({ zh: '全部乡镇', en: 'All towns' }));
    return html`<div class="list">
        <header><h1>${this.t({ zh: '全部乡镇', en: 'All towns' })}</h1>
          ${town ? html`<button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.#close()}>${icon('close')}</button>` : nothing}</header>
        <label class="find"><span class="soft">${this.t({ zh: '按名称、县市或区划代码查找', en: 'Find by name, county or code' })}</span>
          <input type="search" .value=${this.query} @input=${(event: Event) => {
            this.query = (event.target as HTMLInputElement).value;
          }}></label>
        ${this.problem ? html`<p class="told">${this.t(this.problem.what)}<br>${this.problem.remedy ? this.t(this.problem.remedy) : ''}</p>` : nothing}
        ${this.towns ? html`<p class="sr" role="status">${this.t({ zh: `${towns.length} 个乡镇`, en: `${towns.length} towns` })}</p>` : nothing}
        <ul>${towns.map((one) => this.#town(one))}</ul>
      </div>
      <div class="map" role="region" aria-label=${this.t(words.map)}><div class="key">${this.t({
        zh: '横条表示各镇规划项目的状态构成；位置为各镇范围的中心，示意图，未经审图。',
        en: "Each bar divides a town's plan items by status; it stands at the middle of the town's extent. Sketch map, not reviewed.",
      })}</div></div>`;
  }

  override updated() {
    if (!this.towns) return;
    if (!this.#map) {
      const root = this.renderRoot as ShadowRoot;
      root.adoptedStyleSheets = [mapStyles(), ...root.adoptedStyleSheets];
      const box = document.createElement('div');
      box.style.cssText = 'position:absolute;inset:0';
      root.querySelector('.map')?.prepend(box);
      try {
        this.#map = createTownsMap(box, this.theme, this.language, (code) => {
          location.href = this.#address(code);
        });
      } catch {
        // Without WebGL the list goes on alone.
        return;
      }
      const extent = extentOfTowns(this.towns);
      if (extent) this.#map.frame(extent);
      this.renderRoot.querySelector('input')?.focus();
    }
    this.#map.restyle(this.theme, this.language);
    const towns = searchTowns(this.towns, this.query);
    if (towns !== this.#shown) this.#map.show(towns);
    this.#shown = towns;
  }
}
define('towns-mode', TownsMode);
