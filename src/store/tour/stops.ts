import type { Extent, Language, SceneSettings } from '../../model/index.ts';

/** A figure over the map, with the features it is drawn from already known to be there. */
export type Scene = { kind: 'columns' } | { kind: 'routes'; settings: SceneSettings };

/** Where the camera goes: the extent it takes in, and how it looks at it, degrees. */
export interface Outlook {
  extent: Extent;
  bearing: number;
  pitch: number;
}

/** One card of the tour. */
export interface Stop {
  /** Unique within a tour, and the same in every tour written from the same package. */
  id: string;
  /**
   * `opening`, `chapter` (title, counts, status chart), `item` (a place), `townwide` (items without one, a few to a
   * page), `scene` (a figure over the map), `closing`.
   */
  kind: 'opening' | 'chapter' | 'item' | 'townwide' | 'scene' | 'closing';
  /** Number of the chapter it belongs to; undefined for opening, closing and whole-town scenes. */
  chapter: number | undefined;
  /** Items presented, one for `item` and `scene`, several for `townwide`. */
  items: readonly string[];
  /** Features highlighted on the map. */
  features: readonly string[];
  outlook: Outlook;
  seconds: number;
  language: Language;
  scene: Scene | undefined;
  /** None of its features is better than a sketch or a description. */
  schematic: boolean;
  /** The worst accuracy of its features, metres; undefined without features. */
  accuracyM: number | undefined;
}
