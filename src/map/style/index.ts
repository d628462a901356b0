import type { SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { onlineBase, relief } from './basemap.ts';
import { addContext, background } from './context/index.ts';
import type { StyleInput } from './input.ts';
import { namesOnce } from './once.ts';
import { emptyPasses, type Passes, type StylePart, sharedSource, sourceId } from './passes.ts';
import { ownPosition } from './position.ts';
import { featureSource, fromShared, sharesSource } from './shared.ts';
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
  const shared: GeoJSON.Feature[] = [];
  const written = namesOnce(input.layers);
  for (const styled of input.layers) {
    // A tiled layer is drawn from its tiles: its data is only what was picked.
    const madePart = input.made?.[styled.layer.id];
    if (madePart) add(madePart);
    if (!styled.drawn || madePart) continue;
    const { id, cluster, role } = styled.layer;
    const { features } = styled.drawn.collection;
    const layerPasses = emptyPasses();
    if (role === 'subject') addSubject(layerPasses, styled, input, written);
    else addContext(layerPasses, styled, input, written);
    if (sharesSource(styled)) {
      shared.push(...features);
      add({ sources: {}, passes: fromShared(layerPasses, id) });
    } else {
      const source = featureSource(features);
      if (cluster) Object.assign(source, { cluster: true, clusterRadius: 36, clusterMaxZoom: 13 });
      add({ sources: { [sourceId(id)]: source }, passes: layerPasses });
    }
  }
  if (shared.length) sources[sharedSource] = featureSource(shared);
  input.parts.forEach(add);
  const online = onlineBase(input);
  const ground = relief(input);
  const position = ownPosition(input);
  passes.ground.push(...ground.layers);
  return {
    version: 8,
    sources: { ...online.sources, ...ground.sources, ...sources, ...position.sources },
    layers: [background(input), ...online.layers, ...Object.values(passes).flat(), ...position.layers],
    ...(input.relief && ground.layers.length ? { terrain: { source: 'ground', exaggeration: 1.2 } } : {}),
  };
}
