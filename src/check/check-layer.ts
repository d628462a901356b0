import { distanceWithin, type RingSet } from '../geo/overlay/index.ts';
import type { CheckLayer, ReadyFeature } from './layer.ts';
import { coveredM2, overlapFeature, type ZoneInHand } from './overlaps.ts';
import { reasons } from './reasons.ts';
import type { FeatureOverlap, LayerResult, Reason } from './types.ts';

export interface LayerOptions {
  /** Overlaps below this, m², and below a hundredth of both shapes, are listed apart. */
  sliverM2: number;
  geometry: boolean;
  /** Day of the check, `YYYY-MM-DD`: decides, with `maxAgeYears`, what is out of date, and which law is in force. */
  asOf?: string;
  maxAgeYears: number;
}

const isSliver = (hit: FeatureOverlap, sliverM2: number): boolean =>
  hit.kind === 'polygon' && hit.overlapM2 < sliverM2 && hit.shareOfFeature < 0.01 && hit.shareOfZone < 0.01;

/** The reason a layer's data cannot be called current, if it is known to be old. */
export function staleness(layer: CheckLayer, options: LayerOptions): Reason | null {
  const { date } = layer.layer;
  if (!date || options.asOf === undefined) return null;
  const age = Number.parseInt(options.asOf, 10) - Number.parseInt(date, 10);
  return age > options.maxAgeYears ? reasons.outOfDate(date, options.maxAgeYears) : null;
}

/**
 * Why "no overlap seen" may not be called clear: a sketch proves nothing, old data little, and a shape drawn nearer
 * than its own accuracy, and the zone's, may in truth reach into the zone. Null when it is clear.
 */
export function doubt(
  hand: ZoneInHand,
  layer: CheckLayer,
  features: readonly ReadyFeature[],
  options: LayerOptions,
): Reason | null {
  if (layer.lost) return reasons.lost(layer.lost);
  const sketches = features.filter(({ feature }) => feature.properties.basis === 'schematic');
  if (sketches.length)
    return reasons.schematic(Math.max(...sketches.map(({ feature }) => feature.properties.accuracyM)));
  const old = staleness(layer, options);
  if (old) return old;
  for (const { feature } of features) {
    const { accuracyM } = feature.properties;
    const distanceM = distanceWithin(hand.zone, feature.geometry, accuracyM + hand.offM);
    if (Number.isFinite(distanceM)) return reasons.accuracy(distanceM, accuracyM, hand.offM);
  }
  return null;
}

/** Takes a feature's overlap into the result; its pieces are what it covers. */
function take(result: LayerResult, hand: ZoneInHand, ready: ReadyFeature, options: LayerOptions): Piece[] {
  const found = overlapFeature(hand, ready, options.geometry);
  if (!found) return [];
  const { hit, pieces } = found;
  (isSliver(hit, options.sliverM2) ? result.slivers : result.features).push(hit);
  result.lengthM += hit.lengthM ?? 0;
  if (hit.kind === 'point') result.points++;
  return pieces ? [{ rings: pieces, areaM2: hit.overlapM2 }] : [];
}

interface Piece {
  rings: RingSet;
  areaM2: number;
}

/**
 * The zone against one layer. A feature that can be computed by no method is named, and the others stand; without an
 * overlap among those the layer is not checked.
 */
export function checkLayer(hand: ZoneInHand, layer: CheckLayer, options: LayerOptions): LayerResult {
  const result: LayerResult = {
    layer: layer.layer.id,
    name: layer.layer.name,
    answer: 'unchecked',
    features: [],
    slivers: [],
    overlapM2: 0,
    lengthM: 0,
    points: 0,
    ...(layer.layer.date ? { date: layer.layer.date } : {}),
  };
  if (!layer.features) {
    const missing = { zh: '数据未能读取。', en: 'The data could not be read.' };
    return { ...result, reason: reasons.noData(layer.problem ?? missing) };
  }
  if (!layer.features.length)
    return { ...result, reason: layer.lost ? reasons.lost(layer.lost) : reasons.noFeatures() };
  if (layer.lost) result.reason = reasons.lost(layer.lost);
  const pieces: Piece[] = [];
  for (const ready of layer.features) {
    try {
      pieces.push(...take(result, hand, ready, options));
    } catch (error) {
      const { id, name } = ready.feature.properties;
      result.failed = [...(result.failed ?? []), id];
      result.reason ??= reasons.failedFeature(name, error);
    }
  }
  try {
    result.overlapM2 = coveredM2(hand.zone, pieces);
  } catch {
    result.overlapM2 = pieces.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    result.reason ??= reasons.notUnited();
  }
  result.features.sort((a, b) => b.overlapM2 - a.overlapM2 || (b.lengthM ?? 0) - (a.lengthM ?? 0));
  if (result.features.length || result.slivers.length) return { ...result, answer: 'overlap' };
  const reason = result.reason ?? doubt(hand, layer, layer.features, options);
  return reason ? { ...result, reason } : { ...result, answer: 'clear' };
}
