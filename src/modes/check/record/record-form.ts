import { css, html, nothing } from 'lit';
import { plotFacts } from '../../../check/index.ts';
import { type Bilingual, problem } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { earliestEnd } from './due.ts';
import '../../../ui/status-form.ts';
import { earliest, today } from '../../../model/index.ts';
import { words } from '../words.ts';

const stepLabel = { zh: '改征地程序', en: 'Change the procedure' };

/** What is kept of the zone beside its shape: name, project, plan item, procedure with dates and documents, notes. */
class RecordForm extends CheckElement {
  static override styles = [
    base,
    panelStyles,
    css`
      .section { display: grid; gap: 12px; }
      .origin { display: grid; grid-template-columns: 14px 1fr; gap: 6px; align-items: center; overflow-wrap: anywhere; }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      textarea { min-height: 84px; line-height: 1.6; }
      ol.steps { display: grid; gap: 0; counter-reset: step; }
      ol.steps > li { display: grid; grid-template-columns: 28px 1fr; gap: 4px 8px; padding: 10px 0; border-top: 1px solid var(--line); counter-increment: step; }
      ol.steps > li:first-child { border-top: 0; }
      ol.steps > li::before { content: counter(step); display: grid; place-items: center; width: 24px; height: 24px; border-radius: 50%; border: 1.5px solid var(--line-strong); font-size: 12.5px; color: var(--ink-soft); }
      ol.steps > li.done::before { content: '✓'; background: var(--good); border-color: var(--good); color: var(--raised); }
      .step { display: grid; gap: 6px; min-width: 0; }
      .step b { font-weight: 600; font-size: 14px; }
      .step small { font-size: 12.5px; color: var(--ink-soft); line-height: 1.55; }
      .step .due { color: var(--ink); }
      .step input[type='text'] { width: 100%; }
    `,
  ];

  #change(patch: Partial<ZoneRecord>, what: string, en: string) {
    const { session } = this.bench;
    const zone = session.activeZone.value;
    if (zone) void session.change(zone.id, patch, { zh: `改${what}`, en: `Change the ${en}` });
  }

  #field(name: string, en: string, key: 'name' | 'project' | 'landClass', value: string) {
    return html`<label class="field">${this.t({ zh: name, en: en[0]?.toUpperCase() + en.slice(1) })}
      <input type="text" .value=${value} @change=${(event: Event) => this.#change({ [key]: (event.target as HTMLInputElement).value }, name, en)}></label>`;
  }

  /** What a project says is changed in all its zones. */
  #projectField(name: string, en: string, key: 'applicant' | 'batch' | 'stage', zone: ZoneRecord) {
    const { session } = this.bench;
    const together = zone.project
      ? session.zones.value.filter(({ project }) => project === zone.project).map(({ id }) => id)
      : [zone.id];
    return html`<label class="field">${this.t({ zh: name, en: en[0]?.toUpperCase() + en.slice(1) })}
      <input type="text" .value=${zone[key] ?? ''} @change=${(event: Event) =>
        void session.changeAll(
          together,
          { [key]: (event.target as HTMLInputElement).value },
          { zh: `改${name}`, en: `Change the ${en}` },
        )}></label>`;
  }

  #setStep(zone: ZoneRecord, step: string, date: string, documents: readonly string[]) {
    const rest = zone.steps.filter((done) => done.step !== step);
    void this.bench.session.change(
      zone.id,
      { steps: date ? [...rest, { step, date, documents }] : rest },
      stepLabel,
    );
  }

  /** A date being typed changes with every digit (year 2, 20, 202): it is taken when the field is left, or at Enter. */
  #typing = false;
  #setDate(
    event: Event,
    zone: ZoneRecord,
    step: { id: string; name: Bilingual },
    done: ZoneRecord['steps'][number] | undefined,
  ) {
    const input = event.target as HTMLInputElement;
    const before = done?.date ?? '';
    this.#typing = false;
    if (input.validity.valid) {
      if (input.value !== before) this.#setStep(zone, step.id, input.value, done?.documents ?? []);
      return;
    }
    const date = input.value;
    input.value = before;
    this.store.commands.report(
      problem(
        'step-date',
        {
          zh: `${step.name.zh}：日期${date ? ` ${date} ` : ''}无效，未记录`,
          en: `${step.name.en}: the date${date ? ` ${date}` : ''} is not valid and was not recorded`,
        },
        {},
        {
          zh: `请输入 ${earliest} 至 ${today()} 的日期。`,
          en: `Enter a date from ${earliest} to ${today()}.`,
        },
      ),
    );
  }

  #steps(zone: ZoneRecord) {
    const stages = this.bench.checker.stages.value;
    const procedure = stages?.procedures.find((one) => one.id === zone.procedure);
    if (!procedure) return nothing;
    return html`<p class="hint">${this.t(procedure.law)}</p>
      <ol class="steps">${procedure.steps.map((step) => {
        const done = zone.steps.find((one) => one.step === step.id);
        const due = done && step.minDays ? earliestEnd(done.date, step.minDays, step.days) : undefined;
        const days =
          step.days === 'working' ? { zh: '个工作日', en: 'working days' } : { zh: '日', en: 'days' };
        return html`<li class=${done ? 'done' : ''}><div class="step"><b>${this.t(step.name)}</b>
          ${step.minDays ? html`<small>${this.t({ zh: `公告不少于 ${step.minDays} ${days.zh}`, en: `published for no less than ${step.minDays} ${days.en}` })}${due ? html` · <span class="due num">${this.t({ zh: `不早于 ${due} 届满${step.days === 'working' ? '（未计法定节假日）' : ''}`, en: `not over before ${due}${step.days === 'working' ? ' (public holidays not counted)' : ''}` })}</span>` : nothing}</small>` : nothing}
          <div class="row"><input type="date" aria-label=${`${this.t(step.name)} ${this.t({ zh: '日期', en: 'date' })}`} min=${earliest} max=${today()} .value=${done?.date ?? ''}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter') this.#setDate(event, zone, step, done);
              else this.#typing = event.key !== 'Tab';
            }} @change=${(event: Event) => {
              if (!this.#typing) this.#setDate(event, zone, step, done);
            }} @blur=${(event: Event) => this.#setDate(event, zone, step, done)}></div>
          ${
            done
              ? html`<input type="text" aria-label=${`${this.t(step.name)} ${this.t({ zh: '文件名称或文号', en: 'documents' })}`} placeholder=${step.documents.length ? step.documents.map((d) => this.t(d)).join(this.t({ zh: '、', en: ', ' })) : this.t({ zh: '文件名称或文号', en: 'Title or number' })} .value=${done.documents.join('；')} @change=${(
                  event: Event,
                ) =>
                  this.#setStep(
                    zone,
                    step.id,
                    done.date,
                    (event.target as HTMLInputElement).value
                      .split(/[；;]/)
                      .map((part) => part.trim())
                      .filter(Boolean),
                  )}>`
              : nothing
          }
          ${step.law ? html`<small>${this.t(step.law)}</small>` : nothing}</div></li>`;
      })}</ol>`;
  }

  override render() {
    const { session, checker } = this.bench;
    const zone = session.activeZone.value;
    if (!zone) return nothing;
    const items = [...this.store.select.items.value.values()];
    const stages = checker.stages.value;
    return html`<div class="section">
        ${this.#field('名称', 'name', 'name', zone.name)}
        ${this.#field('项目名称', 'project', 'project', zone.project)}
        ${this.#projectField('用地单位', 'applicant', 'applicant', zone)}
        <div class="two">${this.#projectField('批次', 'batch', 'batch', zone)}${this.#projectField('报批阶段', 'stage', 'stage', zone)}</div>
        <label class="field">${this.t({ zh: '对应规划项目', en: 'Plan item' })}
          <select .value=${zone.planItem ?? ''} @change=${(event: Event) => this.#change({ planItem: (event.target as HTMLSelectElement).value || undefined }, '规划项目', 'plan item')}>
            <option value="">—</option>${items.map((item) => html`<option value=${item.id} ?selected=${item.id === zone.planItem}>${item.id} ${this.t(item.title)}</option>`)}</select></label>
        ${zone.planItem ? html`<status-form .store=${this.store} .subject=${`item:${zone.planItem}`}></status-form>` : nothing}
        ${this.#field('地类编码或用途', 'land class or use', 'landClass', zone.landClass ?? '')}
        <p class="hint origin">${icon('info', 14)}<span>${this.t({ zh: `来源：${zone.origin}；坐标系 ${zone.crs.code}`, en: `Origin: ${zone.origin}; system ${zone.crs.code}` })}${plotFacts(zone).map(({ name, value }) => html`<br>${this.t(name)}${this.t({ zh: '：', en: ': ' })}${value}`)}</span></p>
        <label class="field">${this.t({ zh: '备注', en: 'Notes' })}<textarea .value=${zone.notes} @change=${(event: Event) => this.#change({ notes: (event.target as HTMLTextAreaElement).value }, '备注', 'notes')}></textarea></label>
      </div>
      <div class="section"><h3>${this.t({ zh: '征地程序', en: 'Acquisition procedure' })}</h3>
        <label class="field">${this.t({ zh: '适用程序', en: 'Procedure' })}
          <select .value=${zone.procedure ?? ''} @change=${(event: Event) => this.#change({ procedure: (event.target as HTMLSelectElement).value || undefined }, '征地程序', 'procedure')}>
            <option value="">—</option>${stages?.procedures.map((one) => html`<option value=${one.id} ?selected=${one.id === zone.procedure}>${this.t(one.name)}</option>`)}</select></label>
        ${this.#steps(zone)}</div>
      <div class="section"><button class="button danger" @click=${() => {
        void session.records.value?.deleteZones([zone.id], {
          zh: `删除 ${zone.name}`,
          en: `Delete ${zone.name}`,
        });
        session.activate(undefined);
      }}>${this.t(words.remove)}${this.t({ zh: '此地块', en: ' this zone' })}</button></div>`;
  }
}
define('record-form', RecordForm);
