import { css, html, nothing } from 'lit';
import type { FlatView } from '../map/svg/view.ts';
import type { MapView } from '../map/view/view.ts';
import { asProblems, type Bilingual, warning } from '../model/index.ts';
import {
  type Comparison,
  type ComparisonKind,
  comparable,
  comparisonOf,
  isComparable,
  shownState,
  showState,
  storeBeside,
} from '../store/compare.ts';
import { type Signal, type Store, signal, untracked } from '../store/index.ts';
import { mayHaveRecords } from '../store/recorded.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import type { Padding } from './map-host.ts';
import { keepNamesBeside } from './names-beside.ts';
import { base } from './theme.ts';

const kindWords: Record<ComparisonKind, Bilingual> = {
  day: { zh: '进展', en: 'Status' },
  plan: { zh: '规划', en: 'Plan' },
  base: { zh: '底图', en: 'Base map' },
};
/** Percent of the free width that an arrow key and a page key move the handle. */
const [keyStep, pageStep] = [2, 10];

/**
 * A second map over the first, cut off at a handle: at its left another day, plan or base map than at its right. The
 * map at the right is the app's own.
 */
class CompareMap extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    view: { attribute: false },
    flat: { attribute: false },
    padding: { attribute: false },
    at: { state: true },
  };
  declare view: Signal<MapView | undefined>;
  declare flat: Signal<FlatView | undefined>;
  declare padding: Signal<Padding>;
  /** Where the handle is, percent of the width that no panel covers. */
  declare at: number;
  #beside: Store | undefined;
  #end: (() => void) | undefined;
  #starting: MapView | FlatView | undefined;

  constructor() {
    super();
    this.at = 50;
  }

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; display: block; overflow: hidden; }
      .left { position: absolute; inset: 0; clip-path: inset(0 calc(100% - var(--x)) 0 0); pointer-events: auto; background: var(--beyond); }
      .map { position: absolute; inset: 0; }
      .line { position: absolute; top: 0; bottom: 0; left: var(--x); width: 2px; margin-left: -1px; background: var(--accent); }
      .handle { position: absolute; left: var(--x); top: var(--y); width: 44px; height: 44px; margin: -22px; display: grid; place-items: center; border-radius: 50%; background: var(--raised); color: var(--ink); border: 2px solid var(--accent); box-shadow: 0 2px 10px rgb(0 0 0 / 0.25); cursor: ew-resize; pointer-events: auto; touch-action: none; }
      .bar { position: absolute; top: max(76px, var(--top) + 20px); left: calc(var(--left) + 8px); right: calc(var(--right) + 8px); display: flex; justify-content: center; pointer-events: none; }
      .choice { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; align-items: center; gap: 4px 8px; max-width: 100%; padding: 4px 4px 4px 8px; border-radius: 12px; background: var(--raised); border: 1px solid var(--line); box-shadow: 0 2px 10px rgb(0 0 0 / 0.18); pointer-events: auto; }
      .choice.several { grid-template-columns: repeat(3, minmax(0, 1fr)) auto; }
      select { width: 100%; min-height: 44px; text-overflow: ellipsis; }
      .sources { grid-column: 1 / -1; font-size: 12.5px; line-height: 1.5; color: var(--ink-soft); }
      @container (max-width: 1100px) {
        .choice { gap: 4px; padding-left: 4px; }
        select { padding-inline: 6px 2px; }
      }
      /* Under the map's key, which stands at the upper left there. */
      @container (max-width: 760px) { .bar { top: calc(var(--top) + 72px); } }
      @media (forced-colors: active) { .line { background: CanvasText; } }
      @media print { :host { display: none; } }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop() {
    this.#end?.();
    this.#end = undefined;
    this.#starting = undefined;
  }

  get #comparison(): Comparison | undefined {
    return comparisonOf(this.store.state.compare.value);
  }

  /**
   * Takes away, with a word, what a link asks to compare and is not there. The package has to be in, and where days are
   * compared what was recorded in this browser, too.
   */
  async #look(asked: Comparison) {
    const { state, commands } = this.store;
    const text = state.compare.peek();
    if (asked.kind === 'day' && mayHaveRecords()) {
      const { recordsOf } = await import('../store/records/shared.ts');
      await recordsOf(this.store);
    }
    if (state.compare.peek() !== text || isComparable(this.store, asked)) return;
    const { zh, en } = kindWords[asked.kind];
    commands.report(
      warning(
        'nothing-to-compare',
        {
          zh: `没有可对比的${zh}“${asked.value}”，已忽略链接中的对比`,
          en: `There is no ${en.toLowerCase()} “${asked.value}” to compare; that part of the link was left out`,
        },
        undefined,
        comparable(this.store).size
          ? { zh: '可对比的见菜单“对比”。', en: 'See “Compare” in the menu for what there is.' }
          : undefined,
      ),
    );
    commands.setCompare(undefined);
  }

  /** Puts the second map there: live where the first is, drawn in SVG where that is. */
  async #start(main: MapView | FlatView, live: MapView | undefined) {
    this.#stop();
    this.#starting = main;
    const container = this.renderRoot.querySelector<HTMLElement>('.map') as HTMLElement;
    // The SVG map is only given the camera when a hand rests, so one camera serves both.
    const camera = live ? signal(this.store.state.camera.peek()) : this.store.state.camera;
    this.#beside ??= storeBeside(this.store, () => this.#comparison, camera);
    const beside = this.#beside;
    try {
      if (!live) {
        const { createFlatView } = await import('../map/svg/view.ts');
        if (this.#starting !== main) return;
        const flat = createFlatView(container, beside, main.theme, this.padding);
        this.#end = () => flat.destroy();
        return;
      }
      const [{ mapStyles }, { createMapBeside }] = await Promise.all([
        import('../map/view/view.ts'),
        import('../map/view/beside.ts'),
      ]);
      if (this.#starting !== main) return;
      const root = this.renderRoot as ShadowRoot;
      if (!this.#styled) root.adoptedStyleSheets = [mapStyles(), ...root.adoptedStyleSheets];
      this.#styled = true;
      const { view, end } = await createMapBeside(live, container, beside, this.padding);
      if (this.#starting !== main) return end();
      // What lies on the first map lies on this one.
      const names = keepNamesBeside(this.getRootNode() as ShadowRoot, signal(view));
      this.#end = () => {
        names();
        end();
      };
    } catch (error) {
      // A machine may have room for one map and not for two.
      this.store.commands.report(...asProblems(error));
      this.store.commands.setCompare(undefined);
    }
  }
  #styled = false;

  #move(to: number) {
    this.at = Math.min(100, Math.max(0, to));
  }

  #key = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: -keyStep,
      ArrowDown: -keyStep,
      ArrowRight: keyStep,
      ArrowUp: keyStep,
      PageDown: -pageStep,
      PageUp: pageStep,
      Home: -100,
      End: 100,
    };
    const step = steps[event.key];
    if (!step) return;
    this.#move(this.at + step);
    event.preventDefault();
  };

  #drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown') handle.setPointerCapture(event.pointerId);
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, right } = this.padding.peek();
    const room = this.getBoundingClientRect();
    this.#move((100 * (event.clientX - room.left - left)) / Math.max(1, room.width - left - right));
  };

  #choice(
    label: Bilingual,
    chosen: string,
    states: readonly { value: string; name: Bilingual }[],
    choose: (value: string) => void,
  ) {
    return html`<select aria-label=${this.t(label)} title=${this.t(label)} @change=${(event: Event) =>
      choose((event.target as HTMLSelectElement).value)}>${states.map(
      ({ value, name }) =>
        html`<option value=${value} .selected=${value === chosen}>${this.t(name)}</option>`,
    )}</select>`;
  }

  #bar(kinds: ReturnType<typeof comparable>, { kind, value }: Comparison) {
    const { commands } = this.store;
    const choices = kinds.get(kind) ?? [];
    // A link may ask for a day on which nothing was recorded.
    const states = choices.some((one) => one.value === value)
      ? choices
      : [{ value, name: { zh: value, en: value } }, ...choices];
    const credits = new Set(this.store.select.attributions.value.map((one) => one.zh));
    const more = this.#beside?.select.attributions.value.filter((one) => !credits.has(one.zh)) ?? [];
    const several = kinds.size > 1;
    return html`<section class="choice ${several ? 'several' : ''}" aria-label=${this.t({ zh: '对比', en: 'Compare' })}>
      ${
        several
          ? html`<span class="kind">${this.#choice(
              { zh: '对比什么', en: 'What to compare' },
              kind,
              [...kinds.keys()].map((one) => ({ value: one, name: kindWords[one] })),
              (next) => {
                const of = kinds.get(next as ComparisonKind) ?? [];
                const shown = shownState(this.store, next as ComparisonKind);
                commands.setCompare(`${next}:${of.find((one) => one.value !== shown)?.value}`);
              },
            )}</span>`
          : nothing
      }
      ${this.#choice({ zh: '左侧', en: 'Left side' }, value, states, (next) => commands.setCompare(`${kind}:${next}`))}
      ${this.#choice({ zh: '右侧', en: 'Right side' }, shownState(this.store, kind), states, (next) => showState(this.store, kind, next))}
      <button class="icon-button" aria-label=${this.t({ zh: '结束对比', en: 'End the comparison' })} @click=${() => {
        commands.setCompare(undefined);
      }}>${icon('close')}</button>
      ${more.length ? html`<p class="sources">${this.t({ zh: '左侧来源：', en: 'Sources for the left: ' })}${more.map((one) => this.t(one)).join(' · ')}</p>` : nothing}
    </section>`;
  }

  override render() {
    const comparison = this.#comparison;
    const kinds = comparable(this.store);
    const { kind, value } = comparison ?? {};
    const states = kind && kinds.get(kind);
    void this.store.state.phase.value;
    if (!comparison || !states || !isComparable(this.store, comparison)) return nothing;
    const name = (of: string) => {
      const stateName = states.find((one) => one.value === of)?.name;
      return stateName ? this.t(stateName) : of;
    };
    const [left, right] = [name(value ?? ''), name(shownState(this.store, comparison.kind))];
    void this.padding.value;
    const at = Math.round(this.at);
    return html`<div class="left" role="group" aria-label=${this.t({ zh: `左侧地图：${left}`, en: `Map at the left: ${left}` })}><div class="map"></div></div>
      <div class="line"></div>
      <div class="handle" role="slider" tabindex="0" aria-label=${this.t({ zh: '对比分界', en: 'Divider' })} aria-orientation="horizontal" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${at}
        aria-valuetext=${this.t({ zh: `左 ${left} ${at}%，右 ${right} ${100 - at}%`, en: `Left ${left} ${at}%, right ${right} ${100 - at}%` })}
        @keydown=${this.#key} @pointerdown=${this.#drag} @pointermove=${this.#drag}><svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="M7 5 2.5 10 7 15M13 5l4.5 5-4.5 5"/></svg></div>
      <div class="bar">${this.#bar(kinds, comparison)}</div>`;
  }

  /** Set as properties of the style, which the policy of the page allows. */
  override updated() {
    const pad = this.padding.peek();
    for (const side of ['top', 'left', 'right'] as const)
      this.style.setProperty(`--${side}`, `${pad[side]}px`);
    const [across, down] = [pad.left + pad.right, pad.top + pad.bottom];
    this.style.setProperty('--x', `calc(${pad.left}px + (100% - ${across}px) * ${this.at / 100})`);
    this.style.setProperty('--y', `calc(${pad.top}px + (100% - ${down}px) / 2)`);
    const asked = this.#comparison;
    if (asked && this.store.state.phase.value === 'ready' && !isComparable(this.store, asked))
      untracked(() => void this.#look(asked));
    const place = this.renderRoot.querySelector('.map');
    if (!place) return this.#stop();
    const live = this.flat.value ? undefined : this.view.value;
    const main = this.flat.value ?? live;
    if (main && main !== this.#starting) untracked(() => void this.#start(main, live));
  }
}
define('compare-map', CompareMap);
