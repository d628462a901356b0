import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { type CheckLayer, type LandTables, prepareLayer } from '../../check/index.ts';
import {
  checkPackage,
  LandClassesSchema,
  LayerRolesSchema,
  type Problem,
  ProblemError,
  problem,
  type Rule,
  RulesSchema,
  type Town,
} from '../../model/index.ts';
import { readPackage } from '../package/read.ts';

export interface CheckPackage {
  town: Town;
  layers: CheckLayer[];
  rules: Rule[];
  land?: LandTables;
  /** Errors of the package; a layer that could not be read is "not checked", and the check goes on. */
  problems: Problem[];
}

const unusable = (folder: string, zh: string, en: string) =>
  new ProblemError(problem('package-unusable', { zh, en }, { file: folder }));

/**
 * The town package in a folder, ready for checks.
 * @throws ProblemError when there is no such package, or it lacks its town, catalogue or rules.
 */
export function readCheckPackage(path: string): CheckPackage {
  const folder = resolve(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw unusable(path, '没有这个数据包文件夹。', 'There is no such package folder.');
  const { input, problems: unread } = readPackage(folder);
  const { town, catalogue, data, problems } = checkPackage(input);
  const errors = [...unread, ...problems].filter(({ severity }) => severity === 'error');
  const rules = v.safeParse(RulesSchema, input.rules);
  if (!town || !catalogue || !rules.success)
    throw errors.length
      ? new ProblemError(errors)
      : unusable(path, '数据包不完整。', 'The package is incomplete.');
  const layers = catalogue.layers.map((layer) => {
    const why = errors.find(({ where }) => where?.file?.includes(layer.id))?.what;
    return prepareLayer(layer, data.get(layer.id) ?? null, why);
  });
  const classes = v.safeParse(LandClassesSchema, input.landClasses);
  const roles = v.safeParse(LayerRolesSchema, input.layerRoles);
  const land =
    classes.success && roles.success ? { land: { classes: classes.output, roles: roles.output.roles } } : {};
  return { ...land, town, layers, rules: rules.output.rules, problems: errors };
}
