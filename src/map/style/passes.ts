import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';

/**
 * Every catalogue layer gives its parts to these, bottom first, so that no area ever covers a line or a name, and no name a pin, while
 * within one pass the user's order holds.
 */
export interface Passes {
  ground: LayerSpecification[];
  areas: LayerSpecification[];
  lines: LayerSpecification[];
  /** What hides the ends of lines at the edge of the data. */
  veil: LayerSpecification[];
  /** Names of context, which give way to those of the plan's subjects. */
  contextNames: LayerSpecification[];
  /** Names along lines, then road numbers, which come before them. */
  lineNames: LayerSpecification[];
  signs: LayerSpecification[];
  names: LayerSpecification[];
  /** Signs of peaks and seats, then pins: last, because what is drawn last has its place first, so that names keep clear of them. */
  marks: LayerSpecification[];
  points: LayerSpecification[];
  /** Over the pins beside them: what is pressed there is the cluster. */
  clusters: LayerSpecification[];
  /** Zones and what they overlap, over everything. */
  zones: LayerSpecification[];
}

/** Sources, and the layers drawn from them by the pass they belong to. */
export interface StylePart {
  sources: Record<string, SourceSpecification>;
  passes: Partial<Passes>;
}

/** In the order they are drawn. */
export const emptyPasses = (): Passes => ({
  ground: [],
  areas: [],
  lines: [],
  veil: [],
  contextNames: [],
  lineNames: [],
  signs: [],
  names: [],
  marks: [],
  points: [],
  clusters: [],
  zones: [],
});

/** The source of the catalogue layers of few features, see `shared.ts`. */
export const sharedSource = 'layers';

/** The source of any other catalogue layer, and the name of one of a layer's parts. The layer is what comes before the slash. */
export const sourceId = (layer: string): string => `layer:${layer}`;
export const partId = (layer: string, part: string): string => `${layer}/${part}`;
export const layerOfPart = (id: string): string => id.slice(0, id.indexOf('/'));
