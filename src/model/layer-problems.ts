import * as v from 'valibot';
import { digitProblems } from './digit-problems.ts';
import { geometryProblems } from './geometry-problems.ts';
import { type Feature, FeaturePropertiesSchema, type Layer, type LayerData } from './layer.ts';
import { type Problem, problem, warning } from './problem.ts';
import { checkSchema } from './schema-problems.ts';
import { BilingualSchema } from './text.ts';
import type { Town } from './town.ts';

const kinds: Record<Layer['geometry'], RegExp> = {
  point: /Point$/,
  line: /LineString$/,
  polygon: /Polygon$/,
  mixed: /./,
};

function attributeProblems(
  layer: Layer,
  feature: Feature,
  where: { file: string; feature: string },
): Problem[] {
  return layer.attributes.flatMap((attribute) => {
    const value = feature.properties[attribute.key];
    if (value === undefined || value === null) return [];
    const place = { ...where, field: attribute.key };
    const right =
      attribute.type === 'bilingual' ? v.is(BilingualSchema, value) : typeof value === attribute.type;
    if (!right)
      return [
        problem(
          'attribute',
          { zh: `属性应为 ${attribute.type}`, en: `the attribute must be a ${attribute.type}` },
          place,
        ),
      ];
    if (attribute.values && !Object.hasOwn(attribute.values, String(value)))
      return [
        problem(
          'attribute',
          {
            zh: `代码“${String(value)}”不在图层声明的 ${Object.keys(attribute.values).join('、')} 之中`,
            en: `the code “${String(value)}” is not among those the layer declares: ${Object.keys(attribute.values).join(', ')}`,
          },
          place,
        ),
      ];
    return [];
  });
}

/**
 * Checks one layer's GeoJSON by itself. The features that can be used come back even when others cannot, so that a
 * fault in one leaves the rest on the map. `file` names the file in the messages.
 */
export function checkLayer(
  layer: Layer,
  raw: unknown,
  town: Pick<Town, 'surroundings'>,
  file: string,
): { data: LayerData; problems: Problem[] } {
  const data: LayerData = { type: 'FeatureCollection', features: [] };
  const collection = raw as { type?: unknown; features?: unknown; crs?: unknown } | null;
  if (
    typeof raw !== 'object' ||
    collection?.type !== 'FeatureCollection' ||
    !Array.isArray(collection.features)
  )
    return {
      data,
      problems: [
        problem(
          'not-geojson',
          { zh: '不是 GeoJSON FeatureCollection', en: 'not a GeoJSON FeatureCollection' },
          { file },
        ),
      ],
    };
  const problems: Problem[] = [];
  if (collection.crs !== undefined)
    problems.push(
      warning(
        'crs-member',
        {
          zh: '带有 crs 成员：RFC 7946 只认 WGS 84 经纬度，此成员被忽略',
          en: 'has a crs member: RFC 7946 knows WGS 84 only, the member is ignored',
        },
        { file, field: 'crs' },
      ),
    );
  collection.features.forEach((one: unknown, i) => {
    const f = one as { type?: unknown; properties?: { id?: unknown } | null; geometry?: unknown } | null;
    const named = typeof f?.properties?.id === 'string' ? f.properties.id : `#${i + 1}`;
    const where = { file, feature: named.slice(0, 80) };
    if (typeof f !== 'object' || f?.type !== 'Feature') {
      problems.push(
        problem('not-geojson', { zh: '不是 GeoJSON Feature', en: 'not a GeoJSON Feature' }, where),
      );
      return;
    }
    const properties = checkSchema(FeaturePropertiesSchema, f.properties, where);
    const geometry = geometryProblems(f.geometry, town.surroundings, where);
    const type = (f.geometry as { type?: string } | null)?.type;
    if (type && !geometry.some((p) => p.code === 'geometry-type') && !kinds[layer.geometry].test(type))
      geometry.push(
        problem(
          'geometry-kind',
          {
            zh: `图层声明为 ${layer.geometry}，此处是 ${type}`,
            en: `the layer declares ${layer.geometry}, this is a ${type}`,
          },
          { ...where, field: 'geometry' },
        ),
      );
    problems.push(...properties.problems, ...geometry);
    if (!properties.output) return;
    const feature = { ...(f as object), properties: properties.output } as Feature;
    problems.push(...attributeProblems(layer, feature, where), ...digitProblems(layer, feature, where));
    const unusable = new Set(['no-geometry', 'geometry-type', 'coordinates', 'ring-short', 'line-short']);
    if (!geometry.some((p) => unusable.has(p.code))) data.features.push(feature);
  });
  const lost = collection.features.length - data.features.length;
  return { data: lost ? { ...data, lost } : data, problems };
}
