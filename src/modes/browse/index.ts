import { css, html, nothing } from 'lit';
import '../../ui/app-menu.ts';
import { define, focused, focusLost, type PlanElement } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/map-furniture.ts';
import { MapMode } from '../../ui/map-mode.ts';
import '../../ui/plan-list.ts';
import '../../ui/search-box.ts';
import { base } from '../../ui/theme.ts';
import { words } from '../../ui/words.ts';
import type { SheetStop } from './sheet.ts';
import { styles } from './styles.ts';

/** Pixels of width up to which the card lies under the map; the style sheets ask the same of their container. */
const lowCardWidth = 1100;
/** Pixels of height under which the card takes the place of the list, as on a phone. */
const lowHeight = 500;
const nextStop = { low: 'half', half: 'full', full: 'low' } as const;

type Tab = 'items' | 'text' | 'layers';

/** Browse: the plan's list, its text, the map and the card of what is open, all four in step. */
class BrowseMode extends MapMode {
  static override properties = {
    ...MapMode.properties,
    tab: { state: true },
    filters: { state: true },
    stop: { state: true },
  };
  declare tab: Tab;
  declare filters: boolean;
  /** Where the phone's sheet rests. */
  declare stop: SheetStop;
  #noticed = false;
  #opened: string | undefined;
  #returnTo: HTMLElement | undefined;

  constructor() {
    super();
    this.tab = 'items';
    this.filters = false;
    this.stop = 'half';
  }

  static override styles = [base, styles, css``];

  override connectedCallback() {
    super.connectedCallback();
    this.#keys.addEventListener('keydown', this.#onKey);
    for (const sign of signs) addEventListener(sign, cardCode, { once: true, passive: true });
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#keys.removeEventListener('keydown', this.#onKey);
    for (const sign of signs) removeEventListener(sign, cardCode);
  }
  /** On somebody else's page only keys pressed inside are ours. */
  get #keys(): EventTarget {
    return this.store.embedded ? this : document;
  }
  /** Low but not the narrowest, as at 200 %, the list stays beside the map: over a sheet no map would be left. */
  protected override get narrow(): boolean {
    return super.narrow && (this.room.height > lowHeight || this.room.width <= 620);
  }
  protected override roomChanged(before: { width: number; height: number }) {
    const { width, height } = this.room;
    // A device that was turned shows the same place, not the same middle.
    if (width > height !== before.width > before.height && this.#openId())
      void this.updateComplete.then(() =>
        this.store.commands.frameFeatures(this.store.select.selectedFeatures.peek()),
      );
  }
  #onKey = (pressed: Event) => {
    const event = pressed as KeyboardEvent;
    if (event.key === 'Escape' && !event.defaultPrevented && this.#openId()) {
      this.store.commands.closeSelection();
      event.preventDefault();
    }
    if (event.key === '/' && !(event.composedPath()[0] as Element).matches?.('input, textarea, select')) {
      this.renderRoot.querySelector<HTMLElement>('search-box')?.focus();
      event.preventDefault();
    }
  };

  /** What of the map is not covered by panels, for framing. */
  #measure = () => {
    const card = this.#openId() !== undefined && !this.#inside;
    const { width, height } = this.room;
    const low = card && width <= lowCardWidth;
    this.cover(
      this.narrow
        ? {
            // The search above, the buttons at the side.
            top: 94,
            right: 58,
            left: 4,
            bottom: Math.min(height * (this.stop === 'low' ? 0.18 : 0.5), Math.max(0, height - 200)),
          }
        : { top: 40, right: card && !low ? 460 : 84, bottom: low ? height * 0.44 + 60 : 64, left: 420 },
    );
  };

  /** The card is where the list is, not on the map. */
  get #inside(): boolean {
    return this.narrow || this.room.height <= lowHeight;
  }

  #openId(): string | undefined {
    const { state, select } = this.store;
    return select.openItem.value ?? state.feature.value;
  }

  async #tab(tab: Tab) {
    if (tab === 'text') await import('../../ui/plan-reader.ts');
    if (tab === 'layers') await import('../../ui/layer-panel.ts');
    this.tab = tab;
    this.store.commands.setAside(undefined);
    if (this.narrow && this.stop === 'low') this.stop = 'half';
  }

  #half = () => {
    if (this.narrow) this.stop = 'half';
  };

  async #drag(event: PointerEvent) {
    const handle = event.currentTarget as HTMLElement;
    const { sheetDrag } = await import('./sheet.ts');
    sheetDrag(handle, event, handle.parentElement as HTMLElement, this.stop, (stop) => {
      this.stop = stop;
    });
  }

  /** What is near a place, or a measuring tool, instead of what the tab holds. */
  #aside() {
    void import('../../ui/aside-panel.ts');
    return html`<aside-panel .store=${this.store} .view=${this.view}></aside-panel>`;
  }

  /** Shows the open item's words in the text; on a phone in the place of the card. */
  async #read() {
    const item = this.store.select.items.value.get(this.#openId() ?? '');
    if (this.#inside) this.store.commands.closeSelection();
    await this.#tab('text');
    await this.updateComplete;
    if (this.#inside && item) this.renderRoot.querySelector('plan-reader')?.show(item.cites[0]?.start);
  }

  async #toggleFilters() {
    await import('../../ui/filter-panel.ts');
    this.filters = !this.filters;
    if (this.filters && this.tab === 'layers') this.tab = 'items';
    await this.updateComplete;
    // The list may have been scrolled down to its current item.
    if (this.filters) this.renderRoot.querySelector('#panel')?.scrollTo(0, 0);
  }

  #tabs() {
    const tabs: [Tab, { zh: string; en: string }, 'list' | 'text' | 'layers'][] = [
      ['items', words.items, 'list'],
      ['text', words.text, 'text'],
      ['layers', words.layers, 'layers'],
    ];
    const active = this.store.select.filtering.value || this.store.state.asof.value !== undefined;
    return html`<div class="tabs">
      <div role="tablist" aria-label=${this.t({ zh: '内容', en: 'Contents' })}
        @keydown=${(event: KeyboardEvent) => {
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
          if (!step) return;
          const at = tabs.findIndex(([tab]) => tab === this.tab);
          const next = tabs[(at + step + tabs.length) % tabs.length]?.[0] ?? 'items';
          void this.#tab(next).then(async () => {
            await this.updateComplete;
            this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
          });
          event.preventDefault();
        }}>${tabs.map(
          ([tab, name, sign]) =>
            html`<button role="tab" id="tab-${tab}" aria-controls="panel" aria-selected=${this.tab === tab} tabindex=${this.tab === tab ? 0 : -1} @click=${() => void this.#tab(tab)}>${icon(sign, 18)}<span>${this.t(name)}</span></button>`,
        )}</div>
      <button class="icon-button filter ${active ? 'on' : ''}" aria-expanded=${this.filters} aria-label=${active ? this.t({ zh: '筛选（已启用）', en: 'Filter (on)' }) : this.t(words.filter)} @click=${() => void this.#toggleFilters()}>${icon('filter')}</button>
    </div>`;
  }

  #panel() {
    return html`<div id="panel" class="panel scroll" role="tabpanel" aria-labelledby="tab-${this.tab}">
      ${this.filters ? html`<filter-panel .store=${this.store}></filter-panel>` : nothing}
      ${
        this.store.state.aside.value
          ? this.#aside()
          : this.tab === 'items'
            ? html`<plan-list .store=${this.store}></plan-list>`
            : this.tab === 'text'
              ? html`<plan-reader .store=${this.store}></plan-reader>`
              : html`<section aria-label=${this.t(words.layers)}><layer-panel .store=${this.store} .view=${this.view}></layer-panel></section>`
      }</div>`;
  }

  #card(open: boolean) {
    return html`<aside class="card scroll" aria-label=${this.t(words.details)} ?hidden=${!open}
      @read-text=${(event: Event) => {
        event.stopPropagation();
        void this.#read();
      }}><detail-card .store=${this.store}></detail-card></aside>`;
  }

  /** What lies under one click; its code arrives with the first such click. */
  #candidates() {
    void import('../../ui/candidate-list.ts');
    return html`<candidate-list .store=${this.store}></candidate-list>`;
  }

  /** Their code arrives with the first of them and stays: where they are to be heard stands from the start. */
  #notices() {
    this.#noticed ||= this.store.state.problems.value.length > 0;
    if (!this.#noticed) return nothing;
    void import('../../ui/notice-list.ts');
    return html`<notice-list .store=${this.store}></notice-list>`;
  }

  #key(open: boolean) {
    void import('../../ui/map-key.ts');
    return html`<map-key class=${open && !this.#inside ? 'beside-card' : ''} .store=${this.store}></map-key>`;
  }

  #page() {
    void import('../../ui/figures-page.ts');
    return html`<figures-page .store=${this.store}></figures-page>`;
  }

  /** Another state of the map beside this one. */
  #compare() {
    void import('../../ui/compare-map.ts');
    return html`<compare-map .store=${this.store} .view=${this.view} .flat=${this.flat} .padding=${this.padding}></compare-map>`;
  }

  #loading() {
    const { state } = this.store;
    const { done, total } = state.progress.value;
    if (state.phase.value !== 'loading') return nothing;
    return html`<progress max=${total || 1} value=${done} aria-label=${this.t({ zh: '正在载入', en: 'Loading' })}></progress>`;
  }

  override render() {
    const { state } = this.store;
    const town = state.town.value;
    const open = this.#openId() !== undefined;
    const plan = state.plan.value;
    return html`
      ${state.compare.value ? this.#compare() : nothing}
      <header class="bar">
        <div class="brand">
          <h1>${town ? this.t(town.title) : this.t({ zh: '规划一张图', en: 'Plan Map' })}</h1>
          <plan-choice .store=${this.store}><p class="soft">${plan ? this.t(plan.title) : ''}</p></plan-choice>
        </div>
        <app-menu .store=${this.store}></app-menu>
      </header>
      <div class="find"><search-box .store=${this.store} @chosen=${this.#half}></search-box></div>
      <main class="side ${this.stop}" @read-text=${() => void this.#tab('text')} @chosen=${this.#half}>
        ${
          this.narrow
            ? html`<button class="handle" aria-label=${this.t({ zh: '拖动或点按以展开、收起面板', en: 'Drag or press to open and close the panel' })}
                @pointerdown=${(event: PointerEvent) => void this.#drag(event)}
                @click=${(event: MouseEvent) => {
                  if (event.detail === 0) this.stop = nextStop[this.stop];
                }}><i></i></button>`
            : nothing
        }
        <div class="content" ?hidden=${this.#inside && open}>${this.#tabs()}${this.#panel()}</div>
        ${this.#inside ? this.#card(open) : nothing}
      </main>
      ${state.mapReady.value ? this.#key(open) : nothing}
      <map-names .store=${this.store} .view=${this.view}></map-names>
      <map-furniture high class="${open && !this.#inside ? 'beside-card' : ''} ${this.stop}" .store=${this.store} .view=${this.shown}></map-furniture>
      ${state.candidates.value ? this.#candidates() : nothing}
      ${this.#inside ? nothing : this.#card(open)}
      <div class="notices ${state.page.value ? 'over' : ''}" aria-live="polite">${this.#notices()}</div>
      ${state.page.value ? this.#page() : nothing}
      ${this.#loading()}`;
  }

  /** The focus follows the card: into it when it opens, back to where it came from when it closes. */
  override updated() {
    this.#measure();
    this.toggleAttribute('paged', this.store.state.page.value !== undefined);
    const open = this.#openId();
    if (open) void cardCode();
    if (open === this.#opened) return;
    const was = this.#opened;
    this.#opened = open;
    if (open && this.store.state.phase.value === 'ready') {
      if (!was) this.#returnTo = focused();
      const card = this.renderRoot.querySelector('detail-card') as
        | (PlanElement & { focusTitle(): void })
        | null;
      void cardCode().then(async () => {
        await card?.updateComplete;
        card?.focusTitle();
      });
      if (this.narrow && this.stop === 'low') this.stop = 'half';
    } else if (!open && was) {
      // What opened it may be gone, as the list of what lay under one click is.
      if (this.#returnTo?.isConnected) this.#returnTo.focus({ preventScroll: true });
      else this.dispatchEvent(focusLost());
      this.#returnTo = undefined;
    }
  }
}

/** The code of the card arrives with the first sign of somebody being there. */
const cardCode = () => import('../../ui/detail-card.ts');
const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

define('browse-mode', BrowseMode);
