import type { MultiPolygon } from 'geojson';
import { attributesIn, idOf } from '../geo/layer/index.ts';
import { doubt, type LayerOptions } from './check-layer.ts';
import { inOrder } from './in-order.ts';
import { type CheckLayer, featureAt } from './layer.ts';
import { hitsOf, isSliver, overlayOf, type ZoneInHand } from './overlaps.ts';
import { reasons } from './reasons.ts';
import type { ParcelItem, ParcelResult, ReferenceItem, ReferenceResult } from './types.ts';

/** What goes into a result of the reading of a layer; what is merely good to know stays with the layer. */
const warningsOf = ({ problems = [] }: CheckLayer): Pick<ReferenceResult, 'warnings'> => {
  const warnings = problems.filter(({ severity }) => severity !== 'info');
  return warnings.length ? { warnings } : {};
};

const byRecord = <T extends { record: number }>(items: readonly T[]): T[] =>
  inOrder(
    items,
    items.map(({ record }) => record),
  );

/** A reference layer's answer before anything was computed. */
export function uncheckedReference(from: CheckLayer): ReferenceResult {
  const { layer, packed } = from;
  const { id, name, role = 'other', date, source, accuracyM = 0, basis = 'official' } = layer;
  return {
    ...{ layer: id, role, name, accuracyM, basis },
    ...(date ? { date } : {}),
    ...(source ? { source } : {}),
    ...{ answer: 'unchecked', features: [], slivers: [], overlapM2: 0, lengthM: 0, points: 0 },
    repaired: packed?.repaired.length ?? 0,
    dropped: packed?.dropped.length ?? 0,
    ...warningsOf(from),
  };
}

/** The zone against one layer that is not of the package, its features in the order of their file. */
export function checkReference(hand: ZoneInHand, layer: CheckLayer, options: LayerOptions): ReferenceResult {
  const result = uncheckedReference(layer);
  const { packed } = layer;
  const overlap = overlayOf(hand, layer);
  if (!overlap || !packed) {
    const missing = { zh: '数据未能读取。', en: 'The data could not be read.' };
    return { ...result, reason: reasons.noData(layer.problem ?? missing) };
  }
  if (!packed.count) return { ...result, reason: reasons.noFeatures() };
  const attributes = attributesIn(packed);
  for (const hit of hitsOf(hand, layer, overlap)) {
    const item: ReferenceItem = {
      id: layer.features ? featureAt(layer, hit.index).id : idOf(packed, hit.index),
      record: packed.record[packed.row[hit.index]!]!,
      kind: hit.kind,
      overlapM2: hit.overlapM2,
      shareOfFeature: hit.share,
      shareOfZone: Math.min(1, hit.overlapM2 / hand.zone.areaM2),
    };
    if (hit.kind === 'line') item.lengthM = hit.lengthM;
    if (options.attributes) item.attributes = attributes(hit.index);
    if (options.geometry) item.geometry = hit.geometry();
    (isSliver(hit, hand.zone.areaM2, options.sliverM2) ? result.slivers : result.features).push(item);
    result.lengthM += hit.lengthM;
    if (hit.kind === 'point') result.points++;
  }
  result.features = byRecord(result.features);
  result.slivers = byRecord(result.slivers);
  result.overlapM2 = overlap.totalM2;
  const [failed] = overlap.failed;
  if (failed) result.reason = reasons.failedFeature(featureAt(layer, failed.feature).name, failed.error);
  if (result.features.length || result.slivers.length) return { ...result, answer: 'overlap' };
  const reason = result.reason ?? doubt(hand, layer, options);
  return reason ? { ...result, reason } : { ...result, answer: 'clear' };
}

export const noParcels: ParcelResult = {
  answer: 'unchecked',
  reason: reasons.noData({ zh: '未载入地块。', en: 'No parcels were loaded.' }),
  count: 0,
  overlapM2: 0,
  items: [],
  slivers: [],
  mended: 0,
  dropped: 0,
};

/** The parcels the zone takes: a reference layer of that role, in the words of its own part of the result. */
export function checkParcels(hand: ZoneInHand, layer: CheckLayer, options: LayerOptions): ParcelResult {
  const { packed } = layer;
  const overlap = overlayOf(hand, layer);
  if (!overlap || !packed)
    return {
      ...noParcels,
      reason: reasons.noData(layer.problem ?? noParcels.reason!.text),
      ...warningsOf(layer),
    };
  const [items, slivers]: [ParcelItem[], ParcelItem[]] = [[], []];
  for (const hit of hitsOf(hand, layer, overlap)) {
    if (hit.kind !== 'polygon') continue;
    const item: ParcelItem = {
      ...{ id: idOf(packed, hit.index), record: packed.record[packed.row[hit.index]!]! },
      ...{ overlapM2: hit.overlapM2, areaM2: packed.areaM2[hit.index]!, share: hit.share },
    };
    if (options.geometry) item.geometry = hit.geometry() as MultiPolygon;
    (isSliver(hit, hand.zone.areaM2, options.sliverM2) ? slivers : items).push(item);
  }
  const count = overlap.count;
  const dropped = packed.dropped.length;
  // A record that could not be read as a parcel may lie anywhere: without a hit the answer stays open.
  const shapeless = {
    zh: `${dropped} 条地块记录没有可用的面。`,
    en: `${dropped} parcel records have no usable polygon.`,
  };
  const [failed] = overlap.failed;
  const reason = failed
    ? reasons.failedFeature(featureAt(layer, failed.feature).name, failed.error)
    : count
      ? null
      : dropped
        ? reasons.noData(shapeless)
        : hand.offM > 0
          ? reasons.zoneOff(hand.offM)
          : doubt(hand, layer, options);
  return {
    answer: count ? 'overlap' : reason ? 'unchecked' : 'clear',
    ...(reason ? { reason } : {}),
    ...{
      count,
      overlapM2: overlap.totalM2,
      items: byRecord(items),
      slivers: byRecord(slivers),
      mended: packed.repaired.length,
      dropped,
    },
    ...warningsOf(layer),
  };
}
