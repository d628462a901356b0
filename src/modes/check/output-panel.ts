import { css, html, nothing } from 'lit';
import { reportOf, reportsCsv, reportsText } from '../../check/index.ts';
import { writeGeometry } from '../../geo/formats/index.ts';
import type { Bilingual } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { base } from '../../ui/theme.ts';
import { CheckElement, panelStyles } from './element.ts';
import { writeFeatures } from './output.ts';
import { saveFile, words } from './words.ts';

const zoneFormats = [
  { id: 'txt', extension: 'txt', name: { zh: '勘测定界 TXT', en: 'Boundary TXT' } },
  { id: 'shapefile', extension: 'zip', name: { zh: 'Shapefile', en: 'Shapefile' } },
  { id: 'geojson', extension: 'geojson', name: { zh: 'GeoJSON', en: 'GeoJSON' } },
  { id: 'kml', extension: 'kml', name: { zh: 'KML', en: 'KML' } },
  { id: 'csv', extension: 'csv', name: { zh: 'CSV 坐标表', en: 'CSV of points' } },
] as const;

/** Zones and results as files, and the print sheet. */
class OutputPanel extends CheckElement {
  static override properties = { ...CheckElement.properties, told: { state: true } };
  declare told: Bilingual | undefined;

  static override styles = [
    base,
    panelStyles,
    css`
      .section { display: grid; gap: 10px; }
      .sheet { min-height: 52px; font-size: 15.5px; }
      .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); gap: 8px; }
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

  async #write(format: string, extension: string) {
    const { session } = this.bench;
    await session.attempt(async () => {
      const meridian = this.store.state.town.value?.centralMeridian ?? 114;
      const gauss = `EPSG:${4513 + meridian / 3 - 25}`;
      const code = format === 'txt' || format === 'shapefile' || format === 'csv' ? gauss : 'EPSG:4490';
      const { bytes } = await writeGeometry(
        format,
        writeFeatures(this.#zones, this.bench.checker.results.value),
        {
          code,
          name: this.#name,
        },
      );
      saveFile(`${this.#name}.${extension}`, bytes as BlobPart, 'application/octet-stream');
    });
  }

  /** Looks among the zones for one whose check, done now with this data and program, has this fingerprint. */
  #verify(event: Event) {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('code') as HTMLInputElement;
    const code = input.value.replace(/\s/g, '').toLowerCase();
    if (!/^[0-9a-f]{12,64}$/.test(code)) {
      this.told = {
        zh: '校验码由 12 至 64 位数字和字母 a–f 组成。',
        en: 'A fingerprint has 12 to 64 characters, digits and a–f.',
      };
      return;
    }
    const results = this.bench.checker.results.value;
    const found = this.bench.session.zones.value.find((zone) =>
      results[zone.id]?.fingerprint?.startsWith(code),
    );
    this.told = found
      ? {
          zh: `相符：与“${found.name}”按现有数据和程序核查的结果相同。`,
          en: `It matches: the same as checking “${found.name}” with the present data and program.`,
        }
      : {
          zh: '不相符：地块、数据或程序版本与出图时不同，或该地块尚未在此核查。',
          en: 'No match: zone, data or program differ from those of the sheet, or the zone was not checked here.',
        };
  }

  get #reports() {
    return this.#zones.flatMap((zone) => {
      const state = this.bench.checker.results.value[zone.id];
      return state?.result ? [reportOf(state.result, state.fingerprint ?? '')] : [];
    });
  }

  override render() {
    const zones = this.#zones;
    const reports = this.#reports;
    return html`<div class="section"><button class="button primary sheet" ?disabled=${!reports.length} @click=${() =>
      this.dispatchEvent(
        new CustomEvent('open-sheet', { bubbles: true, composed: true }),
      )}>${icon('print')}${this.t(words.print)}</button>
        <p class="hint">${this.t({ zh: '固定比例尺的图件：地图、界址点表、重叠与冲突表、数据来源、校验码，可打印或存为 PDF。', en: 'A sheet at an exact scale: map, boundary points, overlaps and conflicts, sources, fingerprint; print it or save it as PDF.' })}</p></div>
      <div class="section"><h3>${this.t({ zh: `导出地块（${zones.length} 个）`, en: `Export zones (${zones.length})` })}</h3>
        <div class="grid">${zoneFormats.map((format) => html`<button class="button" @click=${() => void this.#write(format.id, format.extension)}>${this.t(format.name)}</button>`)}</div></div>
      <div class="section"><h3>${this.t({ zh: '导出核查结果', en: 'Export results' })}</h3>
        ${
          reports.length
            ? html`<div class="grid"><button class="button" @click=${() => saveFile(`${this.#name}-${this.t({ zh: '核查', en: 'check' })}.csv`, reportsCsv(reports, this.language), 'text/csv')}>${this.t({ zh: 'CSV（Excel 可直接打开）', en: 'CSV (opens in Excel)' })}</button>
            <button class="button" @click=${() => saveFile(`${this.#name}-${this.t({ zh: '核查', en: 'check' })}.txt`, reportsText(reports, this.language), 'text/plain;charset=utf-8')}>TXT</button>
            <button class="button" @click=${() =>
              saveFile(
                `${this.#name}-check.json`,
                JSON.stringify(
                  zones.map((zone) => this.bench.checker.results.value[zone.id]?.result ?? null),
                  null,
                  1,
                ),
                'application/json',
              )}>JSON</button></div>`
            : html`<p class="hint">${this.t({ zh: '核查完成后可导出。', en: 'Available once the check is done.' })}</p>`
        }</div>
      <div class="section"><h3>${this.t({ zh: '核对图件校验码', en: 'Verify a sheet' })}</h3>
        <form class="row" @submit=${(event: Event) => this.#verify(event)}><input type="text" name="code" spellcheck="false" autocomplete="off" aria-label=${this.t({ zh: '图件上的校验码', en: 'Fingerprint on the sheet' })} placeholder=${this.t({ zh: '图件上的校验码（至少前 12 位）', en: 'Fingerprint, at least 12 characters' })}><button class="button">${this.t({ zh: '核对', en: 'Verify' })}</button></form>
        <p class="hint" role="status">${this.told ? this.t(this.told) : nothing}</p></div>`;
  }
}
define('output-panel', OutputPanel);
