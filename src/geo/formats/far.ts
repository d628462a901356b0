import type { Position } from 'geojson';
import { type Problem, warning } from '../../model/index.ts';
import { mostKm, roughKm } from '../crs/candidates.ts';
import { tooFarKm } from '../crs/town.ts';
import { eachPosition } from '../plane/walk.ts';
import type { LocatedFeature, TownContext } from './types.ts';

const named = 10;

/** Shapes beyond the town's distance: the first few by name, the rest counted. */
export function farAway(features: readonly LocatedFeature[], town: TownContext): Problem[] {
  const far = features.flatMap((feature) => {
    let nearest = Infinity;
    let seen = 0;
    eachPosition(feature.geometry, ([lon = 0, lat = 0]) => {
      if (seen++ < 200) nearest = Math.min(nearest, roughKm([lon, lat], town.centre));
    });
    return nearest > mostKm ? [{ feature, km: nearest }] : [];
  });
  return far.slice(0, named).map(({ feature, km }) =>
    warning(
      'far-from-town',
      {
        zh: `图形距本镇 ${km.toFixed(0)} 公里（超过 ${mostKm} 公里）${far.length > named ? `，共 ${far.length} 个` : ''}。`,
        en: `The shape is ${km.toFixed(0)} km from the town (more than ${mostKm} km)${far.length > named ? `; ${far.length} such shapes` : ''}.`,
      },
      feature.place,
      {
        zh: '请核对坐标系、带号和两轴顺序。',
        en: 'Check the coordinate system, the zone and the order of the axes.',
      },
    ),
  );
}

interface Stray {
  /** Among the positions of the shape, from 1. */
  at: number;
  place: Position;
  source: Position;
  km: number;
}

/** Points of a shape that lie beyond the town's distance while the most of it lies within: a digit or a prefix mistyped. */
function straysOf({ geometry, source }: LocatedFeature, town: TownContext): Stray[] {
  const [west, south] = town.centre;
  // A coarse box first: nearly every point of nearly every file is inside it.
  const reach = mostKm / 111.2 / Math.cos((south * Math.PI) / 180);
  const far: Stray[] = [];
  let count = 0;
  eachPosition(geometry, (place) => {
    count++;
    const [lon = 0, lat = 0] = place;
    if (Math.abs(lon - west) < reach / 2 && Math.abs(lat - south) < reach / 2) return;
    const km = tooFarKm(place, town);
    if (km !== undefined) far.push({ at: count, place, source: place, km });
  });
  if (!far.length || far.length * 2 > count) return [];
  let index = 0;
  const wanted = new Map(far.map((one) => [one.at, one]));
  eachPosition(source, (position) => {
    const one = wanted.get(++index);
    if (one) one.source = position;
  });
  return far;
}

/** A point far from all the others of its shape: by its place in the shape and its numbers in the file. */
export function strayPoints(features: readonly LocatedFeature[], town: TownContext): Problem[] {
  return features
    .flatMap((feature) => {
      const strays = straysOf(feature, town);
      return strays.length ? [{ feature, strays }] : [];
    })
    .slice(0, named)
    .map(({ feature, strays }) => {
      const [{ at, source, place, km }] = strays as [Stray];
      const name = feature.pointNames?.flat(2)[at - 1];
      const numbers = source.slice(0, 2).map((n) => Number(n.toFixed(Math.abs(n) > 360 ? 3 : 6)));
      const [lon = 0, lat = 0] = place;
      return warning(
        'stray-point',
        {
          zh: `第 ${at} 个点${name ? `（${name}）` : ''}离其余各点很远：坐标 ${numbers.join(', ')} 落在 ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N，距本镇 ${km.toFixed(0)} 公里${strays.length > 1 ? `；这样的点共 ${strays.length} 个` : ''}。边界和面积不可靠。`,
          en: `Point ${at}${name ? ` (${name})` : ''} is far from the others: ${numbers.join(', ')} lands at ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N, ${km.toFixed(0)} km from the town${strays.length > 1 ? `; ${strays.length} such points` : ''}. Boundary and area cannot be relied on.`,
        },
        feature.place,
        {
          zh: '多半是数字或带号前缀写错，请改正后重新导入。',
          en: 'Most likely a digit or the zone prefix is mistyped; correct it and import again.',
        },
      );
    });
}
