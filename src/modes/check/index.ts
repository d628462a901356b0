import type { Position } from 'geojson';
import { html, nothing } from 'lit';
import { extentOf } from '../../geo/plane/extent.ts';
import { type KeepClear, keepClear } from '../../map/camera/keep-clear.ts';
import { effect, untracked } from '../../store/index.ts';
import { flatStage } from './flat-stage.ts';
import '../../ui/app-menu.ts';
import { define, focused } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { toolIcon } from '../../ui/tool-icons.ts';
import '../../ui/map-furniture.ts';
import { MapMode } from '../../ui/map-mode.ts';
import { keepNamesBeside } from '../../ui/names-beside.ts';
import '../../ui/notice-list.ts';
import '../../ui/save-bar.ts';
import { modeWords } from '../../ui/mode-words.ts';
import { base } from '../../ui/theme.ts';
import { words as common } from '../../ui/words.ts';
import './results/compare-panel.ts';
import './card/zone-card.ts';
import type { ZoneCard } from './card/zone-card.ts';
import { isTyping, takeHanded } from './import/handed.ts';
import './start/help-panel.ts';
import type { Topic } from './start/help-text.ts';
import './import/import-preview.ts';
import './layers/layers-panel.ts';
import './pointer/pointer-strip.ts';
import './record/share-panel.ts';
import { type Stage, stageOn } from './stage.ts';
import './start/start-panel.ts';
import { styles } from './styles.ts';
import './draw/tool-panel.ts';
import './output/verify-panel.ts';
import './start/welcome-panel.ts';
import { panelWords, words } from './words.ts';
import { type Workbench, workbenchOf } from './workbench.ts';
import './record/zone-list.ts';

/** The planner's workbench: zones in, checked at once, kept, passed on and printed. */
class CheckMode extends MapMode {
  static override properties = {
    ...MapMode.properties,
    dragging: { state: true },
    help: { state: true },
    sheet: { state: true },
  };
  declare dragging: boolean;
  declare help: boolean;
  declare sheet: boolean;
  #bench: Workbench | undefined;
  #stage: Stage | undefined;
  /** Keeps the open zone out from under the panels. */
  #clear: KeepClear | undefined;
  #ends: (() => void)[] = [];

  constructor() {
    super();
    this.dragging = false;
    this.help = false;
    this.sheet = false;
  }

  static override styles = [base, styles];

  get bench(): Workbench {
    this.#bench ??= workbenchOf(this.store);
    return this.#bench;
  }

  override connectedCallback() {
    super.connectedCallback();
    const { session } = this.bench;
    // On somebody else's page only what happens inside the map is ours: keys, files and text beside it are the page's.
    const root = this.getRootNode();
    const reach: EventTarget = this.store.embedded && root instanceof ShadowRoot ? root.host : window;
    const listening = new AbortController();
    takeHanded(
      reach,
      this.bench,
      listening.signal,
      (held) => {
        this.dragging = held;
      },
      () => (this.sheet ? undefined : this.t({ zh: '粘贴的坐标', en: 'pasted coordinates' })),
    );
    reach.addEventListener('keydown', this.#onKey as EventListener, { signal: listening.signal });
    this.#ends = [
      () => listening.abort(),
      effect(() => {
        const view = this.view.value;
        this.#stage?.end();
        this.#stage = view ? untracked(() => stageOn(view, this.bench)) : undefined;
      }),
      effect(() => {
        const view = this.view.value;
        this.#clear?.stop();
        this.#clear = view
          ? untracked(() => keepClear(view, this.padding, this.#zoneExtent, () => session.frame()))
          : undefined;
      }),
      keepNamesBeside(this.renderRoot as ShadowRoot, this.view),
      effect(() => {
        if (session.active.value !== undefined) this.#clear?.look();
      }),
      effect(() => {
        const view = this.flat.value;
        this.#flatEnd?.();
        this.#flatEnd = view ? untracked(() => flatStage(view, this.bench)) : undefined;
      }),
      effect(() => {
        if (session.tool.value !== 'none') this.view.peek()?.focus();
      }),
    ];
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    for (const end of this.#ends.splice(0)) end();
    this.#flatEnd?.();
    this.#flatEnd = undefined;
    this.bench.session.take('none');
    this.#stage?.end();
    this.#stage = undefined;
    this.#clear?.stop();
    this.#clear = undefined;
  }

  #flatEnd: (() => void) | undefined;
  #zoneExtent = () => {
    const zone = this.bench.session.activeZone.peek();
    return zone && extentOf([zone.geometry]);
  };

  #onKey = (event: KeyboardEvent) => {
    if (isTyping(event) || this.sheet) return;
    const records = this.bench.session.records.value;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && key === 'z') {
      void (event.shiftKey ? records?.redo() : records?.undo());
      event.preventDefault();
    } else if ((event.ctrlKey || event.metaKey) && key === 'y') {
      void records?.redo();
      event.preventDefault();
    } else if (event.key === '?' || event.key === 'F1') {
      this.help = !this.help;
      event.preventDefault();
    } else if (event.key === 'Escape' && this.help) this.help = false;
    else if (event.key === 'Escape' && !event.defaultPrevented) this.bench.session.take('none');
  };

  /** A tool collects points, whose count and commands a phone shows in the results' place. */
  #drawing(): boolean {
    const tool = this.bench.session.tool.value;
    return tool !== 'none' && tool !== 'reshape';
  }

  #measure(hasCard: boolean, hasTable: boolean) {
    const placing = this.bench.imagery.placing.value !== undefined;
    const { width, height } = this.room;
    this.cover(
      this.narrow
        ? hasCard || hasTable
          ? // Above the card, the sources and the strip of coordinates.
            { top: 120, left: 24, right: 64, bottom: height * 0.54 + 108 }
          : { top: height * 0.46 + 24, left: 24, right: 64, bottom: 40 }
        : {
            top: 48,
            left: 424,
            right: placing ? Math.min(620, width - 592) + 32 : hasCard ? 516 : 84,
            bottom: hasTable ? height * 0.44 + 48 : 84,
          },
    );
  }

  /** The sheet stands beside the app, not in it: only so can it be printed over several pages. */
  async #openSheet() {
    const { session } = this.bench;
    const ticked = session.tickedZones.value;
    const active = session.activeZone.value;
    const zones = ticked.length > 1 ? ticked : active ? [active] : ticked;
    if (!zones.length || this.sheet) return;
    const opener = focused();
    await import('./sheet/print-sheet.ts');
    const sheet = document.createElement('print-sheet');
    sheet.store = this.store;
    sheet.bench = this.bench;
    sheet.zones = zones;
    sheet.addEventListener('close-sheet', () => {
      sheet.remove();
      this.sheet = false;
      opener?.focus();
    });
    this.sheet = true;
    document.body.append(sheet);
  }

  /** What the help speaks of first. */
  #topic(): Topic {
    const { session, importing } = this.bench;
    if (session.tool.value !== 'none') return 'draw';
    if (importing.incoming.value.length) return 'import';
    if (!session.activeZone.value) return session.tickedZones.value.length > 1 ? 'compare' : 'start';
    const panel = session.panel.value;
    return panel === 'points' ? 'draw' : panel;
  }

  #card() {
    if (!this.bench.session.activeZone.value) return nothing;
    return html`<zone-card class="card" role="complementary" aria-label=${this.t(panelWords.results)} .store=${this.store} .bench=${this.bench} @open-sheet=${() => void this.#openSheet()}></zone-card>`;
  }

  /** The control points of a scan take the place of the zone's card. */
  #placing() {
    const id = this.bench.imagery.placing.value;
    if (id === undefined) return undefined;
    void import('./imagery/control-panel.ts');
    return html`<control-panel role="complementary" aria-label=${this.t({ zh: '控制点配准', en: 'Control points' })} .store=${this.store} .bench=${this.bench} .view=${this.view} .picture=${id}></control-panel>`;
  }

  /** The layer whose table is open; while a scan is placed its control points have the room. */
  get #tabled(): string | undefined {
    const { imagery, table } = this.bench;
    return imagery.placing.value === undefined ? table.layer.value : undefined;
  }
  #table() {
    const layer = this.#tabled;
    if (layer === undefined) return nothing;
    void import('./table/layer-table.ts').catch(this.bench.session.report);
    return html`<layer-table .store=${this.store} .bench=${this.bench} .layer=${layer}></layer-table>`;
  }

  override render() {
    const { session } = this.bench;
    const town = this.store.state.town.value;
    const bench = this.bench;
    const records = session.records.value;
    const working = session.tool.value !== 'none';
    const conflicts = records?.conflicts.value.length ?? 0;
    this.classList.toggle('has-card', session.activeZone.value !== undefined);
    this.classList.toggle('placing', bench.imagery.placing.value !== undefined);
    this.classList.toggle('has-table', this.#tabled !== undefined);
    this.classList.toggle('at-work', this.#drawing());
    return html`
      <main class="side" aria-label=${this.t(modeWords.check)}
        @add-point=${(event: CustomEvent<Position>) => this.#stage?.points.add(event.detail)}
        @back-point=${() => this.#stage?.points.back()} @finish-tool=${() => this.#stage?.points.finish()}>
        <header class="bar">
          <button class="icon-button" aria-label=${this.t({ zh: '返回规划浏览', en: 'Back to browsing' })} @click=${() => this.store.commands.setMode('browse')}>${toolIcon('back')}</button>
          <div><h1>${this.t(modeWords.check)}</h1><p class="soft">${town ? this.t(town.title) : ''}</p></div>
          <app-menu .store=${this.store}></app-menu>
        </header>
        <save-bar .store=${this.store} .records=${records}><button class="icon-button" aria-label=${this.t(words.help)} aria-expanded=${this.help} @click=${() => {
          this.help = !this.help;
        }}>${toolIcon('help')}</button></save-bar>
        <div class="panel scroll">
          <tool-panel .store=${this.store} .bench=${bench}></tool-panel>
          <import-preview .store=${this.store} .bench=${bench}></import-preview>
          ${working ? nothing : html`<start-panel .store=${this.store} .bench=${bench}></start-panel>`}
          <zone-list .store=${this.store} .bench=${bench}></zone-list>
          <layers-panel .store=${this.store} .bench=${bench}></layers-panel>
          ${working || session.zones.value.length || bench.importing.incoming.value.length || !records ? nothing : html`<welcome-panel .store=${this.store} .bench=${bench}></welcome-panel>`}
          <compare-panel .store=${this.store} .bench=${bench}></compare-panel>
          <details class="fold" ?open=${conflicts > 0}><summary>${this.t({ zh: '交接与进展记录', en: 'Handover and progress' })}</summary>
            <share-panel .store=${this.store} .bench=${bench}></share-panel></details>
          <details class="fold"><summary>${this.t({ zh: '核对图件', en: 'Verify a sheet' })}</summary>
            <div class="inside"><p class="soft">${this.t({ zh: '图件每页下方印有校验码：输入它，或选图件的 PDF，看现在重新核查是否仍得同样结果。', en: 'Every page of a sheet bears a fingerprint: type it, or choose the PDF, to see whether checking now still gives the same.' })}</p>
            <verify-panel .store=${this.store} .bench=${bench}></verify-panel></div></details>
        </div>
      </main>
      <map-furniture .store=${this.store} .view=${this.shown}></map-furniture>
      <pointer-strip .store=${this.store} .bench=${bench} .view=${this.view}></pointer-strip>
      ${this.#placing() ?? this.#card()}
      ${this.#table()}
      ${
        this.help
          ? html`<aside class="help scroll" aria-label=${this.t(words.help)}><header><h2>${this.t(words.help)}</h2><button class="icon-button" aria-label=${this.t(common.close)} @click=${() => {
              this.help = false;
            }}>${icon('close')}</button></header><help-panel .store=${this.store} .topic=${this.#topic()}></help-panel></aside>`
          : nothing
      }
      <notice-list class="notices" .store=${this.store}></notice-list>
      ${this.dragging ? html`<div class="drop-here">${this.t({ zh: '松开即可预览', en: 'Drop to preview' })}</div>` : nothing}`;
  }

  override updated() {
    const hasCard = this.bench.session.activeZone.value !== undefined;
    const drawing = this.narrow && this.#drawing();
    this.#measure(hasCard && !drawing, this.#tabled !== undefined && !drawing);
    const left = this.bench.importing.incoming.value.length;
    if (this.#previews && !left) this.#goOn();
    this.#previews = left;
  }
  #previews = 0;

  /** The preview that had the focus is gone: it goes on to what came of it, never back to the top of the page. */
  #goOn() {
    requestAnimationFrame(() => {
      if (!this.matches(':focus-within')) this.renderRoot.querySelector<ZoneCard>('zone-card')?.focusTab();
    });
  }
}
define('check-mode', CheckMode);
