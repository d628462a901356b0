import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexOf, indexText, type SearchIndex } from '../../check/package/search-index.ts';
import { checkPackage, ProblemError, problem } from '../../model/index.ts';
import { readPackage } from './read.ts';

/** The index of a package folder; the same package gives the same index. */
export function buildIndex(folder: string): SearchIndex {
  const { input, problems } = readPackage(folder);
  const report = checkPackage(input);
  if (!report.plan || input.text === undefined)
    throw new ProblemError(
      problems.length
        ? problems
        : problem('package', {
            zh: '规划不可用，请先运行 npm run validate',
            en: 'the plan cannot be used: run npm run validate',
          }),
    );
  return indexOf(report);
}

/** Whether `search.json` is what the package's names and text give; undefined when the package has none. */
export function indexIsFresh(folder: string): boolean | undefined {
  const file = join(folder, 'search.json');
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, 'utf8') === indexText(buildIndex(folder));
  } catch {
    return false;
  }
}

/** `npm run package -- index` */
export async function writeIndex(_args: string[], folder: string): Promise<void> {
  const index = buildIndex(folder);
  writeFileSync(join(folder, 'search.json'), indexText(index));
  console.log(`${index.entries.length} names, ${Object.values(index.sounds).join('').length} characters`);
}
