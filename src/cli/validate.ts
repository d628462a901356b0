/**
 * `npm run validate [-- DIR] [--coverage] [--lang zh|en]`: checks a town package (default `data`) and prints every
 * problem and the line of counts. Exit code 1 when anything is an error, 2 for a wrong call.
 */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Coverage,
  checkPackage,
  formatProblem,
  itemsOf,
  type Language,
  type Problem,
  problem,
  warning,
} from '../model/index.ts';
import { readPackage } from './package/read.ts';
import { indexIsFresh } from './package/searchIndex.ts';

function printCoverage(coverage: Coverage): void {
  for (const sentence of coverage.sentences) {
    const who = sentence.commitment ? sentence.items.join(' ') || 'UNCITED' : '–';
    console.log(`${String(sentence.start).padStart(5)}  ${who.padEnd(28)}  ${sentence.text}`);
    for (const clause of sentence.uncited) console.log(`       UNCITED  ${clause.text}`);
  }
}

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

function main(): number {
  let args: ReturnType<typeof parse>;
  try {
    args = parse();
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const folder = resolve(args.positionals[0] ?? 'data');
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    console.error(`No folder ${args.positionals[0] ?? 'data'}.`);
    return 2;
  }
  const language: Language = args.values.lang === 'zh' ? 'zh' : 'en';
  const { input, problems: unread } = readPackage(folder);
  const report = checkPackage(input);
  const problems = [...unread, ...report.problems, ...indexProblems(folder)];
  for (const p of problems) console.log(`${p.severity}: ${formatProblem(p, language)}`);
  if (args.values.coverage && report.coverage) printCoverage(report.coverage);
  const { coverage, plan, data } = report;
  const placed = plan ? itemsOf(plan).filter((item) => item.features.length).length : 0;
  const features = [...data.values()].reduce((sum, layer) => sum + layer.features.length, 0);
  const errors = problems.filter((p) => p.severity === 'error').length;
  console.log(
    [
      `${coverage?.sentences.length ?? 0} sentences`,
      `${coverage?.commitments ?? 0} commitments`,
      `${coverage?.items ?? 0} items`,
      `${placed} on the map`,
      `${coverage?.uncited ?? 0} uncited`,
      `${features} features in ${data.size} layers`,
      `${errors} errors`,
      `${problems.length - errors} warnings`,
    ].join(', '),
  );
  return errors ? 1 : 0;
}

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: { coverage: { type: 'boolean' }, lang: { type: 'string' } },
  });

process.exitCode = main();
