import type { Classes } from '../../geo/layer/index.ts';
import type { CheckResult } from '../types.ts';

/** Ground of the zone in parcels of one class; `value` is empty for parcels without one. */
export interface ClassSum {
  value: string;
  m2: number;
  /** Places of the parcels in their file, from 1. */
  records: readonly number[];
}

/** The ground a zone takes by the class of its parcels (地类), the largest first. */
export function classSums({ parcels }: Pick<CheckResult, 'parcels'>, { values, codes }: Classes): ClassSum[] {
  const sums = new Map<string, { m2: number; records: number[] }>();
  for (const { record, overlapM2 } of [...parcels.items, ...parcels.slivers]) {
    const value = values[codes[record - 1] ?? values.length] ?? '';
    const sum = sums.get(value) ?? { m2: 0, records: [] };
    sum.m2 += overlapM2;
    sum.records.push(record);
    sums.set(value, sum);
  }
  return [...sums].map(([value, sum]) => ({ value, ...sum })).sort((a, b) => b.m2 - a.m2);
}
