import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Basemap } from '../../model/index.ts';
import { palettes } from '../tokens.ts';
import type { StyleInput } from './input.ts';

export interface BasePart {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/** Label set that goes with each picture set of the Tianditu service. */
const tiandituLabels = { vec: 'cva', img: 'cia', ter: 'cta' } as const;

function tianditu(set: string, key: string): string[] {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${set}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`;
  return [0, 1, 2, 3].map((n) => `https://t${n}.tianditu.gov.cn/${set}_w/wmts?${query}`);
}

/** Tile addresses of a picture base map in drawing order, with the size of a tile and the deepest level. */
function pictures(basemap: Basemap): { tiles: string[]; tileSize: number; maxzoom: number }[] {
  switch (basemap.kind) {
    case 'offline':
    case 'pmtiles':
      return [];
    case 'tianditu':
      return [basemap.set, tiandituLabels[basemap.set]].map((set) => ({
        tiles: tianditu(set, basemap.key),
        tileSize: 256,
        maxzoom: basemap.set === 'ter' ? 14 : 18,
      }));
    case 'xyz':
      return [
        {
          tiles: basemap.tiles.map((url) => url.replaceAll('{key}', encodeURIComponent(basemap.key ?? ''))),
          tileSize: basemap.tileSize,
          maxzoom: basemap.maxzoom,
        },
      ];
    case 'wmts': {
      const { url, layer, style, tileMatrixSet, format, maxzoom } = basemap;
      const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=${style}&TILEMATRIXSET=${tileMatrixSet}&FORMAT=${format}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
      return [{ tiles: [`${url}${url.includes('?') ? '&' : '?'}${query}`], tileSize: 256, maxzoom }];
    }
  }
}

/** The chosen base map where it is not the embedded one. */
export function onlineBase({ basemap, base }: StyleInput): BasePart {
  const part: BasePart = { sources: {}, layers: [] };
  if (!basemap || basemap.kind === 'offline') return part;
  const add = (id: string, source: SourceSpecification) => {
    part.sources[id] = source;
    part.layers.push({
      id: `base/${id}`,
      type: 'raster',
      source: id,
      paint: { 'raster-fade-duration': 150 },
    });
  };
  if (basemap.kind === 'pmtiles')
    add(`basemap:${basemap.id}`, {
      type: 'raster',
      url: `pmtiles://${new URL(basemap.url, base).href}`,
      tileSize: 256,
      maxzoom: basemap.maxzoom,
    });
  pictures(basemap).forEach(({ tiles, tileSize, maxzoom }, index) => {
    const absolute = tiles.map((tile) => absoluteTiles(tile, base));
    add(`basemap:${basemap.id}:${index}`, { type: 'raster', tiles: absolute, tileSize, maxzoom });
  });
  return part;
}

/** A tile address made absolute without escaping its `{z}/{x}/{y}`. */
function absoluteTiles(tile: string, base: string): string {
  return /^[a-z]+:/i.test(tile) ? tile : decodeURI(new URL(tile, base).href);
}

/** The town's own relief, drawn as soft shading on the ground. */
export function relief({ town, base, theme, basemap, relief: tilted }: StyleInput): BasePart {
  const terrain = town?.terrain;
  if (!terrain) return { sources: {}, layers: [] };
  const palette = palettes[theme];
  const source: SourceSpecification = {
    type: 'raster-dem',
    tiles: [absoluteTiles(terrain.tiles, base)],
    encoding: 'terrarium',
    tileSize: 256,
    minzoom: terrain.minzoom,
    maxzoom: terrain.maxzoom,
    bounds: [...terrain.extent],
  };
  const shading: LayerSpecification = {
    id: 'base/relief',
    type: 'hillshade',
    source: 'relief',
    layout: { visibility: (basemap?.kind ?? 'offline') === 'offline' ? 'visible' : 'none' },
    paint: {
      'hillshade-method': 'igor',
      'hillshade-exaggeration': ['interpolate', ['linear'], ['zoom'], 9, 0.26, 13, 0.4],
      'hillshade-shadow-color': palette.shade,
      'hillshade-highlight-color': palette.lightSlope,
      'hillshade-accent-color': palette.shade,
      'hillshade-illumination-direction': 315,
    },
  };
  // Shading and standing relief each keep tiles of their own: shared ones would be drawn coarser.
  return { sources: { relief: source, ...(tilted ? { ground: source } : {}) }, layers: [shading] };
}
