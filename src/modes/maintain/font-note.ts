import { html, nothing } from 'lit';
import type { PartEdit } from '../../check/edits/parts.ts';
import { missingCharacters } from '../../check/package/font-characters.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { WorkElement } from './element.ts';

/** Characters named at most. */
const most = 40;

/** Which characters of these pieces the package's own fonts lack, and how they come in; nothing where they lack none. */
class FontNote extends WorkElement {
  static override properties = { ...WorkElement.properties, edits: { attribute: false } };
  declare edits: readonly PartEdit[];

  static override styles = [base, panelStyles];

  override render() {
    const { labels, ui } = missingCharacters(this.edits, this.work.fonts.value);
    const line = (signs: readonly string[], zh: string, en: string) => {
      const list = signs.slice(0, most).join(' ') + (signs.length > most ? ' …' : '');
      return signs.length
        ? html`<p>${this.t({ zh: `${zh}缺 ${signs.length} 个字：${list}`, en: `${en} lacks: ${list}` })}</p>`
        : nothing;
    };
    if (!labels.length && !ui.length) return nothing;
    return html`<div class="hint warn" role="note" aria-label=${this.t({ zh: '缺字', en: 'Missing characters' })}>
      ${line(labels, '地图注记字体', 'The font of names on the map')}${line(ui, '界面字体', 'The font of the interface')}
      <p>${this.t({ zh: '仍可发布；这些字暂用各台机器自己的字体，没有中文字体的会显示空框。请网站管理员执行 npm run package -- fonts 补入。', en: 'It can be published: each machine draws them in a font of its own, or a box where it has none. Whoever keeps the site puts them in by npm run package -- fonts.' })}</p></div>`;
  }
}
define('font-note', FontNote);
