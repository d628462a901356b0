import { css, html, type LitElement, type TemplateResult } from 'lit';
import { type Bilingual, languages, languageTags, type Status, say, statuses } from '../../model/index.ts';
import { type Store, signal } from '../../store/index.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { loadInterfaceFonts } from '../../ui/fonts.ts';
import { iconNames } from '../../ui/icons.ts';
import { statusShape, statusWord } from '../../ui/status-glyph.ts';
import { base, themes } from '../../ui/theme.ts';
import { toolIcon, toolIconNames } from '../../ui/tool-icons.ts';
import '../../ui/app-menu.ts';
import '../../ui/candidate-list.ts';
import '../../ui/detail-card.ts';
import '../../ui/filter-panel.ts';
import '../../ui/layer-panel.ts';
import '../../ui/legend-swatch.ts';
import '../../ui/map-furniture.ts';
import '../../ui/notice-list.ts';
import '../../ui/plan-list.ts';
import '../../ui/plan-reader.ts';
import '../../ui/search-box.ts';
import '../../ui/status-bar.ts';
import { type Example, exampleStores } from './stores.ts';

const themeNames = ['light', 'dark', 'contrast'] as const;

/** Every element of the interface in every state, on one page: `npm run dev`, then `#dev`. It is part of no build. */
class ComponentsPage extends PlanElement {
  static override properties = { ...PlanElement.properties, theme: { reflect: true } };
  declare theme: (typeof themeNames)[number];
  declare stores: Record<Example, Store>;

  static override styles = [
    themes,
    base,
    css`
      :host { display: block; min-height: 100vh; padding: 20px; color: var(--ink); background: var(--surface); font-size: 15px; line-height: 1.6; }
      nav { display: flex; gap: 8px; flex-wrap: wrap; position: sticky; top: 0; z-index: 9; padding: 8px 0; background: var(--surface); }
      h1 { font-size: 22px; }
      h2 { margin: 28px 0 10px; font-size: 17px; border-bottom: 1px solid var(--line); }
      .row { display: flex; flex-wrap: wrap; gap: 20px; align-items: start; }
      figure { position: relative; container-type: inline-size; }
      figure.panel { width: 380px; height: 420px; overflow: auto; border: 1px solid var(--line); border-radius: 12px; }
      figure.map { width: 600px; height: 300px; background: var(--land); }
      figcaption { padding: 4px 10px; font-size: 13px; color: var(--ink-soft); }
      .row > span { display: inline-flex; gap: 8px; align-items: center; }
      status-bar { display: block; width: 200px; }
    `,
  ];

  constructor() {
    super();
    this.theme = 'light';
  }

  #part(title: Bilingual, content: unknown): TemplateResult {
    return html`<section aria-label=${this.t(title)}><h2>${this.t(title)}</h2><div class="row">${content}</div></section>`;
  }

  /** A part of the page in a frame of its own, which scrolls: the frame can be reached by key. */
  #frame(state: Bilingual, content: unknown, kind = 'panel'): TemplateResult {
    return html`<figure class=${kind} tabindex="0" aria-label=${this.t(state)}><figcaption>${this.t(state)}</figcaption>${content}</figure>`;
  }

  #controls() {
    const word = this.t({ zh: '按钮', en: 'Button' });
    return html`<button class="button">${word}</button>
      <button class="button primary">${toolIcon('print')}${word}</button>
      <button class="button" disabled>${this.t({ zh: '不可用', en: 'Disabled' })}</button>
      <button class="icon-button" aria-label=${word}>${toolIcon('layers')}</button>
      <button class="icon-button" aria-pressed="true" aria-label=${this.t({ zh: '已按下', en: 'Pressed' })}>${toolIcon('filter')}</button>
      <button class="chip" aria-pressed="false">${this.t({ zh: '标签', en: 'Chip' })}</button>
      <button class="chip" aria-pressed="true">${this.t({ zh: '选中的标签', en: 'Chip on' })}</button>
      <input type="text" aria-label=${this.t({ zh: '文本', en: 'Text' })} value="弼 Bi 1,234.5" />
      <input type="range" aria-label=${this.t({ zh: '范围', en: 'Range' })} />
      <input type="checkbox" checked aria-label=${this.t({ zh: '勾选', en: 'Tick' })} />
      <select aria-label=${this.t({ zh: '选择', en: 'Choice' })}><option>${word}</option></select>`;
  }

  #statuses() {
    const all: (Status | undefined)[] = [undefined, ...statuses];
    const shares = (counts: [Status | undefined, number][]) =>
      html`<span><status-bar .store=${this.store} .ids=${[]} .counts=${new Map(counts)}></status-bar></span>`;
    return html`${all.map((status) => html`<span>${statusShape(status)}${statusWord(status, this.language)}</span>`)}
      ${shares([])}${shares([['done', 3]])}${shares(all.map((status, index) => [status, index + 1]))}`;
  }

  #search(query: string) {
    return html`<search-box .store=${this.store} data-query=${query}></search-box>`;
  }

  override render() {
    const { plain, item, unplaced, feature, several, filtered, empty, faults } = this.stores;
    const layers = plain.state.catalogue.value?.layers ?? [];
    const noMap = signal(undefined);
    const camera = { bearing: signal(40), pitch: signal(0), metersPerPixel: signal(12), zoom: signal(12) };
    return html`<nav aria-label=${this.t({ zh: '外观', en: 'Appearance' })}>
        ${themeNames.map((theme) => html`<button class="chip" data-theme=${theme} aria-pressed=${this.theme === theme} @click=${() => this.show(theme, this.language)}>${theme}</button>`)}
        ${languages.map((language) => html`<button class="chip" data-language=${language} aria-pressed=${this.language === language} @click=${() => this.show(this.theme, language)}>${language}</button>`)}
      </nav>
      <main lang=${this.t(languageTags)}>
      <h1>${this.t({ zh: '界面元素', en: 'Components' })}</h1>
      ${this.#part({ zh: '控件', en: 'Controls' }, this.#controls())}
      ${this.#part({ zh: '状态', en: 'Statuses' }, this.#statuses())}
      ${this.#part(
        { zh: '图标', en: 'Icons' },
        [...iconNames, ...toolIconNames].map((name) => html`<span>${toolIcon(name)}${name}</span>`),
      )}
      ${this.#part(
        { zh: '图例', en: 'Legend' },
        layers.map(
          (layer) =>
            html`<span><legend-swatch .store=${plain} .layer=${layer}></legend-swatch>${this.t(layer.name)}</span>`,
        ),
      )}
      ${this.#part({ zh: '菜单与搜索', en: 'Menu and search' }, [
        this.#frame({ zh: '菜单', en: 'Menu' }, html`<app-menu .store=${plain}></app-menu>`),
        this.#frame(
          { zh: '打开的菜单', en: 'Menu, open' },
          html`<app-menu class="open" .store=${plain}></app-menu>`,
        ),
        this.#frame(
          { zh: '嵌入代码', en: 'Menu with the code to embed' },
          html`<app-menu class="open embed" .store=${plain}></app-menu>`,
        ),
        this.#frame({ zh: '搜索', en: 'Search' }, this.#search('')),
        this.#frame({ zh: '有结果的搜索', en: 'Search with answers' }, this.#search('sk')),
        this.#frame({ zh: '无结果的搜索', en: 'Search without an answer' }, this.#search('qqqq')),
      ])}
      ${this.#part({ zh: '规划项目', en: 'Items' }, [
        this.#frame({ zh: '列表', en: 'List' }, html`<plan-list .store=${plain}></plan-list>`),
        this.#frame({ zh: '选中一项', en: 'One selected' }, html`<plan-list .store=${item}></plan-list>`),
        this.#frame({ zh: '筛选后', en: 'Filtered' }, html`<plan-list .store=${filtered}></plan-list>`),
        this.#frame({ zh: '筛选后为空', en: 'Nothing left' }, html`<plan-list .store=${empty}></plan-list>`),
        this.#frame({ zh: '筛选', en: 'Filters' }, html`<filter-panel .store=${plain}></filter-panel>`),
        this.#frame(
          { zh: '启用的筛选', en: 'Filters on' },
          html`<filter-panel .store=${filtered}></filter-panel>`,
        ),
        this.#frame({ zh: '原文', en: 'Plan text' }, html`<plan-reader .store=${item}></plan-reader>`),
      ])}
      ${this.#part({ zh: '详情', en: 'Details' }, [
        this.#frame(
          { zh: '有位置的项目', en: 'Item with places' },
          html`<detail-card .store=${item}></detail-card>`,
        ),
        this.#frame(
          { zh: '无位置的项目', en: 'Item without a place' },
          html`<detail-card .store=${unplaced}></detail-card>`,
        ),
        this.#frame({ zh: '要素', en: 'Feature' }, html`<detail-card .store=${feature}></detail-card>`),
        this.#frame(
          { zh: '多个要素', en: 'Several features' },
          html`<candidate-list .store=${several}></candidate-list>`,
        ),
      ])}
      ${this.#part({ zh: '图层与提示', en: 'Layers and notices' }, [
        this.#frame(
          { zh: '图层', en: 'Layers' },
          html`<layer-panel .store=${plain} .view=${noMap} .open=${layers[0]?.id}></layer-panel>`,
        ),
        this.#frame(
          { zh: '失败与载入中的图层', en: 'Layers failed and loading' },
          html`<layer-panel .store=${faults} .view=${noMap}></layer-panel>`,
        ),
        this.#frame({ zh: '提示', en: 'Notices' }, html`<notice-list .store=${faults}></notice-list>`),
        this.#frame(
          { zh: '全部提示', en: 'All notices' },
          html`<notice-list .store=${faults} .all=${true}></notice-list>`,
        ),
        this.#frame(
          { zh: '地图控件', en: 'Controls of the map' },
          html`<map-furniture .store=${plain} .view=${signal({ camera, zoomBy: () => {}, resetNorth: () => {} })}></map-furniture>`,
          'map',
        ),
      ])}</main>`;
  }

  /** Changes the look of everything on the page. */
  show(theme: (typeof themeNames)[number], language: (typeof languages)[number]) {
    this.theme = theme;
    for (const { commands } of Object.values(this.stores)) {
      commands.setTheme(theme);
      commands.setLanguage(language);
    }
    document.documentElement.lang = say(languageTags, language);
    this.requestUpdate();
  }

  /** Types what the searches are for, and opens again what a click elsewhere closed. */
  override async updated() {
    const of = (name: string) => [
      ...this.renderRoot.querySelectorAll<LitElement & { open: boolean; embed: boolean }>(name),
    ];
    for (const box of of('search-box')) {
      await box.updateComplete;
      const field = box.renderRoot.querySelector('input');
      if (!field || field.value === box.dataset['query']) continue;
      field.value = box.dataset['query'] ?? '';
      field.dispatchEvent(new Event('input'));
    }
    // After the click that is under way, which closes them.
    setTimeout(() => {
      for (const menu of of('app-menu.open')) {
        menu.open = true;
        menu.embed = menu.matches('.embed');
      }
    });
  }
}
define('components-page', ComponentsPage);

const page = document.createElement('components-page') as ComponentsPage;
page.stores = await exampleStores();
page.store = page.stores.plain;
document.title = 'Components';
document.querySelector('plan-app')?.replaceWith(page);
void loadInterfaceFonts(page.store.base);
