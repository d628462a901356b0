import type { MultiPolygon, Polygon } from 'geojson';
import { type Catalogue, type LayerData, layerFile, type Problem, problem } from '../../model/index.ts';
import { type VillageShape, villageShapes, villagesOf } from './in-villages.ts';

/** The villages of a package, ready to be laid over its features; empty where it has none. */
export function villagesIn(catalogue: Catalogue, data: ReadonlyMap<string, LayerData>): VillageShape[] {
  const layer = catalogue.layers.find((one) => one.role === 'villages');
  const features = (layer && data.get(layer.id)?.features) ?? [];
  return villageShapes(
    features.flatMap(({ geometry, properties }) => {
      const [code] = properties.villages;
      return code && (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
        ? [{ code, geometry: geometry as Polygon | MultiPolygon }]
        : [];
    }),
  );
}

/** Features whose list of villages is not that of their geometry. Neighbours lie outside and list none. */
export function villageProblems(catalogue: Catalogue, data: ReadonlyMap<string, LayerData>): Problem[] {
  const villages = villagesIn(catalogue, data);
  if (!villages.length) return [];
  return catalogue.layers.flatMap((layer) => {
    if (layer.role === 'villages' || layer.role === 'neighbours') return [];
    return (data.get(layer.id)?.features ?? []).flatMap(({ geometry, properties }) => {
      const byArea = villagesOf(geometry, villages);
      const said = [...properties.villages].sort().join(', ');
      const right = [...byArea].sort().join(', ');
      if (said === right) return [];
      return [
        problem(
          'village-list',
          {
            zh: `所列的村（${said || '无'}）与图形所在的村（${right || '无'}）不符`,
            en: `lists the villages ${said || 'none'}, but lies in ${right || 'none'}`,
          },
          { file: layerFile(layer) ?? layer.id, feature: properties.id, field: 'villages' },
          {
            zh: '按面积或长度归村，只相接不算；请按图形改列。',
            en: 'Villages go by area or length, touching does not count: list those of the geometry.',
          },
        ),
      ];
    });
  });
}
