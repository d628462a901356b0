import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syllablesOf } from '../../check/package/search-index.ts';
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
import { checkSchema } from '../../model/schema-problems.ts';
import { writePolicy } from './csp.ts';
import { outlineOf } from './outlines.ts';

/**
 * What the index says of a package folder; `code` is that of its folder, undefined for the site's own package.
 * @throws ProblemError naming the file at fault.
 */
export function townEntry(folder: string, code?: string): TownEntry {
  const place = code ? `towns/${code}/data` : 'data';
  const read = <T extends Parameters<typeof checkSchema>[0]>(name: string, schema: T) => {
    const file = `${place}/${name}`;
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
  if (code && town.code !== code)
    throw new ProblemError(
      problem(
        'town-code',
        {
          zh: `文件夹为 ${code}，区划代码却为 ${town.code}`,
          en: `the folder is ${code}, but the division code ${town.code}`,
        },
        { file: `${place}/town.json`, field: 'code' },
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
  const pinyin = syllablesOf(name.zh).join(' ');
  const mark = code ? {} : { own: true as const };
  const count = items.length;
  return {
    code: town.code,
    name,
    county,
    province,
    extent,
    items: count,
    status,
    dataVersion,
    pinyin,
    ...mark,
  };
}

/**
 * The page with the address of the index in it and the code of the site's own town, if it has one; `landing` opens the
 * overview where no town is named. The own town's first files are no longer asked for ahead of the script: most visitors
 * of such a site come for another.
 */
export function withTowns(html: string, landing: boolean, own?: string): string {
  const bare = html
    .replace(/\s*<meta name="plan-towns"[^>]*>/g, '')
    .replace(/\s*<link [^>]*rel="preload"[^>]*href="\.\/data\/[^>]*>/g, '');
  const more = `${own ? ` data-own="${own}"` : ''}${landing ? ' data-landing' : ''}`;
  const tag = `<meta name="plan-towns" content="towns/index.json"${more} />`;
  return bare.replace(/(\s*)(<!--plan:head-->|<title>)/, `$1${tag}$1$2`);
}

/**
 * Makes a built site with packages in `towns/CODE/data/` (and their texts in `towns/CODE/seeds/`) a site of many towns:
 * writes `towns/index.json`, names it to the page, and opens the page's policy for all packages. A package at fault is
 * left out and reported.
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
  const folderOf = (code?: string) => (code ? join(root, code, 'data') : join(site, 'data'));
  const entryOf = (code?: string): TownEntry[] => {
    try {
      return [townEntry(folderOf(code), code)];
    } catch (error) {
      faults.push(...asProblems(error).map((one) => formatProblem(one, 'en')));
      return [];
    }
  };
  const others = codes.flatMap(entryOf);
  if (!others.length) throw new Error(`no package found in ${join(site, 'towns')}/<9-digit code>/data`);
  // A site may be nothing but the shell around its towns; and a town that stands among them is not listed twice.
  const [own] = existsSync(join(site, 'data/town.json')) ? entryOf() : [];
  const self = own && !others.some(({ code }) => code === own.code) ? own : undefined;
  const towns = [...(self ? [self] : []), ...others].sort((a, b) => a.code.localeCompare(b.code));
  const outlines = towns.flatMap((town) => outlineOf(folderOf(town.own ? undefined : town.code), town.code));
  const index: TownIndex = { schema: 1, ...(outlines.length ? { outlines: 'outlines.geojson' } : {}), towns };
  const lines = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).join(',\n');
  const { towns: _, ...head } = index;
  writeFileSync(
    join(root, 'index.json'),
    `${JSON.stringify(head).slice(0, -1)},"towns":[\n${lines(towns)}\n]}\n`,
  );
  if (outlines.length)
    writeFileSync(
      join(root, 'outlines.geojson'),
      `{"type":"FeatureCollection","features":[\n${lines(outlines)}\n]}\n`,
    );
  const page = join(site, 'index.html');
  writeFileSync(page, withTowns(readFileSync(page, 'utf8'), landing, self?.code));
  writePolicy(site, [join(site, 'data'), ...others.map(({ code }) => folderOf(code))]);
  return { index, faults };
}

/** `npm run package -- towns [SITE] [landing]` */
export async function writeTowns([site = 'dist', landing]: string[]): Promise<void> {
  const { index, faults } = indexTowns(site, landing === 'landing');
  for (const fault of faults) console.error(fault);
  console.log(`${join(site, 'towns/index.json')}: ${index.towns.length} towns`);
  if (faults.length) process.exitCode = 1;
}
