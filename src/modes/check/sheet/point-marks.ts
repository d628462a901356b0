import { svg, type TemplateResult } from 'lit';
import { surveyPoints } from '../../../check/boundary/survey-order.ts';
import { inRings } from '../../../geo/plane/inside.ts';
import { polygonsOf } from '../../../geo/plane/polygons.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Projection } from './paper.ts';
import type { nameKeeper } from './shapes.ts';

const size = 2.2;
/** How far from its point a number may stand, millimetres; from `led` on a thin line leads to it. */
const reaches = [2.1, 3, 4, 6.5];
const led = 3.5;
const directions = 16;
/** Where a number may stand, by distance and angle from outward, to either side in turn. */
const places = reaches.flatMap((reach, far) =>
  Array.from({ length: directions }, (_, k) => ({
    ...{ reach, far },
    turn: ((k % 2 ? -1 : 1) * Math.ceil(k / 2) * 2 * Math.PI) / directions,
  })),
);
/** The best first: rather farther out than inside, which begins `open` radians from outward. */
const bestFirst = (open: number) => {
  const cost = ({ far, turn }: (typeof places)[number]) => far + (Math.abs(turn) < open ? 0 : 1.5);
  return [...places].sort((a, b) => cost(a) - cost(b));
};

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
  const area = polygonsOf(zone.geometry)
    .flat()
    .map((ring) => ring.map(projection.toPaper));
  const marks = surveyPoints(zone, projection.centralMeridian).flatMap((ring) =>
    ring.flatMap(({ position, name }, i) => {
      const [x, y] = projection.toPaper(position);
      if (x < 0 || y < 0 || x > width || y > height) return [];
      const dot = svg`<circle cx=${x} cy=${y} r="0.55" fill="#fff" stroke=${ink} stroke-width="0.3"/>`;
      const before = projection.toPaper(ring[(i + ring.length - 1) % ring.length]!.position);
      const after = projection.toPaper(ring[(i + 1) % ring.length]!.position);
      const side = leftward([x, y], before, after);
      // A file's rings run either way: which side is outside the zone, or in its hole, is seen at the point.
      const away = inRings(area, x + 0.3 * Math.cos(side), y + 0.3 * Math.sin(side)) ? side + Math.PI : side;
      const [dx, dy] = [before[0] - x, before[1] - y];
      const open = Math.acos((dx * Math.cos(away) + dy * Math.sin(away)) / (Math.hypot(dx, dy) || 1));
      for (const { reach, turn } of bestFirst(open)) {
        const angle = away + turn;
        const half = (name.length * 0.55 * size) / 2;
        const at: [number, number] = [
          x + Math.cos(angle) * (reach + half * Math.abs(Math.cos(angle))),
          y + Math.sin(angle) * reach + size * 0.35,
        ];
        if (!keep(name, at[0], at[1], size)) continue;
        const line =
          reach > led
            ? svg`<path d=${`M${x + Math.cos(angle) * 0.6} ${y + Math.sin(angle) * 0.6}L${x + Math.cos(angle) * (reach - 1)} ${y + Math.sin(angle) * (reach - 1)}`} stroke=${ink} stroke-width="0.12"/>`
            : svg``;
        return [
          line,
          dot,
          svg`<text x=${at[0]} y=${at[1]} font-size=${size} text-anchor="middle" fill=${ink} stroke="#fff" stroke-width="0.7" paint-order="stroke">${name}</text>`,
        ];
      }
      left += 1;
      return [dot];
    }),
  );
  return { marks, left };
}

/** The direction to the left of a corner, halfway between its sides; on paper, y downward. */
function leftward([x, y]: [number, number], [ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const unit = (dx: number, dy: number): [number, number] => {
    const length = Math.hypot(dx, dy) || 1;
    return [dx / length, dy / length];
  };
  const [ux, uy] = unit(x - ax, y - ay);
  const [vx, vy] = unit(bx - x, by - y);
  // Square to the way walked through the corner.
  return Math.atan2(-(ux + vx), uy + vy);
}
