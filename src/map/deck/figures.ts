import type { Geometry, Position } from 'geojson';
import { type Bilingual, chapterOf, type SceneSettings } from '../../model/index.ts';
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
export interface Route {
  id: string;
  name: Bilingual;
  path: [number, number][];
  chapter: number;
}
/**
 * What a scene shows, worked out from the package alone; `caption` says it in words, with the figures. `keys` are the
 * names of what is numbered on the map, from 1.
 */
export type Figure = { caption: Bilingual; keys?: Bilingual[] } & (
  | { kind: 'columns'; columns: Column[] }
  | { kind: 'routes'; routes: Route[] }
);

const flat = (position: Position): [number, number] => [position[0] as number, position[1] as number];

function lines(geometry: Geometry): [number, number][][] {
  if (geometry.type === 'LineString') return [geometry.coordinates.map(flat)];
  return geometry.type === 'MultiLineString' ? geometry.coordinates.map((line) => line.map(flat)) : [];
}
function columns(pkg: TourPackage): Figure | undefined {
  const villages = new Map(
    pkg.withRole('villages').map(({ feature }) => [String(feature.properties['code']), feature]),
  );
  const villageColumns = villageCounts(pkg).flatMap(({ code, items, byChapter }): Column[] => {
    const village = villages.get(code);
    const at = village && interiorPoint([village.geometry]);
    if (!at) return [];
    const parts = [...byChapter].sort(([a], [b]) => a - b).map(([chapter, count]) => ({ chapter, count }));
    return [{ code, name: village.properties.name, at, total: items.length, parts }];
  });
  const [most] = villageColumns;
  if (!most) return undefined;
  const noun = { zh: '项', en: most.total === 1 ? 'commitment' : 'commitments' };
  return {
    kind: 'columns',
    columns: villageColumns,
    caption: {
      zh: `每根柱子一个村：高度为规划中落到该村的事项数，颜色为所属篇章。最多的是${most.name.zh}，${most.total} ${noun.zh}。没有具体位置的事项不计。`,
      en: `One column a village: its height is the number of the plan's commitments placed there, its colours are their chapters. Most: ${most.name.en}, ${most.total} ${noun.en}. Commitments without a place are not counted.`,
    },
  };
}

function routes(pkg: TourPackage, settings: SceneSettings): Figure | undefined {
  const routeList = settings.features.flatMap((id): Route[] => {
    const feature = pkg.feature(id)?.feature;
    if (!feature) return [];
    const chapter = chapterOf(feature.properties.planItems[0] ?? settings.item);
    return lines(feature.geometry).map((path) => ({ id, name: feature.properties.name, path, chapter }));
  });
  if (!routeList.length) return undefined;
  const names = [...new Map(routeList.map((route) => [route.id, route.name])).values()];
  return {
    kind: 'routes',
    routes: routeList,
    ...(names.length > 1 ? { keys: names } : {}),
    caption: settings.caption ?? {
      zh: `光点沿规划中的线路行进${names.length > 1 ? '' : `：${names[0]?.zh}`}。`,
      en: `Lights run along the lines of the plan${names.length > 1 ? '' : `: ${names[0]?.en}`}.`,
    },
  };
}

/** The figure of a scene; undefined when the package has nothing to draw it from. */
export function figureOf(pkg: TourPackage, scene: Scene): Figure | undefined {
  switch (scene.kind) {
    case 'columns':
      return columns(pkg);
    case 'routes':
      return routes(pkg, scene.settings);
  }
}
