import { css, html, nothing } from 'lit';
import { everydayFormats, type Format, formats } from '../../../geo/formats/index.ts';
import { listMark } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { toolIcon } from '../../../ui/tool-icons.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { withoutPictures } from '../imagery/hand-over.ts';
import { pickedFiles } from '../import/dropped.ts';
import type { Tool } from '../session.ts';
import { toolWords, words } from '../words.ts';

/** The three ways to a zone: a file, pasted coordinates, drawing. */
class StartPanel extends CheckElement {
  static override properties = { ...CheckElement.properties, pasting: { state: true } };
  declare pasting: boolean;

  constructor() {
    super();
    this.pasting = false;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .ways { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; padding: 14px 20px; }
      .ways .button { flex-direction: column; gap: 5px; min-height: 62px; padding: 8px 4px; font-size: 13.5px; text-align: center; }
      .ways .button[aria-expanded='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
      .drop { grid-column: 1 / -1; display: grid; justify-items: center; gap: 4px; padding: 16px; border: 1.5px dashed var(--line-strong); border-radius: 12px; text-align: center; font-size: 14.5px; cursor: pointer; color: var(--ink); }
      .drop:hover, .drop:focus-within { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 6%, transparent); }
      .drop small { font-size: 12.5px; color: var(--ink-soft); line-height: 1.5; }
      .folder { grid-column: 1 / -1; display: flex; gap: 8px; }
      .folder small { color: var(--ink-soft); font-size: 12.5px; }
      .folder:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
      .folder input,
      .drop input { position: absolute; opacity: 0; width: 1px; height: 1px; }
      textarea { width: 100%; min-height: 120px; font: 13px/1.5 ui-monospace, monospace; }
      .paste { padding: 0 20px 14px; display: grid; gap: 8px; }
    `,
  ];

  async #pick(event: Event) {
    const input = event.target as HTMLInputElement;
    const files = withoutPictures(this.bench, pickedFiles(input.files ?? []));
    input.value = '';
    if (files.length) await this.bench.importing.files(files);
  }

  #draw(tool: Tool) {
    const { session } = this.bench;
    session.activate(undefined);
    session.take(tool);
  }

  #paste() {
    const field = this.renderRoot.querySelector('textarea');
    const text = field?.value.trim();
    if (!text) return;
    this.pasting = false;
    void this.bench.importing.text(text, this.t({ zh: '粘贴的坐标', en: 'pasted coordinates' }));
  }

  #names(of: readonly Format[]): string {
    return of.map(({ name }) => this.t(name)).join(this.t(listMark));
  }

  override render() {
    return html`<div class="ways">
      <label class="drop">${toolIcon('upload', 24)}<b>${this.t(words.importFile)}</b>
        <small>${this.t({ zh: '拖到地图上或点此选择：', en: 'Drop on the map or choose: ' })}<span title=${this.#names(formats)}>${this.#names(everydayFormats)}${this.t({ zh: ` 等 ${formats.length} 种`, en: ` and more, ${formats.length} formats` })}</span>${this.t({ zh: '，或含有它们的 zip、文件夹', en: ', or a zip or a folder of them' })}</small>
        <input type="file" multiple aria-label=${this.t(words.importFile)} @change=${(event: Event) => void this.#pick(event)}></label>
      <label class="button folder">${toolIcon('upload')}${this.t({ zh: '选择文件夹', en: 'Choose a folder' })}<small>${this.t({ zh: '如 .gdb 或一套成果', en: 'such as a .gdb' })}</small>
        <input type="file" webkitdirectory aria-label=${this.t({ zh: '选择文件夹', en: 'Choose a folder' })} @change=${(event: Event) => void this.#pick(event)}></label>
      <button class="button" @click=${() => this.#draw('polygon')}>${toolIcon('pen')}${this.t(words.draw)}${this.t({ zh: '', en: ' ' })}${this.t(toolWords.polygon)}</button>
      <button class="button" @click=${() => this.#draw('rectangle')}>${toolIcon('rectangle')}${this.t(words.draw)}${this.t({ zh: '', en: ' ' })}${this.t(toolWords.rectangle)}</button>
      <button class="button" @click=${() => this.#draw('strip')}>${toolIcon('ruler')}${this.t(words.draw)}${this.t({ zh: '', en: ' ' })}${this.t(toolWords.strip)}</button>
      <button class="button" aria-expanded=${this.pasting} @click=${() => {
        this.pasting = !this.pasting;
      }}>${icon('text')}${this.t(words.paste)}</button>
    </div>
    ${
      this.pasting
        ? html`<div class="paste"><label class="field">${this.t({ zh: '坐标（每行一点）、WKT、GeoJSON 或整段勘测定界 TXT', en: 'Coordinates (a point a line), WKT, GeoJSON or a whole boundary TXT' })}
          <textarea spellcheck="false"></textarea></label>
          <div class="row"><button class="button primary" @click=${() => this.#paste()}>${this.t({ zh: '预览', en: 'Preview' })}</button></div></div>`
        : nothing
    }`;
  }
}
define('start-panel', StartPanel);
