import { ownClasses } from '../../geo/tiles/classes.ts';
import type { FabricState } from '../../store/index.ts';
import { alpha } from '../colour.ts';
import type { Expression } from '../style/expressions.ts';
import type { Palette } from '../tokens.ts';

/** How strongly classed and marked parcels are filled, and those without a class. */
export const strong = 0.6;
export const faint = 0.16;

/** The colour of a class: 1 to `ownClasses` by frequency, then what all others share; 0 is no value. */
export const classColour = (palette: Palette, code: number): string =>
  code === 0 ? palette.neutral : (palette.classes[code - 1] ?? palette.lineStrong);

/** The class of the value at this place of its column. */
export const classOf = (place: number): number => Math.min(place, ownClasses) + 1;

/**
 * The fill of parcels by the class their tiles carry, or by their value where an archive carries only that: a class
 * firmly, no class faintly. The strength is part of the colour: an opacity of its own would be one more number for every
 * corner on the map.
 */
export function fillOf(palette: Palette, state: FabricState): Expression | string {
  const none = alpha(palette.neutral, faint);
  const column = state.columns.find(({ name }) => name === state.colourBy);
  if (!column) return none;
  const values = column.values.map((value, place) => [
    state.kind === 'tiles' ? value : place + 1,
    alpha(classColour(palette, classOf(place)), strong),
  ]);
  const [input, stops] =
    state.kind === 'tiles'
      ? [['to-string', ['get', column.name]], values]
      : [['to-number', ['get', 'c'], 0], values.slice(0, ownClasses + 1)];
  return ['match', input, ...stops.flat(), none] as unknown as Expression;
}

/** What an archive shows of its parcels; a file's own tiles are drawn without the rest to begin with. */
export function fillFilter({ kind, filter }: FabricState): Expression | undefined {
  if (kind !== 'tiles' || !filter) return undefined;
  return ['in', ['to-string', ['get', filter.column]], ['literal', filter.values]] as unknown as Expression;
}
