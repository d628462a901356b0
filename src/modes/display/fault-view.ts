import { css, html, nothing } from 'lit';
import type { FaultLog } from '../../store/faults/log.ts';
import type { OfflineState } from '../../store/offline/client.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { base } from '../../ui/theme.ts';
import { said } from './words.ts';

/** The state of the screen, label and value. `startedAt` as `performance.now()` counts. */
export const screenFacts = (
  { index, count }: { index: number; count: number },
  map: string,
  effects: string,
  startedAt: number,
): [string, string][] => [
  ['card', `${index + 1} / ${count}`],
  ['map', map],
  ['effects', effects],
  ['up', `${Math.round((performance.now() - startedAt) / 60_000)} min`],
  ['screen', `${innerWidth} × ${innerHeight} @ ${devicePixelRatio}`],
];

/** What went wrong on this screen and how it fares, for whoever knows the corner. */
class FaultView extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    log: { attribute: false },
    offline: { attribute: false },
    facts: { attribute: false },
  };
  declare log: FaultLog;
  declare offline: OfflineState;
  /** Name and value of what else is worth knowing. */
  declare facts: readonly (readonly [string, string])[];

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 6%; z-index: 9; display: flex; flex-direction: column; gap: 16px; padding: 28px; border: 1px solid var(--line-strong); border-radius: 16px; background: var(--surface); color: var(--ink); font-size: 16px; line-height: 1.5; }
      header { display: flex; justify-content: space-between; align-items: center; }
      h2 { font-size: 22px; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 20px; }
      dt { color: var(--ink-faint); }
      dd { overflow-wrap: anywhere; }
      div { flex: 1; min-height: 0; }
      table { width: 100%; border-collapse: collapse; font-size: 14.5px; }
      td { padding: 5px 12px 5px 0; vertical-align: top; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
      td:first-child, td:nth-child(2) { white-space: nowrap; }
    `,
  ];

  override render() {
    const entries = [...this.log.entries.value].reverse();
    const { phase, report, problem } = this.offline;
    const facts = [
      ...this.facts,
      ['offline', [phase, report?.active, report?.next && `→ ${report.next}`].filter(Boolean).join(' ')],
      ...(report?.bad ?? []).map((bad) => ['taken back', `${bad.version}: ${bad.reason}`] as const),
      ...(problem ? [['update', this.t(problem.what)] as const] : []),
    ] as const;
    return html`<header><h2 id="title">${this.t(said.log)}</h2><span><button class="button" @click=${() => this.dispatchEvent(new Event('leave-display'))}>${this.t(said.leave)}</button>
      <button class="button" @click=${() => this.dispatchEvent(new Event('close'))}>${this.t(said.close)}</button></span></header>
      <dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd class="num">${value}</dd>`)}</dl>
      <div class="scroll">${
        entries.length
          ? html`<table aria-labelledby="title"><tbody>${entries.map(
              ({ at, kind, text, count }) =>
                html`<tr><td class="num">${at.slice(0, 19).replace('T', ' ')}</td><td>${kind}</td><td>${text}${count > 1 ? html` <b class="num">×${count}</b>` : nothing}</td></tr>`,
            )}</tbody></table>`
          : html`<p>${this.t(said.logEmpty)}</p>`
      }</div>`;
  }
}
define('fault-view', FaultView);
