import { eachInBox } from '../geo/layer/index.ts';
import { distanceWithin } from '../geo/overlay/index.ts';
import { type CheckFeature, type CheckLayer, featureAt, featuresOf } from './layer.ts';
import {
  coveredM2,
  type Hit,
  hitsOf,
  isSliver,
  overlayOf,
  polygonsAmong,
  type ZoneInHand,
} from './overlaps.ts';
import { reasons, trustOf } from './reasons.ts';
import type { FeatureOverlap, LayerResult, Reason } from './types.ts';

export interface LayerOptions {
  /** Overlaps below this, m², and below a hundredth of both shapes, are listed apart. */
  sliverM2: number;
  geometry: boolean;
  /** Puts its columns into every line of a reference layer. */
  attributes: boolean;
  /** Day of the check, `YYYY-MM-DD`: decides, with `maxAgeYears`, what is out of date, and which law is in force. */
  asOf?: string;
  maxAgeYears: number;
}

/** The reason a layer's data cannot be called current, if it is known to be old. */
export function staleness(layer: CheckLayer, options: LayerOptions): Reason | null {
  const { date } = layer.layer;
  if (!date || options.asOf === undefined) return null;
  const age = Number.parseInt(options.asOf, 10) - Number.parseInt(date, 10);
  return age > options.maxAgeYears ? reasons.outOfDate(date, options.maxAgeYears) : null;
}

/** A degree of latitude is never shorter than this, metres. */
const degreeM = 110_500;

/** The features whose boxes come within `metres` of the zone's. */
function featuresWithin(hand: ZoneInHand, layer: CheckLayer, metres: number): CheckFeature[] {
  const { minX, minY, maxX, maxY } = hand.zone.grid;
  const dy = (1.02 * metres) / degreeM + 1e-9;
  const dx = dy / Math.max(0.01, Math.cos((Math.max(Math.abs(minY), Math.abs(maxY)) * Math.PI) / 180));
  const features: CheckFeature[] = [];
  if (layer.packed)
    eachInBox(layer.packed, [minX - dx, minY - dy, maxX + dx, maxY + dy], (index) =>
      features.push(featureAt(layer, index)),
    );
  return features;
}

/**
 * Why "no overlap seen" may not be called clear: a sketch proves nothing, old data little, and a shape drawn nearer
 * than its own accuracy, and the zone's, may in truth reach into the zone. Null when it is clear. `matches` restricts
 * it to the features a rule speaks of.
 */
export function doubt(
  hand: ZoneInHand,
  layer: CheckLayer,
  options: LayerOptions,
  matches: (feature: CheckFeature) => boolean = () => true,
): Reason | null {
  if (layer.lost) return reasons.lost(layer.lost);
  const { features, packed, layer: entry } = layer;
  const dropped = packed?.dropped.length ?? 0;
  if (dropped && !features) return reasons.lost(dropped);
  const sketches = features
    ? featuresOf(layer).flatMap((one) => (one.basis === 'schematic' && matches(one) ? [one.accuracyM] : []))
    : entry.basis === 'schematic'
      ? [entry.accuracyM ?? 0]
      : [];
  if (sketches.length) return reasons.schematic(Math.max(...sketches));
  const old = staleness(layer, options);
  if (old) return old;
  const most = features
    ? Math.max(0, ...features.map(({ properties }) => properties.accuracyM))
    : (entry.accuracyM ?? 0);
  for (const feature of featuresWithin(hand, layer, most + hand.offM)) {
    if (!matches(feature)) continue;
    const { accuracyM } = feature;
    const reachM = accuracyM + hand.offM;
    // Shapes without any error may share a border: that is no overlap not seen.
    if (reachM === 0) continue;
    const distanceM = distanceWithin(hand.zone, feature.geometry(), reachM);
    if (Number.isFinite(distanceM)) return reasons.accuracy(distanceM, accuracyM, hand.offM);
  }
  return null;
}

/** A hit as a line of the package's results. */
export function featureOverlap(
  hand: ZoneInHand,
  layer: CheckLayer,
  hit: Hit,
  geometry: boolean,
): FeatureOverlap {
  const feature = featureAt(layer, hit.index);
  const { id, name } = feature;
  return {
    ...{ id, name, ...trustOf(feature), kind: hit.kind },
    overlapM2: hit.overlapM2,
    shareOfFeature: hit.share,
    shareOfZone: hit.kind === 'polygon' ? Math.min(1, hit.overlapM2 / hand.zone.areaM2) : 0,
    ...(hit.kind === 'line' ? { lengthM: hit.lengthM } : {}),
    ...(geometry ? { geometry: hit.geometry() } : {}),
  };
}

/** Features of a package's layer that could not be computed: without a usable shape, or failed in the overlay. */
function failures(layer: CheckLayer, errors: readonly { feature: number; error: unknown }[]) {
  const { packed, features } = layer;
  const shapeless = new Error('the shape has no area or holds a position that is no longitude and latitude');
  const dropped = [...(packed?.dropped ?? [])].flatMap((record) => {
    const feature = features?.[record - 1];
    return feature ? [{ id: feature.properties.id, name: feature.properties.name, error: shapeless }] : [];
  });
  return [...dropped, ...errors.map(({ feature, error }) => ({ ...featureAt(layer, feature), error }))];
}

/** Of the parts of a mixed geometry, which share a row, the widest kind counts. */
function widest(layer: CheckLayer, hits: readonly Hit[]): Hit[] {
  const rows = new Set<number>();
  return hits.filter(({ index }) => {
    const row = layer.packed!.row[index]!;
    if (rows.has(row)) return false;
    rows.add(row);
    return true;
  });
}

/**
 * The zone against one layer of the package. A feature that can be computed by no method is named, and the others stand;
 * without an overlap among those the layer is not checked.
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
  const overlap = overlayOf(hand, layer);
  if (!overlap || !layer.packed) {
    const missing = { zh: '数据未能读取。', en: 'The data could not be read.' };
    return { ...result, reason: reasons.noData(layer.problem ?? missing) };
  }
  if (!layer.packed.count && !layer.packed.dropped.length)
    return { ...result, reason: layer.lost ? reasons.lost(layer.lost) : reasons.noFeatures() };
  if (layer.lost) result.reason = reasons.lost(layer.lost);
  for (const { id, name, error } of failures(layer, overlap.failed)) {
    result.failed = [...(result.failed ?? []), id];
    result.reason ??= reasons.failedFeature(name, error);
  }
  const hits = widest(layer, hitsOf(hand, layer, overlap));
  const pieces = polygonsAmong(hits);
  for (const hit of hits) {
    const line = featureOverlap(hand, layer, hit, options.geometry);
    (isSliver(hit, hand.zone.areaM2, options.sliverM2) ? result.slivers : result.features).push(line);
    result.lengthM += hit.lengthM;
    if (hit.kind === 'point') result.points++;
  }
  try {
    result.overlapM2 = coveredM2(hand.zone, pieces);
  } catch {
    result.overlapM2 = pieces.reduce((sum, { overlapM2 }) => sum + overlapM2, 0);
    result.reason ??= reasons.notUnited();
  }
  result.features.sort((a, b) => b.overlapM2 - a.overlapM2 || (b.lengthM ?? 0) - (a.lengthM ?? 0));
  if (result.features.length || result.slivers.length) return { ...result, answer: 'overlap' };
  const reason = result.reason ?? doubt(hand, layer, options);
  return reason ? { ...result, reason } : { ...result, answer: 'clear' };
}
