import { css } from 'lit';
import { startWorkersFrom } from './check/start-worker.ts';
import { isLanguage, planLanguage } from './model/index.ts';
import { PlanShell } from './shell.ts';
import { announce } from './store/announce.ts';
import { createStore, modes } from './store/index.ts';
import { define } from './ui/element.ts';

/**
 * A script of the page's own that imports a worker's: a page may not start one from another origin's file. The import
 * is awaited with the messages kept that come meanwhile; it is not a static one, which the page's policy would have to
 * allow as a worker of that host.
 */
startWorkersFrom((url) => {
  const code = `const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
import(${JSON.stringify(new URL(url, location.href).href)}).then(() => {
  removeEventListener('message', keep);
  for (const { data, origin, ports } of early)
    dispatchEvent(new MessageEvent('message', { data, origin, ports: [...ports] }));
});`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
});

/**
 * `<plan-map package="https://…/data/" mode="browse" lang="zh" item="2.1-1">`: the map as a part of any page. The size is
 * the page's to set (480 pixels high by default). Address bar, title and styles of the page are left alone; several on
 * one page are independent of each other. It reports `item-open`, `feature-pick` and `view-change` as events, whose
 * details are those of `Announcements`.
 */
class PlanMap extends PlanShell {
  #silent: (() => void) | undefined;

  static override styles = [
    ...PlanShell.styles,
    css`
      :host { position: relative; height: 480px; contain: strict; isolation: isolate; text-align: start; }
    `,
  ];
  static override get observedAttributes() {
    // biome-ignore lint/complexity/noThisInStatic: Lit finishes the class it is asked through, which must be this one.
    return [...super.observedAttributes, 'package', 'mode', 'lang', 'item'];
  }

  override connectedCallback() {
    if (!this.store) this.#open();
    super.connectedCallback();
    this.#speak();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#silent?.();
    this.#silent = undefined;
  }

  #speak() {
    this.#silent?.();
    this.#silent = announce(this.store, (type, detail) => {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    });
  }

  /** Opens the card of a plan item and shows its places; without an id closes it. */
  openItem(id?: string): void {
    this.store.commands.selectItem(id, { frame: true });
  }

  /** Opens a feature and shows it on the map; without an id lets go of it. */
  pickFeature(id?: string): void {
    this.store.commands.selectFeature(id, { frame: true });
  }

  #open() {
    const folder = this.getAttribute('package') ?? 'data/';
    const base = new URL(folder.endsWith('/') ? folder : `${folder}/`, this.baseURI).href;
    this.store = createStore(base, { embedded: true });
    for (const name of ['mode', 'lang', 'item']) this.#apply(name, this.getAttribute(name));
    void this.load(this.store);
  }

  #apply(name: string, value: string | null) {
    const { commands } = this.store;
    if (name === 'mode') commands.setMode(modes.find((mode) => mode === value) ?? 'browse');
    if (name === 'lang') commands.setLanguage(isLanguage(value) ? value : planLanguage);
    if (name === 'item') commands.selectItem(value || undefined);
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null) {
    super.attributeChangedCallback(name, before, value);
    if (!this.store || before === value) return;
    if (name === 'package') {
      this.#open();
      this.#speak();
      // Another package is another map.
      this.maps++;
    } else this.#apply(name, value);
  }
}
define('plan-map', PlanMap);
