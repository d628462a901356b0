import { nothing, svg, type TemplateResult } from 'lit';
import { palettes } from '../../../map/tokens.ts';
import { layerIcons } from '../../../model/index.ts';
import { hatchSign } from './hatching.ts';
import type { Sign } from './sign-of.ts';

const palette = palettes.light;

/**
 * An area or a line: what lies under (a road's edge) and what is drawn over it.
 * @param id A name for the area's clip that nothing else on the sheet has.
 */
export function drawPath(d: string, id: string, area: boolean, sign: Sign, opacity: number, hollow: boolean) {
  const under = sign.casing
    ? [
        svg`<path d=${d} fill="none" stroke=${sign.casing.colour} stroke-width=${sign.casing.width} stroke-opacity=${opacity} stroke-dasharray=${sign.dash ?? nothing}/>`,
      ]
    : [];
  const over = [
    svg`<path d=${d} fill=${area && !hollow ? sign.colour : 'none'} fill-opacity=${sign.fillOpacity * opacity} fill-rule="evenodd" stroke=${sign.colour} stroke-opacity=${sign.lineOpacity * opacity} stroke-width=${sign.width} stroke-dasharray=${(!sign.casing && sign.dash) || nothing}/>`,
    ...(area && !hollow ? hatchSign({ d, id }, sign, opacity) : []),
  ];
  return { under, over };
}

/** A point's sign with its middle at (x, y): a disc with its icon, broken and pale where soft; or the icon alone. */
export function drawPoint(sign: Sign, x: number, y: number): TemplateResult {
  const { colour, soft, bare } = sign;
  const size = bare ? 2.9 : 2.6;
  const ink = bare || soft ? colour : palette.raised;
  const { fill, stroke } = layerIcons[sign.icon];
  return svg`<g transform=${`translate(${x} ${y})`}>
    ${
      bare
        ? nothing
        : svg`<circle r="1.85" fill="#fff"/><circle r="1.6" fill=${soft ? '#fff' : colour} stroke=${colour} stroke-width="0.25" stroke-dasharray=${soft ? '0.55 0.35' : nothing}/>`
    }
    <g transform=${`scale(${size / 24}) translate(-12 -12)`} stroke-linecap="round" stroke-linejoin="round">
      ${bare && fill ? svg`<path d=${fill} fill="#fff" stroke="#fff" stroke-width="5"/>` : nothing}
      ${fill ? svg`<path d=${fill} fill=${ink}/>` : nothing}${stroke ? svg`<path d=${stroke} fill="none" stroke=${ink} stroke-width="1.8"/>` : nothing}</g></g>`;
}

/** A sign in the legend, with the same parts as on the map. */
export function swatch(sign: Sign, kinds: ReadonlySet<'area' | 'line' | 'point'>, hollow: boolean) {
  const area = kinds.has('area');
  const line = kinds.has('line');
  const shape = area
    ? drawPath(
        'M0.4 0.5L7.6 0.5L7.6 3.5L0.4 3.5Z',
        `sign-${sign.pattern}-${sign.colour.replace('#', '')}`,
        true,
        sign,
        1,
        hollow,
      )
    : line
      ? drawPath('M0.3 2H7.7', '', false, sign, 1, true)
      : { under: [], over: [] };
  return svg`<svg width="8mm" height="4mm" viewBox="0 0 8 4">${shape.under}${shape.over}${kinds.has('point') ? drawPoint(sign, area || line ? 6 : 4, 2) : nothing}</svg>`;
}
