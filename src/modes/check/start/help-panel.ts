import { css, html } from 'lit';
import { define, PlanElement } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { chapters, type Topic } from './help-text.ts';

/** How the workbench is used, screen by screen; the screen that is open comes first. */
class HelpPanel extends PlanElement {
  static override properties = { ...PlanElement.properties, topic: { attribute: false } };
  /** What is on screen while the help is opened. */
  declare topic: Topic | undefined;

  static override styles = [
    base,
    css`
      :host { display: grid; gap: 16px; padding: 16px 20px 24px; line-height: 1.7; font-size: 14px; }
      section.now { margin: 0 -12px; padding: 10px 12px; border-radius: 10px; background: color-mix(in srgb, var(--accent) 8%, transparent); }
      h3 { font-size: 15px; margin-bottom: 4px; }
      li { padding-left: 14px; position: relative; }
      li::before { content: ''; position: absolute; left: 0; top: 0.75em; width: 5px; height: 5px; border-radius: 50%; background: var(--accent); }
    `,
  ];
  override render() {
    const here = chapters.filter(({ topic }) => topic === this.topic);
    const others = chapters.filter(({ topic }) => topic !== this.topic);
    return [...here, ...others].map(
      ({ topic, title, lines }) =>
        html`<section class=${topic === this.topic ? 'now' : ''}><h3>${this.t(title)}</h3><ul>${lines.map((line) => html`<li>${this.t(line)}</li>`)}</ul></section>`,
    );
  }
}
define('help-panel', HelpPanel);
