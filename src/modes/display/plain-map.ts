import { css, html } from 'lit';
import type { Figure } from '../../map/deck/figures.ts';
import { el, type SvgNode, toElement } from '../../map/svg/node.ts';
import { mapPicture } from '../../map/svg/picture.ts';
import { lookAt, mercatorViewport } from '../../map/svg/viewport.ts';
import { palettes, type ThemeName } from '../../map/tokens.ts';
import type { Extent } from '../../model/index.ts';
import { define, PlanElement } from '../../ui/element.ts';
import type { Padding } from '../../ui/map-host.ts';
import { base } from '../../ui/theme.ts';
import { themeOf } from '../../ui/theme-of.ts';
import { words } from '../../ui/words.ts';
import { mapScale, type Screen } from './type.ts';
import { said } from './words.ts';

/** Height of the tallest column of a figure and width of all, pixels of the drawing. */
const column = { height: 90, width: 15 };

/** The map where there is no WebGL, and while a lost context is awaited: the map's SVG, as large as the wall needs it. */
class PlainMap extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    screen: { attribute: false },
    shown: { attribute: false },
    extent: { attribute: false },
    figure: { attribute: false },
    padding: { attribute: false },
  };
  declare screen: Screen;
  /** Ids of the features that stand out. */
  declare shown: readonly string[];
  declare extent: Extent;
  declare figure: Figure | undefined;
  declare padding: Padding;

  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; background: var(--beyond); }
      div, svg { width: 100%; height: 100%; }
      svg { animation: show 700ms ease both; }
      @keyframes show { from { opacity: 0; } }
    `,
  ];

  #columns(project: (at: [number, number]) => [number, number], theme: ThemeName): SvgNode[] {
    if (this.figure?.kind !== 'columns') return [];
    const palette = palettes[theme];
    const most = Math.max(...this.figure.columns.map(({ total }) => total));
    // From the back to the front, as one sees them on the map.
    return [...this.figure.columns]
      .sort((a, b) => b.at[1] - a.at[1])
      .flatMap(({ at, total, parts }) => {
        const [x, y] = project(at);
        let top = y;
        const bars = parts.map(({ chapter, count }) => {
          const height = (count / most) * column.height;
          top -= height;
          const fill = palette.chapter[chapter] as string;
          return el('rect', { x: x - column.width / 2, y: top, width: column.width, height, fill });
        });
        const halo = { stroke: palette.halo, 'stroke-width': 3, 'paint-order': 'stroke' };
        const look = { 'font-size': 14, 'font-weight': 600, 'text-anchor': 'middle', fill: palette.label };
        return [...bars, el('text', { x, y: top - 4, ...look, ...halo }, String(total))];
      });
  }

  override render() {
    return html`<div></div>`;
  }

  override updated() {
    const scale = mapScale(this.screen);
    const [width, height] = [this.screen.width / scale, this.screen.height / scale];
    const inner = Object.fromEntries(
      Object.entries(this.padding).map(([side, value]) => [side, value / scale]),
    ) as unknown as Padding;
    const theme = themeOf(this);
    const look = lookAt(this.extent, width, height, inner);
    const picture = mapPicture(this.store, `${this.t(words.map)} · ${this.t(said.plainMap)}`, {
      width,
      height,
      theme,
      look,
      selected: new Set(this.shown),
    });
    const columns = this.#columns(mercatorViewport(look, width, height).project, theme);
    const whole = { ...picture, children: [...picture.children, ...columns] };
    this.renderRoot.querySelector('div')?.replaceChildren(toElement(whole));
  }
}
define('plain-map', PlainMap);
