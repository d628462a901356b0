import { css, html, nothing } from 'lit';
import {
  type CheckFile,
  type CheckResult,
  changesTable,
  reportOf,
  reportsCsv,
  type Table,
} from '../../../check/index.ts';
import { asProblems, ProblemError, problem } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { tableParts } from '../sheet/table-parts.ts';
import { saveFile } from '../words.ts';
import type { Changes } from './changes-sheet.ts';

/** The results in a JSON of this app, of one zone or several. */
function checksIn(text: string, file: string): CheckFile[] {
  const content: unknown = JSON.parse(text);
  const list = (Array.isArray(content) ? content : [content]).filter(
    (one): one is CheckFile =>
      typeof one === 'object' && one !== null && 'zone' in one && 'layers' in one && 'rules' in one,
  );
  if (list.length) return list;
  throw new ProblemError(
    problem(
      'no-check-in-file',
      { zh: '文件里没有核查结果。', en: 'The file holds no result of a check.' },
      { file },
      {
        zh: '请选签字时用“JSON”导出的核查结果。',
        en: 'Choose the result that was saved as JSON when the sheet was signed.',
      },
    ),
  );
}

/** The signed result of a zone against its check now, figure by figure. */
class SignedPanel extends CheckElement {
  static override properties = { ...CheckElement.properties, found: { state: true } };
  declare found: (Changes & { same: boolean }) | undefined;

  static override styles = [
    base,
    panelStyles,
    css`
      :host { display: grid; gap: 10px; }
      .file { justify-self: start; }
      .rows { overflow: auto; max-height: 50vh; }
      td.n { text-align: end; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
    `,
  ];

  /** The zone of the file by its id, else by its name. */
  #result(signed: CheckFile): { result: CheckResult; fingerprint: string } | undefined {
    const { session, checker } = this.bench;
    const zones = session.zones.value;
    const zone =
      zones.find(({ id }) => id === signed.zone.id) ?? zones.find(({ name }) => name === signed.zone.name);
    const { result, fingerprint = '' } = checker.results.value[zone?.id ?? ''] ?? {};
    return result && { result, fingerprint };
  }

  async #file(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      const checks = checksIn(await file.text(), file.name);
      const active = this.bench.session.activeZone.value;
      const signed =
        checks.find(({ zone }) => zone.id === active?.id || zone.name === active?.name) ?? checks[0]!;
      const now = this.#result(signed);
      if (!now)
        throw new ProblemError(
          problem(
            'zone-not-here',
            {
              zh: `本机没有已核查的地块“${signed.zone.name}”。`,
              en: `There is no checked zone “${signed.zone.name}” here.`,
            },
            { file: file.name },
            {
              zh: '请先导入并打开该地块，待核查完成再选。',
              en: 'Import and open it first, and choose again once it is checked.',
            },
          ),
        );
      const table = changesTable(reportOf(signed), reportOf(now.result));
      this.found = {
        zone: signed.zone.name,
        same: !table.rows.length,
        table,
        signed: signed.fingerprint,
        now: now.fingerprint,
      };
    } catch (error) {
      this.found = undefined;
      this.store.commands.report(...asProblems(error, { file: file.name }));
    }
  }

  #save(table: Table, zone: string) {
    const { title } = table;
    const report = {
      title,
      name: title,
      tables: [table],
      fingerprint: '',
      engine: { name: '', version: '' },
      dataVersion: '',
    };
    saveFile(
      `${zone}-${this.t({ zh: '变化', en: 'changes' })}.csv`,
      reportsCsv([report], this.language),
      'text/csv',
    );
  }

  override render() {
    const { found } = this;
    const choose = this.t({ zh: '选签字时的结果（JSON）', en: 'Choose the signed result (JSON)' });
    return html`<label class="button file">${choose}<input type="file" accept=".json,application/json" aria-label=${choose} @change=${(event: Event) => void this.#file(event)}></label>
      <p class="hint" role="status">${
        !found
          ? this.t({
              zh: '出图签字时另存一份 JSON；数据更新后选它，逐项列出变了的数字。',
              en: 'Save a JSON when the sheet is signed; after newer data choose it to see every figure that changed.',
            })
          : found.same
            ? this.t({ zh: `“${found.zone}”与签字时完全相同。`, en: `“${found.zone}” is as it was signed.` })
            : this.t({
                zh: `“${found.zone}”有 ${found.table.rows.length} 处变化。`,
                en: `“${found.zone}” has ${found.table.rows.length} changes.`,
              })
      }</p>
      ${
        found && !found.same
          ? html`<div class="rows"><table><caption class="sr">${this.t(found.table.title)}</caption>${tableParts(found.table, 0, found.table.rows.length, (text) => this.t(text))}</table></div>
            <p class="hint">${found.table.note ? this.t(found.table.note) : nothing}</p>
            <div class="row"><button class="button small" @click=${async () => {
              const { printChanges } = await import('./changes-sheet.ts');
              await printChanges(this.store, found);
            }}>${this.t({ zh: '打印变化', en: 'Print the changes' })}</button>
            <button class="button small" @click=${() => this.#save(found.table, found.zone)}>${this.t({ zh: '导出变化（CSV）', en: 'Save the changes (CSV)' })}</button></div>`
          : nothing
      }`;
  }
}
define('signed-panel', SignedPanel);
