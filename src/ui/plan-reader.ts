import { css, html, type TemplateResult } from 'lit';
import { type Cite, chapterOf, type PlanItem, planWords } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { base, hues } from './theme.ts';
import { words } from './words.ts';

interface Piece {
  start: number;
  end: number;
  items: PlanItem[];
}

/** Cuts `[0, length)` at every end of a citation; each piece knows the items that cite it. */
function pieces(length: number, items: Iterable<PlanItem>): Piece[] {
  const cites: { cite: Cite; item: PlanItem }[] = [];
  for (const item of items) for (const cite of item.cites) cites.push({ cite, item });
  const cuts = new Set([0, length]);
  for (const { cite } of cites) {
    if (cite.start < length) cuts.add(cite.start);
    if (cite.end < length) cuts.add(cite.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => {
    const start = sorted[index] as number;
    const citing = cites.filter(({ cite }) => cite.start < end && start < cite.end).map(({ item }) => item);
    return { start, end, items: [...new Set(citing)] };
  });
}

/** The plan's own words, every cited passage marked and tied to its items and features; the rest is plain. */
class PlanReader extends PlanElement {
  static override styles = [
    base,
    hues,
    css`
      :host { display: block; padding: 8px 24px 32px; }
      p { font-size: 15.5px; line-height: 1.85; text-align: justify; text-indent: 2em; margin: 0 0 0.7em; color: var(--ink-soft); line-break: strict; }
      p.title { text-indent: 0; text-align: center; font-size: 20px; font-weight: 600; color: var(--ink); margin: 12px 0 16px; line-height: 1.4; }
      p.heading { text-indent: 0; font-weight: 600; color: var(--ink); margin-top: 1.2em; }
      .passage {
        display: inline; color: var(--ink); text-align: inherit; border-radius: 3px; line-height: inherit; font-weight: inherit;
        text-decoration: underline; text-decoration-color: color-mix(in srgb, var(--hue) 70%, transparent); text-decoration-thickness: 2px; text-underline-offset: 5px;
        -webkit-box-decoration-break: clone; box-decoration-break: clone; cursor: pointer;
      }
      .passage:hover, .passage.highlighted { background: color-mix(in srgb, var(--hue) 16%, transparent); }
      .passage.current { background: color-mix(in srgb, var(--hue) 24%, transparent); }
      .key { font-size: 13px; color: var(--ink-faint); text-indent: 0; text-align: left; border-bottom: 1px solid var(--line); padding: 6px 0 10px; line-height: 1.6; }
    `,
  ];

  #open(piece: Piece) {
    const { state, commands } = this.store;
    // A passage of several items goes round them, click by click.
    const at = piece.items.findIndex((item) => item.id === state.item.value);
    const next = piece.items[(at + 1) % piece.items.length];
    if (next) commands.selectItem(next.id);
  }

  #piece(piece: Piece, text: string): TemplateResult | string {
    const words = planWords(this.store.state.plan.value, text, piece.start, piece.end);
    const first = piece.items[0];
    if (!first || !words.trim()) return words;
    const { state, select, commands } = this.store;
    const passage = state.passage.value;
    const pointed = passage && passage.start < piece.end && piece.start < passage.end;
    const highlighted =
      pointed ||
      piece.items.some(
        (item) => select.highlightedItems.value.has(item.id) || this.#highlightedByFeature(item),
      );
    const current = piece.items.some((item) => item.id === state.item.value);
    const titles = piece.items.map((item) => this.t(item.title)).join(this.t({ zh: '、', en: '; ' }));
    const here = { start: piece.start, end: piece.end };
    return html`<span role="button" tabindex="0" class="passage c${chapterOf(first.id)} ${highlighted ? 'highlighted' : ''} ${current ? 'current' : ''}"
      data-start=${piece.start} title=${titles} aria-pressed=${current}
      @click=${() => this.#open(piece)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        this.#open(piece);
      }}
      @pointerenter=${() => commands.hoverPassage(here)} @pointerleave=${() => commands.hoverPassage(undefined)}
      @focus=${() => commands.hoverPassage(here)} @blur=${() => commands.hoverPassage(undefined)}>${words}</span>`;
  }

  #highlightedByFeature(item: PlanItem): boolean {
    const { state, select } = this.store;
    const placed = select.featuresOfItem.value.get(item.id);
    return state.hovered.value.some((id) => placed?.includes(id));
  }

  override render() {
    const { state, select } = this.store;
    const text = state.planText.value;
    if (text === undefined)
      return html`<p class="key" role="status">${
        state.phase.value === 'loading'
          ? this.t({ zh: '正在载入原文……', en: 'Loading the text …' })
          : this.t({ zh: '原文未能载入。', en: 'The text could not be loaded.' })
      }</p>`;
    const all = pieces(text.length, select.items.value.values());
    let start = 0;
    const paragraphs = text.split('\n').map((line) => {
      const range = { start, end: start + line.length };
      start += line.length + 1;
      return range;
    });
    const cut = ({ start: from, end }: { start: number; end: number }) =>
      all
        .filter((piece) => piece.start < end && from < piece.end)
        .map((piece) => ({ ...piece, start: Math.max(piece.start, from), end: Math.min(piece.end, end) }));
    return html`<article lang="zh" aria-label=${this.t(words.text)}>
      <p class="key" lang=${this.language}>${this.t({
        zh: '划线的文字已对应到规划项目，点按即可打开；未划线的是标题、背景等不作承诺的文字。',
        en: 'Underlined passages belong to plan items: press one to open it. The rest is headings and background, with no commitment in it.',
      })}</p>
      ${paragraphs
        .filter(({ start: from, end }) => text.slice(from, end).trim())
        .map((range, index) => {
          const line = text.slice(range.start, range.end).trim();
          const kind = index === 0 ? 'title' : line.length < 16 ? 'heading' : '';
          return html`<p class=${kind}>${cut(range).map((piece) => this.#piece(piece, text))}</p>`;
        })}
    </article>`;
  }

  /** Brings the passage that begins at an offset of the text into view, and the focus to it; when the text is there. */
  show(start: number | undefined): void {
    this.#wanted = start;
    this.requestUpdate();
  }
  #wanted: number | undefined;
  #bring() {
    const passage = this.renderRoot.querySelector<HTMLElement>(`[data-start="${this.#wanted}"]`);
    if (!passage) return;
    this.#wanted = undefined;
    passage.scrollIntoView({ block: 'center' });
    passage.focus({ preventScroll: true });
  }

  override updated() {
    this.#bring();
    const { state } = this.store;
    const current = state.item.value;
    if (current === this.#shown || state.planText.value === undefined) return;
    this.#shown = current;
    this.renderRoot.querySelector('.passage.current')?.scrollIntoView({ block: 'center' });
  }
  #shown: string | undefined;
}
define('plan-reader', PlanReader);
declare global {
  interface HTMLElementTagNameMap {
    'plan-reader': PlanReader;
  }
}
