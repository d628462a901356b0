import type { MapGeoJSONFeature } from 'maplibre-gl';
import type { StyleInput } from './style/input.ts';

/**
 * What `live.ts` adds to a map whose catalogue names sources beyond the package's own files, or on which a planner's
 * layers lie. It is fetched when there is need of it, so that a plain package pays nothing.
 */
export interface MapExtension {
  /** Adds what it draws to a style's input; read in a computed signal it follows the planner's layers. */
  extend(input: StyleInput): StyleInput;
  /** The feature id of a hit on a tiled layer. */
  idOf(hit: MapGeoJSONFeature): string | undefined;
  /** Whether the extension has something of its own to be picked at these pixels (a parcel). */
  takes(point: { x: number; y: number }): boolean;
  /** Picks it, or lets go of what was picked before when there is nothing. */
  pick(point: { x: number; y: number }): void;
  /** Takes hits of tiled layers into the store, so that their cards can be opened. */
  adopt(hits: readonly MapGeoJSONFeature[]): void;
  /** Whether faults of this source are reported by the extension itself. */
  reports(source: string): boolean;
  stop(): void;
}
