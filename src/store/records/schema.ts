import * as v from 'valibot';
import { fieldMeanings, StatusEntrySchema, severities } from '../../model/index.ts';

const day = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const finite = v.pipe(v.number(), v.finite());
const Position = v.pipe(
  v.array(finite),
  v.minLength(2),
  v.maxLength(4),
  v.check(
    ([lon, lat]) => Math.abs(lon as number) <= 180 && Math.abs(lat as number) <= 90,
    'longitude within ±180 and latitude within ±90',
  ),
);
const Ring = v.pipe(
  v.array(Position),
  v.minLength(4),
  v.check((ring) => {
    const first = ring[0] as number[];
    const last = ring.at(-1) as number[];
    return first[0] === last[0] && first[1] === last[1];
  }, 'a closed ring'),
);
const GeometrySchema = v.variant('type', [
  v.looseObject({ type: v.literal('Polygon'), coordinates: v.pipe(v.array(Ring), v.minLength(1)) }),
  v.looseObject({
    type: v.literal('MultiPolygon'),
    coordinates: v.pipe(v.array(v.pipe(v.array(Ring), v.minLength(1))), v.minLength(1)),
  }),
]);
const text = v.looseObject({ zh: v.string(), en: v.string() });
const ProblemSchema = v.looseObject({
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'info']),
  what: text,
  remedy: v.optional(text),
});

/** Unknown members are let through: a newer program's zone keeps what this one does not know. */
export const ZoneRecordSchema = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.string(),
  geometry: GeometrySchema,
  crs: v.looseObject({ code: v.string(), from: v.picklist(['header', 'guess', 'user']) }),
  statedAreaM2: v.optional(finite),
  landClass: v.optional(v.string()),
  warnings: v.array(ProblemSchema),
  origin: v.string(),
  project: v.string(),
  applicant: v.optional(v.string()),
  batch: v.optional(v.string()),
  stage: v.optional(v.string()),
  place: v.optional(finite),
  planItem: v.optional(v.string()),
  procedure: v.optional(v.string()),
  steps: v.array(v.looseObject({ step: v.string(), date: day, documents: v.array(v.string()) })),
  notes: v.string(),
});

const LayerRecordSchema = v.looseObject({
  entry: v.looseObject({
    id: v.pipe(v.string(), v.nonEmpty()),
    name: text,
    role: v.optional(v.string()),
    date: v.optional(v.string()),
    source: v.optional(v.string()),
    from: v.literal('reference'),
    accuracyM: v.optional(v.pipe(finite, v.minValue(0))),
    fields: v.optional(v.partial(v.object(v.entriesFromList(fieldMeanings, v.string())))),
    rule: v.optional(
      v.looseObject({
        test: v.variant('kind', [
          v.looseObject({ kind: v.literal('overlap') }),
          v.looseObject({ kind: v.literal('outside') }),
          v.looseObject({ kind: v.literal('within'), distanceM: v.pipe(finite, v.minValue(0)) }),
        ]),
        severity: v.picklist(severities),
        words: v.string(),
        basis: v.string(),
      }),
    ),
  }),
  data: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  file: v.string(),
  table: v.string(),
  format: v.string(),
  count: v.pipe(finite, v.minValue(0)),
  crs: v.optional(v.looseObject({ code: v.string(), from: v.picklist(['header', 'guess', 'user']) })),
  warnings: v.array(ProblemSchema),
});

const pixel = v.tuple([finite, finite]);
const ImageryRecordSchema = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.string(),
  data: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  file: v.string(),
  width: v.pipe(finite, v.minValue(1)),
  height: v.pipe(finite, v.minValue(1)),
  map: v.optional(v.looseObject({ a: finite, b: finite, c: finite, d: finite, e: finite, f: finite })),
  crs: v.optional(v.looseObject({ code: v.string(), from: v.picklist(['header', 'guess', 'user']) })),
  control: v.optional(
    v.looseObject({
      kind: v.picklist(['similarity', 'affine']),
      points: v.array(v.looseObject({ pixel, ground: pixel, from: v.picklist(['typed', 'map']) })),
      rmsM: v.optional(finite),
    }),
  ),
  accuracyM: v.optional(v.pipe(finite, v.minValue(0))),
  source: v.string(),
  date: v.string(),
  opacity: v.pipe(finite, v.minValue(0), v.maxValue(1)),
  place: v.optional(finite),
  warnings: v.array(ProblemSchema),
});

const id32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const shared = {
  id: id32,
  entry: v.pipe(v.string(), v.nonEmpty()),
  replaces: v.array(id32),
  at: v.string(),
  by: v.string(),
};
export const VersionSchema = v.variant('kind', [
  v.strictObject({ ...shared, kind: v.literal('zone'), value: v.nullable(ZoneRecordSchema) }),
  v.strictObject({ ...shared, kind: v.literal('status'), value: v.nullable(StatusEntrySchema) }),
  v.strictObject({
    ...shared,
    kind: v.literal('part'),
    value: v.nullable(
      v.strictObject({
        id: v.pipe(v.string(), v.nonEmpty()),
        value: v.unknown(),
        over: v.optional(
          v.strictObject({
            version: v.string(),
            piece: v.string(),
            own: v.array(v.string()),
            fields: v.optional(
              v.record(
                v.string(),
                v.strictObject({
                  piece: v.string(),
                  own: v.array(v.string()),
                  links: v.optional(v.array(v.string())),
                }),
              ),
            ),
          }),
        ),
      }),
    ),
  }),
  v.strictObject({ ...shared, kind: v.literal('layer'), value: v.nullable(LayerRecordSchema) }),
  v.strictObject({ ...shared, kind: v.literal('imagery'), value: v.nullable(ImageryRecordSchema) }),
]);

/** Form of the archive file, schema 3. `superseded` lists, by entry key, the versions that were replaced. */
export const ArchiveSchema = v.looseObject({
  format: v.literal('plan-map-records'),
  schema: v.literal(3),
  /** SHA-256 of everything else in the file, so that a damaged copy is noticed. */
  checksum: v.optional(v.string()),
  versions: v.array(v.unknown()),
  superseded: v.record(v.string(), v.array(id32)),
});
