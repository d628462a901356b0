import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type Figure, figureOf } from '../../map/deck/figures.ts';
import { palettes, type ThemeName } from '../../map/tokens.ts';
import type { Language } from '../../model/index.ts';
import { createFaultLog } from '../../store/faults/log.ts';
import { createReloads } from '../../store/faults/reloads.ts';
import { localStorageIfAny } from '../../store/faults/storage.ts';
import { effect, signal, untracked } from '../../store/index.ts';
import { offline } from '../../store/offline/index.ts';
import { askToPersist } from '../../store/persist.ts';
import { type TourPackage, tourPackage } from '../../store/tour/package.ts';
import { planTour } from '../../store/tour/plan-tour.ts';
import { isQuiet } from '../../store/tour/quiet.ts';
import type { Stop } from '../../store/tour/stops.ts';
import { define } from '../../ui/element.ts';
import { MapMode } from '../../ui/map-mode.ts';
import { keepNamesBeside } from '../../ui/names-beside.ts';
import { base, hues } from '../../ui/theme.ts';
import { CornerTaps, catchErrors, drift, keepAwake, lifeSign, noteProblems } from './care.ts';
import { screenFacts } from './fault-view.ts';
import { followMap } from './follow-map.ts';
import { foot, resting } from './foot.ts';
import { guard } from './guard.ts';
import { plainMapOf } from './plain-map-of.ts';
import { Player, systemClock } from './player.ts';
import { showChapters, stopOfVisitor } from './shown.ts';
import { Stage } from './stage.ts';
import { styles } from './styles.ts';
import type { TourCard } from './tour-card.ts';
import './tour-card.ts';
import { cardPadding, pixels, type, upright, visitorPadding } from './type.ts';
import { type Seen, viewAddress } from './view-address.ts';
import { Visitor } from './visitor.ts';
import './visitor-view.ts';
import { watch } from './watchdog.ts';
import { said } from './words.ts';

const secondMs = 1000;
const lookForUpdateMs = 30 * 60_000;
const loadMs = 10_000;

/** The public display: a tour that plays by itself, a view for whoever touches it, and the care that keeps both up. */
class DisplayMode extends MapMode {
  readonly #log = createFaultLog(localStorageIfAny());
  readonly #reloads = createReloads(localStorageIfAny());
  readonly #visitor = new Visitor();
  readonly #quiet = signal(false);
  readonly #maintenance = signal(false);
  /** The live map may be seen; otherwise the pre-drawn one is. */
  readonly #live = signal(false);
  readonly #cardHeight = signal<number | undefined>(undefined);
  readonly #corner = new CornerTaps();
  #stage: Stage | undefined;
  #player: Player | undefined;
  #ending: AbortController | undefined;
  #startedAt = performance.now();

  static override styles = [base, hues, type, styles];

  #pkg(): TourPackage | undefined {
    return this.store.state.phase.value === 'loading' ? undefined : tourPackage(this.store);
  }

  #theme(): ThemeName {
    const chosen = this.store.state.theme.value;
    return chosen === 'auto' ? (this.store.state.town.value?.display.theme ?? 'dark') : chosen;
  }

  override connectedCallback() {
    super.connectedCallback();
    const ending = new AbortController();
    const ended = ending.signal;
    this.#ending = ending;
    this.#startedAt = performance.now();
    // A screen nobody looks after needs its copy of the app after weeks.
    askToPersist();
    const language = this.store.state.language.peek();
    const stage = new Stage(palettes[untracked(() => this.#theme())], {
      log: (kind, text) => this.#log.add(kind, text),
      figureFailed: (stop) => {
        if (this.#player?.current.peek() === stop) this.#player.next();
      },
    });
    const player = new Player(
      (round) => {
        const pkg = untracked(() => this.#pkg());
        return pkg ? planTour(pkg, round, language) : [];
      },
      systemClock,
      () => void this.#between(),
    );
    this.#stage = stage;
    this.#player = player;
    guard(window, ended);
    keepAwake(this.#log, ended);
    drift(
      () => this.renderRoot.querySelector<HTMLElement>('.still'),
      () => pixels(this.room, 0.7),
      ended,
    );
    catchErrors(this.#log, (reason) => void this.#reload(reason), ended);
    window.addEventListener('keydown', (event) => this.#key(event), { signal: ended });
    window.addEventListener('pagehide', () => this.#log.flush(), { signal: ended });

    const stops = [
      effect(() => stage.setPalette(palettes[this.#theme()])),
      effect(() => stage.fix(this.store.state.town.value?.display.effects ?? 'auto')),
      effect(() => {
        if (this.#pkg()) untracked(() => this.#look());
      }),
      effect(() => this.#show(player.current.value)),
      followMap(this.store, this.view, {
        live: this.#live,
        take: (view) => stage.take(view),
        again: () => this.#again(),
        remake: (reason) => this.#remakeMap(reason),
        log: (kind, text) => this.#log.add(kind, text),
      }),
      noteProblems(this.store, (text) => this.#log.add('data', text)),
      keepNamesBeside(this.renderRoot as ShadowRoot, this.view),
      watch(
        systemClock,
        {
          visible: () => document.visibilityState === 'visible' && !this.#quiet.peek(),
          sinceFrameMs: () => stage.meter.sinceFrameMs(),
          sinceDrawnMs: () => (this.#live.peek() ? stage.sinceDrawnMs() : undefined),
          overdueMs: () => player.overdueMs(),
        },
        {
          log: (kind, text) => this.#log.add(kind, text),
          calmDown: () => stage.calmDown(),
          rebuild: (reason) => this.#remakeMap(reason),
          skip: () => player.next(),
          reload: (reason) => void this.#reload(reason),
        },
      ),
    ];
    let frame = requestAnimationFrame(function beat(now) {
      stage.meter.frame(now, stage.sinceDrawnMs() !== undefined);
      frame = requestAnimationFrame(beat);
    });
    const second = setInterval(() => this.#look(), secondMs);
    const update = setInterval(() => void offline.check(), lookForUpdateMs);
    ended.addEventListener('abort', () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(frame);
      clearInterval(second);
      clearInterval(update);
      player.pause();
      stage.end();
      showChapters(this.store, undefined);
      this.store.commands.hoverFeatures([]);
      const pkg = untracked(() => this.#pkg());
      if (pkg && !this.store.embedded) document.title = this.t(pkg.town.title);
      this.#log.flush();
    });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#ending?.abort();
  }

  protected override roomChanged() {
    this.#again();
  }
  override updated() {
    this.style.setProperty('--u', `${pixels(this.room, 1)}px`);
  }

  /** Every second: rest hours, a visitor gone away, a package that does not come. */
  #look(): void {
    const player = this.#player;
    const pkg = untracked(() => this.#pkg());
    if (!player) return;
    if (!pkg) {
      if (performance.now() - this.#startedAt > loadMs) void this.#reload('the package did not load');
      return;
    }
    const { resetSeconds, quietHours } = pkg.town.display;
    if (this.#visitor.here.peek() && this.#visitor.isGone(resetSeconds)) this.#leave();
    const quiet = isQuiet(quietHours, new Date());
    if (quiet !== this.#quiet.peek()) this.#quiet.value = quiet;
    const rest = quiet || this.#visitor.here.peek();
    if (rest && !player.paused.peek()) {
      player.pause();
      if (quiet) this.#stage?.rest();
    }
    if (!rest && player.paused.peek()) player.play();
    this.#title(pkg);
  }

  #show(stop: Stop | undefined): void {
    if (!stop) return;
    untracked(() => {
      const pkg = this.#pkg();
      if (!pkg) return;
      const figure = stop.scene ? figureOf(pkg, stop.scene) : undefined;
      const drawable = figure && (this.#live.peek() || figure.kind === 'columns');
      if (stop.scene && !drawable) {
        // A caption without its figure would explain what is not there.
        queueMicrotask(() => this.#player?.next());
        return;
      }
      if (pkg.town.display.alternateLanguage) this.store.commands.setLanguage(stop.language);
      // What a figure draws itself would only show through it.
      const chapters = stop.chapter === undefined ? undefined : [stop.chapter];
      showChapters(this.store, figure?.kind === 'columns' ? [] : chapters);
      this.store.commands.hoverFeatures(stop.features);
      this.#title(pkg);
      void this.#place(stop, figure);
    });
  }

  /** Puts what a stop is about beside its card, which has to stand first where its height decides. */
  async #place(stop: Stop, figure: Figure | undefined): Promise<void> {
    if (upright(this.room)) {
      await Promise.resolve();
      await this.updateComplete;
      const card = this.renderRoot.querySelector<TourCard>('tour-card');
      await card?.updateComplete;
      if (this.#player?.current.peek() !== stop || this.#visitor.here.peek()) return;
      if (card?.stop === stop) this.#cardHeight.value = card.height;
    }
    this.#stage?.show(stop, figure, this.room, cardPadding(this.room, this.#cardHeight.peek()));
  }

  #title({ town }: TourPackage): void {
    const player = this.#player;
    if (this.store.embedded || !player) return;
    const title = lifeSign(this.t(town.title), player.position, !player.paused.peek(), new Date());
    if (document.title !== title) document.title = title;
  }

  /** Shows the present stop, or the visitor's item, once more: the screen has another shape, or another map. */
  #again(): void {
    if (this.#visitor.here.peek()) this.#visit(this.#visitor.item.peek());
    else this.#show(this.#player?.current.peek());
    this.requestUpdate();
  }

  /** Between the last card of a tour and the first of the next: the time for a new version. */
  async #between(): Promise<void> {
    if (offline.state.peek().phase === 'updateReady') {
      this.#log.add('update', 'taking the new version');
      this.#log.flush();
      await offline.update();
    }
  }

  #remakeMap(reason: string): void {
    this.#log.add('map', `made again: ${reason}`);
    this.dispatchEvent(new CustomEvent('restart-map', { bubbles: true, composed: true }));
  }

  /** The last resort. A version on trial is taken back by it; a screen that keeps failing starts plainly. */
  async #reload(reason: string): Promise<void> {
    if (this.#ending?.signal.aborted) return;
    this.#log.add('reload', reason);
    this.#log.flush();
    this.#reloads.note();
    this.#ending?.abort();
    await Promise.race([offline.failed(reason), new Promise((done) => setTimeout(done, secondMs))]);
    if (!this.store.embedded) location.reload();
  }

  #key(event: KeyboardEvent): void {
    if (this.#visitor.here.peek()) {
      this.#visitor.touch();
      return;
    }
    if (event.key === 'ArrowRight') this.#player?.next();
    else if (event.key === 'ArrowLeft') this.#player?.previous();
    else if (event.key === 'Enter' || event.key === ' ') this.#enter();
  }

  #enter(): void {
    if (this.#visitor.here.peek() || !untracked(() => this.#pkg())) return;
    this.#visitor.come();
    this.#look();
    this.#visit(undefined);
  }

  #leave(): void {
    this.#visitor.leave();
    this.store.commands.hoverFeatures([]);
    this.#look();
  }

  /** Shows an item on the map for a visitor, or the whole town. */
  #visit(id: string | undefined): void {
    const pkg = untracked(() => this.#pkg());
    if (!pkg) return;
    this.#visitor.item.value = id;
    const { shown, chapters, features } = stopOfVisitor(planTour(pkg), id);
    showChapters(this.store, chapters);
    this.store.commands.hoverFeatures(features);
    if (shown) this.#stage?.show(shown, undefined, this.room, visitorPadding(this.room));
  }

  #addressOf = (language: Language, seen?: Seen): string =>
    viewAddress(this.store.state.town.peek()?.display.publicUrl ?? location.href, language, seen);

  override render() {
    const pkg = this.#pkg();
    if (!pkg) {
      const failed = this.store.state.phase.value !== 'loading';
      return html`<p class="loading" role="status">${this.t(failed ? said.failed : said.waiting)}</p>`;
    }
    const stop = this.#player?.current.value;
    const visitor = this.#visitor.here.value;
    const quiet = this.#quiet.value && !visitor;
    const calm = this.#stage?.effects.value !== 'full';
    return html`<div class="all ${calm ? 'calm' : ''}" role="region" aria-label=${this.t(said.tour)} @pointerdown=${this.#visitor.touch} @pointermove=${this.#visitor.touch} @click=${() => this.#enter()}>
      ${this.#live.value ? nothing : plainMapOf(this.store, this.room, pkg, stop, visitor ? { item: this.#visitor.item.value } : undefined, this.#cardHeight.value)}
      ${
        visitor
          ? html`<visitor-view ?upright=${upright(this.room)} .store=${this.store} .pkg=${pkg} .seconds=${this.#visitor.secondsLeft.value} .addressOf=${this.#addressOf} @show-item=${(event: CustomEvent<string | undefined>) => this.#visit(event.detail)} @leave=${() => this.#leave()}></visitor-view>`
          : quiet || !stop
            ? nothing
            : html`<div class="still">${keyed(stop.id, html`<tour-card ?upright=${upright(this.room)} .store=${this.store} .pkg=${pkg} .stop=${stop} .figure=${stop.scene ? figureOf(pkg, stop.scene) : undefined} .address=${this.#addressOf(stop.language)}></tour-card>`)}${foot(pkg, stop.chapter, this.#player?.position ?? { index: 0, count: 1 }, this.language)}</div>`
      }
      ${quiet ? resting(pkg, this.language) : nothing}
      <button class="corner" tabindex="-1" aria-label=${this.t(said.corner)} @click=${(event: Event) => {
        event.stopPropagation();
        if (this.#corner.tap(performance.now())) this.#maintenance.value = true;
      }}></button>
      ${
        this.#maintenance.value
          ? html`<fault-view .store=${this.store} .log=${this.#log} .offline=${offline.state.value} .facts=${screenFacts(this.#player?.position ?? { index: 0, count: 0 }, this.#live.value ? 'WebGL' : this.t(said.plainMap), this.#stage?.effects.value ?? '', this.#startedAt)} @click=${(event: Event) => event.stopPropagation()} @close=${() => {
              this.#maintenance.value = false;
            }} @leave-display=${() => this.store.commands.setMode('browse')}></fault-view>`
          : nothing
      }
    </div>`;
  }
}
define('display-mode', DisplayMode);
