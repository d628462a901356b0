import { css, html, nothing } from 'lit';
import { comparable, shownState } from '../store/compare.ts';
import { modes, type Theme, themes } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import { figuresName } from './figures-words.ts';
import { icon } from './icons.ts';
import { modeWords } from './mode-words.ts';
import { base } from './theme.ts';
import { type ToolIconName, toolIcon } from './tool-icons.ts';
import './updates-list.ts';

const themeWords: Record<Theme, { zh: string; en: string }> = {
  auto: { zh: '随系统', en: 'System' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  contrast: { zh: '高对比', en: 'Contrast' },
};

const modeIcons: Record<(typeof modes)[number], ToolIconName> = {
  browse: 'list',
  check: 'ruler',
  display: 'screen',
  maintain: 'pen',
};

/** What the menu holds, fetched when it is opened: the other modes, link, embedding, print and theme. */
class MenuList extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    message: { state: true },
    embed: { state: true },
    updates: { state: true },
  };
  declare message: string;
  declare embed: boolean;
  declare updates: boolean;

  static override styles = [
    base,
    css`
      :host { display: block; padding: 8px; }
      button.entry { display: flex; gap: 10px; align-items: center; width: 100%; min-height: 44px; padding: 0 10px; border-radius: 8px; font-size: 14.5px; }
      button.entry:hover { background: var(--sunken); }
      h2 { font-size: 12.5px; color: var(--ink-faint); padding: 8px 10px 6px; }
      .themes { display: grid; grid-template-columns: repeat(4, 1fr); gap: 4px; padding: 0 6px 8px; }
      .themes button { min-height: 40px; border: 1px solid var(--line); border-radius: 8px; font-size: 13px; text-align: center; }
      .themes button[aria-checked='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); font-weight: 600; }
      .message { font-size: 13px; color: var(--good); padding: 4px 10px 6px; min-height: 0; }
      .message:empty { display: none; }
      textarea { width: calc(100% - 12px); margin: 0 6px 6px; min-height: 92px; font-size: 12.5px; font-family: ui-monospace, monospace; line-height: 1.5; resize: none; }
      hr { border: 0; border-top: 1px solid var(--line); margin: 6px 4px; }
    `,
  ];

  constructor() {
    super();
    this.message = '';
    this.embed = false;
    this.updates = false;
  }

  #close() {
    this.dispatchEvent(new Event('close-menu'));
  }

  async #copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      this.message = this.t({ zh: '已复制', en: 'Copied' });
    } catch {
      this.message = this.t({
        zh: '浏览器不允许复制，请从地址栏复制。',
        en: 'The browser refused; copy it from the address bar.',
      });
    }
  }

  get #snippet(): string {
    const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const title = quoted(this.store.state.town.value?.title[this.language] ?? '');
    return `<iframe src="${quoted(location.href)}" title="${title}" width="100%" height="600" style="border:0" loading="lazy" allowfullscreen></iframe>`;
  }

  /** Two pictures of the map side by side, where there is something to compare. */
  #comparing() {
    const { state, commands } = this.store;
    const [first] = comparable(this.store);
    if (!first || state.compare.value) return nothing;
    const [kind, states] = first;
    const other = states.find(({ value }) => value !== shownState(this.store, kind));
    return html`<button class="entry" @click=${() => {
      this.#close();
      commands.setCompare(`${kind}:${other?.value}`);
    }}>${toolIcon('compare')}${this.t({ zh: '对比', en: 'Compare' })}</button>`;
  }

  override render() {
    const { state, commands } = this.store;
    return html`
          ${modes
            .filter((mode) => mode !== state.mode.value)
            .map(
              (mode) =>
                html`<button class="entry" @click=${() => {
                  this.#close();
                  commands.setMode(mode);
                }}>${toolIcon(modeIcons[mode])}${this.t(modeWords[mode])}</button>`,
            )}
          ${
            this.store.towns
              ? html`<button class="entry" @click=${() => {
                  this.#close();
                  this.dispatchEvent(new CustomEvent('open-towns', { bubbles: true, composed: true }));
                }}>${toolIcon('target')}${this.t({ zh: '切换乡镇', en: 'Other towns' })}</button>`
              : nothing
          }
          <hr>
          ${
            state.mode.value === 'browse'
              ? html`<button class="entry" @click=${() => {
                  this.#close();
                  commands.setAside({ panel: 'near' });
                }}>${toolIcon('target')}${this.t({ zh: '在附近', en: 'Near me' })}</button>
              <button class="entry" @click=${() => {
                this.#close();
                commands.setAside({ panel: 'measure' });
              }}>${toolIcon('ruler')}${this.t({ zh: '量距离、面积', en: 'Measure' })}</button>
              <button class="entry" @click=${() => {
                this.#close();
                commands.setPage('figures');
              }}>${toolIcon('figures')}${this.t(figuresName)}</button>
              ${this.#comparing()}`
              : nothing
          }
          <button class="entry" aria-expanded=${this.updates} @click=${() => {
            this.updates = !this.updates;
          }}>${toolIcon('info')}${this.t({ zh: '更新', en: 'Updates' })}</button>
          ${this.updates ? html`<updates-list .store=${this.store}></updates-list>` : nothing}
          ${
            this.store.embedded
              ? nothing
              : html`<button class="entry" @click=${() => void this.#copy(location.href)}>${toolIcon('share')}${this.t({ zh: '复制链接', en: 'Copy link' })}</button>
          <button class="entry" aria-expanded=${this.embed} @click=${() => {
            this.embed = !this.embed;
          }}>${toolIcon('code')}${this.t({ zh: '嵌入网页', en: 'Embed in a page' })}</button>
          ${
            this.embed
              ? html`<textarea readonly aria-label=${this.t({ zh: '嵌入代码', en: 'Embed code' })} .value=${this.#snippet} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>
              <button class="entry" @click=${() => void this.#copy(this.#snippet)}>${toolIcon('share')}${this.t({ zh: '复制嵌入代码', en: 'Copy the code' })}</button>`
              : nothing
          }
          <button class="entry" @click=${() => {
            this.#close();
            this.dispatchEvent(new CustomEvent('print-map', { bubbles: true, composed: true }));
          }}>${toolIcon('print')}${this.t({ zh: '打印当前地图', en: 'Print this map' })}</button>
          ${
            state.mode.value === 'browse'
              ? html`<button class="entry" @click=${() => {
                  this.#close();
                  void import('./atlas/atlas-page.ts').then(({ openAtlas }) => openAtlas(this.store));
                }}>${icon('text')}${this.t({ zh: '图册', en: 'Atlas' })}</button>`
              : nothing
          }`
          }
          <p class="message" role="status">${this.message}</p>
          <h2 id="theme">${this.t({ zh: '外观', en: 'Appearance' })}</h2>
          <div class="themes" role="radiogroup" aria-labelledby="theme">${themes.map(
            (theme) =>
              html`<button role="radio" aria-checked=${state.theme.value === theme} @click=${() => commands.setTheme(theme)}>${this.t(themeWords[theme])}</button>`,
          )}</div>
`;
  }
}
define('menu-list', MenuList);
