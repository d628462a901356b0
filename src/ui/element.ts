import { LitElement, type ReactiveControllerHost } from 'lit';
import { type Bilingual, type Language, planLanguage, say } from '../model/index.ts';
import { effect, type Store } from '../store/index.ts';

/** A problem met where there is no store, dispatched on the document: every plan on the page reports it. */
export const problemEvent = 'plan-problem';

/**
 * An element that draws itself again whenever a signal it read while drawing changes. It gets its store as a property,
 * so that two apps on one page stay apart.
 */
export class PlanElement extends LitElement {
  static override properties: Record<string, object> = { store: { attribute: false } };
  /** Whether the first picture is a task of its own, after that of what surrounds it: none is to take long. */
  static ownTask = false;
  declare store: Store;
  #stop: (() => void) | undefined;

  get language(): Language {
    return this.store.state.language.value;
  }

  /** The text in the interface language. */
  t(text: Bilingual): string {
    const said = say(text, this.language);
    // The Chinese font has a wide gap in the typographic apostrophe.
    return this.language === planLanguage ? said : said.replaceAll('’', "'");
  }

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (this.hasUpdated || !(this.constructor as typeof PlanElement).ownTask) {
      super.scheduleUpdate();
      return undefined;
    }
    return new Promise((done) => setTimeout(done)).then(() => super.scheduleUpdate());
  }

  protected override performUpdate(): void {
    if (!this.isUpdatePending) return;
    this.#stop?.();
    let drawn = false;
    this.#stop = effect(() => {
      if (drawn) this.requestUpdate();
      else {
        drawn = true;
        super.performUpdate();
      }
    });
    // Taken off the page before it was drawn: nothing is to hold on to it.
    if (!this.isConnected) this.#release();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Signals may have moved on while the element was off the page.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  #release() {
    this.#stop?.();
    this.#stop = undefined;
  }
}

/** What has the focus, inside elements too; undefined when nothing has. */
export function focused(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

/** Listens to the keys of the whole window for as long as `host` is on the page. */
export function hearKeys(host: ReactiveControllerHost, heard: (event: KeyboardEvent) => void): void {
  host.addController({
    hostConnected: () => addEventListener('keydown', heard),
    hostDisconnected: () => removeEventListener('keydown', heard),
  });
}

/** Says that what had the focus is gone, and nothing near has a better claim to it. */
export const focusLost = (): Event => new Event('focus-lost', { bubbles: true, composed: true });

/** Registers an element once; a second registration under the same name (two bundles on one page) is left alone. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
