/** A stand-in until the map lands: whoever writes the real one replaces this file whole. */
import type { ReadonlySignal, Store } from '../store/index.ts';
import type { ThemeName } from './tokens.ts';

export interface MapViewOptions {
  container: HTMLElement;
  store: Store;
  theme: ReadonlySignal<ThemeName>;
  padding?: ReadonlySignal<{ top: number; right: number; bottom: number; left: number }>;
}
export interface MapView {
  destroy(): void;
  zoomBy(levels: number): void;
  resetNorth(): void;
  /** A PNG of what the map shows now. */
  snapshot(): Promise<Blob>;
}
export const mapStyles = (): CSSStyleSheet => new CSSStyleSheet();
export async function createMapView({ store }: MapViewOptions): Promise<MapView> {
  store.commands.setMapReady(true);
  return { destroy() {}, zoomBy() {}, resetNorth() {}, snapshot: async () => new Blob() };
}
