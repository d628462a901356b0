import { css, html, nothing } from 'lit';
import { type CheckResult, compareChecks } from '../../../check/index.ts';
import { areaFigures, geodesicArea } from '../../../geo/area/index.ts';
import { common } from '../../../geo/edit/common.ts';
import { unite } from '../../../geo/edit/unite.ts';
import { define, hearKeys } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { recordFrom } from '../session.ts';
import { words } from '../words.ts';

/** The ticked zones side by side: figures of each, their sum, and the last less the first (before and after). */
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
    css`
      .wrap { overflow: auto; padding: 0 12px 12px; }
      .wide { position: fixed; z-index: 20; inset: 16px 16px 16px 408px; padding: 12px 20px; background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.2); }
      .wide .shut { float: right; }
      @media (max-width: 760px) { .wide { inset: 8px; } }
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
    const results = zones.flatMap((zone) => checker.results.value[zone.id]?.result ?? []);
    const mu = (m2: number) => html`<td class="figure">${areaFigures(m2).mu}</td>`;
    const header = html`<header><h2>${this.t(words.compare)}</h2>
      <div class="row"><button class="button small" @click=${() => this.#union()}>${this.t({ zh: '合并成一个地块', en: 'Merge into one zone' })}</button>
        <button class="button small widen" aria-pressed=${this.wide} @click=${() => {
          this.wide = !this.wide;
          void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.shut')?.focus());
        }}>${this.t({ zh: '展开表格', en: 'Widen the table' })}</button></div></header>`;
    if (results.length < zones.length)
      return html`${header}<p class="section hint" role="status">${this.t({ zh: '正在核查…', en: 'Checking…' })}</p>`;
    const compared = compareChecks(results as [CheckResult, ...CheckResult[]]);
    const [a, b] = zones;
    const shared = zones.length === 2 && a && b ? geodesicArea(common(a.geometry, b.geometry)) : undefined;
    const layerName = (id: string) => {
      const layer = results.flatMap((r) => r.layers).find((one) => one.layer === id);
      return layer ? this.t(layer.name) : id;
    };
    const villageName = (code: string) => {
      const village = results.flatMap((r) => r.villages).find((one) => one.code === code);
      return village ? this.t(village.name) : code;
    };
    return html`${header}<div class="wrap ${this.wide ? 'wide' : ''}">${
      this.wide
        ? html`<button class="icon-button shut" aria-label=${this.t({ zh: '收起表格', en: 'Put the table back' })} @click=${() => this.#narrow()}>${icon('close')}</button><h2>${this.t(words.compare)}</h2>`
        : nothing
    }<table><caption class="sr">${this.t(words.compare)}</caption>
      <thead><tr><th scope="col">${this.t({ zh: '（亩）', en: '(mu)' })}</th>${compared.zones.map((zone) => html`<th scope="col" class="figure">${zone.name}</th>`)}<th scope="col" class="figure">${this.t({ zh: '合计', en: 'Sum' })}</th><th scope="col" class="figure">${this.t({ zh: '末减首', en: 'Last − first' })}</th></tr></thead>
      <tbody><tr><th scope="row">${this.t({ zh: '椭球面积', en: 'Ellipsoidal' })}</th>${compared.zones.map((zone) => mu(zone.areaM2))}${mu(compared.areaM2)}${mu((compared.zones.at(-1)?.areaM2 ?? 0) - (compared.zones[0]?.areaM2 ?? 0))}</tr>
        <tr><th scope="row">${this.t({ zh: '高斯平面面积', en: 'Plane' })}</th>${compared.zones.map((zone) => mu(zone.planeAreaM2))}${mu(compared.planeAreaM2)}${mu((compared.zones.at(-1)?.planeAreaM2 ?? 0) - (compared.zones[0]?.planeAreaM2 ?? 0))}</tr>
        <tr><th scope="row">${this.t({ zh: '冲突（项）', en: 'Conflicts' })}</th>${compared.zones.map((zone) => html`<td class="figure">${zone.conflicts}</td>`)}<td></td><td class="figure">${this.t({ zh: `消除 ${compared.resolved.length}，新增 ${compared.added.length}`, en: `${compared.resolved.length} gone, ${compared.added.length} new` })}</td></tr>
        ${shared === undefined ? nothing : html`<tr><th scope="row">${this.t({ zh: '两者重叠', en: 'In both' })}</th><td class="figure" colspan=${compared.zones.length + 2}>${areaFigures(shared).mu}</td></tr>`}</tbody>
      <tbody><tr><th colspan=${compared.zones.length + 3} scope="rowgroup">${this.t({ zh: '按村', en: 'By village' })}</th></tr>${compared.villages.map((line) => html`<tr><th scope="row">${villageName(line.code)}</th>${line.overlapM2.map(mu)}${mu(line.sumM2)}${mu(line.differenceM2)}</tr>`)}</tbody>
      <tbody><tr><th colspan=${compared.zones.length + 3} scope="rowgroup">${this.t({ zh: '按图层', en: 'By layer' })}</th></tr>${compared.layers
        .filter((line) => line.sumM2 > 0)
        .map(
          (line) =>
            html`<tr><th scope="row">${layerName(line.layer)}${line.checked ? '' : this.t({ zh: '（含未核查）', en: ' (partly unchecked)' })}</th>${line.overlapM2.map(mu)}${mu(line.sumM2)}${mu(line.differenceM2)}</tr>`,
        )}</tbody></table></div>`;
  }
}
define('compare-panel', ComparePanel);
