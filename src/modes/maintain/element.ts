import { css } from 'lit';
import type { Step } from '../../check/edits/change.ts';
import { asProblems, type Bilingual } from '../../model/index.ts';
import type { Work } from '../../store/edits/work.ts';
import { PlanElement } from '../../ui/element.ts';

/** An element of the upkeep: it has the store and the package in work. */
export class WorkElement extends PlanElement {
  static override properties: Record<string, object> = {
    ...PlanElement.properties,
    work: { attribute: false },
  };
  declare work: Work;

  /** Does one step of work; what it refuses is reported. */
  protected take(step: Step, label: Bilingual): void {
    void this.work.take(step, label).catch((error: unknown) => {
      this.store.commands.report(...asProblems(error));
    });
  }
}

/** The marks of what is not published. */
export const markStyles = css`
  .mark { display: inline-block; padding: 0 7px; border: 1px solid currentColor; border-radius: 999px; font-size: 12px; line-height: 1.6; color: var(--warn); white-space: nowrap; }
`;

export const unpublished: Bilingual = { zh: '未发布', en: 'Not published' };
export const hereOnly: Bilingual = { zh: '仅在本机', en: 'On this machine only' };
