import { type Frequencies, frequenciesOf } from '../columns/columns.ts';
import { lineKind, type PackedLayer, pointKind, polygonKind } from './packed.ts';

/** What a list of layers and a legend say of one, found by going through all its records. */
export interface LayerSummary {
  polygons: number;
  lines: number;
  points: number;
  /** Of its polygons together, m². */
  areaM2: number;
  /** Of the columns whose different values colour can distinguish. */
  classes: Frequencies[];
}

/** Going through a layer takes as long as fetching it from the disk. */
const summaries = new WeakMap<PackedLayer, LayerSummary>();

/** Takes a summary as found that was kept with the layer. */
export const knowSummary = (packed: PackedLayer, summary: LayerSummary): void => {
  summaries.set(packed, summary);
};

export function summaryOf(packed: PackedLayer): LayerSummary {
  const cached = summaries.get(packed);
  if (cached) return cached;
  const { kind, areaM2, columns } = packed;
  const counts = [0, 0, 0];
  let sum = 0;
  for (let f = 0; f < kind.length; f++) {
    counts[kind[f]!]!++;
    sum += areaM2[f]!;
  }
  const summary: LayerSummary = {
    ...{ polygons: counts[polygonKind]!, lines: counts[lineKind]!, points: counts[pointKind]! },
    ...{ areaM2: sum, classes: columns.flatMap((column) => frequenciesOf(column) ?? []) },
  };
  knowSummary(packed, summary);
  return summary;
}
