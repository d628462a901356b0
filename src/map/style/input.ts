import type { Basemap, Language, Layer, Town } from '../../model/index.ts';
import type { Drawn } from '../sources/features.ts';
import type { ThemeName } from '../tokens.ts';
import type { StylePart } from './passes.ts';

export interface StyledLayer {
  layer: Layer;
  visible: boolean;
  opacity: number;
  /** Undefined until the layer's data has arrived. */
  drawn: Drawn | undefined;
}

/** All that the style is made of, as plain data; the same input always gives the same style. */
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
  /**
   * Layers in which something stands out or once did: only they draw what shows that. Undefined while the first picture
   * is made, when all that is not seen can wait.
   */
  marked: ReadonlySet<string> | undefined;
  /** Draw the ground in relief (three dimensions), where the town has terrain. */
  relief: boolean;
  /** Where the user is, degrees WGS 84, and how far off that may be, when asked for. */
  position?: { lon: number; lat: number; accuracyM: number } | undefined;
  /** Layers of the catalogue, by identifier, whose part is made by code that is fetched at need: from tiles, or while edited. */
  made?: Readonly<Record<string, StylePart>>;
  /** The planner's layers, the reach of the picked feature, zones: each made by code that is fetched at need. */
  parts: readonly StylePart[];
}
