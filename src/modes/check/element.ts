import { PlanElement } from '../../ui/element.ts';
import type { Workbench } from './workbench.ts';

/** An element of the workbench: it has the store and everything the workbench holds. */
export class CheckElement extends PlanElement {
  static override properties: Record<string, object> = {
    ...PlanElement.properties,
    bench: { attribute: false },
  };
  declare bench: Workbench;
}

export { panelStyles } from '../../ui/panel-styles.ts';
