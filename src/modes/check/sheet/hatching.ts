import { svg, type TemplateResult } from 'lit';
import type { PaintedOverlap } from '../../../map/draw/zones.ts';
import { patterns } from '../../../map/sprites/patterns.ts';
import { hatchPaths } from '../../../map/svg/hatch.ts';
import { boxOfPath } from './shapes.ts';
import { mm, type Sign } from './sign-of.ts';

/*
 * Hatching on paper is lines cut to their area. A fill by a pattern looks the same on the screen, but browsers print it as
 * a picture: blurred, and large.
 */

/** What a hatching covers: an area's path in millimetres, and a name for its clip that nothing else on the sheet has. */
interface Covered {
  d: string;
  id: string;
}

const cut = ({ d, id }: Covered, lines: TemplateResult): TemplateResult =>
  svg`<clipPath id=${id}><path d=${d} clip-rule="evenodd"/></clipPath><g clip-path=${`url(#${id})`}>${lines}</g>`;

/** Parallel lines `step` apart at an angle from upright, over a box; turned lines of one length are the shortest to write. */
function parallel(box: readonly number[], step: number, degrees: number): string {
  const [left, top, right, bottom] = box as [number, number, number, number];
  const turn = (-degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const;
  const across = corners.map(([x, y]) => x * cos - y * sin);
  const along = corners.map(([x, y]) => x * sin + y * cos);
  const [from, to] = [Math.floor(Math.min(...along)), Math.ceil(Math.max(...along))];
  const first = Math.ceil(Math.min(...across) / step);
  const count = Math.max(0, Math.floor(Math.max(...across) / step) - first + 1);
  return Array.from({ length: count }, (_, k) => `M${((first + k) * step).toFixed(2)} ${from}V${to}`).join(
    '',
  );
}

/** Round dots on a square grid over a box, as strokes of no length. */
function grid([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], step: number): string {
  let d = '';
  for (let y = Math.ceil(top / step); y * step <= bottom; y++)
    for (let x = Math.ceil(left / step); x * step <= right; x++) d += `M${x * step} ${y * step}h0`;
  return d;
}

/** The hatching of an overlap by how grave it is: crossed, slanting, slanting the other way, dotted; names are read through it. */
const overlapLines: Record<
  PaintedOverlap['kind'],
  { step: number; degrees: readonly number[]; width: number }
> = {
  forbidden: { step: 2.6, degrees: [45, -45], width: 0.3 },
  restricted: { step: 2.2, degrees: [45], width: 0.4 },
  notice: { step: 2.4, degrees: [-45], width: 0.4 },
  overlap: { step: 3, degrees: [], width: 0.7 },
};

export function hatchOverlap(area: Covered, kind: PaintedOverlap['kind'], ink: string): TemplateResult {
  const { step, degrees, width } = overlapLines[kind];
  const box = boxOfPath(area.d);
  const lines = degrees.map(
    (turn) =>
      svg`<path d=${parallel(box, step, turn)} transform=${`rotate(${turn})`} fill="none" stroke=${ink} stroke-width=${width}/>`,
  );
  const dots = svg`<path d=${grid(box, step)} fill="none" stroke=${ink} stroke-width=${width} stroke-linecap="round"/>`;
  return cut(area, svg`${degrees.length ? lines : dots}`);
}

/** The pattern of a layer's sign, as on the map. */
export function hatchSign(
  area: Covered,
  { pattern, colour, patternOpacity }: Sign,
  opacity: number,
): TemplateResult[] {
  if (!pattern) return [];
  const [left, top, right, bottom] = boxOfPath(area.d).map((side) => side / mm) as [
    number,
    number,
    number,
    number,
  ];
  const strokes = hatchPaths(patterns[pattern], [left, top, right, bottom]).map(
    ({ d, width, round }) =>
      svg`<path d=${d} fill="none" stroke=${colour} stroke-width=${width} stroke-opacity=${patternOpacity * opacity} stroke-linecap=${round ? 'round' : 'butt'}/>`,
  );
  return [cut(area, svg`<g transform=${`scale(${mm})`}>${strokes}</g>`)];
}
