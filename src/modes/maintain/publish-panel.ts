import { css, html, nothing } from 'lit';
import { entriesIn, itemsIn } from '../../check/edits/parts.ts';
import { publish } from '../../check/edits/publish.ts';
import { asProblems, formatPlace, type Problem, type Publication, packageFiles } from '../../model/index.ts';
import { author, setAuthor } from '../../store/records/shared.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { saveFile } from '../../ui/save-file.ts';
import { base } from '../../ui/theme.ts';
import { WorkElement } from './element.ts';
import './font-note.ts';

declare global {
  interface Window {
    /** Of browsers that give a page folders (File System Access). */
    showDirectoryPicker?(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
  }
}
const canChoose = () => typeof window.showDirectoryPicker === 'function';
const chooseFolder = () => window.showDirectoryPicker?.({ id: 'package', mode: 'readwrite' });

/** Checks the package in work as `npm run validate` does, and hands out the publication when nothing is wrong. */
class PublishPanel extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    faults: { state: true },
    message: { state: true },
    busy: { state: true },
  };
  declare faults: readonly Problem[];
  declare message: string;
  declare busy: boolean;

  constructor() {
    super();
    this.faults = [];
    this.message = '';
    this.busy = false;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      li { padding: 8px 0; border-top: 1px solid var(--line); font-size: 13.5px; line-height: 1.55; display: grid; gap: 3px; }
      .where { font-size: 12.5px; color: var(--ink-faint); overflow-wrap: anywhere; }
    `,
  ];

  /** The place where a fault is corrected: the feature, the item, or the part of the upkeep its file belongs to. */
  #place({ where }: Problem): (() => void) | undefined {
    const { select, commands } = this.store;
    const feature = where?.feature;
    if (feature && select.features.value.has(feature))
      return () => commands.selectFeature(feature, { frame: true });
    const entry = /^entries\[(\d+)\]/.exec(where?.field ?? '')?.[1];
    const subject = entry && entriesIn(this.work.parts.value)[Number(entry)]?.['subject'];
    const item = String(where?.record ?? '') || String(subject ?? '').replace(/^item:/, '');
    if (itemsIn(this.work.parts.value).some((one) => one['id'] === item))
      return () => commands.selectItem(item);
    const file = where?.file ?? '';
    const tab = /^layers/.test(file)
      ? 'layers'
      : file === packageFiles.plans
        ? 'years'
        : file === packageFiles.plan || file === packageFiles.status
          ? 'items'
          : undefined;
    return (
      tab &&
      (() => this.dispatchEvent(new CustomEvent('open-tab', { detail: tab, bubbles: true, composed: true })))
    );
  }

  /** Checks everything, then hands the publication out: into a folder, or as a zip. */
  async #publish(event: SubmitEvent) {
    event.preventDefault();
    const by = String(new FormData(event.target as HTMLFormElement).get('by') ?? '').trim();
    setAuthor(by);
    this.faults = [];
    this.message = '';
    this.busy = true;
    try {
      // Asked first: a browser shows its dialogue only right after a click.
      const folder = event.submitter?.getAttribute('value') === 'folder' ? await chooseFolder() : undefined;
      const { indexOf, indexText } = await import('../../check/package/search-index.ts');
      await this.work.renew();
      // What a colleague published meanwhile is looked at first.
      if (this.work.contests.value.length) return;
      const { publication, files } = publish(
        this.work.base,
        this.work.parts.value,
        { at: new Date().toISOString(), by },
        (report) => indexText(indexOf(report)),
      );
      if (folder) await this.#write(folder, publication, files);
      else await this.#pack(publication, files);
    } catch (error) {
      // Closing the dialogue is no fault.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.faults = asProblems(error);
    } finally {
      this.busy = false;
    }
  }

  async #pack(publication: Publication, files: ReadonlyMap<string, string | Uint8Array>) {
    const { strToU8, zipSync } = await import('fflate');
    const members = [...files].map(
      ([path, file]) => [`data/${path}`, typeof file === 'string' ? strToU8(file) : file] as const,
    );
    const zip = zipSync({
      'publication.json': strToU8(`${JSON.stringify(publication, null, 1)}\n`),
      ...Object.fromEntries(members),
    });
    saveFile(`publication-${publication.version}.zip`, zip as BlobPart, 'application/zip');
    this.message = this.t({
      zh: `已导出 ${publication.version} 版发布包，交给网站管理员：npm run package -- apply publication-${publication.version}.zip`,
      en: `Version ${publication.version} is exported. Hand it to whoever keeps the site: npm run package -- apply publication-${publication.version}.zip`,
    });
  }

  async #write(
    folder: FileSystemDirectoryHandle,
    publication: Publication,
    files: ReadonlyMap<string, string | Uint8Array>,
  ) {
    const { publishInto } = await import('../../store/edits/folder.ts');
    await publishInto(folder, publication, files);
    await this.work.renew();
    this.message = this.t({
      zh: `${publication.version} 版已写入“${folder.name}”并逐个读回核对，共 ${files.size} 个文件；上一版留在其中的 .before。预先生成的网页由网站管理员更新：npm run package -- prerender。`,
      en: `Version ${publication.version} is in “${folder.name}”, ${files.size} files, each read back; the version before is kept there in .before. Whoever keeps the site makes its pages again: npm run package -- prerender.`,
    });
  }

  #fault(problem: Problem) {
    const go = this.#place(problem);
    const place = formatPlace(problem.where, this.language);
    return html`<li><span>${this.t(problem.what)}</span>${problem.remedy ? html`<span class="soft">${this.t(problem.remedy)}</span>` : nothing}
      ${place ? html`<span class="where">${place}</span>` : nothing}
      ${go ? html`<span><button class="button small" @click=${go}>${this.t({ zh: '去改正', en: 'Go there' })}</button></span>` : nothing}</li>`;
  }

  override render() {
    const none = !this.work.changes.value.length;
    const disagreements = this.work.records.conflicts.value.length + this.work.contests.value.length;
    if (none && !disagreements && !this.message && !this.faults.length) return nothing;
    return html`<form class="section stack" @submit=${(event: SubmitEvent) => void this.#publish(event)}>
      <h3>${this.t({ zh: '发布', en: 'Publish' })}</h3>
      <label class="field">${this.t({ zh: '署名', en: 'Your name' })}<input type="text" name="by" required value=${author()} @change=${(event: Event) => setAuthor((event.target as HTMLInputElement).value.trim())}></label>
      <div class="row"><button class="button primary" ?disabled=${none || disagreements > 0 || this.busy}>${this.t({ zh: '检查并导出发布包', en: 'Check and export' })}</button>
        ${canChoose() ? html`<button class="button" name="to" value="folder" ?disabled=${none || disagreements > 0 || this.busy}>${this.t({ zh: '检查并写入文件夹', en: 'Check and write to a folder' })}</button>` : nothing}</div>
      <p class="hint">${this.t({ zh: '先按发布要求全部检查一遍；有错误就不生成发布包。', en: 'Everything is checked first; with a fault nothing is made.' })}</p>
      <font-note .store=${this.store} .work=${this.work} .edits=${this.work.edits.value}></font-note>
      ${disagreements ? html`<p class="bad hint">${this.t({ zh: `有 ${disagreements} 处分歧，请先逐处选定，再发布。`, en: `${disagreements} disagreements: settle them one by one, then publish.` })}</p>` : nothing}
      <p class="good hint" role="status">${this.message}</p>
      ${this.faults.length ? html`<ul role="alert">${this.faults.slice(0, 40).map((problem) => this.#fault(problem))}</ul>` : nothing}</form>`;
  }
}
define('publish-panel', PublishPanel);
