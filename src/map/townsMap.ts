import { type GeoJSONSource, Map as MapLibreMap, type StyleSpecification } from 'maplibre-gl';
import { type Extent, type Language, statuses, type TownEntry } from '../model/index.ts';
import './worker.ts';
import { barImage } from './sprites/bar.ts';
import { fonts } from './style/expressions.ts';
import { palettes, type ThemeName } from './tokens.ts';

export interface TownsMap {
  /** Shows these towns and no others. */
  show(towns: readonly TownEntry[]): void;
  frame(extent: Extent): void;
  restyle(theme: ThemeName, language: Language): void;
  destroy(): void;
}

/** Counts of a town in the order of `statuses`, those without a status last. */
export function countsOf({ items, status }: TownEntry): number[] {
  const known = statuses.map((word) => status[word] ?? 0);
  return [...known, Math.max(0, items - known.reduce((sum, n) => sum + n, 0))];
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

function styleOf(theme: ThemeName, language: Language, data: GeoJSON.FeatureCollection): StyleSpecification {
  const palette = palettes[theme];
  // One image for every mix of counts, drawn when the map first asks for it.
  const image = ['concat', `bar:${theme}:`, ...keys.flatMap((key) => [['get', key], '-'])];
  const name = [
    'case',
    ['has', 'point_count'],
    ['concat', ['get', 'point_count'], language === 'zh' ? ' 个乡镇' : ' towns'],
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
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.beyond } },
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
export function createTownsMap(
  container: HTMLElement,
  theme: ThemeName,
  language: Language,
  pick: (code: string) => void,
): TownsMap {
  let data = pointsOf([]);
  let look = [theme, language] as const;
  const map = new MapLibreMap({
    container,
    style: styleOf(theme, language, data),
    attributionControl: false,
    center: [0, 0],
    zoom: 2,
    dragRotate: false,
    pitchWithRotate: false,
  });
  const refresh = () => {
    (map.getSource('towns') as GeoJSONSource | undefined)?.setData(data);
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
  map.on('click', 'towns', (event) => {
    const [hit] = event.features ?? [];
    if (!hit) return;
    const source = map.getSource('towns') as GeoJSONSource;
    const centre = (hit.geometry as GeoJSON.Point).coordinates as [number, number];
    if (hit.properties['cluster'] === true)
      void source
        .getClusterExpansionZoom(hit.properties['cluster_id'] as number)
        .then((zoom) => map.easeTo({ center: centre, zoom: zoom + 0.1 }));
    else pick(String(hit.properties['code']));
  });
  map.on('mousemove', (event) => {
    const over = map.queryRenderedFeatures(event.point, { layers: ['towns'] }).length > 0;
    map.getCanvas().style.cursor = over ? 'pointer' : '';
  });
  return {
    show: (towns) => {
      data = pointsOf(towns);
      refresh();
    },
    frame: ([w, s, e, n]) =>
      map.fitBounds(
        [
          [w, s],
          [e, n],
        ],
        { padding: 60, maxZoom: 12, duration: 0 },
      ),
    restyle: (to, words) => {
      if (look[0] === to && look[1] === words) return;
      look = [to, words];
      map.setStyle(styleOf(to, words, data), { diff: false });
    },
    destroy: () => map.remove(),
  };
}
