import { ChangeLogSchema } from './changes.ts';
import { LandClassesSchema } from './land-class.ts';
import { type Catalogue, CatalogueSchema, type Layer, type LayerData } from './layer.ts';
import { checkLayer } from './layer-problems.ts';
import { LayerRolesSchema } from './layer-role.ts';
import { linkProblems } from './link-problems.ts';
import { itemsOf, type Plan, PlanSchema } from './plan.ts';
import { planProblems } from './plan-problems.ts';
import { type Problem, problem } from './problem.ts';
import { RulesSchema, StagesSchema } from './rule.ts';
import { checkSchema } from './schema-problems.ts';
import { settingProblems } from './setting-problems.ts';
import { StatusLogSchema } from './status.ts';
import { SynonymsSchema } from './synonyms.ts';
import { type Town, TownSchema } from './town.ts';
import { LaterPlansSchema, laterProblems } from './years.ts';

/**
 * A town package as read, nothing of it trusted. A part that could not be read is `undefined`: whoever read it has
 * said so already, and the checks that need it are left out.
 */
export interface PackageInput {
  town: unknown;
  plan: unknown;
  catalogue: unknown;
  status: unknown;
  rules: unknown;
  stages: unknown;
  /** National tables; a package may lack them. */
  landClasses?: unknown;
  layerRoles?: unknown;
  /** The change log; a package nobody has published from the page lacks it. */
  changes?: unknown;
  /** People's words for the search; a package may lack them. */
  synonyms?: unknown;
  /** The plans after the first; a package of one plan lacks them. */
  plans?: unknown;
  /** The plan's text, decoded. */
  text: string | undefined;
  /** Parsed GeoJSON by layer id, for the layers that are files of the package. */
  layers: ReadonlyMap<string, unknown>;
  /** Attached files of a package in work that are not published yet: base64 by path. */
  files?: ReadonlyMap<string, string>;
}

export interface PackageReport {
  problems: Problem[];
  town: Town | undefined;
  plan: Plan | undefined;
  /** All plans, that of `plan.json` first, each with its text. */
  plans: readonly { plan: Plan; text: string }[];
  catalogue: Catalogue | undefined;
  /** The usable features of every layer that was given. */
  data: Map<string, LayerData>;
}

/** The names of the package's files, as messages give them. */
export const packageFiles = {
  town: 'town.json',
  plan: 'plan.json',
  catalogue: 'layers.json',
  status: 'status.json',
  rules: 'rules.json',
  stages: 'stages.json',
  landClasses: 'land-classes.json',
  layerRoles: 'layer-roles.json',
  changes: 'changes.json',
  synonyms: 'synonyms.json',
  plans: 'plans.json',
} as const;

/** The file of a layer, or that its tiles were cut from, from the package folder; undefined where there is none. */
export function layerFile(layer: Layer): string | undefined {
  if (typeof layer.source === 'string') return layer.source;
  if (layer.source.kind === 'pmtiles') return layer.source.file;
  if (layer.source.kind === 'geojson' && !/^[a-z][a-z0-9+.-]*:/i.test(layer.source.url))
    return layer.source.url;
  return undefined;
}

/** Whether a path stays inside its folder: no address, no absolute path, no step up. */
export const isInside = (path: string): boolean =>
  path !== '' && !/^([a-z][a-z0-9+.-]*:|[\\/])/i.test(path) && !path.split(/[\\/]/).includes('..');

/**
 * Checks a whole package: every file against its schema, geometry, and all references between the files.
 * Pure, so that the page and the command line say the same.
 */
export function checkPackage(input: PackageInput): PackageReport {
  const problems: Problem[] = [];
  const part = <T>(checked: { output?: T; problems: Problem[] }): T | undefined => {
    problems.push(...checked.problems);
    return checked.output;
  };
  const given = <K extends keyof typeof packageFiles>(name: K) => input[name] !== undefined;
  const at = (name: keyof typeof packageFiles) => ({ file: packageFiles[name] });
  const town = given('town') ? part(checkSchema(TownSchema, input.town, at('town'))) : undefined;
  const plan = given('plan') ? part(checkSchema(PlanSchema, input.plan, at('plan'))) : undefined;
  const catalogue = given('catalogue')
    ? part(checkSchema(CatalogueSchema, input.catalogue, at('catalogue')))
    : undefined;
  const status = given('status') ? part(checkSchema(StatusLogSchema, input.status, at('status'))) : undefined;
  const rules = given('rules') ? part(checkSchema(RulesSchema, input.rules, at('rules'))) : undefined;
  const stages = given('stages') ? part(checkSchema(StagesSchema, input.stages, at('stages'))) : undefined;
  if (given('landClasses')) part(checkSchema(LandClassesSchema, input.landClasses, at('landClasses')));
  if (given('changes')) part(checkSchema(ChangeLogSchema, input.changes, at('changes')));
  const roles = given('layerRoles')
    ? part(checkSchema(LayerRolesSchema, input.layerRoles, at('layerRoles')))
    : undefined;

  const synonyms = given('synonyms')
    ? part(checkSchema(SynonymsSchema, input.synonyms, at('synonyms')))
    : undefined;
  const later = given('plans') ? part(checkSchema(LaterPlansSchema, input.plans, at('plans'))) : undefined;
  const items = [...(plan ? [plan] : []), ...(later?.plans ?? [])].flatMap((one) => itemsOf(one));
  const itemIds = new Set(items.map(({ id }) => id));
  for (const { words, items } of plan ? (synonyms?.groups ?? []) : [])
    for (const id of items.filter((one) => !itemIds.has(one)))
      problems.push(
        problem(
          'unknown-item',
          { zh: `规划中没有项目 ${id}`, en: `the plan has no item ${id}` },
          { ...at('synonyms'), record: words[0] as string },
          { zh: '请改为 plan.json 中的项目编号。', en: 'Use the id of an item in plan.json.' },
        ),
      );

  const everywhere = { surroundings: [-180, -90, 180, 90] as Town['surroundings'] };
  const data = new Map<string, LayerData>();
  for (const layer of catalogue?.layers ?? []) {
    if (!input.layers.has(layer.id)) continue;
    const checked = checkLayer(
      layer,
      input.layers.get(layer.id),
      town ?? everywhere,
      layerFile(layer) ?? layer.id,
    );
    problems.push(...checked.problems);
    data.set(layer.id, checked.data);
  }
  problems.push(...settingProblems({ town, catalogue, rules, stages, roles }));
  if (plan) problems.push(...planProblems(plan, input.text), ...laterProblems(plan, later));
  problems.push(...linkProblems({ items: plan && items, catalogue, status, data, town, text: input.text }));
  const first = plan && input.text !== undefined ? [{ plan, text: input.text }] : [];
  const plans = [...first, ...(later?.plans ?? []).map(({ text, ...one }) => ({ plan: one, text }))];
  return { problems, town, plan, plans, catalogue, data };
}
