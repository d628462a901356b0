import { borderFeatures, overlapFeatures, zoneFeatures, zonesPart } from '../../map/draw/zones.ts';
import type { FlatView } from '../../map/svg/view.ts';
import { effect, untracked } from '../../store/index.ts';
import { overlapsOf, zonesOf } from './stage.ts';
import type { Workbench } from './workbench.ts';

/**
 * Where there is no WebGL: zones, previews and overlaps on the SVG map. Tools that draw need the live map; files, pasted
 * coordinates and everything after them work.
 */
export function flatStage(view: FlatView, bench: Workbench): () => void {
  let framed: unknown;
  const stops = [
    effect(() => {
      const placements = bench.importing.incoming.value.flatMap((one) => one.placement ?? []);
      const data = {
        zones: zoneFeatures(zonesOf(bench, placements)),
        overlaps: overlapFeatures(overlapsOf(bench)),
        borders: borderFeatures([]),
      };
      view.over(zonesPart(data, view.theme.value, bench.session.highlighted.value));
    }),
    // What comes in is framed, so that where it lands is seen.
    effect(() => {
      const placement = bench.importing.incoming.value.find((one) => one.placement)?.placement;
      if (!placement || placement === framed) return;
      framed = placement;
      untracked(() => bench.session.frame(placement.shapes));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    view.over(undefined);
  };
}
