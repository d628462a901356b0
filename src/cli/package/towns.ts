import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  asProblems,
  formatProblem,
  itemsOf,
  PlanSchema,
  ProblemError,
  parseJson,
  problem,
  type Status,
  StatusLogSchema,
  statusOf,
  type TownEntry,
  type TownIndex,
  TownSchema,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schemaProblems.ts';
import { writePolicy } from './csp.ts';

/** What the index says of a package folder. @throws ProblemError naming the file at fault. */
export function townEntry(folder: string, code: string): TownEntry {
  const read = <T extends Parameters<typeof checkSchema>[0]>(name: string, schema: T) => {
    const file = `towns/${code}/data/${name}`;
    const path = join(folder, name);
    if (!existsSync(path))
      throw new ProblemError(
        problem('file-missing', { zh: '没有这个文件', en: 'there is no such file' }, { file }),
      );
    const { output, problems } = checkSchema(schema, parseJson(readFileSync(path, 'utf8'), file), { file });
    if (!output) throw new ProblemError(problems);
    return output;
  };
  const town = read('town.json', TownSchema);
  const plan = read('plan.json', PlanSchema);
  const log = read('status.json', StatusLogSchema);
  if (town.code !== code)
    throw new ProblemError(
      problem(
        'town-code',
        {
          zh: `文件夹为 ${code}，区划代码却为 ${town.code}`,
          en: `the folder is ${code}, but the division code ${town.code}`,
        },
        { file: `towns/${code}/data/town.json`, field: 'code' },
        { zh: '文件夹须以区划代码命名。', en: 'Name the folder after the division code.' },
      ),
    );
  const items = itemsOf(plan);
  const status: Partial<Record<Status, number>> = {};
  for (const { id } of items) {
    const word = statusOf(log.entries, `item:${id}`)?.word;
    if (word) status[word] = (status[word] ?? 0) + 1;
  }
  const { name, county, province, extent, dataVersion } = town;
  return { code, name, county, province, extent, items: items.length, status, dataVersion };
}

/** The page with the address of the index in it; `landing` opens the overview where no town is named. */
export function withTowns(html: string, landing: boolean): string {
  const bare = html.replace(/\s*<meta name="plan-towns"[^>]*>/g, '');
  const tag = `<meta name="plan-towns" content="towns/index.json"${landing ? ' data-landing' : ''} />`;
  return bare.replace(/(\s*)<title>/, `$1${tag}$1<title>`);
}

/**
 * Makes a built site with packages in `towns/CODE/data/` (and their texts in `towns/CODE/seeds/`) a site of many towns:
 * writes `towns/index.json`, tells the page of it, and opens the page's policy for all packages. A package at fault is
 * left out and told.
 */
export function indexTowns(site: string, landing = false): { index: TownIndex; faults: string[] } {
  if (!existsSync(join(site, 'index.html')))
    throw new Error(`${site} holds no index.html: build the site first`);
  const root = join(site, 'towns');
  const codes = existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((one) => one.isDirectory() && /^\d{9}$/.test(one.name))
        .map((one) => one.name)
        .sort()
    : [];
  const faults: string[] = [];
  const towns = codes.flatMap((code) => {
    try {
      return [townEntry(join(root, code, 'data'), code)];
    } catch (error) {
      faults.push(...asProblems(error).map((one) => formatProblem(one, 'en')));
      return [];
    }
  });
  if (!towns.length) throw new Error(`no package found in ${join(site, 'towns')}/<9-digit code>/data`);
  const index: TownIndex = { schema: 1, towns };
  const lines = towns.map((town) => JSON.stringify(town)).join(',\n');
  writeFileSync(join(root, 'index.json'), `{"schema":1,"towns":[\n${lines}\n]}\n`);
  const page = join(site, 'index.html');
  writeFileSync(page, withTowns(readFileSync(page, 'utf8'), landing));
  writePolicy(site, [join(site, 'data'), ...towns.map(({ code }) => join(root, code, 'data'))]);
  return { index, faults };
}

/** `npm run package -- towns [SITE] [landing]` */
export async function writeTowns([site = 'dist', landing]: string[]): Promise<void> {
  const { index, faults } = indexTowns(site, landing === 'landing');
  for (const fault of faults) console.error(fault);
  console.log(`${join(site, 'towns/index.json')}: ${index.towns.length} towns`);
  if (faults.length) process.exitCode = 1;
}
