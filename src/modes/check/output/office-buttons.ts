import { css, html } from 'lit';
import { inOffice } from '../../../check/office/client.ts';
import { asProblems, ProblemError, problem } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { saveFile } from '../words.ts';
import { type CheckedZone, projectFields, projectOf, reportsOf, zoneFields } from './reports.ts';

const templateFile = 'report-template.docx';
const officeType = 'application/vnd.openxmlformats-officedocument';

/** The reports as Excel and as Word: by the package's template, or by one that an office has made its own. */
class OfficeButtons extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    checked: { attribute: false },
    name: { attribute: false },
    own: { state: true },
  };
  declare checked: () => Promise<readonly CheckedZone[]>;
  declare name: string;
  /** The office's own template, until the page is closed. */
  declare own: { name: string; bytes: Uint8Array } | undefined;

  static override styles = [
    base,
    panelStyles,
    css`
      :host { display: contents; }
      .button { padding: 4px 6px; font-size: 13.5px; text-align: center; overflow-wrap: anywhere; }
    `,
  ];

  get #file() {
    return `${this.name}-${this.t({ zh: '核查', en: 'check' })}`;
  }

  async #xlsx() {
    await this.bench.session.attempt(async () => {
      const checked = await this.checked();
      const bytes = await inOffice('xlsx', { reports: reportsOf(checked), language: this.language });
      saveFile(`${this.#file}.xlsx`, bytes as BlobPart, `${officeType}.spreadsheetml.sheet`);
    });
  }

  async #template(): Promise<{ name: string; bytes: Uint8Array }> {
    if (this.own) return this.own;
    const response = await fetch(new URL(templateFile, this.store.base));
    if (!response.ok)
      throw new ProblemError(
        problem(
          'file-missing',
          { zh: '数据包中没有 Word 模板。', en: 'The package has no Word template.' },
          { file: templateFile },
          { zh: '请选本单位的模板。', en: 'Choose a template of your own.' },
        ),
      );
    return { name: templateFile, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  async #docx() {
    await this.bench.session.attempt(async () => {
      const [template, checked] = await Promise.all([this.#template(), this.checked()]);
      const report = projectOf(checked);
      const { bytes, problems } = await inOffice('docx', {
        template,
        zones: checked.map((one) => ({ report: one.report, fields: zoneFields(one) })),
        project: { ...(report ? { report } : {}), fields: projectFields(checked) },
        language: this.language,
      });
      this.store.commands.report(...problems);
      saveFile(`${this.#file}.docx`, bytes as BlobPart, `${officeType}.wordprocessingml.document`);
    });
  }

  async #choose(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      this.own = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      await this.#docx();
    } catch (error) {
      this.store.commands.report(...asProblems(error, { file: file.name }));
    }
  }

  async #download() {
    await this.bench.session.attempt(async () => {
      const { name, bytes } = await this.#template();
      saveFile(name, bytes as BlobPart, `${officeType}.wordprocessingml.document`);
    });
  }

  override render() {
    const templateLabel = this.t({ zh: '用本单位的 Word 模板', en: 'Use a Word template of yours' });
    return html`<button class="button" @click=${() => void this.#xlsx()}>${this.t({ zh: 'Excel（XLSX）', en: 'Excel (XLSX)' })}</button>
      <button class="button" @click=${() => void this.#docx()}>${this.own ? this.t({ zh: `Word（${this.own.name}）`, en: `Word (${this.own.name})` }) : this.t({ zh: 'Word（DOCX）', en: 'Word (DOCX)' })}</button>
      <button class="button" @click=${() => void this.#download()}>${this.t({ zh: '下载 Word 模板', en: 'Download the template' })}</button>
      <label class="button file">${templateLabel}<input type="file" accept=".docx" aria-label=${templateLabel} @change=${(event: Event) => void this.#choose(event)}></label>`;
  }
}
define('office-buttons', OfficeButtons);
