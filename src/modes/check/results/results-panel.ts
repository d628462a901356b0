import { css, html, nothing } from 'lit';
import { type CheckResult, layerWarnings, type Report, reportOf, withUnit } from '../../../check/index.ts';
import { areaFigures, planeArea } from '../../../geo/area/index.ts';
import type { Classes } from '../../../geo/layer/index.ts';
import { formatPlace } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import './result-table.ts';
import { areaOf } from './zone-area.ts';

const written = new WeakMap<CheckResult, { classes: Classes | undefined; report: Report }>();

/** The report of a result; the same object every time, so that a table keeps its rows while the panel is rendered. */
function reportFor(result: CheckResult, classes: Classes | undefined): Report {
  const cached = written.get(result);
  if (cached && cached.classes === classes) return cached.report;
  const report = reportOf(result, { classes });
  written.set(result, { classes, report });
  return report;
}

/** What the check found of the active zone: totals first, then what forbids, then everything in tables. */
class ResultsPanel extends CheckElement {
  static override properties = { ...CheckElement.properties, open: { state: true } };
  declare open: string;

  constructor() {
    super();
    this.open = 'conflicts';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .total { display: grid; grid-template-columns: 1fr auto; align-items: end; gap: 2px 12px; padding: 16px 20px 12px; }
      .mu { font-size: 30px; font-weight: 650; line-height: 1.15; letter-spacing: -0.01em; }
      .mu small { font-size: 15px; font-weight: 500; margin-inline-start: 4px; }
      .mu .of { display: block; font-size: 13px; font-weight: 400; letter-spacing: 0; color: var(--ink-soft); line-height: 1.6; }
      .other { text-align: end; font-size: 13.5px; line-height: 1.5; color: var(--ink-soft); }
      dl { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 0 20px 12px; font-size: 13px; line-height: 1.55; }
      dt { color: var(--ink-soft); }
      dd { text-align: end; white-space: nowrap; }
      .answers { display: flex; flex-wrap: wrap; gap: 6px 14px; padding: 10px 20px; border-block: 1px solid var(--line); font-size: 13px; background: var(--sunken); }
      .answers b { font-weight: 650; }
      .dot { display: inline-block; width: 9px; height: 9px; margin-inline-end: 5px; background: var(--ink-soft); }
      .dot.overlap { background: var(--bad); transform: rotate(45deg); }
      .dot.clear { background: var(--good); border-radius: 50%; }
      .dot.unchecked { background: none; box-shadow: inset 0 0 0 2px var(--warn); }
      .tabs { display: flex; gap: 6px; padding: 12px 20px 8px; flex-wrap: wrap; }
      .prompt { display: flex; gap: 8px; margin: 0 20px 10px; padding: 8px 12px; border-radius: 9px; background: color-mix(in srgb, var(--warn) 12%, var(--raised)); font-size: 13px; line-height: 1.55; }
      .prompt svg { flex: none; margin-top: 1px; color: var(--warn); }
      .stale { opacity: 0.55; }
      ul.warnings { display: grid; gap: 6px; padding: 0 20px 14px; font-size: 13px; line-height: 1.55; }
      ul.warnings li { padding-left: 10px; border-left: 3px solid var(--warn); }
      ul.warnings li.info { border-left-color: var(--line-strong); }
    `,
  ];

  get #report() {
    const { session, checker } = this.bench;
    const result = checker.results.value[session.activeZone.value?.id ?? '']?.result;
    return result && reportFor(result, checker.classes.value);
  }

  /** The area the file states and how far the plane area is from it, as the report has them. */
  #stated(result: CheckResult) {
    const { stated } = result.zone;
    const rows = this.#report?.tables.find(({ id }) => id === 'zone')?.rows ?? [];
    const line = (key: string, places: readonly number[], tone: string) => {
      const cells = rows.find((row) => row.key === key)?.cells;
      if (!cells) return nothing;
      // Which of the two is the larger is what one looks for.
      const plus = key === 'plane-difference' && /^[^-]*[1-9]/.test(cells[places[0]!]!.zh) ? '+' : '';
      return html`<dt>${this.t(cells[0]!)}</dt><dd class="num ${tone}">${plus}${places.map((c) => this.t(withUnit(cells[c]!))).join(' · ')}</dd>`;
    };
    if (!stated) return nothing;
    const large = Math.abs(stated.planeDifferenceM2) > Math.max(1, stated.statedM2 * 0.001);
    return html`${line('stated', [1, 2], '')}${line('plane-difference', [3], large ? 'bad' : 'good')}`;
  }

  #answers(result: CheckResult) {
    const count = (answer: string) =>
      result.layers.filter((l) => l.answer === answer).length +
      result.rules.filter((r) => r.answer === answer).length;
    const one = (answer: string, zh: string, en: string) =>
      html`<span><i class="dot ${answer}"></i>${this.t({ zh, en })} <b class="num">${count(answer)}</b></span>`;
    return html`<div class="answers" role="group" aria-label=${this.t({ zh: '各图层与规则的结果', en: 'Results by layer and rule' })}>
      ${one('overlap', '有重叠', 'overlap')}${one('clear', '已核查、无重叠', 'checked, none')}${one('unchecked', '未核查', 'not checked')}</div>`;
  }

  #tables() {
    const tables = (this.#report?.tables ?? []).filter(({ on }) => !on || on.includes('panel'));
    const table = tables.find((one) => one.id === this.open) ?? tables[0];
    return html`<div class="tabs" role="group" aria-label=${this.t({ zh: '结果分类', en: 'Kinds of result' })}>${tables.map(
      (one) =>
        html`<button class="chip" aria-pressed=${one.id === this.open} @click=${() => {
          this.open = one.id;
        }}>${this.t(one.short ?? one.title)} <span class="num">${one.rows.filter(({ kind }) => !kind).length}</span></button>`,
    )}</div>
      <result-table .store=${this.store} .bench=${this.bench} .table=${table}></result-table>`;
  }

  override render() {
    const { session, checker } = this.bench;
    const zone = session.activeZone.value;
    if (!zone) return nothing;
    const state = checker.results.value[zone.id];
    const result = state?.result;
    const meridian = this.store.state.town.value?.centralMeridian ?? 114;
    // The area is cheap and is always of the shape on screen; the tables follow when the check is done.
    const figures = areaFigures(areaOf(zone.geometry));
    const plane = areaFigures(planeArea(zone.geometry, meridian));
    // While a shape is on its way the next answer is a blink away: nothing flickers.
    const moving = session.live.value?.id === zone.id;
    const stale = !moving && (state?.running || (result && state?.geometry !== zone.geometry));
    const zoneProblems = zone.warnings.map((problem) => ({ problem, layer: undefined }));
    const warnings = [...zoneProblems, ...(result ? layerWarnings(result) : [])];
    return html`<div class="total num"><div class="mu"><span class="of">${this.t({ zh: '椭球面积', en: 'Ellipsoidal area' })}</span>${figures.mu}<small>${this.t({ zh: '亩', en: 'mu' })}</small></div>
        <div class="other">${figures.ha} ${this.t({ zh: '公顷', en: 'ha' })}<br>${figures.m2} m²</div></div>
      <dl><dt>${this.t({ zh: `高斯平面面积（3° 带，${meridian}°）`, en: `Gauss–Krüger plane (3° zone, ${meridian}°)` })}</dt><dd class="num">${plane.mu} ${this.t({ zh: '亩', en: 'mu' })} · ${plane.ha} ${this.t({ zh: '公顷', en: 'ha' })} · ${plane.m2} m²</dd>
        ${result ? this.#stated(result) : nothing}</dl>
      ${
        state?.problems.length
          ? html`<ul class="warnings" role="alert">${state.problems.map((p) => html`<li>${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : ''}</li>`)}</ul>`
          : nothing
      }
      ${
        result
          ? html`<div class=${stale ? 'stale' : ''} aria-busy=${stale ? 'true' : 'false'}>${this.#answers(result)}${this.#tables()}
          ${result.approval.lines.some(({ exceeds, answer }) => exceeds || answer === 'unchecked') ? html`<p class="prompt">${icon('warning', 18)}<span>${this.t(result.approval.prompt)} <span class="soft">${this.t(result.approval.law)}</span></span></p>` : nothing}</div>`
          : html`<p class="section hint" role="status">${this.t({ zh: '正在核查…', en: 'Checking…' })}</p>`
      }
      ${
        warnings.length
          ? html`<div class="section"><h3>${this.t({ zh: '导入时的提示与修复', en: 'Notes and repairs from the import' })}</h3></div><ul class="warnings">${warnings.map(
              ({ problem: p, layer }) =>
                html`<li class=${p.severity}>${layer ? html`<span class="faint">${this.t(layer)} · </span>` : nothing}${p.where ? html`<span class="faint">${formatPlace(p.where, this.language)} · </span>` : nothing}${this.t(p.what)} ${p.remedy ? html`<span class="soft">${this.t(p.remedy)}</span>` : nothing}</li>`,
            )}</ul>`
          : nothing
      }`;
  }
}
define('results-panel', ResultsPanel);
