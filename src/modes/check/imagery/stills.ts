import type { PicturePlace } from '../../../geo/raster/warp.ts';
import { type StillPicture, stillPicture } from '../../../map/imagery/part.ts';
import { computed, effect, type ReadonlySignal, signal, untracked } from '../../../store/index.ts';
import type { Imagery } from './imagery.ts';

/** The pictures as the SVG map shows them, each drawn once for every place it is given; ends with `stop`. */
export function followStills({ drawn }: Imagery): {
  stills: ReadonlySignal<readonly StillPicture[]>;
  stop: () => void;
} {
  type Still = { place: PicturePlace; href?: string; extent?: StillPicture['extent'] };
  const stillsById = signal<ReadonlyMap<string, Still>>(new Map());
  const put = (id: string, still: Still | undefined) => {
    const before = stillsById.peek().get(id);
    if (before?.href && before.href !== still?.href) URL.revokeObjectURL(before.href);
    const next = new Map(stillsById.peek());
    if (still) next.set(id, still);
    else next.delete(id);
    stillsById.value = next;
  };
  const stop = effect(() => {
    const list = drawn.value;
    untracked(() => {
      for (const id of stillsById.peek().keys()) if (!list.some((one) => one.id === id)) put(id, undefined);
      for (const picture of list) {
        const { id, place } = picture;
        if (stillsById.peek().get(id)?.place === place) continue;
        put(id, { place });
        void stillPicture(picture)
          .then((still) => {
            if (still && stillsById.peek().get(id)?.place === place) put(id, { place, ...still });
          })
          .catch(() => undefined);
      }
    });
  });
  const stills = computed(() =>
    drawn.value.flatMap(({ id, opacity }): StillPicture[] => {
      const { href, extent } = stillsById.value.get(id) ?? {};
      return href && extent ? [{ id, href, extent, opacity }] : [];
    }),
  );
  return {
    stills,
    stop: () => {
      stop();
      for (const id of stillsById.peek().keys()) put(id, undefined);
    },
  };
}
