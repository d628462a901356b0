import { css, html, nothing } from 'lit';
import { sameChoice } from '../../../geo/crs/candidates.ts';
import type { CrsCandidate } from '../../../geo/formats/types.ts';
import type { Bilingual } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { fileRowStyles } from '../file-row-styles.ts';
import { choiceStyles, crsChoice } from '../import/crs-choice.ts';
import { problemList, problemStyles } from '../problem-list.ts';
import { words } from '../words.ts';
import type { IncomingPicture, OpeningPictures, PictureFacts, PlannerPicture } from './imagery.ts';
import { accuracyWords, pixelWords } from './words.ts';

/** The planner's pictures: brought in, placed, shown or hidden, ordered, removed. */
class ImageryList extends CheckElement {
  static override styles = [
    base,
    panelStyles,
    choiceStyles,
    problemStyles,
    fileRowStyles,
    css`
      :host { display: grid; gap: 10px; }
      .card { padding: 10px 14px 12px; display: grid; gap: 10px; font-size: 13px; line-height: 1.5; }
      .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .wide { grid-column: 1 / -1; }
      .fade { display: flex; align-items: center; gap: 10px; }
      .fade input { flex: 1; min-width: 0; accent-color: var(--accent); }
      .fade output { min-width: 3em; text-align: end; }
    `,
  ];

  #opening({ id, name, problems }: OpeningPictures) {
    return html`<div><div class="opening" role="status"><span>${
      problems.length
        ? this.t({ zh: '有影像没有读入', en: 'An image was not read' })
        : this.t({ zh: `正在打开 ${name}…`, en: `Opening ${name}…` })
    }</span>${problems.length ? html`<button class="button small" @click=${() => this.bench.imagery.dismissFiles(id)}>${this.t({ zh: '关闭', en: 'Close' })}</button>` : nothing}</div>
      ${problemList(problems, this.language)}</div>`;
  }

  #facts(facts: PictureFacts, set: (change: Partial<PictureFacts>) => void) {
    const text = (key: keyof PictureFacts, label: Bilingual, hint: Bilingual, wide = false) =>
      html`<label class="field ${wide ? 'wide' : ''}">${this.t(label)}<input type="text" spellcheck="false" .value=${facts[key]} placeholder=${this.t(hint)} @change=${(
        event: Event,
      ) => set({ [key]: (event.target as HTMLInputElement).value.trim() })}></label>`;
    return html`<div class="grid">${text('name', { zh: '名称', en: 'Name' }, { zh: '', en: '' }, true)}
      ${text('source', { zh: '来源', en: 'Source' }, { zh: '如 2024 年航摄正射影像', en: 'such as aerial survey 2024' })}
      ${text('date', { zh: '影像时点', en: 'Date of the image' }, { zh: '2024 或 2024-05-31', en: '2024 or 2024-05-31' })}</div>`;
  }

  #system({ ticket, found, choices, choice }: IncomingPicture) {
    const { imagery } = this.bench;
    const one = (candidate: CrsCandidate) =>
      crsChoice(this.language, candidate, {
        group: `crs ${ticket}`,
        checked: sameChoice(choice, candidate),
        take: () => imagery.settle(ticket, { choice: candidate }),
      });
    const [first, ...rest] = choices;
    return html`<div class="stack" role="radiogroup" aria-label=${this.t({ zh: '坐标系', en: 'Coordinate system' })}>
      <p class="hint">${this.t({ zh: '坐标系：', en: 'Coordinate system: ' })}${(found.crs?.reasons ?? []).map((reason) => this.t(reason)).join(' ')}</p>
      ${problemList(found.crs?.mistake ? [found.crs.mistake] : [], this.language)}
      ${first ? one(first) : nothing}
      ${rest.length ? html`<details ?open=${!choice || rest.some((other) => sameChoice(choice, other))}><summary>${this.t({ zh: `其他可能（${rest.length}）`, en: `Other possibilities (${rest.length})` })}</summary><div class="stack">${rest.map(one)}</div></details>` : nothing}</div>`;
  }

  #incoming(one: IncomingPicture) {
    const { imagery } = this.bench;
    const { ticket, found, facts, choice } = one;
    const scan = !found.map;
    return html`<article aria-label=${this.t({ zh: `待添加影像 ${facts.name}`, en: `Image to add: ${facts.name}` })}>
      <h3>${facts.name}</h3>
      <p class="hint num">${found.file} · ${this.t(pixelWords(found.width, found.height))}</p>
      ${this.#facts(facts, (change) => imagery.settle(ticket, { facts: { ...facts, ...change } }))}
      ${
        scan
          ? html`<p class="hint">${this.t({ zh: '文件没有坐标（也没有同名的坐标文件 .tfw、.jgw、.pgw、.wld）：请用三个以上控制点配准，如图上的公里格网交点。', en: 'The file has no coordinates, nor a world file of the same name (.tfw, .jgw, .pgw, .wld): place it by three or more control points, such as crosses of the kilometre grid.' })}</p>`
          : this.#system(one)
      }
      ${problemList(found.problems, this.language)}
      <div class="row"><button class="button primary" ?disabled=${!scan && !choice} @click=${() => void imagery.accept(ticket)}>${this.t(scan ? { zh: '添加并配准', en: 'Add and place it' } : { zh: '确认添加', en: 'Add the image' })}</button>
        <button class="button" @click=${() => imagery.dismiss(ticket)}>${this.t(words.cancel)}</button></div></article>`;
  }

  #summary({ value, phase, progress, shown }: PlannerPicture): string {
    if (phase === 'missing')
      return this.t({
        zh: `本机没有它的数据：请重新添加 ${value.file}`,
        en: `Its data is not on this machine: add ${value.file} again`,
      });
    if (phase === 'reading')
      return this.t({
        zh: `正在读取… ${Math.round(progress * 100)}%`,
        en: `Reading… ${Math.round(progress * 100)}%`,
      });
    const points = value.control?.points.length ?? 0;
    return [
      value.map
        ? this.t({ zh: '影像', en: 'image' })
        : this.t({ zh: `未配准，${points} 个控制点`, en: `not placed yet, ${points} control points` }),
      this.t(pixelWords(value.width, value.height)),
      value.map && value.accuracyM ? `±${accuracyWords(value.accuracyM)} m` : '',
      value.date,
      shown < 1
        ? this.t({
            zh: `按 ${Math.round(value.width * shown)} 像素宽显示`,
            en: `shown ${Math.round(value.width * shown)} pixels wide`,
          })
        : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }

  #card({ id, value }: PlannerPicture, index: number, count: number) {
    const { imagery } = this.bench;
    const { name, source, date, opacity, control } = value;
    const percent = (share: number) => `${Math.round(share * 100)}%`;
    const slide = (event: Event) => Number((event.target as HTMLInputElement).value) / 100;
    return html`<div class="card">
      <p class="hint num">${value.file}${value.crs ? ` · ${value.crs.code}` : ''}${
        control?.rmsM === undefined
          ? ''
          : ` · ${this.t({ zh: `${control.points.length} 个控制点，均方根误差 ${accuracyWords(control.rmsM)} m`, en: `${control.points.length} control points, RMS ${accuracyWords(control.rmsM)} m` })}`
      }</p>
      <label class="fade"><span>${this.t({ zh: '不透明度', en: 'Opacity' })}</span><input type="range" min="0" max="100" step="5" .value=${String(Math.round(opacity * 100))} aria-label=${this.t({ zh: `${name} 的不透明度`, en: `Opacity of ${name}` })} @input=${(event: Event) => imagery.fade(id, slide(event))} @change=${(event: Event) => void imagery.change(id, { opacity: slide(event) })}><output class="num">${percent(opacity)}</output></label>
      ${this.#facts({ name, source, date }, (change) => void imagery.change(id, change))}
      <div class="row">
        ${value.map ? html`<button class="button small" @click=${() => imagery.frame(value)}>${this.t({ zh: '缩放到影像', en: 'Zoom to it' })}</button>` : nothing}
        ${
          control || !value.map
            ? html`<button class="button small" @click=${() => {
                imagery.placing.value = id;
              }}>${this.t({ zh: '控制点配准', en: 'Control points' })}</button>`
            : nothing
        }
        ${index > 0 ? html`<button class="button small" @click=${() => void imagery.move(id, -1)}>${this.t({ zh: '上移', en: 'Up' })}</button>` : nothing}
        ${index < count - 1 ? html`<button class="button small" @click=${() => void imagery.move(id, 1)}>${this.t({ zh: '下移', en: 'Down' })}</button>` : nothing}
      </div>
      ${problemList(value.warnings, this.language)}</div>`;
  }

  #picture(one: PlannerPicture, index: number, count: number) {
    const { imagery } = this.bench;
    const { id, value, phase, visible } = one;
    const { name } = value;
    const open = imagery.card.value === id;
    return html`<li><div class="line">
        <button class="open" aria-expanded=${open} @click=${() => {
          imagery.card.value = open ? undefined : id;
        }}><b title=${name}>${name}</b><small class=${phase === 'missing' || (!value.map && phase === 'ready') ? 'warn num' : 'num'}>${this.#summary(one)}</small></button>
        ${
          phase === 'ready' && value.map
            ? html`<label class="show"><input type="checkbox" .checked=${visible} aria-label=${this.t({ zh: `在地图上显示 ${name}`, en: `Show ${name} on the map` })} @change=${() => imagery.setVisible(id, !visible)}></label>`
            : nothing
        }
        <button class="icon-button" aria-label=${this.t({ zh: `移除 ${name}`, en: `Remove ${name}` })} @click=${() => void imagery.remove(one)}>${icon('close', 18)}</button></div>
      ${open ? this.#card(one, index, count) : nothing}</li>`;
  }

  override render() {
    const { imagery } = this.bench;
    const list = imagery.pictures.value;
    return html`${imagery.opening.value.map((one) => this.#opening(one))}
      ${imagery.incoming.value.map((one) => this.#incoming(one))}
      ${list.length ? html`<ul class="kept" aria-label=${this.t({ zh: '影像', en: 'Images' })}>${list.map((one, index) => this.#picture(one, index, list.length))}</ul>` : nothing}`;
  }
}
define('imagery-list', ImageryList);
