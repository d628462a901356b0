import { ProblemError, problem } from '../../model/index.ts';
import type { BatchMove } from '../crs/batch.ts';
import type { RecordTable } from '../formats/types.ts';
import { addRecord, makeBuilder } from './build.ts';
import { finishLayer } from './finish.ts';
import type { PackedLayer } from './packed.ts';
import { type LooseFeature, tableOf } from './records.ts';

/** Records read between two reports of progress. */
const batch = 4096;

export interface PackOptions {
  /** Takes the table's positions to longitude and latitude; none when they are that already. */
  move?: BatchMove | null;
  /** The column features are known by; the usual ones are looked for unless given. */
  idColumn?: string;
  /** The table is not packed again: it gives its file up as it is read. */
  last?: boolean;
}

const allOutside = (count: number, name: string) =>
  new ProblemError(
    problem(
      'outside-system',
      {
        zh: `全部 ${count} 条记录的坐标在所选坐标系中没有对应的经纬度。`,
        en: `The coordinates of all ${count} records have no longitude and latitude in the chosen system.`,
      },
      name ? { feature: name } : undefined,
      { zh: '请重新选择坐标系。', en: 'Choose another coordinate system.' },
    ),
  );

/**
 * Packs a table: transforms, makes simple, measures, indexes. Yields the share done, 0 to 1, so that the caller may
 * report it, wait, or stop.
 * @throws ProblemError when no record at all has a place.
 */
export function* packTable(table: RecordTable, options: PackOptions = {}): Generator<number, PackedLayer> {
  const { move = null, idColumn, last } = options;
  const count = table.count ?? 1024;
  const builder = makeBuilder({ fields: table.columns ? [] : table.fields, move, points: 18 * count, count });
  let read = 0;
  for (const raw of table.records(builder.columns)) {
    addRecord(builder, raw);
    // Finishing takes about a tenth of the time.
    if (++read % batch === 0) yield 0.9 * Math.min(1, read / count);
  }
  if (builder.rows && builder.unplaced.length === builder.rows) throw allOutside(builder.rows, table.name);
  if (last) table.release?.('shapes');
  const columns = table.columns?.();
  if (last) table.release?.('all');
  return finishLayer(builder, idColumn, columns);
}

/** Packs features in longitude and latitude. */
export const packFeatures = (features: readonly LooseFeature[], idColumn?: string): PackedLayer =>
  runToEnd(packTable(tableOf(features), idColumn === undefined ? {} : { idColumn }));

/** Runs a stepwise reading at one go. */
export function runToEnd<T>(steps: Generator<number, T>, progress?: (share: number) => void): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    progress?.(value);
  }
}
