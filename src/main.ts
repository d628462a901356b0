import { css, html, nothing } from 'lit';
import { languageTags, planLanguage, preferredLanguage, say } from './model/index.ts';
import { loadMode, PlanShell } from './shell.ts';
import { syncAddress } from './store/address/sync.ts';
import { bundleReader } from './store/bundle.ts';
import { createReloads } from './store/faults/reloads.ts';
import { localStorageIfAny } from './store/faults/storage.ts';
import { createStore, effect, type Store } from './store/index.ts';
import { recordsHere } from './store/recorded.ts';
import { townChoice } from './store/towns/choice.ts';
import { define, hearKeys } from './ui/element.ts';

/** Lets a page of one item or village be the app at that place: from here on the address is the app's. */
function openOwn(): void {
  const opens = document.documentElement.dataset['open'];
  const base = document.querySelector('base');
  if (!opens || !base) return;
  base.href = document.baseURI;
  history.replaceState(null, '', `${base.href}${location.hash || `#${opens}`}`);
}

/**
 * Takes the place of what stands in the page before the app (see `src/cli/prerender`): it goes when the app's
 * own code is there. Nothing moves: what comes lies where that lay.
 */
function takeOver(app: PlanApp, { state }: Store): void {
  const before = document.getElementById('before');
  if (!before) return;
  const other =
    state.mode.peek() !== 'browse' || state.theme.peek() !== 'auto' || state.language.peek() !== planLanguage;
  if (other || townChoice(document).other || townChoice(document).overview) {
    before.remove();
    return;
  }
  app.classList.add('over');
  // Not left under a map that draws: it would have to be put together with every picture of it.
  void loadMode('browse').then(() => {
    app.classList.remove('over');
    before.remove();
  });
}

/** The app: the shell as a whole page, with its address, its title and its use without a network. */
class PlanApp extends PlanShell {
  static override styles = [
    ...PlanShell.styles,
    css`
      :host { position: fixed; inset: 0; }
      /* Until then what was in the page before is seen. */
      :host(.over) { background: none; }
      :host(.over) map-host { visibility: hidden; }
      .paper { display: none; }
      @media print {
        :host { position: static; container-type: normal; overflow: visible; background: #fff; }
        map-host { display: none; }
        .paper { display: block; padding: 2em; }
      }
    `,
  ];

  static override properties = { ...PlanShell.properties, overview: { state: true } };
  /** The overview of towns lies over everything. */
  declare overview: boolean;

  constructor() {
    super();
    const choice = townChoice(document);
    const language = preferredLanguage(navigator.languages);
    this.store = createStore(choice.base, { towns: choice.towns, language, read: bundleReader(choice.base) });
    const { state } = this.store;
    openOwn();
    syncAddress(this.store);
    takeOver(this, this.store);
    this.overview = false;
    hearKeys(this, this.#key);
    if (choice.overview) void this.#openTowns();
    this.addEventListener('open-towns', () => void this.#openTowns());
    this.addEventListener('close-towns', () => {
      this.overview = false;
    });
    this.plain = state.mode.value === 'display' && createReloads(localStorageIfAny()).plain();
    effect(() => {
      document.documentElement.lang = say(languageTags, state.language.value);
      const title = state.town.value?.title[state.language.value];
      if (title) document.title = title;
    });
    const loaded = this.load(this.store);
    // What was recorded in this browser belongs to the picture of every mode, once the picture stands.
    const records = effect(() => {
      if (!state.mapReady.value && !state.mapProblem.value) return;
      queueMicrotask(() => records());
      void loaded.then(recordsHere).then(async () => {
        // A page in a frame talks to the page around it.
        if (parent !== window)
          void import('./store/announce.ts').then(({ talkToFrame }) => talkToFrame(this.store));
        const { recordsOf } = await import('./store/records/shared.ts');
        await recordsOf(this.store);
      });
    });
    if (import.meta.env.PROD) void loaded.then(() => this.#goOffline(choice.other));
  }

  async #openTowns() {
    await import('./modes/towns/index.ts');
    this.overview = true;
  }

  /**
   * The browser's own command would print the page, of which paper has nothing: here it prints the map. A page over the
   * map is printed as it is.
   */
  #key = (event: KeyboardEvent) => {
    if (this.store.state.page.value) return;
    if (event.key !== 'p' || !(event.ctrlKey || event.metaKey) || this.mode !== 'browse') return;
    event.preventDefault();
    this.dispatchEvent(new Event('print-map'));
  };

  override render() {
    const shell = html`${super.render()}${
      this.picture || this.store.state.page.value
        ? nothing
        : html`<p class="paper">${this.t({ zh: '请用菜单中的“打印当前地图”。', en: 'Please use “Print this map” in the menu.' })}</p>`
    }`;
    return this.overview
      ? html`${shell}<towns-mode .store=${this.store} .theme=${this.getAttribute('theme')}></towns-mode>`
      : shell;
  }

  /** Keeps the site for use without a network; a version whose package does not load has not started. */
  async #goOffline(other: boolean) {
    await loadMode(this.store.state.mode.value);
    const { offline } = await import('./store/offline/index.ts');
    await offline.start();
    if (this.store.state.phase.value !== 'ready') return;
    await offline.started();
    await offline.check(other);
    // The display takes a new version between two tours; everybody else has it with the next visit.
    if (this.store.state.mode.value !== 'display') await offline.adopt();
  }
}
// The page of components is part of no build.
if (import.meta.env.DEV && location.hash === '#dev') void import('./modes/components/index.ts');
// Apart from the evaluation of all the modules, which is a task that takes long enough.
else setTimeout(() => define('plan-app', PlanApp));
