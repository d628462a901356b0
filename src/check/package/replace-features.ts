import type { Geometry, Position } from 'geojson';
import { signedArea2 } from '../../geo/plane/area.ts';
import { type Basis, bases, type Feature, type Layer, type LayerData } from '../../model/index.ts';
import { nameOf, pairRows, withoutSketch } from './match.ts';

const rewind = (rings: Position[][]): Position[][] =>
  rings.map((ring, i) => (signedArea2(ring) < 0 === (i === 0) ? [...ring].reverse() : ring));

/** The geometry wound per RFC 7946: outer rings counter-clockwise, holes clockwise. */
function rewound(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: rewind(geometry.coordinates) };
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(rewind) };
  return geometry;
}

/** A record of a file, moved to longitude and latitude. */
export type Row = { properties: Record<string, unknown> | null; geometry: Feature['geometry'] };

export interface ReplaceOptions {
  /** How far off the new geometry may be, metres, where the file does not say it itself. */
  accuracyM?: number | undefined;
  /** Leave the old drawing of what the file does not have. */
  keep?: boolean | undefined;
  /** Plan items of the features that match no old one. */
  items?: readonly string[] | undefined;
  /** Which old feature each row stands for, by the row's place; worked out by `pairRows` unless given. */
  pairs?: ReadonlyMap<number, Feature> | undefined;
  /** What all of it rests on, where the file does not say it itself; `official` unless given. */
  basis?: Basis | undefined;
  /** Whose data it is; the file's name unless given. */
  source?: string | undefined;
  /** The division code of a village the layer did not have, from its row. */
  villageCode?: ((row: Readonly<Record<string, unknown>>) => string | undefined) | undefined;
  /** Write even what makes the package invalid. */
  force?: boolean | undefined;
}

const isBasis = (value: unknown): value is Basis => (bases as readonly unknown[]).includes(value);

/** Attributes the layer declares, as far as the file has them in the declared form. */
function declared(
  layer: Pick<Layer, 'attributes'>,
  row: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const attributes = layer.attributes.filter(({ key, type, values }) => {
    const value = row[key];
    return typeof value === type && value !== '' && (!values || Object.hasOwn(values, String(value)));
  });
  return Object.fromEntries(attributes.map(({ key }) => [key, row[key]]));
}

/** Accuracy assumed where nobody says any: what a survey of boundaries has to reach. */
export const assumedM = 1;

/**
 * The layer with new geometry. A feature takes over the id, plan items and attributes of the old one that `pairRows`
 * finds for it; one without comes in as new and is listed in `loose`; old ones that nothing matches are listed in
 * `gone` and, unless `keep`, left out.
 */
export function replaceFeatures(
  layer: Pick<Layer, 'id' | 'attributes'>,
  old: LayerData,
  rows: readonly Row[],
  file: string,
  town: string,
  { accuracyM: stated, keep = false, items = [], ...given }: ReplaceOptions = {},
): { data: LayerData; matched: number; loose: string[]; gone: string[]; assumed: number } {
  const pairs =
    given.pairs ??
    pairRows(
      old.features,
      rows.map((row) => row.properties ?? {}),
      town,
    );
  const used = new Set(old.features.map((f) => f.properties.id));
  const loose: string[] = [];
  let assumed = 0;
  const features = rows.map((row, i): Feature => {
    const properties = row.properties ?? {};
    const geometry = rewound(row.geometry);
    const statedAccuracyM = properties['accuracyM'];
    const accuracyM =
      typeof statedAccuracyM === 'number' && statedAccuracyM >= 0 ? statedAccuracyM : (stated ?? assumedM);
    const guessed = accuracyM !== statedAccuracyM && stated === undefined;
    if (guessed) assumed++;
    const source = given.source
      ? { zh: given.source, en: given.source }
      : {
          zh: `部门资料：${file}${guessed ? '（精度未注明）' : ''}`,
          en: `Official data: ${file}${guessed ? ' (accuracy not stated)' : ''}`,
        };
    const basis = isBasis(properties['basis']) ? properties['basis'] : (given.basis ?? 'official');
    const said = { ...declared(layer, properties), basis, accuracyM, source };
    const twin = pairs.get(i);
    if (twin) {
      const { note, ...kept } = twin.properties;
      void note;
      const name = { zh: withoutSketch(kept.name.zh), en: withoutSketch(kept.name.en) };
      return { type: 'Feature', properties: { ...kept, ...said, name }, geometry };
    }
    const wanted = String(properties['id'] ?? '');
    const label = nameOf(properties) || `#${i + 1}`;
    loose.push(label);
    const id =
      /^[\w.-]+$/.test(wanted) && !/^\d+$/.test(wanted) && !used.has(wanted)
        ? wanted
        : `${layer.id}.new${i + 1}`;
    used.add(id);
    const code = given.villageCode?.(properties);
    return {
      type: 'Feature',
      properties: {
        ...said,
        ...(code && layer.attributes.some(({ key }) => key === 'code') ? { code } : {}),
        id,
        name: { zh: label, en: label },
        planItems: [...items],
        villages: code ? [code] : [],
      },
      geometry,
    };
  });
  const met = new Set(pairs.values());
  const gone = old.features.filter((f) => !met.has(f));
  return {
    data: { type: 'FeatureCollection', features: keep ? [...features, ...gone] : features },
    matched: pairs.size,
    loose,
    gone: gone.map((f) => f.properties.id),
    assumed,
  };
}
