import type { Geometry } from 'geojson';
import { css, html, nothing } from 'lit';
import { featureId, featuresIn } from '../../check/edits/parts.ts';
import { extentOf } from '../../geo/plane/extent.ts';
import { type ChangedShape, differenceStyle } from '../../map/difference/style.ts';
import type { FlatView } from '../../map/svg/view.ts';
import type { MapView } from '../../map/view/view.ts';
import type { Bilingual, Change } from '../../model/index.ts';
import type { Signal } from '../../store/index.ts';
import { define } from '../../ui/element.ts';
import '../../ui/merge-panel.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { fieldWords, subjectWords } from './change-words.ts';
import { markStyles, WorkElement } from './element.ts';
import { mergeWords } from './merge-words.ts';
import './overtaken-list.ts';
import './publish-panel.ts';

const kindWords: Record<Change['kind'], Bilingual> = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '修改', en: 'Changed' },
  removed: { zh: '删除', en: 'Gone' },
};
/** As many pieces of one kind are listed by name. */
const most = 60;

/** What differs from the published package, in words; each piece leads to its place on the map. */
class ChangesPanel extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    view: { attribute: false },
    flat: { attribute: false },
  };
  declare view: Signal<MapView | undefined>;
  declare flat: Signal<FlatView | undefined>;

  static override styles = [
    base,
    panelStyles,
    markStyles,
    css`
      li { display: grid; grid-template-columns: 44px 1fr; gap: 8px; padding: 7px 0; font-size: 14px; line-height: 1.5; border-bottom: 1px solid var(--line); }
      li button { min-height: 24px; text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--line-strong); }
      .kind { font-size: 12.5px; font-weight: 600; color: var(--ink-soft); padding-top: 1px; }
      .kind.removed { color: var(--bad); }
      .kind.added { color: var(--good); }
      .fields { display: block; font-size: 12.5px; color: var(--ink-soft); }
    `,
  ];

  /** The shape of a feature in the published package and in the one in work. */
  #shapes(): Map<string, ChangedShape> {
    const changed = this.work.changes.value.flatMap(({ subject }) =>
      subject.startsWith('feature:') ? [subject.slice(8)] : [],
    );
    const shapes = new Map<string, ChangedShape>(changed.map((id) => [id, {}]));
    for (const [side, { layers }] of [
      ['before', this.work.base.parts],
      ['after', this.work.parts.value],
    ] as const)
      for (const data of layers.values())
        for (const feature of featuresIn(data)) {
          const shape = shapes.get(featureId(feature));
          if (shape) shape[side] = feature['geometry'] as Geometry;
        }
    return shapes;
  }

  /** Goes to the place of a difference, that of a feature which is gone too. */
  #open({ subject }: Change) {
    const { commands, state } = this.store;
    const cut = subject.indexOf(':');
    const id = subject.slice(cut + 1);
    const frame = (geometries: readonly Geometry[]) => {
      const extent = extentOf(geometries);
      if (extent) commands.frameExtent(extent, 15);
    };
    const of = state.entries.value.find((entry) => entry.id === id)?.subject;
    if (subject.startsWith('item:')) commands.selectItem(id);
    if (subject.startsWith('status:') && of?.startsWith('item:')) commands.selectItem(of.slice(5));
    if (subject.startsWith('feature:')) {
      const { before, after } = this.#shapes().get(id) ?? {};
      commands.selectFeature(after && id);
      frame([before, after].filter((one) => one !== undefined));
    }
    if (subject.startsWith('layer:')) {
      const data = this.work.parts.value.layers.get(id) ?? this.work.base.parts.layers.get(id);
      frame(featuresIn(data).map((feature) => feature['geometry'] as Geometry));
    }
    if (subject.startsWith('plan:'))
      this.dispatchEvent(new CustomEvent('open-tab', { detail: 'years', bubbles: true, composed: true }));
  }

  get #map(): MapView | FlatView | undefined {
    return this.view.value ?? this.flat.value;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.work?.renew();
  }

  override firstUpdated() {
    // A change that lies outside the map is one nobody looks at.
    const sides = [...this.#shapes().values()].flatMap(({ before, after }) => [before, after]);
    const extent = extentOf(sides.filter((one) => one !== undefined));
    if (extent) this.store.commands.frameExtent(extent, 15);
  }

  override updated() {
    const map = this.#map;
    const shapes = [...this.#shapes().values()];
    map?.over(shapes.length ? differenceStyle(shapes, map.theme.value) : undefined);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#map?.over(undefined);
  }

  #change(change: Change) {
    const fields = (change.fields ?? []).map((field) =>
      this.t(fieldWords[field] ?? { zh: field, en: field }),
    );
    const name = this.t(change.name);
    const leads =
      /^(feature|layer):/.test(change.subject) ||
      (change.kind !== 'removed' && /^(item|status|plan):/.test(change.subject));
    return html`<li><span class="kind ${change.kind}">${this.t(kindWords[change.kind])}</span><span>${
      leads ? html`<button @click=${() => this.#open(change)}>${name}</button>` : name
    }${fields.length ? html`<span class="fields">${fields.join(this.t({ zh: '、', en: ', ' }))}</span>` : nothing}</span></li>`;
  }

  #merge() {
    return html`<merge-panel .store=${this.store} .records=${this.work.records} .words=${mergeWords(this.store)}></merge-panel>`;
  }

  override render() {
    const changes = this.work.changes.value;
    // The outlines on the map follow its theme.
    void this.#map?.theme.value;
    const groups = new Map<string, Change[]>();
    for (const change of changes) {
      const kind = change.subject.replace(/:.*$/, '');
      groups.set(kind, [...(groups.get(kind) ?? []), change]);
    }
    return html`${
      changes.length || this.work.contests.value.length
        ? nothing
        : html`<div class="section stack"><p class="hint">${this.t({ zh: '与已发布的数据包没有差别。改动只在本机，公开页面要等发布后才变。', en: 'Nothing differs from the published package. What you change stays on this machine until it is published.' })}</p></div>`
    }<overtaken-list .store=${this.store} .work=${this.work}></overtaken-list><publish-panel .store=${this.store} .work=${this.work}></publish-panel>${this.#merge()}${[
      ...groups,
    ].map(
      ([kind, list]) =>
        html`<div class="section"><h3>${this.t(subjectWords[kind] ?? { zh: kind, en: kind })} ${list.length}</h3><ul>${list.slice(0, most).map((change) => this.#change(change))}</ul>
        ${list.length > most ? html`<p class="hint">${this.t({ zh: `另有 ${list.length - most} 处`, en: `${list.length - most} more` })}</p>` : nothing}</div>`,
    )}`;
  }
}
define('changes-panel', ChangesPanel);
