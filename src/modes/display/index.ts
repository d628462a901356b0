import { html } from 'lit';
import { define, PlanElement } from '../../ui/element.ts';

class DisplayMode extends PlanElement {
  override render() {
    return html``;
  }
}
define('display-mode', DisplayMode);
