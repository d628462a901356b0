import { css, html, nothing } from 'lit';
import type { CrsCandidate, CrsChoice } from '../../geo/formats/types.ts';
import { formatPlace, type Problem } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { base } from '../../ui/theme.ts';
import { CheckElement, panelStyles } from './element.ts';
import type { Incoming } from './import.ts';
import { words } from './words.ts';

const confidenceWords = {
  stated: { zh: '文件注明', en: 'stated in the file' },
  likely: { zh: '按惯例判断', en: 'likely by convention' },
  doubtful: { zh: '有疑问，请确认', en: 'doubtful: please confirm' },
  unknown: { zh: '无法判断，请选择', en: 'unknown: please choose' },
};

const same = (a: CrsChoice | undefined, b: CrsChoice) =>
  a?.code === b.code && a.swapAxes === b.swapAxes && a.packedDms === b.packedDms;

/** One file before it is accepted: what it is, where it would land and why, other systems one key away. */
class ImportPreview extends CheckElement {
  static override styles = [
    base,
    panelStyles,
    css`
      article { padding: 14px 20px; border-bottom: 1px solid var(--line); display: grid; gap: 10px; background: color-mix(in srgb, var(--accent) 5%, var(--raised)); }
      progress { width: 100%; accent-color: var(--accent); }
      .choice { display: grid; grid-template-columns: 22px 1fr; gap: 2px 6px; padding: 8px; border: 1px solid var(--line); border-radius: 9px; font-size: 13.5px; line-height: 1.45; background: var(--raised); cursor: pointer; }
      .choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
      .choice small { grid-column: 2; color: var(--ink-soft); font-size: 12.5px; }
      ul.problems { display: grid; gap: 6px; font-size: 13px; line-height: 1.55; max-height: 220px; overflow: auto; }
      ul.problems li { padding-left: 10px; border-left: 3px solid var(--warn); }
      ul.problems li.error { border-left-color: var(--bad); }
      ul.problems li.info { border-left-color: var(--accent); }
    `,
  ];

  #problems(list: readonly Problem[]) {
    if (!list.length) return nothing;
    return html`<ul class="problems" aria-label=${this.t({ zh: '文件中的问题', en: 'Faults in the file' })}>${list.map(
      (p) =>
        html`<li class=${p.severity}>${p.where ? html`<span class="faint">${formatPlace(p.where, this.language)} · </span>` : nothing}${this.t(p.what)} ${p.remedy ? html`<span class="soft">${this.t(p.remedy)}</span>` : nothing}</li>`,
    )}</ul>`;
  }

  #choice(one: Incoming, candidate: CrsCandidate, index: number) {
    const { importing } = this.bench;
    const far = (candidate.distanceKm ?? 0) > 50;
    const [lon, lat] = candidate.landsAt;
    return html`<label class="choice"><input type="radio" name="crs" accesskey=${index + 1} .checked=${same(one.choice, candidate)} @change=${() => void importing.choose(one.name, candidate)}>
      <span>${this.t(candidate.name)} <span class="faint num">${candidate.code}</span></span>
      <small class="num">${this.t(candidate.why)} ${this.t({ zh: `落在 ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N`, en: `lands at ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N` })}${
        candidate.distanceKm === undefined
          ? nothing
          : html`<span class=${far ? 'bad' : ''}>${this.t({ zh: `，距本镇 ${candidate.distanceKm.toFixed(candidate.distanceKm < 10 ? 1 : 0)} 公里`, en: `, ${candidate.distanceKm.toFixed(candidate.distanceKm < 10 ? 1 : 0)} km from the town` })}</span>`
      }</small></label>`;
  }

  #one(one: Incoming) {
    const { importing } = this.bench;
    const { summary, placement } = one;
    const ready = one.phase === 'asking' && placement !== undefined && one.choice !== undefined;
    const rest = one.choices.slice(1);
    return html`<article aria-label=${this.t({ zh: `预览 ${one.name}`, en: `Preview of ${one.name}` })}>
      <h2>${one.name}</h2>
      ${
        one.phase === 'reading'
          ? html`<progress max="1" .value=${one.progress} aria-label=${this.t({ zh: '读取进度', en: 'Reading' })}></progress>
            <p class="hint">${this.t({ zh: `正在读取 ${(one.progress * 100).toFixed(0)}%`, en: `Reading ${(one.progress * 100).toFixed(0)}%` })}</p>`
          : nothing
      }
      ${
        summary
          ? html`<p class="hint">${this.t({ zh: `${summary.format.toUpperCase()}，${summary.count} 个图形。坐标系：${confidenceWords[summary.crs.confidence].zh}。`, en: `${summary.format.toUpperCase()}, ${summary.count} shapes. Coordinate system: ${confidenceWords[summary.crs.confidence].en}.` })}
            ${summary.crs.reasons.map((reason) => this.t(reason)).join(' ')}</p>
          <div class="stack" role="radiogroup" aria-label=${this.t({ zh: '坐标系', en: 'Coordinate system' })}>
            ${one.choices.slice(0, 1).map((c, i) => this.#choice(one, c, i))}
            ${rest.length ? html`<details ?open=${summary.crs.confidence === 'doubtful' || summary.crs.confidence === 'unknown'}><summary>${this.t({ zh: `其他可能（${rest.length}）`, en: `Other possibilities (${rest.length})` })}</summary><div class="stack">${rest.map((c, i) => this.#choice(one, c, i + 1))}</div></details>` : nothing}
          </div>`
          : nothing
      }
      ${this.#problems([...one.problems, ...(placement?.problems ?? [])])}
      <div class="row">
        ${one.phase === 'failed' ? nothing : html`<button class="button primary" id="accept" ?disabled=${!ready} @click=${() => void importing.accept(one.name)}>${this.t(words.accept)}</button>`}
        <button class="button" @click=${() => importing.drop(one.name)}>${this.t(one.phase === 'failed' ? { zh: '关闭', en: 'Close' } : words.cancel)}</button>
      </div></article>`;
  }

  override render() {
    return this.bench.importing.incoming.value.map((one) => this.#one(one));
  }

  /** The next step is at hand: Enter accepts what the preview shows. */
  override updated() {
    const ready = this.bench.importing.incoming.value.find((one) => one.placement && one.phase === 'asking');
    if (!ready || this.#offered === ready.name) return;
    this.#offered = ready.name;
    this.renderRoot.querySelector<HTMLElement>('#accept')?.focus();
  }
  #offered: string | undefined;
}
define('import-preview', ImportPreview);
