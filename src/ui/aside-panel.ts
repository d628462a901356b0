import { html } from 'lit';
import type { MapView } from '../map/view/view.ts';
import { type Signal, signal } from '../store/index.ts';
import { define, PlanElement } from './element.ts';
import './measure-panel.ts';
import './near-panel.ts';

/** What is open beside the map in place of the list. */
class AsidePanel extends PlanElement {
  static override properties = { ...PlanElement.properties, view: { attribute: false } };
  declare view: Signal<MapView | undefined>;

  constructor() {
    super();
    this.view = signal(undefined);
  }

  override render() {
    const { store, view } = this;
    return store.state.aside.value?.panel === 'measure'
      ? html`<measure-panel .store=${store} .view=${view}></measure-panel>`
      : html`<near-panel .store=${store} .view=${view}></near-panel>`;
  }
}
define('aside-panel', AsidePanel);
