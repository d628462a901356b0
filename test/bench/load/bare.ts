/**
 * The peer of the load benchmark: MapLibre alone with the same files, one source a layer, in the plainest style that
 * shows them: areas, lines, points and names. No store, no elements, no checks.
 */
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

interface Layer {
  id: string;
  source: string;
  geometry: string;
  visible?: boolean;
  label?: boolean;
  cluster?: boolean;
}

setWorkerUrl(workerUrl);
const base = new URL('data/', document.baseURI).href;
const read = async (file: string) => (await fetch(base + file)).json();
const [town, catalogue] = await Promise.all([read('town.json'), read('layers.json')]);
const shown = (catalogue.layers as Layer[]).filter((layer) => layer.visible !== false);
const font = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei'];
const map = new MapLibreMap({
  container: 'map',
  attributionControl: false,
  bounds: town.extent,
  fitBoundsOptions: { padding: 18 },
  style: {
    version: 8,
    sources: {
      ...Object.fromEntries(
        shown.map((layer) => [
          layer.id,
          { type: 'geojson' as const, data: base + layer.source, cluster: layer.cluster ?? false },
        ]),
      ),
      ...(town.terrain
        ? {
            relief: {
              type: 'raster-dem' as const,
              tiles: [base + town.terrain.tiles],
              encoding: 'terrarium' as const,
              tileSize: 256,
              minzoom: town.terrain.minzoom,
              maxzoom: town.terrain.maxzoom,
              bounds: town.terrain.extent,
            },
          }
        : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#eeeeee' } },
      ...(town.terrain ? [{ id: 'relief', type: 'hillshade' as const, source: 'relief' }] : []),
      ...shown.flatMap((layer) => {
        const frame = { source: layer.id };
        const area = layer.geometry === 'polygon' || layer.geometry === 'mixed';
        const line = area || layer.geometry === 'line';
        const point = layer.geometry === 'point' || layer.geometry === 'mixed';
        return [
          ...(area
            ? [
                {
                  ...frame,
                  id: `${layer.id}-fill`,
                  type: 'fill' as const,
                  filter: ['==', ['geometry-type'], 'Polygon'] as never,
                  paint: { 'fill-color': '#6699aa', 'fill-opacity': 0.2 },
                },
              ]
            : []),
          ...(line
            ? [
                {
                  ...frame,
                  id: `${layer.id}-line`,
                  type: 'line' as const,
                  paint: { 'line-color': '#336677' },
                },
              ]
            : []),
          ...(point
            ? [
                {
                  ...frame,
                  id: `${layer.id}-point`,
                  type: 'circle' as const,
                  filter: ['==', ['geometry-type'], 'Point'] as never,
                  paint: { 'circle-color': '#336677', 'circle-radius': 5 },
                },
              ]
            : []),
          ...(layer.label
            ? [
                {
                  ...frame,
                  id: `${layer.id}-name`,
                  type: 'symbol' as const,
                  layout: {
                    'text-field': ['get', 'zh', ['get', 'name']] as never,
                    'text-font': font,
                    'text-size': 12,
                    ...(layer.geometry === 'line' ? { 'symbol-placement': 'line' as const } : {}),
                  },
                },
              ]
            : []),
        ];
      }),
    ],
  },
});
declare global {
  var bareMap: MapLibreMap;
}
globalThis.bareMap = map;
map.once('idle', () => performance.mark('map:first'));
