import { ownClasses } from '../../geo/tiles/classes.ts';
import type { FabricState } from '../../store/index.ts';
import { alpha } from '../colour.ts';
import type { Expression } from '../style/expressions.ts';
import { layerColour, type Palette, palettes, type ThemeName } from '../tokens.ts';

/** How strongly classed and marked parcels are filled, and those without a class. */
export const strong = 0.6;
export const faint = 0.16;

/** Classes of a parcel file, from the most frequent on, fit for colour-blind eyes (after Paul Tol's "muted"). */
const classColours: Record<ThemeName, readonly string[]> = {
  light: ['#117733', '#ddaa33', '#332288', '#cc6677', '#44aa99', '#aa4499', '#88ccee', '#999933'],
  dark: ['#5fbf6a', '#e6c35c', '#8f86e8', '#e07f8f', '#44aa99', '#cf7cc4', '#88ccee', '#b8b84a'],
  contrast: ['#117733', '#b07a00', '#332288', '#cc3355', '#00807a', '#882288', '#2b7fb0', '#77770a'],
};

/** The colour of a class: 1 to `ownClasses` by frequency, then what all others share; 0 is no value. */
export const classColour = (theme: ThemeName, code: number): string =>
  code === 0 ? palettes[theme].neutral : (classColours[theme][code - 1] ?? palettes[theme].lineStrong);

/** The class of the value at this place of its column. */
export const classOf = (place: number): number => Math.min(place, ownClasses) + 1;

/**
 * The fill of parcels by the class their tiles carry, or by their value where an archive carries only that: a class
 * firmly, no class faintly. The strength is part of the colour: an opacity of its own would be one more number for every
 * corner on the map.
 */
export function fillOf(theme: ThemeName, state: FabricState): Expression | string {
  const palette = palettes[theme];
  const none = alpha(state.look.limit ? layerColour(palette, state.look.colour) : palette.neutral, faint);
  const column = state.columns.find(({ name }) => name === state.colourBy);
  if (!column) return none;
  const { colours } = state;
  const values = column.values.map((value, place) => [
    state.kind === 'tiles' ? value : place + 1,
    alpha(colours?.[value] ?? classColour(theme, colours ? ownClasses + 1 : classOf(place)), strong),
  ]);
  const [input, stops] =
    state.kind === 'tiles'
      ? [['to-string', ['get', column.name]], values]
      : [['to-number', ['get', 'c'], 0], colours ? values : values.slice(0, ownClasses + 1)];
  return ['match', input, ...stops.flat(), none] as unknown as Expression;
}

/** What an archive shows of its parcels; a file's own tiles are drawn without the rest to begin with. */
export function fillFilter({ kind, filter }: FabricState): Expression | undefined {
  if (kind !== 'tiles' || !filter) return undefined;
  return ['in', ['to-string', ['get', filter.column]], ['literal', filter.values]] as unknown as Expression;
}

/** The outline of a layer: limits that decide are drawn firmly and from afar, a mosaic of small shapes quietly. */
export const strokeOf = (
  palette: Palette,
  { look }: FabricState,
): { colour: string; width: number; always: boolean } =>
  look.limit
    ? { colour: layerColour(palette, look.colour), width: 1.6, always: true }
    : { colour: palette.lineStrong, width: 0.35, always: false };
