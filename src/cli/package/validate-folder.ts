import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkParts } from '../../check/edits/publish.ts';
import { attachmentProblems } from '../../check/package/attachments.ts';
import {
  asProblems,
  type Coverage,
  coverageOf,
  isInside,
  itemsOf,
  type PackageReport,
  type Plan,
  type Problem,
  parseJson,
  problem,
  warning,
} from '../../model/index.ts';
import { bundleFile } from '../../store/bundle.ts';
import { readPackage } from './read.ts';
import { indexIsFresh } from './search-index.ts';

function indexProblems(folder: string): Problem[] {
  const fresh = indexIsFresh(folder);
  const place = { file: 'search.json' };
  const remedy = {
    zh: '请运行 npm run package -- index。',
    en: 'Run npm run package -- index.',
  };
  if (fresh === undefined)
    return [
      warning(
        'index-missing',
        { zh: '没有拼音索引，不能按拼音搜索', en: 'there is no pinyin index: no search by pinyin' },
        place,
        remedy,
      ),
    ];
  if (fresh) return [];
  return [
    problem(
      'index-stale',
      { zh: '拼音索引与名称、原文不符', en: 'the pinyin index is not that of the names and text' },
      place,
      remedy,
    ),
  ];
}

/** A built site's pages read the bundle: it has to hold what the files hold. */
function bundleProblems(folder: string): Problem[] {
  const file = join(folder, bundleFile);
  if (!existsSync(file)) return [];
  let texts: Record<string, string>;
  try {
    texts = parseJson(readFileSync(file, 'utf8'), bundleFile) as Record<string, string>;
  } catch (error) {
    return [...asProblems(error, { file: bundleFile })];
  }
  const changed = Object.keys(texts).filter((path) => {
    const one = join(folder, '..', path);
    return !existsSync(one) || readFileSync(one, 'utf8') !== texts[path];
  });
  if (!changed.length) return [];
  return [
    warning(
      'bundle-stale',
      {
        zh: `网页读到的仍是旧内容：${changed.join('、')}`,
        en: `pages still read what was before in ${changed.join(', ')}`,
      },
      { file: bundleFile },
      {
        zh: '请运行 npm run package -- prerender 加网站文件夹。',
        en: 'Run npm run package -- prerender with the site’s folder.',
      },
    ),
  ];
}

/** Everything that can be said of a package folder: its problems, the parts that could be read, and the line of counts over all plans. */
export function validateFolder(
  folder: string,
): PackageReport & { coverages: { plan: Plan; coverage: Coverage }[]; errors: number; summary: string } {
  const { input, problems: unread } = readPackage(folder);
  const report = checkParts(input);
  const { plan, plans, data } = report;
  const coverages = plans.map((one) => ({ plan: one.plan, coverage: coverageOf(one.plan, one.text) }));
  const sum = (count: (coverage: Coverage) => number) =>
    coverages.reduce((all, { coverage }) => all + count(coverage), 0);
  const attached = attachmentProblems(input, (file) => {
    const path = join(folder, file);
    return isInside(file) && existsSync(path) ? readFileSync(path) : undefined;
  });
  const problems = [
    ...unread,
    ...report.problems,
    ...attached,
    ...indexProblems(folder),
    ...bundleProblems(folder),
  ];
  const shown = plans.length ? plans.map((one) => one.plan) : plan ? [plan] : [];
  const placed = shown.flatMap(itemsOf).filter((item) => item.features.length).length;
  const features = [...data.values()].reduce((sum, layer) => sum + layer.features.length, 0);
  const errors = problems.filter((p) => p.severity === 'error').length;
  const summary = [
    ...(plans.length > 1 ? [`${plans.length} plans`] : []),
    `${sum(({ sentences }) => sentences.length)} sentences`,
    `${sum(({ commitments }) => commitments)} commitments`,
    `${sum(({ items }) => items)} items`,
    `${placed} on the map`,
    `${sum(({ uncited }) => uncited)} uncited`,
    `${features} features in ${data.size} layers`,
    `${errors} errors`,
    `${problems.length - errors} warnings`,
  ].join(', ');
  return { ...report, problems, coverages, errors, summary };
}
