import { checkParts } from '../../check/edits/publish.ts';
import { itemsOf, type PackageReport, type Problem, problem, warning } from '../../model/index.ts';
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

/** Everything that can be said of a package folder: its problems, the parts that could be read, and the line of counts. */
export function validateFolder(folder: string): PackageReport & { errors: number; summary: string } {
  const { input, problems: unread } = readPackage(folder);
  const report = checkParts(input);
  const { coverage, plan, data } = report;
  const problems = [...unread, ...report.problems, ...indexProblems(folder)];
  const placed = plan ? itemsOf(plan).filter((item) => item.features.length).length : 0;
  const features = [...data.values()].reduce((sum, layer) => sum + layer.features.length, 0);
  const errors = problems.filter((p) => p.severity === 'error').length;
  const summary = [
    `${coverage?.sentences.length ?? 0} sentences`,
    `${coverage?.commitments ?? 0} commitments`,
    `${coverage?.items ?? 0} items`,
    `${placed} on the map`,
    `${coverage?.uncited ?? 0} uncited`,
    `${features} features in ${data.size} layers`,
    `${errors} errors`,
    `${problems.length - errors} warnings`,
  ].join(', ');
  return { ...report, problems, errors, summary };
}
