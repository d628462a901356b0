import type { Geometry, Position } from 'geojson';
import type { RecordField, Value } from '../columns/columns.ts';
import type { RawRecord, RecordTable } from '../formats/types.ts';

/** A feature as objects, in whatever system its table is in. */
export interface LooseFeature {
  geometry: Geometry | null;
  properties: Record<string, unknown> | null;
  /** What it is called where no property says so. */
  name?: string;
  id?: string | number;
  place?: { record?: number | string | undefined };
}

type Shape = Pick<RawRecord, 'kind' | 'xy' | 'parts' | 'starts' | 'shells'>;

function shape(kind: RawRecord['kind'], parts: readonly (readonly Position[])[], shells?: number[]): Shape {
  const xy = new Float64Array(2 * parts.reduce((sum, part) => sum + part.length, 0));
  const starts = new Uint32Array(parts.length + 1);
  let at = 0;
  parts.forEach((part, p) => {
    for (const position of part) {
      // What is no number has no place, which the layer's builder lists.
      xy[2 * at] = Number(position?.[0] ?? Number.NaN);
      xy[2 * at + 1] = Number(position?.[1] ?? Number.NaN);
      at++;
    }
    starts[p + 1] = at;
  });
  return { kind, xy, parts: parts.length, starts, ...(shells ? { shells: Uint8Array.from(shells) } : {}) };
}

const polygons = (list: readonly Position[][][]): Shape =>
  shape(
    'polygon',
    list.flat(),
    list.flatMap((rings) => rings.map((_, r) => (r ? 0 : 1))),
  );

/** One record for each kind of shape a geometry has. */
function* shapesOf(geometry: Geometry | null): Generator<Shape> {
  switch (geometry?.type) {
    case 'Polygon':
      yield polygons([geometry.coordinates]);
      break;
    case 'MultiPolygon':
      yield polygons(geometry.coordinates);
      break;
    case 'LineString':
      yield shape('line', [geometry.coordinates]);
      break;
    case 'MultiLineString':
      yield shape('line', geometry.coordinates);
      break;
    case 'Point':
      yield shape('point', [[geometry.coordinates]]);
      break;
    case 'MultiPoint':
      yield shape('point', [geometry.coordinates]);
      break;
    case 'GeometryCollection':
      for (const part of geometry.geometries) yield* shapesOf(part);
      break;
    default:
      yield { kind: 'none', xy: new Float64Array(), parts: 0, starts: new Uint32Array(1) };
  }
}

const asValue = (value: unknown): Value => {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The columns of features, in the order in which they are met; those with a text anywhere are texts. */
function fieldsOf(features: readonly LooseFeature[]): RecordField[] {
  const found = new Map<string, RecordField>();
  for (const { properties } of features)
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined) continue;
      const kind = typeof value === 'number' ? 'number' : 'text';
      const known = found.get(name);
      if (!known) found.set(name, { name, kind });
      else if (kind === 'text') known.kind = 'text';
    }
  return [...found.values()];
}

/** Whether a feature has a name that none of its properties holds. */
const namedApart = ({ name, properties }: LooseFeature) =>
  name !== undefined && !Object.values(properties ?? {}).some((value) => String(value) === name);

/** Features of any source as a table of raw records. */
export function tableOf(features: readonly LooseFeature[], name = ''): RecordTable {
  const fields = fieldsOf(features);
  const own = fields.length;
  const has = (wanted: string) => fields.some((field) => field.name.toLowerCase() === wanted);
  const extra: ((feature: LooseFeature) => Value)[] = [];
  if (!has('id') && features.some(({ id }) => id !== undefined)) {
    fields.push({ name: 'id', kind: 'text' });
    extra.push(({ id }) => id ?? null);
  }
  if (!has('name') && features.some(namedApart)) {
    fields.push({ name: 'name', kind: 'text' });
    extra.push((feature) => feature.name ?? null);
  }
  const names = fields.slice(0, own).map((field) => field.name);
  return {
    name,
    fields,
    count: features.length,
    problems: [],
    *records() {
      for (const [k, feature] of features.entries()) {
        const values = [
          ...names.map((one) => asValue(feature.properties?.[one])),
          ...extra.map((get) => get(feature)),
        ];
        const { record: placed } = feature.place ?? {};
        const record = typeof placed === 'number' ? placed : k + 1;
        let shapes: Shape[];
        try {
          shapes = [...shapesOf(feature.geometry)];
        } catch {
          // Coordinates that are no lists of numbers: no shape that could be read; the record is listed as dropped.
          shapes = [...shapesOf(null)];
        }
        for (const one of shapes) yield { ...one, record, values };
      }
    },
  };
}
