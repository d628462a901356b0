import { html, nothing, type TemplateResult } from 'lit';
import { comma, historyOf, type PlanItem } from '../model/index.ts';
import type { PlanElement } from './element.ts';
import { entryWords } from './entry-words.ts';
import { ourGloss, quotes } from './quotes.ts';
import { localMark, statusWord } from './status-glyph.ts';
import { spatialWords } from './words.ts';

/**
 * What is printed of an item, in pieces that may stand on different pages: how it stands, what it is, what the plan
 * says, and by which evidence. A piece that is a heading belongs to the next.
 */
export function itemWords(host: PlanElement, item: PlanItem): { words: TemplateResult; heading?: true }[] {
  const { state, select } = host.store;
  const status = select.itemStatus(item.id);
  const history = historyOf(select.entries.value, `item:${item.id}`).reverse();
  const heading = (zh: string, en: string) => ({
    words: html`<h3>${host.t({ zh, en })}</h3>`,
    heading: true as const,
  });
  const plain = (words: TemplateResult) => ({ words });
  const quoted = quotes(state.planText.value, item.cites, host.t(ourGloss));
  return [
    {
      words: html`<h2>${item.id} ${host.t(item.title)}</h2>`,
      heading: true,
    },
    plain(
      html`<p><strong>${statusWord(status?.word, host.language)}</strong>${status ? host.t({ zh: `（截至 ${status.entry.date}）`, en: ` (as of ${status.entry.date})` }) : nothing}${localMark(host, status?.entry)}${host.t(comma)}${host.t(spatialWords[item.spatial])}</p>`,
    ),
    plain(html`<p>${host.t(item.summary)}</p>`),
    ...(item.why ? [plain(html`<p>${host.t(item.why)}</p>`)] : []),
    heading('规划原话', "In the plan's words"),
    ...quoted.map((one) => plain(html`<div class="quote">${one}</div>`)),
    ...(item.targets.length
      ? [
          heading('目标', 'Targets'),
          plain(
            html`<p>${item.targets.map(({ text }) => host.t(text)).join(host.t({ zh: '；', en: '; ' }))}</p>`,
          ),
        ]
      : []),
    ...(history.length
      ? [
          heading('状态记录', 'Status history'),
          ...history.map((entry) => {
            const { by, gloss: translated } = entryWords(host, entry);
            // Of words that stand above with their translation it is not said again.
            const gloss = item.cites.some((cite) => cite.gloss === translated) ? '' : translated;
            return plain(
              html`<p>${statusWord(entry.status, host.language)} ${entry.date} ${by}${localMark(host, entry)}${host.t({ zh: `；依据：${entry.evidence}`, en: `; evidence: ${entry.evidence}` })}${gloss ? ` ${gloss} (${host.t(ourGloss)})` : nothing}${entry.note ? `（${entry.note}）` : nothing}</p>`,
            );
          }),
        ]
      : []),
  ];
}
