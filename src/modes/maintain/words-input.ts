import { css, html, nothing } from 'lit';
import { asProblems, type Problem } from '../../model/index.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';

/** A text pasted, dropped, or read from a TXT or DOCX; `words` and `file` are what it holds, and `change` says so. */
export class WordsInput extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    words: { state: true },
    faults: { state: true },
    label: { attribute: false },
  };
  declare words: string;
  declare label: string;
  declare faults: readonly Problem[];
  file = '';

  constructor() {
    super();
    this.words = '';
    this.label = '';
    this.faults = [];
  }

  static override styles = [
    base,
    panelStyles,
    css`
      textarea { min-height: 132px; resize: vertical; line-height: 1.6; }
    `,
  ];

  #set(words: string, file: string) {
    this.words = words;
    this.file = file;
    this.dispatchEvent(new Event('change'));
  }

  async #read(file: File | undefined) {
    if (!file) return;
    this.faults = [];
    try {
      const { readWords } = await import('../../check/years/read-words.ts');
      this.#set(await readWords(file.name, new Uint8Array(await file.arrayBuffer())), file.name);
    } catch (error) {
      this.faults = asProblems(error, { file: file.name });
    }
  }

  override render() {
    const open = this.t({ zh: '打开 TXT 或 DOCX', en: 'Open a TXT or DOCX' });
    return html`<div class="stack" @dragover=${(event: Event) => event.preventDefault()} @drop=${(
      event: DragEvent,
    ) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void this.#read(file);
    }}><label class="field">${this.label}<textarea .value=${this.words} placeholder=${this.t({ zh: '粘贴正文，或把文件拖到这里', en: 'Paste the text, or drop a file here' })} @input=${(
      event: Event,
    ) => this.#set((event.target as HTMLTextAreaElement).value, this.file)}></textarea></label>
      <div class="row"><label class="button small file">${open}<input type="file" aria-label=${open} accept=".txt,.docx" @change=${(
        event: Event,
      ) => {
        const input = event.target as HTMLInputElement;
        void this.#read(input.files?.[0]);
        input.value = '';
      }}></label></div>
      ${this.faults.map((p) => html`<p class="bad hint" role="alert">${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : nothing}</p>`)}</div>`;
  }
}
define('words-input', WordsInput);
