import { css, html } from 'lit';
import type { Work } from '../../store/edits/work.ts';
import { effect, type Store } from '../../store/index.ts';
import { define, PlanElement } from '../../ui/element.ts';
import '../../ui/plan-choice.ts';
import { base, themes } from '../../ui/theme.ts';
import { unpublished } from './element.ts';

/** Lies over the browse mode while it shows a package in work: says so, and leads back. */
class PreviewBar extends PlanElement {
  static override styles = [
    themes,
    base,
    css`
      :host { position: fixed; z-index: 1000; top: 16px; left: 50%; transform: translateX(-50%); display: flex; gap: 12px; align-items: center; padding: 6px 8px 6px 18px; border-radius: 999px; background: var(--warn); color: var(--raised); font-size: 15px; font-weight: 600; white-space: nowrap; }
      @container (max-width: 760px) { :host { top: auto; bottom: max(12px, env(safe-area-inset-bottom)); } }
      @media print { :host { display: none; } }
    `,
  ];

  override render() {
    const theme = document.querySelector('plan-app')?.getAttribute('theme') ?? 'light';
    this.setAttribute('theme', theme);
    return html`<span role="status">${this.t(unpublished)}</span><button class="button" @click=${() => this.store.commands.setMode('maintain')}>${this.t({ zh: '返回数据维护', en: 'Back to data upkeep' })}</button>`;
  }
}
define('preview-bar', PreviewBar);

/** Shows the package in work as the browse mode does, marked, until that mode is left. */
export function startPreview(store: Store, work: Work): void {
  const bar = document.createElement('preview-bar') as PreviewBar;
  bar.store = store;
  document.body.append(bar);
  const stop = effect(() => {
    const mode = store.state.mode.value;
    if (mode === 'browse') return;
    queueMicrotask(() => stop());
    bar.remove();
    if (mode !== 'maintain') work.hide();
  });
}
