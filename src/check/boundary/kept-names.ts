import type { MultiPolygon, Polygon, Position } from 'geojson';
import { gridOf } from '../../geo/edit/point-at.ts';
import { numbered } from '../../geo/formats/txt/names.ts';
import { signedArea2 } from '../../geo/plane/area.ts';
import { geometryOf, polygonsOf } from '../../geo/plane/polygons.ts';
import type { Zone, ZoneSource } from '../../model/index.ts';
import { inOrder } from './in-order.ts';
import type { Named } from './point-names.ts';
import { type SurveyPoint, surveyPoints } from './survey-order.ts';

type Shape = Polygon | MultiPolygon;
type NamedShape = Named & Pick<Zone, 'geometry'>;

/** Degrees to about 0.1 mm: the same point, whichever way an operation handed it through. */
const key = ([lon = 0, lat = 0]: Position) => `${Math.round(lon * 1e9)} ${Math.round(lat * 1e9)}`;
const open = (ring: readonly Position[]) => ring.slice(0, -1);

/**
 * Names of a ring's points after a change, '' for new ones: points that were there keep theirs; of the others, a stretch
 * between two kept points has the names of what stood between these two before.
 * @param ring without its closing point, wound as before
 * @param used every point of the changed shapes: a name whose point is still there is not given away
 */
function namesOn(
  ring: readonly Position[],
  before: readonly (readonly Position[])[],
  known: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): string[] {
  const names = ring.map((position) => known.get(key(position)) ?? '');
  const kept = names.flatMap((name, index) => (name ? [index] : []));
  const [anchor] = kept;
  if (anchor === undefined || kept.length === ring.length) return names;
  const anchorKey = key(ring[anchor]!);
  const old = before.find((one) => one.some((position) => key(position) === anchorKey));
  if (!old) return names;
  const places = new Map(old.map((position, place) => [key(position), place]));
  /** What stood on the old ring from one place to the next and is gone. */
  const gone = (from: number, to: number): Position[] => {
    const positions: Position[] = [];
    for (let at = (from + 1) % old.length; at !== to; at = (at + 1) % old.length)
      if (!used.has(key(old[at]!))) positions.push(old[at]!);
    return positions;
  };
  kept.forEach((from, k) => {
    const to = kept[(k + 1) % kept.length]!;
    const gap: number[] = [];
    for (let at = (from + 1) % ring.length; at !== to; at = (at + 1) % ring.length) gap.push(at);
    const [here, there] = [places.get(key(ring[from]!)), places.get(key(ring[to]!))];
    if (!gap.length || here === undefined || there === undefined) return;
    const old = gone(here, there);
    const pairs = inOrder(
      gap.map((at) => ring[at]!),
      old,
    );
    pairs.forEach((which, i) => {
      if (which !== undefined) names[gap[i]!] = known.get(key(old[which]!)) ?? '';
    });
  });
  return names;
}

/**
 * Rings with names as a zone keeps them, walked as before and begun at the name that came first, in the plane of the
 * town's 3° zone.
 */
function sourceRings(
  walked: SurveyPoint[][],
  names: ReadonlyMap<string, string>,
  placeOf: ReadonlyMap<string, number>,
  meridian: number,
): ZoneSource['rings'] {
  const prefix = (meridian / 3) * 1e6;
  return walked.map((ring) => {
    const points = ring.map(({ position }) => {
      const [east, north] = gridOf(position, meridian);
      return { name: names.get(key(position)) ?? '', x: north, y: prefix + east };
    });
    const places = points.map(({ name }) => placeOf.get(name) ?? Infinity);
    const first = places.reduce((best, place, i) => (place < places[best]! ? i : best), 0);
    const begun = [...points.slice(first), ...points.slice(0, first)];
    const { part, ring: place } = ring[0]!.path;
    return { part, ring: place, points: [...begun, begun[0]!] };
  });
}

/** 3° zone of CGCS2000 with the zone's prefix. */
const townCode = (meridian: number) => `EPSG:${4513 + meridian / 3 - 25}`;

/** What of the file still holds when the shape is another one: no counts and areas, 圈号 as long as there are as many rings. */
function carriedOver({ fields, head, ringNames }: ZoneSource, shape: Shape): Partial<ZoneSource> {
  const { 界址点数: _count, 地块面积: _area, ...rest } = fields ?? {};
  const same = polygonsOf(shape).every((polygon, part) => ringNames?.[part]?.length === polygon.length);
  return {
    ...(fields ? { fields: rest } : {}),
    ...(head ? { head } : {}),
    ...(ringNames && same ? { ringNames } : {}),
  };
}

/**
 * The names of boundary points after a change of a zone's shape: a point that was moved keeps its name, a point that is
 * new gets the next free number, a name that is given up is not given to another point. Undefined for a shape that has
 * no point in common with the zone: it is renumbered.
 * @param shapes what the change makes of the zone, several where it is divided
 */
export function keptNames(
  zone: NamedShape,
  shapes: readonly Shape[],
  centralMeridian: number,
): (ZoneSource | undefined)[] {
  const points = surveyPoints(zone, centralMeridian).flat();
  const nameAt = new Map(points.map(({ position, name }) => [key(position), name]));
  const given = points.map(({ name }) => name);
  const placeOf = new Map(given.map((name, place) => [name, place]));
  const before = polygonsOf(zone.geometry).flat().map(open);
  const used = new Set(shapes.flatMap((shape) => polygonsOf(shape).flat(2).map(key)));
  if (![...used].some((one) => nameAt.has(one))) return shapes.map(() => undefined);
  return shapes.map((shape) => {
    const names = new Map<string, string>();
    for (const ring of polygonsOf(shape).flat().map(open))
      namesOn(ring, before, nameAt, used).forEach((name, i) => {
        if (name) names.set(key(ring[i]!), name);
      });
    const walked = surveyPoints({ ...zone, geometry: shape }, centralMeridian);
    const rings = walked.map((ring) => ring.map(({ position }) => names.get(key(position)) ?? ''));
    // The closing point is what `numbered` expects last; the names of the whole zone come first, so that none is used twice.
    const [, ...full] = numbered([given, ...rings.map((own) => [...own, own[0] ?? ''])]);
    walked.forEach((ring, r) => {
      ring.forEach(({ position }, i) => {
        const name = full[r]![i]!;
        nameAt.set(key(position), name);
        if (!rings[r]![i]) given.push(name);
      });
    });
    return {
      ...carriedOver(zone.source ?? { rings: [] }, shape),
      rings: sourceRings(walked, nameAt, placeOf, centralMeridian),
      code: townCode(centralMeridian),
    };
  });
}

/**
 * A zone's points renumbered from J1, and its rings begun there: every ring from its point farthest to the north-west,
 * outer boundaries clockwise, holes the other way, one count through all rings.
 */
export function renumbered(
  zone: NamedShape,
  centralMeridian: number,
): { geometry: Shape; source: ZoneSource } {
  const plane = (position: Position) => gridOf(position, centralMeridian);
  const turned = polygonsOf(zone.geometry).map((polygon) =>
    polygon.map((ring, r) => {
      const points = open(ring);
      // North-west: the least of east less north.
      const reach = points.map((position) => plane(position)[0] - plane(position)[1]);
      const from = reach.reduce((best, one, i) => (one < reach[best]! ? i : best), 0);
      const begun = [...points.slice(from), ...points.slice(0, from)];
      // The shape stays wound as RFC 7946 wants it; the numbers run the surveyors' way.
      const clockwise = signedArea2(ring) < 0;
      const order = clockwise === (r === 0) ? begun : [begun[0]!, ...begun.slice(1).reverse()];
      return { ring: [...begun, begun[0]!], order };
    }),
  );
  let count = 0;
  const rings = turned.flatMap((polygon, part) =>
    polygon.map(({ order }, ring) => {
      const points = order.map((position) => {
        const [east, north] = plane(position);
        count += 1;
        return { name: `J${count}`, x: north, y: (centralMeridian / 3) * 1e6 + east };
      });
      return { part, ring, points: [...points, points[0]!] };
    }),
  );
  const geometry = geometryOf(turned.map((polygon) => polygon.map(({ ring }) => ring)));
  return {
    geometry,
    source: {
      ...carriedOver(zone.source ?? { rings: [] }, geometry),
      rings,
      code: townCode(centralMeridian),
    },
  };
}
