import type { Geometry } from 'geojson';
import type { RecordField, Value } from '../columns/columns.ts';
import { type RawShape, rawShapes } from '../formats/raw-shapes.ts';
import type { RecordTable } from '../formats/types.ts';

/** A feature as objects, in whatever system its table is in. */
export interface LooseFeature {
  geometry: Geometry | null;
  properties: Record<string, unknown> | null;
  /** What it is called where no property says so. */
  name?: string;
  id?: string | number;
  place?: { record?: number | string | undefined };
}

const asValue = (value: unknown): Value => {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The columns of features, in the order in which they are met; those with a text anywhere are texts. */
function fieldsOf(features: readonly LooseFeature[]): RecordField[] {
  const byName = new Map<string, RecordField>();
  for (const { properties } of features)
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined) continue;
      const kind = typeof value === 'number' ? 'number' : 'text';
      const field = byName.get(name);
      if (!field) byName.set(name, { name, kind });
      else if (kind === 'text') field.kind = 'text';
    }
  return [...byName.values()];
}

/** Whether a feature has a name that none of its properties holds. */
const namedApart = ({ name, properties }: LooseFeature) =>
  name !== undefined && !Object.values(properties ?? {}).some((value) => String(value) === name);

/** Features of any source as a table of raw records. */
export function tableOf(features: readonly LooseFeature[], name = ''): RecordTable {
  const fields = fieldsOf(features);
  const fieldCount = fields.length;
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
  const names = fields.slice(0, fieldCount).map((field) => field.name);
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
        let shapes: RawShape[];
        try {
          shapes = [...rawShapes(feature.geometry)];
        } catch {
          // Coordinates that are no lists of numbers: no shape that could be read; the record is listed as dropped.
          shapes = [...rawShapes(null)];
        }
        for (const one of shapes) yield { ...one, record, values };
      }
    },
  };
}
