import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { itemsIn } from '../../../check/edits/parts.ts';
import { furtherColumns } from '../../../check/package/columns.ts';
import { nameOf } from '../../../check/package/match.ts';
import type { Row } from '../../../check/package/replace-features.ts';
import { contextOf } from '../../../geo/crs/town.ts';
import type { CrsChoice } from '../../../geo/formats/types.ts';
import { extentOf } from '../../../geo/plane/extent.ts';
import { differenceStyle } from '../../../map/difference/style.ts';
import type { FlatView } from '../../../map/svg/view.ts';
import type { MapView } from '../../../map/view/view.ts';
import {
  asProblems,
  type Bilingual,
  bases,
  type Feature,
  isSketch,
  type Layer,
  type PlanItem,
  type Problem,
} from '../../../model/index.ts';
import type { Signal } from '../../../store/index.ts';
import { type FileReading, readFile } from '../../../store/reader.ts';
import { define } from '../../../ui/element.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import { basisWords } from '../../../ui/words.ts';
import { WorkElement } from '../element.ts';
import { distinctNames } from '../feature-names.ts';
import { itemTitles } from '../item-names.ts';
import { faultList } from './fault-list.ts';
import { layerFields } from './layer-fields.ts';
import { systemFields } from './system-fields.ts';
import { becomes, lookedAtFirst, placeless, shapesOf, tally, type Waiting } from './waiting.ts';

/** Puts a file in the place of a layer's features: what matches, what is new, what is left over, and what it rests on. */
class ReplacePanel extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    layer: { attribute: false },
    view: { attribute: false },
    flat: { attribute: false },
    outcome: { state: true },
    waiting: { state: true },
    faults: { state: true },
    busy: { state: true },
  };
  declare layer: Layer;
  declare view: Signal<MapView | undefined>;
  declare flat: Signal<FlatView | undefined>;
  /** What the last file became. */
  declare outcome: string;
  declare waiting: Waiting | undefined;
  declare faults: readonly Problem[];
  declare busy: boolean;
  #reading: FileReading | undefined;

  constructor() {
    super();
    this.faults = [];
    this.busy = false;
    this.outcome = '';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .box { display: grid; gap: 12px; padding: 12px; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); }
      .row-match { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 8px; align-items: center; padding: 6px 0; border-bottom: 1px solid var(--line); font-size: 13.5px; }
      .row-match select { width: 100%; min-width: 0; }
      .row-match .by { grid-column: 1 / -1; font-size: 12.5px; color: var(--ink-soft); }
      .row-match .doubt { color: var(--warn); }
      .rows { max-height: 320px; }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      form .whole { grid-column: 1 / -1; }
      fieldset { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; font-size: 13.5px; }
      legend { padding: 0 4px; font-size: 13px; color: var(--ink-soft); }
      textarea { min-height: 60px; resize: vertical; line-height: 1.5; }
      :host { scroll-margin-top: 8px; }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#reading?.cancel();
    this.#map?.over(undefined);
  }

  get #map(): MapView | FlatView | undefined {
    return this.view.value ?? this.flat.value;
  }

  override updated(changed: Map<string, unknown>) {
    if (!changed.has('waiting')) return;
    const { waiting } = this;
    if (!waiting !== !changed.get('waiting'))
      this.dispatchEvent(new CustomEvent('replacing', { detail: waiting !== undefined }));
    const map = this.#map;
    map?.over(
      waiting?.choice && differenceStyle(shapesOf(waiting, this.#old, this.#keeps(waiting)), map.theme.value),
    );
    // A layer low in the list would show nothing of what the file gave, nor a long form of what became of it.
    if (waiting ? !changed.get('waiting') : this.outcome) this.scrollIntoView({ block: 'start' });
  }

  /** Items that lose their place unless what the file does not have is kept. */
  #placeless(waiting: Waiting) {
    return placeless(waiting, this.#old, itemsIn(this.work.parts.value) as unknown as PlanItem[]);
  }

  /** Nothing that an item needs goes unasked. */
  #keeps(waiting: Waiting): boolean {
    return waiting.keep ?? this.#placeless(waiting).length > 0;
  }

  get #old(): readonly Feature[] {
    const loaded = this.store.state.layers.value[this.layer.id];
    return loaded?.phase === 'ready' ? loaded.data.features : [];
  }

  async #attempt(name: string, work: () => Promise<void>) {
    this.faults = [];
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.faults = asProblems(error, { file: name });
    } finally {
      this.busy = false;
    }
  }

  #open(event: Event) {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    const [first] = files;
    const town = this.store.state.town.value;
    if (!first || !town) return;
    this.waiting = undefined;
    this.outcome = '';
    void this.#attempt(first.name, async () => {
      this.#reading?.cancel();
      this.#reading = readFile(() => undefined);
      const { sets, problems } = await this.#reading.read(
        files.map((file) => ({ name: file.name, content: file })),
        contextOf(town),
      );
      if (!sets.length) {
        this.faults = problems;
        return;
      }
      await this.#look({
        name: first.name,
        sets,
        set: 0,
        rows: [],
        names: [],
        notes: [],
        proposed: new Map(),
        chosen: [],
        columns: [],
      });
    });
  }

  /** Reads the rows in a system, or says that it must be chosen. */
  async #look(waiting: Waiting, choice?: CrsChoice) {
    const summary = waiting.sets[waiting.set];
    if (!summary || !this.#reading) return;
    const { chosen, confidence } = summary.crs;
    const settled = choice ?? (confidence === 'stated' || confidence === 'likely' ? chosen : undefined);
    if (!settled) {
      this.waiting = waiting;
      return;
    }
    const { rows, problems } = await this.#reading.rows(waiting.set, settled);
    const [{ proposeMatches }, { soundRows }] = await Promise.all([
      import('../../../check/package/propose.ts'),
      import('../../../check/edits/take-file.ts'),
    ]);
    const sound = soundRows(rows as Row[], this.layer.geometry);
    const old = this.#old;
    const town = this.store.state.town.peek()?.name.zh ?? '';
    const proposed = proposeMatches(
      old,
      rows.map(({ properties }) => properties),
      town,
    );
    this.faults = problems.filter(({ severity }) => severity !== 'info');
    this.waiting = {
      ...waiting,
      choice: settled,
      rows: sound.rows,
      names: rows.map(({ properties }, index) => nameOf(properties) || `#${index + 1}`),
      notes: sound.notes,
      proposed,
      chosen: rows.map((_, index) =>
        sound.rows[index] ? (proposed.get(index)?.feature.properties.id ?? '') : 'skip',
      ),
      columns: furtherColumns(rows, this.layer),
    };
    const extent = extentOf(shapesOf(this.waiting, [], true).flatMap(({ after }) => (after ? [after] : [])));
    if (extent) this.store.commands.frameExtent(extent, 15);
  }

  /** The division code a new village of the file has in one of its columns. */
  #villageCode = (row: Readonly<Record<string, unknown>>): string | undefined => {
    const town = this.store.state.town.peek()?.code ?? '';
    const codes = Object.values(row).map((value) => String(value ?? '').trim());
    return codes.find((code) => /^\d{12}$/.test(code) && code.startsWith(town));
  };

  async #take(event: Event) {
    event.preventDefault();
    const { waiting } = this;
    if (!waiting) return;
    const form = new FormData(event.target as HTMLFormElement);
    await this.#attempt(waiting.name, async () => {
      const { work, layer } = this;
      const old = this.#old;
      const { replacement } = await import('./replacement.ts');
      const { step, doubts } = replacement(work, layer, old, waiting, form, this.#villageCode);
      this.store.commands.report(...doubts);
      this.take(step, {
        zh: `${layer.name.zh}：换入 ${waiting.name}`,
        en: `${layer.name.en}: replace by ${waiting.name}`,
      });
      const { matched, fresh, left } = tally(waiting, old);
      const gone = form.has('keep') ? 0 : left.length;
      this.outcome = this.t({
        zh: `已换入 ${waiting.name}：对上 ${matched}，新 ${fresh}，去掉 ${gone}；尚未发布，可撤销。`,
        en: `${waiting.name} is in: ${matched} matched, ${fresh} new, ${gone} gone; not published, and can be undone.`,
      });
      this.waiting = undefined;
      this.#reading?.cancel();
      this.#reading = undefined;
    });
  }

  #match(waiting: Waiting, index: number, called: (feature: Feature) => Bilingual) {
    const chosen = waiting.chosen[index] ?? '';
    const others = new Set(waiting.chosen.filter((_, at) => at !== index));
    const note = waiting.notes.find(({ row }) => row === index);
    const { words, isDoubtful } = becomes(waiting, index);
    const name = waiting.names[index] ?? '';
    return html`<div class="row-match"><span>${name}</span><select aria-label=${`${this.t({ zh: '对应', en: 'Stands for' })} ${name}`} @change=${(
      event: Event,
    ) => {
      const value = (event.target as HTMLSelectElement).value;
      this.waiting = { ...waiting, chosen: waiting.chosen.map((one, at) => (at === index ? value : one)) };
    }}><option value="" ?selected=${chosen === ''}>${this.t({ zh: '新要素', en: 'A new feature' })}</option><option value="skip" ?selected=${chosen === 'skip'}>${this.t({ zh: '不用', en: 'Leave out' })}</option>${this.#old
      .filter(({ properties }) => !others.has(properties.id))
      .map(
        (feature) =>
          html`<option value=${feature.properties.id} ?selected=${feature.properties.id === chosen}>${this.t(called(feature))}</option>`,
      )}</select>
      <span class="by ${isDoubtful || note ? 'doubt' : ''}">${this.t(words)}${
        note
          ? html` · ${note.refused ? this.t(note.refused.what) : html`${this.t({ zh: '已修复：', en: 'Repaired: ' })}${note.changes.map(({ what }) => this.t(what)).join(this.t({ zh: '；', en: '; ' }))}`}`
          : nothing
      }</span></div>`;
  }

  #form(waiting: Waiting) {
    const { layer } = this;
    const old = this.#old;
    const called = distinctNames(old);
    const { matched, fresh, left } = tally(waiting, old);
    const isEmpty = !old.length;
    const { rows, open } = lookedAtFirst(waiting);
    const wasSketch = old.length > 0 && old.every(({ properties }) => isSketch(properties.basis));
    return html`<p><b>${this.t({ zh: `对上 ${matched}，新 ${fresh}，文件中没有 ${left.length}`, en: `${matched} matched, ${fresh} new, ${left.length} not in the file` })}</b></p>
      ${open && open < rows.length ? html`<p class="hint">${this.t({ zh: `要核对的 ${open} 行排在前面。`, en: `${open} to be looked at stand first.` })}</p>` : nothing}
      <div class="rows scroll">${repeat(
        rows,
        (row) => row,
        (row) => this.#match(waiting, row, called),
      )}</div>
      <p class="hint">${this.t({ zh: '地图上：绿框是新的，金色框是对上的，红色虚线将去掉。', en: 'On the map: green is new, gold matched, broken red goes.' })}</p>
      ${left.length ? html`<p class="hint">${this.t({ zh: '文件中没有：', en: 'Not in the file: ' })}${left.map(({ properties }) => this.t(properties.name)).join(this.t({ zh: '、', en: ', ' }))}</p>` : nothing}
      <form @submit=${(event: Event) => void this.#take(event)}>
        <label class="field">${this.t({ zh: '依据', en: 'Basis' })}<select name="basis">${bases.map((one) => html`<option value=${one}>${this.t(basisWords[one])}</option>`)}</select></label>
        <label class="field">${this.t({ zh: '误差（米）', en: 'Accuracy (m)' })}<input type="number" name="accuracy" min="0" step="any" required aria-describedby="accuracy-hint"></label>
        <label class="field">${this.t({ zh: '来源', en: 'Source' })}<input type="text" name="source" required value=${waiting.name}></label>
        <label class="field">${this.t({ zh: '资料年份', en: 'Year of the data' })}<input type="text" name="date" required pattern="\\d{4}(-\\d{2}){0,2}" value=${String(new Date().getFullYear())}></label>
        <p class="hint whole" id="accuracy-hint">${this.t({ zh: '误差没有注明时，按图上半毫米估：1:2000 的图填 1，1:10000 的填 5。', en: 'Accuracy not stated? Half a millimetre on the map: 1 for 1:2000, 5 for 1:10,000.' })}</p>
        ${
          fresh && this.layer.role === 'subject'
            ? html`<label class="field whole">${this.t({ zh: '新要素所属项目', en: 'Plan item of new features' })}<select name="item" required @change=${(
                event: Event,
              ) => {
                this.waiting = { ...waiting, item: (event.target as HTMLSelectElement).value };
              }}><option value="">${this.t({ zh: '选择…', en: 'Choose…' })}</option>${[...itemTitles(this.work)].map(([id, title]) => html`<option value=${id}>${id} ${this.t(title)}</option>`)}</select></label>`
            : nothing
        }
        ${layerFields(this, layer, { columns: waiting.columns, isEmpty, wasSketch })}
        ${left.length ? this.#left(waiting) : nothing}
        <div class="whole row"><button class="button primary" ?disabled=${this.busy || !(matched + fresh)}>${this.t(isEmpty ? { zh: '加入', en: 'Add' } : { zh: '换入', en: 'Replace' })}</button>
        <button type="button" class="button" @click=${() => {
          this.waiting = undefined;
        }}>${this.t({ zh: '取消', en: 'Cancel' })}</button></div></form>`;
  }

  #left(waiting: Waiting) {
    const items = this.#placeless(waiting).map(({ id, title }) => `${id} ${this.t(title)}`);
    const list = items.join(this.t({ zh: '、', en: ', ' }));
    return html`<label class="whole"><input type="checkbox" name="keep" .checked=${this.#keeps(waiting)} @change=${(
      event: Event,
    ) => {
      this.waiting = { ...waiting, keep: (event.target as HTMLInputElement).checked };
    }}> ${this.t({ zh: '保留文件中没有的原要素', en: 'Keep what the file does not have' })}</label>
      ${items.length ? html`<p class="hint warn whole">${this.t({ zh: `不保留的话，这些项目在地图上就没有位置，要另给要素才能发布：${list}`, en: `Without them these items have no place on the map, and need another before publishing: ${list}` })}</p>` : nothing}`;
  }

  override render() {
    const { waiting } = this;
    const label = this.t(
      this.#old.length
        ? { zh: '用文件换入', en: 'Replace by a file' }
        : { zh: '从文件加入', en: 'Add from a file' },
    );
    return html`<div class="stack"><div class="row"><label class="button file">${label}<input type="file" multiple aria-label=${label} @change=${(event: Event) => this.#open(event)}></label>${this.busy ? html`<span class="soft" role="status">${this.t({ zh: '正在读取…', en: 'Reading…' })}</span>` : nothing}</div>
      <p class="good hint" role="status">${this.outcome}</p>
      ${faultList(this, this.faults)}
      ${
        waiting
          ? html`<div class="box">${systemFields(
              this,
              waiting,
              (set) => void this.#attempt(waiting.name, () => this.#look({ ...waiting, set })),
              (choice) => void this.#attempt(waiting.name, () => this.#look(waiting, choice)),
            )}${waiting.choice ? this.#form(waiting) : nothing}</div>`
          : nothing
      }</div>`;
  }
}
define('replace-panel', ReplacePanel);
