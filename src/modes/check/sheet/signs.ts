import { nothing, svg, type TemplateResult } from 'lit';
import { isSoft } from '../../../map/sources/features.ts';
import { dotRadius, type Pattern, patternSize, patterns } from '../../../map/sprites/patterns.ts';
import { contextDash, lookOf, otherRoad, roadWidths } from '../../../map/style/look.ts';
import { palettes } from '../../../map/tokens.ts';
import { type Feature, type Layer, layerIcons } from '../../../model/index.ts';

const palette = palettes.light;
/** Millimetres on paper of a CSS pixel on the screen. */
const mm = 0.2;

/** How a feature is drawn on paper: the map's own look of its layer, basis and class, in millimetres. */
export interface Sign {
  colour: string;
  fillOpacity: number;
  pattern: Pattern | undefined;
  patternOpacity: number;
  width: number;
  lineOpacity: number;
  dash: string | undefined;
  /** A road's edge, drawn under its surface. */
  casing: { colour: string; width: number } | undefined;
  icon: Layer['symbol']['icon'];
  soft: boolean;
  /** A sign without a disc, for what lies under the plan's subjects. */
  bare: boolean;
}

/** The look of a feature of this layer; the legend asks with the same words as the map. */
export function signOf(layer: Layer, soft: boolean, roadClass: unknown): Sign {
  const { role, symbol } = layer;
  const look = lookOf(symbol, palette, soft);
  const road = role === 'roads';
  const own =
    role === 'boundary' || role === 'villages' || role === 'neighbours'
      ? contextDash[role]
      : (role === 'rivers' || road) && soft
        ? contextDash[role]
        : role === 'rivers' || road
          ? undefined
          : look.dash;
  const pixels = road ? look.width * (roadWidths[String(roadClass)] ?? otherRoad) * 1.5 : look.width;
  const width = pixels * mm;
  const dashed = own?.map((part) => Math.round(part * width * 100) / 100).join(' ');
  return {
    colour: look.colour,
    fillOpacity: look.fillOpacity * 0.6,
    pattern: look.pattern,
    patternOpacity: look.patternOpacity,
    width,
    lineOpacity: look.lineOpacity,
    dash: dashed,
    casing: road ? { colour: palette.roadCasing, width: width + 1.6 * mm } : undefined,
    icon: look.icon,
    soft,
    bare: role !== 'subject',
  };
}

/** A feature's own sign. */
export const signOfFeature = (layer: Layer, { properties }: Feature): Sign =>
  signOf(layer, isSoft(properties.basis), (properties as { class?: unknown }).class);

const patternId = (sign: Sign) => `${sign.pattern}-${sign.colour.replace('#', '')}`;

/** The patterns that signs fill with, once each, for the definitions of a drawing. */
export function patternDefs(signs: readonly Sign[]): TemplateResult[] {
  const wanted = new Map(signs.flatMap((sign) => (sign.pattern ? [[patternId(sign), sign] as const] : [])));
  return [...wanted].map(([id, { pattern, colour }]) => {
    const { lines, dots } = patterns[pattern as Pattern];
    return svg`<pattern id=${id} width=${patternSize} height=${patternSize} patternUnits="userSpaceOnUse" patternTransform=${`scale(${mm})`}>
      ${lines.map(({ path, width }) => svg`<path d=${path} fill="none" stroke=${colour} stroke-width=${width}/>`)}
      ${dots.map(([x, y]) => svg`<circle cx=${x} cy=${y} r=${dotRadius} fill=${colour}/>`)}</pattern>`;
  });
}

/** An area or a line: what lies under (a road's edge) and what is drawn over it. */
export function drawPath(d: string, area: boolean, sign: Sign, opacity: number, hollow: boolean) {
  const under = sign.casing
    ? [
        svg`<path d=${d} fill="none" stroke=${sign.casing.colour} stroke-width=${sign.casing.width} stroke-opacity=${opacity} stroke-dasharray=${sign.dash ?? nothing}/>`,
      ]
    : [];
  const over = [
    svg`<path d=${d} fill=${area && !hollow ? sign.colour : 'none'} fill-opacity=${sign.fillOpacity * opacity} fill-rule="evenodd" stroke=${sign.colour} stroke-opacity=${sign.lineOpacity * opacity} stroke-width=${sign.width} stroke-dasharray=${(!sign.casing && sign.dash) || nothing}/>`,
    ...(area && !hollow && sign.pattern
      ? [
          svg`<path d=${d} fill=${`url(#${patternId(sign)})`} fill-opacity=${sign.patternOpacity * opacity} fill-rule="evenodd"/>`,
        ]
      : []),
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
    ? drawPath('M0.4 0.5H7.6V3.5H0.4Z', true, sign, 1, hollow)
    : line
      ? drawPath('M0.3 2H7.7', false, sign, 1, true)
      : { under: [], over: [] };
  return svg`<svg width="8mm" height="4mm" viewBox="0 0 8 4">${shape.under}${shape.over}${kinds.has('point') ? drawPoint(sign, area || line ? 6 : 4, 2) : nothing}</svg>`;
}
