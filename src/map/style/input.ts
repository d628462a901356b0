import type { SourceSpecification } from 'maplibre-gl';
import type { Basemap, Language, Layer, Town } from '../../model/index.ts';
import type { FabricState } from '../../store/index.ts';
import type { Reach } from '../reach/style.ts';
import type { Drawn } from '../sources/features.ts';
import type { ThemeName } from '../tokens.ts';
import type { Passes } from './passes.ts';

export interface StyledLayer {
  layer: Layer;
  visible: boolean;
  opacity: number;
  /** Undefined until the layer's data has arrived. */
  drawn: Drawn | undefined;
}

/** What styles the layers that are drawn from tiles. */
export interface TiledStyle {
  /** The style of one layer; the parts go into `passes`, the source is the answer. */
  layer(passes: Passes, styled: StyledLayer, input: StyleInput): SourceSpecification | undefined;
  /** What lies over all layers of the catalogue, by source id. */
  over(passes: Passes, input: StyleInput): Record<string, SourceSpecification>;
}

/** All that the style is made of; the same input always gives the same style. */
export interface StyleInput {
  theme: ThemeName;
  language: Language;
  /** Absolute address of the town package, with a trailing slash. */
  base: string;
  town: Town | undefined;
  basemap: Basemap | undefined;
  /** Bottom first. */
  layers: readonly StyledLayer[];
  /** False until the label font has arrived or is known not to come: there is nothing to write with before. */
  labels: boolean;
  /** False while the first picture is made: what only shows when pointed at or selected can wait until it stands. */
  marks: boolean;
  /** Draw the ground in relief (three dimensions), where the town has terrain. */
  relief: boolean;
  /** Where the user is, degrees WGS 84, and how far off that may be, when asked for. */
  position?: { lon: number; lat: number; accuracyM: number } | undefined;
  /** How far off the picked feature may be; its code arrives with the first feature picked. */
  reach?: Reach | undefined;
  /** Present once a layer needs it. */
  extension?: TiledStyle | undefined;
  /** The planner's layers, bottom first. */
  fabrics: readonly FabricState[];
}
