import { css, html, nothing } from 'lit';
import { roughKm, sameChoice } from '../../../geo/crs/candidates.ts';
import { contextOf } from '../../../geo/crs/town.ts';
import { type Widths, widestM, widthsMakeSense } from '../../../geo/edit/widths.ts';
import type { CrsCandidate } from '../../../geo/formats/types.ts';
import { extentOf } from '../../../geo/plane/extent.ts';
import { type Bilingual, listMark } from '../../../model/index.ts';
import { define, hearKeys } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { problemList, problemStyles } from '../problem-list.ts';
import { widthRule, widthWords, words } from '../words.ts';
import { choiceStyles, crsChoice } from './crs-choice.ts';
import {
  canAccept,
  type Incoming,
  isUnshifted,
  mostZones,
  type RepairAnswer,
  type RepairQuestion,
  repairQuestions,
  widthsOf,
} from './import.ts';
import { shiftFields } from './shift-fields.ts';

const confidenceWords = {
  stated: { zh: '文件注明', en: 'stated in the file' },
  likely: { zh: '按惯例判断', en: 'likely by convention' },
  doubtful: { zh: '有疑问，请确认', en: 'doubtful: please confirm' },
  unknown: { zh: '无法判断，请选择', en: 'unknown: please choose' },
};

const questionWords: Record<RepairQuestion, Bilingual> = {
  'overlap-ambiguous': { zh: '边界绕了两圈的地方', en: 'Ground the boundary runs round twice' },
  'hole-outside-shell': { zh: '外环之外的洞', en: 'Holes outside their shell' },
};
const answerWords: Record<RepairAnswer, Bilingual> = {
  once: { zh: '计入面积', en: 'Counts as part of the zone' },
  exclude: { zh: '不计入（是洞）', en: 'Does not count (is a hole)' },
  part: { zh: '作为单独的部分', en: 'Are parts of their own' },
  drop: { zh: '去掉', en: 'Are dropped' },
  skip: { zh: '不导入这样的图形', en: 'Leave such shapes out' },
};

/** Files before they are accepted: what they are, where they would land and why, other systems one key away. */
class ImportPreview extends CheckElement {
  constructor() {
    super();
    hearKeys(this, this.#onKey);
  }

  static override styles = [
    base,
    panelStyles,
    choiceStyles,
    problemStyles,
    css`
      article { padding: 14px 20px; border-bottom: 1px solid var(--line); display: grid; gap: 10px; background: color-mix(in srgb, var(--accent) 5%, var(--raised)); }
      progress { width: 100%; accent-color: var(--accent); }
      .choice:has(:disabled) { opacity: 0.55; cursor: default; }
      .agree { border-color: var(--warn); background: color-mix(in srgb, var(--warn) 10%, var(--raised)); }
      header { display: grid; gap: 10px; padding: 14px 20px; border-bottom: 1px solid var(--line); background: color-mix(in srgb, var(--accent) 10%, var(--raised)); }
      h3 { margin: 0; }
      .earlier > summary { padding: 8px 20px; }
      .widths { display: grid; gap: 6px; margin: 0; padding: 8px 10px; border: 1px solid var(--line); border-radius: 9px; background: var(--raised); }
      .widths legend { padding: 0 4px; font-size: 13.5px; }
      .widths .row { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .widths input { width: 100%; }
      article h2 { overflow-wrap: anywhere; }
    `,
  ];

  /** Where all of what is shown lies under the choice made: the middle of the whole, not of the part most points are in. */
  #landing({ choice, placement }: Incoming, candidate: CrsCandidate): CrsCandidate {
    const extent = sameChoice(choice, candidate) && placement ? extentOf(placement.shapes) : undefined;
    if (!extent) return candidate;
    const [west, south, east, north] = extent;
    const landsAt: [number, number] = [(west + east) / 2, (south + north) / 2];
    const town = this.store.state.town.value;
    const distanceKm = town && roughKm(landsAt, contextOf(town).centre);
    return { ...candidate, landsAt, ...(distanceKm === undefined ? {} : { distanceKm }) };
  }

  #choice(one: Incoming, candidate: CrsCandidate, index: number) {
    return crsChoice(this.language, this.#landing(one, candidate), {
      group: `crs ${one.name}`,
      checked: sameChoice(one.choice, candidate),
      take: () => void this.bench.importing.choose(one.name, candidate),
      ...(index < 9 ? { key: index + 1 } : {}),
    });
  }

  /** Many shapes: how many, whether each is a zone or all are one, and which of them. */
  #many(one: Incoming) {
    const { importing } = this.bench;
    const { summary, placement, choice } = one;
    if (!summary || summary.count < 2 || !placement || !choice) return nothing;
    const count = placement.count;
    const tooMany = count > mostZones;
    const more = summary.count - placement.names.length;
    const names = placement.names.map((name, index) => `${index + 1} ${name}`).join(this.t(listMark));
    const way = (as: 'each' | 'one', words: Bilingual, disabled = false) =>
      html`<label class="choice"><input type="radio" name=${`as ${one.name}`} .checked=${one.as === as} ?disabled=${disabled} @change=${() => importing.settle(one.name, { as })}><span>${this.t(words)}</span></label>`;
    return html`<div class="stack ask" role="radiogroup" aria-label=${this.t({ zh: '如何成为地块', en: 'How shapes become zones' })}>
        <h3>${this.t({ zh: `选中 ${count} 个图形，如何导入？`, en: `${count} shapes chosen: how to import them?` })}</h3>
        ${way('each', { zh: `每个图形一个地块（${count} 个地块）`, en: `Each shape a zone (${count} zones)` }, tooMany)}
        ${tooMany ? html`<p class="hint warn">${this.t({ zh: `超过 ${mostZones} 个不能逐个成为地块：请合成一个，只选一部分，或添加为参考图层。`, en: `More than ${mostZones} cannot each be a zone: take them as one, choose some, or add the file as a reference layer.` })}</p>` : nothing}
        ${way('one', { zh: '合成一个地块', en: 'All as one zone' })}
      </div>
      <label class="field">${this.t({ zh: '只要其中一部分：编号或名称，如 1-20，35', en: 'Only some: numbers or names, such as 1-20, 35' })}
        <input type="text" .value=${one.only} spellcheck="false" @change=${(event: Event) =>
          void importing.choose(one.name, choice, (event.target as HTMLInputElement).value)}></label>
      <p class="hint num">${names}${more > 0 ? this.t({ zh: `，另有 ${more} 个`, en: ` and ${more} more` }) : ''}</p>`;
  }

  #shift({ name, choice, shiftWords }: Incoming) {
    return shiftFields(this.language, choice, shiftWords, (typed, rotation) => {
      void this.bench.importing.shift(name, typed, rotation);
    });
  }

  /** Lines can become strips of ground: how wide to either side. */
  #lines(one: Incoming) {
    const lines = one.placement?.lines.filter(({ type }) => /Line|Collection/.test(type)) ?? [];
    if (!lines.length) return nothing;
    const widths = widthsOf(one);
    const side = (key: keyof Widths, label: Bilingual) =>
      html`<label class="field">${this.t(label)}<input type="number" inputmode="decimal" min="0" max=${widestM} step="any" .value=${`${one.widths[key] ?? ''}`} @change=${(
        event: Event,
      ) => {
        const { value, valueAsNumber } = event.target as HTMLInputElement;
        const given = value === '' ? {} : { [key]: valueAsNumber };
        const { [key]: _before, ...other } = one.widths;
        this.bench.importing.settle(one.name, { widths: { ...other, ...given } });
      }}></label>`;
    return html`<fieldset class="widths ask"><legend>${this.t({ zh: '线作为中心线，按宽度成面', en: 'Lines as centre lines of a width' })}</legend>
      <div class="row">${side('leftM', widthWords.left)}${side('rightM', widthWords.right)}</div>
      <p class=${widths && !widthsMakeSense(widths) ? 'hint warn' : 'hint'}>${this.t(
        widths && !widthsMakeSense(widths)
          ? widthRule
          : {
              zh: '左右按画线方向；两端平头。只填一个则两侧同宽；都不填则线不导入（首尾相接的除外）。',
              en: 'Left and right as the line runs; flat ends. One figure alone is for both sides; without any, lines are left out unless they close.',
            },
      )}</p></fieldset>`;
  }

  /** Coordinates of an old datum without its shift are only taken when the user says so. */
  #datum(one: Incoming) {
    if (!isUnshifted(one)) return nothing;
    return html`<label class="choice ask agree"><input type="checkbox" .checked=${one.agreed} @change=${(
      event: Event,
    ) => this.bench.importing.settle(one.name, { agreed: (event.target as HTMLInputElement).checked })}>
      <span>${this.t({ zh: '我知道没有转换参数、位置可能偏差约 100 米，仍要导入；提示会写入每份结果', en: 'I know that without a shift positions may be off by about 100 m and import all the same; the warning goes into every result' })}</span></label>`;
  }

  /** What only the maker of a shape knows, asked once repair came upon it. */
  #repairs(one: Incoming) {
    return one.unsettled.map((question) => {
      const title = this.t(questionWords[question]);
      return html`<div class="stack ask" role="radiogroup" aria-label=${title}><h3>${title}</h3>
        ${repairQuestions[question].answers.map(
          (answer) =>
            html`<label class="choice"><input type="radio" name=${`${question} ${one.name}`} .checked=${one.answers[question] === answer} @change=${() =>
              this.bench.importing.settle(one.name, {
                answers: { ...one.answers, [question]: answer },
              })}><span>${this.t(answerWords[answer])}</span></label>`,
        )}</div>`;
    });
  }

  #one(one: Incoming) {
    const { importing } = this.bench;
    const { summary, placement } = one;
    const rest = one.choices.slice(1);
    const doubtful = summary?.crs.confidence === 'doubtful' || summary?.crs.confidence === 'unknown';
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
            ${rest.length ? html`<details ?open=${doubtful || rest.some((c) => sameChoice(one.choice, c))}><summary>${this.t({ zh: `其他可能（${rest.length}）`, en: `Other possibilities (${rest.length})` })}</summary><div class="stack">${rest.map((c, i) => this.#choice(one, c, i + 1))}</div></details>` : nothing}
          </div>`
          : nothing
      }
      ${problemList([...one.problems, ...(placement?.problems ?? [])], this.language)}
      ${one.phase === 'asking' ? [this.#many(one), this.#lines(one), this.#shift(one), this.#datum(one), this.#repairs(one)] : nothing}
      ${one.phase === 'taking' ? html`<p class="hint" role="status">${this.t({ zh: '正在导入…', en: 'Importing…' })}</p>` : nothing}
      <div class="row">
        ${one.phase === 'failed' ? nothing : html`<button class="button primary accept" ?disabled=${!canAccept(one)} @click=${() => void importing.accept(one.name)}>${this.t(words.accept)}</button>`}
        <button class="button" @click=${() => importing.drop(one.name)}>${this.t(one.phase === 'failed' ? { zh: '关闭', en: 'Close' } : words.cancel)}</button>
      </div></article>`;
  }

  /** A figure key chooses the system of that number for the file being asked about. */
  #onKey = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    const typing =
      target instanceof HTMLElement &&
      target.matches('input:not([type=radio], [type=checkbox]), textarea, select');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const one = this.bench.importing.incoming.value.find(({ phase }) => phase === 'asking');
    const candidate = one?.choices[Number(event.key) - 1];
    if (!one || !candidate) return;
    event.preventDefault();
    // Once it is shown the focus is where Enter takes it, or where something is to be agreed to.
    void this.bench.importing.choose(one.name, candidate).then(() => {
      this.#offered = undefined;
      this.requestUpdate();
    });
  };

  override render() {
    const { importing } = this.bench;
    const { failed, open } = this.#parted;
    const ready = open.filter(canAccept);
    const drop = (list: readonly Incoming[]) => list.map(({ name }) => importing.drop(name));
    // Of files that cannot be read the last to come is what one has just done: it stands first, those before it folded.
    const [last, ...earlier] = failed;
    return html`${
      earlier.length
        ? html`<header><h2>${this.t({ zh: `${failed.length} 个文件不能读取`, en: `${failed.length} files cannot be read` })}</h2><div class="row">
            <button class="button" @click=${() => drop(failed)}>${this.t({ zh: '全部关闭', en: 'Close all' })}</button></div></header>`
        : nothing
    }${last ? this.#one(last) : nothing}${
      earlier.length
        ? html`<details class="earlier"><summary>${this.t({ zh: `此前的 ${earlier.length} 个`, en: `The ${earlier.length} before it` })}</summary>${earlier.map((one) => this.#one(one))}</details>`
        : nothing
    }${
      open.length > 1
        ? html`<header><h2>${this.t({ zh: `${open.length} 个文件待确认`, en: `${open.length} files to confirm` })}</h2><div class="row">
            <button class="button primary" ?disabled=${!ready.length} @click=${() => void importing.acceptAll()}>${this.t({ zh: `导入可确认的 ${ready.length} 个`, en: `Import the ${ready.length} that are settled` })}</button>
            <button class="button" @click=${() => drop(open)}>${this.t({ zh: '全部取消', en: 'Cancel all' })}</button></div></header>`
        : nothing
    }${open.map((one) => this.#one(one))}`;
  }

  /** Files that cannot be read, the last to come first, and those that are being read or asked about in their order. */
  get #parted() {
    const all = this.bench.importing.incoming.value;
    const failed = all.filter(({ phase }) => phase === 'failed').reverse();
    return { failed, open: all.filter(({ phase }) => phase !== 'failed') };
  }

  /** The next step is at hand: Enter accepts what the preview shows, or the first open question has the focus. */
  override updated() {
    const all = this.bench.importing.incoming.value;
    // While one is taken in its button still has the focus; the next one's turn comes after it.
    if (all.some(({ phase }) => phase === 'taking')) return;
    const ready = all.find((one) => one.placement && one.phase === 'asking');
    if (!ready || this.#offered === ready.name) return;
    this.#offered = ready.name;
    const { failed, open } = this.#parted;
    const article = this.renderRoot.querySelectorAll('article')[failed.length + open.indexOf(ready)];
    const accept = article?.querySelector<HTMLButtonElement>('.accept');
    const asked = article?.querySelector<HTMLElement>('.ask input:not(:disabled), input[type=radio]');
    const next = accept?.disabled ? asked : accept;
    const panel = this.parentElement;
    if (!article || !panel || article.offsetHeight <= panel.clientHeight) {
      next?.focus();
      return;
    }
    // Where the panel is low, what is asked comes first, not the button under it. Only the panel is scrolled.
    next?.focus({ preventScroll: true });
    panel.scrollTop += article.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  }
  #offered: string | undefined;
}
define('import-preview', ImportPreview);
