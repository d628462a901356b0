import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simplify } from '@turf/turf';
import type { Feature, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { polygonsOf } from '../../geo/plane/polygons.ts';
import { type Layer, layerFile } from '../../model/index.ts';

/** Four decimals of a degree are about ten metres: nothing at the scale of an overview. */
const round = (ring: Position[]): Position[] =>
  ring.map(([x = 0, y = 0]) => [Number(x.toFixed(4)), Number(y.toFixed(4))]);

const isArea = (geometry: Geometry | null | undefined): geometry is Polygon | MultiPolygon =>
  geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';

/**
 * The boundary of a package's town for the overview of many: the outer rings of its layer of role `boundary`, simplified
 * to a hundredth of its size (Douglas–Peucker). Nothing where the package has none that can be read: the overview then
 * shows the town by its bar alone, and what is wrong with the file is for `validate` to say.
 */
export function outlineOf(folder: string, code: string): Feature<MultiPolygon, { code: string }>[] {
  const json = (path: string): unknown => {
    try {
      return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
    } catch {
      return undefined;
    }
  };
  const { layers = [] } = (json(join(folder, 'layers.json')) ?? {}) as { layers?: Layer[] };
  const boundary = layers.find(({ role }) => role === 'boundary');
  const file = boundary && layerFile(boundary);
  const { features = [] } = ((file && json(join(folder, file))) ?? {}) as { features?: Feature[] };
  const shells = features.flatMap(({ geometry }) => {
    if (!isArea(geometry)) return [];
    const polygons = polygonsOf(geometry);
    return polygons.flatMap(([shell]) => (shell && shell.length >= 4 ? [shell] : []));
  });
  if (!shells.length) return [];
  const xs = shells.flat().map(([x = 0]) => x);
  const size = Math.max(...xs) - Math.min(...xs);
  const whole: MultiPolygon = { type: 'MultiPolygon', coordinates: shells.map((shell) => [shell]) };
  const { coordinates } = simplify(whole, { tolerance: size / 100, highQuality: true });
  return [
    {
      type: 'Feature',
      properties: { code },
      geometry: { type: 'MultiPolygon', coordinates: coordinates.map((rings) => rings.map(round)) },
    },
  ];
}
