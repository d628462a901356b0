import { effect, type ReadonlySignal, type Signal, type Store } from '../../store/index.ts';
import type { StylePart } from '../style/passes.ts';
import type { ThemeName } from '../tokens.ts';

/**
 * Keeps in `reach` how far off the feature picked in browsing may be, until the returned function is called. The code for
 * it arrives with the first feature picked.
 */
export function followReach(
  { state, select }: Store,
  theme: ReadonlySignal<ThemeName>,
  reach: Signal<StylePart | undefined>,
): () => void {
  return effect(() => {
    const [only, ...more] = state.mode.value === 'browse' ? select.selectedFeatures.value : [];
    const picked = only && !more.length ? select.features.value.get(only)?.feature : undefined;
    const name = theme.value;
    if (!picked) {
      reach.value = undefined;
      return;
    }
    void import('./style.ts').then(({ reachStyle }) => {
      const now = select.selectedFeatures.peek();
      if (now.size === 1 && now.has(only as string)) reach.value = reachStyle(picked, name);
    });
  });
}
