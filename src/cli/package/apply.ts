import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defaultLimits } from '../../geo/formats/limits.ts';
import { unzip } from '../../geo/formats/zip.ts';
import {
  asProblems,
  type Bilingual,
  isInside,
  type Problem,
  ProblemError,
  type Publication,
  PublicationSchema,
  parseJson,
  problem,
  TownSchema,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { sha256 } from '../../model/sha256.ts';
import { bundleFile } from '../../store/bundle.ts';
import { writePages } from '../prerender/site.ts';
import { fail, readPart } from './replace.ts';
import { validateFolder } from './validate-folder.ts';

const list = 'publication.json';
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** Where the package is put together, and where the one before is kept, beside the package's folder. */
const besides = (folder: string) => ({
  next: join(dirname(folder), `.${basename(folder)}.next`),
  before: join(dirname(folder), `.${basename(folder)}.before`),
});

async function readPublication(
  file: string,
): Promise<{ publication: Publication; files: Map<string, Uint8Array> }> {
  if (!existsSync(file)) throw fail('file-missing', '没有这个文件', 'there is no such file', basename(file));
  const members = await unzip(readFileSync(file), defaultLimits, () => true);
  const texts = new Map(members.map(({ name, bytes }) => [name, bytes]));
  const head = texts.get(list);
  if (!head)
    throw fail(
      'no-publication',
      `压缩包里没有 ${list}，不是数据维护导出的发布包`,
      `the archive has no ${list}: it is no publication of 数据维护`,
      basename(file),
    );
  const { output, problems } = checkSchema(PublicationSchema, parseJson(decode(head), list), { file: list });
  if (!output) throw new ProblemError(problems);
  const faults: Problem[] = [];
  const files = new Map<string, Uint8Array>();
  for (const { path, sha256: wanted } of output.files) {
    const bytes = texts.get(`data/${path}`);
    if (!isInside(path))
      faults.push(
        problem('path-outside', { zh: '路径不在包内', en: 'the path leaves the package' }, { file: path }),
      );
    else if (bytes === undefined || sha256(bytes) !== wanted)
      faults.push(
        problem(
          'publication-damaged',
          bytes === undefined
            ? { zh: '发布包里缺这个文件', en: 'the publication lacks this file' }
            : { zh: '文件内容与清单的校验码不符', en: 'the file is not the one the list names' },
          { file: path },
          { zh: '请重新导出或重新复制发布包。', en: 'Export or transfer the publication again.' },
        ),
      );
    else files.set(path, bytes);
  }
  for (const path of output.removed)
    if (!isInside(path))
      faults.push(
        problem('path-outside', { zh: '路径不在包内', en: 'the path leaves the package' }, { file: path }),
      );
  if (faults.length) throw new ProblemError(faults);
  return { publication: output, files };
}

/** Whether the publication was made from the package that stands here. */
function ofThisPackage(folder: string, { town, from, files, version }: Publication): void {
  const here = readPart(folder, 'town.json', TownSchema);
  const again: Bilingual = {
    zh: '请在数据维护中重新打开已发布的数据，核对后再导出。',
    en: 'Open the published data again in data upkeep, look at what differs, and export again.',
  };
  if (here.code !== town)
    throw fail(
      'other-town',
      `发布包属于 ${town}，此处是 ${here.code}`,
      `the publication is of ${town}, here is ${here.code}`,
    );
  if (here.dataVersion === version)
    throw fail('applied-before', `版本 ${version} 已经在用`, `version ${version} is in use already`);
  if (here.dataVersion !== from)
    throw fail(
      'version-moved',
      `发布包由 ${from} 版改成，此处已是 ${here.dataVersion} 版`,
      `the publication was made from version ${from}, here stands ${here.dataVersion}`,
      undefined,
      again,
    );
  const moved = files.flatMap(({ path, was }) => {
    if (!was) return [];
    const text = existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '';
    return sha256(text.replace(/^\uFEFF/, '')) === was ? [] : [path];
  });
  if (moved.length)
    throw fail(
      'files-moved',
      `这些文件在此期间被改过：${moved.join('、')}`,
      `these files were changed meanwhile: ${moved.join(', ')}`,
      undefined,
      again,
    );
}

/** A run that was cut off between the two renamings is brought to its end. */
function finish(folder: string): void {
  const { next, before } = besides(folder);
  if (existsSync(folder)) return;
  if (existsSync(next)) renameSync(next, folder);
  else if (existsSync(before)) renameSync(before, folder);
}

/**
 * `npm run package -- apply FILE.zip [--check]`: takes a publication into the package. The new package is put together
 * beside the old one and checked whole; only then do they change places. The old one stays beside it.
 * @throws ProblemError when anything is wrong; the package is then as it was
 */
export async function applyPublication(
  [file]: string[],
  folder: string,
  { check = false }: { check?: boolean | undefined } = {},
): Promise<void> {
  if (!file)
    throw fail(
      'usage',
      '用法：npm run package -- apply 发布包.zip [--check]',
      'usage: npm run package -- apply FILE.zip [--check]',
    );
  finish(folder);
  const { publication, files } = await readPublication(file);
  ofThisPackage(folder, publication);
  const { next, before } = besides(folder);
  rmSync(next, { recursive: true, force: true });
  try {
    cpSync(folder, next, { recursive: true });
    // Of the files before; a built site's is written again with its pages.
    rmSync(join(next, bundleFile), { force: true });
    for (const path of publication.removed) rmSync(join(next, path), { force: true });
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(next, path)), { recursive: true });
      writeFileSync(join(next, path), bytes);
    }
    const { problems, summary } = validateFolder(next);
    const faults = problems.filter(({ severity }) => severity === 'error');
    if (faults.length) throw new ProblemError(faults);
    console.log(summary);
  } catch (error) {
    rmSync(next, { recursive: true, force: true });
    throw error;
  }
  if (check) {
    rmSync(next, { recursive: true, force: true });
    console.log(`${publication.version} can be applied: ${files.size} files, from ${publication.from}`);
    return;
  }
  rmSync(before, { recursive: true, force: true });
  try {
    renameSync(folder, before);
    renameSync(next, folder);
  } catch (error) {
    // A folder in use elsewhere cannot be moved: the package is put back, and the site never goes without one.
    if (!existsSync(folder)) renameSync(before, folder);
    rmSync(next, { recursive: true, force: true });
    throw error;
  }
  console.log(
    `${publication.version} by ${publication.by}; the package before is kept as ${basename(before)}`,
  );
  // The page of a built site carries the package too, and browsers that installed it ask the list for what is new.
  const site = dirname(folder);
  if (!existsSync(join(site, 'index.html')) || !existsSync(join(site, 'precache.json'))) return;
  try {
    await writePages([site]);
  } catch (error) {
    throw new ProblemError([
      problem(
        'pages-not-written',
        {
          zh: `数据包已换成 ${publication.version} 版，但网页没有重新生成`,
          en: `the package is now version ${publication.version}, but the site’s pages were not written again`,
        },
        undefined,
        {
          zh: '排除故障后运行 npm run package -- prerender 加网站文件夹。',
          en: 'Mend the fault, then run npm run package -- prerender with the site’s folder.',
        },
      ),
      ...asProblems(error),
    ]);
  }
}
