import { css, html, nothing } from 'lit';
import { onlyFields, type Side } from '../../check/edits/fields.ts';
import type { PartEdit } from '../../check/edits/parts.ts';
import type { Contest } from '../../check/edits/settle.ts';
import type { ChangeLog } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { type Side as SideShown, sideBySide, sideStyles } from '../../ui/side-by-side.ts';
import { base } from '../../ui/theme.ts';
import { fieldWords } from './change-words.ts';
import { WorkElement } from './element.ts';
import { mergeWords } from './merge-words.ts';

/** What a newer publication changed and the clerk too: both beside each other, to be settled one by one. */
class OvertakenList extends WorkElement {
  static override properties = { ...WorkElement.properties, picks: { state: true } };
  /** Sides picked for fields of a piece of which others are still to be settled. */
  declare picks: ReadonlyMap<string, Readonly<Record<string, Side>>>;

  constructor() {
    super();
    this.picks = new Map();
  }

  static override styles = [
    base,
    panelStyles,
    sideStyles,
    css`
      li { padding: 6px 0; font-size: 13.5px; line-height: 1.55; border-top: 1px solid var(--line); }
    `,
  ];

  /** Who published the piece last, and when. */
  #publisher(id: string): string {
    const { entries } = (this.work.base.parts.changes ?? { entries: [] }) as ChangeLog;
    const subject = id.replace(/^feature:[^/]+\//, 'feature:');
    const entry = entries.find(({ changes }) => changes.some((change) => change.subject === subject));
    return entry ? ` · ${entry.by} · ${entry.at.slice(0, 10)}` : '';
  }

  /** A field in words, as the interface names it. */
  #field(field: string): string {
    return this.t(fieldWords[field] ?? { zh: field, en: field });
  }

  /** One choice: of the whole piece, or of one field that both changed. */
  #choice(contest: Contest, field?: string) {
    const { id, mine, theirs, fields } = contest;
    const { name, facts } = mergeWords(this.store);
    const shown = field === undefined ? fields : [field];
    const both = [theirs, mine].map((value): PartEdit => ({ id, value }));
    const of = (value: unknown) =>
      value === null || value === undefined
        ? undefined
        : facts({ id, value: shown ? onlyFields(value, shown) : value });
    const picks = this.picks.get(id);
    const side = (which: Side): SideShown => ({
      head:
        which === 'theirs'
          ? `${this.t({ zh: '已发布', en: 'Published' })}${this.#publisher(id)}`
          : this.t({ zh: '我的改动', en: 'Your change' }),
      facts: of(which === 'theirs' ? theirs : mine),
      take:
        which === 'theirs'
          ? this.t({ zh: '采用已发布的', en: 'Take the published' })
          : this.t({ zh: '采用我的', en: 'Take mine' }),
      ...(field === undefined ? {} : { picked: picks?.[field] === which }),
      taken: () => this.#take(contest, which, field),
    });
    const piece = name({ kind: 'part', id }, both);
    const title = field === undefined ? piece : `${piece} · ${this.#field(field)}`;
    const none = [
      this.t({ zh: '内容', en: 'Content' }),
      this.t({ zh: '没有这一处', en: 'not there' }),
    ] as const;
    return sideBySide(title, [side('theirs'), side('mine')], none, true);
  }

  /** A piece is settled once a side is picked for each of its fields. */
  #take(contest: Contest, side: Side, field: string | undefined) {
    if (field === undefined) return void this.work.choose(contest, side);
    const picks = { ...this.picks.get(contest.id), [field]: side };
    const all = contest.fields?.every((one) => one in picks);
    const next = new Map(this.picks);
    if (all) next.delete(contest.id);
    else next.set(contest.id, picks);
    this.picks = next;
    if (all) void this.work.choose(contest, picks);
  }

  #one(contest: Contest) {
    const more = contest.ids.length - 1;
    const { fields = [] } = contest;
    return html`${fields.length > 1 ? fields.map((field) => this.#choice(contest, field)) : this.#choice(contest)}
      ${fields.length ? html`<p class="hint">${this.t({ zh: '这一处的其他内容，两人的改动都保留。', en: 'Of what else is in it, the changes of both are kept.' })}</p>` : nothing}
      ${more > 0 ? html`<p class="hint">${this.t({ zh: `其中的 ${more} 处改动一并选定。`, en: `${more} changes inside it go with the choice.` })}</p>` : nothing}`;
  }

  /** Pieces in which a colleague changed other fields: nothing to choose, but to know. */
  #combined() {
    const combined = this.work.combined.value;
    if (!combined.length) return nothing;
    const { name } = mergeWords(this.store);
    const list = (fields: readonly string[]) =>
      fields.map((field) => this.#field(field)).join(this.t({ zh: '、', en: ', ' }));
    return html`<div class="section stack"><h3>${this.t({ zh: `${combined.length} 处两人都改过，各改各的`, en: `Changed by both, in different fields: ${combined.length}` })}</h3>
      <p class="hint">${this.t({ zh: '同事发布的和你改的不是同样的内容，都已保留，不用选。', en: 'What a colleague published and what you changed are different fields: both are kept, nothing to choose.' })}</p>
      <ul>${combined.map(({ edit, value, mine, theirs }) => {
        const piece = name({ kind: 'part', id: edit.id }, [{ id: edit.id, value }]);
        return html`<li>${piece}<br><span class="soft">${this.t({ zh: `同事：${list(theirs)}；你：${list(mine)}`, en: `Colleague: ${list(theirs)}; you: ${list(mine)}` })}</span></li>`;
      })}</ul></div>`;
  }

  override render() {
    const contests = this.work.contests.value;
    return html`${
      contests.length
        ? html`<div class="section stack"><h2 class="bad">${this.t({ zh: `${contests.length} 处已有更新的发布`, en: `Published again: ${contests.length}` })}</h2>
      <p class="hint">${this.t({ zh: '你改动之后，同事也发布了这几处。地图上现在是已发布的；你的改动还在，逐处选定。', en: 'A colleague published these after you changed them. The map shows what is published; your changes are kept: choose one by one.' })}</p>
      ${contests.map((contest) => this.#one(contest))}</div>`
        : nothing
    }${this.#combined()}`;
  }
}
define('overtaken-list', OvertakenList);
