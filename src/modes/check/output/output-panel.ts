import { css, html } from 'lit';
import { checkFile, reportsCsv, reportsText } from '../../../check/index.ts';
import { type Format, writableFormats, writeGeometry } from '../../../geo/formats/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { toolIcon } from '../../../ui/tool-icons.ts';
import { pointsCsv } from '../draw/points-csv.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { overlapFeatures, txtOptions, writeFeatures } from './output.ts';
import './office-buttons.ts';
import { checkedInTurn, checkedResults, checkedZones, reportsOf } from './reports.ts';
import './signed-panel.ts';
import './verify-panel.ts';
import { saveFile, words } from '../words.ts';

/** Zones and results as files, and the print sheet. */
class OutputPanel extends CheckElement {
  static override styles = [
    base,
    panelStyles,
    css`
      .section { display: grid; gap: 10px; }
      .sheet { min-height: 52px; font-size: 15.5px; }
      
      .grid .button { padding: 4px 6px; font-size: 13.5px; text-align: center; }
      .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 8px; }
    `,
  ];

  /** The ticked zones, or the active one where none is ticked. */
  get #zones() {
    const { session } = this.bench;
    const ticked = session.tickedZones.value;
    const active = session.activeZone.value;
    return ticked.length ? ticked : active ? [active] : [];
  }

  get #name(): string {
    const [first] = this.#zones;
    return (first?.name || 'zone').replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 60);
  }

  /** Writes zones, or with `overlaps` what they overlap, as a file; what the format cannot hold is reported. */
  async #write(format: Format, overlaps = false) {
    const { session, checker } = this.bench;
    await session.attempt(async () => {
      const meridian = this.store.state.town.value?.centralMeridian ?? 114;
      const txt = txtOptions(format.id === 'txt' ? this.#zones : [], meridian);
      const { code, head } = format.planar ? txt : { code: 'EPSG:4490' };
      const results = checker.results.value;
      const features = overlaps
        ? overlapFeatures(this.#zones, results, this.language)
        : writeFeatures(this.#zones, results, format.id === 'txt' ? meridian : undefined);
      const name = overlaps ? `${this.#name}-${this.t({ zh: '重叠', en: 'overlaps' })}` : this.#name;
      const { bytes, problems } = await writeGeometry(format.id, features, {
        code,
        name,
        ...(head ? { head } : {}),
      });
      this.store.commands.report(...problems);
      saveFile(`${name}.${format.extensions[0]}`, bytes as BlobPart, 'application/octet-stream');
    });
  }

  #points() {
    const meridian = this.store.state.town.value?.centralMeridian ?? 114;
    saveFile(
      `${this.#name}-${this.t({ zh: '界址点', en: 'points' })}.csv`,
      pointsCsv(this.#zones, meridian, this.language),
      'text/csv',
    );
  }

  /** Written when they are asked for: of hundreds of zones that is much work. */
  get #checked() {
    return checkedZones(this.#zones, this.bench.checker);
  }
  get #reports() {
    return reportsOf(this.#checked);
  }

  override render() {
    const zones = this.#zones;
    const checked = checkedResults(zones, this.bench.checker).length;
    return html`<div class="section"><button class="button primary sheet" ?disabled=${!checked} @click=${() =>
      this.dispatchEvent(
        new CustomEvent('open-sheet', { bubbles: true, composed: true }),
      )}>${toolIcon('print')}${this.t(words.print)}</button>
        <p class="hint">${this.t({ zh: '固定比例尺的图件：地图、界址点表、重叠与冲突表、数据来源、校验码，可打印或存为 PDF。', en: 'A sheet at an exact scale: map, boundary points, overlaps and conflicts, sources, fingerprint; print it or save it as PDF.' })}</p></div>
      <div class="section"><h3>${this.t({ zh: `导出地块（${zones.length} 个）`, en: `Export zones (${zones.length})` })}</h3>
        <div class="grid">${writableFormats.map((format) => html`<button class="button" @click=${() => void this.#write(format)}>${this.t(format.written ?? format.name)}</button>`)}
          <button class="button" @click=${() => this.#points()}>${this.t({ zh: 'CSV 界址点表', en: 'CSV of points' })}</button></div></div>
      <div class="section"><h3>${this.t({ zh: '导出核查结果', en: 'Export results' })}</h3>
        ${
          checked
            ? html`<div class="grid"><button class="button" @click=${() => saveFile(`${this.#name}-${this.t({ zh: '核查', en: 'check' })}.csv`, reportsCsv(this.#reports, this.language), 'text/csv')}>${this.t({ zh: 'CSV（Excel）', en: 'CSV (Excel)' })}</button>
            <office-buttons .store=${this.store} .bench=${this.bench} .checked=${() => checkedInTurn(this.#zones, this.bench.checker)} .name=${this.#name}></office-buttons>
            <button class="button" @click=${() => saveFile(`${this.#name}-${this.t({ zh: '核查', en: 'check' })}.txt`, reportsText(this.#reports, this.language), 'text/plain;charset=utf-8')}>TXT</button>
            <button class="button" @click=${() =>
              saveFile(
                `${this.#name}-check.json`,
                JSON.stringify(
                  zones.map((zone) => {
                    const { result, fingerprint = '' } = this.bench.checker.results.value[zone.id] ?? {};
                    return result ? checkFile(result, zone, fingerprint) : null;
                  }),
                  null,
                  1,
                ),
                'application/json',
              )}>JSON</button>${writableFormats.filter(({ gis }) => gis).map((format) => html`<button class="button" @click=${() => void this.#write(format, true)}>${this.t({ zh: '重叠图形 ', en: 'Overlaps, ' })}${this.t(format.written ?? format.name)}</button>`)}</div>
            <p class="hint">${this.t({ zh: 'Excel、Word、CSV、TXT、JSON 是全部核查表；重叠图形是与地块重叠的部分，带面积、规则、法律依据和精度。', en: 'Excel, Word, CSV, TXT and JSON hold all tables; overlap shapes are cut to the zone, with area, rule, law and accuracy.' })}</p>`
            : html`<p class="hint">${this.t({ zh: '核查完成后可导出。', en: 'Available once the check is done.' })}</p>`
        }</div>
      <div class="section"><h3>${this.t({ zh: '核对图件校验码', en: 'Verify a sheet' })}</h3>
        <verify-panel .store=${this.store} .bench=${this.bench}></verify-panel></div>
      <div class="section"><h3>${this.t({ zh: '与签字时的结果相比', en: 'Compare with the signed result' })}</h3>
        <signed-panel .store=${this.store} .bench=${this.bench}></signed-panel></div>`;
  }
}
define('output-panel', OutputPanel);
