import type { CheckResult } from './types.ts';

/** One figure of several checks side by side; `difference` is the last less the first, m². */
export interface ComparedLine {
  layer: string;
  /** m², in the order of the results; 0 where the layer was not met. */
  overlapM2: number[];
  sumM2: number;
  differenceM2: number;
  /** False when any of the checks could not answer for this layer. */
  checked: boolean;
}
export interface Comparison {
  zones: { id: string; name: string; areaM2: number; planeAreaM2: number; conflicts: number }[];
  areaM2: number;
  planeAreaM2: number;
  layers: ComparedLine[];
  villages: { code: string; overlapM2: number[]; sumM2: number; differenceM2: number }[];
  /** Conflicts by rule and feature that only the first, only the last, or all of the results have. */
  resolved: string[];
  added: string[];
  kept: string[];
}

const column = (values: number[]) => ({
  overlapM2: values,
  sumM2: values.reduce((sum, value) => sum + value, 0),
  differenceM2: values.at(-1)! - values[0]!,
});

/**
 * Several zones of one project, or one zone before and after a change. Sums add the zones up as they are: ground in
 * two of them counts twice.
 */
export function compareChecks(results: readonly [CheckResult, ...CheckResult[]]): Comparison {
  const names = (of: CheckResult) => new Set(of.conflicts.map(({ rule, feature }) => `${rule} ${feature}`));
  const first = names(results[0]);
  const last = names(results.at(-1)!);
  const layerIds = [...new Set(results.flatMap(({ layers }) => layers.map(({ layer }) => layer)))];
  const codes = [...new Set(results.flatMap(({ villages }) => villages.map(({ code }) => code)))];
  return {
    zones: results.map(({ zone: { id, name, areaM2, planeAreaM2 }, conflicts }) => ({
      ...{ id, name, areaM2, planeAreaM2 },
      conflicts: conflicts.length,
    })),
    areaM2: results.reduce((sum, { zone }) => sum + zone.areaM2, 0),
    planeAreaM2: results.reduce((sum, { zone }) => sum + zone.planeAreaM2, 0),
    layers: layerIds.map((layer) => {
      const sameLayer = results.map(({ layers }) => layers.find((one) => one.layer === layer));
      const checked = sameLayer.every((one) => one !== undefined && one.answer !== 'unchecked');
      return { layer, ...column(sameLayer.map((one) => one?.overlapM2 ?? 0)), checked };
    }),
    villages: codes.map((code) => ({
      code,
      ...column(results.map(({ villages }) => villages.find((one) => one.code === code)?.overlapM2 ?? 0)),
    })),
    resolved: [...first].filter((name) => !last.has(name)),
    added: [...last].filter((name) => !first.has(name)),
    kept: [...first].filter((name) => last.has(name)),
  };
}
