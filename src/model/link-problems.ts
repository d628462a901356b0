import { duplicates } from './duplicates.ts';
import type { Catalogue, Layer, LayerData } from './layer.ts';
import type { PlanItem } from './plan.ts';
import { type Problem, problem, warning } from './problem.ts';
import type { StatusEntry, VerbRow } from './status.ts';
import type { Town } from './town.ts';
import { verbProblems } from './verb-problems.ts';

interface Parts {
  /** The items of all plans; undefined where the first could not be read. */
  items: readonly PlanItem[] | undefined;
  catalogue: Catalogue | undefined;
  status: { entries: StatusEntry[]; verbs: VerbRow[] } | undefined;
  data: ReadonlyMap<string, LayerData>;
  town: Town | undefined;
  text: string | undefined;
}

const fileOf = (layer: Layer): string => (typeof layer.source === 'string' ? layer.source : layer.id);
function villageCodes({ catalogue, data, town }: Parts): { codes?: Set<string>; problems: Problem[] } {
  const layer = catalogue?.layers.find((l) => l.role === 'villages');
  const collection = layer && data.get(layer.id);
  if (!layer || !collection) return { problems: [] };
  const problems: Problem[] = [];
  const file = fileOf(layer);
  for (const { properties } of collection.features) {
    const place = { file, feature: properties.id, field: 'villages' };
    if (properties.villages.length !== 1)
      problems.push(
        problem(
          'village-code',
          { zh: '村要素应只列自己的代码', en: 'a village lists its own code and no other' },
          place,
        ),
      );
    const code = properties.villages[0];
    if (town && code && !code.startsWith(town.code))
      problems.push(
        problem(
          'village-code',
          { zh: `代码 ${code} 不属于 ${town.code}`, en: `the code ${code} is not of ${town.code}` },
          place,
        ),
      );
  }
  const all = collection.features.flatMap((f) => f.properties.villages);
  problems.push(...duplicates(all, file, '村代码', 'village code'));
  return { codes: new Set(all), problems };
}

/** Every reference from file to file: items and features both ways, villages, status subjects and evidence, the tour. */
export function linkProblems(parts: Parts): Problem[] {
  const { items: known, catalogue, status, data, town, text } = parts;
  const villages = villageCodes(parts);
  const out = villages.problems;
  const items = new Map((known ?? []).map((item) => [item.id, item]));
  const features = new Map<string, { layer: Layer; planItems: string[] }>();
  const ids: string[] = [];
  for (const layer of catalogue?.layers ?? [])
    for (const { properties } of data.get(layer.id)?.features ?? []) {
      const where = { file: fileOf(layer), feature: properties.id };
      ids.push(properties.id);
      features.set(properties.id, { layer, planItems: properties.planItems });
      if (!properties.planItems.length && layer.role === 'subject')
        out.push(
          problem(
            'feature-without-item',
            { zh: '要素不属于任何规划项目', en: 'the feature belongs to no plan item' },
            { ...where, field: 'planItems' },
          ),
        );
      for (const id of properties.planItems) {
        const item = items.get(id);
        if (known && !item)
          out.push(
            problem(
              'dangling',
              { zh: `规划项目 ${id} 不存在`, en: `the plan item ${id} does not exist` },
              { ...where, field: 'planItems' },
            ),
          );
        else if (item && !item.features.includes(properties.id))
          out.push(
            problem(
              'one-way',
              { zh: `项目 ${id} 没有列出此要素`, en: `item ${id} does not list this feature` },
              { ...where, field: 'planItems' },
            ),
          );
      }
      for (const code of properties.villages)
        if (villages.codes && !villages.codes.has(code))
          out.push(
            problem(
              'dangling',
              { zh: `没有代码为 ${code} 的村`, en: `no village has the code ${code}` },
              { ...where, field: 'villages' },
            ),
          );
    }
  out.push(...duplicates(ids, 'layers', '要素编号', 'feature id'));
  /** A feature of a layer that is not here (remote, or unreadable) cannot be looked up: that is worth a warning only. */
  const complete = catalogue?.layers.every((layer) => data.has(layer.id)) ?? false;
  const dangling = complete ? problem : warning;
  for (const item of items.values())
    for (const id of item.features) {
      const file = /^\d{4}-/.test(item.id) ? 'plans.json' : 'plan.json';
      const place = { file, record: item.id, field: 'features' };
      const feature = features.get(id);
      if (!feature)
        out.push(
          dangling('dangling', { zh: `要素 ${id} 不存在`, en: `the feature ${id} does not exist` }, place),
        );
      else if (!feature.planItems.includes(item.id))
        out.push(
          problem(
            'one-way',
            { zh: `要素 ${id} 没有列出此项目`, en: `the feature ${id} does not list this item` },
            place,
          ),
        );
    }
  out.push(
    ...duplicates(
      (status?.entries ?? []).map((e) => e.id),
      'status.json',
      '记录编号',
      'entry id',
    ),
  );
  status?.entries.forEach((entry, i) => {
    const place = { file: 'status.json', record: entry.id };
    const [kind, id] = [
      entry.subject.slice(0, entry.subject.indexOf(':')),
      entry.subject.replace(/^\w+:/, ''),
    ];
    const there = kind === 'item' ? !known || items.has(id) : features.has(id);
    if (!there)
      out.push(
        (kind === 'item' ? problem : dangling)(
          'dangling',
          { zh: `${entry.subject} 不存在`, en: `${entry.subject} does not exist` },
          { ...place, field: `entries[${i}].subject` },
        ),
      );
    if (entry.id.startsWith('plan.') && text !== undefined && !text.includes(entry.evidence))
      out.push(
        problem(
          'evidence',
          {
            zh: `原文没有“${entry.evidence.slice(0, 40)}”`,
            en: `the plan does not say “${entry.evidence.slice(0, 40)}”`,
          },
          { ...place, field: `entries[${i}].evidence` },
        ),
      );
  });
  if (status) out.push(...verbProblems(status, items, text));
  for (const field of ['skip', 'first'] as const)
    for (const id of town?.display[field] ?? [])
      if (known && !items.has(id))
        out.push(
          problem(
            'dangling',
            { zh: `规划项目 ${id} 不存在`, en: `the plan item ${id} does not exist` },
            { file: 'town.json', field: `display.${field}` },
          ),
        );
  return out;
}
