import { extentOf } from '../../geo/plane/extent.ts';
import type { DrawColours } from '../../map/draw/draft.ts';
import { overlapFeatures, zoneFeatures, zoneLayers } from '../../map/draw/paint.ts';
import type { FlatView } from '../../map/svg/view.ts';
import { effect, untracked } from '../../store/index.ts';
import { overlapsOf, zonesOf } from './stage.ts';
import type { Workbench } from './workbench.ts';

const source = (features: GeoJSON.Feature[]) => ({
  type: 'geojson' as const,
  data: { type: 'FeatureCollection' as const, features },
});

/**
 * Where there is no WebGL: zones, previews and overlaps on the SVG map. Tools that draw need the live map; files, pasted
 * coordinates and everything after them work.
 */
export function flatStage(view: FlatView, bench: Workbench, colours: () => DrawColours): () => void {
  const { store } = bench.session;
  let framed: unknown;
  const stops = [
    effect(() => {
      const placements = bench.importing.incoming.value.flatMap((one) => one.placement ?? []);
      const zones = zonesOf(bench, placements);
      const overlaps = overlapsOf(bench);
      void store.state.theme.value;
      view.over({
        sources: {
          'check:zones': source(zoneFeatures(zones)),
          'check:overlaps': source(overlapFeatures(overlaps)),
          'check:parcels': source([]),
        },
        layers: untracked(() => zoneLayers(colours())),
      });
    }),
    // What comes in is framed, so that where it lands is seen.
    effect(() => {
      const [first] = bench.importing.incoming.value.flatMap((one) => one.placement?.shapes ?? []);
      if (!first || first === framed) return;
      framed = first;
      const extent = extentOf([first]);
      if (extent) untracked(() => store.commands.frameExtent(extent, 16));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    view.over(undefined);
  };
}
