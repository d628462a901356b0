import type { Store } from '../../store/index.ts';
import type { Stop } from '../../store/tour/stops.ts';

/** The map shows the chapters given, of which there may be none; undefined shows everything. */
export function showChapters(store: Store, wanted: readonly number[] | undefined): void {
  // No item is of chapter −1: only the ground remains.
  const chapters = wanted === undefined ? [] : wanted.length ? wanted : [-1];
  if (String(store.state.filters.peek().chapters) !== String(chapters))
    store.commands.setFilters({ chapters });
}

/**
 * What a visitor sees of a tour: the stop of an item, or of the whole town where there is none, seen from a steady place.
 * @param id The item; undefined for the whole town.
 */
export function stopOfVisitor(
  tour: readonly Stop[],
  id: string | undefined,
): { shown: Stop | undefined; chapters: readonly number[] | undefined; features: readonly string[] } {
  const stop = tour.find((one) => (id ? one.kind === 'item' && one.items[0] === id : one.kind === 'opening'));
  const shown = stop ?? tour[0];
  return {
    shown: shown && { ...shown, seconds: 0, outlook: { ...shown.outlook, bearing: 0, pitch: 30 } },
    chapters: id && stop?.chapter !== undefined ? [stop.chapter] : undefined,
    features: id ? (stop?.features ?? []) : [],
  };
}
