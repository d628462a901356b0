import { type SnapIndex, snapIndex } from '../../geo/edit/snap.ts';
import { computed, type ReadonlySignal, type Store } from '../../store/index.ts';

/** What the map shows of the package, to be drawn to; `without` is the feature that is being changed itself. */
export const visibleFeatures = (store: Store, without?: ReadonlySignal<string | undefined>) =>
  computed((): SnapIndex => {
    const visible = new Set(store.select.layers.value.flatMap((l) => (l.visible ? [l.layer.id] : [])));
    return snapIndex(
      [...store.select.features.value].flatMap(([id, { feature, layer }]) =>
        visible.has(layer.id) && id !== without?.value ? [feature.geometry] : [],
      ),
    );
  });
