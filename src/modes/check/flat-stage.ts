import {
  borderFeatures,
  labelFeatures,
  overlapFeatures,
  zoneFeatures,
  zonesPart,
} from '../../map/draw/zones.ts';
import { joined, stillsPart } from '../../map/imagery/part.ts';
import type { FlatView } from '../../map/svg/view.ts';
import { effect, untracked } from '../../store/index.ts';
import { followStills } from './imagery/stills.ts';
import { overlapsOf, zonesOf } from './painted.ts';
import type { Workbench } from './workbench.ts';

/**
 * Where there is no WebGL: zones, previews, overlaps and pictures on the SVG map. Tools that draw need the live map; files, pasted
 * coordinates and everything after them work.
 */
export function flatStage(view: FlatView, bench: Workbench): () => void {
  let framed: unknown;
  const pictures = followStills(bench.imagery);
  const stops = [
    pictures.stop,
    effect(() => {
      const placements = bench.importing.incoming.value.flatMap((one) => one.placement ?? []);
      const data = {
        zones: zoneFeatures(zonesOf(bench, placements)),
        overlaps: overlapFeatures(overlapsOf(bench)),
        borders: borderFeatures([]),
        labels: labelFeatures([]),
      };
      const zoned = zonesPart(data, view.theme.value, bench.session.highlighted.value);
      view.over(joined(stillsPart(pictures.stills.value), zoned));
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
