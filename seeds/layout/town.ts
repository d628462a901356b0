/** The outline of the town: the county line on E, S and SW, a schematic edge on W and N, sized to the stated area. */
import { counties } from './county.ts';
import { curve, geodesicArea, type LonLat, round, simplify, sway } from './frame.ts';

/** 146.09 km² (facts/areas.json, 弼时镇 today). */
export const townAreaM2 = 146.09e6;

const near = (ring: readonly LonLat[], p: LonLat): number => {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  ring.forEach((q, i) => {
    const d = Math.hypot((q[0] - p[0]) * 0.88, q[1] - p[1]);
    if (d < least) {
      least = d;
      best = i;
    }
  });
  return best;
};

/** West and north edges from the 北山 notch, up the western ridge and over to the county line; `up` moves the north edge. */
const freeEdge = (from: LonLat, to: LonLat, up: number): LonLat[] =>
  simplify(
    sway(
      curve(
        [
          from,
          [113.0702, 28.5385],
          [113.0722, 28.553],
          [113.0694, 28.568],
          [113.069, 28.584],
          [113.0722, 28.597 + up / 2],
          [113.08, 28.606 + up * 0.8],
          [113.0895, 28.6105 + up],
          [113.1035, 28.6145 + up],
          [113.118, 28.6245 + up],
          [113.1335, 28.6285 + up],
          [113.15, 28.6305 + up],
          [113.166, 28.6275 + up],
          [113.181, 28.622 + up],
          [113.1915, 28.6175 + up / 2],
          to,
        ],
        60,
      ),
      170,
      900,
      11,
    ),
    6,
  ).map((p) => round(p) as LonLat);

/** The closed, counter-clockwise outline and the part of it that is the county line. */
export function town(): { ring: LonLat[]; countyLine: LonLat[] } {
  const miluo = counties().find((c) => c.code === '430681');
  if (!miluo) throw new Error('county polygon missing');
  let open = miluo.ring.slice(0, -1);
  if (geodesicArea([...open, open[0] as LonLat]) > 0) open = open.reverse();
  // Clockwise now: the corner comes before the notch on the way down the east side and round the south.
  const start = near(open, [113.19832, 28.61356]);
  const notch = near(open, [113.0713, 28.5266]);
  const countyLine =
    start <= notch ? open.slice(start, notch + 1) : [...open.slice(start), ...open.slice(0, notch + 1)];
  const ringFor = (up: number): LonLat[] => {
    const edge = freeEdge(countyLine.at(-1) as LonLat, countyLine[0] as LonLat, up);
    return [...countyLine, ...edge.slice(1)].reverse();
  };
  let low = -0.02;
  let high = 0.03;
  for (let i = 0; i < 40; i++) {
    const mid = (low + high) / 2;
    if (geodesicArea(ringFor(mid)) < townAreaM2) low = mid;
    else high = mid;
  }
  return { ring: ringFor(low), countyLine };
}
