import type { Position } from 'geojson';
import { css, html, nothing } from 'lit';
import { measure, pointError } from '../geo/area/index.ts';
import { faultsOf } from '../geo/repair/index.ts';
import type { Collecting } from '../map/draw/collect.ts';
import { draftOver } from '../map/draw/draft.ts';
import { type MeasuredShape, measuring } from '../map/draw/measuring.ts';
import { missPixels } from '../map/draw/pointer.ts';
import type { MapView } from '../map/view/view.ts';
import { asProblems } from '../model/index.ts';
import { effect, type Signal, signal, untracked } from '../store/index.ts';
import { bestAccuracyM } from '../store/near.ts';
import { asideStyles } from './aside-styles.ts';
import { define, focusLost, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { measuredArea, measuredLength } from './measured-words.ts';
import { base } from './theme.ts';
import { toolIcon } from './tool-icons.ts';
import { accuracyText, words } from './words.ts';

type Kind = 'distance' | 'area';

/** A distance or an area measured by taps on the map, with the error of the taps and of what is drawn. */
class MeasurePanel extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    view: { attribute: false },
    kind: { state: true },
    measured: { state: true },
    count: { state: true },
  };
  declare view: Signal<MapView | undefined>;
  declare kind: Kind;
  declare measured: MeasuredShape | undefined;
  /** Points set so far. */
  declare count: number;
  #tool: Collecting | undefined;
  #draft: ReturnType<typeof draftOver> | undefined;
  /** Metres that a tap may have missed by, the worst of those made. */
  #tapM = 0;
  #unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.view = signal(undefined);
    this.kind = 'distance';
    this.count = 0;
  }

  static override styles = [
    base,
    asideStyles,
    css`
      .warn { color: var(--warn); }
      dl { margin: 12px 4px 0 0; display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; align-items: baseline; }
      dt { font-size: 13.5px; color: var(--ink-soft); }
      dd { margin: 0; font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums; }
    `,
  ];

  /** Begins again, with nothing measured. */
  #begin(kind: Kind) {
    this.#lay();
    this.kind = kind;
    const view = this.view.peek();
    if (!view) return;
    this.#draft ??= draftOver(view);
    const draft = this.#draft;
    this.#tool = measuring(view, {
      kind,
      targets: () => [],
      paint: draft.show,
      changed: (measured, points) => this.#changed(view, measured, points),
      refused: (error) => {
        this.store.commands.report(...asProblems(error));
        this.#begin(kind);
      },
      cancel: () => this.#begin(kind),
    });
  }

  #changed(view: MapView, measured: MeasuredShape | undefined, points: readonly Position[]) {
    if (points.length > this.count && !measured?.done)
      this.#tapM = Math.max(this.#tapM, view.camera.metersPerPixel.peek() * missPixels);
    this.measured = measured;
    this.count = points.length;
  }

  #lay() {
    this.#tool?.stop();
    this.#tool = undefined;
    this.#draft?.show(undefined);
    this.measured = undefined;
    this.count = 0;
    this.#tapM = 0;
  }

  #close() {
    this.store.commands.setAside(undefined);
    this.dispatchEvent(focusLost());
  }

  #figures({ shape }: MeasuredShape) {
    const meridian = this.store.state.town.value?.centralMeridian ?? 114;
    const { lengthM, areaM2 } = measure(shape, meridian);
    const error = pointError(shape, this.#tapM, meridian);
    if (shape.type === 'Polygon' && faultsOf(shape, 1).length)
      return html`<p class="warn">${this.t({ zh: '边线自相交，面积不可用。请撤回一点。', en: 'The border crosses itself, so it has no area. Undo a point.' })}</p>`;
    return html`<dl>
      ${
        areaM2 === undefined
          ? nothing
          : html`<dt>${this.t({ zh: '面积', en: 'Area' })}</dt>${measuredArea(areaM2, error.areaM2 ?? 0).map(
              (text, index) => html`${index ? html`<dt></dt>` : nothing}<dd>${this.t(text)}</dd>`,
            )}`
      }
      <dt>${this.t(areaM2 === undefined ? { zh: '距离', en: 'Distance' } : { zh: '周长', en: 'Perimeter' })}</dt><dd>${this.t(measuredLength(lengthM, error.lengthM))}</dd></dl>`;
  }

  /** What the figures can be trusted for. */
  #honest() {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(this.#tapM)) - 1);
    const missed = Math.ceil(this.#tapM / step) * step;
    const best = bestAccuracyM(this.store);
    return html`<p class="honest">${this.t({
      zh: `±是点按可能偏出 ${missPixels} 像素（此处约 ${missed} 米）带来的误差，放大后再量会更小。`,
      en: `The ± allows for taps that miss by ${missPixels} pixels (about ${missed} m here); zoom in and measure again to reduce it.`,
    })}${
      best > 100
        ? this.t({
            zh: `图上要素本身的位置偏差最小也有 ${accuracyText(best)}：这里量的是图上的远近大小，不是实地的，不能用于补偿、权属。`,
            en: ` The map itself is accurate to ${accuracyText(best)} at best: this measures the drawing, not the ground, and is no basis for compensation or land titles.`,
          })
        : this.t({
            zh: '不能代替测绘，不能用于补偿、权属。',
            en: ' This is not a survey, and no basis for compensation or land titles.',
          })
    }</p>`;
  }

  #hint() {
    if (!this.view.value)
      return this.t({
        zh: '此浏览器画不出可量算的地图（没有 WebGL 2），请换一个浏览器。',
        en: 'This browser cannot draw a map to measure on (no WebGL 2): please try another.',
      });
    if (this.measured?.done) return nothing;
    const area = this.kind === 'area';
    if (this.count < (area ? 3 : 2))
      return this.t(
        area
          ? {
              zh: '沿边界在地图上逐点点按，至少三点。',
              en: 'Tap along the border on the map, three points or more.',
            }
          : { zh: '在地图上点按起点，再点按下一点。', en: 'Tap the start on the map, then the next point.' },
      );
    return this.t({
      zh: '继续点按加点；双击、按回车或按“完成”结束。',
      en: 'Tap to add points; a double click, Enter or Finish ends.',
    });
  }

  override render() {
    const { measured, count, kind } = this;
    const done = measured?.done === true;
    const choice = (name: Kind, shape: 'ruler' | 'polygon', label: { zh: string; en: string }) =>
      html`<button class="button" role="radio" aria-checked=${kind === name} @click=${() => this.#begin(name)}>${toolIcon(shape, 16)}${this.t(label)}</button>`;
    return html`<section aria-labelledby="title"><header><h2 id="title" tabindex="-1">${this.t({ zh: '量距离、面积', en: 'Measure' })}</h2>
      <button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.#close()}>${icon('close')}</button></header>
      <div class="row" role="radiogroup" aria-labelledby="title">
        ${choice('distance', 'ruler', { zh: '距离', en: 'Distance' })}
        ${choice('area', 'polygon', { zh: '面积', en: 'Area' })}</div>
      <p role="status">${this.#hint()}</p>
      <div aria-live="polite">${measured && count ? this.#figures(measured) : nothing}</div>
      ${
        count
          ? html`<div class="row">
        ${
          done
            ? html`<button class="button" @click=${() => this.#begin(kind)}>${this.t({ zh: '重新量', en: 'Measure again' })}</button>`
            : html`<button class="button" ?disabled=${count < (kind === 'area' ? 3 : 2)} @click=${() => this.#tool?.finish()}>${this.t({ zh: '完成', en: 'Finish' })}</button>
          <button class="button" @click=${() => this.#tool?.back()}>${toolIcon('undo', 16)}${this.t({ zh: '撤回一点', en: 'Undo point' })}</button>`
        }</div>${measured ? this.#honest() : nothing}`
          : nothing
      }</section>`;
  }

  override firstUpdated() {
    this.dispatchEvent(new CustomEvent('chosen', { bubbles: true, composed: true }));
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    // The map may stand only later, or be made again.
    this.#unwatch = effect(() => {
      void this.view.value;
      untracked(() => {
        this.#draft = undefined;
        this.#begin(this.kind);
      });
    });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#lay();
    this.#draft?.remove();
  }
}
define('measure-panel', MeasurePanel);
