import { html, nothing } from 'lit';
import type { Problem } from '../../../model/index.ts';
import type { PlanElement } from '../../../ui/element.ts';

const most = 5;

/** The first faults of a file, each with the member of the archive it is in, and how many there are beyond them. */
export const faultList = (
  host: Pick<PlanElement, 't'>,
  faults: readonly Problem[],
) => html`${faults.slice(0, most).map((fault) => html`<p class="bad hint" role="alert">${fault.where?.file ? html`<b>${fault.where.file}</b> ` : nothing}${host.t(fault.what)} ${fault.remedy ? host.t(fault.remedy) : nothing}</p>`)}
      ${faults.length > most ? html`<p class="hint">${host.t({ zh: `另有 ${faults.length - most} 条`, en: `${faults.length - most} more` })}</p>` : nothing}`;
