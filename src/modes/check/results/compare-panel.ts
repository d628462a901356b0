import { css, html, nothing } from 'lit';
import { type CheckResult, compareTable } from '../../../check/index.ts';
import { geodesicArea } from '../../../geo/area/index.ts';
import { common } from '../../../geo/edit/common.ts';
import { unite } from '../../../geo/edit/unite.ts';
import { define, hearKeys } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { checkedResults } from '../output/reports.ts';
import { recordFrom } from '../session.ts';
import { tableParts } from '../sheet/table-parts.ts';
import { words } from '../words.ts';
import './batch-panel.ts';
import { wideStyles } from './wide.ts';

/** More columns than this are not compared side by side. */
const mostCompared = 6;

/** The ticked zones side by side: figures of each, their sum, and how the second of two differs from the first. */
class ComparePanel extends CheckElement {
  static override properties = { ...CheckElement.properties, wide: { state: true } };
  /** Over the map, where many columns have room. */
  declare wide: boolean;

  constructor() {
    super();
    this.wide = false;
    hearKeys(this, this.#onKey);
  }

  static override styles = [
    base,
    panelStyles,
    wideStyles,
    css`
      .wrap { overflow: auto; padding: 0 12px 12px; }
      .wrap td.n { text-align: end; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
      .wrap td.heading { font-weight: 600; color: var(--ink-soft); }
      .wrap th + th { text-align: end; }
      header { padding: 14px 20px 8px; display: grid; gap: 8px; }`,
  ];

  /** Puts the wide table back, with the focus where it was widened. */
  #narrow() {
    this.wide = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.widen')?.focus());
  }

  /** Escape works wherever the focus is: a click on the map takes it out of the table. */
  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.wide) return;
    event.preventDefault();
    this.#narrow();
  };

  #union() {
    const { session } = this.bench;
    const zones = session.tickedZones.value;
    const [first] = zones;
    if (!first) return;
    void session.attempt(() =>
      session.add(
        [
          {
            ...recordFrom({
              id: '',
              name: zones.map((zone) => zone.name).join(' + '),
              geometry: unite(zones.map((zone) => zone.geometry)),
              crs: first.crs,
              warnings: [
                ...new Map(
                  zones.flatMap((zone) => zone.warnings).map((w) => [w.code + w.what.zh, w]),
                ).values(),
              ],
              origin: this.t({
                zh: `合并自 ${zones.length} 个地块`,
                en: `merged from ${zones.length} zones`,
              }),
            }),
            project: first.project,
          },
        ],
        { zh: '合并地块', en: 'Merge zones' },
      ),
    );
  }

  override render() {
    const { session, checker } = this.bench;
    const zones = session.tickedZones.value;
    if (zones.length < 2) return nothing;
    const many = zones.length > mostCompared;
    const results = many ? [] : checkedResults(zones, checker);
    const header = html`<header><h2>${this.t(words.compare)}</h2>
      <div class="row"><button class="button small" @click=${() => this.#union()}>${this.t({ zh: '合并成一个地块', en: 'Merge into one zone' })}</button>
        <batch-panel .store=${this.store} .bench=${this.bench}></batch-panel>
        ${
          many
            ? nothing
            : html`<button class="button small widen" aria-pressed=${this.wide} @click=${() => {
                this.wide = !this.wide;
                void this.updateComplete.then(() =>
                  this.renderRoot.querySelector<HTMLElement>('.shut')?.focus(),
                );
              }}>${this.t({ zh: '展开表格', en: 'Expand the table' })}</button>`
        }</div></header>`;
    if (many)
      return html`${header}<p class="section hint">${this.t({ zh: `对比表最多并列 ${mostCompared} 个地块；更多的看面积汇总表。`, en: `Up to ${mostCompared} zones are compared side by side; see the table of zones for more.` })}</p>`;
    if (results.length < zones.length)
      return html`${header}<p class="section hint" role="status">${this.t({ zh: '正在核查…', en: 'Checking…' })}</p>`;
    const [a, b] = zones;
    const shared = zones.length === 2 && a && b ? geodesicArea(common(a.geometry, b.geometry)) : undefined;
    const table = compareTable(results as [CheckResult, ...CheckResult[]], shared);
    return html`${header}<div class="wrap ${this.wide ? 'wide' : ''}">${
      this.wide
        ? html`<button class="icon-button shut" aria-label=${this.t({ zh: '收起表格', en: 'Collapse the table' })} @click=${() => this.#narrow()}>${icon('close')}</button><h2>${this.t(words.compare)}</h2>`
        : nothing
    }<table><caption class="sr">${this.t(words.compare)}</caption>${tableParts(table, 0, table.rows.length, (text) => this.t(text))}</table>
      ${table.note ? html`<p class="hint">${this.t(table.note)}</p>` : nothing}</div>`;
  }
}
define('compare-panel', ComparePanel);
