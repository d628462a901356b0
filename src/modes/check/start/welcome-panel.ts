import { css, html } from 'lit';
import type { Bilingual } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { exampleFile } from '../import/example.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

const steps: readonly Bilingual[] = [
  t('导入勘测文件，或在地图上绘制', 'Import the surveyor’s file, or draw on the map'),
  t('核对它落在哪里、坐标系为何这样判断', 'See where it lands and why that system was chosen'),
  t('看压占结果，打印图件、导出成果', 'Read what it overlaps; print the sheet, export the results'),
];
const answers: readonly { mark: string; name: Bilingual; means: Bilingual }[] = [
  {
    mark: 'overlap',
    name: t('有重叠', 'Overlap'),
    means: t('给出面积、所依法律条款和数据精度', 'with its area, the law and how accurate the data are'),
  },
  {
    mark: 'clear',
    name: t('已核查、无重叠', 'Checked, none'),
    means: t('数据足够准确，确实没有碰到', 'the data are good enough to say so'),
  },
  {
    mark: 'unchecked',
    name: t('未核查', 'Not checked'),
    means: t(
      '没有数据、已过期或只是示意，写明原因',
      'no data, out of date or only a sketch; the reason is given',
    ),
  },
];

/** What the workbench does, while there is nothing on it: an example to try, the way to a sheet, the three answers. */
class WelcomePanel extends CheckElement {
  static override styles = [
    base,
    panelStyles,
    css`
      section { padding: 16px 20px; border-top: 1px solid var(--line); display: grid; gap: 10px; }
      .example { grid-template-columns: 1fr auto; align-items: center; gap: 4px 12px; }
      ol { counter-reset: step; display: grid; gap: 8px; }
      ol li { counter-increment: step; display: grid; grid-template-columns: 24px 1fr; gap: 10px; font-size: 14px; line-height: 1.5; }
      ol li::before { content: counter(step); display: grid; place-items: center; width: 22px; height: 22px; border-radius: 50%; background: var(--sunken); font-size: 12.5px; font-weight: 600; color: var(--ink-soft); }
      dl { display: grid; grid-template-columns: 24px 1fr; gap: 2px 10px; font-size: 14px; line-height: 1.5; }
      dl i { grid-row: span 2; justify-self: center; margin-top: 6px; }
      dt { font-weight: 600; }
      dd { font-size: 13px; color: var(--ink-soft); margin-bottom: 6px; }
      i { width: 10px; height: 10px; }
      i.overlap { background: var(--bad); transform: rotate(45deg); }
      i.clear { background: var(--good); border-radius: 50%; }
      i.unchecked { box-shadow: inset 0 0 0 2px var(--warn); }
      .kept { display: grid; grid-template-columns: 20px 1fr; gap: 12px; color: var(--ink-soft); }
    `,
  ];

  #try() {
    const { session, importing, checker } = this.bench;
    void session.attempt(async () => {
      const example = await exampleFile(this.store, checker.rules.value, this.language);
      if (example) await importing.text(example.text, example.name);
    });
  }

  override render() {
    const ready = this.store.state.phase.value === 'ready';
    return html`<section class="example"><div><h3>${this.t(t('手头没有文件？', 'No file at hand?'))}</h3>
          <p class="hint">${this.t(t('用一份编造的勘测定界 TXT 走一遍，可随时撤销。', 'Walk through with a made-up boundary TXT; it can be undone.'))}</p></div>
        <button class="button" ?disabled=${!ready} @click=${() => this.#try()}>${this.t(t('试用示例', 'Try an example'))}</button></section>
      <section><h3>${this.t(t('从文件到图件', 'From file to sheet'))}</h3><ol>${steps.map((step) => html`<li><span>${this.t(step)}</span></li>`)}</ol></section>
      <section><h3>${this.t(t('三种回答', 'Three answers'))}</h3><dl>${answers.map(
        ({ mark, name, means }) =>
          html`<i class=${mark} aria-hidden="true"></i><dt>${this.t(name)}</dt><dd>${this.t(means)}</dd>`,
      )}</dl></section>
      <section class="kept">${icon('info', 18)}<p class="hint">${this.t(t('地块和记录只存在本机浏览器里，断网可用；交给同事请用“导出全部记录”。', 'Zones and records stay in this browser, also offline; “Export all records” passes them on.'))}</p></section>`;
  }
}
define('welcome-panel', WelcomePanel);
