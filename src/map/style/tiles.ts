import type { LayerSpecification } from 'maplibre-gl';
import { type ForeignSource, isSketch, type Language, say } from '../../model/index.ts';
import { palettes } from '../tokens.ts';
import { byState, type Expression, fonts, scaled, textSize } from './expressions.ts';
import type { StyledLayer, StyleInput } from './input.ts';
import { lookOf } from './look.ts';
import { type Passes, partId, type StylePart, sourceId } from './passes.ts';

type TileSource = Extract<ForeignSource, { kind: 'pmtiles' }>;

const isKind = (kind: 'Polygon' | 'LineString' | 'Point'): Expression => ['==', ['geometry-type'], kind];

/** Letters of a name on the map: a tile from elsewhere may carry a megabyte of them, each to be drawn. */
const mostLetters = 60;

/** The name in the interface language, from the properties that hold it, else from the usual ones. */
const nameOf = (source: TileSource, language: Language): Expression => {
  const zh = source.fields.zh ? [source.fields.zh] : ['zh', 'name', 'NAME'];
  const en = source.fields.en ? [source.fields.en] : ['en', 'name_en'];
  const names = say({ zh, en: [...en, ...zh] }, language);
  const name = ['to-string', ['coalesce', ...names.map((one) => ['get', one]), '']];
  return ['slice', name, 0, mostLetters] as unknown as Expression;
};

/** A layer drawn from vector tiles: the layer's own colour and pattern, without what needs every feature at hand. */
export function tilesPart(
  { layer, opacity, visible }: StyledLayer,
  source: TileSource,
  url: string,
  input: StyleInput,
): StylePart {
  const palette = palettes[input.theme];
  const look = lookOf(layer.symbol, palette, isSketch(source.provenance.basis));
  const frame = {
    source: sourceId(layer.id),
    'source-layer': source.sourceLayer,
    minzoom: layer.minzoom,
    layout: { visibility: visible ? 'visible' : 'none' },
  } as const;
  const plain = look.fillOpacity * opacity;
  const passes: Pick<Passes, 'areas' | 'lines' | 'points' | 'names'> = {
    areas: [],
    lines: [],
    points: [],
    names: [],
  };
  if (!layer.symbol.hollow)
    passes.areas.push({
      ...frame,
      id: partId(layer.id, 'fill'),
      type: 'fill',
      filter: isKind('Polygon'),
      paint: {
        'fill-color': look.colour,
        'fill-opacity': byState(plain, Math.min(1, plain + 0.14), Math.min(1, plain + 0.24)),
        'fill-antialias': false,
      },
    });
  passes.lines.push({
    ...frame,
    id: partId(layer.id, 'line'),
    type: 'line',
    filter: ['!', isKind('Point')],
    layout: { ...frame.layout, 'line-join': 'round' },
    paint: {
      'line-color': look.colour,
      'line-opacity': look.lineOpacity * opacity,
      'line-width': scaled(1, (factor) =>
        byState(look.width * factor, look.width * factor + 0.8, look.width * factor + 1.8),
      ),
      ...(look.dash ? { 'line-dasharray': look.dash } : {}),
    },
  });
  passes.points.push({
    ...frame,
    id: partId(layer.id, 'pin'),
    type: 'circle',
    filter: isKind('Point'),
    paint: {
      'circle-color': look.colour,
      'circle-radius': byState(5, 7, 9),
      'circle-opacity': opacity,
      'circle-stroke-color': palette.halo,
      'circle-stroke-width': 1.5,
    },
  });
  if (layer.label && input.labels)
    passes.names.push({
      ...frame,
      id: partId(layer.id, 'tile-name'),
      type: 'symbol',
      minzoom: Math.max(layer.minzoom, 11),
      layout: {
        ...frame.layout,
        'text-field': nameOf(source, input.language),
        'text-font': fonts.medium,
        'text-size': textSize(11, 13),
        'text-max-width': 8,
      },
      paint: {
        'text-color': palette.label,
        'text-halo-color': palette.halo,
        'text-halo-width': 1.4,
        'text-opacity': opacity,
      },
    } as LayerSpecification);
  return {
    sources: { [frame.source]: { type: 'vector', url, promoteId: source.fields.id ?? 'id' } },
    passes,
  };
}
