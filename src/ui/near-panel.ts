import { css, html, nothing } from 'lit';
import type { MapView } from '../map/view/view.ts';
import { type Bilingual, chapterOf } from '../model/index.ts';
import { type FeatureRecord, type Origin, type Signal, signal } from '../store/index.ts';
import { type NearItem, nearItems } from '../store/near.ts';
import { asideStyles } from './aside-styles.ts';
import { distanceText } from './distance-words.ts';
import { define, focusLost, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { locate } from './locate.ts';
import { originOf } from './near-origin.ts';
import { localMark, statusShape, statusWord } from './status-glyph.ts';
import { base, hues } from './theme.ts';
import { accuracyText, basisWords, words } from './words.ts';

const tapped: Bilingual = { zh: '图上点选处', en: 'the place tapped' };
const mine: Bilingual = { zh: '我的位置', en: 'my position' };

const oneFigure = (metres: number) => Number(metres.toPrecision(1));

/** The plan's items by their distance from the user, from a place tapped on the map or from one chosen by its name. */
class NearPanel extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    view: { attribute: false },
    waiting: { state: true },
  };
  declare view: Signal<MapView | undefined>;
  /** The next tap on the map is the place. */
  declare waiting: boolean;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.view = signal(undefined);
    this.waiting = false;
  }

  static override styles = [
    base,
    hues,
    asideStyles,
    css`
      select { flex: 1 1 100%; min-width: 0; }
      ol { margin: 8px 0 0; padding: 0; list-style: none; }
      .item { display: grid; grid-template-columns: 20px 1fr auto; gap: 0 10px; align-items: center; width: 100%; min-height: 52px; padding: 7px 8px; border-radius: 8px; font-size: 14.5px; line-height: 1.35; text-align: start; }
      .item:hover { background: color-mix(in srgb, var(--hue) 9%, var(--surface)); }
      .item .status-shape { color: var(--hue-ink); grid-row: span 2; }
      .far { text-align: end; white-space: nowrap; font-weight: 600; }
      small { font-size: 12.5px; color: var(--ink-soft); }
      small.far { font-weight: 400; }
    `,
  ];

  /** The next tap on the map, wherever it falls, gives the place. */
  async #tap() {
    const view = this.view.value;
    if (this.waiting || !view) return this.#rest();
    this.waiting = true;
    const { listen, missPixels } = await import('../map/draw/pointer.ts');
    if (!this.waiting || !this.isConnected) return;
    this.#stop = listen(view, {
      click: ({ point }) => {
        const at = view.unproject(point.x, point.y);
        this.#rest();
        this.#from({
          ...at,
          // A tap is known no better than to one figure.
          accuracyM: oneFigure(view.camera.metersPerPixel.peek() * missPixels),
          name: tapped,
        });
      },
      key: this.#cancel,
      cursor: 'crosshair',
    });
  }

  #cancel = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !this.waiting) return false;
    this.#rest();
    return true;
  };

  #rest() {
    this.waiting = false;
    this.#stop?.();
    this.#stop = undefined;
  }

  #from(origin: Origin | undefined) {
    this.#rest();
    this.store.commands.setAside({ panel: 'near', origin });
  }

  #close() {
    this.store.commands.setAside(undefined);
    this.dispatchEvent(focusLost());
  }

  #named(): [Bilingual, FeatureRecord[]][] {
    const { select } = this.store;
    const places = [...select.features.value.values()].filter(({ layer }) => layer.role === 'places');
    return [
      [{ zh: '村（社区）', en: 'Villages' }, [...select.villages.value.values()]],
      [{ zh: '地点', en: 'Places' }, places],
    ];
  }

  #row({ item, feature, distanceM, doubtM }: NearItem) {
    const { select, commands } = this.store;
    const status = select.itemStatus(item.id);
    const word = status?.word;
    const { id, name, basis } = feature.feature.properties;
    const within = distanceM <= doubtM;
    return html`<li><button class="item c${chapterOf(item.id)}" @click=${() => commands.selectFeature(id, { frame: true, item: item.id })}
      @pointerenter=${() => commands.hoverFeatures([id])} @pointerleave=${() => commands.hoverFeatures([])}
      @focus=${() => commands.hoverFeatures([id])} @blur=${() => commands.hoverFeatures([])}>
      ${statusShape(word)}<span>${this.t(item.title)}</span><span class="far num">${this.t(within ? { zh: '可能就在这里', en: 'may be right here' } : distanceText(distanceM, doubtM))}</span>
      <small>${this.t(name)} · ${statusWord(word, this.language)}${localMark(this, status?.entry)}</small><small class="far num">${this.t(basisWords[basis])} ${accuracyText(doubtM)}</small></button></li>`;
  }

  #answer(origin: Origin) {
    const rows = nearItems(this.store, origin);
    const doubt = accuracyText(origin.accuracyM);
    return html`<p class="honest">${this.t({
      zh: `从${origin.name.zh}（${doubt}）起的直线距离，由近到远。每项后面的 ± 是起点和图形合在一起的误差；在误差之内的写“可能就在这里”，不能据此判断某户某地是否在范围之内。`,
      en: `Straight-line distances from ${origin.name.en} (${doubt}), nearest first. Each ± combines the error of the start and of the shape; within it an item “may be right here”, which does not say whether a house or a plot is inside.`,
    })}</p>
    ${rows.length ? html`<ol>${rows.map((row) => this.#row(row))}</ol>` : html`<p>${this.t({ zh: '按当前筛选，没有在图上有位置的项目。', en: 'No item on the map passes the filters.' })}</p>`}
    <p>${this.t({ zh: '涉及全镇和没有具体位置的项目不在此列，请看“项目”。', en: 'Items for the whole town, or with no place, are not listed here: see Plan items.' })}</p>`;
  }

  override render() {
    const { state } = this.store;
    const aside = state.aside.value;
    const chosen = aside?.panel === 'near' ? aside.origin : undefined;
    const position = state.position.value;
    const origin = chosen ?? (position && { ...position, name: mine });
    const named = this.#named();
    const index = named.flatMap(([, records]) => records);
    return html`<section aria-labelledby="title" @keydown=${(event: KeyboardEvent) => {
      if (this.#cancel(event)) event.preventDefault();
    }}><header><h2 id="title" tabindex="-1">${this.t({ zh: '在附近', en: 'Near me' })}</h2>
      <button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.#close()}>${icon('close')}</button></header>
      <div class="row">
        <button class="button" aria-pressed=${!chosen && position !== undefined} @click=${() => {
          this.#from(undefined);
          locate(this.store);
        }}>${icon('target', 16)}${this.t({ zh: '从我的位置', en: 'From my position' })}</button>
        ${this.view.value ? html`<button class="button" aria-pressed=${this.waiting} @click=${() => void this.#tap()}>${icon('plus', 16)}${this.t({ zh: '在图上点一处', en: 'Tap a place' })}</button>` : nothing}
        <select aria-label=${this.t({ zh: '按名称选择起点', en: 'Choose the start by name' })} @change=${(
          event: Event,
        ) => {
          const record = index[Number((event.target as HTMLSelectElement).value)];
          if (record) this.#from(originOf(record));
        }}>
          <option value="" .selected=${!chosen}>${this.t({ zh: '按名称：村、地点……', en: 'By name: villages, places …' })}</option>
          ${named.map(
            ([group, records]) =>
              html`<optgroup label=${this.t(group)}>${records.map((record) => html`<option value=${index.indexOf(record)} .selected=${chosen?.name === record.feature.properties.name}>${this.t(record.feature.properties.name)}</option>`)}</optgroup>`,
          )}
        </select>
      </div>
      <p role="status">${
        this.waiting
          ? this.t({
              zh: '请在地图上点一下；再按一次按钮或 Esc 取消。',
              en: 'Tap the map now; the button again, or Esc, cancels.',
            })
          : origin
            ? nothing
            : this.t({
                zh: '选一个起点，看规划里离它近的项目。只有您同意，浏览器才会给出位置；位置留在本页，不发送。',
                en: 'Choose a starting point to see which plan items are near it. The browser shares your position only if you agree; it stays in this page and is not sent.',
              })
      }</p>
      ${origin ? this.#answer(origin) : nothing}</section>`;
  }

  override firstUpdated() {
    this.dispatchEvent(new CustomEvent('chosen', { bubbles: true, composed: true }));
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#rest();
  }
}
define('near-panel', NearPanel);
