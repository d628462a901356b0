import { css, html, nothing } from 'lit';
import type { CrsCandidate, CrsChoice } from '../../../geo/formats/types.ts';
import { formatPlace, type Problem } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { words } from '../words.ts';
import type { IncomingLayer } from './layers.ts';
import './layer-facts.ts';

const same = (a: CrsChoice | undefined, b: CrsChoice) =>
  a?.code === b.code &&
  a.swapAxes === b.swapAxes &&
  a.packedDms === b.packedDms &&
  a.writtenPrefix === b.writtenPrefix;

/** A layer found in a file: what it is, where it would lie and what it is for, before it is added. */
class IncomingLayerElement extends CheckElement {
  static override properties = { ...CheckElement.properties, layer: { attribute: false } };
  declare layer: IncomingLayer;

  static override styles = [
    base,
    panelStyles,
    css`
      article { display: grid; gap: 10px; padding: 12px 14px; border: 1px solid var(--accent); border-radius: 12px; background: color-mix(in srgb, var(--accent) 5%, var(--raised)); font-size: 13px; line-height: 1.5; }
      h3 { margin: 0; font-size: 14.5px; color: var(--ink); overflow-wrap: anywhere; }
      progress { width: 100%; accent-color: var(--accent); }
      .choice { display: grid; grid-template-columns: 22px 1fr; gap: 2px 6px; padding: 8px; border: 1px solid var(--line); border-radius: 9px; background: var(--raised); cursor: pointer; }
      .choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
      .choice small { grid-column: 2; color: var(--ink-soft); font-size: 12.5px; }
      ul.problems { display: grid; gap: 6px; max-height: 180px; overflow: auto; }
      ul.problems li { padding-left: 10px; border-left: 3px solid var(--warn); }
      ul.problems li.error { border-left-color: var(--bad); }
      ul.problems li.info { border-left-color: var(--accent); }
    `,
  ];

  #choice(candidate: CrsCandidate) {
    const { ticket, choice } = this.layer;
    const { distanceKm, landsAt, name, why, code } = candidate;
    const [lon, lat] = landsAt;
    return html`<label class="choice"><input type="radio" name="crs" .checked=${same(choice, candidate)} @change=${() => this.bench.layers.choose(ticket, candidate)}>
      <span>${this.t(name)} ${code.startsWith('+') ? nothing : html`<span class="faint num">${code}</span>`}</span>
      <small class="num">${this.t(why)}<br>${
        Number.isFinite(lon) && Math.abs(lat) <= 90
          ? this.t({
              zh: `落在 ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N`,
              en: `Lands at ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N`,
            })
          : this.t({
              zh: '按此坐标系算不出地球上的位置',
              en: 'In this system it lies nowhere on the earth',
            })
      }${distanceKm ? html`<span class=${distanceKm > 50 ? 'bad' : ''}>${this.t({ zh: `，距本镇 ${distanceKm.toFixed(distanceKm < 10 ? 1 : 0)} 公里`, en: `, ${distanceKm.toFixed(distanceKm < 10 ? 1 : 0)} km from the town` })}</span>` : nothing}</small></label>`;
  }

  #system() {
    const { choices, choice, opened } = this.layer;
    const [first, ...rest] = choices;
    return html`<div class="stack" role="radiogroup" aria-label=${this.t({ zh: '坐标系', en: 'Coordinate system' })}>
      <p class="hint">${this.t({ zh: '坐标系：', en: 'Coordinate system: ' })}${opened.crs.reasons.map((reason) => this.t(reason)).join(' ')}</p>
      ${first ? this.#choice(first) : nothing}
      ${rest.length ? html`<details ?open=${!choice || rest.some((one) => same(choice, one))}><summary>${this.t({ zh: `其他可能（${rest.length}）`, en: `Other possibilities (${rest.length})` })}</summary><div class="stack">${rest.map((one) => this.#choice(one))}</div></details>` : nothing}</div>`;
  }

  #problems(list: readonly Problem[]) {
    if (!list.length) return nothing;
    return html`<ul class="problems" aria-label=${this.t({ zh: '文件中的问题', en: 'Faults in the file' })}>${list.map(
      (p) =>
        html`<li class=${p.severity}>${p.where ? html`<span class="faint">${formatPlace(p.where, this.language)} · </span>` : nothing}${this.t(p.what)} ${p.remedy ? html`<span class="soft">${this.t(p.remedy)}</span>` : nothing}</li>`,
    )}</ul>`;
  }

  override render() {
    const { layers } = this.bench;
    const { ticket, opened, facts, guess, phase, progress, problems, choice } = this.layer;
    const { file, table, format, count, fields } = opened;
    const from = table && table !== file ? `${file} · ${table}` : file;
    return html`<article aria-label=${this.t({ zh: `待添加图层 ${facts.name}`, en: `Layer to add: ${facts.name}` })}>
      <h3>${facts.name}</h3>
      <p class="hint">${from}：${format.toUpperCase()}${count === undefined ? '' : this.t({ zh: `，${count} 条记录`, en: `, ${count} records` })}${this.t({ zh: `，${fields.length} 个字段`, en: `, ${fields.length} fields` })}</p>
      ${
        phase === 'packing'
          ? html`<progress max="1" .value=${progress} aria-label=${this.t({ zh: '读取进度', en: 'Reading' })}></progress>`
          : html`<layer-facts .store=${this.store} .bench=${this.bench} .facts=${facts} .why=${guess.role === facts.role ? guess.reason : undefined} @facts=${(event: CustomEvent) => layers.settle(ticket, event.detail)}></layer-facts>${this.#system()}`
      }
      ${this.#problems([...opened.problems, ...problems])}
      <div class="row"><button class="button primary" ?disabled=${!choice || phase === 'packing'} @click=${() => void layers.accept(ticket)}>${this.t({ zh: '确认添加', en: 'Add the layer' })}</button>
        <button class="button" @click=${() => layers.dismiss(ticket)}>${this.t(words.cancel)}</button></div></article>`;
  }
}
define('incoming-layer', IncomingLayerElement);
