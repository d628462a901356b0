/**
 * `npx tsx src/cli/schemas.ts [FOLDER]`: writes the JSON Schemas (draft 2020-12) of a town package's files, from the
 * schemas the program itself checks with, into `docs/schemas/`. A test fails when they are not those of the code.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
  BilingualSchema,
  CatalogueSchema,
  ChangeLogSchema,
  ExtentSchema,
  FeaturePropertiesSchema,
  LandClassesSchema,
  LaterPlansSchema,
  LayerRolesSchema,
  PlanSchema,
  RulesSchema,
  StagesSchema,
  StatusLogSchema,
  SynonymsSchema,
  TownIndexSchema,
  TownSchema,
} from '../model/index.ts';

type Json = Record<string, unknown>;
const draft = 'https://json-schema.org/draft/2020-12/schema';

/** What a file may hold: members with a default may be left out. What JSON Schema cannot say is left to `validate`. */
function described(schema: v.GenericSchema, title: string): Json {
  const options = { target: 'draft-2020-12', typeMode: 'input' } as const;
  const shared = { bilingual: BilingualSchema, extent: ExtentSchema };
  const {
    $schema: _,
    $defs,
    ...body
  } = toJsonSchema(schema, {
    ...options,
    definitions: shared,
    // A record whose keys are a list of words: the converter knows none but free ones.
    overrideSchema({ valibotSchema }) {
      const { type, key, value } = valibotSchema as v.RecordSchema<
        v.PicklistSchema<readonly string[], undefined>,
        v.GenericSchema,
        undefined
      >;
      if (type !== 'record' || key.type !== 'picklist') return undefined;
      const { $schema: _, ...each } = toJsonSchema(value, options);
      return { type: 'object', propertyNames: { enum: [...key.options] }, additionalProperties: each };
    },
  }) as Json & { $defs: Json };
  const text = JSON.stringify(body);
  const used = Object.entries($defs).filter(([name]) => text.includes(`"#/$defs/${name}"`));
  return { $schema: draft, title, ...body, ...(used.length ? { $defs: Object.fromEntries(used) } : {}) };
}

function layerFile(): Json {
  const { $schema: _, title: __, $defs, ...properties } = described(FeaturePropertiesSchema, '');
  const geometry = {
    type: 'object',
    properties: {
      type: { enum: ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] },
      coordinates: { type: 'array' },
    },
    required: ['type', 'coordinates'],
  };
  const feature = {
    type: 'object',
    properties: { type: { const: 'Feature' }, properties, geometry },
    required: ['type', 'properties', 'geometry'],
  };
  return {
    $schema: draft,
    title: 'A layer: GeoJSON (RFC 7946), longitude and latitude in degrees',
    type: 'object',
    properties: { type: { const: 'FeatureCollection' }, features: { type: 'array', items: feature } },
    required: ['type', 'features'],
    $defs,
  };
}

/** The schemas by file name. */
export const schemas = (): Record<string, Json> => ({
  'town.json': described(TownSchema, 'town.json: the town and its settings'),
  'layers.json': described(CatalogueSchema, 'layers.json: the catalogue of layers'),
  'layer.geojson.json': layerFile(),
  'plan.json': described(PlanSchema, 'plan.json: the plan register'),
  'plans.json': described(LaterPlansSchema, 'plans.json: the plans of later years'),
  'status.json': described(StatusLogSchema, 'status.json: the status log'),
  'rules.json': described(RulesSchema, 'rules.json: what a zone is checked against'),
  'stages.json': described(StagesSchema, 'stages.json: land-acquisition procedures'),
  'land-classes.json': described(LandClassesSchema, 'land-classes.json: tables of land classes'),
  'layer-roles.json': described(LayerRolesSchema, 'layer-roles.json: what reference layers are for'),
  'changes.json': described(ChangeLogSchema, 'changes.json: what each publication changed'),
  'synonyms.json': described(SynonymsSchema, "synonyms.json: people's words for the search"),
  'towns-index.json': described(TownIndexSchema, 'towns/index.json: many towns under one site'),
});

/** The text of one schema file. */
export const schemaText = (schema: Json): string => `${JSON.stringify(schema, null, 2)}\n`;

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? 'docs/schemas';
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(schemas()))
    writeFileSync(join(folder, name), schemaText(schema));
  console.log(`${folder}: ${Object.keys(schemas()).join(', ')}`);
}
