import { html, nothing, type TemplateResult } from 'lit';
import { asProblems, type Bilingual, warning } from '../../model/index.ts';
import { type Work, workFor } from '../../store/edits/work.ts';
import '../../ui/app-menu.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { toolIcon } from '../../ui/tool-icons.ts';
import '../../ui/map-furniture.ts';
import { MapMode } from '../../ui/map-mode.ts';
import { keepNamesBeside } from '../../ui/names-beside.ts';
import '../../ui/notice-list.ts';
import '../../ui/plan-choice.ts';
import '../../ui/save-bar.ts';
import { modeWords } from '../../ui/mode-words.ts';
import { base } from '../../ui/theme.ts';
import { words } from '../../ui/words.ts';
import './changes-panel.ts';
import { markStyles, unpublished } from './element.ts';
import './item-editor.ts';
import './items-panel.ts';
import './feature-editor.ts';
import './layers-panel.ts';
import { startPreview } from './preview.ts';
import type { Drawing } from './shapes/drawing.ts';
import { styles } from './styles.ts';
import './years-panel.ts';

const tabs = ['items', 'layers', 'years', 'changes'] as const;
type Tab = (typeof tabs)[number];
const tabWords: Record<Tab, Bilingual> = {
  items: { zh: '项目与进展', en: 'Items' },
  layers: { zh: '图层', en: 'Layers' },
  years: { zh: '历年规划', en: 'Years' },
  changes: { zh: '改动与发布', en: 'Publish' },
};

/** 数据维护: a copy of the published package is worked on here, on this machine, until it is published. */
class MaintainMode extends MapMode {
  static override properties = {
    ...MapMode.properties,
    work: { state: true },
    tab: { state: true },
    drawing: { state: true },
  };
  declare work: Work | undefined;
  declare tab: Tab;
  declare drawing: Drawing | undefined;

  constructor() {
    super();
    this.tab = 'items';
  }

  static override styles = [base, markStyles, styles];

  override connectedCallback() {
    super.connectedCallback();
    this.#names = keepNamesBeside(this.renderRoot as ShadowRoot, this.view);
    void workFor(this.store).then(
      (work) => {
        this.work = work;
        this.store.commands.report(...work.base.problems);
        if (!this.isConnected) return;
        work.show();
        const { length } = work.contests.value;
        if (length)
          this.store.commands.report(
            warning(
              'pieces-overtaken',
              {
                zh: `有 ${length} 处在你改动之后有新的发布，你的改动先放在一边，没有丢`,
                en: `${length} of your changes were overtaken by a newer publication: they are kept aside, none is lost`,
              },
              undefined,
              {
                zh: '请到“改动与发布”里逐处选定。',
                en: 'Choose one by one under “Publish”.',
              },
            ),
          );
        void this.#startDrawing(work);
      },
      (error: unknown) => this.store.commands.report(...asProblems(error)),
    );
  }

  async #startDrawing(work: Work) {
    const [{ createDrawing }] = await Promise.all([
      import('./shapes/drawing.ts'),
      import('./shapes/tool-strip.ts'),
    ]);
    if (this.isConnected) this.drawing ??= createDrawing(this.store, work, this.view);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#names?.();
    this.drawing?.end();
    this.drawing = undefined;
    if (this.work && this.store.state.mode.peek() === 'browse' && this.#previews)
      startPreview(this.store, this.work);
    else this.work?.hide();
    this.#previews = false;
  }
  #previews = false;
  #names: (() => void) | undefined;

  #measure(hasCard: boolean) {
    this.cover(
      this.narrow
        ? {
            top: (this.renderRoot.querySelector<HTMLElement>('.side')?.offsetHeight ?? 0) + 24,
            left: 24,
            right: 64,
            bottom: hasCard ? this.room.height * 0.54 + 24 : 40,
          }
        : this.room.width <= 1100 && hasCard
          ? { top: 48, left: 424, right: 84, bottom: this.room.height * 0.54 + 24 }
          : { top: 48, left: 424, right: hasCard ? 516 : 84, bottom: 84 },
    );
  }

  #panel(work: Work): TemplateResult {
    switch (this.tab) {
      case 'items':
        return html`<items-panel .store=${this.store} .work=${work}></items-panel>`;
      case 'layers':
        return html`<layers-panel .store=${this.store} .work=${work} .drawing=${this.drawing} .view=${this.view} .flat=${this.flat}></layers-panel>`;
      case 'years':
        return html`<years-panel .store=${this.store} .work=${work}></years-panel>`;
      case 'changes':
        return html`<changes-panel .store=${this.store} .work=${work} .view=${this.view} .flat=${this.flat} @open-tab=${(
          event: CustomEvent<Tab>,
        ) => {
          this.tab = event.detail;
        }}></changes-panel>`;
    }
  }

  #tabs() {
    return html`<div class="tabs" role="tablist" aria-label=${this.t(modeWords.maintain)} @keydown=${(
      event: KeyboardEvent,
    ) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (!step) return;
      this.tab = tabs[(tabs.indexOf(this.tab) + step + tabs.length) % tabs.length] as Tab;
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus(),
      );
      event.preventDefault();
    }}>${tabs.map(
      (tab) =>
        html`<button role="tab" id="tab-${tab}" aria-controls="panel" aria-selected=${tab === this.tab} tabindex=${tab === this.tab ? 0 : -1} @click=${() => {
          this.tab = tab;
        }}>${this.t(tabWords[tab])}</button>`,
    )}</div>`;
  }

  #feature(work: Work) {
    const record = this.store.select.features.value.get(this.store.state.feature.value ?? '');
    if (!record || !this.drawing) return undefined;
    const { feature, layer } = record;
    const touched = work.edits.value.some(({ id }) => id === `feature:${layer.id}/${feature.properties.id}`);
    return this.#framed(
      html`${this.t(feature.properties.name)} ${touched ? html`<span class="mark">${this.t(unpublished)}</span>` : nothing}`,
      html`<feature-editor .store=${this.store} .work=${work} .feature=${feature} .layer=${layer} .drawing=${this.drawing}></feature-editor>`,
    );
  }

  #framed(title: unknown, body: TemplateResult) {
    return html`<aside class="card" aria-label=${this.t(words.details)}>
      <header><h2>${title}</h2><button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.store.commands.closeSelection()}>${icon('close')}</button></header>
      <div class="body scroll">${body}</div></aside>`;
  }

  #card(work: Work) {
    const feature = this.#feature(work);
    if (feature) return feature;
    const id = this.store.select.openItem.value;
    const item = id === undefined ? undefined : this.store.select.items.value.get(id);
    if (!item) return nothing;
    return this.#framed(
      html`${item.id} ${this.t(item.title)}`,
      html`<item-editor .store=${this.store} .work=${work} .item=${item}></item-editor>`,
    );
  }

  override render() {
    const town = this.store.state.town.value;
    const { work } = this;
    const changes = work?.changes.value.length ?? 0;
    const card = work ? this.#card(work) : nothing;
    this.classList.toggle('has-card', card !== nothing);
    this.classList.toggle('drawing', this.drawing?.tool.value !== undefined);
    return html`<main class="side" aria-label=${this.t(modeWords.maintain)}>
        <header class="bar">
          <button class="icon-button" aria-label=${this.t({ zh: '返回规划浏览', en: 'Back to browsing' })} @click=${() => this.store.commands.setMode('browse')}>${toolIcon('back')}</button>
          <div><h1>${this.t(modeWords.maintain)}</h1><plan-choice .store=${this.store}><p class="soft">${town ? this.t(town.title) : ''}</p></plan-choice></div>
          <app-menu .store=${this.store}></app-menu>
        </header>
        <save-bar .store=${this.store} .records=${work?.records} file="package"><button class="button small" ?disabled=${!changes} @click=${() => {
          this.#previews = true;
          this.store.commands.setMode('browse');
        }}>${this.t({ zh: '预览', en: 'Preview' })}</button></save-bar>
        ${this.drawing ? html`<tool-strip .store=${this.store} .drawing=${this.drawing}></tool-strip>` : nothing}
        ${work ? html`${this.#tabs()}<div class="panel scroll" id="panel" role="tabpanel" tabindex="-1" aria-labelledby="tab-${this.tab}">${this.#panel(work)}</div>` : nothing}
      </main>
      ${changes ? html`<p class="draft" role="status">${this.t(unpublished)} · ${this.t({ zh: `${changes} 处改动`, en: `changes: ${changes}` })}</p>` : nothing}
      <map-furniture .store=${this.store} .view=${this.shown}></map-furniture>
      ${card}
      <notice-list class="notices" .store=${this.store}></notice-list>`;
  }

  override updated() {
    this.#measure(this.classList.contains('has-card'));
  }
}
define('maintain-mode', MaintainMode);
