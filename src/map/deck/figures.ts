import type { Geometry, Position } from 'geojson';
import { type Bilingual, chapterOf } from '../../model/index.ts';
import { villageCounts } from '../../store/tour/counts.ts';
import type { TourPackage } from '../../store/tour/package.ts';
import type { Scene } from '../../store/tour/stops.ts';
import { interiorPoint } from './interior.ts';

export interface Column {
  code: string;
  name: Bilingual;
  /** Longitude, latitude in degrees. */
  at: [number, number];
  total: number;
  /** Commitments by chapter, lowest chapter first; they add up to `total`. */
  parts: { chapter: number; count: number }[];
}
export interface Arc {
  name: Bilingual;
  from: [number, number];
  to: [number, number];
  chapter: number;
}
export interface Route {
  id: string;
  name: Bilingual;
  path: [number, number][];
  chapter: number;
}
export interface Footprint {
  id: string;
  name: Bilingual;
  /** Rings of one polygon, outer first. */
  polygons: [number, number][][][];
  /** Position in the order of growth, from 0. */
  order: number;
  chapter: number;
}

/**
 * What a scene shows, worked out from the package alone; `caption` says it in words, with the figures. `keys` are the
 * names of what is numbered on the map, from 1.
 */
export type Figure = { caption: Bilingual; keys?: Bilingual[] } & (
  | { kind: 'columns'; columns: Column[] }
  | { kind: 'arcs'; arcs: Arc[] }
  | { kind: 'routes'; routes: Route[] }
  | { kind: 'footprints'; footprints: Footprint[] }
);

const flat = (position: Position): [number, number] => [position[0] as number, position[1] as number];

function lines(geometry: Geometry): [number, number][][] {
  if (geometry.type === 'LineString') return [geometry.coordinates.map(flat)];
  return geometry.type === 'MultiLineString' ? geometry.coordinates.map((line) => line.map(flat)) : [];
}
function areas(geometry: Geometry): [number, number][][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates.map((ring) => ring.map(flat))];
  return geometry.type === 'MultiPolygon'
    ? geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(flat)))
    : [];
}

function columns(pkg: TourPackage): Figure | undefined {
  const villages = new Map(
    pkg.withRole('villages').map(({ feature }) => [String(feature.properties['code']), feature]),
  );
  const found = villageCounts(pkg).flatMap(({ code, items, byChapter }): Column[] => {
    const village = villages.get(code);
    const at = village && interiorPoint([village.geometry]);
    if (!at) return [];
    const parts = [...byChapter].sort(([a], [b]) => a - b).map(([chapter, count]) => ({ chapter, count }));
    return [{ code, name: village.properties.name, at, total: items.length, parts }];
  });
  const [most] = found;
  if (!most) return undefined;
  const noun = { zh: '项', en: most.total === 1 ? 'commitment' : 'commitments' };
  return {
    kind: 'columns',
    columns: found,
    caption: {
      zh: `每根柱子一个村：高度为规划中落到该村的事项数，颜色为所属篇章。最多的是${most.name.zh}，${most.total} ${noun.zh}。没有具体位置的事项不计。`,
      en: `One column a village: its height is the number of the plan's commitments placed there, its colours are their chapters. Most: ${most.name.en}, ${most.total} ${noun.en}. Commitments without a place are not counted.`,
    },
  };
}

function arcs(pkg: TourPackage, settings: Extract<Scene, { kind: 'arcs' }>['settings']): Figure | undefined {
  const target = pkg.feature(settings.to)?.feature;
  const to = target && interiorPoint([target.geometry]);
  if (!to) return undefined;
  const villages = new Map(
    pkg.withRole('villages').map(({ feature }) => [String(feature.properties['code']), feature]),
  );
  const found: Arc[] = [];
  for (const id of settings.from) {
    const source = pkg.feature(id)?.feature;
    if (!source) continue;
    const own = { to, chapter: chapterOf(settings.item) };
    const parts = source.properties.villages.flatMap((code): Arc[] => {
      const village = villages.get(code);
      const from = village && interiorPoint([source.geometry, village.geometry]);
      return from ? [{ ...own, name: village.properties.name, from }] : [];
    });
    const middle = parts.length ? undefined : interiorPoint([source.geometry]);
    found.push(...parts, ...(middle ? [{ ...own, name: source.properties.name, from: middle }] : []));
  }
  if (!found.length) return undefined;
  return {
    kind: 'arcs',
    arcs: found,
    caption: settings.caption ?? {
      zh: `弧线从迁出范围内的${found.map((arc) => arc.name.zh).join('、')}指向${target.properties.name.zh}。只表示方向，不代表户数。`,
      en: `From ${found.map((arc) => arc.name.en).join(', ')} to ${target.properties.name.en}. The arcs show direction only, not numbers of households.`,
    },
  };
}

function routes(
  pkg: TourPackage,
  settings: Extract<Scene, { kind: 'routes' }>['settings'],
): Figure | undefined {
  const found = settings.features.flatMap((id): Route[] => {
    const feature = pkg.feature(id)?.feature;
    if (!feature) return [];
    const chapter = chapterOf(feature.properties.planItems[0] ?? settings.item);
    return lines(feature.geometry).map((path) => ({ id, name: feature.properties.name, path, chapter }));
  });
  if (!found.length) return undefined;
  const names = [...new Map(found.map((route) => [route.id, route.name])).values()];
  return {
    kind: 'routes',
    routes: found,
    ...(names.length > 1 ? { keys: names } : {}),
    caption: settings.caption ?? {
      zh: `光点沿规划中的线路行进${names.length > 1 ? '' : `：${names[0]?.zh}`}。`,
      en: `Lights run along the lines of the plan${names.length > 1 ? '' : `: ${names[0]?.en}`}.`,
    },
  };
}

function footprints(
  pkg: TourPackage,
  settings: Extract<Scene, { kind: 'footprints' }>['settings'],
): Figure | undefined {
  const found = settings.features.flatMap((id): Omit<Footprint, 'order'>[] => {
    const feature = pkg.feature(id)?.feature;
    const polygons = feature ? areas(feature.geometry) : [];
    if (!feature || !polygons.length) return [];
    const chapter = chapterOf(feature.properties.planItems[0] ?? settings.item);
    return [{ id, name: feature.properties.name, polygons, chapter }];
  });
  if (!found.length) return undefined;
  return {
    kind: 'footprints',
    footprints: found.map((one, order) => ({ ...one, order })),
    keys: found.map((one) => one.name),
    caption: settings.caption ?? {
      zh: '按顺序依次升起。高度只为显示先后，不是建筑高度。',
      en: 'Rising in turn. The height shows the order only, not buildings.',
    },
  };
}

/** The figure of a scene; undefined when the package has nothing to draw it from. */
export function figureOf(pkg: TourPackage, scene: Scene): Figure | undefined {
  switch (scene.kind) {
    case 'columns':
      return columns(pkg);
    case 'arcs':
      return arcs(pkg, scene.settings);
    case 'routes':
      return routes(pkg, scene.settings);
    case 'footprints':
      return footprints(pkg, scene.settings);
  }
}
