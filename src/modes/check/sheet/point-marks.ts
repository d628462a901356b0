import { svg, type TemplateResult } from 'lit';
import { surveyPoints } from '../../../check/boundary/survey-order.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Projection } from './paper.ts';
import type { nameKeeper } from './shapes.ts';

const size = 2.2;
/** How far from its point a number may stand, millimetres; beyond the first a thin line leads to it. */
const reaches = [2.1, 4, 6.5];
const directions = 16;

/**
 * The boundary points of a zone with their numbers: outside the boundary where there is room, never on a line or on
 * another number. `left` counts those without room.
 */
export function pointMarks(
  zone: ZoneRecord,
  projection: Projection,
  keep: ReturnType<typeof nameKeeper>,
  ink: string,
): { marks: TemplateResult[]; left: number } {
  let left = 0;
  const { width, height } = projection.frame;
  const marks = surveyPoints(zone, projection.centralMeridian).flatMap((ring) =>
    ring.flatMap(({ position, name }, i) => {
      const [x, y] = projection.toPaper(position);
      if (x < 0 || y < 0 || x > width || y > height) return [];
      const dot = svg`<circle cx=${x} cy=${y} r="0.55" fill="#fff" stroke=${ink} stroke-width="0.3"/>`;
      const before = projection.toPaper(ring[(i + ring.length - 1) % ring.length]!.position);
      const after = projection.toPaper(ring[(i + 1) % ring.length]!.position);
      const away = outward([x, y], before, after);
      for (const reach of reaches)
        for (let k = 0; k < directions; k += 1) {
          // From the outward direction to either side in turn.
          const turn = ((k % 2 ? -1 : 1) * Math.ceil(k / 2) * 2 * Math.PI) / directions;
          const angle = away + turn;
          const half = (name.length * 0.55 * size) / 2;
          const at: [number, number] = [
            x + Math.cos(angle) * (reach + half * Math.abs(Math.cos(angle))),
            y + Math.sin(angle) * reach + size * 0.35,
          ];
          if (!keep(name, at[0], at[1], size)) continue;
          const line =
            reach > reaches[0]!
              ? svg`<path d=${`M${x + Math.cos(angle) * 0.6} ${y + Math.sin(angle) * 0.6}L${x + Math.cos(angle) * (reach - 1)} ${y + Math.sin(angle) * (reach - 1)}`} stroke=${ink} stroke-width="0.12"/>`
              : svg``;
          return [
            line,
            dot,
            svg`<text x=${at[0]} y=${at[1]} font-size=${size} text-anchor="middle" fill=${ink} stroke="#fff" stroke-width="0.5" paint-order="stroke">${name}</text>`,
          ];
        }
      left += 1;
      return [dot];
    }),
  );
  return { marks, left };
}

/** The direction in which a corner points, seen from between its sides; on paper, y downward, rings walked clockwise. */
function outward([x, y]: [number, number], [ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const unit = (dx: number, dy: number): [number, number] => {
    const length = Math.hypot(dx, dy) || 1;
    return [dx / length, dy / length];
  };
  const [ux, uy] = unit(x - ax, y - ay);
  const [vx, vy] = unit(bx - x, by - y);
  // Left of the way walked is outside: clockwise for an outer ring, the other way around a hole.
  return Math.atan2(-(ux + vx), uy + vy);
}
