import type { SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { onlineBase, relief } from './basemap.ts';
import { addContext, background } from './context/index.ts';
import type { StyleInput } from './input.ts';
import { namesOnce } from './once.ts';
import { emptyPasses, type Passes, type StylePart, sourceId } from './passes.ts';
import { ownPosition } from './position.ts';
import { addSubject } from './subject.ts';

/** The whole map as a MapLibre style: a pure function of its input, without glyphs, sprite or any foreign address. */
export function buildStyle(input: StyleInput): StyleSpecification {
  const passes = emptyPasses();
  const sources: Record<string, SourceSpecification> = {};
  const add = (part: StylePart) => {
    Object.assign(sources, part.sources);
    for (const pass in part.passes)
      passes[pass as keyof Passes].push(...(part.passes[pass as keyof Passes] ?? []));
  };
  const written = namesOnce(input.layers);
  for (const styled of input.layers) {
    // A tiled layer is drawn from its tiles: its data is only what was picked.
    const tiles = input.tiled?.[styled.layer.id];
    if (tiles) add(tiles);
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
  input.parts.forEach(add);
  const online = onlineBase(input);
  const ground = relief(input);
  const own = ownPosition(input);
  passes.ground.push(...ground.layers);
  return {
    version: 8,
    sources: { ...online.sources, ...ground.sources, ...sources, ...own.sources },
    layers: [background(input), ...online.layers, ...Object.values(passes).flat(), ...own.layers],
    ...(input.relief && ground.layers.length ? { terrain: { source: 'ground', exaggeration: 1.2 } } : {}),
  };
}
