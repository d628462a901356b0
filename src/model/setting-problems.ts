import type * as v from 'valibot';
import { duplicates } from './duplicates.ts';
import { lawProblems } from './law-problems.ts';
import { type Catalogue, layerRoles } from './layer.ts';
import type { LayerRolesSchema } from './layer-role.ts';
import { type Problem, problem, warning } from './problem.ts';
import type { RulesSchema, StagesSchema } from './rule.ts';
import type { Extent, Town } from './town.ts';

interface Parts {
  town: Town | undefined;
  catalogue: Catalogue | undefined;
  rules: v.InferOutput<typeof RulesSchema> | undefined;
  stages: v.InferOutput<typeof StagesSchema> | undefined;
  roles: v.InferOutput<typeof LayerRolesSchema> | undefined;
}

const ordered = ([w, s, e, n]: Extent): boolean => w < e && s < n;
const within = (inner: Extent, outer: Extent): boolean =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

function townProblems(town: Town): Problem[] {
  const file = 'town.json';
  const out = duplicates(
    town.basemaps.map((b) => b.id),
    file,
    '底图编号',
    'base map id',
  );
  if (!town.basemaps.some((b) => b.id === town.basemap))
    out.push(
      problem(
        'dangling',
        {
          zh: `默认底图 ${town.basemap} 不在 basemaps 中`,
          en: `the default base map ${town.basemap} is not in basemaps`,
        },
        { file, field: 'basemap' },
      ),
    );
  for (const field of ['extent', 'surroundings'] as const)
    if (!ordered(town[field]))
      out.push(
        problem(
          'extent',
          { zh: '应按西、南、东、北排列', en: 'must be west, south, east, north' },
          { file, field },
        ),
      );
  if (!within(town.extent, town.surroundings))
    out.push(
      problem(
        'extent',
        { zh: 'extent 不在 surroundings 之内', en: 'extent is not within surroundings' },
        { file, field: 'extent' },
      ),
    );
  return out;
}

/** The settings and lists that stand by themselves: town, catalogue, rules, procedures. */
export function settingProblems({ town, catalogue, rules, stages, roles }: Parts): Problem[] {
  const out: Problem[] = town ? townProblems(town) : [];
  if (catalogue) {
    const file = 'layers.json';
    const groups = new Set(catalogue.groups.map((g) => g.id));
    out.push(
      ...duplicates(
        catalogue.layers.map((l) => l.id),
        file,
        '图层编号',
        'layer id',
      ),
      ...duplicates(
        catalogue.groups.map((g) => g.id),
        file,
        '图层组编号',
        'group id',
      ),
      ...catalogue.layers.flatMap((layer, i) =>
        groups.has(layer.group)
          ? []
          : [
              problem(
                'dangling',
                { zh: `图层组 ${layer.group} 不存在`, en: `the group ${layer.group} does not exist` },
                { file, record: layer.id, field: `layers[${i}].group` },
              ),
            ],
      ),
    );
  }
  if (rules)
    out.push(
      ...lawProblems(rules.rules),
      ...duplicates(
        rules.rules.map((r) => r.id),
        'rules.json',
        '规则编号',
        'rule id',
      ),
      ...rules.rules.flatMap((rule, i) =>
        (rule.layer === undefined) !== (rule.role === undefined)
          ? []
          : [
              problem(
                'rule-about',
                { zh: '规则应写明 layer 或 role，且只写一个', en: 'a rule names either `layer` or `role`' },
                { file: 'rules.json', record: rule.id, field: `rules[${i}]` },
              ),
            ],
      ),
      // Such a rule answers that it was not checked, and says why.
      ...rules.rules.flatMap((rule, i) =>
        !catalogue || rule.layer === undefined || catalogue.layers.some(({ id }) => id === rule.layer)
          ? []
          : [
              warning(
                'rule-layer',
                {
                  zh: `没有图层 ${rule.layer}，此规则只能答“未核查”`,
                  en: `there is no layer ${rule.layer}, so this rule can only answer "not checked"`,
                },
                { file: 'rules.json', record: rule.id, field: `rules[${i}].layer` },
              ),
            ],
      ),
    );
  if (roles) {
    const roleIds = new Set<string>([...layerRoles, ...roles.roles.map(({ id }) => id)]);
    const unknown = (role: string, file: string, record: string) =>
      problem(
        'dangling',
        { zh: `用途 ${role} 不在 layer-roles.json 中`, en: `the role ${role} is not in layer-roles.json` },
        { file, record, field: 'role' },
      );
    for (const { id, role } of catalogue?.layers ?? [])
      if (!roleIds.has(role)) out.push(unknown(role, 'layers.json', id));
    for (const { id, role } of rules?.rules ?? [])
      if (role !== undefined && !roleIds.has(role)) out.push(unknown(role, 'rules.json', id));
  }
  if (stages) {
    const file = 'stages.json';
    out.push(
      ...duplicates(
        stages.procedures.map((p) => p.id),
        file,
        '程序编号',
        'procedure id',
      ),
    );
    for (const procedure of stages.procedures)
      out.push(
        ...duplicates(
          procedure.steps.map((s) => `${procedure.id}/${s.id}`),
          file,
          '步骤编号',
          'step id',
        ),
      );
  }
  return out;
}
