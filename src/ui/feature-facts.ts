import { css, html, nothing } from 'lit';
import { join } from 'lit/directives/join.js';
import { type Bilingual, type FeatureProperties, isSketch, type Layer, listMark } from '../model/index.ts';
import './attached-files.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './theme.ts';
import { accuracyText, basisWords } from './words.ts';

interface Measure {
  area?: Bilingual | undefined;
  length?: Bilingual | undefined;
  /** How far it is, from where. */
  away: { from: Bilingual; distance: Bilingual }[];
}

/** What a feature says of itself: how it was obtained, how far off it may be, from where, and its measures. */
class FeatureFacts extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    feature: { type: String },
    measure: { state: true },
  };
  declare feature: string;
  declare measure: Measure | undefined;

  static override styles = [
    base,
    css`
      :host { display: block; font-size: 13.5px; line-height: 1.6; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 14px; }
      dt { color: var(--ink-faint); }
      dd { min-width: 0; overflow-wrap: anywhere; }
      .honest {
        margin: 0 0 8px; padding: 6px 10px; border: 1px dashed var(--line-strong); border-radius: 8px; color: var(--ink-soft);
      }
      .village { color: var(--accent); min-height: 24px; }
      .village:hover { text-decoration: underline; }
      .near { margin-top: 10px; }
      .honest strong { color: var(--ink); }
    `,
  ];

  #here: unknown;

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    const here = this.store.state.position.value;
    if (changed.has('feature') || here !== this.#here) {
      this.#here = here;
      this.measure = undefined;
      void this.#measure(this.feature);
    }
  }

  /** The geometry engine arrives when it is first asked for. */
  async #measure(id: string) {
    const record = this.store.select.features.value.get(id);
    if (!record) return;
    const [{ distanceTo }, { distanceText }, { measuresOf }] = await Promise.all([
      import('../geo/area/index.ts'),
      import('./distance-words.ts'),
      import('./feature-measures.ts'),
    ]);
    if (this.feature !== id) return;
    const { geometry, properties } = record.feature;
    const away = (from: Bilingual, lon: number, lat: number, doubt: number) => ({
      from,
      distance: distanceText(distanceTo(lon, lat, geometry), properties.accuracyM + doubt),
    });
    const measure: Measure = { away: [], ...measuresOf(record.feature) };
    const seat = [...this.store.select.features.value.values()].find(
      ({ layer, feature }) => layer.role === 'places' && feature.properties['kind'] === 'seat',
    );
    if (seat && seat !== record && seat.feature.geometry.type === 'Point') {
      const [lon, lat] = seat.feature.geometry.coordinates as [number, number];
      measure.away.push(away(seat.feature.properties.name, lon, lat, seat.feature.properties.accuracyM));
    }
    const here = this.store.state.position.peek();
    if (here)
      measure.away.push(away({ zh: '我的位置', en: 'my position' }, here.lon, here.lat, here.accuracyM));
    this.measure = measure;
  }

  async #near() {
    const record = this.store.select.features.value.get(this.feature);
    const { originOf } = await import('./near-origin.ts');
    const origin = record && originOf(record);
    if (origin) this.store.commands.setAside({ panel: 'near', origin });
  }

  #attributes(properties: FeatureProperties, layer: Layer) {
    return layer.attributes.flatMap((attribute) => {
      const value = properties[attribute.key];
      if (value === undefined || value === null || value === '') return [];
      const coded = attribute.values?.[String(value)];
      const text = coded
        ? this.t(coded)
        : attribute.type === 'bilingual'
          ? this.t(value as Bilingual)
          : `${typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 3 }) : String(value)}${attribute.unit ? ` ${attribute.unit}` : ''}`;
      return [html`<dt>${this.t(attribute.name)}</dt><dd class="num">${text}</dd>`];
    });
  }

  override render() {
    const record = this.store.select.features.value.get(this.feature);
    if (!record) return nothing;
    const { feature, layer } = record;
    const { basis, accuracyM, source, villages, note, files } = feature.properties;
    const drawn = isSketch(basis);
    const names = villages.map((code) => {
      const village = this.store.select.villages.value.get(code);
      return village
        ? html`<button class="village" @click=${() => this.store.commands.openVillage(code)}>${this.t(village.feature.properties.name)}</button>`
        : code;
    });
    const { area, length, away = [] } = this.measure ?? {};
    return html`
      ${
        drawn
          ? html`<p class="honest"><strong>${this.t(basisWords[basis])}</strong> · ${this.t({
              zh: `位置可能偏差 ${accuracyText(accuracyM)}，不可用于量算或权属。`,
              en: `may be off by ${accuracyText(accuracyM)}; not for measuring or for land title.`,
            })}</p>`
          : nothing
      }
      <dl>
        ${drawn ? nothing : html`<dt>${this.t({ zh: '依据', en: 'Basis' })}</dt><dd class="num">${this.t(basisWords[basis])} ${accuracyText(accuracyM)}</dd>`}
        ${this.#attributes(feature.properties, layer)}
        ${area ? html`<dt>${drawn ? this.t({ zh: '图上面积', en: 'Drawn area' }) : this.t({ zh: '椭球面积', en: 'Ellipsoidal area' })}</dt><dd class="num">${this.t(area)}</dd>` : nothing}
        ${length ? html`<dt>${drawn ? this.t({ zh: '图上长度', en: 'Drawn length' }) : this.t({ zh: '椭球长度', en: 'Ellipsoidal length' })}</dt><dd class="num">${this.t(length)}</dd>` : nothing}
        ${away.map(({ from, distance }) => html`<dt>${this.t({ zh: '直线距离', en: 'As the crow flies' })}</dt><dd class="num">${this.t({ zh: `距${from.zh}${distance.zh}`, en: `${distance.en} from ${from.en}` })}</dd>`)}
        ${names.length && layer.role !== 'villages' ? html`<dt>${drawn ? this.t({ zh: '图上所在村', en: 'Drawn in' }) : this.t({ zh: '所在村', en: 'Villages' })}</dt><dd>${join(names, this.t(listMark))}</dd>` : nothing}
        ${layer.role === 'villages' ? html`<dt>${this.t({ zh: '区划代码', en: 'Division code' })}</dt><dd class="num">${villages[0]}</dd>` : nothing}
        <dt>${this.t({ zh: '来源', en: 'Source' })}</dt><dd>${this.t(source)}</dd>
        ${note ? html`<dt>${this.t({ zh: '说明', en: 'Note' })}</dt><dd>${this.t(note)}</dd>` : nothing}
      </dl>
      ${Array.isArray(files) && files.length ? html`<attached-files .store=${this.store} .files=${files}></attached-files>` : nothing}
      ${
        layer.role === 'villages' || layer.role === 'places'
          ? html`<button class="button near" @click=${() => void this.#near()}>${icon('target', 16)}${this.t({ zh: '附近的项目', en: 'Items nearby' })}</button>`
          : nothing
      }`;
  }
}
define('feature-facts', FeatureFacts);
