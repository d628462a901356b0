import type { SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { onlineBase, relief } from './basemap.ts';
import { addContext, background } from './context/index.ts';
import type { StyleInput } from './input.ts';
import { namesOnce } from './once.ts';
import { emptyPasses, sourceId } from './passes.ts';
import { ownPosition } from './position.ts';
import { addSubject } from './subject.ts';

/** The whole map as a MapLibre style: a pure function of its input, without glyphs, sprite or any foreign address. */
export function buildStyle(input: StyleInput): StyleSpecification {
  const passes = emptyPasses();
  const sources: Record<string, SourceSpecification> = {};
  const written = namesOnce(input.layers);
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
    if (styled.layer.role === 'subject') addSubject(passes, styled, input, written);
    else addContext(passes, styled, input, written);
  }
  Object.assign(sources, input.extension?.over(passes, input));
  const online = onlineBase(input);
  const ground = relief(input);
  const own = ownPosition(input);
  return {
    version: 8,
    sources: { ...online.sources, ...ground.sources, ...sources, ...input.reach?.sources, ...own.sources },
    layers: [
      background(input),
      ...online.layers,
      ...passes.ground,
      ...ground.layers,
      ...passes.areas,
      ...(input.reach?.layers ?? []),
      ...passes.lines,
      ...passes.veil,
      ...passes.contextNames,
      ...passes.lineNames,
      ...passes.signs,
      ...passes.names,
      ...passes.marks,
      ...passes.points,
      ...own.layers,
    ],
    ...(input.relief && ground.layers.length ? { terrain: { source: 'ground', exaggeration: 1.2 } } : {}),
  };
}
