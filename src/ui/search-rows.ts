import { html, type TemplateResult } from 'lit';
import { planLanguage, say } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { createSearch, type Hit } from '../store/search/index.ts';

export interface Found {
  /** The query that `hits` answers. */
  query: string;
  /** Where nothing was found, what to ask instead. */
  hits: readonly Hit[];
}

interface Acts {
  choose(hit: Hit): void;
  /** The pointer is over the hit of this number. */
  point(index: number): void;
}

const partsOf = (hit: Hit) => hit.entry.ref.split(/:(.*)/s) as [kind: string, id: string];

const isQuestion = (hit: Hit) => partsOf(hit)[0] === 'ask';
const nothingFound = {
  zh: '没有找到。拼音、首字母、项目编号也可以，或者试试：',
  en: 'Nothing found. Pinyin, its initials and item numbers work too, or try:',
};

/** What the search field needs once it is used: answers, what a chosen one does, and the rows of the list. */
export async function openSearch(store: Store) {
  const search = await createSearch(store);
  const { commands, state, select } = store;
  const t = (words: { zh: string; en: string }) => say(words, state.language.value);

  /** The words of a hit, with those of the question marked. */
  const words = ({ entry }: Hit, query: string) => {
    const shown = say(entry, entry.ref.startsWith('text:') ? planLanguage : state.language.value);
    const at = query ? shown.toLowerCase().indexOf(query.toLowerCase()) : -1;
    if (at < 0) return shown.slice(0, 60);
    const from = Math.max(0, at - 14);
    return html`${from ? '…' : ''}${shown.slice(from, at)}<mark>${shown.slice(at, at + query.length)}</mark>${shown.slice(at + query.length, at + query.length + 40)}`;
  };
  const kindOf = (hit: Hit) => {
    const [kind, id] = partsOf(hit);
    if (kind === 'ask') return t({ zh: '试试', en: 'try' });
    if (kind === 'item') return `${id} ${t({ zh: '项目', en: 'item' })}`;
    if (kind === 'text') return t({ zh: '原文', en: 'text' });
    const record = select.features.value.get(id);
    return record ? t(record.layer.name) : '';
  };

  return {
    /** What the empty field says once the package's words are here. */
    get hint(): string | undefined {
      const [zh, en] = [search.examples(false).join('、'), search.examples(true).join(', ')];
      return zh && en ? t({ zh: `例如：${zh}`, en: `For example: ${en}` }) : undefined;
    },
    ask(query: string): Found {
      const hits = search(query, 20);
      // A section is known by its title.
      const sections = state.plan.value?.chapters.flatMap(({ sections }) => sections) ?? [];
      const ask = (word: string): Hit => {
        const title = sections.find(({ id }) => id.endsWith(word))?.title ?? { zh: '', en: '' };
        const named = (part: string) => `${word} ${part}`.trim();
        return { entry: { ref: `ask:${word}`, zh: named(title.zh), en: named(title.en) }, score: 0 };
      };
      return { query, hits: hits.length ? hits : search.propose(query).map(ask) };
    },
    /** What is read out of an answer. */
    said: ({ hits }: Found): string =>
      hits[0] && !isQuestion(hits[0])
        ? t({ zh: `${hits.length} 条结果`, en: `${hits.length} results` })
        : t(nothingFound),
    /**
     * Opens what was found; a passage is shown in the text, which `host` asks for.
     * @returns what is to be asked instead, where that was chosen.
     */
    choose(hit: Hit, host: HTMLElement): string | undefined {
      const [kind, id] = partsOf(hit);
      if (kind === 'ask') return id;
      if (kind === 'item') commands.selectItem(id);
      else if (kind === 'feature') commands.selectFeature(id, { frame: true });
      else {
        const [start, end] = id.split('-').map(Number) as [number, number];
        const cited = [...select.items.value.values()].find((item) =>
          item.cites.some((cite) => cite.start < end && start < cite.end),
        );
        if (cited && state.item.value !== cited.id) commands.selectItem(cited.id);
        commands.hoverPassage({ start, end });
        host.dispatchEvent(
          new CustomEvent('read-text', { bubbles: true, composed: true, detail: { start } }),
        );
      }
      return undefined;
    },
    /** @param list Identifier of the list, from which those of its rows are made. */
    rows({ query, hits }: Found, active: number, list: string, acts: Acts): TemplateResult[] {
      // The field keeps the focus, without which the list closes before the click arrives.
      const stay = (event: Event) => event.preventDefault();
      const rows = hits.map(
        (hit, index) =>
          html`<li role="option" id=${`${list}-${index}`} aria-selected=${index === active}
            @pointerdown=${stay} @click=${() => acts.choose(hit)} @pointermove=${() => acts.point(index)}>
            <span>${words(hit, query.trim())}</span><span class="kind num">${kindOf(hit)}</span></li>`,
      );
      if (query && !(hits[0] && !isQuestion(hits[0])))
        rows.unshift(
          html`<li class="none" role="option" aria-disabled="true" aria-selected="false">${t(nothingFound)}</li>`,
        );
      return rows;
    },
  };
}
export type Search = Awaited<ReturnType<typeof openSearch>>;
