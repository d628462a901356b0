import { geodesicArea, geodesicLength, leastM2, planeArea } from '../geo/area/index.ts';
import { zoneOf } from '../geo/crs/systems.ts';
import { cellsFor, type PreparedZone, prepareZone } from '../geo/overlay/index.ts';
import { boxOfPositions } from '../geo/plane/box.ts';
import type { Box } from '../geo/plane/extent.ts';
import { polygonsOf } from '../geo/plane/polygons.ts';
import { toMultiPolygon } from '../geo/plane/rings.ts';
import {
  type Problem,
  ProblemError,
  problem,
  type Rule,
  rulesOn,
  warning,
  type Zone,
} from '../model/index.ts';
import { approvalHint } from './approval.ts';
import { checkLayer, type LayerOptions } from './check-layer.ts';
import { checkRule, ruleBase } from './check-rules.ts';
import { type LandTables, landUseOf, landUseRole, landUseSourceOf } from './land-use-source.ts';
import type { CheckLayer } from './layer.ts';
import { takeInHand } from './overlaps.ts';
import { reasons } from './reasons.ts';
import { checkParcels, checkReference, noParcels, uncheckedReference } from './reference.ts';
import { ownRuleOf } from './reference-ground.ts';
import { CheckStopped } from './stopped.ts';
import type { CheckResult, LayerResult, ParcelResult, ReferenceResult } from './types.ts';
import { engine } from './version.ts';
import { villageShares } from './villages.ts';
import { zoneAccuracyM } from './zone-accuracy.ts';

export interface CheckOptions {
  /** Of the 3° zone, degrees east, for the plane area. */
  centralMeridian: number;
  dataVersion: string;
  /** Tables of land classes and roles: with them, layers of land use give the table by owner and class. */
  land?: LandTables;
  /** Puts the common geometry into every line of the result. */
  geometry?: boolean;
  /** Leaves the columns out of the lines of reference layers: sums need none. */
  figuresOnly?: boolean;
  sliverM2?: number;
  /** Day of the check, `YYYY-MM-DD`, whose law is used; without it today's rules, and nothing is called out of date. */
  asOf?: string;
  maxAgeYears?: number;
  signal?: AbortSignal;
  /** Called after every step with how far the check is, 0 to 1. */
  progress?: (share: number) => void;
  /** Awaited between steps, so that a message to stop can arrive. */
  pause?: () => Promise<void>;
}

/** Widest zone that is checked, degrees; a wider one is no zone but a wrong system, or crosses the 180th meridian. */
const widest = 10;

function boxOfZone({ geometry, id }: Zone): Box {
  const positions = polygonsOf(geometry).flat(2);
  for (const [x, y] of positions)
    if (!(Math.abs(x!) <= 180 && Math.abs(y!) <= 90))
      throw new ProblemError(
        problem(
          'zone-not-in-degrees',
          { zh: `坐标 ${x}, ${y} 不是经纬度。`, en: `${x}, ${y} is not a longitude and latitude.` },
          { feature: id },
          { zh: '请先确认坐标系。', en: 'Confirm the reference system first.' },
        ),
      );
  const [minX, minY, maxX, maxY] = boxOfPositions(positions);
  if (Math.max(maxX - minX, maxY - minY) > widest)
    throw new ProblemError(
      problem(
        'zone-too-wide',
        {
          zh: `地块从 ${minX}, ${minY} 到 ${maxX}, ${maxY}，超过 ${widest}°。`,
          en: `The zone reaches from ${minX}, ${minY} to ${maxX}, ${maxY}, more than ${widest}°.`,
        },
        { feature: id },
        {
          zh: '请核对坐标系和界址点；跨 180° 经线的地块请分开核查。',
          en: 'Check the reference system and the boundary points; check a zone across the 180th meridian in two parts.',
        },
      ),
    );
  return [minX, minY, maxX, maxY];
}

const emptyZone = (zone: Zone) =>
  new ProblemError(
    problem(
      'zone-empty',
      { zh: '地块没有面积。', en: 'The zone has no area.' },
      { feature: zone.id },
      { zh: '请检查界址点。', en: 'Check its boundary points.' },
    ),
  );

const repairedWarning = (zone: Zone): Problem =>
  warning(
    'zone-mended',
    {
      zh: '地块边界自交、重叠或相接，已按奇偶规则整理后计算。',
      en: 'The boundary crosses, overlaps or touches itself; it was resolved by the even-odd rule.',
    },
    { feature: zone.id },
    { zh: '请核对整理后的形状。', en: 'Check the shape that was computed.' },
  );

/** @throws ProblemError when the boundary is so tangled that no method makes it simple */
function ready(zone: Zone, cells: number): PreparedZone {
  try {
    return prepareZone(zone.geometry, cells);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      problem(
        'zone-tangled',
        { zh: `地块边界无法整理：${detail}`, en: `The boundary cannot be resolved: ${detail}` },
        { feature: zone.id },
        { zh: '请核对界址点的次序。', en: 'Check the order of its boundary points.' },
      ),
    );
  }
}

/**
 * Checks a zone against the layers and rules of the package, and what else is laid beside them: a layer of role
 * `parcels` (one; of several, the last) and reference layers. Layers fail one by one: what cannot be computed is
 * "not checked" with the reason, and the rest stands. Coordinates are longitude and latitude, CGCS2000.
 * @throws ProblemError when the zone itself is unusable; CheckStopped when `signal` says so.
 */
export async function checkZone(
  zone: Zone,
  all: readonly CheckLayer[],
  rules: readonly Rule[],
  options: CheckOptions,
): Promise<CheckResult> {
  const extent = boxOfZone(zone);
  const { centralMeridian, sliverM2 = 1 } = options;
  const layers = all.filter(({ layer }) => layer.from === 'package');
  const others = all.filter(({ layer }) => layer.from !== 'package');
  const large = others.flatMap(({ packed }) => packed ?? []);
  const prepared = ready(zone, large.length ? cellsFor(extent, large) : 32);
  if (!(prepared.areaM2 >= leastM2)) throw emptyZone(zone);
  const offM = zoneAccuracyM(zone);
  const hand = takeInHand(prepared, offM);
  const layerOptions: LayerOptions = {
    sliverM2,
    geometry: options.geometry ?? false,
    attributes: !options.figuresOnly,
    maxAgeYears: options.maxAgeYears ?? 10,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  };
  let step = 0;
  const steps = all.length + 2;
  const next = async () => {
    options.progress?.(++step / steps);
    await options.pause?.();
    if (options.signal?.aborted) throw new CheckStopped();
  };

  const results: LayerResult[] = [];
  for (const layer of layers) {
    results.push(guard(() => checkLayer(hand, layer, layerOptions), failedLayer(layer)));
    await next();
  }
  let parcels: ParcelResult = noParcels;
  const reference: ReferenceResult[] = [];
  for (const layer of others) {
    if (layer.layer.role === 'parcels')
      parcels = guard(
        () => checkParcels(hand, layer, layerOptions),
        (error) => ({ ...noParcels, reason: reasons.failed(error) }),
      );
    else
      reference.push(
        guard(
          () => checkReference(hand, layer, layerOptions),
          (error) => ({ ...uncheckedReference(layer), reason: reasons.failed(error) }),
        ),
      );
    await next();
  }

  const beside = reference.map((result) => ({
    result,
    layer: others.find(({ layer }) => layer.id === result.layer) as CheckLayer,
  }));
  const ground = layers.map((layer, i) => ({ layer, checked: results[i]! }));
  const inForce = [...rulesOn(rules, options.asOf), ...others.flatMap(({ layer }) => ownRuleOf(layer))];
  const outcomes = inForce.map((rule) =>
    guard(
      () => checkRule(hand, rule, ground, layerOptions, beside),
      (error) => ({
        result: {
          ...ruleBase(rule, options.asOf),
          answer: 'unchecked' as const,
          reason: reasons.failed(error),
        },
        conflicts: [],
      }),
    ),
  );
  await next();
  const byVillage = guard(
    () =>
      villageShares(
        hand,
        layers.find(({ layer }) => layer.role === 'villages'),
        layerOptions,
      ),
    (error) => ({
      villages: [],
      balance: {
        answer: 'unchecked' as const,
        reason: reasons.failed(error),
        sumM2: 0,
        outsideM2: 0,
        residualM2: 0,
        adjusted: false,
      },
    }),
  );
  await next();
  const landSources = options.land
    ? all.flatMap((layer) =>
        layer.layer.role === landUseRole
          ? guard(
              () => landUseSourceOf(hand, layer),
              () => [],
            )
          : [],
      )
    : [];
  const conflicts = outcomes.flatMap((outcome) => outcome.conflicts);
  const ruleResults = outcomes.map(({ result }) => result);
  // What is measured is what was checked: the repaired shape where the given one was not simple.
  const shape = prepared.repaired ? toMultiPolygon(prepared.rings) : zone.geometry;
  const areaM2 = prepared.frame ? prepared.areaM2 : geodesicArea(shape);
  const planeAreaM2 = planeArea(shape, centralMeridian);
  const land = options.land ? landUseOf(landSources, areaM2, options.land) : undefined;
  const { id, name, origin, crs, landClass, statedAreaM2 } = zone;
  // A survey in another zone prints the area of that zone's plane: 19 of the 6° zones is 1 part in 1,000 larger here.
  const zoneMeridian = zoneOf(crs.code, centralMeridian).centralMeridian;
  return {
    zone: {
      ...{ id, name, origin, areaM2, planeAreaM2, centralMeridian, perimeterM: geodesicLength(shape), crs },
      ...(offM ? { accuracyM: offM } : {}),
      ...(landClass === undefined ? {} : { landClass }),
      ...(statedAreaM2 === undefined
        ? {}
        : {
            stated: {
              statedM2: statedAreaM2,
              centralMeridian: zoneMeridian,
              planeDifferenceM2:
                (zoneMeridian === centralMeridian ? planeAreaM2 : planeArea(shape, zoneMeridian)) -
                statedAreaM2,
              differenceM2: areaM2 - statedAreaM2,
            },
          }),
      warnings: [...zone.warnings, ...(prepared.repaired ? [repairedWarning(zone)] : [])],
    },
    layers: results,
    villages: byVillage.villages,
    villageBalance: byVillage.balance,
    parcels: parcels,
    ...(land ? { landUse: land } : {}),
    ...(reference.length ? { reference } : {}),
    rules: ruleResults,
    conflicts,
    approval: approvalHint(
      { areaM2, ...(landClass === undefined ? {} : { landClass }) },
      inForce,
      ruleResults,
      conflicts,
      land,
    ),
    sliverM2,
    engine,
    dataVersion: options.dataVersion,
  };
}

function guard<T>(work: () => T, failed: (error: unknown) => T): T {
  try {
    return work();
  } catch (error) {
    return failed(error);
  }
}

const failedLayer =
  ({ layer }: CheckLayer) =>
  (error: unknown): LayerResult => ({
    ...{ layer: layer.id, name: layer.name, answer: 'unchecked', reason: reasons.failed(error) },
    ...{ features: [], slivers: [], overlapM2: 0, lengthM: 0, points: 0 },
  });
