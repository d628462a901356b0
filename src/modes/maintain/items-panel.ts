import { css, html, nothing } from 'lit';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { statusWords, words } from '../../ui/words.ts';
import { markStyles, unpublished, WorkElement } from './element.ts';

/** All plan items with their status; choosing one opens its form and shows it on the map. */
class ItemsPanel extends WorkElement {
  static override properties = { ...WorkElement.properties, wanted: { state: true } };
  declare wanted: string;

  constructor() {
    super();
    this.wanted = '';
  }

  static override styles = [
    base,
    panelStyles,
    markStyles,
    css`
      input { width: calc(100% - 40px); margin: 12px 20px 8px; }
      li button { display: grid; grid-template-columns: 52px 1fr auto; gap: 8px; align-items: baseline; width: 100%; min-height: 44px; padding: 8px 20px; font-size: 14.5px; line-height: 1.45; border-top: 1px solid var(--line); }
      li button:hover { background: var(--sunken); }
      li button[aria-current='true'] { background: var(--sunken); box-shadow: inset 3px 0 0 var(--accent); }
      .id { color: var(--ink-faint); font-size: 13px; font-variant-numeric: tabular-nums; }
      .state { font-size: 12.5px; color: var(--ink-soft); display: grid; gap: 3px; justify-items: end; }
    `,
  ];

  override render() {
    const { select, state, commands } = this.store;
    const touched = new Set(
      this.work.changes.value.flatMap(({ subject }) => (subject.startsWith('item:') ? [subject] : [])),
    );
    const fresh = new Set(
      this.work.changes.value.flatMap(({ subject }) =>
        subject.startsWith('status:') ? [subject.slice('status:'.length)] : [],
      ),
    );
    for (const entry of state.entries.value) if (fresh.has(entry.id)) touched.add(entry.subject);
    const wanted = this.wanted.trim().toLowerCase();
    const items = [...select.items.value.values()].filter(
      ({ id, title }) => !wanted || `${id} ${title.zh} ${title.en}`.toLowerCase().includes(wanted),
    );
    return html`<input type="search" aria-label=${this.t({ zh: '查找项目', en: 'Find an item' })} placeholder=${this.t({ zh: '编号或名称', en: 'Number or title' })} .value=${this.wanted} @input=${(
      event: Event,
    ) => {
      this.wanted = (event.target as HTMLInputElement).value;
    }}>
      <ul aria-label=${this.t(words.items)}>${items.map((item) => {
        const word = select.itemStatus(item.id)?.word;
        return html`<li><button aria-current=${state.item.value === item.id} @click=${() => commands.selectItem(item.id)}><span class="id">${item.id}</span><span>${this.t(item.title)}</span>
          <span class="state">${word ? this.t(statusWords[word]) : this.t(words.noStatus)}${touched.has(`item:${item.id}`) ? html`<span class="mark">${this.t(unpublished)}</span>` : nothing}</span></button></li>`;
      })}</ul>
      ${items.length ? nothing : html`<p class="section hint">${this.t({ zh: '没有这样的项目。', en: 'There is no such item.' })}</p>`}`;
  }
}
define('items-panel', ItemsPanel);
