import { css, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { ThemeName } from './map/tokens.ts';
import type { MapView } from './map/view.ts';
import { syncAddress } from './store/address/sync.ts';
import { localStorageIfAny } from './store/faults/log.ts';
import { createReloads } from './store/faults/reloads.ts';
import { computed, createStore, effect, type Mode, signal } from './store/index.ts';
import { offline } from './store/offline/index.ts';
import { define, PlanElement } from './ui/element.ts';
import './ui/map-host.ts';
import type { Padding } from './ui/map-host.ts';
import { base, themes } from './ui/theme.ts';

const entries: Record<Mode, () => Promise<unknown>> = {
  browse: () => import('./modes/browse/index.ts'),
  check: () => import('./modes/check/index.ts'),
  display: () => import('./modes/display/index.ts'),
};

/** The app: one store, one map, and the mode which lies over it. */
class PlanApp extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    mode: { state: true },
    picture: { state: true },
    maps: { state: true },
    plain: { state: true },
  };
  declare mode: Mode | undefined;
  /** Address of the map's picture while it is being printed. */
  declare picture: string | undefined;
  /** Counts the maps made: a new number makes a new one in place of one that cannot go on. */
  declare maps: number;
  /** Do without a map: a screen that kept failing starts so. */
  declare plain: boolean;
  readonly #view = signal<MapView | undefined>(undefined);
  readonly #padding = signal<Padding>({ top: 0, right: 0, bottom: 0, left: 0 });
  readonly #dark = signal(matchMedia('(prefers-color-scheme: dark)').matches);
  readonly #contrast = signal(matchMedia('(prefers-contrast: more)').matches);
  readonly #theme = computed<ThemeName>(() => {
    const { theme, mode, town } = this.store.state;
    const chosen = theme.value;
    if (chosen !== 'auto') return chosen;
    // A public screen looks as the town has set it, whatever the machine prefers.
    if (mode.value === 'display') return town.value?.display.theme ?? 'dark';
    return this.#contrast.value ? 'contrast' : this.#dark.value ? 'dark' : 'light';
  });

  static override styles = [
    themes,
    base,
    css`
      :host { position: fixed; inset: 0; display: block; overflow: hidden; color: var(--ink); background: var(--surface); font-size: 15px; line-height: 1.6; -webkit-text-size-adjust: 100%; }
      @media print {
        :host { position: static; overflow: visible; background: #fff; }
        map-host { display: none; }
      }
    `,
  ];

  constructor() {
    super();
    this.store = createStore(new URL('data/', document.baseURI).href);
    const { state, commands } = this.store;
    syncAddress(this.store);
    this.maps = 0;
    this.plain = state.mode.value === 'display' && createReloads(localStorageIfAny()).plain();
    this.addEventListener('restart-map', () => {
      commands.setMapProblem(undefined);
      this.plain = false;
      this.maps++;
    });
    for (const [query, to] of [
      ['(prefers-color-scheme: dark)', this.#dark],
      ['(prefers-contrast: more)', this.#contrast],
    ] as const)
      matchMedia(query).addEventListener('change', (event) => {
        to.value = event.matches;
      });
    effect(() => {
      document.documentElement.lang = state.language.value === 'zh' ? 'zh-CN' : 'en';
      const title = state.town.value?.title[state.language.value];
      if (title) document.title = title;
    });
    effect(() => {
      const mode = state.mode.value;
      void entries[mode]().then(() => {
        this.mode = mode;
      });
    });
    const loaded = this.store.load();
    const fonts = effect(() => {
      if (!state.mapReady.value && !state.mapProblem.value) return;
      queueMicrotask(() => fonts());
      void import('./ui/fonts.ts').then(({ loadInterfaceFonts }) => loadInterfaceFonts(this.store.base));
      // What was recorded in this browser belongs to the picture of every mode.
      void loaded
        .then(() => import('./store/records/shared.ts'))
        .then(({ recordsOf }) => recordsOf(this.store));
    });
    this.addEventListener('print-map', () => void this.#print());
    if (import.meta.env.PROD) void loaded.then(() => this.#goOffline());
    void loaded.then(() => {
      const open = this.store.select.selectedFeatures.value;
      if (!state.camera.value && open.size) commands.frameFeatures(open);
    });
  }

  /** Prints the current map; the picture is let go when the dialogue has closed. */
  async #print() {
    const view = this.#view.value;
    if (!view || this.picture) return;
    await import('./ui/print-page.ts');
    this.picture = URL.createObjectURL(await view.snapshot());
    await this.updateComplete;
    const page = this.renderRoot.querySelector('print-page') as
      | (PlanElement & { print(): Promise<void> })
      | null;
    await page?.print();
    URL.revokeObjectURL(this.picture);
    this.picture = undefined;
  }

  /** Keeps the site for use without a network; a version whose package does not load has not started. */
  async #goOffline() {
    await entries[this.store.state.mode.value]();
    await offline.start();
    if (this.store.state.phase.value !== 'ready') return;
    await offline.started();
    void offline.check();
  }

  override willUpdate() {
    this.setAttribute('theme', this.#theme.value);
  }

  override render() {
    const over = {
      browse: html`<browse-mode .store=${this.store} .view=${this.#view} .padding=${this.#padding}></browse-mode>`,
      check: html`<check-mode .store=${this.store} .view=${this.#view} .padding=${this.#padding}></check-mode>`,
      display: html`<display-mode .store=${this.store} .view=${this.#view} .padding=${this.#padding}></display-mode>`,
    };
    const map = html`<map-host .store=${this.store} .theme=${this.#theme} .padding=${this.#padding} .view=${this.#view}></map-host>`;
    return html`${this.plain ? nothing : keyed(this.maps, map)}
      ${this.mode ? over[this.mode] : nothing}
      ${this.picture ? html`<print-page .store=${this.store} .picture=${this.picture}></print-page>` : nothing}`;
  }
}
define('plan-app', PlanApp);
