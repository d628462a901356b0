import { svg, type TemplateResult } from 'lit';
import { areaFigures, geodesicArea } from '../../../geo/area/index.ts';
import { labelPoint } from '../../../geo/plane/label-point.ts';
import { polygonsOf } from '../../../geo/plane/polygons.ts';
import { type Language, say } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Projection } from './paper.ts';
import { insideOf, type nameKeeper, widthOf } from './shapes.ts';

/** Where a zone's name goes: off its holes; of one that is cut by the frame, in what is seen of it. */
function middleOf(geometry: ZoneRecord['geometry'], projection: Projection): [number, number] | undefined {
  const label = labelPoint(geometry);
  const [x, y] = label ? projection.toPaper(label.at) : [-1, -1];
  const { width, height } = projection.frame;
  const whole = polygonsOf(geometry)
    .flat(2)
    .map(projection.toPaper)
    .every(([px, py]) => px >= 0 && py >= 0 && px <= width && py <= height);
  return whole ? [x, y] : insideOf(geometry, projection);
}

/** The zone's name and area in its middle, where there is room for both. */
export function zoneTitle(
  zone: ZoneRecord,
  projection: Projection,
  language: Language,
  keep: ReturnType<typeof nameKeeper>,
  ink: string,
  /** Stands in the zone where its name has no room. */
  number?: string,
): TemplateResult[] {
  const at = middleOf(zone.geometry, projection);
  if (!at) return [];
  const area = `${areaFigures(geodesicArea(zone.geometry)).mu} ${say({ zh: '亩', en: 'mu' }, language)}`;
  const longer = widthOf(zone.name) > widthOf(area) ? zone.name : area;
  const line = (x: number, y: number, words: string, size: number, weight: number) =>
    svg`<text x=${x} y=${y} font-size=${size} font-weight=${weight} text-anchor="middle" fill=${ink} stroke="#fff" stroke-width="1.3" stroke-linejoin="round" paint-order="stroke">${words}</text>`;
  const both = ([x, y]: [number, number], size: number) => [
    line(x, y - size * 0.23, zone.name, size, 600),
    line(x, y + size * 0.97, area, size, 400),
  ];
  for (const size of [3, 2.3]) if (keep.room(longer, ...at, size, 2)) return both(at, size);
  // A narrow plot, or one with a hole, has its name above or below.
  const ys = polygonsOf(zone.geometry)
    .flat(2)
    .map((position) => projection.toPaper(position)[1]);
  const beside: [number, number][] = [
    [at[0], Math.min(...ys) - 5],
    [at[0], Math.max(...ys) + 5],
  ];
  for (const place of beside) if (keep.room(longer, ...place, 2.6, 2)) return both(place, 2.6);
  // Better a number than nothing, also over what is beside it.
  if (number) return [line(at[0], at[1] + 0.9, number, 2.6, 600)];
  return [];
}
