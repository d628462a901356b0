import type { LayerSpecification } from 'maplibre-gl';
import { alpha } from '../../colour.ts';
import { palettes } from '../../tokens.ts';
import type { StyledLayer, StyleInput } from '../input.ts';
import type { WrittenNames } from '../once.ts';
import { type Passes, partId, sourceId } from '../passes.ts';
import { boundary, neighbours, villages } from './areas.ts';
import { rivers, roads } from './lines.ts';
import type { Part } from './part.ts';
import { context } from './plain.ts';
import { peaks, places } from './points.ts';

const roles = { context, boundary, villages, neighbours, rivers, roads, peaks, places };

/** Layers that are the ground of the map rather than its subject: each role has its own way to be drawn. */
export function addContext(
  passes: Passes,
  styled: StyledLayer,
  input: StyleInput,
  written: WrittenNames,
): void {
  const { layer, drawn } = styled;
  if (!drawn) return;
  const draw = layer.role in roles ? roles[layer.role as keyof typeof roles] : context;
  const add: Part['add'] = (pass, part, spec) => {
    const { layout, minzoom, ...rest } = spec as { layout?: object; minzoom?: number };
    passes[pass].push({
      id: partId(layer.id, part),
      source: sourceId(layer.id),
      minzoom: Math.max(layer.minzoom, minzoom ?? 0),
      layout: { visibility: styled.visible ? 'visible' : 'none', ...layout },
      ...rest,
    } as LayerSpecification);
  };
  draw({ add, styled, input, palette: palettes[input.theme], written });
}

/** The colour behind everything. */
export function background(input: StyleInput): LayerSpecification {
  const palette = palettes[input.theme];
  return {
    id: 'base/background',
    type: 'background',
    paint: { 'background-color': alpha(palette.beyond, 1) },
  };
}
