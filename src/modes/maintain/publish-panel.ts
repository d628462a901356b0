import { css, html, nothing } from 'lit';
import { publish } from '../../check/edits/publish.ts';
import { asProblems, formatPlace, type Problem } from '../../model/index.ts';
import { author, setAuthor } from '../../store/records/shared.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { saveFile } from '../../ui/save-file.ts';
import { base } from '../../ui/theme.ts';
import { WorkElement } from './element.ts';

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

  /** The place of a fault on the map or among the items, where it has one. */
  #place({ where }: Problem): (() => void) | undefined {
    const { select, commands } = this.store;
    const feature = where?.feature;
    if (feature && select.features.value.has(feature))
      return () => commands.selectFeature(feature, { frame: true });
    const item = String(where?.record ?? '');
    if (select.items.value.has(item)) return () => commands.selectItem(item);
    return undefined;
  }

  async #publish(event: Event) {
    event.preventDefault();
    const by = String(new FormData(event.target as HTMLFormElement).get('by') ?? '').trim();
    setAuthor(by);
    this.faults = [];
    this.message = '';
    this.busy = true;
    try {
      const [{ indexOf, indexText }, { strToU8, zipSync }] = await Promise.all([
        import('../../check/package/search-index.ts'),
        import('fflate'),
      ]);
      const { publication, files } = publish(
        this.work.base,
        this.work.parts.value,
        { at: new Date().toISOString(), by },
        (report, text) => indexText(indexOf(report, text)),
      );
      const members = [...files].map(([path, text]) => [`data/${path}`, strToU8(text)] as const);
      const zip = zipSync({
        'publication.json': strToU8(`${JSON.stringify(publication, null, 1)}\n`),
        ...Object.fromEntries(members),
      });
      saveFile(`publication-${publication.version}.zip`, zip as BlobPart, 'application/zip');
      this.message = this.t({
        zh: `已导出 ${publication.version} 版发布包，交给网站管理员：npm run package -- apply publication-${publication.version}.zip`,
        en: `Version ${publication.version} is exported. Hand it to whoever keeps the site: npm run package -- apply publication-${publication.version}.zip`,
      });
    } catch (error) {
      this.faults = asProblems(error);
    } finally {
      this.busy = false;
    }
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
    return html`<form class="section stack" @submit=${(event: Event) => void this.#publish(event)}>
      <h3>${this.t({ zh: '发布', en: 'Publish' })}</h3>
      <label class="field">${this.t({ zh: '署名', en: 'Your name' })}<input type="text" name="by" required value=${author()}></label>
      <div class="row"><button class="button primary" ?disabled=${none || this.busy}>${this.t({ zh: '检查并导出发布包', en: 'Check and export' })}</button></div>
      <p class="hint">${this.t({ zh: '先按发布要求全部检查一遍；有错误就不生成发布包。新字若不在内置字体中，由网站管理员另用命令补字体。', en: 'Everything is checked first; with a fault nothing is made. Characters the built-in fonts lack are added by whoever keeps the site, by command.' })}</p>
      <p class="good hint" role="status">${this.message}</p>
      ${this.faults.length ? html`<ul role="alert">${this.faults.slice(0, 40).map((problem) => this.#fault(problem))}</ul>` : nothing}</form>`;
  }
}
define('publish-panel', PublishPanel);
