import { css, html, nothing } from 'lit';
import type { Bilingual, Change } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { markStyles, WorkElement } from './element.ts';
import './publish-panel.ts';

const kindWords: Record<Change['kind'], Bilingual> = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '修改', en: 'Changed' },
  removed: { zh: '删除', en: 'Gone' },
};
const subjectWords: Record<string, Bilingual> = {
  item: { zh: '规划项目', en: 'Plan items' },
  status: { zh: '进展', en: 'Statuses' },
  layer: { zh: '图层', en: 'Layers' },
  feature: { zh: '地图要素', en: 'Features' },
  plan: { zh: '规划', en: 'Plans' },
  order: { zh: '图层顺序', en: 'Order of layers' },
};
const fieldWords: Record<string, Bilingual> = {
  title: { zh: '标题', en: 'title' },
  summary: { zh: '摘要', en: 'summary' },
  targets: { zh: '指标', en: 'targets' },
  noCommitment: { zh: '不作承诺的句子', en: 'sentences without commitment' },
  cites: { zh: '引文', en: 'cited words' },
  continues: { zh: '延续关系', en: 'what it goes on with' },
  features: { zh: '所连要素', en: 'features' },
  planItems: { zh: '所属项目', en: 'plan items' },
  name: { zh: '名称', en: 'name' },
  geometry: { zh: '图形', en: 'shape' },
  basis: { zh: '依据', en: 'basis' },
  accuracyM: { zh: '误差', en: 'accuracy' },
  source: { zh: '来源', en: 'source' },
  villages: { zh: '所在村', en: 'villages' },
  symbol: { zh: '符号', en: 'symbol' },
  date: { zh: '年份', en: 'year' },
  label: { zh: '注记', en: 'labels' },
  visible: { zh: '默认显示', en: 'shown at first' },
  note: { zh: '说明', en: 'note' },
};
/** As many pieces of one kind are listed by name. */
const most = 60;

/** What differs from the published package, in words; each piece leads to its place on the map. */
class ChangesPanel extends WorkElement {
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

  #open({ subject }: Change) {
    const { commands, state } = this.store;
    const cut = subject.indexOf(':');
    const id = subject.slice(cut + 1);
    if (subject.startsWith('item:')) commands.selectItem(id);
    if (subject.startsWith('feature:')) commands.selectFeature(id, { frame: true });
    const of = state.entries.value.find((entry) => entry.id === id)?.subject;
    if (subject.startsWith('status:') && of?.startsWith('item:')) commands.selectItem(of.slice(5));
  }

  #change(change: Change) {
    const fields = (change.fields ?? []).map((field) =>
      this.t(fieldWords[field] ?? { zh: field, en: field }),
    );
    const name = this.t(change.name);
    const leads = change.kind !== 'removed' && /^(item|feature|status):/.test(change.subject);
    return html`<li><span class="kind ${change.kind}">${this.t(kindWords[change.kind])}</span><span>${
      leads ? html`<button @click=${() => this.#open(change)}>${name}</button>` : name
    }${fields.length ? html`<span class="fields">${fields.join(this.t({ zh: '、', en: ', ' }))}</span>` : nothing}</span></li>`;
  }

  override render() {
    const changes = this.work.changes.value;
    if (!changes.length)
      return html`<div class="section stack"><p class="hint">${this.t({ zh: '与已发布的数据包没有差别。改动只在本机，公开页面要等发布后才变。', en: 'Nothing differs from the published package. What you change stays on this machine until it is published.' })}</p></div>`;
    const groups = new Map<string, Change[]>();
    for (const change of changes) {
      const kind = change.subject.replace(/:.*$/, '');
      groups.set(kind, [...(groups.get(kind) ?? []), change]);
    }
    return html`<publish-panel .store=${this.store} .work=${this.work}></publish-panel>${[...groups].map(
      ([kind, list]) =>
        html`<div class="section"><h3>${this.t(subjectWords[kind] ?? { zh: kind, en: kind })} ${list.length}</h3><ul>${list.slice(0, most).map((change) => this.#change(change))}</ul>
        ${list.length > most ? html`<p class="hint">${this.t({ zh: `另有 ${list.length - most} 处`, en: `${list.length - most} more` })}</p>` : nothing}</div>`,
    )}`;
  }
}
define('changes-panel', ChangesPanel);
