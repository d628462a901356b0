import type { Geometry } from 'geojson';
import type { CheckResult } from '../../check/index.ts';
import type { PaintedOverlap, PaintedZone } from '../../map/draw/zones.ts';
import type { Severity } from '../../model/index.ts';
import type { Workbench } from './workbench.ts';

const severityRank: Severity[] = ['forbidden', 'restricted', 'notice'];

/** Of the active zone. */
export const overlapsOf = (bench: Workbench): PaintedOverlap[] =>
  overlapsIn(bench, bench.checker.drawn.value);

/** What of a result is drawn, each shape in the colour of the worst rule it breaks. */
export function overlapsIn(bench: Workbench, result: CheckResult | undefined): PaintedOverlap[] {
  if (!result) return [];
  const worst = new Map<string, Severity>();
  for (const { feature, severity } of result.conflicts) {
    const worstSoFar = worst.get(feature);
    if (!worstSoFar || severityRank.indexOf(severity) < severityRank.indexOf(worstSoFar))
      worst.set(feature, severity);
  }
  const { catalogue } = bench.session.store.state;
  // What covers the whole town says nothing by being coloured.
  const ground = new Set(
    (catalogue.value?.layers ?? [])
      .filter((l) => ['boundary', 'villages', 'neighbours'].includes(l.role))
      .map((l) => l.id),
  );
  return [
    ...result.parcels.items.flatMap((item): PaintedOverlap[] =>
      item.geometry ? [{ id: `parcel:${item.record}`, geometry: item.geometry, kind: 'overlap' }] : [],
    ),
    ...result.layers.flatMap((layer) =>
      (ground.has(layer.layer) ? [] : layer.features).flatMap((hit): PaintedOverlap[] =>
        hit.geometry ? [{ id: hit.id, geometry: hit.geometry, kind: worst.get(hit.id) ?? 'overlap' }] : [],
      ),
    ),
    // Of a planner's layers those that break a rule; the others are the ground.
    ...(result.reference ?? []).flatMap(({ layer, features }) => {
      const kind = result.conflicts
        .flatMap((one) => (one.layer === layer ? [one.severity] : []))
        .sort((a, b) => severityRank.indexOf(a) - severityRank.indexOf(b))[0];
      return features.flatMap(({ record, geometry }): PaintedOverlap[] =>
        geometry && kind ? [{ id: `${layer}:${record}`, geometry, kind }] : [],
      );
    }),
  ];
}

/**
 * The zones as they are drawn, and the previews of what is being imported.
 * @param without Leave out the active one, which a tool draws itself.
 */
export function zonesOf(
  { session }: Workbench,
  placements: readonly { shapes: readonly Geometry[] }[],
  without = false,
): PaintedZone[] {
  const active = session.active.value;
  const previews = placements.flatMap(({ shapes }) =>
    shapes.map((geometry, index) => ({ id: `preview ${index}`, name: '', geometry, active: true })),
  );
  const kept = session.records.value?.zones.value ?? [];
  return [
    ...kept
      .filter(({ id }) => !(without && id === active))
      .map(({ id, value }) => ({ id, name: value.name, geometry: value.geometry, active: id === active })),
    ...previews,
  ];
}
