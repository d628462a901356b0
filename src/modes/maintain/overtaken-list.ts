import { html, nothing } from 'lit';
import type { PartEdit } from '../../check/edits/parts.ts';
import type { Contest } from '../../check/edits/settle.ts';
import type { ChangeLog } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { type Side, sideBySide, sideStyles } from '../../ui/side-by-side.ts';
import { base } from '../../ui/theme.ts';
import { WorkElement } from './element.ts';
import { mergeWords } from './merge-words.ts';

/** What a newer publication changed and the clerk too: both beside each other, to be settled one by one. */
class OvertakenList extends WorkElement {
  static override styles = [base, panelStyles, sideStyles];

  /** Who published the piece last, and when. */
  #publisher(id: string): string {
    const { entries } = (this.work.base.parts.changes ?? { entries: [] }) as ChangeLog;
    const subject = id.replace(/^feature:[^/]+\//, 'feature:');
    const entry = entries.find(({ changes }) => changes.some((change) => change.subject === subject));
    return entry ? ` · ${entry.by} · ${entry.at.slice(0, 10)}` : '';
  }

  #one(contest: Contest) {
    const { id, ids, mine, theirs } = contest;
    const { name, facts } = mergeWords(this.store);
    const both = [theirs, mine].map((value): PartEdit => ({ id, value }));
    const of = (value: unknown) => (value === null || value === undefined ? undefined : facts({ id, value }));
    const side = (which: 'mine' | 'theirs'): Side => ({
      head:
        which === 'theirs'
          ? `${this.t({ zh: '已发布', en: 'Published' })}${this.#publisher(id)}`
          : this.t({ zh: '我的改动', en: 'Your change' }),
      facts: of(which === 'theirs' ? theirs : mine),
      take:
        which === 'theirs'
          ? this.t({ zh: '采用已发布的', en: 'Take the published' })
          : this.t({ zh: '采用我的', en: 'Take mine' }),
      taken: () => void this.work.choose(contest, which),
    });
    const more = ids.length - 1;
    return html`${sideBySide(name({ kind: 'part', id }, both), [side('theirs'), side('mine')], [this.t({ zh: '内容', en: 'Content' }), this.t({ zh: '没有这一处', en: 'not there' })], true)}
      ${more > 0 ? html`<p class="hint">${this.t({ zh: `其中的 ${more} 处改动一并选定。`, en: `${more} changes inside it go with the choice.` })}</p>` : nothing}`;
  }

  override render() {
    const contests = this.work.contests.value;
    if (!contests.length) return nothing;
    return html`<div class="section stack"><h2 class="bad">${this.t({ zh: `${contests.length} 处已有更新的发布`, en: `Published anew: ${contests.length}` })}</h2>
      <p class="hint">${this.t({ zh: '你改动之后，同事也发布了这几处。地图上现在是已发布的；你的改动还在，逐处选定。', en: 'A colleague published these after you changed them. The map shows what is published; your changes are kept: choose one by one.' })}</p>
      ${contests.map((contest) => this.#one(contest))}</div>`;
  }
}
define('overtaken-list', OvertakenList);
