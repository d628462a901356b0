import { css, html, nothing } from 'lit';
import { gaussSystem } from '../../../geo/crs/systems.ts';
import { contextOf } from '../../../geo/crs/town.ts';
import { fromLonLat } from '../../../geo/crs/transform.ts';
import { gridSystems, readCross } from '../../../geo/raster/grid-cross.ts';
import { askPlace } from '../../../map/draw/place.ts';
import { rasterWorker } from '../../../map/imagery/worker.ts';
import type { MapView } from '../../../map/view/view.ts';
import type { Bilingual, Problem, ZoneCrs } from '../../../model/index.ts';
import { type ReadonlySignal, signal } from '../../../store/index.ts';
import type { ImageryControl, ImageryRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { toolIcon } from '../../../ui/tool-icons.ts';
import { words as common } from '../../../ui/words.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { problemList, problemStyles } from '../problem-list.ts';
import { words } from '../words.ts';
import { inOtherSystem, placing, withControl } from './control.ts';
import { controlSettings } from './control-settings.ts';
import './control-table.ts';
import type { EditedPoint, MovedPoint } from './control-table.ts';
import { placingWords } from './placing-words.ts';
import './scan-view.ts';
import type { ScanMark, ScanView } from './scan-view.ts';

/** Side of the picture that is looked at, pixels at most. */
const viewSide = 4096;

type Typed = { x: string; y: string };
type Point = ImageryControl['points'][number];

/** A scan is brought into place: control points on it, where each lies, and how well they agree. */
class ControlPanel extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    picture: { attribute: false },
    view: { attribute: false },
    image: { state: true },
    pending: { state: true },
    typed: { state: true },
    refused: { state: true },
    asking: { state: true },
  };
  /** Identifier of the picture. */
  declare picture: string;
  declare view: ReadonlySignal<MapView | undefined>;
  declare image: ImageBitmap | undefined;
  /** The place picked on the scan whose coordinates are not given yet. */
  declare pending: readonly [number, number] | undefined;
  declare typed: Typed;
  declare refused: { problem: Problem; swapped?: Typed } | undefined;
  /** Whether a place on the map is waited for. */
  declare asking: boolean;
  #of = '';
  #stopAsking: (() => void) | undefined;

  constructor() {
    super();
    this.picture = '';
    this.view = signal(undefined);
    this.image = undefined;
    this.pending = undefined;
    this.typed = { x: '', y: '' };
    this.refused = undefined;
    this.asking = false;
  }

  static override styles = [
    base,
    panelStyles,
    problemStyles,
    css`
      :host { position: absolute; z-index: 9; top: 16px; right: 16px; bottom: 92px; width: min(620px, calc(100% - 392px - 200px)); display: flex; flex-direction: column; pointer-events: auto; background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.14); overflow: hidden; }
      header { display: flex; align-items: center; gap: 2px; padding: 8px 6px 8px 20px; }
      header h2 { flex: 1; min-width: 0; font-size: 16px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      scan-view { flex: 1 1 46%; min-height: 160px; }
      .body { flex: 1 1 54%; min-height: 0; padding: 12px 20px 16px; display: grid; align-content: start; grid-auto-rows: max-content; gap: 10px; font-size: 13px; line-height: 1.5; }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; padding: 10px 12px; border: 1px solid var(--accent); border-radius: 10px; background: color-mix(in srgb, var(--accent) 5%, var(--raised)); }
      form > :is(.row, .problems, p) { grid-column: 1 / -1; }
      .settings { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .settings select { width: 100%; min-width: 0; }
      .outcome { display: grid; gap: 2px; }
      .outcome b { font-size: 15px; }
      .bar { display: flex; gap: 10px; align-items: center; padding: 10px 16px; }
      .bar span { flex: 1; font-size: 14px; }
      :host([asking]) { bottom: auto; }
      :host([asking]) > :not(.bar) { display: none; }
      @container (max-width: 760px) {
        :host { inset: 0; width: 100%; border: 0; border-radius: 0; z-index: 20; }
        :host([asking]) { inset: auto 0 0 0; border-top: 1px solid var(--line); }
        .body { padding: 10px 14px 14px; }
        header { padding-inline-start: 14px; }
      }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopAsking?.();
    this.image?.close();
    this.image = undefined;
    this.#of = '';
  }

  get #record(): ImageryRecord | undefined {
    return this.bench.imagery.pictures.value.find(({ id }) => id === this.picture)?.value;
  }
  get #town() {
    const town = this.store.state.town.value;
    return town && contextOf(town);
  }
  #crs(value: ImageryRecord): ZoneCrs {
    const meridian = this.store.state.town.value?.centralMeridian ?? 114;
    const usual = gaussSystem('CGCS2000', 3, meridian, true)?.code ?? 'EPSG:4526';
    return value.crs ?? { code: usual, from: 'user' };
  }
  #control = (value: ImageryRecord): ImageryControl => value.control ?? { kind: 'similarity', points: [] };

  /** The scan as it is looked at, fetched once it is read. */
  async #fetch() {
    const state = this.bench.imagery.pictures.value.find(({ id }) => id === this.picture);
    if (state?.phase !== 'ready' || this.#of === this.picture) return;
    this.#of = this.picture;
    this.image = await rasterWorker().call('plain', { id: this.picture, most: viewSide });
  }

  async #save(control: ImageryControl, label: Bilingual, crs?: ZoneCrs) {
    const value = this.#record;
    if (!value) return;
    const before = value.map;
    const next = withControl(value, control, crs ?? this.#crs(value));
    await this.bench.imagery.replace(next, label);
    if (next.map && !before) this.bench.imagery.frame(next);
  }

  #add(ground: [number, number], from: Point['from']) {
    const value = this.#record;
    const pixel = this.pending;
    if (!value || !pixel) return;
    const control = this.#control(value);
    const number = control.points.length + 1;
    this.pending = undefined;
    this.typed = { x: '', y: '' };
    this.refused = undefined;
    void this.#save(
      { ...control, points: [...control.points, { pixel, ground, from }] },
      { zh: `添加控制点 ${number}`, en: `Add control point ${number}` },
    );
  }
  #submit(event: Event) {
    event.preventDefault();
    const value = this.#record;
    if (!value) return;
    const { x, y } = this.typed;
    const cross = readCross(x, y, this.#crs(value).code, this.#town);
    if ('ground' in cross) this.#add(cross.ground, 'typed');
    else this.refused = cross;
  }
  #ask() {
    const view = this.view.peek();
    const value = this.#record;
    if (!view || !value) return;
    this.asking = true;
    const done = () => {
      this.asking = false;
      this.#stopAsking = undefined;
    };
    this.#stopAsking = askPlace(view, {
      place: (at) => {
        done();
        const { code, shift } = this.#crs(value);
        this.#add(fromLonLat(code, shift)(at), 'map');
      },
      cancel: done,
    });
  }

  #points(change: (points: Point[]) => Point[], label: Bilingual) {
    const value = this.#record;
    if (!value) return;
    const control = this.#control(value);
    void this.#save({ ...control, points: change([...control.points]) }, label);
  }
  #edit(index: number, typed: Typed) {
    const value = this.#record;
    if (!value) return;
    const cross = readCross(typed.x, typed.y, this.#crs(value).code, this.#town);
    if (!('ground' in cross)) {
      this.refused = cross;
      this.requestUpdate();
      return;
    }
    this.refused = undefined;
    const { ground } = cross;
    this.#points(
      (points) => points.map((one, i) => (i === index ? { ...one, ground, from: 'typed' as const } : one)),
      { zh: `修改控制点 ${index + 1}`, en: `Change control point ${index + 1}` },
    );
  }
  #order(index: number, by: -1 | 1) {
    this.#points(
      (points) => {
        const [moved] = points.splice(index, 1) as [Point];
        points.splice(index + by, 0, moved);
        return points;
      },
      { zh: '调整控制点次序', en: 'Move a control point in the list' },
    );
  }
  #system(value: ImageryRecord, code: string) {
    void this.#save(
      inOtherSystem(this.#control(value), this.#crs(value), code),
      { zh: '改控制点的坐标系', en: 'Change the system of the control points' },
      { code, from: 'user' },
    );
  }

  #remove(index: number) {
    this.#points((points) => points.filter((_, i) => i !== index), {
      zh: `删除控制点 ${index + 1}`,
      en: `Delete control point ${index + 1}`,
    });
  }

  get #scan(): ScanView | null {
    return this.renderRoot.querySelector<ScanView>('scan-view');
  }

  #form() {
    if (!this.pending) return nothing;
    const field = (axis: 'x' | 'y', label: Bilingual, hint: string) =>
      html`<label class="field">${this.t(label)}<input class="num" type="text" inputmode="decimal" autocomplete="off" name=${axis} .value=${this.typed[axis]} placeholder=${hint} @input=${(
        event: Event,
      ) => {
        this.typed = { ...this.typed, [axis]: (event.target as HTMLInputElement).value };
      }}></label>`;
    return html`<form aria-label=${this.t({ zh: '新控制点', en: 'New control point' })} @submit=${(event: Event) => this.#submit(event)}>
      ${field('x', { zh: 'X（北），米或公里', en: 'X (north), m or km' }, '3155000')}${field('y', { zh: 'Y（东，可带带号）', en: 'Y (east, with or without zone)' }, '38412000')}
      <div class="row"><button class="button small primary">${this.t({ zh: '确定', en: 'Set' })}</button>
        ${this.view.value ? html`<button type="button" class="button small" @click=${() => this.#ask()}>${this.t({ zh: '在地图上取点', en: 'Pick on the map' })}</button>` : nothing}
        <button type="button" class="button small" @click=${() => {
          this.pending = undefined;
          this.refused = undefined;
        }}>${this.t(words.cancel)}</button></div></form>`;
  }
  #refusal() {
    const { refused } = this;
    if (!refused) return nothing;
    return html`<div class="stack" role="alert">${problemList([refused.problem], this.language)}${
      refused.swapped && this.pending
        ? html`<div class="row"><button class="button small" @click=${() => {
            this.typed = refused.swapped as Typed;
            this.refused = undefined;
          }}>${this.t({ zh: '交换 X、Y', en: 'Swap X and Y' })}</button></div>`
        : nothing
    }</div>`;
  }

  override updated() {
    this.toggleAttribute('asking', this.asking);
    void this.#fetch();
  }

  override render() {
    const value = this.#record;
    if (!value) return nothing;
    const { imagery, session } = this.bench;
    const control = this.#control(value);
    const placed = placing(control);
    const { points } = control;
    const code = this.#crs(value).code;
    const marks: ScanMark[] = points.map(({ pixel }, index) => ({
      ...{ pixel, label: String(index + 1), look: placed.outlier === index ? 'bad' : 'set' },
    }));
    if (this.pending) marks.push({ pixel: this.pending, label: String(points.length + 1), look: 'new' });
    const records = session.records.value;
    return html`${
      this.asking
        ? html`<div class="bar" role="status"><span>${this.t({ zh: `请在地图上点击第 ${points.length + 1} 点的位置`, en: `Click where point ${points.length + 1} lies on the map` })}</span><button class="button small" @click=${() => {
            this.#stopAsking?.();
            this.asking = false;
          }}>${this.t(words.cancel)}</button></div>`
        : nothing
    }
      <header><h2>${this.t({ zh: '控制点配准', en: 'Control points' })} · ${value.name}</h2>
        <button class="icon-button" ?disabled=${!records?.canUndo.value} aria-label=${this.t({ zh: '撤销上一步', en: 'Undo the last step' })} @click=${() => void records?.undo()}>${toolIcon('undo', 18)}</button>
        <button class="icon-button" aria-label=${this.t(common.close)} @click=${() => {
          imagery.placing.value = undefined;
        }}>${icon('close', 18)}</button></header>
      <scan-view .store=${this.store} .picture=${this.image} .full=${[value.width, value.height]} .marks=${marks} @pick=${(
        event: CustomEvent<[number, number]>,
      ) => {
        this.pending = event.detail;
        this.refused = undefined;
        void this.updateComplete.then(() =>
          this.renderRoot.querySelector<HTMLInputElement>('form input')?.focus({ preventScroll: true }),
        );
      }}></scan-view>
      <div class="body scroll">
        ${this.pending ? this.#form() : html`<p class="hint">${this.t({ zh: '在扫描图上点一个已知坐标的位置（如公里格网交点），再填它的坐标或在地图上取点。', en: 'Click a place on the scan whose coordinates are known, such as a grid cross, then give them or pick the place on the map.' })}</p>`}
        ${this.#refusal()}
        ${controlSettings(this.language, gridSystems(this.#town), code, control.kind, {
          system: (chosen) => this.#system(value, chosen),
          kind: (kind) =>
            void this.#save({ ...control, kind }, { zh: '改变换方式', en: 'Change the transformation' }),
        })}
        ${placingWords(this.language, control, placed, value.accuracyM)}
        ${
          points.length
            ? html`<control-table .store=${this.store} .points=${points} .placed=${placed}
                @show=${({ detail }: CustomEvent<number>) => {
                  const point = points[detail];
                  if (point) this.#scan?.show(point.pixel);
                }}
                @edit=${({ detail }: CustomEvent<EditedPoint>) => this.#edit(detail.index, detail)}
                @order=${({ detail }: CustomEvent<MovedPoint>) => this.#order(detail.index, detail.by)}
                @remove=${({ detail }: CustomEvent<number>) => this.#remove(detail)}></control-table>`
            : nothing
        }
        ${
          value.map
            ? html`<div class="row"><button class="button small" @click=${() => imagery.frame(value)}>${this.t({ zh: '缩放到影像', en: 'Zoom to it' })}</button><button class="button small primary" @click=${() => {
                imagery.placing.value = undefined;
                // Once the map has the room of this panel.
                requestAnimationFrame(() => imagery.frame(value));
              }}>${this.t({ zh: '完成', en: 'Done' })}</button></div>`
            : nothing
        }
      </div>`;
  }
}
define('control-panel', ControlPanel);
