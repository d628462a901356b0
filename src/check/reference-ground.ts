import { columnNamed, eachInBox, geometryOf, valuesOf } from '../geo/layer/index.ts';
import { distanceWithin } from '../geo/overlay/index.ts';
import { boxOf } from '../geo/plane/box.ts';
import type { Rule } from '../model/index.ts';
import type { CheckLayer, LayerEntry } from './layer.ts';
import { coveredM2, hitsOf, overlayOf, polygonsAmong, type ZoneInHand } from './overlaps.ts';
import type { ReferenceMeasures } from './reference-use.ts';
import type { ReferenceResult } from './types.ts';

/** A reference layer with what the check found of it. */
export interface ReferenceGround {
  result: ReferenceResult;
  layer: CheckLayer;
}

/** The rule a planner gave this layer, as a rule of the package would stand; none for most layers. */
export const ownRuleOf = ({ id, name, rule }: LayerEntry): Rule[] =>
  rule
    ? [
        {
          ...{ id: `own.${id}`, layer: id, layerName: name, severity: rule.severity, test: rule.test },
          name: { zh: rule.words, en: rule.words },
          law: { zh: rule.basis, en: rule.basis },
        },
      ]
    : [];

/** Metres of latitude to a degree at the least; a longitude degree is shorter by the cosine of the latitude. */
const metresPerDegree = 110_500;

/** What of a reference layer is only measured when a rule asks for it. */
export const measuresOf = (hand: ZoneInHand, layer: CheckLayer): ReferenceMeasures => ({
  offM: hand.offM,
  coveredM2() {
    const overlap = overlayOf(hand, layer);
    return overlap ? coveredM2(hand.zone, polygonsAmong(hitsOf(hand, layer, overlap))) : 0;
  },
  chosen({ property, in: values }) {
    const { packed } = layer;
    const overlap = overlayOf(hand, layer);
    const column = packed && columnNamed(packed.columns, property);
    if (!overlap || !column) return { count: 0, areaM2: 0 };
    const read = valuesOf(column);
    const named = hitsOf(hand, layer, overlap).filter(({ index }) =>
      (values as unknown[]).includes(read(packed.row[index]!)),
    );
    return { count: named.length, areaM2: named.reduce((sum, { overlapM2 }) => sum + overlapM2, 0) };
  },
  nearestM(mostM) {
    const { packed } = layer;
    const { xy } = hand.zone.rings;
    if (!packed || !xy.length) return Number.POSITIVE_INFINITY;
    const [w, s, e, n] = boxOf(xy, 0, xy.length / 2) as [number, number, number, number];
    const dy = (mostM / metresPerDegree) * 1.01;
    const dx = dy / Math.max(0.01, Math.cos((Math.max(Math.abs(s), Math.abs(n)) * Math.PI) / 180));
    let nearestM = Number.POSITIVE_INFINITY;
    eachInBox(packed, [w - dx, s - dy, e + dx, n + dy], (feature) => {
      const limitM = Math.min(mostM, nearestM);
      nearestM = Math.min(nearestM, distanceWithin(hand.zone, geometryOf(packed, feature), limitM));
    });
    return nearestM;
  },
});
