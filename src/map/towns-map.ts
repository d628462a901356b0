import {
  type FilterSpecification,
  type GeoJSONSource,
  Map as MapLibreMap,
  type PointLike,
  type StyleSpecification,
} from 'maplibre-gl';
import { type Extent, type Language, say, statuses, type TownEntry } from '../model/index.ts';
import { rendered } from './pick/rendered.ts';
import './view/worker.ts';
import { barImage } from './sprites/bar.ts';
import { fonts } from './style/expressions.ts';
import { palettes, type ThemeName } from './tokens.ts';

export interface TownsMap {
  /** Shows these towns and no others. */
  show(towns: readonly TownEntry[]): void;
  /** Looks at an extent, gliding there unless less motion is wished for. */
  frame(extent: Extent, glide?: boolean): void;
  /** Makes the outline of one town stand out. */
  highlight(code: string | undefined): void;
  restyle(theme: ThemeName, language: Language): void;
  destroy(): void;
}

/** Counts of a town in the order of `statuses`, those without a status last. */
export function countsOf({ items, status }: TownEntry): number[] {
  const counted = statuses.map((word) => status[word] ?? 0);
  return [...counted, Math.max(0, items - counted.reduce((sum, n) => sum + n, 0))];
}

/** West, south, east, north of all towns; undefined without any. */
export function extentOfTowns(towns: readonly TownEntry[]): Extent | undefined {
  if (!towns.length) return undefined;
  const all = towns.map((town) => town.extent);
  const edge = (index: 0 | 1 | 2 | 3, pick: (...values: number[]) => number) =>
    all.reduce((found, one) => pick(found, one[index]), all[0]?.[index] ?? 0);
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

const keys = [...statuses, 'unknown'];

function pointsOf(towns: readonly TownEntry[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: towns.map((town) => {
      const [w, s, e, n] = town.extent;
      const counts = countsOf(town);
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [(w + e) / 2, (s + n) / 2] },
        properties: {
          code: town.code,
          zh: town.name.zh,
          en: town.name.en,
          ...Object.fromEntries(keys.map((key, i) => [key, counts[i]])),
        },
      };
    }),
  };
}

interface Look {
  theme: ThemeName;
  language: Language;
  /** Address of the towns' outlines, where the index names any. */
  outlines: string | undefined;
}

const over = ['boolean', ['feature-state', 'over'], false];

function outlineLayers({ theme }: Look, data: GeoJSON.FeatureCollection): object[] {
  const palette = palettes[theme];
  const codes = data.features.map(({ properties }) => properties?.['code']);
  const shared = { source: 'outlines', filter: ['in', ['get', 'code'], ['literal', codes]] };
  return [
    {
      ...shared,
      id: 'outline-fill',
      type: 'fill',
      paint: { 'fill-color': palette.raised, 'fill-opacity': ['case', over, 1, 0.6] },
    },
    {
      ...shared,
      id: 'outline-line',
      type: 'line',
      paint: {
        'line-color': ['case', over, palette.accent, palette.lineStrong],
        'line-width': ['case', over, 2, 0.75],
      },
    },
  ];
}

function styleOf(look: Look, data: GeoJSON.FeatureCollection): StyleSpecification {
  const { theme, language, outlines } = look;
  const palette = palettes[theme];
  // One image for every mix of counts, drawn when the map first asks for it.
  const image = ['concat', `bar:${theme}:`, ...keys.flatMap((key) => [['get', key], '-'])];
  const name = [
    'case',
    ['has', 'point_count'],
    ['concat', ['get', 'point_count'], say({ zh: ' 个乡镇', en: ' towns' }, language)],
    ['get', language],
  ];
  return {
    version: 8,
    sources: {
      towns: {
        type: 'geojson',
        data,
        cluster: true,
        clusterRadius: 70,
        clusterMaxZoom: 12,
        clusterProperties: Object.fromEntries(keys.map((key) => [key, ['+', ['get', key]]])),
      },
      ...(outlines ? { outlines: { type: 'geojson', data: outlines, promoteId: 'code' } } : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.beyond } },
      ...(outlines ? outlineLayers(look, data) : []),
      {
        id: 'towns',
        type: 'symbol',
        source: 'towns',
        layout: {
          'icon-image': image,
          'icon-allow-overlap': true,
          'text-field': name,
          'text-font': fonts.medium,
          'text-size': 12.5,
          'text-anchor': 'top',
          'text-offset': [0, 0.7],
          'text-optional': true,
        },
        paint: { 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
      },
    ],
  } as unknown as StyleSpecification;
}

/** A map of all towns, each with the bar of its statuses; near ones are summed up until the map is close enough. */
export function createTownsMap(container: HTMLElement, first: Look, pick: (code: string) => void): TownsMap {
  let data = pointsOf([]);
  let look = first;
  let highlighted: string | undefined;
  const map = new MapLibreMap({
    container,
    style: styleOf(look, data),
    attributionControl: false,
    center: [0, 0],
    zoom: 2,
    dragRotate: false,
    pitchWithRotate: false,
  });
  const refresh = () => {
    (map.getSource('towns') as GeoJSONSource | undefined)?.setData(data);
    for (const layer of outlineLayers(look, data) as { id: string; filter: FilterSpecification }[])
      if (map.getLayer(layer.id)) map.setFilter(layer.id, layer.filter);
  };
  const highlight = (code: string | undefined) => {
    if (code === highlighted || !map.getSource('outlines')) return;
    if (highlighted) map.removeFeatureState({ source: 'outlines', id: highlighted });
    if (code) map.setFeatureState({ source: 'outlines', id: code }, { over: true });
    highlighted = code;
  };
  // A style that is still loading was made with the towns of its time.
  map.on('style.load', refresh);
  const ratio = Math.min(3, Math.ceil(devicePixelRatio));
  map.setMissingStyleImageResolver((id) => {
    const [kind, of, counts] = id.split(':');
    if (kind !== 'bar' || map.hasImage(id)) return;
    const numbers = (counts ?? '').split('-').slice(0, keys.length).map(Number);
    map.addImage(id, barImage(numbers, palettes[of as ThemeName], ratio), { pixelRatio: ratio });
  });
  /** The bar under a point, else the outline. */
  const under = (point: PointLike) => {
    const layers = ['towns', 'outline-fill'].filter((id) => map.getLayer(id));
    const [hit] = rendered(map, point, layers);
    return hit;
  };
  map.on('click', ({ point }) => {
    const hit = under(point);
    if (!hit) return;
    if (hit.properties['cluster'] !== true) return pick(String(hit.properties['code']));
    const source = map.getSource('towns') as GeoJSONSource;
    const centre = (hit.geometry as GeoJSON.Point).coordinates as [number, number];
    void source
      .getClusterExpansionZoom(hit.properties['cluster_id'] as number)
      .then((zoom) => map.easeTo({ center: centre, zoom: zoom + 0.1 }));
  });
  map.on('mousemove', ({ point }) => {
    const hit = under(point);
    map.getCanvas().style.cursor = hit ? 'pointer' : '';
    const code: unknown = hit?.properties['code'];
    highlight(typeof code === 'string' ? code : undefined);
  });
  map.on('mouseout', () => highlight(undefined));
  return {
    show: (towns) => {
      data = pointsOf(towns);
      refresh();
    },
    highlight,
    frame: ([w, s, e, n], glide = false) =>
      map.fitBounds(
        [
          [w, s],
          [e, n],
        ],
        // MapLibre itself obeys the wish for less motion.
        { padding: 60, maxZoom: 11, duration: glide ? 400 : 0 },
      ),
    restyle: (theme, language) => {
      if (look.theme === theme && look.language === language) return;
      look = { ...look, theme, language };
      highlighted = undefined;
      map.setStyle(styleOf(look, data), { diff: false });
    },
    destroy: () => map.remove(),
  };
}
