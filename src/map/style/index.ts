import type { SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { onlineBase, relief } from './basemap.ts';
import { addContext, background } from './context.ts';
import type { StyleInput } from './input.ts';
import { emptyPasses, sourceId } from './passes.ts';
import { ownPosition } from './position.ts';
import { addSubject } from './subject.ts';

/** The whole map as a MapLibre style: a pure function of its input, without glyphs, sprite or any foreign address. */
export function buildStyle(input: StyleInput): StyleSpecification {
  const passes = emptyPasses();
  const sources: Record<string, SourceSpecification> = {};
  for (const styled of input.layers) {
    // A tiled layer is drawn from its tiles: its data is only what was picked.
    const tiles = input.extension?.layer(passes, styled, input);
    if (tiles) sources[sourceId(styled.layer.id)] = tiles;
    if (!styled.drawn || tiles) continue;
    sources[sourceId(styled.layer.id)] = {
      type: 'geojson',
      data: styled.drawn.collection,
      // The smaller buffer and tolerance keep small shapes whole; the data is small enough.
      tolerance: 0.2,
      ...(styled.layer.cluster ? { cluster: true, clusterRadius: 36, clusterMaxZoom: 13 } : {}),
    };
    if (styled.layer.role === 'subject') addSubject(passes, styled, input);
    else addContext(passes, styled, input);
  }
  Object.assign(sources, input.extension?.over(passes, input));
  const online = onlineBase(input);
  const ground = relief(input);
  const own = ownPosition(input);
  return {
    version: 8,
    sources: { ...online.sources, ...ground.sources, ...sources, ...own.sources },
    layers: [
      background(input),
      ...online.layers,
      ...passes.ground,
      ...ground.layers,
      ...passes.areas,
      ...passes.lines,
      ...passes.points,
      ...passes.contextNames,
      ...passes.lineNames,
      ...passes.signs,
      ...passes.names,
      ...own.layers,
    ],
    ...(input.relief && ground.layers.length ? { terrain: { source: 'ground', exaggeration: 1.2 } } : {}),
  };
}
