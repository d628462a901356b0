import { html } from 'lit';
import { define, PlanElement } from '../../ui/element.ts';

class CheckMode extends PlanElement {
  override render() {
    return html``;
  }
}
define('check-mode', CheckMode);
