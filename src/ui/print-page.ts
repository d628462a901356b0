import { css, html, nothing } from 'lit';
import { isSketch, listMark, type PlanItem, today } from '../model/index.ts';
import { statusFilters } from '../store/index.ts';
import { shapesHere, type VillageView, villageOf } from '../store/village.ts';
import { define, PlanElement } from './element.ts';
import { inWeChat, noPrint, refuse } from './in-wechat.ts';
import { itemWords } from './item-words.ts';
import './legend-swatch.ts';
import type { Padding } from './map-host.ts';
import { paperStyles } from './paper-styles.ts';
import { type Printable, printPicture } from './print-picture.ts';
import { localMark, statusShape, statusWord } from './status-glyph.ts';
import { base } from './theme.ts';
import { mayConcern } from './village-words.ts';
import { basisWords, words } from './words.ts';

/**
 * Prints the current map on a host that shows a `print-page` while it has a picture; resolves when the dialogue has
 * closed. Paper is white: what is dark on the screen is printed light.
 */
export async function printMap(
  host: PlanElement & { picture: string | undefined },
  view: Printable,
  padding: Padding,
): Promise<void> {
  if (inWeChat()) return refuse(noPrint);
  const { commands } = host.store;
  try {
    commands.setPaper(true);
    host.picture = URL.createObjectURL(await printPicture(view, padding));
    await host.updateComplete;
    await host.renderRoot.querySelector<PrintPage>('print-page')?.print();
  } finally {
    commands.setPaper(false);
    if (host.picture) URL.revokeObjectURL(host.picture);
    host.picture = undefined;
  }
}

/** The current map on paper: what is drawn, its legend, its honesty and its sources. Shown in print only. */
class PrintPage extends PlanElement {
  static override properties = { ...PlanElement.properties, picture: { type: String } };
  /** Address of a picture of the map. */
  declare picture: string;

  static override styles = [
    base,
    paperStyles,
    css`
      @media print {
        h1 { font-size: 18pt; }
        .warning { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2pt 12pt; margin-bottom: 4pt; }
        .warning strong { font-size: 11pt; }
        img { display: block; max-width: 100%; max-height: 104mm; border: 0.5pt solid #000; break-inside: avoid; }
        h2 { font-size: 11pt; margin: 5pt 0 2pt; break-after: avoid; }
        h3 { font-size: 10pt; margin: 5pt 0 2pt; break-after: avoid; }
        ul { columns: 40mm; column-gap: 12pt; }
        .legend { font-size: 9.5pt; line-height: 1.25; }
        .key { display: flex; flex-wrap: wrap; gap: 2pt 12pt; columns: auto; }
        .key li { grid-template-columns: auto auto; gap: 4pt; }
        .card { border-top: 1pt solid #000; margin-top: 8pt; padding-top: 2pt; }
        .with-card + .card { font-size: 9.5pt; line-height: 1.35; }
        .card .list { columns: 58mm; column-gap: 8pt; font-size: 8.5pt; line-height: 1.25; }
        .card .list li { padding: 0.5pt 0; }
        .card .list li { grid-template-columns: 14px 1fr auto; }
        blockquote { border-left: 1.5pt solid #000; padding-left: 6pt; margin: 3pt 0; }
        .gloss { padding-left: 8pt; }
        .card, footer { clear: both; }
        /* Beside the map there is room for the legend. */
        .with-card img { float: left; max-width: 60%; max-height: 90mm; margin: 0 12pt 6pt 0; }
        .with-lists img { max-height: 84mm; }
        @media (orientation: landscape) {
          img { max-height: 128mm; max-width: 62%; float: left; margin: 0 12pt 6pt 0; }
          h1 { font-size: 14pt; }
          .with-card img { max-height: 68mm; }
          .with-lists img { max-height: 58mm; }
          /* Under the legend, beside the map, there is room for words. */
          .card { clear: none; }
        }
        li { display: grid; grid-template-columns: 30px 1fr; gap: 6px; align-items: center; break-inside: avoid; padding: 1pt 0; }
        footer { margin-top: 6pt; padding-top: 3pt; border-top: 0.5pt solid #000; font-size: 8pt; line-height: 1.3; }
        footer p { overflow-wrap: anywhere; }
      }
    `,
  ];

  #item(item: PlanItem) {
    return html`<section class="card">${itemWords(this, item).map(({ words }) => words)}</section>`;
  }

  /** The lists of a village's page. */
  #items(view: VillageView) {
    const here = view.here.map(({ item }) => item);
    const list = (items: readonly PlanItem[]) =>
      html`<ul class="list">${items.map((item) => {
        const status = this.store.select.itemStatus(item.id);
        return html`<li>${statusShape(status?.word, 12)}<span>${this.t(item.title)}</span><span>${statusWord(status?.word, this.language)}${localMark(this, status?.entry)}</span></li>`;
      })}</ul>`;
    return html`<section class="card">
      <h2>${this.t(shapesHere)}</h2>
      ${here.length ? html`<p>${this.t(mayConcern(view, this.store.state.town.value))}</p>${list(here)}` : html`<p>${this.t({ zh: '没有。', en: 'None.' })}</p>`}
      <h2>${this.t(words.townwide)}</h2>${list(view.townwide)}</section>`;
  }

  override render() {
    const { state, select } = this.store;
    const town = state.town.value;
    if (!town) return nothing;
    const drawn = select.layers.value.filter(
      ({ layer, visible, opacity }) =>
        visible && opacity > 0 && state.layers.value[layer.id]?.phase === 'ready',
    );
    const basesDrawn = [
      ...new Set(
        drawn.flatMap(({ layer }) => {
          const loaded = state.layers.value[layer.id];
          return loaded?.phase === 'ready' ? loaded.data.features.map((f) => f.properties.basis) : [];
        }),
      ),
    ];
    const item = select.items.value.get(select.openItem.value ?? '');
    const village = villageOf(
      this.store,
      select.features.value.get(state.feature.value ?? '')?.feature.properties.villages[0] ?? '',
    );
    const place =
      !item && village?.village.feature.properties.id === state.feature.value ? village : undefined;
    const title = item?.title ?? place?.village.feature.properties.name;
    const sketched = basesDrawn.some((basis) => isSketch(basis));
    const statuses = statusFilters.filter((status) => {
      const word = status === 'unrecorded' ? undefined : status;
      return [...select.items.value.keys()].some((id) => select.itemStatus(id)?.word === word);
    });
    return html`
      <header><h1>${this.t(town.title)}${title ? html`${this.t({ zh: '：', en: ': ' })}${this.t(title)}` : nothing}</h1>
        <span>${state.plan.value ? this.t(state.plan.value.title) : ''}</span></header>
      <p class="warning"><strong>${town.reviewNumber ? `${this.t(words.reviewNumber)} ${town.reviewNumber}` : this.t(words.unreviewed)}${
        sketched
          ? this.t({
              zh: '；示意图形不可用于量算或权属',
              en: '; schematic shapes are not for measuring or for land title',
            })
          : nothing
      }</strong><span class="num">${this.t({ zh: '打印日期', en: 'Printed' })} ${today()}</span></p>
      <div class="${item || place ? 'with-card' : ''} ${place ? 'with-lists' : ''}"><img src=${this.picture} alt=${this.t(words.map)}>
      <div class="legend"><h2>${this.t({ zh: '图例', en: 'Legend' })}</h2>
      <ul>${[...drawn].reverse().map(({ layer }) => html`<li><legend-swatch .store=${this.store} .layer=${layer}></legend-swatch><span>${this.t(layer.name)}</span></li>`)}</ul>
      <h2>${this.t({ zh: '图上符号', en: 'Signs' })}</h2>
      <ul class="key">${statuses.map((status) => {
        const word = status === 'unrecorded' ? undefined : status;
        return html`<li>${statusShape(word, 12)}<span>${statusWord(word, this.language)}</span></li>`;
      })}<li>${this.t({ zh: '虚线、斜纹：示意图形', en: 'Dashed, hatched: schematic' })}</li></ul></div></div>
      ${item ? this.#item(item) : place ? this.#items(place) : nothing}
      <footer>
        <p>${town.reviewNumber ? `${this.t(words.reviewNumber)} ${town.reviewNumber}` : this.t(words.unreviewed)}${town.terrain?.kind === 'modelled' && select.basemap.value?.kind === 'offline' ? html` · ${this.t(words.modelled)}` : nothing}${select.attributions.value.map((one) => html` · ${this.t(one)}`)}</p>
        <p>${this.t({ zh: '数据依据：', en: 'Basis of the data: ' })}${basesDrawn.map((basis) => this.t(basisWords[basis])).join(this.t(listMark))} · ${this.t({ zh: '数据版本', en: 'Data version' })} ${town.dataVersion}</p>
        <p>${location.href}</p>
      </footer>`;
  }

  /** Opens the browser's print dialogue once the picture is drawn; resolves when it has been closed. */
  async print(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector('img')?.decode();
    const closed = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true }));
    window.print();
    await closed;
  }
}
define('print-page', PrintPage);
