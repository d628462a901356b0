import { css, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { FlatView } from './map/svg/view.ts';
import type { ThemeName } from './map/tokens.ts';
import type { MapView } from './map/view/view.ts';
import { type Problem, say } from './model/index.ts';
import { computed, effect, type Mode, type Store, signal } from './store/index.ts';
import { leaveComposingAlone } from './ui/composing.ts';
import { PlanElement, problemEvent } from './ui/element.ts';
import './ui/map-host.ts';
import type { Padding } from './ui/map-host.ts';
import { base, themes } from './ui/theme.ts';

const entries: Record<Mode, () => Promise<unknown>> = {
  browse: () => import('./modes/browse/index.ts'),
  check: () => import('./modes/check/index.ts'),
  display: () => import('./modes/display/index.ts'),
  maintain: () => import('./modes/maintain/index.ts'),
};
/** Fetches the code of a mode. */
export const loadMode = (mode: Mode): Promise<unknown> => entries[mode]();

/**
 * One store, one map, and the mode which lies over it: what the app (`plan-app`) and the element for other pages
 * (`plan-map`) have in common. It touches nothing outside itself.
 */
export class PlanShell extends PlanElement {
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
  readonly #flat = signal<FlatView | undefined>(undefined);
  readonly #padding = signal<Padding>({ top: 0, right: 0, bottom: 0, left: 0 });
  readonly #dark = signal(false);
  readonly #contrast = signal(false);
  readonly #theme = computed<ThemeName>(() => {
    const looks = this.#chosen();
    return this.store.state.paper.value && looks === 'dark' ? 'light' : looks;
  });
  #chosen(): ThemeName {
    const { theme, mode, town } = this.store.state;
    const chosen = theme.value;
    if (chosen !== 'auto') return chosen;
    // A public screen looks as the town has set it, whatever the machine prefers.
    if (mode.value === 'display') return town.value?.display.theme ?? 'dark';
    return this.#contrast.value ? 'contrast' : this.#dark.value ? 'dark' : 'light';
  }
  #running: (() => void)[] = [];

  static override styles = [
    themes,
    base,
    // What is inside asks for the room it has here, not for that of the window.
    css`
      :host([latin]) { font-feature-settings: 'palt', 'pwid'; }
      [tabindex='-1'] { outline: none; }
      :host { display: block; container-type: size; overflow: hidden; color: var(--ink); background: var(--surface); font-size: 15px; line-height: 1.6; -webkit-text-size-adjust: 100%; }
    `,
  ];

  constructor() {
    super();
    this.maps = 0;
    this.plain = false;
    this.addEventListener('restart-map', () => {
      this.store.commands.setMapProblem(undefined);
      this.plain = false;
      this.maps++;
    });
    this.addEventListener('print-map', () => void this.#print());
    this.addEventListener('focus-lost', () => {
      const map = this.#view.value ?? this.#flat.value;
      if (map) map.focus();
      else this.#focusMode();
    });
  }

  /** Puts the focus at the beginning of the mode, so that the next Tab goes on from there. */
  #focusMode() {
    const over = this.renderRoot.querySelector<HTMLElement>(`${this.mode}-mode`);
    if (!over) return;
    over.tabIndex = -1;
    over.focus({ preventScroll: true });
  }

  override connectedCallback() {
    const again = this.hasUpdated;
    super.connectedCallback();
    // The map of a shell that was taken off the page is gone.
    if (again) this.maps++;
    this.#run();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    for (const stop of this.#running.splice(0)) stop();
  }

  #run() {
    const { state } = this.store;
    this.#running.push(leaveComposingAlone(this));
    const report = (event: Event) => this.store.commands.report((event as CustomEvent<Problem>).detail);
    document.addEventListener(problemEvent, report);
    this.#running.push(() => document.removeEventListener(problemEvent, report));
    for (const [query, to] of [
      ['(prefers-color-scheme: dark)', this.#dark],
      ['(prefers-contrast: more), (forced-colors: active)', this.#contrast],
    ] as const) {
      const media = matchMedia(query);
      const follow = () => {
        to.value = media.matches;
      };
      follow();
      media.addEventListener('change', follow);
      this.#running.push(() => media.removeEventListener('change', follow));
    }
    this.#running.push(
      effect(() => {
        const mode = state.mode.value;
        void loadMode(mode).then(() => {
          this.mode = mode;
        });
      }),
    );
    const fonts = effect(() => {
      if (!state.mapReady.value && !state.mapProblem.value) return;
      queueMicrotask(() => fonts());
      void import('./ui/fonts.ts').then(({ loadInterfaceFonts }) => loadInterfaceFonts(this.store.base));
    });
    this.#running.push(fonts);
  }

  /** Loads the store's package and looks at what a link or an attribute has opened. */
  protected async load(store: Store): Promise<void> {
    await store.load();
    if (store.state.plans.value.length) (await import('./ui/plan-choice.ts')).followPlans(store);
    if (!store.state.camera.value) store.commands.showLinked();
  }

  /** Prints the current map; the picture is let go when the dialogue has closed. */
  async #print() {
    const view = this.#view.value ?? this.#flat.value;
    if (!view || this.picture) return;
    const { printMap } = await import('./ui/print-page.ts');
    await printMap(this, view, this.#padding.value);
  }

  #leaves = false;

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    // The button that changed the mode goes with it.
    this.#leaves = changed.get('mode') !== undefined && this.matches(':focus-within');
    this.setAttribute('theme', this.#theme.value);
    this.toggleAttribute('latin', say({ zh: false, en: true }, this.language));
  }

  override updated() {
    if (this.#leaves) this.#focusMode();
    this.#leaves = false;
  }

  override render() {
    const over = {
      browse: html`<browse-mode .store=${this.store} .view=${this.#view} .flat=${this.#flat} .padding=${this.#padding}></browse-mode>`,
      check: html`<check-mode .store=${this.store} .view=${this.#view} .flat=${this.#flat} .padding=${this.#padding}></check-mode>`,
      maintain: html`<maintain-mode .store=${this.store} .view=${this.#view} .flat=${this.#flat} .padding=${this.#padding}></maintain-mode>`,
      display: html`<display-mode .store=${this.store} .view=${this.#view} .padding=${this.#padding}></display-mode>`,
    };
    const map = html`<map-host .store=${this.store} .theme=${this.#theme} .padding=${this.#padding} .view=${this.#view} .flat=${this.#flat}></map-host>`;
    return html`${this.plain ? nothing : keyed(this.maps, map)}
      ${this.mode ? over[this.mode] : nothing}
      ${this.picture ? html`<print-page .store=${this.store} .picture=${this.picture}></print-page>` : nothing}`;
  }
}
