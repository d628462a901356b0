/**
 * `npm run validate [-- DIR] [--coverage] [--lang zh|en]`: checks a town package (default `data`) and prints every
 * problem and the line of counts. Exit code 1 when anything is an error, 2 for a wrong call.
 */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Coverage, formatProblem, isLanguage, type Language, say, yearOf } from '../model/index.ts';
import { validateFolder } from './package/validate-folder.ts';

function printCoverage(coverage: Coverage): void {
  for (const sentence of coverage.sentences) {
    const who = sentence.commitment ? sentence.items.join(' ') || 'UNCITED' : '–';
    console.log(`${String(sentence.start).padStart(5)}  ${who.padEnd(28)}  ${sentence.text}`);
    for (const clause of sentence.uncited) console.log(`       UNCITED  ${clause.text}`);
  }
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
  const language: Language = isLanguage(args.values.lang) ? args.values.lang : 'en';
  const { problems, coverages, errors, summary } = validateFolder(folder);
  for (const p of problems) console.log(`${p.severity}: ${formatProblem(p, language)}`);
  for (const { plan, coverage } of args.values.coverage ? coverages : []) {
    if (coverages.length > 1) console.log(`${yearOf(plan)}  ${say(plan.title, language)}`);
    printCoverage(coverage);
  }
  console.log(summary);
  return errors ? 1 : 0;
}

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: { coverage: { type: 'boolean' }, lang: { type: 'string' } },
  });

process.exitCode = main();
