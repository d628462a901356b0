import { html, nothing } from 'lit';
import { sameChoice } from '../../../geo/crs/candidates.ts';
import { shiftUnknown, unmovedDatum } from '../../../geo/crs/notes.ts';
import type { CrsCandidate } from '../../../geo/formats/types.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { fileRowStyles } from '../file-row-styles.ts';
import { choiceStyles, crsChoice } from '../import/crs-choice.ts';
import { shiftFields } from '../import/shift-fields.ts';
import { problemList, problemStyles } from '../problem-list.ts';
import { words } from '../words.ts';
import type { IncomingLayer } from './layer-state.ts';
import './layer-facts.ts';

/** A layer found in a file: what it is, where it would lie and what it is for, before it is added. */
class IncomingLayerElement extends CheckElement {
  static override properties = { ...CheckElement.properties, layer: { attribute: false } };
  declare layer: IncomingLayer;

  static override styles = [base, panelStyles, choiceStyles, problemStyles, fileRowStyles];

  #choice(candidate: CrsCandidate) {
    const { ticket, choice } = this.layer;
    return crsChoice(this.language, candidate, {
      group: 'crs',
      checked: sameChoice(choice, candidate),
      take: () => this.bench.layers.choose(ticket, candidate),
    });
  }

  #system() {
    const { choices, choice, opened } = this.layer;
    const [first, ...rest] = choices;
    return html`<div class="stack" role="radiogroup" aria-label=${this.t({ zh: '坐标系', en: 'Coordinate system' })}>
      <p class="hint">${this.t({ zh: '坐标系：', en: 'Coordinate system: ' })}${opened.crs.reasons.map((reason) => this.t(reason)).join(' ')}</p>
      ${first ? this.#choice(first) : nothing}
      ${rest.length ? html`<details ?open=${!choice || rest.some((one) => sameChoice(choice, one))}><summary>${this.t({ zh: `其他可能（${rest.length}）`, en: `Other possibilities (${rest.length})` })}</summary><div class="stack">${rest.map((one) => this.#choice(one))}</div></details>` : nothing}</div>`;
  }

  /** An old datum: its parameters, and what is said while there are none. */
  #datum() {
    const { ticket, choice, shiftWords } = this.layer;
    return shiftFields(this.language, choice, shiftWords, (typed, rotation) =>
      this.bench.layers.shift(ticket, typed, rotation),
    );
  }

  override render() {
    const { layers } = this.bench;
    const { ticket, opened, facts, guess, phase, progress, problems, choice } = this.layer;
    const { file, table, format, count, fields } = opened;
    const unmoved = choice && unmovedDatum(choice);
    const from = table && table !== file ? `${file} · ${table}` : file;
    if (phase === 'unreadable')
      return html`<article aria-label=${this.t({ zh: `未能读取的图层 ${facts.name}`, en: `Layer that cannot be read: ${facts.name}` })}>
        <h3>${facts.name}</h3><p class="hint">${from}：${this.t({ zh: '未能读取，不能添加；其他图层不受影响。', en: 'it cannot be read nor added; the other layers are not affected.' })}</p>
        ${problemList(opened.problems, this.language)}
        <div class="row"><button class="button" @click=${() => layers.dismiss(ticket)}>${this.t({ zh: '关闭', en: 'Close' })}</button></div></article>`;
    return html`<article aria-label=${this.t({ zh: `待添加图层 ${facts.name}`, en: `Layer to add: ${facts.name}` })}>
      <h3>${facts.name}</h3>
      <p class="hint">${from}：${format.toUpperCase()}${count === undefined ? '' : this.t({ zh: `，${count} 条记录`, en: `, ${count} records` })}${this.t({ zh: `，${fields.length} 个字段`, en: `, ${fields.length} fields` })}</p>
      ${
        phase === 'packing'
          ? html`<progress max="1" .value=${progress} aria-label=${this.t({ zh: '读取进度', en: 'Reading' })}></progress>`
          : html`<layer-facts .store=${this.store} .bench=${this.bench} .facts=${facts} .columns=${fields.map(({ name }) => name)} .why=${guess.role === facts.role ? guess.reason : undefined} @facts=${(event: CustomEvent) => layers.settle(ticket, event.detail)}></layer-facts>${this.#system()}${this.#datum()}`
      }
      ${problemList([...opened.problems, ...problems, ...(unmoved ? [shiftUnknown(unmoved)] : [])], this.language)}
      <div class="row"><button class="button primary" ?disabled=${!choice || phase === 'packing'} @click=${() => void layers.accept(ticket)}>${this.t({ zh: '确认添加', en: 'Add the layer' })}</button>
        <button class="button" @click=${() => layers.dismiss(ticket)}>${this.t(words.cancel)}</button></div></article>`;
  }
}
define('incoming-layer', IncomingLayerElement);
