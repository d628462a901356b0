import { css, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import {
  chapterOf,
  historyOf,
  isKnown,
  isSketch,
  type PlanItem,
  planLanguage,
  rowsOf,
} from '../model/index.ts';
import './attached-files.ts';
import './card-acts.ts';
import './contact-links.ts';
import { define, PlanElement } from './element.ts';
import { entryWords } from './entry-words.ts';
import './feature-facts.ts';
import './item-line.ts';
import { icon } from './icons.ts';
import { ourGloss, quotes } from './quotes.ts';
import './status-form.ts';
import { localMark, statusShape, statusWord } from './status-glyph.ts';
import { base, hues } from './theme.ts';
import './village-page.ts';
import { accuracyText, basisWords, spatialWords, words } from './words.ts';

/** The card of the open plan item or, for a feature that belongs to none, of that feature. */
class DetailCard extends PlanElement {
  static override styles = [
    base,
    hues,
    css`
      :host { display: block; }
      header { position: sticky; top: 0; z-index: 1; background: var(--raised); padding: 14px 8px 12px 20px; border-top: 4px solid var(--hue, var(--neutral)); display: grid; grid-template-columns: 1fr auto; gap: 4px 8px; }
      header .eyebrow { align-self: center; font-size: 13px; color: var(--hue-ink, var(--ink-soft)); font-weight: 600; }
      h2 { grid-column: 1 / 3; font-size: 21px; padding-right: 12px; }
      /* The focus is put here for the reader's sake; nothing is to be done with it. */
      h2:focus-visible { outline: none; }
      .badge { grid-column: 1 / 3; display: inline-flex; align-items: center; gap: 7px; font-size: 14px; margin-top: 4px; color: var(--ink-soft); flex-wrap: wrap; }
      .badge b { color: var(--ink); font-weight: 600; }
      .badge .kind { padding: 0 8px; border: 1px solid var(--line); border-radius: 999px; font-size: 12.5px; }
      .badge .status-shape { color: var(--hue-ink); }
      .body { padding: 4px 20px 24px; }
      .summary { font-size: 15px; line-height: 1.7; }
      h3 { font-size: 13px; color: var(--ink-faint); margin: 20px 0 8px; font-weight: 600; display: flex; justify-content: space-between; align-items: center; gap: 8px; }
      blockquote { position: relative; padding: 8px 12px 8px 14px; border-left: 3px solid var(--hue); background: color-mix(in srgb, var(--hue) 7%, var(--raised)); border-radius: 0 8px 8px 0; font-size: 14.5px; line-height: 1.75; }
      blockquote b { font-weight: 600; }
      blockquote .around { color: var(--ink-soft); }
      blockquote ~ blockquote { margin-top: 6px; }
      .gloss { padding: 6px 0 2px 17px; line-height: 1.55; color: var(--ink-soft); }
      .link { color: var(--accent); font-size: 13px; font-weight: 400; min-height: 28px; padding: 0 4px; }
      .link:hover { text-decoration: underline; }
      .targets li { display: flex; gap: 10px; align-items: baseline; font-size: 14.5px; line-height: 1.6; }
      .targets li::before { content: ''; flex: none; width: 7px; height: 7px; border: 2px solid var(--hue); border-radius: 2px; transform: rotate(45deg) translateY(-1px); }
      .feature { border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
      .feature + .feature { margin-top: 6px; }
      .feature.current { border-color: var(--hue); box-shadow: inset 0 0 0 1px var(--hue); }
      .feature > button { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; width: 100%; min-height: 44px; padding: 8px 12px; align-items: center; }
      .feature > button:hover, .feature.highlighted > button { background: color-mix(in srgb, var(--hue) 8%, var(--raised)); }
      .feature .name { font-size: 14.5px; line-height: 1.35; }
      .feature .tag { font-size: 12px; color: var(--ink-faint); white-space: nowrap; }
      .feature .tag.dashed { border: 1px dashed var(--line-strong); border-radius: 5px; padding: 1px 6px; }
      .feature .layer { grid-column: 1; font-size: 12px; color: var(--ink-faint); }
      feature-facts { padding: 4px 12px 12px; }
      .history li { display: grid; grid-template-columns: 20px 1fr; gap: 2px 8px; font-size: 14px; line-height: 1.6; }
      .history li + li { margin-top: 8px; }
      .history .status-shape { margin-top: 3px; color: var(--hue-ink); }
      .history .evidence { grid-column: 2; color: var(--ink-soft); font-size: 13.5px; }
      .why { font-size: 14px; line-height: 1.7; padding: 10px 12px; border-radius: 8px; background: var(--sunken); color: var(--ink-soft); }
      .related { display: flex; flex-wrap: wrap; gap: 6px; }
      .related .chip { text-align: left; padding-block: 5px; }
    `,
  ];

  #head(eyebrow: string, title: string, badge: unknown) {
    return html`<header>
      <span class="eyebrow">${eyebrow}</span>
      <button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.store.commands.closeSelection()}>${icon('close')}</button>
      <h2 tabindex="-1">${title}</h2>
      ${badge}
    </header>`;
  }

  #feature(ids: readonly string[]) {
    const { state, select, commands } = this.store;
    const chosen = ids.find((one) => one === state.feature.value);
    const open = chosen !== undefined;
    const id = chosen ?? ids[0] ?? '';
    const record = select.features.value.get(id);
    if (!record) return nothing;
    const { basis, accuracyM, name } = record.feature.properties;
    const drawn = isSketch(basis);
    const highlighted = ids.some((one) => select.highlightedFeatures.value.has(one));
    return html`<li class="feature ${open ? 'current' : ''} ${highlighted ? 'highlighted' : ''}">
      <button aria-expanded=${open} data-feature=${id}
        @click=${() => (open ? commands.selectItem(this.store.select.openItem.value) : commands.selectFeature(id, { frame: true }))}
        @pointerenter=${() => commands.hoverFeatures(ids)} @pointerleave=${() => commands.hoverFeatures([])}
        @focus=${() => commands.hoverFeatures(ids)} @blur=${() => commands.hoverFeatures([])}>
        <span class="name">${this.t(name)}</span>
        <span class="tag num ${drawn ? 'dashed' : ''}">${this.t(basisWords[basis])} ${accuracyText(accuracyM)}</span>
        <span class="layer">${this.t(record.layer.name)}${ids.length > 1 ? this.t({ zh: '，画了几个，个数不作数', en: ', several drawn; their number means nothing' }) : nothing}</span>
      </button>
      ${open ? html`<feature-facts .store=${this.store} .feature=${id}></feature-facts>` : nothing}
    </li>`;
  }

  #history(subject: string) {
    const entries = historyOf(this.store.select.entries.value, subject).reverse();
    if (!entries.length)
      return html`<p class="faint">${this.t({ zh: '没有记录。', en: 'Nothing recorded.' })}</p>`;
    return html`<ol class="history">${entries.map((entry) => {
      const { by, planned, gloss } = entryWords(this, entry);
      return html`<li>${statusShape(entry.status)}
        <span><b>${statusWord(entry.status, this.language)}</b> <span class="num">${entry.date}</span> <span class="faint">${by}</span>${localMark(this, entry)}</span>
        <span class="evidence">${this.t(planned ? { zh: '依据：', en: "Evidence, in the plan's words: " } : { zh: '依据：', en: 'Evidence: ' })}<span lang=${planned ? planLanguage : nothing}>${entry.evidence}</span>${gloss ? html`<br>${gloss} <small>(${this.t(ourGloss)})</small>` : nothing}${entry.note ? html`<br>${entry.note}` : nothing}${entry.files ? html`<attached-files .store=${this.store} .files=${entry.files}></attached-files>` : nothing}</span>
      </li>`;
    })}</ol>`;
  }

  #item(item: PlanItem) {
    const { state, select, commands } = this.store;
    const plan = state.plan.value;
    const chapter = plan?.chapters.find((c) => c.number === chapterOf(item.id));
    const status = select.itemStatus(item.id);
    const features = select.featuresOfItem.value.get(item.id) ?? [];
    const shapes = features.flatMap((id) => select.features.value.get(id)?.feature ?? []);
    const known = shapes.filter(isKnown).length;
    const onMap =
      known === shapes.length
        ? { zh: `地图要素（${known}）`, en: `On the map (${known})` }
        : known
          ? { zh: '地图要素', en: 'On the map' }
          : { zh: '地图要素（示意）', en: 'On the map, as sketches' };
    const badge = html`<p class="badge">${statusShape(status?.word)}<b>${statusWord(status?.word, this.language)}</b>
      ${status ? html`<span class="num">${this.t({ zh: `截至 ${status.entry.date}`, en: `as of ${status.entry.date}` })}</span>${localMark(this, status.entry)}` : nothing}
      <span class="kind">${this.t(spatialWords[item.spatial])}</span></p>`;
    return html`<article class="c${chapterOf(item.id)}">
      ${this.#head(`${item.id}${chapter ? `\u2002${this.t(chapter.short)}` : ''}`, this.t(item.title), badge)}
      <div class="body">
        <p class="summary">${this.t(item.summary)}</p>
        ${item.why ? html`<h3>${this.t({ zh: '为什么没有具体位置', en: 'Why it has no place of its own' })}</h3><p class="why">${this.t(item.why)}</p>` : nothing}
        <h3>${this.t({ zh: '规划原话', en: "In the plan's words" })}
          <button class="link" @click=${() => this.dispatchEvent(new CustomEvent('read-text', { bubbles: true, composed: true }))}>${this.t({ zh: '在原文中查看', en: 'See it in the text' })}</button></h3>
        ${quotes(state.planText.value, item.cites, this.t(ourGloss))}
        ${
          item.targets.length
            ? html`<h3>${this.t({ zh: '目标', en: 'Targets' })}</h3><ul class="targets">${item.targets.map((target) => html`<li><span>${this.t(target.text)}</span></li>`)}</ul>`
            : nothing
        }
        ${
          features.length
            ? html`<h3>${this.t(onMap)}
                <button class="link" @click=${() => commands.frameFeatures(features)}>${this.t({ zh: '全部显示', en: 'Show all' })}</button></h3>
              <ul>${rowsOf(shapes).map((row) => this.#feature(row.map(({ properties }) => properties.id)))}</ul>`
            : nothing
        }
        <item-line .store=${this.store} .item=${item.id}></item-line>
        <h3>${this.t({ zh: '状态记录', en: 'Status history' })}</h3>
        ${this.#history(`item:${item.id}`)}
        ${this.store.embedded ? nothing : keyed(item.id, html`<status-form .store=${this.store} .subject=${`item:${item.id}`}></status-form>`)}
        ${
          item.related.length
            ? html`<h3>${this.t({ zh: '相关项目', en: 'Related items' })}</h3>
              <div class="related">${item.related.map((id) => {
                const other = select.items.value.get(id);
                return other
                  ? html`<button class="chip" @click=${() => commands.selectItem(id)}>${this.t(other.title)}</button>`
                  : nothing;
              })}</div>`
            : nothing
        }
        <contact-links .store=${this.store}></contact-links>
        ${keyed(item.id, html`<card-acts .store=${this.store}></card-acts>`)}
        <slot></slot>
      </div>
    </article>`;
  }

  override render() {
    const { state, select } = this.store;
    const item = select.items.value.get(select.openItem.value ?? '');
    if (item) return this.#item(item);
    const id = state.feature.value;
    const record = id ? select.features.value.get(id) : undefined;
    if (id && record?.layer.role === 'villages')
      return html`<article>${this.#head(this.t(record.layer.name), this.t(record.feature.properties.name), nothing)}
        <div class="body">${keyed(id, html`<village-page .store=${this.store} .code=${record.feature.properties.villages[0]}></village-page>`)}</div></article>`;
    if (id && record)
      return html`<article>${this.#head(this.t(record.layer.name), this.t(record.feature.properties.name), nothing)}
        <div class="body"><feature-facts .store=${this.store} .feature=${id}></feature-facts>
        <p><button class="link" @click=${() => this.store.commands.frameFeatures([id])}>${this.t({ zh: '在地图上显示', en: 'Show on the map' })}</button></p></div></article>`;
    const wanted = id ?? select.openItem.value;
    if (wanted && state.phase.value !== 'loading')
      return html`<article>${this.#head(this.t(words.details), this.t({ zh: '没有找到', en: 'Not found' }), nothing)}
        <div class="body"><p>${this.t({ zh: `数据包中没有“${wanted}”，链接可能已过时。`, en: `There is no “${wanted}” in the data; the link may be out of date.` })}</p></div></article>`;
    return nothing;
  }

  /** A feature chosen on the map is brought into view in its card. */
  override updated() {
    const feature = this.store.state.feature.value;
    const open = this.store.select.openItem.value ?? feature;
    // Another card begins at its top, however far the one before was read.
    if (open !== this.#open) this.parentElement?.scrollTo(0, 0);
    this.#open = open;
    if (feature === this.#seen) return;
    this.#seen = feature;
    if (feature)
      this.renderRoot
        .querySelector(`[data-feature="${CSS.escape(feature)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
  }
  #seen: string | undefined;
  #open: string | undefined;

  /** Moves the reader's focus to the new card, for the keyboard and for screen readers. */
  focusTitle() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }
}
define('detail-card', DetailCard);
