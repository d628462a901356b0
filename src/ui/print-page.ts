import { css, html, nothing } from 'lit';
import { define, PlanElement } from './element.ts';
import './legend-swatch.ts';
import { listMark, today } from '../model/index.ts';
import { base } from './theme.ts';
import { basisWords, words } from './words.ts';

export { printPicture } from './print-picture.ts';

/** The current map on paper: what is drawn, its legend, its honesty and its sources. Shown in print only. */
class PrintPage extends PlanElement {
  static override properties = { ...PlanElement.properties, picture: { type: String } };
  /** Address of a picture of the map. */
  declare picture: string;

  static override styles = [
    base,
    css`
      :host { display: none; }
      @media print {
        :host { display: block; color: #000; background: #fff; font-size: 10pt; line-height: 1.45; }
        header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 1.5pt solid #000; padding-bottom: 4pt; margin-bottom: 8pt; }
        h1 { font-size: 18pt; }
        img { display: block; width: 100%; max-height: 150mm; object-fit: contain; border: 0.5pt solid #000; break-inside: avoid; }
        h2 { font-size: 11pt; margin: 8pt 0 4pt; }
        ul { columns: 3; column-gap: 12pt; }
        li { display: grid; grid-template-columns: 30px 1fr; gap: 6px; align-items: center; break-inside: avoid; padding: 1pt 0; }
        footer { margin-top: 8pt; padding-top: 4pt; border-top: 0.5pt solid #000; font-size: 8.5pt; }
        footer p { overflow-wrap: anywhere; }
      }
    `,
  ];

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
    return html`
      <header><h1>${this.t(town.title)}${item ? html`${this.t({ zh: '：', en: ': ' })}${this.t(item.title)}` : nothing}</h1>
        <span>${state.plan.value ? this.t(state.plan.value.title) : ''}</span></header>
      <img src=${this.picture} alt=${this.t(words.map)}>
      <h2>${this.t({ zh: '图例', en: 'Legend' })}</h2>
      <ul>${[...drawn].reverse().map(({ layer }) => html`<li><legend-swatch .store=${this.store} .layer=${layer}></legend-swatch><span>${this.t(layer.name)}</span></li>`)}</ul>
      <footer>
        <p><strong>${town.reviewNumber ? `${this.t(words.reviewNumber)} ${town.reviewNumber}` : this.t(words.unreviewed)}</strong>${town.terrain?.kind === 'modelled' && select.basemap.value?.kind === 'offline' ? html` · ${this.t(words.modelled)}` : nothing}${select.attributions.value.map((one) => html` · ${this.t(one)}`)}</p>
        <p>${this.t({ zh: '数据依据：', en: 'Basis of the data: ' })}${basesDrawn.map((basis) => this.t(basisWords[basis])).join(this.t(listMark))}${
          basesDrawn.includes('schematic')
            ? this.t({
                zh: '。示意图形不可用于量算或权属。',
                en: '. Schematic shapes are not for measuring or titles.',
              })
            : nothing
        }</p>
        <p>${location.href}</p>
        <p class="num">${this.t({ zh: '打印日期', en: 'Printed' })} ${today()} · ${this.t({ zh: '数据版本', en: 'Data version' })} ${town.dataVersion}</p>
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
