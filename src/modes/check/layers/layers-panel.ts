import { css, html, nothing } from 'lit';
import { crsWords } from '../../../check/words.ts';
import { areaFigures } from '../../../geo/area/units.ts';
import { lossesIn } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { fileRowStyles } from '../file-row-styles.ts';
import { withoutPictures } from '../imagery/hand-over.ts';
import { droppedFiles, type NamedFile, pickedFiles } from '../import/dropped.ts';
import { eachOnce, problemList, problemStyles } from '../problem-list.ts';
import { words } from '../words.ts';
import '../imagery/imagery-list.ts';
import './incoming-layer.ts';
import './layer-card.ts';
import './layer-facts.ts';
import { factsOfEntry, type OpeningFiles, type PlannerLayer } from './layer-state.ts';

const grouped = (count: number) => count.toLocaleString('en-US');
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0);

/** The planner's own layers: brought in, described, shown or hidden, removed. */
class LayersPanel extends CheckElement {
  static override properties = { ...CheckElement.properties, over: { state: true } };
  declare over: boolean;

  constructor() {
    super();
    this.over = false;
  }

  static override styles = [
    base,
    panelStyles,
    problemStyles,
    fileRowStyles,
    css`
      :host { padding: 12px 20px 14px; border-top: 1px solid var(--line); }
      :host > div { display: grid; gap: 10px; }
      .head { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
      .head h2 { flex: 1; font-size: 15px; white-space: nowrap; }
      .over { outline: 2px dashed var(--accent); outline-offset: 6px; border-radius: 6px; }
      .open-table { padding: 10px 14px; }
      .card > .facts { padding: 10px 14px 12px; display: grid; gap: 10px; }
      .all { justify-self: start; min-height: 32px; color: var(--accent); font-size: 13px; }
      @media (pointer: coarse) { .all { min-height: 44px; } }
    `,
  ];

  async #take(handed: readonly NamedFile[]) {
    const files = withoutPictures(this.bench, handed);
    if (!files.length) return;
    const { isArchive, openArchive } = await import('../../../map/fabric/open.ts');
    const [first] = files;
    // An archive's tiles are simplified shapes: they are drawn, not checked against.
    if (files.length === 1 && first && (await isArchive(first.file)))
      return this.bench.session.attempt(() => openArchive(this.store, first.file));
    await this.bench.layers.files(files);
    await this.updateComplete;
    this.renderRoot.querySelector('incoming-layer, .problems')?.scrollIntoView({ block: 'nearest' });
  }

  #pick(event: Event) {
    const input = event.target as HTMLInputElement;
    const files = pickedFiles(input.files ?? []);
    void this.#take(files);
    input.value = '';
  }

  #opening({ id, name, problems }: OpeningFiles) {
    return html`<div><div class="opening" role="status"><span>${
      problems.length
        ? this.t({ zh: `${name}：有内容没有读入`, en: `${name}: something was not read` })
        : this.t({ zh: `正在打开 ${name}…`, en: `Opening ${name}…` })
    }</span><button class="button small" @click=${() => this.bench.layers.dismissFiles(id)}>${this.t(problems.length ? { zh: '关闭', en: 'Close' } : words.cancel)}</button></div>
      ${problemList(problems, this.language)}</div>`;
  }

  #summary({ value, phase, loaded }: PlannerLayer): string {
    if (phase === 'missing')
      return this.t({
        zh: `本机没有它的数据：请重新添加 ${value.file}`,
        en: `Its data is not on this machine: add ${value.file} again`,
      });
    if (!loaded) return this.t({ zh: '正在读取…', en: 'Reading…' });
    const roles = this.bench.checker.tables.value?.roles ?? [];
    const role = roles.find(({ id }) => id === value.entry.role);
    const { mu } = areaFigures(loaded.areaM2, 2);
    const { date, accuracyM } = value.entry;
    return [
      role ? this.t(role.name) : '',
      this.t({ zh: `${grouped(loaded.count)} 个图形`, en: `${grouped(loaded.count)} features` }),
      loaded.areaM2 ? this.t({ zh: `${mu} 亩`, en: `${mu} mu` }) : '',
      date ?? '',
      accuracyM ? `±${accuracyM} m` : '',
      loaded.repaired.length
        ? this.t({ zh: `修复 ${loaded.repaired.length} 个`, en: `${loaded.repaired.length} repaired` })
        : '',
      loaded.dropped.length
        ? this.t({
            zh: `${loaded.dropped.length} 条无可用图形`,
            en: `${loaded.dropped.length} without a usable shape`,
          })
        : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }

  /** How much of its file did not come through beyond shapes of no use, which the line counts, and what to look at. */
  #faults({ value, phase }: PlannerLayer) {
    const faults = eachOnce(value.warnings).filter(({ severity }) => severity !== 'info');
    if (!faults.length || phase === 'missing') return nothing;
    const lost = lossesIn(faults.filter(({ code }) => code !== 'layer-records-left-out'));
    return html`<small class="warn num">${lost ? this.t({ zh: `${grouped(lost)} 项未读入 · `, en: `${grouped(lost)} not read · ` }) : nothing}${this.t({ zh: `${faults.length} 条提醒`, en: faults.length === 1 ? '1 warning' : `${faults.length} warnings` })}</small>`;
  }

  #card(layer: PlannerLayer) {
    const { layers } = this.bench;
    const { value, loaded } = layer;
    const facts = factsOfEntry(value.entry);
    return html`<div class="card">
      ${value.warnings.length ? html`<div class="facts">${problemList(value.warnings, this.language)}</div>` : nothing}
      ${loaded ? html`<div class="open-table"><button class="button small" @click=${() => this.bench.table.open(layer.id)}>${this.t({ zh: '属性表', en: 'Attribute table' })}</button></div><layer-card .store=${this.store} .bench=${this.bench} .layer=${layer.id}></layer-card>` : nothing}
      <div class="facts"><p class="hint">${value.table && value.table !== value.file ? `${value.file} · ${value.table}` : value.file}${value.crs ? html` · ${this.t(crsWords(value.crs))}` : ''}</p>
        <layer-facts .store=${this.store} .bench=${this.bench} .facts=${facts} .columns=${(loaded?.columns ?? []).map(({ name }) => name)} @facts=${(event: CustomEvent) => void layers.describe(layer, { ...facts, ...event.detail })}></layer-facts>
      </div></div>`;
  }

  #layer(layer: PlannerLayer) {
    const { layers } = this.bench;
    const { id, value, phase } = layer;
    const name = this.t(value.entry.name);
    const visible = this.store.state.fabrics.value.find((one) => one.id === id)?.visible ?? true;
    const open = layers.card.value === id;
    return html`<li><div class="line">
        <button class="open" aria-expanded=${open} @click=${() => {
          layers.card.value = open ? undefined : id;
        }}><b title=${name}>${name}</b><small class=${phase === 'missing' ? 'warn' : 'num'}>${this.#summary(layer)}</small>${this.#faults(layer)}</button>
        ${
          phase === 'ready'
            ? html`<label class="show"><input type="checkbox" .checked=${visible} aria-label=${this.t({ zh: `在地图上显示 ${name}`, en: `Show ${name} on the map` })} @change=${() => layers.setVisible(id, !visible)}></label>`
            : nothing
        }
        <button class="icon-button" aria-label=${this.t({ zh: `移除 ${name}`, en: `Remove ${name}` })} @click=${() => void layers.remove(layer)}>${icon('close', 18)}</button></div>
      ${open ? this.#card(layer) : nothing}</li>`;
  }

  /** The table of the layer whose card is open, else of the first there is: in it any other can be chosen. */
  #openTable() {
    const { layers, table } = this.bench;
    const [own] = layers.layers.value.filter(({ phase }) => phase === 'ready');
    const [first] = this.store.select.layers.value;
    table.open(layers.card.value ?? own?.id ?? first?.layer.id);
  }

  /** An archive of tiles, which is looked at and not checked. */
  #archive() {
    const archive = this.store.state.fabrics.value.find(({ kind }) => kind === 'tiles');
    if (!archive) return nothing;
    return html`<li><div class="line"><button class="open" aria-expanded="true"><b>${archive.name}</b><small>${this.t({ zh: '切片，仅显示', en: 'tiles, for display only' })}</small></button>
      <button class="icon-button" aria-label=${this.t({ zh: `移除 ${archive.name}`, en: `Remove ${archive.name}` })} @click=${() => void import('../../../map/fabric/open.ts').then(({ closeFabric }) => closeFabric(this.store, archive.id))}>${icon('close', 18)}</button></div>
      <div class="card"><layer-card .store=${this.store} .bench=${this.bench} .layer=${archive.id}></layer-card></div></li>`;
  }

  #space() {
    const space = this.bench.layers.space.value;
    if (!space || !this.bench.layers.layers.value.length) return nothing;
    const share = space.usage / space.quota;
    return html`<p class="hint num ${share > 0.8 ? 'warn' : ''}">${this.t({
      zh: `图层存在本机浏览器中：已用 ${megabytes(space.usage)} MB，可用约 ${megabytes(space.quota)} MB。`,
      en: `Layers are kept in this browser: ${megabytes(space.usage)} MB used of about ${megabytes(space.quota)} MB.`,
    })}</p>`;
  }

  override render() {
    const { layers } = this.bench;
    const { opening, incoming } = layers;
    const list = layers.layers.value;
    const ready = incoming.value.filter(({ choice, phase }) => choice && phase === 'asking').length;
    return html`<div class=${this.over ? 'over' : ''} @dragover=${(event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      this.over = true;
    }} @dragleave=${() => {
      this.over = false;
    }} @drop=${(event: DragEvent) => {
      this.over = false;
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      void droppedFiles(event.dataTransfer).then((files) => this.#take(files));
    }}>
      <div class="head"><h2>${this.t({ zh: '参考图层', en: 'Reference layers' })}</h2>
        <label class="button small file">${this.t({ zh: '添加文件', en: 'Add files' })}<input type="file" multiple aria-label=${this.t({ zh: '添加参考图层', en: 'Add files as reference layers' })} @change=${(event: Event) => this.#pick(event)}></label>
        <label class="button small file">${this.t({ zh: '添加文件夹', en: 'Add a folder' })}<input type="file" webkitdirectory aria-label=${this.t({ zh: '添加文件夹', en: 'Add a folder of reference layers' })} @change=${(event: Event) => this.#pick(event)}></label></div>
      ${list.length || incoming.value.length || opening.value.length ? nothing : html`<p class="hint">${this.t({ zh: '地类图斑、永久基本农田、生态保护红线、城镇开发边界、权属、宗地等：File Geodatabase（.gdb）、Shapefile、GeoPackage、FlatGeobuf、GeoJSON、KML、DXF…；影像：GeoTIFF，带坐标文件的 JPG、PNG，红线图扫描件（JPG、PNG、PDF）。可拖到此处，一次多个。', en: 'Land use, permanent farmland, red line, urban boundary, ownership, parcels: File Geodatabase (.gdb), Shapefile, GeoPackage, FlatGeobuf, GeoJSON, KML, DXF… Images: GeoTIFF, JPG or PNG with a world file, scans of red-line maps (JPG, PNG, PDF). Drop any number here.' })}</p>`}
      ${opening.value.map((one) => this.#opening(one))}
      ${ready > 1 ? html`<div class="row"><button class="button primary" @click=${() => void layers.acceptAll()}>${this.t({ zh: `全部添加（${ready}）`, en: `Add all (${ready})` })}</button></div>` : nothing}
      ${incoming.value.map((one) => html`<incoming-layer .store=${this.store} .bench=${this.bench} .layer=${one}></incoming-layer>`)}
      <ul class="kept" aria-label=${this.t({ zh: '参考图层', en: 'Reference layers' })}>${list.map((one) => this.#layer(one))}${this.#archive()}</ul>
      <imagery-list .store=${this.store} .bench=${this.bench}></imagery-list>
      ${this.#space()}
      <button class="all" @click=${() => this.#openTable()}>${this.t({ zh: '查看各图层属性表', en: 'Attribute tables of all layers' })}</button></div>`;
  }
}
define('layers-panel', LayersPanel);
