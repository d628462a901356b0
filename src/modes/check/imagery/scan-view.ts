import { css, html } from 'lit';
import { define, PlanElement } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';

/** A mark on the scan: its place in pixels of the whole picture, and what stands beside it. */
export interface ScanMark {
  pixel: readonly [number, number];
  label: string;
  look: 'set' | 'bad' | 'new';
}

/** Most pixels of the screen to one of the picture as it is held. */
const mostScale = 16;
/** Pixels a pointer may move and still have clicked. */
const stillPixels = 5;

/**
 * A scan, moved and enlarged by pointer, touch, wheel and keys. A click on it, or Enter at the cross in its middle,
 * dispatches `pick` with the place in pixels of the whole picture.
 */
class ScanView extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    picture: { attribute: false },
    full: { attribute: false },
    marks: { attribute: false },
    look: { state: true },
  };
  /** The picture as it is held, which may be a reduction. */
  declare picture: ImageBitmap | undefined;
  /** Width and height of the whole picture. */
  declare full: readonly [number, number];
  declare marks: readonly ScanMark[];
  /** Pixels of the screen to one held pixel, and where its upper left corner is. */
  declare look: { scale: number; x: number; y: number } | undefined;
  #drawn: ImageBitmap | undefined;
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #moved = 0;
  #size = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.full = [1, 1];
    this.marks = [];
    this.look = undefined;
  }

  static override styles = [
    base,
    css`
      :host { display: block; position: relative; min-height: 0; overflow: hidden; background: var(--sunken); border-block: 1px solid var(--line); }
      .view { position: absolute; inset: 0; cursor: crosshair; touch-action: none; overflow: hidden; }
      canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
      .mark { position: absolute; width: 22px; height: 22px; margin: -11px; pointer-events: none; color: var(--accent); }
      .mark.bad { color: var(--bad); }
      .mark.new { color: var(--warn); }
      .mark svg { filter: drop-shadow(0 0 1.5px var(--raised)) drop-shadow(0 0 1.5px var(--raised)); }
      .mark b { position: absolute; left: 18px; top: -6px; min-width: 18px; padding: 0 4px; border-radius: 8px; background: currentColor; font-size: 12px; line-height: 17px; text-align: center; }
      .mark b span { color: var(--on-accent); }
      .middle { position: absolute; left: 50%; top: 50%; width: 26px; height: 26px; margin: -13px; pointer-events: none; color: var(--ink-soft); opacity: 0.55; }
      .tools { position: absolute; right: 8px; bottom: 8px; display: flex; gap: 2px; padding: 2px; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#size.observe(this);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  /** Held pixels to one of the whole picture. */
  get #share(): number {
    return (this.picture?.width ?? 1) / this.full[0];
  }
  #whole(): { scale: number; x: number; y: number } {
    const { width = 1, height = 1 } = this.picture ?? {};
    const scale = Math.min(this.clientWidth / width, this.clientHeight / height) * 0.96 || 1;
    return { scale, x: (this.clientWidth - width * scale) / 2, y: (this.clientHeight - height * scale) / 2 };
  }
  #zoom(factor: number, x = this.clientWidth / 2, y = this.clientHeight / 2) {
    const { look } = this;
    if (!look) return;
    const least = this.#whole().scale / 2;
    const scale = Math.min(mostScale, Math.max(least, look.scale * factor));
    const by = scale / look.scale;
    this.look = { scale, x: x - (x - look.x) * by, y: y - (y - look.y) * by };
  }
  #shift(dx: number, dy: number) {
    if (this.look) this.look = { ...this.look, x: this.look.x + dx, y: this.look.y + dy };
  }
  #pick(x: number, y: number) {
    const { look, picture } = this;
    if (!look || !picture) return;
    const [u, v] = [(x - look.x) / look.scale, (y - look.y) / look.scale];
    if (u < 0 || v < 0 || u > picture.width || v > picture.height) return;
    this.dispatchEvent(new CustomEvent('pick', { detail: [u / this.#share, v / this.#share] }));
  }

  #at(event: PointerEvent | WheelEvent): { x: number; y: number } {
    const { left, top } = this.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
  #down(event: PointerEvent) {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (!this.#pointers.size) this.#moved = 0;
    this.#pointers.set(event.pointerId, this.#at(event));
  }
  #move(event: PointerEvent) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#at(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    this.#moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (other) {
      const apart = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y);
      this.#moved += stillPixels;
      if (apart(before) > 0) this.#zoom(apart(now) / apart(before), other.x, other.y);
    } else if (this.#moved > stillPixels) this.#shift(now.x - before.x, now.y - before.y);
  }
  #up(event: PointerEvent) {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size) return;
    const { x, y } = this.#at(event);
    if (event.type === 'pointerup' && this.#moved <= stillPixels) this.#pick(x, y);
  }
  #key(event: KeyboardEvent) {
    const step = 40;
    const ways: Record<string, () => void> = {
      ArrowLeft: () => this.#shift(step, 0),
      ArrowRight: () => this.#shift(-step, 0),
      ArrowUp: () => this.#shift(0, step),
      ArrowDown: () => this.#shift(0, -step),
      '+': () => this.#zoom(1.5),
      '=': () => this.#zoom(1.5),
      '-': () => this.#zoom(1 / 1.5),
      Enter: () => this.#pick(this.clientWidth / 2, this.clientHeight / 2),
    };
    const go = ways[event.key];
    if (!go || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go();
  }

  /** Brings a place of the whole picture into the middle, near enough to see a grid line. */
  show([x, y]: readonly [number, number]): void {
    const scale = Math.max(this.look?.scale ?? 0, 1);
    this.look = {
      scale,
      x: this.clientWidth / 2 - x * this.#share * scale,
      y: this.clientHeight / 2 - y * this.#share * scale,
    };
  }

  /** Draws the part in view; smoothed when reduced, in plain squares when much enlarged. */
  #draw() {
    const { look, picture } = this;
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!look || !picture || !canvas || !context) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(this.clientWidth * ratio);
    canvas.height = Math.round(this.clientHeight * ratio);
    const scale = look.scale * ratio;
    context.setTransform(scale, 0, 0, scale, look.x * ratio, look.y * ratio);
    context.imageSmoothingEnabled = look.scale < 4;
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0);
  }

  override updated() {
    const { picture } = this;
    if (picture !== this.#drawn) {
      this.#drawn = picture;
      this.look = undefined;
    }
    if (picture && !this.look && this.clientWidth) this.look = this.#whole();
    this.#draw();
  }

  override render() {
    const look = this.look ?? { scale: 1, x: 0, y: 0 };
    const cross = html`<svg viewBox="-11 -11 22 22" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2"><circle r="6"/><path d="M-10 0H-3M3 0H10M0-10V-3M0 3V10"/></svg>`;
    return html`<div class="view" role="application" tabindex="0" aria-label=${this.t({ zh: '扫描图：拖动移动，滚轮缩放，点击选点；键盘方向键移动，加减键缩放，回车选中心十字处', en: 'Scan: drag to move, wheel to zoom, click to pick; arrow keys move, plus and minus zoom, Enter picks at the cross in the middle' })}
        @pointerdown=${(event: PointerEvent) => this.#down(event)} @pointermove=${(event: PointerEvent) => this.#move(event)} @pointerup=${(event: PointerEvent) => this.#up(event)} @pointercancel=${(event: PointerEvent) => this.#up(event)}
        @wheel=${(event: WheelEvent) => {
          event.preventDefault();
          const { x, y } = this.#at(event);
          this.#zoom(1.0015 ** -event.deltaY, x, y);
        }} @keydown=${(event: KeyboardEvent) => this.#key(event)}>
        <canvas aria-hidden="true"></canvas>
        ${this.marks.map(
          ({ pixel: [x, y], label, look: kind }) =>
            html`<div class="mark ${kind}" aria-hidden="true" .style=${`left:${look.x + x * this.#share * look.scale}px;top:${look.y + y * this.#share * look.scale}px`}>${cross}<b><span>${label}</span></b></div>`,
        )}
        <svg class="middle" viewBox="-13 -13 26 26" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="M-13 0H-3M3 0H13M0-13V-3M0 3V13"/></svg>
      </div>
      <div class="tools"><button class="icon-button" aria-label=${this.t({ zh: '放大扫描图', en: 'Enlarge the scan' })} @click=${() => this.#zoom(1.6)}>${icon('plus', 18)}</button><button class="icon-button" aria-label=${this.t({ zh: '缩小扫描图', en: 'Reduce the scan' })} @click=${() => this.#zoom(1 / 1.6)}>${icon('minus', 18)}</button><button class="icon-button" aria-label=${this.t({ zh: '看整幅扫描图', en: 'See the whole scan' })} @click=${() => {
        this.look = this.#whole();
      }}>${icon('home', 18)}</button><button class="icon-button" aria-label=${this.t({ zh: '在中心十字处选点', en: 'Pick at the cross in the middle' })} @click=${() => this.#pick(this.clientWidth / 2, this.clientHeight / 2)}>${icon('target', 18)}</button></div>`;
  }
}
define('scan-view', ScanView);

export type { ScanView };
