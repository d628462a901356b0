import type { Store } from '../../store/index.ts';
import type { MapExtension } from '../extension.ts';
import type { drawFeatures } from '../sources/features.ts';
import type { StyleInput } from './input.ts';

interface Own extends Pick<StyleInput, 'theme' | 'labels' | 'marked' | 'relief' | 'parts'> {
  extension?: MapExtension | undefined;
}

/**
 * What the style is made of at this moment, from the store and from what a map alone knows (`own`). Read in a computed
 * signal it follows the store.
 * @param draw Turns a layer's data into its drawing form; undefined while nothing is to be drawn yet.
 */
export function styleInputOf(
  store: Store,
  draw: typeof drawFeatures | undefined,
  { extension, ...own }: Own,
): StyleInput {
  const { state, select } = store;
  const basemap = select.basemap.value;
  const aside = state.aside.value;
  const input: StyleInput = {
    ...own,
    language: state.language.value,
    base: store.base,
    town: state.town.value,
    // Its protocol comes with the extension.
    basemap: basemap?.kind === 'pmtiles' && !extension ? undefined : basemap,
    position: (aside?.panel === 'near' && aside.origin) || state.position.value,
    layers: select.layers.value.map((shown) => {
      const loaded = state.layers.value[shown.layer.id];
      const drawn =
        draw && loaded?.phase === 'ready'
          ? draw(
              shown.layer,
              loaded.data,
              select.shownFeatures.value,
              (id) => select.featureStatus(id)?.word ?? '',
            )
          : undefined;
      return { ...shown, drawn };
    }),
  };
  return extension ? extension.extend(input) : input;
}
