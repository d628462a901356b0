import { css, html, nothing } from 'lit';
import { farPoint, parsePoint } from '../../../geo/formats/typed-point.ts';
import { asProblems, type Bilingual } from '../../../model/index.ts';
import { define, PlanElement } from '../../../ui/element.ts';
import { panelStyles, toolStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import type { Drawing, ShapeTool } from './drawing.ts';

const titles: Record<ShapeTool['kind'], Bilingual> = {
  draw: { zh: '画新要素', en: 'Draw a feature' },
  move: { zh: '移动', en: 'Move' },
  reshape: { zh: '改形', en: 'Reshape' },
  split: { zh: '分割', en: 'Divide' },
};
const hints: Record<'point' | 'line' | 'polygon' | 'move' | 'reshape' | 'split', Bilingual> = {
  point: {
    zh: '在地图上点一下；按空格键取地图中心。',
    en: 'Click the place on the map; the space bar takes its middle.',
  },
  line: {
    zh: '逐点点击，双击或按回车结束；退格键撤回一点，Esc 放弃。按住 Alt 不捕捉。',
    en: 'Click point by point; a double click or Enter ends, Backspace takes a point back, Escape leaves. Alt lets go of snapping.',
  },
  polygon: {
    zh: '逐点点击，点回首点、双击或按回车结束；退格键撤回一点，Esc 放弃。按住 Alt 不捕捉。',
    en: 'Click point by point; the first point again, a double click or Enter ends, Backspace takes a point back, Escape leaves. Alt lets go of snapping.',
  },
  move: {
    zh: '在地图上拖动，图形随之移动；方向键移一个像素，按住 Shift 移十个。',
    en: 'Drag on the map and the shape goes along; arrow keys move it by a pixel, by ten with Shift.',
  },
  reshape: {
    zh: '拖动顶点；拖动两点间的小点可加点；选中后按 Delete 删点，方向键微调。',
    en: 'Drag a vertex; drag a small dot between two to add one; Delete removes the chosen one, arrow keys nudge it.',
  },
  split: {
    zh: '面：画一条穿过它的线；线：点在要断开的地方。',
    en: 'An area: draw a line across it. A line: click where it is to be cut.',
  },
};

/** The tool at work on the map: what to do next, points typed as coordinates, and its end. */
class ToolStrip extends PlanElement {
  static override properties = { ...PlanElement.properties, drawing: { attribute: false } };
  declare drawing: Drawing;

  static override styles = [
    base,
    panelStyles,
    toolStyles,
    css`
      @container (max-width: 760px) { .hint { display: none; } section { padding: 8px 12px; } }
    `,
  ];

  #typed(event: Event) {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('point') as HTMLInputElement;
    const town = this.store.state.town.peek();
    try {
      const point = parsePoint(input.value, town?.centralMeridian ?? 114);
      this.drawing.add(point);
      const far = farPoint(point, town);
      if (far) this.store.commands.report(far);
      input.value = '';
      input.focus();
    } catch (error) {
      this.store.commands.report(...asProblems(error));
    }
  }

  override render() {
    const { drawing } = this;
    const tool = drawing.tool.value;
    if (!tool) return nothing;
    const count = drawing.points.value.length;
    const collects = tool.kind === 'draw' || tool.kind === 'split';
    const least = tool.kind === 'draw' && tool.shape === 'polygon' ? 3 : 2;
    return html`<section aria-label=${this.t(titles[tool.kind])}><h2>${this.t(titles[tool.kind])} ${collects && count ? html`<span class="soft">${this.t({ zh: `${count} 点`, en: `${count} points` })}</span>` : nothing}</h2>
      <p class="hint">${this.t(hints[tool.kind === 'draw' ? tool.shape : tool.kind])}</p>
      ${
        collects
          ? html`<form @submit=${(event: Event) => this.#typed(event)}><label class="field">${this.t({ zh: '坐标：经度,纬度 或 X(北),Y(东)', en: 'Point: lon,lat or X north,Y east' })}<input type="text" name="point" required autocomplete="off" spellcheck="false" placeholder="113.1234,28.5678"></label><button class="button">${this.t({ zh: '加点', en: 'Add' })}</button></form>`
          : nothing
      }
      <div class="row">${
        collects
          ? html`<button class="button primary" ?disabled=${count < least} @click=${() => drawing.finish()}>${this.t({ zh: '完成', en: 'Finish' })}</button><button class="button" ?disabled=${!count} @click=${() => drawing.back()}>${this.t({ zh: '撤回一点', en: 'Undo point' })}</button>`
          : nothing
      }<button class="button" @click=${() => drawing.take(undefined)}>${this.t(collects ? { zh: '放弃', en: 'Leave' } : { zh: '结束', en: 'End' })}</button></div></section>`;
  }
}
define('tool-strip', ToolStrip);
