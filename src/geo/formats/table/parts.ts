import { firstPosition } from '../../plane/positions.ts';
import type { Parsed, ReadFeature, StatedCrs } from '../types.ts';

/** Features that state one reference system, or none. */
export interface Part {
  features: ReadFeature[];
  stated?: StatedCrs;
  /** The sheet they stand on. */
  sheet?: string;
}

/** Degrees, metres, or metres behind a zone number: numbers of one look can be in one system. */
function lookOf({ features }: Part): string {
  const [first] = features;
  const [x = 0, y = 0] = (first && firstPosition(first.geometry)) ?? [];
  if (Math.max(Math.abs(x), Math.abs(y)) <= 360) return 'degrees';
  return String([x, y].map((value) => (Math.abs(value) >= 1e7 ? Math.floor(value / 1e6) : 0)));
}

const systemKey = ({ stated }: Part): string | undefined =>
  stated && JSON.stringify([stated.code ?? stated.words, stated.centralMeridian, stated.zone]);

/**
 * The layers of a table or workbook: what states one system, or states none and has the same look, is one layer; each
 * system has its own.
 */
export function layersOf(parts: readonly Part[]): Pick<Parsed, 'features' | 'stated' | 'layer'>[] {
  const layers: (Part & { look: string; sheets: Set<string> })[] = [];
  for (const part of parts) {
    if (!part.features.length) continue;
    const [look, key] = [lookOf(part), systemKey(part)];
    const same = layers.find(
      (layer) => layer.look === look && (!key || !systemKey(layer) || systemKey(layer) === key),
    );
    const layer = same ?? { features: [], look, sheets: new Set<string>() };
    if (!same) layers.push(layer);
    layer.features.push(...part.features);
    if (part.sheet) layer.sheets.add(part.sheet);
    if (part.stated) layer.stated ??= part.stated;
  }
  return layers.map(({ features, stated, sheets }) => ({
    features,
    ...(layers.length > 1
      ? { layer: [...sheets, ...(stated ? [stated.code ?? stated.words] : [])].join(' ') }
      : {}),
    ...(stated ? { stated } : {}),
  }));
}
