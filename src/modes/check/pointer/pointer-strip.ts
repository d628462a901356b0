import { css, html, nothing } from 'lit';
import { gaussSystem } from '../../../geo/crs/systems.ts';
import { fromLonLat } from '../../../geo/crs/transform.ts';
import { type Pointed, watchMiddle, watchPointer } from '../../../map/pick/watch.ts';
import type { MapView } from '../../../map/view/view.ts';
import { effect, type ReadonlySignal, signal, untracked } from '../../../store/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { toolIcon } from '../../../ui/tool-icons.ts';
import { measuredZone } from '../draw/measured-zone.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { toolWords } from '../words.ts';
import { type UnderPointer, underPointer } from './under-pointer.ts';

/** Longitude east and latitude north in degrees to a centimetre or so, and the surveyors' X north and Y east with the zone's number. */
export function coordinateText(
  { lon, lat }: { lon: number; lat: number },
  { width, centralMeridian }: { width: 3 | 6; centralMeridian: number },
): { degrees: string; grid: string } {
  const degrees = `${lon.toFixed(7)}°E ${lat.toFixed(7)}°N`;
  const system = gaussSystem('CGCS2000', width, centralMeridian, true);
  const [east, north] = system ? fromLonLat(system.code)([lon, lat]) : [Number.NaN, Number.NaN];
  const onMap = Number.isFinite(east) && Number.isFinite(north);
  return { degrees, grid: onMap ? `X ${north.toFixed(2)}  Y ${east.toFixed(2)}` : '' };
}

/** Coordinates under the pointer, what lies there in every layer, and the measuring tools: on the map, beside the panels. */
class PointerStrip extends CheckElement {
  static override properties = { ...CheckElement.properties, view: { attribute: false } };
  declare view: ReadonlySignal<MapView | undefined>;
  readonly #at = signal<Pointed | undefined>(undefined);
  readonly #middle = signal<{ lon: number; lat: number } | undefined>(undefined);
  readonly #under = signal<{ place: Pointed; list: readonly UnderPointer[] } | undefined>(undefined);
  #end: (() => void) | undefined;
  #round = 0;

  constructor() {
    super();
    this.view = signal(undefined);
  }

  static override styles = [
    base,
    panelStyles,
    css`
      :host { position: absolute; inset: 0; pointer-events: none; z-index: 4; container-type: inline-size; }
      .strip { position: absolute; inset: var(--at, 16px auto auto 16px); display: flex; align-items: center; gap: 2px; padding: 3px 4px 3px 12px; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); box-shadow: 0 4px 14px rgb(0 0 0 / 0.1); pointer-events: auto; max-width: calc(100% - 32px); }
      .figures { display: grid; grid-template-columns: auto auto; gap: 0 10px; font-size: 12px; line-height: 1.4; font-variant-numeric: tabular-nums; white-space: pre; }
      .figures .of { color: var(--ink-soft); }
      .icon-button[aria-pressed='true'] { background: color-mix(in srgb, var(--accent) 16%, transparent); color: var(--accent); }
      .tip { position: absolute; max-width: min(340px, 80%); padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); box-shadow: 0 8px 24px rgb(0 0 0 / 0.18); font-size: 12.5px; line-height: 1.45; }
      .tip dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; }
      .tip dt { color: var(--ink-soft); max-width: 9em; overflow-wrap: anywhere; }
      .tip dd { overflow-wrap: anywhere; }
      @container (max-width: 360px) { .strip { flex-wrap: wrap; } .figures { grid-template-columns: auto; white-space: normal; } }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#end = effect(() => {
      const view = this.view.value;
      if (!view) return undefined;
      const stops = untracked(() => [
        watchPointer(view, {
          at: (place) => {
            this.#round += 1;
            this.#at.value = place;
            this.#under.value = undefined;
          },
          rests: (place) => {
            void this.#look(view, place);
            return undefined;
          },
        }),
        watchMiddle(view, (place) => {
          this.#middle.value = place;
        }),
      ]);
      return () => {
        for (const stop of stops) stop();
      };
    });
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#end?.();
    this.#end = undefined;
  }

  async #look(view: MapView, place: Pointed) {
    // A tool at work has the pointer to itself.
    if (this.bench.session.tool.peek() !== 'none') return;
    this.#round += 1;
    const startedRound = this.#round;
    const list = await underPointer(this.bench, view, place).catch(() => []);
    if (startedRound === this.#round && this.isConnected)
      this.#under.value = list.length ? { place, list } : undefined;
  }

  #tip() {
    const under = this.#under.value;
    if (!under || this.bench.session.tool.value !== 'none') return nothing;
    const { place, list } = under;
    return html`<div class="tip" role="tooltip" data-x=${place.x} data-y=${place.y}><dl>${list.map(
      ({ layer, lines, more }) =>
        html`<dt>${this.t(layer)}</dt><dd>${lines.map((line) => html`<div>${this.t(line)}</div>`)}${more ? html`<div class="faint">${this.t({ zh: `另有 ${more} 个`, en: `and ${more} more` })}</div>` : nothing}</dd>`,
    )}</dl></div>`;
  }

  /** Beside the pointer, on the side where there is room. */
  override updated() {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (!tip) return;
    const { offsetWidth: width, offsetHeight: height } = tip;
    // Pixels of the map, which lies under the whole page; this element starts beside the panels.
    const bounds = this.getBoundingClientRect();
    const map = (this.getRootNode() as ShadowRoot).host.getBoundingClientRect();
    const [x, y] = [
      Number(tip.dataset['x']) + map.left - bounds.left,
      Number(tip.dataset['y']) + map.top - bounds.top,
    ];
    const left = x + 16 + width > bounds.width ? x - 16 - width : x + 16;
    const top = y + 16 + height > bounds.height ? y - 16 - height : y + 16;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, top)}px`;
  }

  override render() {
    const { session } = this.bench;
    const zone = measuredZone(this.bench);
    const at = this.#at.value;
    const place = at ?? this.#middle.value;
    if (!place) return nothing;
    const { degrees, grid } = coordinateText(place, zone);
    const tool = (name: 'distance' | 'area', shape: 'ruler' | 'polygon') =>
      html`<button class="icon-button" aria-label=${this.t(toolWords[name])} title=${this.t(toolWords[name])} aria-pressed=${session.tool.value === name} @click=${() => session.take(session.tool.value === name ? 'none' : name)}>${toolIcon(shape)}</button>`;
    return html`<section class="strip" aria-label=${this.t({ zh: '坐标与量算', en: 'Coordinates and measuring' })}>
      <div class="figures"><span class="of">${this.t(at ? { zh: '指针', en: 'Pointer' } : { zh: '图中心', en: 'Middle' })}</span><span class="degrees">${degrees}</span>
        <span class="of" title=${this.t({ zh: `2000国家大地坐标系 ${zone.width}°带 中央经线 ${zone.centralMeridian}°`, en: `CGCS2000, ${zone.width}° zones, central meridian ${zone.centralMeridian}°` })}>${zone.centralMeridian}°</span><span class="grid">${grid.replace(/([XY]) /g, '$1\u00a0')}</span></div>
      ${tool('distance', 'ruler')}${tool('area', 'polygon')}</section>${this.#tip()}`;
  }
}
define('pointer-strip', PointerStrip);
